//! Lists where each sentence of a draft comes from: `nigao trace`.

use std::fmt::Write;
use std::path::Path;

use clap::Args;
use nigao::diagnostic::Message;
use nigao::draft::trace;
use nigao::drafting::{SourcedSentence, evidence_table, tell_carried_over};
use nigao::write::docx::{DocxWriter, Meta};
use serde_json::{Value, json};

use super::args::{AnswerArgs, GenreArgs};
use super::checked_answers::CheckedAnswers;
use super::files::Output;
use super::json::JsonFlag;
use super::lang::{lang, translate, translate_with};
use super::layout_args::LayoutArgs;
use super::outcome::{Failure, Outcome};
use super::terminal::{Terminal, clean, pad, width};

#[derive(Args)]
#[command(about = translate("cli.trace.about"), after_help = translate("cli.trace.examples"))]
pub(crate) struct Trace {
    #[arg(value_name = translate("cli.name.template"), help = translate("cli.arg.template"))]
    template: String,
    #[command(flatten)]
    papers: AnswerArgs,
    #[arg(
        short, long, value_name = translate("cli.name.file"),
        help = translate("cli.trace.output")
    )]
    output: Option<String>,
    #[arg(long, help = translate("cli.arg.draft"))]
    draft: bool,
    #[arg(long, help = translate("cli.arg.force"))]
    force: bool,
    #[command(flatten)]
    look: LayoutArgs,
    #[command(flatten)]
    shelf: GenreArgs,
    #[command(flatten)]
    json: JsonFlag,
}

impl Trace {
    pub(crate) fn run(self, terminal: &Terminal) -> Outcome {
        let output = Output::new(self.output.as_deref(), self.force);
        let layout = match &self.output {
            Some(file) if !is_word_file(file) => {
                let message = Message::new("cli.trace.ending", [("file", file)]);
                return Err(Failure::Usage(message, None));
            }
            Some(_) => Some(self.look.read()?),
            None => None,
        };
        output.check_writable(layout.is_some())?;
        output.check_not_input(self.papers.files())?;
        let genre = self.shelf.genre(&self.template)?;
        let passed = CheckedAnswers::read(&self.papers, &self.shelf, &genre, self.draft, terminal)?;
        let CheckedAnswers {
            schema,
            answers,
            facts,
            exit,
            sources,
        } = passed;
        let bound = genre.template().and_then(|template| template.bind(&schema));
        let traced = bound.and_then(|bound| trace(&bound, &facts, self.draft));
        let traced = traced.map_err(|faults| Failure::Faults(faults, sources))?;
        let mut sentences = Vec::with_capacity(traced.len());
        for sentence in &traced {
            sentences.push(SourcedSentence::of(sentence, &schema, &answers, lang()));
        }
        tell_carried_over(&mut sentences, &schema, lang());
        terminal.answer(|| {
            json!({
                "genre": genre.name,
                "file": self.output,
                "sentences": sentences_json(&sentences),
            })
        });
        if let Some(layout) = layout {
            let document = evidence_table(&schema.title, &sentences, lang());
            let file = DocxWriter::new(&layout)?.write(&document, &Meta::of(&schema, &facts))?;
            output.write(&file, terminal)?;
            terminal.note(&self.summary(&sentences));
        } else {
            output.write(text_of(&sentences).as_bytes(), terminal)?;
        }
        Ok(exit)
    }

    fn summary(&self, sentences: &[SourcedSentence]) -> String {
        let alone = sentences
            .iter()
            .filter(|sentence| {
                sentence
                    .parts
                    .iter()
                    .all(|part| part.kind == "carried-over")
            })
            .count();
        let file = self.output.clone().unwrap_or_default();
        let (n, own) = (sentences.len().to_string(), alone.to_string());
        let args = [("file", file), ("n", n), ("own", own)];
        format!("{}\n", translate_with("cli.trace.done", args))
    }
}

fn is_word_file(name: &str) -> bool {
    let extension = Path::new(name).extension();
    extension.is_some_and(|extension| extension.eq_ignore_ascii_case("docx"))
}

fn text_of(sentences: &[SourcedSentence]) -> String {
    let mut text = String::new();
    for (sentence, n) in sentences.iter().zip(1..) {
        let _ = writeln!(text, "{n}. {}", clean(&sentence.words));
        let widest = sentence
            .parts
            .iter()
            .map(|part| width(&part.words))
            .max()
            .unwrap_or(0);
        for part in &sentence.parts {
            let words = pad(&part.words, widest.min(WIDEST_WORDS));
            let mut line = format!("     {words}  {}  {}", part.answer, part.place());
            if let Some(source) = &part.evidence.source {
                line += &format!(
                    "  {}",
                    translate_with("cli.trace.source", [("source", source)])
                );
            }
            if let Some(basis) = &part.evidence.basis {
                line += &format!(
                    "  {}",
                    translate_with("cli.trace.basis", [("basis", basis)])
                );
            }
            let _ = writeln!(text, "{}", clean(&line));
        }
        if sentence.parts.is_empty() {
            let _ = writeln!(text, "     {}", translate("cli.trace.template"));
        }
    }
    text
}

/// The most columns to which shorter words are padded.
const WIDEST_WORDS: usize = 30;

fn sentences_json(sentences: &[SourcedSentence]) -> Value {
    let mut list: Vec<Value> = Vec::with_capacity(sentences.len());
    for sentence in sentences {
        let mut parts: Vec<Value> = Vec::new();
        for part in &sentence.parts {
            let at = part.location.as_ref();
            parts.push(json!({
                "words": part.words,
                "answer": part.answer,
                "kind": part.kind,
                "department": part.department,
                "file": at.map(|at| at.file.to_string()),
                "line": at.map(|at| at.line),
                "source": part.evidence.source,
                "basis": part.evidence.basis,
            }));
        }
        list.push(json!({"sentence": sentence.words, "parts": parts}));
    }
    Value::Array(list)
}
