//! Parses the command line, runs one command, and turns its outcome into an exit code.

use std::ffi::OsString;
use std::process::ExitCode;

use clap::{Args, CommandFactory, FromArgMatches, Parser, Subcommand};

use super::lang::{self, translate};
#[cfg(feature = "mcp")]
use super::mcp;
use super::outcome::{Exit, Outcome};
#[cfg(feature = "web")]
use super::serve;
use super::terminal::Terminal;
use super::{
    ask, capabilities, check, collect, completions, diff, doctor, fill, form, help, inspect, json,
    list, man, mine, new, refill, report, review, roll, schema, show, trace, usage,
};

/// The whole command line. A new command is a file, a variant of [`Verb`] and a line in
/// [`Verb::run`].
#[derive(Parser)]
#[command(
    name = "nigao",
    version,
    arg_required_else_help = true,
    about = translate("cli.about"),
    after_help = translate("cli.examples")
)]
struct Cli {
    #[command(subcommand)]
    verb: Verb,
    /// Read before clap runs, by [`lang::choose`], because help and errors need the language. It
    /// is declared here for the help text and for completion.
    #[arg(
        long,
        global = true,
        value_parser = ["zh", "en", lang::BOTH],
        value_name = "zh|en|both",
        hide_possible_values = true,
        help = translate("cli.arg.lang")
    )]
    lang: Option<String>,
}

#[derive(Subcommand)]
enum Verb {
    List(list::ListGenres),
    Show(show::Show),
    Ask(ask::Ask),
    Form(form::FormCommand),
    Check(check::Check),
    Fill(fill::Fill),
    Trace(trace::Trace),
    Roll(roll::Roll),
    Refill(refill::Refill),
    Diff(diff::Diff),
    Collect(collect::Collect),
    Review(review::ReviewCommand),
    Inspect(inspect::Inspect),
    Mine(mine::Mine),
    New(new::New),
    #[cfg(feature = "web")]
    Serve(serve::Serve),
    #[cfg(feature = "mcp")]
    Mcp(mcp::McpCommand),
    Schema(schema::JsonSchema),
    Capabilities(capabilities::Capabilities),
    Doctor(doctor::Doctor),
    Completions(completions::Completions),
    Man(man::ManPages),
    Help(HelpCommand),
}

/// `nigao help`, which everybody types.
#[derive(Args)]
#[command(about = translate("cli.help.about"), after_help = translate("cli.help.examples"))]
struct HelpCommand {
    #[arg(value_name = translate("cli.name.verb"), help = translate("cli.help.command"))]
    command: Vec<String>,
}

impl Verb {
    fn run(self, terminal: &Terminal) -> Outcome {
        match self {
            Self::List(verb) => verb.run(terminal),
            Self::Show(verb) => verb.run(terminal),
            Self::Ask(verb) => verb.run(terminal),
            Self::Roll(verb) => verb.run(terminal),
            Self::Refill(verb) => verb.run(terminal),
            Self::Diff(verb) => verb.run(terminal),
            Self::Collect(verb) => verb.run(terminal),
            Self::Form(verb) => verb.run(terminal),
            Self::Schema(verb) => verb.run(terminal),
            Self::Check(verb) => verb.run(terminal),
            Self::Fill(verb) => verb.run(terminal),
            Self::Trace(verb) => verb.run(terminal),
            Self::Review(verb) => verb.run(terminal),
            Self::Inspect(verb) => verb.run(terminal),
            Self::Mine(verb) => verb.run(terminal),
            Self::New(verb) => verb.run(terminal),
            #[cfg(feature = "web")]
            Self::Serve(verb) => verb.run(terminal),
            #[cfg(feature = "mcp")]
            Self::Mcp(verb) => verb.run(),
            Self::Doctor(verb) => verb.run(terminal),
            Self::Completions(verb) => verb.run(command(), terminal),
            Self::Capabilities(verb) => verb.run(&command(), terminal),
            Self::Man(verb) => verb.run(command()),
            Self::Help(help) => {
                let mut words = vec!["nigao".to_owned()];
                words.extend(help.command);
                words.push("--help".to_owned());
                run_line(words, terminal)
            }
        }
    }
}

/// Runs the program.
pub(crate) fn run(mut args: Vec<OsString>) -> ExitCode {
    #[cfg(feature = "web")]
    if args.len() == 1 && serve::is_double_clicked(|name| std::env::var_os(name).is_some()) {
        args.push("serve".into());
    }
    lang::set_lang(lang::choose(&args, |name| std::env::var(name).ok()));
    let terminal = Terminal::new(json::envelope(&args, &command()), |name| {
        std::env::var(name).ok()
    });
    let exit = run_line(args, &terminal);
    let exit = exit.unwrap_or_else(|failure| report::failure(&failure, &terminal));
    // A failure to print the envelope has nowhere to go but the exit code.
    if terminal.seal(exit == Exit::Done).is_err() {
        return Exit::Io.into();
    }
    exit.into()
}

/// Runs a command line.
fn run_line(
    args: impl IntoIterator<Item = impl Into<OsString> + Clone>,
    terminal: &Terminal,
) -> Outcome {
    match command()
        .try_get_matches_from(args)
        .and_then(|matches| Cli::from_arg_matches(&matches))
    {
        Ok(cli) => {
            json::refuse_both(cli.lang.as_deref(), terminal)?;
            cli.verb.run(terminal)
        }
        Err(error) => usage::answer(&error, terminal),
    }
}

/// Returns the command with its help in the language of this run.
fn command() -> clap::Command {
    help::localize(Cli::command())
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit as u8)
    }
}
