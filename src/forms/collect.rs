//! Merges the forms that came back into one set of answers.
//!
//! Two offices may both answer a field. Where they agree, in whatever units, one answer stands;
//! where they do not, none does: the field is left open and the contradiction reported. What was
//! collected before stays where nobody answers anew.

use std::collections::{HashMap, HashSet};

use super::share::Share;
use crate::answers::{Answers, Mode, asked_fields, check_field};
use crate::diagnostic::{Diagnostic, Diagnostics, Message, Severity};
use crate::schema::{Field, FieldKind, Schema};
use crate::yaml::print::flow;
use crate::yaml::{Entry, Node, Value};

/// A form that came back.
#[derive(Clone, Debug)]
pub struct ReturnedForm {
    /// Its file.
    pub file: String,
    /// The names of the shares it answers, see [`super::recognize()`].
    pub shares: Vec<String>,
    /// The answers in it.
    pub answers: Answers,
}

/// Whether a share came back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ShareState {
    /// No form of it was received.
    Missing,
    /// A form of it was received, and nothing is filled in.
    Blank,
    /// A form of it was received.
    Returned,
}

/// How far a share is answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShareProgress {
    /// The share's name.
    pub share: String,
    /// Whether it came back.
    pub state: ShareState,
    /// The files it came back in, those with answers if any has.
    pub files: Vec<String>,
    /// The fields still open.
    pub open: Vec<String>,
    /// The number of fields that are answered, by whomever.
    pub answered: usize,
    /// The number of fields it is asked.
    pub asked: usize,
}

/// The result of a collection.
#[derive(Clone, Debug)]
pub struct Collected {
    /// The answers nobody contradicts.
    pub answers: Answers,
    /// Where forms contradict each other or what was collected before, and what is wrong with
    /// their syntax.
    pub faults: Diagnostics,
    /// How far each share is, in order.
    pub progress: Vec<ShareProgress>,
}

/// An answer and the form it stands in.
type FormAnswer<'a> = (&'a ReturnedForm, &'a Entry);

/// Merges the answers of the forms into those collected before.
///
/// A field that forms contradict each other in keeps the answer it has, which somebody may have
/// settled by hand; without one it is left open.
#[must_use]
pub fn collect(
    schema: &Schema,
    shares: &[Share],
    forms: &[ReturnedForm],
    before: &Answers,
) -> Collected {
    let mut faults = Diagnostics::new();
    for form in forms {
        faults.extend_from_slice(form.answers.faults());
    }
    let mut entries: Vec<Entry> = before.entries().to_vec();
    let mut places: HashMap<String, usize> = HashMap::new();
    for (at, entry) in entries.iter().enumerate() {
        places.insert(entry.key.clone(), at);
    }
    for (key, answers) in answers_by_field(forms) {
        let field = schema.field(key);
        let (_, first) = answers[0];
        let place = places.get(key).copied();
        let old = place
            .map(|at| &entries[at])
            .filter(|entry| !entry.node.is_empty());
        if let Some(other) = answers
            .iter()
            .find(|(_, entry)| !agree(field, first, entry))
        {
            faults.push(contradiction(answers[0], *other, old));
            continue;
        }
        if let Some(old) = old {
            if agree(field, old, first) {
                continue;
            }
            faults.push(change(old, first));
        }
        match place {
            Some(at) => entries[at].node = first.node.clone(),
            None => entries.push(first.clone()),
        }
    }
    let root = Node::of(Value::Map(entries));
    let asked = asked_fields(&schema.fields, &root);
    let mut given: HashMap<&str, &Node> = HashMap::new();
    for entry in root.entries() {
        given.entry(&entry.key).or_insert(&entry.node);
    }
    let progress = shares
        .iter()
        .map(|share| share_progress(share, forms, &asked, &given))
        .collect();
    Collected {
        answers: Answers::of(root),
        faults,
        progress,
    }
}

/// Returns where later answers replace a figure of earlier ones by another figure, as advice.
///
/// A paper's own file stands after the ledger and wins; where it gives another number for the same
/// thing, one of the two is wrong more often than not. Only figures are compared: another name,
/// choice or list in the paper's own file is what that file is for. An answer that is in
/// error is reported by itself and gets no advice.
#[must_use]
pub fn overridden(schema: &Schema, files: &[Answers]) -> Diagnostics {
    let mut advice = Diagnostics::new();
    let mut seen: HashMap<&str, &Entry> = HashMap::new();
    for answers in files {
        for entry in answers.entries() {
            let Some(field) = schema.field(&entry.key) else {
                continue;
            };
            if !matches!(field.kind, FieldKind::Figure { .. }) || entry.node.is_empty() {
                continue;
            }
            if let Some(earlier) = seen.insert(&entry.key, entry)
                && earlier.location.file != entry.location.file
                && are_different_facts(field, earlier, entry)
            {
                let message = Message::new("collect.overridden", both_answers(entry, earlier));
                advice.push(Diagnostic::advice(
                    Some(entry.node.location.clone()),
                    message,
                ));
            }
        }
    }
    advice
}

/// Returns the answers of all forms by field, at least one of each, in the order of the forms.
fn answers_by_field(forms: &[ReturnedForm]) -> Vec<(&str, Vec<FormAnswer<'_>>)> {
    let mut by_field: Vec<(&str, Vec<FormAnswer>)> = Vec::new();
    let mut places = HashMap::new();
    for form in forms {
        for entry in form.answers.entries() {
            if entry.node.is_empty() {
                continue;
            }
            let at = *places.entry(entry.key.as_str()).or_insert(by_field.len());
            if at == by_field.len() {
                by_field.push((entry.key.as_str(), Vec::new()));
            }
            by_field[at].1.push((form, entry));
        }
    }
    by_field
}

/// Returns whether two answers give the same fact: 5.65亿元 and 56500万元 do.
fn agree(field: Option<&Field>, one: &Entry, other: &Entry) -> bool {
    if one.node.same(&other.node) {
        return true;
    }
    let Some(field) = field else { return false };
    let mode = Mode {
        holes: true,
        ..Mode::default()
    };
    let fact = check_field(field, &one.node, mode).value;
    let other_fact = check_field(field, &other.node, mode).value;
    fact.is_some() && fact == other_fact
}

/// Returns whether both answers are without errors and give different facts.
fn are_different_facts(field: &Field, one: &Entry, other: &Entry) -> bool {
    let mode = Mode {
        holes: true,
        ..Mode::default()
    };
    let fact = check_field(field, &one.node, mode);
    let other_fact = check_field(field, &other.node, mode);
    let has_errors = fact.diagnostics.has_errors() || other_fact.diagnostics.has_errors();
    !has_errors && fact.value != other_fact.value
}

/// Returns what two answers to a field are and where the earlier one stands, for a message.
fn both_answers(here: &Entry, there: &Entry) -> [(&'static str, String); 4] {
    let place = &there.node.location;
    [
        ("field", here.key.clone()),
        ("here", flow(&here.node)),
        ("there", flow(&there.node)),
        ("file", format!("{}:{}", place.file, place.line)),
    ]
}

fn contradiction(
    (_, first): FormAnswer,
    (_, other): FormAnswer,
    settled: Option<&Entry>,
) -> Diagnostic {
    let message = Message::new("collect.conflict", both_answers(other, first));
    let fault = Diagnostic::error(Some(other.node.location.clone()), message);
    match settled {
        Some(entry) => {
            let hint = Message::new("collect.settled", [("value", flow(&entry.node))]);
            Diagnostic {
                severity: Severity::Warning,
                ..fault
            }
            .hint(hint)
        }
        None => fault.hint(Message::plain("collect.conflict.hint")),
    }
}

fn change(old: &Entry, new: &Entry) -> Diagnostic {
    let args = [
        ("field", new.key.clone()),
        ("old", flow(&old.node)),
        ("new", flow(&new.node)),
    ];
    let message = Message::new("collect.changed", args);
    let location = Some(new.node.location.clone());
    Diagnostic::advice(location, message)
}

/// Returns how far a share is, by the names of the fields that are asked and the answers given.
fn share_progress(
    share: &Share,
    forms: &[ReturnedForm],
    asked_names: &HashSet<&str>,
    given: &HashMap<&str, &Node>,
) -> ShareProgress {
    let mut open = Vec::new();
    let mut asked = 0;
    let mut answered = 0;
    for field in &share.schema.fields {
        if asked_names.contains(field.name.as_str()) {
            let answer = given.get(field.name.as_str()).copied();
            let answer = answer.filter(|node| !node.is_empty());
            asked += 1;
            answered += usize::from(answer.is_some());
            if is_open(field, answer) {
                open.push(field.name.clone());
            }
        }
    }
    let mut with_answers = Vec::new();
    let mut blank = Vec::new();
    for form in forms
        .iter()
        .filter(|form| form.shares.contains(&share.name))
    {
        let is_blank = form
            .answers
            .entries()
            .iter()
            .all(|entry| entry.node.is_empty());
        let files = if is_blank {
            &mut blank
        } else {
            &mut with_answers
        };
        files.push(form.file.clone());
    }
    let (state, files) = match (&with_answers[..], &blank[..]) {
        ([], []) => (ShareState::Missing, blank),
        ([], _) => (ShareState::Blank, blank),
        _ => (ShareState::Returned, with_answers),
    };
    ShareProgress {
        share: share.title().to_owned(),
        state,
        files,
        open,
        answered,
        asked,
    }
}

/// Returns whether a field still needs an answer, or a better one.
fn is_open(field: &Field, answer: Option<&Node>) -> bool {
    let Some(answer) = answer else {
        return !field.optional && field.default.is_none();
    };
    check_field(field, answer, Mode::default())
        .diagnostics
        .has_errors()
}
