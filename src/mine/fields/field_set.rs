//! Collects the fields of a report, each name once, and the variables that print them.

use std::collections::{BTreeMap, HashMap};
use std::ops::Range;

use super::super::field_names::Names;
use super::super::indicator_names::best_known;
use super::super::proposal::{GENERAL_GROUP, MinedAnswer};
use super::super::variable::{SaidChange, VariableSpan};
use super::context::SlotContext;
use super::found_field::FoundField;
use crate::document::{LOST, is_printable};
use crate::figure::{Figure, exceeds};
use crate::schema::FieldKind;

/// Tells fields apart: the kind, what is asked, and what the report answers.
pub(super) type FieldKey = (&'static str, String, String);

/// The fields found so far.
#[derive(Default)]
pub(super) struct FieldSet {
    names: Names,
    pub(super) fields: Vec<FoundField>,
    known: HashMap<FieldKey, usize>,
    /// The fields by the name their indicator is best known by.
    by_indicator: HashMap<String, Vec<usize>>,
    variables: Vec<VariableSpan>,
    /// Where variables end and the field they print, by where they start: they never overlap.
    taken: BTreeMap<usize, (usize, usize)>,
}

impl FieldSet {
    /// Returns the fields in the order of the report, general ones first, and the variables in
    /// order.
    pub(super) fn into_report_order(mut self) -> (Vec<FoundField>, Vec<VariableSpan>) {
        self.variables.sort_by_key(|variable| variable.span.start);
        self.fields
            .sort_by_key(|field| field.slot.as_ref().map(|slot| slot.start));
        (self.fields, self.variables)
    }

    /// Tests whether no variable stands in a span.
    pub(super) fn is_free(&self, span: &Range<usize>) -> bool {
        let before = self.taken.range(..span.end).next_back();
        before.is_none_or(|(_, (end, _))| *end <= span.start)
    }

    /// Returns a span without the variables it holds: what stands behind the last of them.
    pub(super) fn rest_of(&self, span: &Range<usize>) -> Range<usize> {
        let ends = self.taken.range(..span.end).rev().map(|(_, (end, _))| *end);
        let last = ends.take_while(|end| *end > span.start);
        last.filter(|end| *end <= span.end)
            .max()
            .unwrap_or(span.start)..span.end
    }

    /// Returns the fields of an indicator, called by its best known name, in the order found.
    pub(super) fn of_indicator(&self, name: &str) -> impl Iterator<Item = (usize, &FoundField)> {
        let found = self.by_indicator.get(name).into_iter().flatten();
        found.map(|at| (*at, &self.fields[*at]))
    }

    /// Returns the field of the report's year, and that year.
    pub(super) fn general_year(&self) -> Option<(usize, i32)> {
        let is_year = |field: &FoundField| matches!(field.kind, FieldKind::Year { .. });
        let at = self
            .fields
            .iter()
            .position(|field| field.is_general() && is_year(field))?;
        Some((at, self.fields[at].answer.main().parse().ok()?))
    }

    /// Returns the field of the report's place, and the name of that place.
    pub(super) fn general_place(&self) -> Option<(usize, String)> {
        let at = self
            .fields
            .iter()
            .position(|field| field.is_general() && field.is_place())?;
        Some((at, self.fields[at].answer.main().to_owned()))
    }

    /// Prints a part of a field where a span stands.
    pub(super) fn print(&mut self, span: Range<usize>, field: usize, part: &'static str) {
        self.taken.insert(span.start, (span.end, field));
        let variable = VariableSpan::new(span, &self.fields[field].name, part);
        self.variables.push(variable);
    }

    /// Prints a change where a span stands, with the verb of its sign.
    pub(super) fn print_change(
        &mut self,
        span: Range<usize>,
        field: usize,
        part: &'static str,
        change: SaidChange,
    ) {
        self.taken.insert(span.start, (span.end, field));
        let variable = VariableSpan::new(span, &self.fields[field].name, part);
        self.variables.push(VariableSpan {
            change: Some(change),
            ..variable
        });
    }

    /// Adds a field, under the first of the names that is free.
    pub(super) fn add(
        &mut self,
        context: &SlotContext,
        names: &[String],
        kind: FieldKind,
        slot: &Range<usize>,
        answer: MinedAnswer,
    ) -> usize {
        let group = context
            .group(slot.start)
            .map_or(GENERAL_GROUP, |group| &group.name)
            .to_owned();
        let (first, others) = match names.split_first() {
            Some((first, others)) => (first.as_str(), others),
            None => ("数据", &[][..]),
        };
        let name = self.names.unique(first, others);
        let indicator = self.by_indicator.entry(best_known(&name));
        indicator.or_default().push(self.fields.len());
        self.fields.push(FoundField {
            name,
            kind,
            group,
            answer,
            is_suggested: true,
            at_most: None,
            slot: Some(slot.clone()),
        });
        self.fields.len() - 1
    }

    /// Bounds a field by another: the figure answered to the first is at most that of the second,
    /// as in the report.
    pub(super) fn bound(&mut self, less: usize, more: usize) {
        let exact = |field: usize| {
            let figure: Figure = self.fields[field].answer.main().parse().ok()?;
            figure.exact().map(|_| figure)
        };
        // 由9800万元增至1.2亿元 are bound as they are compared, in one unit.
        let is_alike = |low: &Figure, high: &Figure| match (&low.unit, &high.unit) {
            (Some(unit), Some(other)) => unit.converts_to(other),
            (unit, other) => unit == other,
        };
        if let (Some(low), Some(high)) = (exact(less), exact(more))
            && is_alike(&low, &high)
            && !exceeds(&low, &high)
        {
            self.fields[less].at_most = Some(self.fields[more].name.clone());
        }
    }

    /// Adds a field asked before all others.
    pub(super) fn add_general(
        &mut self,
        name: &str,
        kind: FieldKind,
        answer: MinedAnswer,
    ) -> usize {
        let name = self.names.unique(name, &[]);
        let group = GENERAL_GROUP.to_owned();
        let indicator = self.by_indicator.entry(best_known(&name));
        indicator.or_default().push(self.fields.len());
        self.fields.push(FoundField {
            name,
            kind,
            group,
            answer,
            is_suggested: true,
            at_most: None,
            slot: None,
        });
        self.fields.len() - 1
    }

    /// Returns the field of a key, or adds it.
    pub(super) fn known_or(
        &mut self,
        key: FieldKey,
        add: impl FnOnce(&mut Self) -> usize,
    ) -> usize {
        if let Some(field) = self.known.get(&key) {
            return *field;
        }
        let field = add(self);
        self.known.insert(key, field);
        field
    }

    /// Proposes a field without a question: its words stay unless the user wants them asked.
    pub(super) fn keep_unasked(&mut self, name: &str) {
        if let Some(field) = self
            .fields
            .iter_mut()
            .rev()
            .find(|field| field.name == name)
        {
            field.is_suggested = false;
        }
    }

    /// The same, for the field that was just found in a slot.
    pub(super) fn keep_slot_unasked(&mut self, slot: &Range<usize>) {
        // A field that was known before is asked as it was.
        let last = self.fields.last_mut();
        if let Some(field) = last.filter(|field| field.slot.as_ref() == Some(slot)) {
            field.is_suggested = false;
        }
    }

    /// Returns the name of the last field printed before a char, and where that ends.
    pub(super) fn printed_before(&self, at: usize) -> Option<(usize, &str)> {
        let (_, (end, field)) = self.taken.range(..at).next_back()?;
        (*end <= at).then(|| (*end, self.fields[*field].name.as_str()))
    }

    /// Prints a field of words where a span stands: the field there is already if it asks the same
    /// and is answered the same, else a new one, whose `names` are asked for only then. Words an
    /// answers file cannot hold stay as they are.
    pub(super) fn print_words(
        &mut self,
        context: &SlotContext,
        asked: &str,
        span: &Range<usize>,
        names: impl FnOnce() -> Vec<String>,
    ) {
        let words = context.report.words(span);
        if !is_answer(&words) {
            return;
        }
        let kind = FieldKind::Text { paragraphs: false };
        let key = (kind.name(), asked.to_owned(), words.clone());
        let field = self.known_or(key, |set| {
            set.add(context, &names(), kind, span, MinedAnswer::Words(words))
        });
        self.print(span.clone(), field, "");
    }
}

/// Tests whether words come back from an answers file as they are.
pub(super) fn is_answer(words: &str) -> bool {
    let is_plain = |c: char| c != '\t' && c != LOST && is_printable(c);
    !words.is_empty() && words.trim() == words && words.chars().all(is_plain)
}
