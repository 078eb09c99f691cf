//! Tracks the enclosing conditions of a tag to decide whether the value it prints may be absent.

use crate::schema::{FieldTable, is_sure};

/// The enclosing conditions: of each, the field or part it tests, with the lists it stands in.
#[derive(Default)]
pub(super) struct Presence(Vec<String>);

impl Presence {
    /// Adds a condition.
    pub(super) fn add(&mut self, name: String) {
        self.0.push(name);
    }

    /// The number of conditions, to come back to.
    pub(super) fn mark(&self) -> usize {
        self.0.len()
    }

    /// Leaves the conditions added since a mark.
    pub(super) fn leave(&mut self, mark: usize) {
        self.0.truncate(mark);
    }

    /// Whether a condition tests a field or a part of it.
    fn covers(&self, name: &str) -> bool {
        self.0.iter().any(|guard| {
            guard
                .strip_prefix(name)
                .is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
        })
    }

    /// Whether a value printed here may be absent: a field that is optional or not always asked, or
    /// a part that the schema does not ask for, without a condition on it. `within` is the lists it
    /// stands in, `项目.`.
    pub(super) fn may_be_absent(&self, fields: &FieldTable, within: &str, names: &[&str]) -> bool {
        let [name, parts @ ..] = names else {
            return false;
        };
        let Some(field) = fields.get(name) else {
            return false;
        };
        let full = |name: &str| format!("{within}{name}");
        let tested = self.covers(&full(name));
        let optional = field.optional && field.default.is_none();
        let unasked = field
            .when
            .as_ref()
            .is_some_and(|when| !self.covers(&full(&when.field)));
        let part = parts.first().is_some_and(|part| !is_sure(field, part));
        let part_tested = || {
            self.0
                .iter()
                .any(|guard| guard.starts_with(&format!("{}.", full(name))))
        };
        ((optional || unasked) && !tested) || (part && !part_tested())
    }
}
