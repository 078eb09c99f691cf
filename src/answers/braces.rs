//! Reads pairs that YAML does not see: `{本年：16.2，上年：15.4}`, `名称：冷链园 投资：1.2亿元`.
//!
//! People write the full-width colon, leave out the space behind it, or give the values in the
//! order they are asked. YAML takes all of that for keys without values; the reader hands it on as
//! words, and here the words become what they stand for.

use super::evidence;
use super::figure_line;
use super::parts::{CURRENT, LEVEL, NAME, OF_FIGURE, PARENT};
use crate::schema::{Field, FieldKind};
use crate::yaml::{Node, Value};

/// What stands between a name and its value.
const LINKS: [char; 4] = [':', '：', '=', '＝'];
/// What stands between two pairs.
const SEPARATORS: [char; 4] = [',', '，', ';', '；'];

/// Returns what stands in the braces around words.
pub(crate) fn inner(words: &str) -> Option<&str> {
    words
        .trim()
        .strip_prefix(['{', '｛'])?
        .strip_suffix(['}', '｝'])
        .map(str::trim)
}

/// Reads the words in braces that answer a field; `None` where they are no pairs of its parts.
pub(super) fn expand(field: &Field, words: &str) -> Option<Node> {
    let inner = inner(words)?;
    match &field.kind {
        FieldKind::Figure { .. } => figure(field, inner),
        FieldKind::Place { .. } => pairs(inner, &named(&[NAME, LEVEL, PARENT])),
        FieldKind::Session => pairs(inner, &named(&["届", "次"])),
        _ => pairs(inner, &evidence::KEYS),
    }
}

/// Reads the words of a record: in braces, or beginning with the name of one of its fields.
pub(super) fn record(fields: &[Field], words: &str) -> Option<Node> {
    let names: Vec<&str> = fields.iter().map(|field| field.name.as_str()).collect();
    pairs(inner(words).unwrap_or(words), &names)
}

fn named<'a>(parts: &[&'a str]) -> Vec<&'a str> {
    [parts, &evidence::KEYS].concat()
}

/// Reads the parts of a figure, by their names or in the order they are asked.
fn figure(field: &Field, inner: &str) -> Option<Node> {
    let with_evidence = pairs(inner, &named(&OF_FIGURE));
    let has_evidence = |map: &Node| evidence::KEYS.iter().any(|key| map.get(key).is_some());
    let node = match with_evidence.filter(has_evidence) {
        Some(map) => map,
        None => figure_line::parse(field, inner),
    };
    // In braces a comma separates: {850,780} and {本年: 850,780} may be two values.
    let current = node
        .scalar()
        .or_else(|| node.get(CURRENT).and_then(Node::scalar));
    let is_ambiguous =
        current.is_some_and(|words| figure_line::doubted_comma(field, words).is_some());
    (!is_ambiguous).then_some(node)
}

/// Splits a text at the names in it, each followed by a colon; `None` where it does not begin with
/// one, or one comes twice.
///
/// Must not split 项目名称：冷链园 at 名称, or a value that has marks of its own: 名称：甲，乙.
fn pairs(text: &str, names: &[&str]) -> Option<Node> {
    let mut labels: Vec<(usize, usize, &str)> = Vec::new();
    let mut depth = 0_usize;
    let mut before = SEPARATORS[0];
    for (at, c) in text.char_indices() {
        match c {
            '{' | '[' => depth += 1,
            '}' | ']' => depth = depth.saturating_sub(1),
            _ if depth == 0 && (SEPARATORS.contains(&before) || before.is_whitespace()) => {
                if let Some((name, length)) = label(&text[at..], names) {
                    labels.push((at, at + length, name));
                }
            }
            _ => {}
        }
        before = c;
    }
    if labels.first().is_none_or(|(at, ..)| *at > 0) {
        return None;
    }
    let mut map = Node::of(Value::Map(Vec::new()));
    for (index, (_, start, name)) in labels.iter().enumerate() {
        let end = labels.get(index + 1).map_or(text.len(), |(at, ..)| *at);
        if map.get(name).is_some() {
            return None;
        }
        let is_mark = |c: char| SEPARATORS.contains(&c) || c.is_whitespace();
        let value = text.get(*start..end)?.trim_matches(is_mark);
        map.set(name, Node::of_words(unquoted(value)));
    }
    Some(map)
}

/// Returns the name that a text begins with, and the length of it and its link in bytes.
fn label<'a>(text: &str, names: &[&'a str]) -> Option<(&'a str, usize)> {
    let mut longest: Option<&str> = None;
    for name in names {
        let is_longer = longest.is_none_or(|longest| name.len() > longest.len());
        if is_longer && text.starts_with(name) {
            longest = Some(name);
        }
    }
    let name = longest?;
    let rest = &text[name.len()..];
    let value = rest.trim_start().trim_start_matches(LINKS);
    (value.len() < rest.trim_start().len()).then_some((name, text.len() - value.len()))
}

/// Strips the quotation marks of YAML around a value.
fn unquoted(value: &str) -> &str {
    for mark in ['"', '\''] {
        if let Some(inside) = value
            .strip_prefix(mark)
            .and_then(|rest| rest.strip_suffix(mark))
        {
            return inside;
        }
    }
    value
}

#[cfg(test)]
mod tests {
    use super::{OF_FIGURE, pairs};
    use crate::yaml::print;

    #[test]
    fn pairs_are_seen_however_they_are_linked() {
        let meant = "{本年: 16.2, 上年: 15.4}";
        for text in [
            "本年：16.2，上年：15.4", "本年:16.2,上年:15.4", "本年=16.2；上年=15.4",
            "本年： 16.2 上年： 15.4", "本年 : 16.2，，上年：\"15.4\"",
        ] {
            let map = pairs(text, &OF_FIGURE).unwrap_or_default();
            assert_eq!(print::flow(&map), meant, "{text}");
        }
    }

    #[test]
    fn a_value_keeps_its_own_marks() {
        let map = pairs(
            "名称：冷链园，占地30亩，投资：{本年：1，上年：2}",
            &["名称", "投资"],
        );
        let printed = print::flow(&map.unwrap_or_default());
        assert_eq!(
            printed,
            "{名称: 冷链园，占地30亩, 投资: \"{本年：1，上年：2}\"}"
        );
    }

    #[test]
    fn what_is_no_pairs_is_left() {
        for text in [
            "16.2, 15.4", "冷链园，投资：3", "项目名称：甲", "名称：甲，名称：乙", "",
        ] {
            assert!(pairs(text, &["名称", "投资"]).is_none(), "{text}");
        }
    }
}
