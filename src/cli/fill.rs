//! Drafts a report from answers as a Word file, text or markup: `nigao fill`.

use std::path::Path;
use std::thread::{self, ScopedJoinHandle};

use base64::Engine;
use base64::prelude::BASE64_STANDARD as BASE64;
use clap::{Args, FromArgMatches, ValueEnum};
use nigao::batch::ReportFormat;
use nigao::catalog::{Genre, WordFile};
use nigao::diagnostic::Message;
use nigao::document::Document;
use nigao::draft::draft;
use nigao::drafting::comment_carried_over;
use nigao::refill::restamped;
use nigao::results::{DraftResult, open_answers, open_claims};
use nigao::schema::Schema;
use nigao::word_template::FillOptions;
use nigao::write;
use nigao::write::docx::{DocxWriter, DraftStamp, Meta};
use serde_json::Value;

use super::args::{AnswerArgs, GenreArgs};
use super::batch::{BatchArgs, BatchJob};
use super::checked_answers::CheckedAnswers;
use super::draft_review::{self, DraftedPaper};
use super::files::Output;
use super::json::JsonFlag;
use super::lang::{lang, translate, translate_with};
use super::layout_args::LayoutArgs;
use super::outcome::{Failure, Outcome};
use super::review::read_unit;
use super::terminal::{Terminal, clean, pad, width};
use super::usage;

#[derive(Args)]
#[command(about = translate("cli.fill.about"), after_help = translate("cli.fill.examples"))]
pub(crate) struct Fill {
    #[arg(value_name = translate("cli.name.template"), help = translate("cli.arg.template"))]
    template: String,
    #[command(flatten)]
    papers: AnswerArgs,
    #[arg(
        short, long, value_name = translate("cli.name.file"),
        help = translate("cli.fill.output")
    )]
    output: Option<String>,
    #[arg(
        long, value_name = "docx|txt|md", hide_possible_values = true,
        help = translate("cli.fill.format")
    )]
    format: Option<OutputFormat>,
    #[arg(long, help = translate("cli.arg.draft"))]
    draft: bool,
    #[arg(long, help = translate("cli.arg.force"))]
    force: bool,
    #[arg(long, conflicts_with = "records", help = translate("word-template.cli.accept"))]
    accept_changes: bool,
    #[command(flatten)]
    look: LayoutArgs,
    #[command(flatten)]
    shelf: GenreArgs,
    #[command(flatten)]
    batch: BatchArgs,
    #[command(flatten)]
    json: JsonFlag,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum OutputFormat {
    Docx,
    Txt,
    Md,
}

impl OutputFormat {
    fn name(self) -> &'static str {
        match self {
            Self::Docx => "docx",
            Self::Txt => "txt",
            Self::Md => "md",
        }
    }
}

impl Fill {
    /// Parses a command line from its verb on: one that was put together rather than typed.
    pub(crate) fn from_command_line(words: &[String]) -> Outcome<Self> {
        let command = Self::augment_args(clap::Command::new("fill"));
        let parsed = command.try_get_matches_from(words);
        parsed
            .and_then(|matches| Self::from_arg_matches(&matches))
            .map_err(|error| usage::failure(&error))
    }

    pub(crate) fn run(self, terminal: &Terminal) -> Outcome {
        let format = self.format()?;
        if self.batch.is_given() {
            return self.run_batch(format, terminal);
        }
        let output = Output::new(self.output.as_deref(), self.force);
        output.check_writable(format == OutputFormat::Docx && !terminal.is_json())?;
        output.check_not_input(self.papers.files())?;
        let layout = if format == OutputFormat::Docx {
            Some(self.look.read()?)
        } else {
            None
        };
        let genre = self.shelf.genre(&self.template)?;
        let own_word = self.own_word(&genre, format, terminal)?;
        // Compiling the template and preparing the layout take as long as the check, and none of
        // the three needs another.
        let (passed, template, press) = thread::scope(|scope| {
            let template = scope.spawn(|| genre.template());
            let press = layout
                .as_ref()
                .map(|layout| scope.spawn(|| DocxWriter::new(layout)));
            let passed =
                CheckedAnswers::read(&self.papers, &self.shelf, &genre, self.draft, terminal);
            (passed, join(template), press.map(join))
        });
        let CheckedAnswers {
            schema,
            answers,
            facts,
            exit,
            sources,
        } = passed?;
        let is_word = format == OutputFormat::Docx;
        let filled = match own_word {
            Some(word) => match word.fill(
                &schema,
                &facts,
                &FillOptions::of_program(self.draft, lang()),
            ) {
                Ok(filled) => Some(filled),
                Err(faults) => return Err(Failure::Faults(faults, sources)),
            },
            None => None,
        };
        let drafted = template
            .and_then(|template| template.bind(&schema))
            .and_then(|template| draft(&template, &facts, self.draft));
        let document = drafted.map_err(|faults| Failure::Faults(faults, sources))?;
        let bytes = match (press, filled) {
            (Some(_), Some(filled)) => {
                restamped(filled.bytes, &DraftStamp::of(&genre.name, &document))?
            }
            (None, Some(filled)) => filled.text()?.into_bytes(),
            (Some(press), None) => {
                let stamp = DraftStamp::of(&genre.name, &document);
                press?.write(&document, &Meta::of(&schema, &facts).stamped(stamp))?
            }
            (None, None) if format == OutputFormat::Md => document.to_string().into_bytes(),
            (None, None) => write::text::write(&document).into_bytes(),
        };
        let unit = read_unit(output.folder(), terminal)?;
        let bytes = if is_word && self.draft {
            comment_carried_over(bytes, &schema, &unit, lang())?
        } else {
            bytes
        };
        output.write(&bytes, terminal)?;
        terminal.answer(|| self.to_json(&genre.name, format, &document, &schema, &bytes));
        self.summarize(&document, &schema, terminal);
        let drafted = DraftedPaper {
            document: &document,
            schema: &schema,
            answers: &answers,
            unit: &unit,
            has_holes: self.draft,
        };
        draft_review::tell(&drafted, terminal);
        Ok(exit)
    }

    /// Returns the author's own Word file, where the report is made of it; its text is, too, where
    /// there is no text template.
    fn own_word(
        &self,
        genre: &Genre,
        format: OutputFormat,
        terminal: &Terminal,
    ) -> Outcome<Option<WordFile>> {
        let is_word = format == OutputFormat::Docx;
        let is_only_text = format == OutputFormat::Txt && !genre.has_text_template();
        if !(is_word || is_only_text) {
            return Ok(None);
        }
        let Some(word) = genre.word_file()? else {
            return Ok(None);
        };
        if is_word {
            self.look.refuse_beside(&word.file)?;
            let charts = word.charts()?;
            if charts > 0 {
                let args = [("n", charts.to_string()), ("file", word.file.clone())];
                terminal.advise(&Message::new("word-template.cli.charts", args));
            }
        }
        Ok(Some(if self.accept_changes {
            word.with_changes_accepted()?
        } else {
            word
        }))
    }

    /// Drafts a report for each record.
    fn run_batch(&self, format: OutputFormat, terminal: &Terminal) -> Outcome {
        if format == OutputFormat::Docx
            && let Some(word) = self.shelf.genre(&self.template)?.word_file()?
        {
            self.look.refuse_beside(&word.file)?;
        }
        let job = BatchJob {
            batch: &self.batch,
            genre: &self.template,
            ledger: &self.papers,
            shelf: &self.shelf,
            output: self.output.as_deref(),
            format: match format {
                OutputFormat::Docx => ReportFormat::Docx,
                OutputFormat::Txt => ReportFormat::Text,
                OutputFormat::Md => ReportFormat::Markup,
            },
            layout: self.look.read()?,
            holes: self.draft,
            force: self.force,
        };
        job.run(terminal)
    }

    /// Returns the format asked for, else that of the file extension, else text.
    fn format(&self) -> Outcome<OutputFormat> {
        let named = self.output.as_deref().filter(|name| *name != "-");
        let named = self.batch.merge_into().or(named);
        match (self.format, named) {
            (Some(format), _) => Ok(format),
            (None, None) => Ok(OutputFormat::Txt),
            (None, Some(name)) => {
                let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
                OutputFormat::from_str(ending, true).map_err(|_| {
                    if Path::new(name).is_dir() {
                        let bare = name.trim_end_matches('/');
                        let hint = Message::new("cli.fill.folder-hint", [("file", bare)]);
                        return Failure::usage(
                            Message::new("cli.fill.folder", [("file", name)]),
                            hint,
                        );
                    }
                    let message = Message::new("cli.fill.ending", [("file", name)]);
                    Failure::usage(message, Message::plain("cli.fill.ending-hint"))
                })
            }
        }
    }

    /// Returns the draft as data: where it is, else itself, and what is open in it.
    fn to_json(
        &self,
        genre: &str,
        format: OutputFormat,
        document: &Document,
        schema: &Schema,
        bytes: &[u8],
    ) -> Value {
        let file = self.output.as_deref().filter(|name| *name != "-");
        let is_word = format == OutputFormat::Docx;
        let is_inline = file.is_none();
        let text = (is_inline && !is_word).then(|| String::from_utf8_lossy(bytes));
        let base64 = (is_inline && is_word).then(|| BASE64.encode(bytes));
        let drafted = DraftResult {
            genre,
            schema,
            document,
            format: format.name(),
            bytes: bytes.len(),
            file,
            text: text.as_deref(),
            docx_base64: base64.as_deref(),
        };
        drafted.to_json(lang())
    }

    /// Reports what was written and which fields are open.
    fn summarize(&self, document: &Document, schema: &Schema, terminal: &Terminal) {
        let mut text = String::new();
        let holes = open_answers(document, schema, lang());
        if !holes.is_empty() {
            text += &format!(
                "{}\n",
                translate_with("cli.fill.holes", [("n", holes.len())])
            );
            let labels = holes.iter().map(|hole| width(&hole.label));
            let names = labels.max().unwrap_or(0);
            for hole in holes {
                let label = pad(&hole.label, names);
                text += &clean(&format!("  {label}  {}", hole.question));
                text.push('\n');
            }
        }
        let claims = open_claims(document, schema);
        if !claims.is_empty() {
            text += &format!(
                "{}\n",
                translate_with("cli.fill.claims", [("n", claims.len())])
            );
            let names = claims
                .iter()
                .map(|field| width(&field.name))
                .max()
                .unwrap_or(0);
            for field in claims {
                text += &clean(&format!("  {}  {}", pad(&field.name, names), field.note()));
                text.push('\n');
            }
        }
        if let Some(file) = self.output.as_deref().filter(|name| *name != "-") {
            let count = write::text::characters(document).to_string();
            let done = translate_with("cli.fill.done", [("file", file), ("n", &count)]);
            text += &format!("{done}\n");
        }
        terminal.note(&text);
    }
}

/// Returns the result of a thread, and passes on its panic.
fn join<T>(handle: ScopedJoinHandle<T>) -> T {
    handle
        .join()
        .unwrap_or_else(|panic| std::panic::resume_unwind(panic))
}
