//! Merges the forms that came back into one set of answers.
//!
//! Two offices may both answer a field. Where they agree, in whatever units, one answer stands;
//! where they do not, none does: the field is left open and the contradiction reported.

use std::collections::HashMap;

use super::share::Share;
use crate::answers::{Answers, Mode, check_field, is_asked};
use crate::diagnostic::{Diagnostic, Diagnostics, Message};
use crate::schema::{Field, Schema};
use crate::yaml::print::flow;
use crate::yaml::{Entry, Node, Value};

/// A form that came back.
#[derive(Clone, Debug)]
pub struct ReturnedForm {
    /// Its file.
    pub file: String,
    /// The name of the share it answers, if that is known.
    pub share: Option<String>,
    /// The answers in it.
    pub answers: Answers,
}

/// How far a share is answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShareProgress {
    /// The share's name.
    pub share: String,
    /// Whether a form of it came back with anything in it.
    pub is_returned: bool,
    /// The fields still open.
    pub open: Vec<String>,
    /// The number of fields it is asked.
    pub asked: usize,
}

/// The result of a collection.
#[derive(Clone, Debug)]
pub struct Collected {
    /// The answers nobody contradicts.
    pub answers: Answers,
    /// Where forms contradict each other, and what is wrong with their syntax.
    pub faults: Diagnostics,
    /// How far each share is, in order.
    pub progress: Vec<ShareProgress>,
}

/// An answer and the form it stands in.
type FormAnswer<'a> = (&'a ReturnedForm, &'a Entry);

/// Merges the answers of the forms; a field they contradict each other in is left open.
#[must_use]
pub fn collect(schema: &Schema, shares: &[Share], forms: &[ReturnedForm]) -> Collected {
    let mut faults = Diagnostics::new();
    for form in forms {
        faults.extend_from_slice(form.answers.faults());
    }
    let mut root = Node::of(Value::Map(Vec::new()));
    for (key, answers) in answers_by_field(forms) {
        let field = schema.field(key);
        let first = answers[0];
        match answers.iter().find(|(_, entry)| !agree(field, first.1, entry)) {
            Some(other) => faults.push(contradiction(first, *other)),
            None => root.set(key, first.1.node.clone()),
        }
    }
    let progress = shares.iter().map(|share| share_progress(schema, share, forms, &root)).collect();
    Collected { answers: Answers::of(root), faults, progress }
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
    let mode = Mode { holes: true, ..Mode::default() };
    let fact = check_field(field, &one.node, mode).value;
    let other_fact = check_field(field, &other.node, mode).value;
    fact.is_some() && fact == other_fact
}

fn contradiction((form, first): FormAnswer, (_, other): FormAnswer) -> Diagnostic {
    let args = [
        ("field", other.key.clone()),
        ("here", flow(&other.node)),
        ("there", flow(&first.node)),
        ("file", format!("{}:{}", form.file, first.node.location.line)),
    ];
    let message = Message::new("collect.conflict", args);
    let fault = Diagnostic::error(Some(other.node.location.clone()), message);
    fault.hint(Message::plain("collect.conflict.hint"))
}

fn share_progress(
    schema: &Schema,
    share: &Share,
    forms: &[ReturnedForm],
    root: &Node,
) -> ShareProgress {
    let mut open = Vec::new();
    let mut asked = 0;
    for field in &share.schema.fields {
        if is_asked(&schema.fields, root, field) {
            asked += 1;
            if is_open(field, root) {
                open.push(field.name.clone());
            }
        }
    }
    let is_returned = forms.iter().any(|form| {
        let is_its = form.share.as_ref() == Some(&share.name);
        is_its && form.answers.entries().iter().any(|entry| !entry.node.is_empty())
    });
    ShareProgress { share: share.name.clone(), is_returned, open, asked }
}

/// Returns whether a field still needs an answer, or a better one.
fn is_open(field: &Field, root: &Node) -> bool {
    let Some(answer) = root.get(&field.name) else {
        return !field.optional && field.default.is_none();
    };
    check_field(field, answer, Mode::default()).diagnostics.has_errors()
}
