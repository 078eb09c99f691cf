//! Takes what answers say of themselves (来源, 口径) out of them, so that each is its value alone.

use crate::answers::{AnswerEvidence, bare, evidence};
use crate::yaml::Node;

/// An answer that says something of itself.
#[derive(Clone, Debug)]
pub(super) struct SourcedAnswer {
    pub(super) field: String,
    /// The answer as it was given, and its value alone.
    pub(super) given: Node,
    pub(super) value: Node,
    pub(super) evidence: AnswerEvidence,
}

/// Takes the evidence out of answers, so that each is its value alone.
pub(super) fn take_out(answers: &mut Node) -> Vec<SourcedAnswer> {
    let mut sourced = Vec::new();
    for entry in answers.entries() {
        let value = bare(&entry.node).into_owned();
        if !value.same(&entry.node) {
            sourced.push(SourcedAnswer {
                field: entry.key.clone(),
                given: entry.node.clone(),
                value,
                evidence: evidence(&entry.node),
            });
        }
    }
    for one in &sourced {
        answers.set(&one.field, one.value.clone());
    }
    sourced
}
