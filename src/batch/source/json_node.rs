//! Parses JSON into the located tree of answers, each number as it was typed.
//!
//! A parser that makes floats of numbers turns 38.70 into 38.7, which a report prints; so numbers
//! stay the words they are. Where a value stands is told by where its text lies in the line.

use std::fmt;
use std::sync::Arc;

use serde::Deserialize;
use serde::de::{Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;

use crate::diagnostic::{Diagnostic, Diagnostics, Location, Message};
use crate::yaml::{Entry, Node, Value};

/// The deepest nesting that is read, as in YAML.
const DEEPEST: usize = 16;

/// Parses one line of JSON.
///
/// # Errors
/// The first fault of syntax, a name given twice, nesting beyond [`DEEPEST`].
pub(super) fn parse(file: &Arc<str>, line: usize, text: &str) -> Result<Node, Diagnostic> {
    let raw: &RawValue = serde_json::from_str(text).map_err(|why| {
        let column = char_column(text, why.column().saturating_sub(1));
        let at = Location {
            file: file.clone(),
            line,
            column,
            width: 1,
        };
        // serde_json ends its sentence with a place of its own, in bytes.
        let words = why.to_string();
        let reason = words.split(" at line ").next().unwrap_or_default();
        let fault = Diagnostic::error(Some(at), Message::new("batch.json", [("why", reason)]));
        fault.hint(Message::plain("batch.json.hint"))
    })?;
    let mut reader = JsonReader {
        file,
        line,
        text,
        passed: (0, 1),
        faults: Diagnostics::new(),
    };
    let node = reader.node(raw, 0)?;
    match reader.faults.into_iter().next() {
        Some(fault) => Err(fault),
        None => Ok(node),
    }
}

struct JsonReader<'a> {
    file: &'a Arc<str>,
    line: usize,
    text: &'a str,
    /// The value located last: its first byte, its column.
    passed: (usize, usize),
    faults: Diagnostics,
}

impl JsonReader<'_> {
    fn node(&mut self, raw: &RawValue, depth: usize) -> Result<Node, Diagnostic> {
        let text = raw.get();
        let location = self.locate(text);
        if depth > DEEPEST {
            return Err(Diagnostic::error(
                Some(location),
                Message::plain("yaml.too-deep"),
            ));
        }
        let unread = |_| Diagnostic::error(Some(location.clone()), Message::plain("batch.string"));
        let value = match text.as_bytes().first() {
            Some(b'{') => Value::Map(self.entries(text, depth, &location)?),
            Some(b'[') => {
                let items: Vec<&RawValue> = serde_json::from_str(text).map_err(unread)?;
                let mut nodes = Vec::with_capacity(items.len());
                for item in items {
                    nodes.push(self.node(item, depth + 1)?);
                }
                Value::List(nodes)
            }
            // An unpaired half of a character is valid JSON and no text.
            Some(b'"') => Value::Scalar(serde_json::from_str(text).map_err(unread)?),
            Some(b'n') => Value::Empty,
            _ => Value::Scalar(text.to_owned()),
        };
        Ok(Node { location, value })
    }

    fn entries(
        &mut self,
        text: &str,
        depth: usize,
        at: &Location,
    ) -> Result<Vec<Entry>, Diagnostic> {
        let unread = |_| Diagnostic::error(Some(at.clone()), Message::plain("batch.string"));
        let Pairs(pairs) = serde_json::from_str(text).map_err(unread)?;
        let mut entries: Vec<Entry> = Vec::with_capacity(pairs.len());
        let mut seen = std::collections::HashSet::new();
        for (key, raw) in pairs {
            let node = self.node(raw, depth + 1)?;
            let location = node.location.clone();
            if !seen.insert(key.clone()) {
                let line = location.line.to_string();
                let message =
                    Message::new("yaml.duplicate", [("field", key.clone()), ("line", line)]);
                self.faults
                    .push(Diagnostic::error(Some(location.clone()), message));
            }
            entries.push(Entry {
                key,
                location,
                node,
            });
        }
        Ok(entries)
    }

    /// Returns where a part of the line lies, by where its bytes are.
    fn locate(&mut self, part: &str) -> Location {
        let start = (part.as_ptr() as usize).wrapping_sub(self.text.as_ptr() as usize);
        // Values come in the order of the line, so that finding all of them takes one walk.
        let (byte, column) = self.passed;
        let column = match self.text.get(byte..start) {
            Some(between) => column + between.chars().count(),
            None => char_column(self.text, start),
        };
        self.passed = (start, column);
        Location {
            file: self.file.clone(),
            line: self.line,
            column,
            width: 1,
        }
    }
}

/// Returns the column, in chars from 1, of a byte of a line.
fn char_column(text: &str, byte: usize) -> usize {
    let before = text.char_indices().take_while(|(at, _)| *at < byte).count();
    before + 1
}

/// The members of an object in order, repeats included.
struct Pairs<'a>(Vec<(String, &'a RawValue)>);

impl<'de> Deserialize<'de> for Pairs<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct PairVisitor;
        impl<'de> Visitor<'de> for PairVisitor {
            type Value = Pairs<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut pairs = Vec::new();
                while let Some(pair) = map.next_entry()? {
                    pairs.push(pair);
                }
                Ok(Pairs(pairs))
            }
        }
        deserializer.deserialize_map(PairVisitor)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::yaml::print::flow;

    fn parsed(text: &str) -> Result<String, Diagnostic> {
        parse(&"a.jsonl".into(), 7, text).map(|node| flow(&node))
    }

    #[test]
    fn numbers_stay_as_typed_and_words_are_unescaped() {
        let cases = [
            (r#"{"税收": 38.70}"#, "{税收: 38.70}"),
            (
                r#"{"a": 1e2, "b": -0.0, "c": 12345678901234567890.10}"#,
                "{a: 1e2, b: -0.0, c: 12345678901234567890.10}",
            ),
            (
                r#"{"地名": "\u4e91\u6eaa\u9547", "b": "\ud842\udfb7"}"#,
                "{地名: 云溪镇, b: 𠮷}",
            ),
            (
                r#"{"a": null, "b": true, "c": [1, {"d": []}]}"#,
                "{a: ~, b: true, c: [1, {d: []}]}",
            ),
            ("  [ 1 , \"x\" ]  ", "[1, x]"),
        ];
        for (text, wanted) in cases {
            assert_eq!(parsed(text).as_deref(), Ok(wanted), "{text}");
        }
    }

    #[test]
    fn values_and_faults_have_their_line_and_column() {
        let node = parse(&"a.jsonl".into(), 7, r#"{"地名": "云", "税收": 1}"#).unwrap();
        let at = |key| {
            (
                node.get(key).unwrap().location.line,
                node.get(key).unwrap().location.column,
            )
        };
        assert_eq!((at("地名"), at("税收")), ((7, 8), (7, 19)));
        let deep = format!("{}{}", "[".repeat(30), "]".repeat(30));
        let cases = [
            (r#"{"地名": 云}"#, "batch.json"),
            ("{", "batch.json"),
            (r#"{"a": 1, "a": 2}"#, "yaml.duplicate"),
            (r#"{"a": "\ud842"}"#, "batch.string"),
            (&deep, "yaml.too-deep"),
        ];
        for (text, key) in cases {
            let fault = parsed(text).unwrap_err();
            assert_eq!(fault.message.key(), key, "{text}");
            assert_eq!(fault.location.map(|at| at.line), Some(7), "{text}");
        }
    }
}
