//! Lists where each sentence of a draft comes from: `nigao trace`.

use std::fmt::Write;
use std::path::Path;

use clap::Args;
use nigao::answers::{AnswerEvidence, Answers, evidence};
use nigao::diagnostic::{Location, Message};
use nigao::document::{Align, Block, Document, Orientation, Table, Text, hole_words, record_of};
use nigao::draft::{Origin, TracedPart, TracedSentence, trace};
use nigao::schema::Schema;
use nigao::write::docx::{DocxWriter, Meta};
use nigao::yaml::Node;
use serde_json::{Value, json};

use super::args::{AnswerArgs, GenreArgs};
use super::checked_answers::CheckedAnswers;
use super::files::Output;
use super::json::JsonFlag;
use super::lang::{translate, translate_with};
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

/// A sentence with the source of each of its parts but the template's.
struct SourcedSentence {
    words: String,
    parts: Vec<SourcedPart>,
}

/// Words of a sentence that the template does not hold.
struct SourcedPart {
    words: String,
    /// The answer they come from, in words: 税收同比, 项目第2条：备注.
    answer: String,
    /// How they come from it: `answer`, `claim`, `default`, `open`, `open-claim`.
    kind: &'static str,
    /// The department that answers for a claim.
    department: Option<String>,
    location: Option<Location>,
    evidence: AnswerEvidence,
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
        let CheckedAnswers { schema, answers, facts, exit, sources } = passed;
        let bound = genre.template().and_then(|template| template.bind(&schema));
        let traced = bound.and_then(|bound| trace(&bound, &facts, self.draft));
        let traced = traced.map_err(|faults| Failure::Faults(faults, sources))?;
        let mut sentences = Vec::with_capacity(traced.len());
        for sentence in &traced {
            sentences.push(SourcedSentence::of(sentence, &schema, &answers));
        }
        terminal.answer(|| {
            json!({
                "genre": genre.name,
                "file": self.output,
                "sentences": sentences_json(&sentences),
            })
        });
        if let Some(layout) = layout {
            let document = evidence_table(&schema.title, &sentences);
            let file = DocxWriter::new(&layout)?.write(&document, &Meta::of(&schema, &facts))?;
            output.write(&file, terminal)?;
            terminal.note(&self.summary(&sentences));
        } else {
            output.write(text_of(&sentences).as_bytes(), terminal)?;
        }
        Ok(exit)
    }

    fn summary(&self, sentences: &[SourcedSentence]) -> String {
        let alone = sentences.iter().filter(|sentence| sentence.parts.is_empty()).count();
        let file = self.output.clone().unwrap_or_default();
        let (n, own) = (sentences.len().to_string(), alone.to_string());
        let args = [("file", file), ("n", n), ("own", own)];
        format!("{}\n", translate_with("cli.trace.done", args))
    }
}

impl SourcedSentence {
    fn of(sentence: &TracedSentence, schema: &Schema, answers: &Answers) -> Self {
        let mut parts: Vec<SourcedPart> = Vec::new();
        for part in &sentence.parts {
            let Some(part) = SourcedPart::of(part, schema, answers) else { continue };
            let is_known =
                |known: &SourcedPart| known.words == part.words && known.answer == part.answer;
            if !parts.iter().any(is_known) {
                parts.push(part);
            }
        }
        Self { words: sentence.words(), parts }
    }
}

impl SourcedPart {
    /// None for the template's words.
    fn of(part: &TracedPart, schema: &Schema, answers: &Answers) -> Option<Self> {
        let mut sourced = Self {
            words: part.words.clone(),
            answer: String::new(),
            kind: "answer",
            department: None,
            location: None,
            evidence: AnswerEvidence::default(),
        };
        let path = match &part.origin {
            Origin::Answer(path) => path,
            Origin::Hole(path) => {
                sourced.kind = "open";
                path
            }
            Origin::OpenClaim(_) => {
                sourced.kind = "open-claim";
                return Some(sourced);
            }
            _ => return None,
        };
        sourced.answer = label(path);
        let name = path.split('.').next().unwrap_or(path);
        let field = schema.field(name);
        if field.is_some_and(|field| field.kind.is_claim()) {
            sourced.kind = "claim";
            sourced.department = field.and_then(|field| field.department.clone());
        }
        match answer_at(path, answers) {
            Some(answer) => {
                sourced.evidence = evidence(answer);
                sourced.location = Some(answer.location.clone());
            }
            None if sourced.kind == "answer" => sourced.kind = "default",
            None => {}
        }
        Some(sourced)
    }

    /// Where the words come from, in one line.
    fn place(&self) -> String {
        let mut place = match self.kind {
            "open" => translate("cli.trace.open"),
            "open-claim" => translate("cli.trace.open-claim"),
            "default" => translate("cli.trace.default"),
            "claim" => match &self.department {
                Some(department) => {
                    translate_with("cli.trace.claim-by", [("department", department)])
                }
                None => translate("cli.trace.claim"),
            },
            _ => String::new(),
        };
        if let Some(at) = &self.location {
            if !place.is_empty() {
                place.push(' ');
            }
            let _ = write!(place, "{}:{}", at.file, at.line);
        }
        place
    }
}

fn is_word_file(name: &str) -> bool {
    let extension = Path::new(name).extension();
    extension.is_some_and(|extension| extension.eq_ignore_ascii_case("docx"))
}

/// The path of an answer in words.
fn label(path: &str) -> String {
    match record_of(path) {
        Some((list, number, name)) => {
            let args = [("list", list), ("number", number.to_string()), ("name", name)];
            translate_with("cli.fill.open-in-record", args)
        }
        None => hole_words(path),
    }
}

/// The answer a path begins in: 税收 for 税收.同比, the second record's 备注 for 项目.2.备注.
fn answer_at<'a>(path: &str, answers: &'a Answers) -> Option<&'a Node> {
    let mut parts = path.split('.');
    let name = parts.next()?;
    let entry = answers.entries().iter().rfind(|entry| entry.key == name)?;
    let mut node = &entry.node;
    for part in parts {
        let inner = match part.parse::<usize>() {
            Ok(number) => node.items().get(number.checked_sub(1)?),
            Err(_) => node.get(part),
        };
        // 同比 is computed: it comes from the whole answer.
        let Some(inner) = inner else { break };
        if inner.scalar().is_some() && node.items().is_empty() && !is_in_record(path) {
            break;
        }
        node = inner;
    }
    Some(node)
}

/// Whether a path leads into a record.
fn is_in_record(path: &str) -> bool {
    record_of(path).is_some()
}

fn text_of(sentences: &[SourcedSentence]) -> String {
    let mut text = String::new();
    for (sentence, n) in sentences.iter().zip(1..) {
        let _ = writeln!(text, "{n}. {}", clean(&sentence.words));
        let widest = sentence.parts.iter().map(|part| width(&part.words)).max().unwrap_or(0);
        for part in &sentence.parts {
            let words = pad(&part.words, widest.min(WIDEST_WORDS));
            let mut line = format!("     {words}  {}  {}", part.answer, part.place());
            if let Some(source) = &part.evidence.source {
                line += &format!("  {}", translate_with("cli.trace.source", [("source", source)]));
            }
            if let Some(basis) = &part.evidence.basis {
                line += &format!("  {}", translate_with("cli.trace.basis", [("basis", basis)]));
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

/// The table that goes with the paper, on landscape pages: a row for each source of a sentence.
fn evidence_table(title: &str, sentences: &[SourcedSentence]) -> Document {
    let heads = translate("cli.trace.heads");
    let header: Vec<Text> = heads.split('、').map(Text::from).collect();
    let mut rows = Vec::new();
    for (sentence, n) in sentences.iter().zip(1..) {
        let mut first = [n.to_string(), sentence.words.clone()];
        for part in &sentence.parts {
            let AnswerEvidence { source, basis } = part.evidence.clone();
            let [number, words] = std::mem::take(&mut first);
            rows.push(vec![
                number,
                words,
                part.words.clone(),
                part.answer.clone(),
                part.place(),
                source.unwrap_or_default(),
                basis.unwrap_or_default(),
            ]);
        }
        if sentence.parts.is_empty() {
            let [number, words] = first;
            let origin = translate("cli.trace.template");
            let empty = String::new;
            rows.push(vec![number, words, empty(), empty(), origin, empty(), empty()]);
        }
    }
    let rows: Vec<Vec<Text>> =
        rows.into_iter().map(|row| row.into_iter().map(Text::from).collect()).collect();
    let columns = vec![Align::Left; header.len()];
    let title = format!("{title}{}", translate("cli.trace.title"));
    let table = Table { caption: Text::default(), header, columns, rows };
    let blocks = vec![
        Block::Page(Orientation::Landscape),
        Block::Title(Text::from(title)),
        Block::Table(table),
    ];
    Document { blocks }
}
