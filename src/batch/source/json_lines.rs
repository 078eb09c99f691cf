//! Reads records from lines of JSON, one object a line; a faulty line is a faulty record.

use std::io::BufRead;
use std::sync::Arc;

use serde::Deserialize;

use super::json_node;
use super::lines::{Line, LineReader, too_long};
use crate::answers::{Answers, visible};
use crate::batch::record::{Record, UnreadRecord};
use crate::diagnostic::{Diagnostic, Location, Message};
use crate::error::Result;
use crate::schema::Schema;
use crate::yaml::{Node, Value};

/// The key that names a record, unless the genre has a field of this name.
const ID: &str = "id";

/// Reads a record a line.
pub(super) struct JsonLines<R> {
    file: Arc<str>,
    lines: LineReader<R>,
    has_id: bool,
    number: usize,
}

impl<R: BufRead> JsonLines<R> {
    pub(super) fn new(file: &str, reader: R, schema: &Schema) -> Self {
        let has_id = schema.field(ID).is_none();
        Self {
            file: file.into(),
            lines: LineReader::new(file, reader),
            has_id,
            number: 0,
        }
    }

    fn record(&mut self, line: usize, text: Line) -> UnreadRecord {
        self.number += 1;
        let (number, has_id) = (self.number, self.has_id);
        let origin = Location {
            file: self.file.clone(),
            line,
            column: 1,
            width: 1,
        };
        UnreadRecord::new(number, move || {
            let (id, answers) = parsed(&origin, &text, has_id);
            Record {
                number,
                origin,
                id,
                stem: None,
                answers,
            }
        })
    }
}

/// Parses a line: what it calls its record, where it may, and the answers.
fn parsed(origin: &Location, text: &Line, has_id: bool) -> (Option<serde_json::Value>, Answers) {
    let (parsed, text) = match text {
        Line::Text(text) => (json_node::parse(&origin.file, origin.line, text), &**text),
        Line::TooLong => (Err(too_long(origin)), ""),
        Line::NotUtf8 => {
            let fault = Diagnostic::error(Some(origin.clone()), Message::plain("batch.utf8"));
            (Err(fault.hint(Message::plain("batch.utf8.hint"))), "")
        }
    };
    let root = Node {
        location: origin.clone(),
        value: Value::Map(Vec::new()),
    };
    match parsed {
        Ok(mut node) if matches!(node.value, Value::Map(_)) => {
            let named = if has_id { node.remove(ID) } else { None };
            let id = named.and_then(|_| id_of(text));
            // A missing answer is missing from the record, wherever its first value stands.
            visible::clean(&mut node);
            node.location = origin.clone();
            (id, Answers::of(node))
        }
        Ok(_) => {
            let message = Message::plain("batch.no-object");
            let fault = Diagnostic::error(Some(origin.clone()), message);
            (None, Answers::of(root).faulted(fault))
        }
        Err(fault) => (None, Answers::of(root).faulted(fault)),
    }
}

/// Returns what a line calls its record, in the type it has there: answers are words, this is not
/// one.
fn id_of(line: &str) -> Option<serde_json::Value> {
    #[derive(Deserialize)]
    struct Named {
        id: serde_json::Value,
    }
    serde_json::from_str(line).ok().map(|named: Named| named.id)
}

impl<R: BufRead> Iterator for JsonLines<R> {
    type Item = Result<UnreadRecord>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            match self.lines.next()? {
                Ok((_, Line::Text(text))) if text.trim().is_empty() => {}
                Ok((line, text)) => return Some(Ok(self.record(line, text))),
                Err(error) => return Some(Err(error)),
            }
        }
    }
}
