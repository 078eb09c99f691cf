//! Defines a question of an interview, with all that a prompt needs to ask it.

use super::parts;
use super::path::{Path, Step};
use crate::diagnostic::{Lang, Message};
use crate::schema::Field;
use crate::schema::FieldKind;
use crate::yaml::print::flow;
use crate::yaml::{Entry, Node, Value};

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
    pub form: AnswerForm,
    /// The answer an empty line stands for, as it would be typed.
    pub default: Option<String>,
    /// Whether an empty line may leave it out.
    pub optional: bool,
    /// What was answered last year, where that is no answer any more.
    pub last_year: Option<String>,
}

/// How a question is answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AnswerForm {
    /// A line.
    Line,
    /// Several paragraphs.
    Paragraphs,
    /// One of a few.
    Choice(Vec<String>),
    /// 是 or 否.
    Flag,
    /// A statement: confirmed 是, declined 否, or left open.
    Claim,
    /// Records, each named by its first answer.
    List(Vec<String>),
}

/// How far an interview is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Progress {
    /// Which field this is, from 1.
    pub at: usize,
    /// How many fields are asked, as far as is known now.
    pub of: usize,
    /// The group the field is in.
    pub group: Option<String>,
    /// Which of its group the field is, from 1, and how many the group has.
    pub in_group: (usize, usize),
}

impl Question<'_> {
    /// Whether this is the first part asked of its field, which the question itself precedes.
    #[must_use]
    pub fn opens(&self) -> bool {
        self.part
            .is_none_or(|part| parts::main(self.field) == Some(part))
    }

    /// Returns which record of a list is being filled, from 1.
    #[must_use]
    pub fn record(&self) -> Option<usize> {
        self.path.0.iter().rev().find_map(|step| match step {
            Step::Record(at) => Some(at + 1),
            Step::Key(_) => None,
        })
    }

    /// Returns the label of the answer, with the unit: `本年（亿元）`, `常住人口（万人）`.
    #[must_use]
    pub fn label(&self, lang: Lang) -> String {
        let word = match self.part {
            Some(parts::NAME) => Message::plain("interview.part.name"),
            Some(parts::PARENT) => Message::plain("interview.part.parent"),
            Some(parts::CURRENT) => Message::plain("interview.part.current"),
            Some(parts::RATE) => Message::plain("interview.part.rate"),
            Some("上年") => self.last(),
            Some("计划") => Message::plain("interview.part.plan"),
            Some("累计") => Message::plain("interview.part.total"),
            _ => Message::new("interview.part.field", [("name", &self.field.name)]),
        };
        let word = word.text(lang);
        match self.unit() {
            Some(unit) => {
                Message::new("interview.with-unit", [("label", word), ("unit", unit)]).text(lang)
            }
            None => word,
        }
    }

    /// Returns the label of 上年, with or without the offer to type a rate in its place.
    fn last(&self) -> Message {
        let rate = self.unit().is_some_and(|unit| unit == "%" || unit == "‰");
        match (self.field.since(), rate) {
            ("上年", true) => Message::plain("interview.part.last-rate"),
            ("上年", false) => Message::plain("interview.part.last"),
            (since, true) => Message::new("interview.part.since-rate", [("since", since)]),
            (since, false) => Message::new("interview.part.since", [("since", since)]),
        }
    }

    /// Returns the unit the answer is taken in when none is typed.
    #[must_use]
    pub fn unit(&self) -> Option<String> {
        let FieldKind::Figure {
            unit, ratio: false, ..
        } = &self.field.kind
        else {
            return None;
        };
        if self.part != Some(parts::RATE) {
            return unit.as_ref().map(ToString::to_string);
        }
        let rate = unit.as_ref().is_some_and(crate::figure::Unit::is_rate);
        Some(if rate { "个百分点" } else { "%" }.to_owned())
    }

    /// Returns a valid answer to the whole field, as it would be typed on one line.
    #[must_use]
    pub fn example(&self) -> Option<String> {
        self.field.example.as_ref().map(typed)
    }
}

/// Prints an answer as it would be typed on a line: 青禾县 云溪镇, 19-6, 73.1亿元 增速7.5%.
pub(super) fn typed(node: &Node) -> String {
    let part = |key| node.get(key).map(typed).unwrap_or_default();
    match &node.value {
        Value::Empty => String::new(),
        Value::Scalar(words) => words.trim().to_owned(),
        Value::Map(_) if node.get("届").is_some() => format!("{}-{}", part("届"), part("次")),
        Value::Map(_) if node.get(parts::NAME).is_some() && node.get("级别").is_none() => {
            format!("{} {}", part(parts::PARENT), part(parts::NAME))
                .trim()
                .to_owned()
        }
        Value::Map(entries)
            if entries
                .iter()
                .all(|entry| parts::ALL.contains(&entry.key.as_str())) =>
        {
            typed_parts(entries)
        }
        Value::List(records) => {
            let names: Vec<String> = records.iter().map(name).collect();
            names.join("、")
        }
        Value::Map(_) => flow(node),
    }
}

/// Prints the parts of a figure on one line; this year's value has no label.
fn typed_parts(entries: &[Entry]) -> String {
    let mut words = Vec::new();
    for entry in entries {
        if entry.node.is_empty() {
            continue;
        }
        let label = if entry.key == parts::CURRENT {
            ""
        } else {
            &entry.key
        };
        words.push(format!("{label}{}", typed(&entry.node)));
    }
    words.join(" ")
}

/// Names a record by its first answer.
pub(super) fn name(record: &Node) -> String {
    let words = match &record.value {
        Value::Map(entries) => entries
            .iter()
            .map(|entry| typed(&entry.node))
            .find(|words| !words.is_empty()),
        _ => Some(typed(record)),
    };
    words.unwrap_or_else(|| "…".to_owned())
}
