//! Expands what users type on one line to the answer it stands for: the grammar of every way in.
//!
//! The prompt, a file, `--set` and a sheet take the same spellings, because all of them end here.

use super::parts::{LAST, OF_FIGURE, RATE};
use super::{figure_line, place_line, records, tidy};
use crate::diagnostic::Location;
use crate::schema::{Field, FieldKind};
use crate::yaml::{self, Node, Value};

/// Expands an answer to a map or a list, where its words stand for one.
///
/// `None` where the answer is to be taken as it is.
pub(crate) fn expand(field: &Field, node: &Node) -> Option<Node> {
    let expanded = match (&node.value, &field.kind) {
        (Value::Scalar(_), _) => of_words(field, node.scalar()?)?,
        (Value::Map(_), FieldKind::Figure { .. }) => of_parts(field, node),
        _ => return None,
    };
    Some(located(expanded, &node.location))
}

/// Expands the words of a scalar.
fn of_words(field: &Field, words: &str) -> Option<Node> {
    let is_compound = matches!(
        field.kind,
        FieldKind::Place { .. }
            | FieldKind::Session
            | FieldKind::Figure { .. }
            | FieldKind::List { .. }
    );
    if is_compound && words.starts_with(['{', '[']) {
        let (node, faults) = yaml::read("", words).recovered();
        return faults.is_empty().then_some(node);
    }
    let expanded = match &field.kind {
        FieldKind::Place { .. } => place_line::parse(words),
        FieldKind::Figure { .. } => figure_line::parse(field, words),
        _ => return None,
    };
    (expanded.scalar() != Some(words)).then_some(expanded)
}

/// Reads the labels and rates among the parts of a figure: {本年: 15.4, 上年: 8.5%} has a rate.
fn of_parts(field: &Field, node: &Node) -> Node {
    let mut map = node.clone();
    for key in OF_FIGURE {
        let Some(part) = node.get(key) else { continue };
        let Some(words) = part.scalar() else { continue };
        if tidy::is_nothing(words) {
            map.remove(key);
            continue;
        }
        let (meant, value) = figure_line::parse_part(field, key, words);
        let value = located(Node::of_words(value), &part.location);
        if meant == key {
            map.set(key, value);
        } else if key == LAST && meant == RATE && node.get(RATE).is_none() {
            map.remove(LAST);
            map.set(RATE, value);
        }
    }
    map
}

/// Splits an answer to a list into its records; `None` where it is no list.
///
/// Words stand for records, and a record of words may hold several that were pasted at once.
pub(crate) fn records(fields: &[Field], node: &Node) -> Option<Vec<Node>> {
    let first = fields.first()?;
    let takes_words = matches!(first.kind, FieldKind::Text { paragraphs: false });
    let items = match &node.value {
        Value::List(items) => items,
        Value::Scalar(words) => {
            let is_long = matches!(first.kind, FieldKind::Text { paragraphs: true });
            let split = if is_long { vec![words.clone()] } else { records::of_line(words) };
            return Some(split.into_iter().map(|words| words_at(words, node)).collect());
        }
        _ => return None,
    };
    let mut records = Vec::new();
    for item in items {
        let only = item.get(&first.name).filter(|_| fields.len() == 1);
        let words = item.scalar().or_else(|| only.and_then(Node::scalar));
        let split = words.filter(|_| takes_words).map(records::of_record).unwrap_or_default();
        if split.len() > 1 {
            records.extend(split.into_iter().map(|words| words_at(words, item)));
        } else {
            records.push(item.clone());
        }
    }
    Some(records)
}

fn words_at(words: String, node: &Node) -> Node {
    located(Node::of_words(words), &node.location)
}

/// Returns a node all of whose parts are where the words were that it was made of.
fn located(mut node: Node, location: &Location) -> Node {
    node.location = location.clone();
    match &mut node.value {
        Value::Map(entries) => {
            for entry in entries {
                if entry.node.location.file.is_empty() {
                    entry.location = location.clone();
                    entry.node = located(entry.node.clone(), location);
                }
            }
        }
        Value::List(items) => {
            for item in items {
                *item = located(item.clone(), location);
            }
        }
        Value::Empty | Value::Scalar(_) => {}
    }
    node
}
