//! `nigao completions`: a shell's name to the script that completes nigao's commands in it.

use clap::Args;
use clap_complete::Shell;

use super::lang::say;
use super::outcome::{Exit, Outcome};
use super::terminal::Terminal;

#[derive(Args)]
#[command(about = say("cli.completions.about"), after_help = say("cli.completions.examples"))]
pub(crate) struct Completions {
    #[arg(value_name = say("cli.name.shell"), hide_possible_values = true, help = say("cli.completions.shell"))]
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
