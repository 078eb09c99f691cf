//! Checks answers, or a genre itself: `nigao check`.

use clap::Args;
use nigao::answers::{Answers, Mode};
use nigao::catalog::Genre;
use nigao::diagnostic::{Diagnostic, Diagnostics, Message, Severity};
use nigao::draft::draft;
use nigao::drafting::check_answers;
use nigao::results;
use nigao::schema::Schema;
use nigao::template::Bound;
use nigao::word_template::FillOptions;

use super::args::{AnswerArgs, GenreArgs, sound_schema};
use super::files::Output;
use super::json::JsonFlag;
use super::lang::translate;
use super::outcome::Outcome;
use super::report;
use super::sources::Sources;
use super::terminal::Terminal;
use super::word_check;

#[derive(Args)]
#[command(about = translate("cli.check.about"), after_help = translate("cli.check.examples"))]
pub(crate) struct Check {
    #[arg(value_name = translate("cli.name.template"), help = translate("cli.arg.template"))]
    template: String,
    #[command(flatten)]
    papers: AnswerArgs,
    #[arg(long, help = translate("cli.arg.draft"))]
    draft: bool,
    #[arg(
        long, value_name = translate("cli.name.file"),
        help = translate("word-template.cli.annotate")
    )]
    annotate: Option<String>,
    #[arg(long, requires = "annotate", help = translate("cli.arg.force"))]
    force: bool,
    #[command(flatten)]
    shelf: GenreArgs,
    #[command(flatten)]
    json: JsonFlag,
}

impl Check {
    pub(crate) fn run(self, terminal: &Terminal) -> Outcome {
        let genre = self.shelf.genre(&self.template)?;
        if !genre.has_schema()
            && let Some(word) = genre.word_file()?
        {
            return word_check::propose_schema(&genre.name, &word, terminal);
        }
        let mut sources = Sources::default();
        let found = if self.papers.is_empty() {
            sources.add_genre(&genre);
            self_check(&genre, &mut sources)
        } else {
            let schema = sound_schema(&genre)?;
            let (answers, mut found) = self.papers.read_with_advice(&schema, &mut sources)?;
            sources.add_genre(&genre);
            let elsewhere = self.shelf.elsewhere();
            let mode = Mode {
                holes: self.draft,
                elsewhere: &elsewhere,
            };
            found.extend(check_answers(&genre, &schema, &answers, mode));
            found
        };
        if let Some(output) = &self.annotate {
            word_check::annotate(
                &genre,
                &found,
                &Output::new(Some(output), self.force),
                terminal,
            )?;
        }
        let exit = report::diagnostics(&found, &sources, terminal);
        let what = if self.papers.is_empty() {
            "genre"
        } else {
            "answers"
        };
        terminal.answer(|| results::checked(&genre.name, what, &found));
        if found.is_empty() {
            terminal.note(&format!("{}\n", translate("cli.check.clean")));
        }
        Ok(exit)
    }
}

/// Binds the genre's template to its schema.
pub(crate) fn bind_template(genre: &Genre, schema: &Schema) -> Result<Bound, Diagnostics> {
    genre.template()?.bind(schema)
}

/// Checks a genre: its schema, its template, whether they agree, and whether its sample drafts.
fn self_check(genre: &Genre, sources: &mut Sources) -> Diagnostics {
    let (schema, mut found) = genre.schema().recovered();
    found.extend(genre.template_faults(&schema));
    found.extend(genre.absolute_words());
    if found.iter().any(|fault| fault.severity == Severity::Error) {
        return found;
    }
    let Ok((name, text)) = genre.sample() else {
        found.push(Diagnostic::warning(
            None,
            Message::new("cli.check.no-sample", [("genre", &genre.name)]),
        ));
        return found;
    };
    sources.add(&name, &text);
    let checked = nigao::answers::check(&schema, &Answers::read(&name, &text), Mode::default());
    found.extend(checked.diagnostics);
    if let (Some(facts), Ok(template)) = (checked.value, bind_template(genre, &schema)) {
        found.extend(draft(&template, &facts, false).err().unwrap_or_default());
        // What only the filled file tells: a field that would take words anew, a count of nothing.
        if let Ok(Some(word)) = genre.word_file() {
            let filled = word.fill(&schema, &facts, &FillOptions::default());
            found.extend(filled.err().unwrap_or_default());
        }
    }
    found
}
