//! Tells for each sentence of a draft where its words come from, as the table of evidence has it.

use std::fmt::Write;

use super::carried_over::carried_over_in;
use crate::answers::{AnswerEvidence, Answers, evidence};
use crate::diagnostic::{Lang, Location, Message};
use crate::document::{Align, Block, Document, Orientation, Table, Text, hole_words, record_of};
use crate::draft::{Origin, TracedPart, TracedSentence};
use crate::schema::Schema;
use crate::yaml::Node;

/// A sentence of a draft with the source of each of its parts but the template's.
#[derive(Clone, Debug)]
pub struct SourcedSentence {
    /// The whole sentence.
    pub words: String,
    /// Its parts that the template does not hold.
    pub parts: Vec<SourcedPart>,
}

/// Words of a sentence that the template does not hold.
#[derive(Clone, Debug)]
pub struct SourcedPart {
    /// The words.
    pub words: String,
    /// The answer they come from, in words: 税收同比, 项目第2条：备注.
    pub answer: String,
    /// How they come from it: `answer`, `claim`, `default`, `open`, `open-claim`; `carried-over`
    /// for words of the template that an earlier report said.
    pub kind: &'static str,
    /// The department that answers for a claim.
    pub department: Option<String>,
    /// Where the answer stands.
    pub location: Option<Location>,
    /// What the answer says of itself.
    pub evidence: AnswerEvidence,
    lang: Lang,
}

impl SourcedSentence {
    /// Finds the sources of a traced sentence; `lang` is the language of what is said of them.
    #[must_use]
    pub fn of(sentence: &TracedSentence, schema: &Schema, answers: &Answers, lang: Lang) -> Self {
        let mut parts: Vec<SourcedPart> = Vec::new();
        for part in &sentence.parts {
            let Some(part) = SourcedPart::of(part, schema, answers, lang) else {
                continue;
            };
            let is_known =
                |known: &SourcedPart| known.words == part.words && known.answer == part.answer;
            if !parts.iter().any(is_known) {
                parts.push(part);
            }
        }
        Self {
            words: sentence.words(),
            parts,
        }
    }
}

/// Adds to each sentence what it says again word for word as an earlier report, which nobody
/// answered for.
pub fn tell_carried_over(sentences: &mut [SourcedSentence], schema: &Schema, lang: Lang) {
    let lines: Vec<&str> = sentences.iter().map(|one| one.words.as_str()).collect();
    for words in carried_over_in(lines.join("\n"), schema) {
        let said = sentences
            .iter_mut()
            .filter(|one| one.words.contains(&words));
        for sentence in said {
            let is_known = |part: &SourcedPart| part.words == words;
            if !sentence.parts.iter().any(is_known) {
                sentence.parts.push(SourcedPart {
                    words: words.clone(),
                    answer: String::new(),
                    kind: "carried-over",
                    department: None,
                    location: None,
                    evidence: AnswerEvidence::default(),
                    lang,
                });
            }
        }
    }
}

impl SourcedPart {
    /// None for the template's words.
    fn of(part: &TracedPart, schema: &Schema, answers: &Answers, lang: Lang) -> Option<Self> {
        let mut sourced = Self {
            words: part.words.clone(),
            answer: String::new(),
            kind: "answer",
            department: None,
            location: None,
            evidence: AnswerEvidence::default(),
            lang,
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
        sourced.answer = label(path, lang);
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

    /// Returns where the words come from, in one line.
    #[must_use]
    pub fn place(&self) -> String {
        let mut place = match self.kind {
            "open" => Message::plain("cli.trace.open").text(self.lang),
            "open-claim" => Message::plain("cli.trace.open-claim").text(self.lang),
            "default" => Message::plain("cli.trace.default").text(self.lang),
            "carried-over" => Message::plain("cli.trace.carried-over").text(self.lang),
            "claim" => match &self.department {
                Some(department) => {
                    Message::new("cli.trace.claim-by", [("department", department)]).text(self.lang)
                }
                None => Message::plain("cli.trace.claim").text(self.lang),
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

/// The path of an answer in words.
fn label(path: &str, lang: Lang) -> String {
    match record_of(path) {
        Some((list, number, name)) => {
            let args = [
                ("list", list),
                ("number", number.to_string()),
                ("name", name),
            ];
            Message::new("results.open-in-record", args).text(lang)
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

/// The table that goes with the paper, on landscape pages: a row for each source of a sentence.
#[must_use]
pub fn evidence_table(title: &str, sentences: &[SourcedSentence], lang: Lang) -> Document {
    let heads = Message::plain("cli.trace.heads").text(lang);
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
            let origin = Message::plain("cli.trace.template").text(lang);
            let empty = String::new;
            rows.push(vec![
                number,
                words,
                empty(),
                empty(),
                origin,
                empty(),
                empty(),
            ]);
        }
    }
    let rows: Vec<Vec<Text>> = rows
        .into_iter()
        .map(|row| row.into_iter().map(Text::from).collect())
        .collect();
    let columns = vec![Align::Left; header.len()];
    let title = format!("{title}{}", Message::plain("cli.trace.title").text(lang));
    let table = Table {
        caption: Text::default(),
        header,
        columns,
        rows,
    };
    let blocks = vec![
        Block::Page(Orientation::Landscape),
        Block::Title(Text::from(title)),
        Block::Table(table),
    ];
    Document { blocks }
}
