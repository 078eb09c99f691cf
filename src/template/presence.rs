//! Guards: the conditions around a place in a template to whether what it prints is sure to be there.

use crate::schema::{Field, find, is_sure};

/// The conditions around, each the field, or the part of one, that it looks at, with the lists it stands in.
#[derive(Default)]
pub(super) struct Presence(Vec<String>);

impl Presence {
    /// Adds a condition.
    pub(super) fn add(&mut self, name: String) {
        self.0.push(name);
    }

    /// How many there are, to come back to.
    pub(super) fn mark(&self) -> usize {
        self.0.len()
    }

    /// Leaves the conditions added since a mark.
    pub(super) fn leave(&mut self, mark: usize) {
        self.0.truncate(mark);
    }

    /// Whether a condition looks at a field or at a part of it.
    fn cover(&self, name: &str) -> bool {
        self.0.iter().any(|guard| {
            guard.strip_prefix(name).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
        })
    }

    /// Whether something printed may have no value here: a field that is optional or not always asked, or a part that
    /// the schema does not ask for, without a condition on it. `within` is the lists it stands in, `项目.`.
    pub(super) fn doubt(&self, fields: &[Field], within: &str, names: &[&str]) -> bool {
        let [name, parts @ ..] = names else { return false };
        let Some(field) = find(fields, name) else { return false };
        let full = |name: &str| format!("{within}{name}");
        let looked_at = self.cover(&full(name));
        let optional = field.optional && field.default.is_none();
        let unasked = field.when.as_ref().is_some_and(|when| !self.cover(&full(&when.field)));
        let part = parts.first().is_some_and(|part| !is_sure(field, part));
        let part_looked_at =
            || self.0.iter().any(|guard| guard.starts_with(&format!("{}.", full(name))));
        ((optional || unasked) && !looked_at) || (part && !part_looked_at())
    }
}
