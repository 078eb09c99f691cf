//! Shows the help of nigao or of one command: `nigao help`.

use clap::Args;

use super::lang::translate;
use super::outcome::Outcome;
use super::rerun;
use super::terminal::Terminal;

#[derive(Args)]
#[command(about = translate("cli.help.about"))]
pub(crate) struct HelpCommand {
    #[arg(value_name = translate("cli.name.verb"), help = translate("cli.help.command"))]
    command: Vec<String>,
}

impl HelpCommand {
    pub(crate) fn run(self, terminal: &Terminal) -> Outcome {
        let mut words = vec!["nigao".to_owned()];
        words.extend(self.command);
        words.push("--help".to_owned());
        rerun(words, terminal)
    }
}
