//! Parses the command line, runs one command, and turns its outcome into an exit code.

mod args;
mod ask;
mod check;
mod collect;
mod completions;
mod files;
mod fill;
mod form;
mod genre_files;
mod help;
mod inspect;
mod lang;
mod layout_args;
mod list;
mod mine;
mod new;
mod outcome;
mod render_diagnostics;
mod report;
mod roll;
mod schema;
mod show;
mod sources;
mod terminal;
mod usage;
mod wrap;

use std::ffi::OsString;
use std::process::ExitCode;

use clap::{CommandFactory, FromArgMatches, Parser, Subcommand};

use lang::translate;
use outcome::{Exit, Outcome};
use terminal::Terminal;

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
        value_parser = ["zh", "en"],
        value_name = "zh|en",
        hide_possible_values = true,
        help = translate("cli.arg.lang")
    )]
    #[allow(dead_code)]
    lang: Option<String>,
}

#[derive(Subcommand)]
enum Verb {
    List(list::ListGenres),
    Show(show::Show),
    Ask(ask::Ask),
    Roll(roll::Roll),
    Collect(collect::Collect),
    Form(form::FormCommand),
    Schema(schema::JsonSchema),
    Check(check::Check),
    Fill(fill::Fill),
    Inspect(inspect::Inspect),
    Mine(mine::Mine),
    New(new::New),
    Completions(completions::Completions),
}

impl Verb {
    fn run(self, terminal: &Terminal) -> Outcome {
        match self {
            Self::List(verb) => verb.run(terminal),
            Self::Show(verb) => verb.run(terminal),
            Self::Ask(verb) => verb.run(terminal),
            Self::Roll(verb) => verb.run(terminal),
            Self::Collect(verb) => verb.run(terminal),
            Self::Form(verb) => verb.run(terminal),
            Self::Schema(verb) => verb.run(terminal),
            Self::Check(verb) => verb.run(terminal),
            Self::Fill(verb) => verb.run(terminal),
            Self::Inspect(verb) => verb.run(terminal),
            Self::Mine(verb) => verb.run(terminal),
            Self::New(verb) => verb.run(terminal),
            Self::Completions(verb) => verb.run(terminal),
        }
    }
}

/// Runs the program.
pub(crate) fn run(args: Vec<OsString>) -> ExitCode {
    lang::set_lang(lang::choose(&args, |name| std::env::var(name).ok()));
    let terminal = Terminal::new(|name| std::env::var(name).ok());
    rerun(args, &terminal).unwrap_or_else(|failure| report::failure(&failure, &terminal)).into()
}

/// Runs another nigao command line from within a command, so that the command line shown to the
/// user is the one that ran.
pub(crate) fn rerun(
    args: impl IntoIterator<Item = impl Into<OsString> + Clone>,
    terminal: &Terminal,
) -> Outcome {
    match command().try_get_matches_from(args).and_then(|matches| Cli::from_arg_matches(&matches)) {
        Ok(cli) => cli.verb.run(terminal),
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
