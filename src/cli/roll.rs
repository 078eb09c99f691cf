//! Turns last year's answers into this year's, open where last year says nothing: `nigao roll`.

use clap::Args;
use nigao::answers::edit;
use nigao::results;

use super::args::{AnswerArgs, GenreArgs, OutputTarget, shell_line};
use super::json::{self, JsonFlag};
use super::lang::{lang, translate, translate_with};
use super::outcome::{Exit, Outcome};
use super::report;
use super::sources::Sources;
use super::terminal::Terminal;

#[derive(Args)]
#[command(about = translate("cli.roll.about"), after_help = translate("cli.roll.examples"))]
pub(crate) struct Roll {
    #[arg(value_name = translate("cli.name.template"), help = translate("cli.arg.template"))]
    template: String,
    #[command(flatten)]
    papers: AnswerArgs,
    #[command(flatten)]
    target: OutputTarget,
    #[command(flatten)]
    shelf: GenreArgs,
    #[command(flatten)]
    json: JsonFlag,
}

impl Roll {
    pub(crate) fn run(self, terminal: &Terminal) -> Outcome {
        let output = self.target.output();
        output.check_writable(false)?;
        output.check_not_input(self.papers.files())?;
        let genre = self.shelf.genre(&self.template)?;
        let (schema, _) = genre.schema().recovered();
        let mut sources = Sources::default();
        let last = self.papers.read(&schema, &mut sources)?;
        if !last.faults().is_empty() {
            return Ok(report::diagnostics(last.faults(), &sources, terminal));
        }
        let rolled = nigao::answers::roll(&schema, &last);
        let form = nigao::forms::form(&schema, &genre.name, lang());
        let text = edit::update(&form, &rolled, &schema);
        let mut written = json::write_text(&output, &text, terminal)?;
        let told = results::rolled(&genre.name, &schema, &rolled);
        for member in ["genre", "answered", "open"] {
            written[member] = told[member].clone();
        }
        terminal.answer(|| written);
        if let Some(file) = self.target.file() {
            let ask = ["nigao", "ask", &self.template, "-a", file].map(str::to_owned);
            let command: Vec<String> = ask.into_iter().chain(self.shelf.words()).collect();
            let args = [
                ("file", file),
                ("command", &shell_line(&command)),
                ("done", &told["answered"].to_string()),
                ("open", &told["open"].to_string()),
            ];
            terminal.note(&format!("{}\n", translate_with("cli.roll.done", args)));
        }
        Ok(Exit::Done)
    }
}
