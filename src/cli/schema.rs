//! `nigao schema`: a genre to the JSON Schema of its answers, for editors that complete and check as one types.

use clap::Args;

use super::args::{GenreArgs, sound_schema};
use super::lang::say;
use super::outcome::{Exit, Outcome};
use super::terminal::Terminal;

#[derive(Args)]
#[command(about = say("cli.schema.about"), after_help = say("cli.schema.examples"))]
pub(crate) struct JsonSchema {
    #[arg(value_name = say("cli.name.template"), help = say("cli.arg.template"))]
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
