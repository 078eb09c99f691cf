//! Addresses a value within the answers (`重点项目 › 2 › 投资`): reads, sets and removes it.

use std::fmt::{self, Display, Formatter};

use super::parts;
use crate::schema::{Field, FieldKind, FieldTable};
use crate::yaml::{Node, Value};

/// One step down into the answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// A field, or a part of a field's answer: 上年.
    Key(String),
    /// A record of a list, from 0.
    Record(usize),
}

/// A way down into the answers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Path(pub Vec<Step>);

/// The field or part of a field that a path leads to.
#[derive(Clone, Copy, Debug)]
pub(super) struct PathTarget<'a> {
    /// The field.
    pub(super) field: &'a Field,
    /// The fields of its table or record.
    pub(super) table: &'a FieldTable,
    /// The part of its answer: 上年.
    pub(super) part: Option<&'static str>,
}

impl Path {
    /// Returns the path of a field of the whole table.
    #[must_use]
    pub fn field(name: &str) -> Self {
        Self(vec![Step::Key(name.to_owned())])
    }

    /// Returns the path one step further down.
    #[must_use]
    pub fn then(&self, step: Step) -> Self {
        Self(self.0.iter().cloned().chain([step]).collect())
    }

    /// Returns the path one step further down, to a field or a part.
    #[must_use]
    pub fn key(&self, key: &str) -> Self {
        self.then(Step::Key(key.to_owned()))
    }

    /// Returns the path one step up.
    #[must_use]
    pub fn up(&self) -> Self {
        Self(self.0[..self.0.len().saturating_sub(1)].to_vec())
    }

    /// Returns the field of the whole table this path goes through.
    #[must_use]
    pub fn root(&self) -> &str {
        match self.0.first() {
            Some(Step::Key(name)) => name,
            _ => "",
        }
    }

    /// Returns the fields this path goes through, without their records: `重点项目 › 投资`.
    #[must_use]
    pub fn fields(&self) -> String {
        let keys = self.0.iter().filter(|step| matches!(step, Step::Key(_)));
        Self(keys.cloned().collect()).to_string()
    }

    /// Parses a path as a draft names it: `重点项目.2.投资`, records counted from 1. `None` where
    /// a record is no number from 1.
    ///
    /// ```
    /// use nigao::interview::Path;
    /// let path = Path::parse_dotted("重点项目.2.投资").unwrap();
    /// assert_eq!(path.to_string(), "重点项目 › 2 › 投资");
    /// assert_eq!(path.dotted(), "重点项目.2.投资");
    /// ```
    #[must_use]
    pub fn parse_dotted(words: &str) -> Option<Self> {
        let mut steps = Vec::new();
        for part in words.split('.') {
            // No field's name begins with a digit.
            let step = if part.starts_with(|c: char| c.is_ascii_digit()) {
                Step::Record(part.parse::<usize>().ok()?.checked_sub(1)?)
            } else {
                Step::Key(part.to_owned())
            };
            steps.push(step);
        }
        Some(Self(steps))
    }

    /// Returns the path as a draft names it.
    #[must_use]
    pub fn dotted(&self) -> String {
        let mut words = Vec::new();
        for step in &self.0 {
            words.push(match step {
                Step::Key(key) => key.clone(),
                Step::Record(at) => (at + 1).to_string(),
            });
        }
        words.join(".")
    }

    /// Whether this path leads through another, or to it.
    #[must_use]
    pub fn is_within(&self, other: &Self) -> bool {
        self.0.starts_with(&other.0)
    }

    /// Returns what the path leads to; `None` if the schema has no such thing.
    pub(super) fn target<'a>(&self, fields: &'a FieldTable) -> Option<PathTarget<'a>> {
        let mut table = fields;
        let mut steps = self.0.iter();
        loop {
            let Step::Key(name) = steps.next()? else {
                return None;
            };
            let field = table.get(name)?;
            let at = |part| Some(PathTarget { field, table, part });
            match (steps.next(), &field.kind) {
                (None, _) => return at(None),
                (Some(Step::Record(_)), FieldKind::List { fields, .. }) => table = fields,
                (Some(Step::Key(part)), _) if steps.len() == 0 => {
                    return at(Some(
                        parts::ALL.iter().find(|known| *known == part).copied()?,
                    ));
                }
                _ => return None,
            }
        }
    }

    /// Returns the value the path leads to.
    pub(super) fn get<'a>(&self, root: &'a Node) -> Option<&'a Node> {
        self.0.iter().try_fold(root, |node, step| match step {
            Step::Key(key) => node.get(key),
            Step::Record(at) => node.items().get(*at),
        })
    }

    /// Sets the value the path leads to, and creates the maps and the record on the way.
    pub(super) fn set(&self, root: &mut Node, value: Node) {
        set_at(&self.0, root, value);
    }

    /// Removes what the path leads to.
    pub(super) fn remove(&self, root: &mut Node) -> Option<Node> {
        let (last, way) = self.0.split_last()?;
        let mut node = root;
        for step in way {
            node = down(node, step)?;
        }
        match (last, &mut node.value) {
            (Step::Key(key), _) => node.remove(key),
            (Step::Record(at), Value::List(items)) if *at < items.len() => Some(items.remove(*at)),
            _ => None,
        }
    }
}

/// Returns the value one step down.
fn down<'a>(node: &'a mut Node, step: &Step) -> Option<&'a mut Node> {
    match (step, &mut node.value) {
        (Step::Key(key), Value::Map(entries)) => entries
            .iter_mut()
            .find(|e| e.key == *key)
            .map(|e| &mut e.node),
        (Step::Record(at), Value::List(items)) => items.get_mut(*at),
        _ => None,
    }
}

/// Sets the value that steps lead to.
fn set_at(steps: &[Step], node: &mut Node, value: Node) {
    match steps.split_first() {
        None => *node = value,
        Some((Step::Key(key), rest)) => {
            let mut inner = node
                .get(key)
                .cloned()
                .unwrap_or_else(|| Node::of(Value::Empty));
            set_at(rest, &mut inner, value);
            node.set(key, inner);
        }
        Some((Step::Record(at), rest)) => {
            if !matches!(node.value, Value::List(_)) {
                node.value = Value::List(Vec::new());
            }
            let Value::List(items) = &mut node.value else {
                return;
            };
            if *at >= items.len() {
                items.push(Node::of(Value::Empty));
            }
            let at = (*at).min(items.len() - 1);
            set_at(rest, &mut items[at], value);
        }
    }
}

/// `重点项目 › 2 › 投资`
impl Display for Path {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        for (at, step) in self.0.iter().enumerate() {
            let mark = if at > 0 { " › " } else { "" };
            match step {
                Step::Key(key) => write!(f, "{mark}{key}")?,
                Step::Record(record) => write!(f, "{mark}{}", record + 1)?,
            }
        }
        Ok(())
    }
}
