//! Holds a tree of values as typed, each with the place it stands at.

use std::sync::Arc;

use crate::diagnostic::Location;

/// A value and where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Node {
    /// Where the value starts.
    pub location: Location,
    /// What it is.
    pub value: Value,
}

/// What a node holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// Nothing was written, or `~`.
    Empty,
    /// Words as typed.
    Scalar(String),
    /// `- …`
    List(Vec<Node>),
    /// `key: …`, in the order of the file.
    Map(Vec<Entry>),
}

/// A key with its value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The key as typed.
    pub key: String,
    /// Where the key stands.
    pub location: Location,
    /// Its value.
    pub node: Node,
}

impl Default for Node {
    fn default() -> Self {
        Self::of(Value::Empty)
    }
}

impl Node {
    /// The value as JSON: words as strings, as typed; nothing as null.
    #[must_use]
    pub fn to_json(&self) -> serde_json::Value {
        match &self.value {
            Value::Empty => serde_json::Value::Null,
            Value::Scalar(words) => words.as_str().into(),
            Value::List(items) => items.iter().map(Self::to_json).collect(),
            Value::Map(entries) => {
                let pair = |entry: &Entry| (entry.key.clone(), entry.node.to_json());
                serde_json::Value::Object(entries.iter().map(pair).collect())
            }
        }
    }

    /// The words of a scalar, without white space around them.
    #[must_use]
    pub fn scalar(&self) -> Option<&str> {
        match &self.value {
            Value::Scalar(words) => Some(words.trim()),
            _ => None,
        }
    }

    /// The entries of a map; none for anything else.
    #[must_use]
    pub fn entries(&self) -> &[Entry] {
        match &self.value {
            Value::Map(entries) => entries,
            _ => &[],
        }
    }

    /// The items of a list; none for anything else.
    #[must_use]
    pub fn items(&self) -> &[Node] {
        match &self.value {
            Value::List(items) => items,
            _ => &[],
        }
    }

    /// The value of a key.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&Node> {
        self.entries()
            .iter()
            .find(|entry| entry.key == key)
            .map(|entry| &entry.node)
    }

    /// Words that stand in no file.
    #[must_use]
    pub fn of_words(words: impl Into<String>) -> Self {
        Self::of(Value::Scalar(words.into()))
    }

    /// A value that stands in no file.
    #[must_use]
    pub fn of(value: Value) -> Self {
        Self {
            location: start(&"".into()),
            value,
        }
    }

    /// Puts a value under a key of a map, in place of the old one; anything but a map becomes one.
    pub fn set(&mut self, key: &str, node: Self) {
        if !matches!(self.value, Value::Map(_)) {
            self.value = Value::Map(Vec::new());
        }
        let Value::Map(entries) = &mut self.value else {
            return;
        };
        match entries.iter_mut().find(|entry| entry.key == key) {
            Some(entry) => entry.node = node,
            None => {
                entries.push(Entry {
                    key: key.to_owned(),
                    location: node.location.clone(),
                    node,
                });
            }
        }
    }

    /// Takes a key out of a map.
    pub fn remove(&mut self, key: &str) -> Option<Self> {
        let Value::Map(entries) = &mut self.value else {
            return None;
        };
        let at = entries.iter().position(|entry| entry.key == key)?;
        Some(entries.remove(at).node)
    }

    /// Whether two values say the same, wherever they stand.
    #[must_use]
    pub fn same(&self, other: &Self) -> bool {
        let entry = |(a, b): (&Entry, &Entry)| a.key == b.key && a.node.same(&b.node);
        match (&self.value, &other.value) {
            (Value::List(a), Value::List(b)) => {
                a.len() == b.len() && a.iter().zip(b).all(|(a, b)| a.same(b))
            }
            (Value::Map(a), Value::Map(b)) => a.len() == b.len() && a.iter().zip(b).all(entry),
            (a, b) => a == b,
        }
    }

    /// Whether nothing was written; a map of keys without values, as a form has it, says nothing
    /// either.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        match &self.value {
            Value::Empty => true,
            Value::Scalar(words) => words.trim().is_empty(),
            Value::Map(entries) => entries.iter().all(|entry| entry.node.is_empty()),
            Value::List(_) => false,
        }
    }
}

pub(super) fn start(file: &Arc<str>) -> Location {
    Location {
        file: file.clone(),
        line: 1,
        column: 1,
        width: 1,
    }
}
