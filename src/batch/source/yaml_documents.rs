//! Reads records from a stream of YAML documents, parted by `---`.

use std::io::BufRead;
use std::sync::Arc;

use super::lines::{Line, LineReader, too_long};
use crate::answers::Answers;
use crate::batch::record::{LONGEST_RECORD, Record, UnreadRecord};
use crate::diagnostic::{Diagnostic, Location, Message};
use crate::error::Result;
use crate::yaml::{Node, Value, move_down};

/// Reads a record a document.
///
/// Documents are parted by their lines: `---` at the start of a line begins one even inside a
/// block of text, so nothing of YAML has to be understood to part them.
pub(super) struct YamlDocuments<R> {
    file: Arc<str>,
    lines: LineReader<R>,
    number: usize,
    /// The first line of the next document: its number, and what follows its `---`.
    next: Option<(usize, String)>,
}

/// A document as it stands in the file.
struct DocumentText {
    first_line: usize,
    text: String,
    fault: Option<Diagnostic>,
}

impl<R: BufRead> YamlDocuments<R> {
    pub(super) fn new(file: &str, reader: R) -> Self {
        Self {
            file: file.into(),
            lines: LineReader::new(file, reader),
            number: 0,
            next: None,
        }
    }

    fn document(&mut self) -> Option<Result<DocumentText>> {
        let begun = self.next.take();
        let mut is_any = begun.is_some();
        let (first_line, text) = begun.unwrap_or((1, String::new()));
        let mut document = DocumentText {
            first_line,
            text,
            fault: None,
        };
        loop {
            let (number, line) = match self.lines.next() {
                Some(Ok(line)) => line,
                Some(Err(error)) => return Some(Err(error)),
                None => return is_any.then_some(Ok(document)),
            };
            if !is_any {
                document.first_line = number;
                is_any = true;
            }
            let line = match line {
                Line::Text(line) => line,
                broken => {
                    document
                        .fault
                        .get_or_insert_with(|| self.fault(number, &broken));
                    continue;
                }
            };
            if let Some(rest) = line.strip_prefix("---").filter(|rest| is_marker_end(rest)) {
                // What stands behind the mark keeps its column.
                self.next = Some((number, format!("   {rest}\n")));
                return Some(Ok(document));
            }
            let ends = line.strip_prefix("...").is_some_and(is_marker_end);
            if document.text.len() + line.len() > LONGEST_RECORD {
                document
                    .fault
                    .get_or_insert_with(|| self.fault(number, &Line::TooLong));
                document.text.clear();
            } else if document.fault.is_none() {
                document.text += if ends { "" } else { &line };
                document.text.push('\n');
            }
        }
    }

    fn fault(&self, line: usize, broken: &Line) -> Diagnostic {
        let at = Location {
            file: self.file.clone(),
            line,
            column: 1,
            width: 1,
        };
        match broken {
            Line::TooLong => too_long(&at),
            _ => Diagnostic::error(Some(at), Message::plain("batch.utf8")),
        }
    }

    fn record(&mut self, document: DocumentText) -> UnreadRecord {
        self.number += 1;
        let number = self.number;
        let origin = Location {
            file: self.file.clone(),
            line: document.first_line,
            column: 1,
            width: 1,
        };
        UnreadRecord::new(number, move || Record {
            number,
            answers: document.answers(&origin),
            origin,
            id: None,
            stem: None,
        })
    }
}

impl DocumentText {
    fn answers(self, origin: &Location) -> Answers {
        if let Some(fault) = self.fault {
            let nothing = Node {
                location: origin.clone(),
                value: Value::Map(Vec::new()),
            };
            return Answers::of(nothing).faulted(fault);
        }
        answers_below(&origin.file, &self.text, self.first_line - 1)
    }
}

/// Reads the answers of a document that has `above` lines before it.
fn answers_below(file: &str, text: &str, above: usize) -> Answers {
    let read = Answers::read(file, text);
    let mut root = read.to_node();
    move_down(&mut root, above);
    let mut answers = Answers::of(root);
    for mut fault in read.faults().clone() {
        if let Some(at) = &mut fault.location {
            at.line += above;
        }
        answers = answers.faulted(fault);
    }
    answers
}

/// Returns whether what follows `---` lets it be a mark: nothing, or a blank.
fn is_marker_end(rest: &str) -> bool {
    rest.is_empty() || rest.starts_with([' ', '\t'])
}

/// Returns whether a document says nothing: blank lines and comments.
fn is_blank(text: &str) -> bool {
    text.lines()
        .all(|line| line.trim().is_empty() || line.trim_start().starts_with('#'))
}

impl<R: BufRead> Iterator for YamlDocuments<R> {
    type Item = Result<UnreadRecord>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            match self.document()? {
                Ok(document) if document.fault.is_none() && is_blank(&document.text) => {}
                Ok(document) => return Some(Ok(self.record(document))),
                Err(error) => return Some(Err(error)),
            }
        }
    }
}
