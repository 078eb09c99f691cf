//! Checks answers: turns them into facts, or reports every fault with its place and a way to mend
//! it.

use std::collections::{HashMap, HashSet};

use rust_decimal::Decimal;

use super::date_line::DateContext;
use super::evidence::bare;
use super::facts::{ClaimState, Fact, Facts};
use super::given::Answers;
use super::records::enumerated;
use super::values::Values;
use super::{columns, no_answer, plausibility, relations, spelling};
use crate::calendar::Year;
use crate::diagnostic::{Checked, Code, Diagnostic, Diagnostics, Location, Message};
use crate::figure::{Amount, Figure, Unit};
use crate::nearest::nearest;
use crate::schema::{Field, FieldKind, FieldTable, Schema, When};
use crate::yaml::{Entry, Node, Value};

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
        Self {
            holes: false,
            elsewhere: &|_| false,
        }
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
/// let answers = Answers::read("a.yaml", "年分: 2025\n税收: 7.2公里");
/// let checked = answers::check(&schema, &answers, Mode::default());
/// let codes: Vec<Code> = checked.diagnostics.iter().map(Diagnostic::code).collect();
/// assert_eq!(codes, [Code::CheckUnknownField, Code::CheckMissing, Code::FigureDimension]);
/// ```
#[must_use]
pub fn check(schema: &Schema, answers: &Answers, mode: Mode) -> Checked<Facts> {
    let dates = DateContext {
        year: year_reported(schema, answers),
        today: None,
    };
    let mut checker = Checker {
        mode,
        depth: 0,
        dates,
        faults: answers.faults().clone(),
    };
    let broken = checker.faults.has_errors();
    let of_syntax = checker.faults.len();
    let entries: Vec<&Entry> = answers.entries().iter().collect();
    let facts = checker.record(&schema.fields, &entries, answers.root());
    let given = last_by_name(&entries);
    let locate = |name: &str| given.get(name).map(|entry| entry.node.location.clone());
    checker
        .faults
        .extend(plausibility::table(schema, &facts, None, locate));
    let mut diagnostics = one_for_each_cause(checker.faults, of_syntax);
    if broken {
        // What could not be read is not missing.
        diagnostics.retain(|d| !matches!(d.code(), Code::CheckMissing | Code::CheckClaimOpen));
    }
    diagnostics.sort_by_place();
    // Facts that something is wrong with are none.
    Checked {
        value: (!diagnostics.has_errors()).then_some(facts),
        diagnostics,
    }
}

/// Drops what is wrong with a value that a `#` may cut short, which one of the first `of_syntax`
/// faults says: its unit is unknown, but there is one thing to be mended.
fn one_for_each_cause(faults: Diagnostics, of_syntax: usize) -> Diagnostics {
    let place = |fault: &Diagnostic| {
        let at = fault.location.as_ref()?;
        Some((at.file.clone(), at.line))
    };
    let faults = faults.into_vec();
    let is_cut = |fault: &&Diagnostic| fault.code() == Code::YamlCutShort;
    let cut_short = faults[..of_syntax].iter().filter(is_cut);
    let refused: HashSet<_> = cut_short.filter_map(place).collect();
    let mut kept = Diagnostics::new();
    for (index, fault) in faults.into_iter().enumerate() {
        let is_second = index >= of_syntax && place(&fault).is_some_and(|at| refused.contains(&at));
        if !is_second {
            kept.push(fault);
        }
    }
    kept
}

/// Returns the year reported on: the answer to the first field that takes a year.
fn year_reported(schema: &Schema, answers: &Answers) -> Option<i32> {
    let is_year = |field: &&Field| matches!(field.kind, FieldKind::Year { .. });
    let field = schema.fields.iter().find(is_year)?;
    let entry = answers
        .entries()
        .iter()
        .rev()
        .find(|entry| entry.key == field.name)?;
    entry.node.scalar()?.parse().ok().map(|year: Year| year.0)
}

/// Checks the answer of one field by itself, as [`check`] does: the fact it gives and what is wrong
/// with it.
#[must_use]
pub fn check_field(field: &Field, answer: &Node, mode: Mode) -> Checked<Fact> {
    let dates = DateContext::default();
    let mut checker = Checker {
        mode,
        depth: 0,
        dates,
        faults: Diagnostics::new(),
    };
    let value = checker.value(field, answer);
    Checked {
        value,
        diagnostics: checker.faults,
    }
}

/// Returns the entries by the names of their fields; of a name that is given twice the last counts.
fn last_by_name<'a>(entries: &[&'a Entry]) -> HashMap<&'a str, &'a Entry> {
    let mut last = HashMap::with_capacity(entries.len());
    last.extend(entries.iter().map(|entry| (entry.key.as_str(), *entry)));
    last
}

struct Checker<'a> {
    mode: Mode<'a>,
    /// How many records stand around.
    depth: usize,
    /// What a day without a year is understood by.
    dates: DateContext,
    faults: Diagnostics,
}

impl Checker<'_> {
    /// The facts of a table or of one record.
    fn record(&mut self, fields: &FieldTable, entries: &[&Entry], at: &Location) -> Facts {
        for entry in entries {
            if fields.get(&entry.key).is_none() {
                self.unknown(fields, entry);
            }
        }
        let given = last_by_name(entries);
        let mut facts = Facts::default();
        for field in fields {
            let entry = given.get(field.name.as_str());
            match self.answer(field, entry.map(|entry| &entry.node), &facts, at) {
                // What was declined leaves no trace: conditions on it are false.
                None
                | Some(Fact::Claim {
                    state: ClaimState::Declined,
                    ..
                }) => {}
                Some(fact) => facts.push(&field.name, fact),
            }
        }
        let locate = |name: &str| given.get(name).map(|entry| entry.node.location.clone());
        self.faults
            .extend(relations::check(fields, &facts, None, locate));
        facts
    }

    /// Refuses an answer to no field of the table or the record.
    fn unknown(&mut self, fields: &[Field], entry: &Entry) {
        // Asked last: it may have to read every genre.
        if entry.key.is_empty() || (self.depth == 0 && (self.mode.elsewhere)(&entry.key)) {
            return;
        }
        let message = Message::new("check.unknown-field", [("field", &entry.key)]);
        let hint = match nearest(&entry.key, fields.iter().map(|field| field.name.as_str())) {
            Some(near) => Message::new("check.nearest", [("name", near)]),
            None => Message::plain("check.unknown-field.hint"),
        };
        self.faults
            .push(Diagnostic::error(Some(entry.location.clone()), message).hint(hint));
    }

    /// The fact of one field: its answer, else its default, else a hole or a fault.
    fn answer(
        &mut self,
        field: &Field,
        node: Option<&Node>,
        before: &Facts,
        at: &Location,
    ) -> Option<Fact> {
        let given = node.filter(|node| !node.is_empty() && !is_left_open(field, node));
        if let Some(node) = given.filter(|node| says_nothing(field, node)) {
            return self.nothing(field, node);
        }
        if let Some(when) = &field.when
            && !holds(when, before)
        {
            if let Some(node) = given {
                let args = [("field", &field.name), ("when", &when.field)];
                let message = Message::new("check.not-asked", args);
                self.faults
                    .push(Diagnostic::advice(Some(node.location.clone()), message));
            }
            return None;
        }
        match given.or(field.default.as_ref()) {
            Some(node) if lacks_this_year(field, node) && (field.optional || self.mode.holes) => {
                self.half_done(field, node)
            }
            Some(node) => self.value(field, node),
            None if field.kind.is_claim() => self.open_claim(field, node, at),
            None => relations::computed(field, before).or_else(|| self.unanswered(field, node, at)),
        }
    }

    /// A field without an answer: left out, a hole, or a fault.
    fn unanswered(&mut self, field: &Field, node: Option<&Node>, at: &Location) -> Option<Fact> {
        if field.optional {
            return None;
        }
        if self.mode.holes {
            return Some(Fact::Hole);
        }
        let location = node.map_or_else(|| at.clone(), |node| node.location.clone());
        self.faults.push(missing(field, location));
        None
    }

    /// A claim nobody answered: to be confirmed in a draft with holes, not printed in a final copy,
    /// which says so.
    fn open_claim(&mut self, field: &Field, node: Option<&Node>, at: &Location) -> Option<Fact> {
        let FieldKind::Claim { words } = &field.kind else {
            return None;
        };
        if self.mode.holes {
            return Some(Fact::Claim {
                words: words.clone(),
                state: ClaimState::Open,
            });
        }
        let location = node.map_or_else(|| at.clone(), |node| node.location.clone());
        let args = [("field", field.name.clone()), ("words", field.note())];
        let advice = Diagnostic::advice(Some(location), Message::new("check.claim-open", args));
        self.faults.push(advice.hint(Message::new(
            "check.claim-open.hint",
            [("field", &field.name)],
        )));
        None
    }

    /// A figure of which only the parts are given that last year's answers give: it is open, not
    /// wrong. What may be left out is left out, and the user is told.
    fn half_done(&mut self, field: &Field, node: &Node) -> Option<Fact> {
        if !field.optional {
            return Some(Fact::Hole);
        }
        // A draft is filled in later.
        if self.mode.holes {
            return None;
        }
        let message = Message::new("check.half-done", [("field", &field.name)]);
        let advice = Diagnostic::advice(Some(node.location.clone()), message);
        self.faults
            .push(advice.hint(Message::plain("check.half-done.hint")));
        None
    }

    /// A word for nothing: an optional field is left out, an empty list may be; else it is a fault.
    fn nothing(&mut self, field: &Field, node: &Node) -> Option<Fact> {
        let words = node.scalar().unwrap_or_default();
        let args = [("field", field.name.as_str()), ("value", words)];
        if field.optional {
            let message = Message::new("check.nothing-given", args);
            self.faults
                .push(Diagnostic::advice(Some(node.location.clone()), message));
            return None;
        }
        if let FieldKind::List { min: 0, .. } = field.kind {
            return Some(Fact::List(Vec::new()));
        }
        let message = Message::new("check.nothing", args);
        let fault = Diagnostic::error(Some(node.location.clone()), message);
        self.faults
            .push(fault.hint(Message::plain("check.nothing.hint")));
        None
    }

    fn value(&mut self, field: &Field, node: &Node) -> Option<Fact> {
        if says_nothing(field, node) {
            return self.nothing(field, node);
        }
        if let FieldKind::List { fields, min, max } = &field.kind {
            return self.list(field, fields, *min, *max, node);
        }
        let (holes, dates) = (self.mode.holes, self.dates);
        Values {
            field,
            holes,
            dates,
            faults: &mut self.faults,
        }
        .read(node)
    }

    fn list(
        &mut self,
        field: &Field,
        fields: &FieldTable,
        min: usize,
        max: Option<usize>,
        node: &Node,
    ) -> Option<Fact> {
        let expanded = spelling::expand(field, node);
        let Some(items) = spelling::records(fields, expanded.as_ref().unwrap_or(node)) else {
            let fault = Diagnostic::error(
                Some(node.location.clone()),
                Message::new("check.list", [("field", &field.name)]),
            );
            self.faults
                .push(fault.hint(Message::plain("check.list.hint")));
            return None;
        };
        if items.len() < min || max.is_some_and(|max| items.len() > max) {
            let mut args = vec![
                ("field", field.name.clone()),
                ("min", min.to_string()),
                ("n", items.len().to_string()),
            ];
            args.extend(max.map(|max| ("max", max.to_string())));
            let key = if max.is_some() {
                "check.count"
            } else {
                "check.count.least"
            };
            self.faults.push(Diagnostic::error(
                Some(node.location.clone()),
                Message::with(key, args),
            ));
        }
        if fields.len() == 1 {
            self.question_enumerations(field, &items);
        }
        self.depth += 1;
        let records: Vec<Facts> = items.iter().map(|item| self.item(fields, item)).collect();
        self.depth -= 1;
        let uneven = columns::uneven(field, fields, &records, &node.location);
        self.faults.extend(uneven);
        Some(Fact::List(records))
    }

    /// Advises to look at records that may be several: 茶叶、食品加工、竹制品.
    fn question_enumerations(&mut self, field: &Field, items: &[Node]) {
        for item in items {
            let only = item.entries().first().map(|entry| &entry.node);
            let words = item
                .scalar()
                .or_else(|| only.and_then(Node::scalar))
                .unwrap_or_default();
            let Some(items) = enumerated(words) else {
                continue;
            };
            let n = items.len();
            let args = [
                ("field", field.name.clone()),
                ("n", n.to_string()),
                ("value", words.to_owned()),
            ];
            let message = Message::new("check.one-or-several", args);
            let advice = Diagnostic::advice(Some(item.location.clone()), message);
            self.faults
                .push(advice.hint(Message::plain("check.one-or-several.hint")));
        }
    }

    /// A record; bare words stand for its first field.
    fn item(&mut self, fields: &FieldTable, item: &Node) -> Facts {
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

/// Whether the answer to a claim says that it is still to be confirmed: 待核实, ？.
fn is_left_open(field: &Field, node: &Node) -> bool {
    field.kind.is_claim() && bare(node).scalar().is_some_and(no_answer::is_stand_in)
}

/// Whether an answer is a word for nothing (无, /, —) to a field that has no such answer, or 0 to
/// an optional figure whose range begins above it.
pub(crate) fn says_nothing(field: &Field, node: &Node) -> bool {
    let Some(words) = node.scalar() else {
        return false;
    };
    match &field.kind {
        FieldKind::Flag | FieldKind::Claim { .. } => false,
        FieldKind::Choice { options } => {
            no_answer::is_nothing(words) && !options.iter().any(|option| option == words)
        }
        // What the example has, the field takes.
        FieldKind::Text { .. } => {
            let example = field.example.as_ref().and_then(Node::scalar);
            no_answer::says_nothing(words) && !example.is_some_and(no_answer::says_nothing)
        }
        FieldKind::Figure { unit, range, .. } => {
            let begins_above = range.0.is_some_and(|least| least > Decimal::ZERO);
            no_answer::is_nothing(words)
                || field.optional && begins_above && is_zero(words, unit.as_ref())
        }
        _ => no_answer::is_nothing(words),
    }
}

/// Whether a figure is zero: 停车位: 0个, where the range is `[1, ~]`, says that there is none.
fn is_zero(words: &str, unit: Option<&Unit>) -> bool {
    let figure = Figure::parse_in(words, unit);
    figure.is_ok_and(|figure| matches!(figure.amount, Amount::One(value) if value.is_zero()))
}

/// Whether a condition holds among the facts found so far.
pub(crate) fn holds(when: &When, facts: &Facts) -> bool {
    fits(when, facts.get(&when.field))
}

/// Whether a condition is met by the fact it looks at.
pub(super) fn fits(when: &When, fact: Option<&Fact>) -> bool {
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
    let message = Message::new(
        "check.missing",
        [("field", field.name.clone()), ("question", field.note())],
    );
    let hint = match field.example.as_ref().and_then(Node::scalar) {
        Some(example) => Message::new(
            "check.missing.example",
            [("field", field.name.as_str()), ("example", example)],
        ),
        None => Message::new("check.missing.hint", [("field", &field.name)]),
    };
    Diagnostic::error(Some(location), message).hint(hint)
}
/// Whether a figure has parts, such as the 上年 that `roll` fills in, but not this year's value.
pub(crate) fn lacks_this_year(field: &Field, node: &Node) -> bool {
    let is_map = matches!(&node.value, Value::Map(entries) if !entries.is_empty());
    matches!(field.kind, FieldKind::Figure { .. })
        && is_map
        && node.get("本年").is_none_or(Node::is_empty)
}
