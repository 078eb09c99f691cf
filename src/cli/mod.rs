//! The command line: arguments to one verb, its outcome to words on the terminal and an exit code.

mod completions;
mod draw;
mod files;
mod help;
mod lang;
mod outcome;
mod terminal;
mod usage;

use std::ffi::OsString;
use std::process::ExitCode;

use clap::{CommandFactory, FromArgMatches, Parser, Subcommand};

use lang::say;
use outcome::{Exit, Outcome};
use terminal::Terminal;

/// The whole command line. Adding a verb: a file, a variant of [`Verb`], a line in [`Verb::run`].
#[derive(Parser)]
#[command(name = "nigao", version, about = say("cli.about"), after_help = say("cli.examples"))]
struct Cli {
    #[command(subcommand)]
    verb: Verb,
    /// Read ahead of clap by [`lang::choose`], because help and errors need it; here for help and completion.
    #[arg(long, global = true, value_parser = ["zh", "en"], value_name = "zh|en", hide_possible_values = true,
        help = say("cli.arg.lang"))]
    #[allow(dead_code)]
    lang: Option<String>,
}

#[derive(Subcommand)]
enum Verb {
    Completions(completions::Completions),
}

impl Verb {
    fn run(self, terminal: &Terminal) -> Outcome {
        match self {
            Self::Completions(verb) => verb.run(terminal),
        }
    }
}

/// Runs the program.
pub(crate) fn run(args: Vec<OsString>) -> ExitCode {
    lang::settle(lang::choose(&args, |name| std::env::var(name).ok()));
    let terminal = Terminal::new(|name| std::env::var(name).ok());
    let outcome = match command().try_get_matches_from(args).and_then(|matches| Cli::from_arg_matches(&matches)) {
        Ok(cli) => cli.verb.run(&terminal),
        Err(error) => usage::answer(&error, &terminal),
    };
    outcome.unwrap_or_else(|failure| terminal.report(&failure)).into()
}

/// The command with its help in the language of this run.
fn command() -> clap::Command {
    help::dress(Cli::command())
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit as u8)
    }
}
