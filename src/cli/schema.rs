//! Prints the JSON Schema of a genre's answers, for completion in editors: `nigao schema`.

use clap::Args;

use super::args::{GenreArgs, sound_schema};
use super::lang::translate;
use super::outcome::{Exit, Outcome};
use super::terminal::Terminal;

#[derive(Args)]
#[command(about = translate("cli.schema.about"), after_help = translate("cli.schema.examples"))]
pub(crate) struct JsonSchema {
    #[arg(value_name = translate("cli.name.template"), help = translate("cli.arg.template"))]
    template: String,
    #[command(flatten)]
    shelf: GenreArgs,
}

impl JsonSchema {
    pub(crate) fn run(self, terminal: &Terminal) -> Outcome {
        let genre = self.shelf.genre(&self.template)?;
        let json = nigao::forms::json_schema(&sound_schema(&genre)?);
        terminal.print(&format!("{json:#}\n"))?;
        Ok(Exit::Done)
    }
}
