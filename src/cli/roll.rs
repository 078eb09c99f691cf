//! `nigao roll`: last year's answers to this year's answers file, with what has to be asked anew left open.

use clap::Args;
use nigao::answers::edit;

use super::args::{AnswerArgs, GenreArgs, OutputTarget, typed};
use super::lang::{lang, say, tell};
use super::outcome::{Exit, Outcome};
use super::render_diagnostics::Sources;
use super::terminal::Terminal;

#[derive(Args)]
#[command(about = say("cli.roll.about"), after_help = say("cli.roll.examples"))]
pub(crate) struct Roll {
    #[arg(value_name = say("cli.name.template"), help = say("cli.arg.template"))]
    template: String,
    #[command(flatten)]
    papers: AnswerArgs,
    #[command(flatten)]
    target: OutputTarget,
    #[command(flatten)]
    shelf: GenreArgs,
}

impl Roll {
    pub(crate) fn run(self, terminal: &Terminal) -> Outcome {
        let output = self.target.output();
        output.ready(false)?;
        output.spare(self.papers.files())?;
        let genre = self.shelf.genre(&self.template)?;
        let (schema, _) = genre.schema();
        let mut sources = Sources::default();
        let last = self.papers.read(&schema, &mut sources)?;
        if !last.faults().is_empty() {
            return Ok(terminal.draw(last.faults(), &sources));
        }
        let rolled = nigao::answers::roll(&schema, &last);
        let form = nigao::forms::form(&schema, &genre.name, lang());
        output.write(edit::update(&form, &rolled, &schema).as_bytes(), terminal)?;
        if let Some(file) = self.target.file() {
            let open = schema.fields.len() - rolled.entries().len();
            let ask = ["nigao", "ask", &self.template, "-a", file].map(str::to_owned);
            let command: Vec<String> = ask.into_iter().chain(self.shelf.words()).collect();
            let args = [
                ("file", file),
                ("command", &typed(&command)),
                ("done", &rolled.entries().len().to_string()),
                ("open", &open.to_string()),
            ];
            terminal.note(&format!("{}\n", tell("cli.roll.done", args)));
        }
        Ok(Exit::Done)
    }
}
