//! Question: what is asked at one stop of an interview, with all a face needs to put it to the writer.

use super::parts;
use super::path::{Path, Step};
use crate::diagnostic::{Lang, Message};
use crate::schema::print::flow;
use crate::schema::yaml::{Node, Value};
use crate::schema::{Compare, Field, Kind};

/// What is asked now.
#[derive(Clone, Debug)]
pub struct Question<'a> {
    /// Where the answer goes.
    pub path: Path,
    /// The field.
    pub field: &'a Field,
    /// The part of its answer that is asked, where it is asked in parts: 本年, 上年, 增速, 上级.
    pub part: Option<&'static str>,
    /// How it is answered.
    pub form: Form,
    /// The answer an empty line stands for, as it would be typed.
    pub default: Option<String>,
    /// Whether an empty line may leave it out.
    pub optional: bool,
    /// What was answered last year, where that is no answer any more.
    pub last_year: Option<String>,
    /// How far the interview is.
    pub progress: Progress,
}

/// How a question is answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Form {
    /// A line.
    Line,
    /// Several paragraphs.
    Paragraphs,
    /// One of a few.
    Choice(Vec<String>),
    /// 是 or 否.
    Flag,
    /// Records, each told by its first answer.
    List(Vec<String>),
}

/// How far an interview is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Progress {
    /// Which field this is, from 1.
    pub at: usize,
    /// How many fields are asked, as far as can be told now.
    pub of: usize,
    /// The group the field is in.
    pub group: Option<String>,
    /// Which record of a list is being filled, from 1.
    pub record: Option<usize>,
}

impl Question<'_> {
    /// Whether this is the first stop of its field, where the question itself is due.
    #[must_use]
    pub fn opens(&self) -> bool {
        self.part.is_none_or(|part| parts::main(self.field) == Some(part))
    }

    /// What to write before the answer, with the unit: `本年（亿元）`; empty where the question says it all.
    #[must_use]
    pub fn label(&self, lang: Lang) -> String {
        let (since, rate) = (self.field.since(), self.unit().is_some_and(|unit| unit == "%" || unit == "‰"));
        let last = || match (since == Compare::Last.key(), rate) {
            (true, true) => Message::plain("interview.part.last-rate"),
            (true, false) => Message::plain("interview.part.last"),
            (false, true) => Message::new("interview.part.since-rate", [("since", since)]),
            (false, false) => Message::new("interview.part.since", [("since", since)]),
        };
        let label = match self.part {
            Some(parts::NAME) => Message::plain("interview.part.name"),
            Some(parts::PARENT) => Message::plain("interview.part.parent"),
            Some(parts::CURRENT) => Message::plain("interview.part.current"),
            Some(parts::RATE) => Message::plain("interview.part.rate"),
            Some("上年") => last(),
            Some("计划") => Message::plain("interview.part.plan"),
            Some("累计") => Message::plain("interview.part.total"),
            _ => return self.unit().unwrap_or_default(),
        };
        let label = label.text(lang);
        match self.unit() {
            Some(unit) => Message::new("interview.with-unit", [("label", label), ("unit", unit)]).text(lang),
            None => label,
        }
    }

    /// The unit the answer is taken in when none is typed.
    #[must_use]
    pub fn unit(&self) -> Option<String> {
        let Kind::Figure { unit, ratio: false, .. } = &self.field.kind else { return None };
        if self.part != Some(parts::RATE) {
            return unit.as_ref().map(ToString::to_string);
        }
        let rate = unit.as_ref().is_some_and(crate::figure::Unit::is_rate);
        Some(if rate { "个百分点" } else { "%" }.to_owned())
    }

    /// A valid answer, as it would be typed.
    #[must_use]
    pub fn example(&self) -> Option<String> {
        let example = self.field.example.as_ref()?;
        match self.part {
            Some(part) => parts::get(self.field, example, part).map(typed),
            None => Some(typed(example)),
        }
    }
}

/// An answer as one would type it.
pub(super) fn typed(node: &Node) -> String {
    match &node.value {
        Value::Scalar(words) => words.trim().to_owned(),
        Value::Map(_) if node.get("届").is_some() => {
            let part = |key| node.get(key).and_then(Node::scalar).unwrap_or_default();
            format!("{}-{}", part("届"), part("次"))
        }
        Value::Map(_) if node.get(parts::NAME).is_some() && node.get("级别").is_none() => {
            let part = |key| node.get(key).map(typed).unwrap_or_default();
            format!("{} {}", part(parts::PARENT), part(parts::NAME)).trim().to_owned()
        }
        Value::Empty => String::new(),
        _ => flow(node),
    }
}

/// The record a path goes through, from 1.
pub(super) fn record(path: &Path) -> Option<usize> {
    path.0.iter().rev().find_map(|step| match step {
        Step::Record(at) => Some(at + 1),
        Step::Key(_) => None,
    })
}
