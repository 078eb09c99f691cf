//! Expands what users type on one line to the answer it stands for: the grammar of every way in.
//!
//! The prompt, a file, `--set` and a sheet take the same spellings, because all of them end here.

use super::parts::{CURRENT, LAST, OF_FIGURE, RATE};
use super::{braces, figure_labels, figure_line, no_answer, place_line, records};
use crate::diagnostic::Location;
use crate::schema::{Field, FieldKind, FieldTable};
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
        if faults.is_empty() && node.scalar().is_none() {
            let is_figure = matches!(field.kind, FieldKind::Figure { .. });
            return Some(if is_figure {
                of_parts(field, &node)
            } else {
                node
            });
        }
    }
    if braces::inner(words).is_some() {
        return braces::expand(field, words);
    }
    let expanded = match &field.kind {
        FieldKind::Place { .. } => place_line::parse(words),
        FieldKind::Figure { .. } => figure_line::parse(field, words),
        _ => return None,
    };
    (expanded.scalar() != Some(words)).then_some(expanded)
}

/// Reads the labels and rates among the parts of a figure: {本年: 15.4, 上年: 8.5%} has a rate,
/// {今年: 15.4, 去年: 14.2} the parts 本年 and 上年.
fn of_parts(field: &Field, node: &Node) -> Node {
    let mut map = node.clone();
    if let Value::Map(entries) = &mut map.value {
        for entry in entries {
            if let Some(part) = figure_labels::part_of_label(field, &entry.key)
                && node.get(part).is_none()
            {
                entry.key = part.to_owned();
            }
        }
    }
    let node = &map.clone();
    for key in OF_FIGURE {
        let Some(part) = node.get(key) else { continue };
        let Some(words) = part.scalar() else { continue };
        if no_answer::is_nothing(words) {
            map.remove(key);
            continue;
        }
        if key == CURRENT && add_line(field, &mut map, part, words) {
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

/// Gives the parts that a line typed for 本年 holds, {本年: 3.2亿元 增速10.3%}; false where it
/// holds one, or one that is given already.
fn add_line(field: &Field, map: &mut Node, part: &Node, words: &str) -> bool {
    let line = figure_line::parse(field, words);
    let is_given = |key: &str| key != CURRENT && map.get(key).is_some_and(|node| !node.is_empty());
    let has_current = line.get(CURRENT).is_some();
    if !has_current || line.entries().iter().any(|entry| is_given(&entry.key)) {
        return false;
    }
    for entry in line.entries() {
        map.set(&entry.key, located(entry.node.clone(), &part.location));
    }
    true
}

/// Splits an answer to a list into its records; `None` where it is no list.
///
/// Words stand for records, and a record of words may hold several that were pasted at once.
pub(crate) fn records(fields: &FieldTable, node: &Node) -> Option<Vec<Node>> {
    let first = fields.first()?;
    let takes_words = matches!(first.kind, FieldKind::Text { paragraphs: false });
    let items = match &node.value {
        Value::List(items) => items,
        Value::Scalar(words) => {
            let is_long = matches!(first.kind, FieldKind::Text { paragraphs: true });
            let is_one = is_long || braces::inner(words).is_some();
            let split = if is_one {
                vec![words.clone()]
            } else {
                records::of_line(words)
            };
            let records = split
                .into_iter()
                .map(|words| record(fields, &words_at(words, node)));
            return Some(records.collect());
        }
        // One record, without the mark of a list before it.
        Value::Map(entries) if entries.iter().any(|entry| fields.get(&entry.key).is_some()) => {
            return Some(vec![node.clone()]);
        }
        _ => return None,
    };
    let mut records = Vec::new();
    for item in items {
        let only = item.get(&first.name).filter(|_| fields.len() == 1);
        let words = item.scalar().or_else(|| only.and_then(Node::scalar));
        let split = words
            .filter(|_| takes_words)
            .map(records::of_record)
            .unwrap_or_default();
        if split.len() > 1 {
            for words in split {
                records.push(record(fields, &words_at(words, item)));
            }
        } else {
            records.push(record(fields, item));
        }
    }
    Some(records)
}

/// Returns a record with its fields told apart, where its words name them: 名称：冷链园
/// 投资：3亿元.
pub(crate) fn record(fields: &[Field], item: &Node) -> Node {
    let map = item
        .scalar()
        .and_then(|words| braces::record(fields, words));
    map.map_or_else(|| item.clone(), |map| located(map, &item.location))
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
