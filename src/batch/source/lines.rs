//! Reads lines of a bounded length from a stream, whatever is in it.

use std::io::BufRead;

use crate::batch::record::LONGEST_RECORD;
use crate::diagnostic::{Diagnostic, Location, Message};
use crate::error::{Error, Result};

/// One line, or why it is none.
pub(super) enum Line {
    /// The words, without the line break and without a byte order mark.
    Text(String),
    /// Longer than a record may be. The rest of it is passed over.
    TooLong,
    /// Bytes that are no UTF-8.
    NotUtf8,
}

/// Reads the lines of a stream with their numbers, from 1. No line is held that is longer than a
/// record may be.
pub(super) struct LineReader<R> {
    file: String,
    reader: R,
    number: usize,
    is_done: bool,
}

impl<R: BufRead> LineReader<R> {
    pub(super) fn new(file: &str, reader: R) -> Self {
        Self {
            file: file.to_owned(),
            reader,
            number: 0,
            is_done: false,
        }
    }

    fn line(&mut self) -> std::io::Result<Option<Line>> {
        let mut bytes = Vec::new();
        let mut is_too_long = false;
        let mut has_any = false;
        loop {
            let buffer = self.reader.fill_buf()?;
            if buffer.is_empty() {
                break;
            }
            has_any = true;
            let end = buffer.iter().position(|byte| *byte == b'\n');
            let taken = end.map_or(buffer.len(), |end| end + 1);
            is_too_long = is_too_long || bytes.len() + taken > LONGEST_RECORD;
            if !is_too_long {
                bytes.extend_from_slice(&buffer[..taken]);
            }
            self.reader.consume(taken);
            if end.is_some() {
                break;
            }
        }
        if !has_any {
            return Ok(None);
        }
        if is_too_long {
            return Ok(Some(Line::TooLong));
        }
        let Ok(text) = String::from_utf8(bytes) else {
            return Ok(Some(Line::NotUtf8));
        };
        let text = text.trim_end_matches(['\n', '\r']);
        let text = if self.number == 0 {
            text.trim_start_matches('\u{feff}')
        } else {
            text
        };
        Ok(Some(Line::Text(text.to_owned())))
    }
}

impl<R: BufRead> Iterator for LineReader<R> {
    type Item = Result<(usize, Line)>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.is_done {
            return None;
        }
        match self.line() {
            Ok(Some(line)) => {
                self.number += 1;
                Some(Ok((self.number, line)))
            }
            Ok(None) => None,
            Err(error) => {
                self.is_done = true;
                Some(Err(Error::io(&self.file, error)))
            }
        }
    }
}

/// Returns that a record is longer than any may be.
pub(super) fn too_long(at: &Location) -> Diagnostic {
    let args = [("most", format!("{} KB", LONGEST_RECORD >> 10))];
    Diagnostic::error(Some(at.clone()), Message::new("batch.too-long", args))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_line_is_passed_over_and_the_next_one_read() {
        let long = "x".repeat(LONGEST_RECORD + 1);
        let bytes = format!("\u{feff}a\r\n{long}\n\nb");
        let mut seen = Vec::new();
        for line in LineReader::new("a", bytes.as_bytes()) {
            let (number, line) = line.unwrap();
            let words = match line {
                Line::Text(words) => words,
                Line::TooLong => "too long".to_owned(),
                Line::NotUtf8 => "not UTF-8".to_owned(),
            };
            seen.push((number, words));
        }
        let wanted = [(1, "a"), (2, "too long"), (3, ""), (4, "b")];
        assert_eq!(
            seen,
            wanted.map(|(number, words)| (number, words.to_owned()))
        );
    }

    #[test]
    fn bytes_of_no_text_are_one_faulty_line() {
        let mut lines = LineReader::new("a", &b"\xff\xfe\nb\n"[..]);
        assert!(matches!(lines.next(), Some(Ok((1, Line::NotUtf8)))));
        assert!(matches!(lines.next(), Some(Ok((2, Line::Text(_))))));
        assert!(lines.next().is_none());
    }
}
