//! Reads what was answered, from one file or several.

use std::collections::{HashMap, HashSet};

use serde::Serialize;

use super::visible;
use crate::diagnostic::{Diagnostic, Diagnostics, Location, Message};
use crate::error::Result;
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
    /// Reads a file of answers; faults of syntax are kept for [`check`](super::check()).
    #[must_use]
    pub fn read(file: &str, source: &str) -> Self {
        // A byte order mark within a file stops the parser; a zero-width space does not, and goes.
        let body = source.strip_prefix('\u{feff}').unwrap_or(source);
        let (mut node, mut faults) =
            yaml::read(file, &body.replace('\u{feff}', "\u{200b}")).recovered();
        visible::clean(&mut node);
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
        Self {
            entries,
            root,
            faults,
        }
    }

    /// Returns the answers a caller holds in types of its own: a map or a struct from field to
    /// answer. Faults name `file`.
    ///
    /// # Errors
    /// A value that YAML cannot hold, such as a map whose keys are maps.
    ///
    /// ```
    /// use nigao::answers::Answers;
    /// #[derive(serde::Serialize)]
    /// struct Revenue {
    ///     税收: &'static str,
    /// }
    /// let answers = Answers::from_serialize("财政局", &Revenue { 税收: "73.1亿元" }).unwrap();
    /// assert_eq!(answers.entries().len(), 1);
    /// ```
    pub fn from_serialize(file: &str, answers: &impl Serialize) -> Result<Self> {
        Ok(Self::read(file, &yaml::serialize(answers)?))
    }

    /// These answers, with another file's in place of those of the same field. A blank there is no
    /// answer: a form begun beside a ledger does not blank it out.
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
        self.entries.extend(
            later
                .entries
                .into_iter()
                .filter(|entry| !kept.contains(&entry.key)),
        );
        self.faults.extend(later.faults);
        self
    }

    /// The answers of a map that may stand in no file.
    #[must_use]
    pub fn of(root: Node) -> Self {
        let location = root.location.clone();
        let entries = if let Value::Map(entries) = root.value {
            entries
        } else {
            Vec::new()
        };
        Self {
            entries,
            root: location,
            faults: Diagnostics::new(),
        }
    }

    /// These answers with something wrong with the file they come from.
    #[must_use]
    pub(crate) fn faulted(mut self, fault: Diagnostic) -> Self {
        self.faults.push(fault);
        self
    }

    /// Where the map of answers stands.
    pub(super) fn root(&self) -> &Location {
        &self.root
    }

    /// The answers as one map.
    #[must_use]
    pub fn to_node(&self) -> Node {
        Node {
            location: self.root.clone(),
            value: Value::Map(self.entries.clone()),
        }
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
