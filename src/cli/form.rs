//! Writes a blank answers file: `nigao form`.

use clap::Args;

use super::args::{GenreArgs, OutputTarget, sound_schema};
use super::lang::{lang, translate};
use super::outcome::{Exit, Outcome};
use super::terminal::Terminal;

#[derive(Args)]
#[command(about = translate("cli.form.about"), after_help = translate("cli.form.examples"))]
pub(crate) struct FormCommand {
    #[arg(value_name = translate("cli.name.template"), help = translate("cli.arg.template"))]
    template: String,
    #[command(flatten)]
    target: OutputTarget,
    #[command(flatten)]
    shelf: GenreArgs,
}

impl FormCommand {
    pub(crate) fn run(self, terminal: &Terminal) -> Outcome {
        let output = self.target.output();
        output.check_writable(false)?;
        let genre = self.shelf.genre(&self.template)?;
        let form = nigao::forms::form(&sound_schema(&genre)?, &genre.name, lang());
        output.write(form.as_bytes(), terminal)?;
        Ok(Exit::Done)
    }
}
