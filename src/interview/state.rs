//! Keeps the state of an interview: the answers so far, the question asked and the way to it.

use std::collections::BTreeSet;

use super::order::asking_order;
use super::path::Path;
use super::sourced::{SourcedAnswer, take_out};
use crate::answers::{Answers, Fact, Mode, asked_fields, check_field};
use crate::calendar::Date;
use crate::diagnostic::{Diagnostic, Lang, Message, Severity};
use crate::schema::{Field, Schema};
use crate::yaml::{Node, Value};

/// An interview: every answer so far, and the question that is asked.
///
/// Answers are kept as typed; each is checked by the same code as a file of answers.
#[derive(Clone, Debug)]
pub struct Interview<'a> {
    pub(super) schema: &'a Schema,
    /// The fields in the order they are asked: claims come last, department by department.
    pub(super) order: Vec<&'a Field>,
    pub(super) lang: Lang,
    pub(super) answers: Node,
    /// What of the answers says something of itself.
    pub(super) sourced: Vec<SourcedAnswer>,
    /// Answers that are offered, not given: last year's, and those taken back.
    pub(super) offered: Node,
    /// Last year's answers, to be shown.
    pub(super) last_year: Node,
    /// The day it is held, for years and dates that are not typed in full.
    pub(super) today: Option<Date>,
    /// The question that is asked; `None` at the end.
    pub(super) at: Option<Path>,
    /// The questions asked before it.
    pub(super) trail: Vec<Path>,
    /// Parts already given on the last line typed for this field; they are not asked again.
    pub(super) line: Option<Node>,
    /// The doubts that were raised already: each is asked about once.
    pub(super) raised: Vec<Message>,
    /// Fields passed without an answer.
    pub(super) passed: BTreeSet<String>,
    /// Fields to be asked though they are answered.
    pub(super) again: BTreeSet<String>,
}

impl<'a> Interview<'a> {
    /// Starts an interview that asks what these answers leave open. `lang` is the language of
    /// the read-backs.
    #[must_use]
    pub fn new(schema: &'a Schema, answers: &Answers, lang: Lang) -> Self {
        let empty = || Node::of(Value::Map(Vec::new()));
        let mut answers = answers.to_node();
        let sourced = take_out(&mut answers);
        let mut interview = Self {
            schema,
            order: asking_order(schema),
            lang,
            answers,
            sourced,
            offered: empty(),
            last_year: empty(),
            today: None,
            at: None,
            trail: Vec::new(),
            line: None,
            raised: Vec::new(),
            passed: BTreeSet::new(),
            again: BTreeSet::new(),
        };
        interview.at = interview.pending(None);
        interview
    }

    /// Sets the day it is held: the year reported on is offered by it, and dates typed without a
    /// year are taken near it.
    #[must_use]
    pub fn on(self, today: Date) -> Self {
        Self {
            today: Some(today),
            ..self
        }
    }

    /// Adds what last year's answers give for this year, to be offered, and last year's answers
    /// themselves, to be shown.
    #[must_use]
    pub fn after_last_year(self, rolled: &Answers, last_year: &Answers) -> Self {
        Self {
            offered: rolled.to_node(),
            last_year: last_year.to_node(),
            ..self
        }
    }

    /// Returns the fields that are asked, by the answers so far.
    pub(super) fn asked(&self) -> impl Iterator<Item = &'a Field> {
        let order = self.order.clone().into_iter();
        let asked = asked_fields(&self.schema.fields, &self.answers);
        order.filter(move |field| asked.contains(field.name.as_str()))
    }

    /// Returns the fact a field of the table is answered with.
    pub(super) fn fact(&self, field: &Field) -> Option<Fact> {
        check_field(field, self.answers.get(&field.name)?, Mode::default()).value
    }
}

/// Whether an answer with these faults is refused.
pub(super) fn is_wrong(faults: &[Diagnostic]) -> bool {
    faults.iter().any(|fault| fault.severity == Severity::Error)
}
