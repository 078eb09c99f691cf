//! `nigao form`: a genre to a blank answers file.

use clap::Args;
use nigao::schema;

use super::args::{Shelf, sound_schema};
use super::files::Output;
use super::lang::{lang, say};
use super::outcome::{Exit, Outcome};
use super::terminal::Terminal;

#[derive(Args)]
#[command(about = say("cli.form.about"), after_help = say("cli.form.examples"))]
pub(crate) struct Form {
    #[arg(value_name = say("cli.name.template"), help = say("cli.arg.template"))]
    template: String,
    #[arg(short, long, value_name = say("cli.name.file"), help = say("cli.arg.output"))]
    output: Option<String>,
    #[arg(long, help = say("cli.arg.force"))]
    force: bool,
    #[command(flatten)]
    shelf: Shelf,
}

impl Form {
    pub(crate) fn run(self, terminal: &Terminal) -> Outcome {
        let output = Output::new(self.output.as_deref(), self.force);
        output.ready(false)?;
        let genre = self.shelf.genre(&self.template)?;
        let form = schema::form(&sound_schema(&genre)?, &genre.name, lang());
        output.write(form.as_bytes(), terminal)?;
        Ok(Exit::Done)
    }
}
