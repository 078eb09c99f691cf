//! `nigao form`: a genre to a blank answers file.

use clap::Args;

use super::args::{GenreArgs, OutputTarget, sound_schema};
use super::lang::{lang, say};
use super::outcome::{Exit, Outcome};
use super::terminal::Terminal;

#[derive(Args)]
#[command(about = say("cli.form.about"), after_help = say("cli.form.examples"))]
pub(crate) struct FormCommand {
    #[arg(value_name = say("cli.name.template"), help = say("cli.arg.template"))]
    template: String,
    #[command(flatten)]
    target: OutputTarget,
    #[command(flatten)]
    shelf: GenreArgs,
}

impl FormCommand {
    pub(crate) fn run(self, terminal: &Terminal) -> Outcome {
        let output = self.target.output();
        output.ready(false)?;
        let genre = self.shelf.genre(&self.template)?;
        let form = nigao::forms::form(&sound_schema(&genre)?, &genre.name, lang());
        output.write(form.as_bytes(), terminal)?;
        Ok(Exit::Done)
    }
}
