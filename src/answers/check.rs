//! Check: answers to facts, with every fault at once, each where it stands and with the way to mend it.

use std::collections::{HashMap, HashSet};

use super::facts::{ClaimState, Fact, Facts};
use super::values::Values;
use crate::diagnostic::{Checked, Code, Diagnostic, Diagnostics, Location, Message};
use crate::nearest::nearest;
use crate::schema::{Field, FieldKind, Schema, When};
use crate::yaml;
use crate::yaml::{Entry, Node, Value};

/// Answers as read from one or several files, the later ones winning.
#[derive(Clone, Debug)]
pub struct Answers {
    entries: Vec<Entry>,
    root: Location,
    faults: Diagnostics,
}

impl Answers {
    /// Reads a file of answers; faults of syntax are kept for [`check`].
    #[must_use]
    pub fn read(file: &str, source: &str) -> Self {
        let (node, mut faults) = yaml::read(file, source).recovered();
        let root = node.location.clone();
        let entries = match node.value {
            Value::Map(entries) => entries,
            Value::Empty => Vec::new(),
            _ => {
                let fault = Diagnostic::error(Some(root.clone()), Message::plain("check.no-map"));
                faults.push(fault.hint(Message::plain("yaml.hint.any")));
                Vec::new()
            }
        };
        Self { entries, root, faults }
    }

    /// These answers, with another file's in place of those of the same field. A blank there is no answer: a form begun
    /// beside a ledger does not blank it out.
    #[must_use]
    pub fn then(mut self, later: Self) -> Self {
        let answered: HashMap<&str, bool> = later
            .entries
            .iter()
            .map(|entry| (entry.key.as_str(), !entry.node.is_empty()))
            .collect();
        let stays = |old: &Entry| match answered.get(old.key.as_str()) {
            Some(answered) => !answered && !old.node.is_empty(),
            None => true,
        };
        self.entries.retain(stays);
        let kept: HashSet<String> = self.entries.iter().map(|entry| entry.key.clone()).collect();
        self.entries.extend(later.entries.into_iter().filter(|entry| !kept.contains(&entry.key)));
        self.faults.extend(later.faults);
        self
    }

    /// The answers of a map that may stand in no file.
    #[must_use]
    pub fn of(root: Node) -> Self {
        let location = root.location.clone();
        let entries = if let Value::Map(entries) = root.value { entries } else { Vec::new() };
        Self { entries, root: location, faults: Diagnostics::new() }
    }

    /// These answers with something wrong with the file they come from.
    #[must_use]
    pub(crate) fn faulted(mut self, fault: Diagnostic) -> Self {
        self.faults.push(fault);
        self
    }

    /// The answers as one map.
    #[must_use]
    pub fn to_node(&self) -> Node {
        Node { location: self.root.clone(), value: Value::Map(self.entries.clone()) }
    }

    /// What could not be read of the files.
    #[must_use]
    pub fn faults(&self) -> &Diagnostics {
        &self.faults
    }

    /// The answers in order.
    #[must_use]
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }
}

/// How strict a check is.
#[derive(Clone, Copy)]
pub struct Mode<'a> {
    /// Whether what is required may be left open, as holes.
    pub holes: bool,
    /// Whether some other genre has this field, so that a ledger may hold it.
    pub elsewhere: &'a dyn Fn(&str) -> bool,
}

impl Default for Mode<'_> {
    fn default() -> Self {
        Self { holes: false, elsewhere: &|_| false }
    }
}

/// Turns answers into facts, or says everything that is wrong with them.
///
/// ```
/// use nigao::{answers::{self, Answers, Mode}, diagnostic::{Code, Diagnostic}, schema};
/// let (schema, _) = schema::read("s.yaml", "
/// title: 通知
/// kind: 讲话
/// summary: 一例
/// fields:
/// - {name: 年份, kind: year}
/// - {name: 税收, kind: figure, unit: 万元}
/// ", &[]).recovered();
/// let checked = answers::check(&schema, &Answers::read("a.yaml", "年分: 2025\n税收: 7.2公里"), Mode::default());
/// let codes: Vec<Code> = checked.diagnostics.iter().map(Diagnostic::code).collect();
/// assert_eq!(codes, [Code::CheckUnknownField, Code::CheckMissing, Code::FigureDimension]);
/// ```
#[must_use]
pub fn check(schema: &Schema, answers: &Answers, mode: Mode) -> Checked<Facts> {
    let mut checker = Checker { mode, depth: 0, faults: answers.faults.clone() };
    let broken = !checker.faults.is_empty();
    let entries: Vec<&Entry> = answers.entries.iter().collect();
    let facts = checker.record(&schema.fields, &entries, &answers.root);
    let mut diagnostics = checker.faults;
    if broken {
        // What could not be read is not missing.
        diagnostics.retain(|d| !matches!(d.code(), Code::CheckMissing | Code::CheckClaimOpen));
    }
    diagnostics.sort_by_place();
    // Facts that something is wrong with are none.
    Checked { value: (!diagnostics.has_errors()).then_some(facts), diagnostics }
}

/// Checks the answer of one field by itself, as [`check`] does: the fact it gives and what is wrong with it.
#[must_use]
pub fn check_field(field: &Field, answer: &Node, mode: Mode) -> Checked<Fact> {
    let mut checker = Checker { mode, depth: 0, faults: Diagnostics::new() };
    let value = checker.value(field, answer);
    Checked { value, diagnostics: checker.faults }
}

/// Whether a field of a table or a record is asked, by the answers so far: its condition holds, or cannot be told yet.
#[must_use]
pub fn is_asked(fields: &[Field], record: &Node, field: &Field) -> bool {
    let Some(when) = &field.when else { return true };
    // Only what stands before: so this ends, whatever the schema.
    let before = fields.iter().position(|other| other.name == field.name).unwrap_or(0);
    let Some(other) = crate::schema::find(&fields[..before], &when.field) else { return false };
    if !is_asked(&fields[..before], record, other) {
        return false;
    }
    let answer = record.get(&other.name).filter(|node| !node.is_empty()).or(other.default.as_ref());
    let fact = match answer {
        Some(node) => check_field(other, node, Mode { holes: true, ..Mode::default() }).value,
        None => (!other.optional).then_some(Fact::Hole),
    };
    fits(when, fact.as_ref())
}

struct Checker<'a> {
    mode: Mode<'a>,
    /// How many records stand around.
    depth: usize,
    faults: Diagnostics,
}

impl Checker<'_> {
    /// The facts of a table or of one record.
    fn record(&mut self, fields: &[Field], entries: &[&Entry], at: &Location) -> Facts {
        for entry in entries {
            self.known(fields, entry);
        }
        let mut facts = Facts::default();
        for field in fields {
            let entry = entries.iter().rev().find(|entry| entry.key == field.name);
            match self.answer(field, entry.map(|entry| &entry.node), &facts, at) {
                // What was declined leaves no trace: conditions on it are false.
                None | Some(Fact::Claim { state: ClaimState::Declined, .. }) => {}
                Some(fact) => facts.push(&field.name, fact),
            }
        }
        facts
    }

    fn known(&mut self, fields: &[Field], entry: &Entry) {
        let known = fields.iter().any(|field| field.name == entry.key);
        // Asked last: it may have to read every genre.
        if known || entry.key.is_empty() || (self.depth == 0 && (self.mode.elsewhere)(&entry.key)) {
            return;
        }
        let message = Message::new("check.unknown-field", [("field", &entry.key)]);
        let hint = match nearest(&entry.key, fields.iter().map(|field| field.name.as_str())) {
            Some(near) => Message::new("check.nearest", [("name", near)]),
            None => Message::plain("check.unknown-field.hint"),
        };
        self.faults.push(Diagnostic::error(Some(entry.location.clone()), message).hint(hint));
    }

    /// The fact of one field: its answer, else its default, else a hole or a fault.
    fn answer(
        &mut self,
        field: &Field,
        node: Option<&Node>,
        before: &Facts,
        at: &Location,
    ) -> Option<Fact> {
        let given = node.filter(|node| !node.is_empty());
        if let Some(when) = &field.when
            && !holds(when, before)
        {
            if let Some(node) = given {
                let args = [("field", &field.name), ("when", &when.field)];
                let message = Message::new("check.not-asked", args);
                self.faults.push(Diagnostic::advice(Some(node.location.clone()), message));
            }
            return None;
        }
        match given.or(field.default.as_ref()) {
            Some(node) => self.value(field, node),
            None if field.kind.is_claim() => self.open_claim(field, node, at),
            None if field.optional => None,
            None if self.mode.holes => Some(Fact::Hole),
            None => {
                let location = node.map_or_else(|| at.clone(), |node| node.location.clone());
                self.faults.push(missing(field, location));
                None
            }
        }
    }

    /// A claim nobody answered: to be confirmed in a draft with holes, not printed in a final copy, which says so.
    fn open_claim(&mut self, field: &Field, node: Option<&Node>, at: &Location) -> Option<Fact> {
        let FieldKind::Claim { words } = &field.kind else { return None };
        if self.mode.holes {
            return Some(Fact::Claim { words: words.clone(), state: ClaimState::Open });
        }
        let location = node.map_or_else(|| at.clone(), |node| node.location.clone());
        let args = [("field", field.name.clone()), ("words", field.note())];
        let advice = Diagnostic::advice(Some(location), Message::new("check.claim-open", args));
        self.faults
            .push(advice.hint(Message::new("check.claim-open.hint", [("field", &field.name)])));
        None
    }

    fn value(&mut self, field: &Field, node: &Node) -> Option<Fact> {
        if let FieldKind::List { fields, min, max } = &field.kind {
            return self.list(field, fields, *min, *max, node);
        }
        let mut values = Values { field, holes: self.mode.holes, faults: &mut self.faults };
        values.read(node)
    }

    fn list(
        &mut self,
        field: &Field,
        fields: &[Field],
        min: usize,
        max: Option<usize>,
        node: &Node,
    ) -> Option<Fact> {
        let Value::List(items) = &node.value else {
            let fault = Diagnostic::error(
                Some(node.location.clone()),
                Message::new("check.list", [("field", &field.name)]),
            );
            self.faults.push(fault.hint(Message::plain("check.list.hint")));
            return None;
        };
        if items.len() < min || max.is_some_and(|max| items.len() > max) {
            let mut args = vec![
                ("field", field.name.clone()),
                ("min", min.to_string()),
                ("n", items.len().to_string()),
            ];
            args.extend(max.map(|max| ("max", max.to_string())));
            let key = if max.is_some() { "check.count" } else { "check.count.least" };
            self.faults
                .push(Diagnostic::error(Some(node.location.clone()), Message::with(key, args)));
        }
        self.depth += 1;
        let records = items.iter().map(|item| self.item(fields, item)).collect();
        self.depth -= 1;
        Some(Fact::List(records))
    }

    /// A record; bare words stand for its first field.
    fn item(&mut self, fields: &[Field], item: &Node) -> Facts {
        match (&item.value, fields.first()) {
            (Value::Map(entries), _) => {
                let entries: Vec<&Entry> = entries.iter().collect();
                self.record(fields, &entries, &item.location)
            }
            (Value::Scalar(_), Some(first)) => {
                let entry = Entry {
                    key: first.name.clone(),
                    location: item.location.clone(),
                    node: item.clone(),
                };
                self.record(fields, &[&entry], &item.location)
            }
            _ => {
                self.faults.push(Diagnostic::error(
                    Some(item.location.clone()),
                    Message::plain("check.record"),
                ));
                Facts::default()
            }
        }
    }
}

/// Whether a condition holds among the facts found so far.
pub(crate) fn holds(when: &When, facts: &Facts) -> bool {
    fits(when, facts.get(&when.field))
}

/// Whether a condition is met by the fact it looks at.
fn fits(when: &When, fact: Option<&Fact>) -> bool {
    match (fact, &when.value) {
        (Some(Fact::Hole), _) => true,
        (Some(Fact::Choice(choice)), Some(value)) => choice == value,
        (Some(Fact::Flag(flag)), value) => *flag == (value.as_deref() != Some("否")),
        (Some(Fact::List(items)), None) => !items.is_empty(),
        (Some(Fact::Claim { state, .. }), None) => *state != ClaimState::Declined,
        (Some(_), None) => true,
        _ => false,
    }
}

fn missing(field: &Field, location: Location) -> Diagnostic {
    let message =
        Message::new("check.missing", [("field", field.name.clone()), ("question", field.note())]);
    let hint = match field.example.as_ref().and_then(Node::scalar) {
        Some(example) => Message::new(
            "check.missing.example",
            [("field", field.name.as_str()), ("example", example)],
        ),
        None => Message::new("check.missing.hint", [("field", &field.name)]),
    };
    Diagnostic::error(Some(location), message).hint(hint)
}
