//! Prints a completion script for a shell: `nigao completions`.

use clap::Args;
use clap_complete::Shell;

use super::lang::translate;
use super::outcome::{Exit, Outcome};
use super::terminal::Terminal;

#[derive(Args)]
#[command(
    about = translate("cli.completions.about"),
    after_help = translate("cli.completions.examples")
)]
pub(crate) struct Completions {
    #[arg(
        value_name = translate("cli.name.shell"),
        hide_possible_values = true,
        help = translate("cli.completions.shell")
    )]
    shell: Shell,
}

impl Completions {
    pub(crate) fn run(self, terminal: &Terminal) -> Outcome {
        let mut script = Vec::new();
        clap_complete::generate(self.shell, &mut super::command(), "nigao", &mut script);
        terminal.print_bytes(&script)?;
        Ok(Exit::Done)
    }
}
