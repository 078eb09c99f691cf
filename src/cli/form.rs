//! `nigao form`: a genre to a blank answers file.

use clap::Args;
use nigao::schema;

use super::args::{Shelf, Target, sound_schema};
use super::lang::{lang, say};
use super::outcome::{Exit, Outcome};
use super::terminal::Terminal;

#[derive(Args)]
#[command(about = say("cli.form.about"), after_help = say("cli.form.examples"))]
pub(crate) struct Form {
    #[arg(value_name = say("cli.name.template"), help = say("cli.arg.template"))]
    template: String,
    #[command(flatten)]
    target: Target,
    #[command(flatten)]
    shelf: Shelf,
}

impl Form {
    pub(crate) fn run(self, terminal: &Terminal) -> Outcome {
        let output = self.target.output();
        output.ready(false)?;
        let genre = self.shelf.genre(&self.template)?;
        let form = schema::form(&sound_schema(&genre)?, &genre.name, lang());
        output.write(form.as_bytes(), terminal)?;
        Ok(Exit::Done)
    }
}
