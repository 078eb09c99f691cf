//! Holds the rows of a sheet that came back, as text, with a line for each to point into.

use std::sync::Arc;

use crate::diagnostic::{Location, Message};

/// The last row, from 1, that a fault shows the words of.
const LAST_SHOWN_ROW: usize = 100_000;

/// A sheet that came back.
#[derive(Clone, Debug)]
pub struct ReturnedSheet {
    /// The name of its file, or of the sheet in it, for messages.
    pub file: String,
    /// Its rows from top to bottom.
    pub rows: Vec<ReturnedRow>,
}

/// A row that came back.
#[derive(Clone, Debug)]
pub struct ReturnedRow {
    /// Its line, from 1.
    pub line: usize,
    /// Its cells from the first column on.
    pub cells: Vec<ReturnedCell>,
}

/// A cell that came back.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReturnedCell {
    /// What it shows; nothing where there is a fault.
    pub text: String,
    /// Why what it shows cannot be told.
    pub fault: Option<ReturnedCellFault>,
    /// Whether its words are those of a merged cell that begins in a row above.
    pub is_from_above: bool,
}

/// Why what a cell shows cannot be told: an error value, a formula without its result.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReturnedCellFault {
    /// What is wrong.
    pub message: Message,
    /// How to correct it.
    pub hint: Message,
}

impl ReturnedSheet {
    /// Returns the rows as lines of text that locations point into.
    #[must_use]
    pub fn shown(&self) -> String {
        let mut lines = String::new();
        let mut line = 1;
        for row in self
            .rows
            .iter()
            .take_while(|row| row.line <= LAST_SHOWN_ROW)
        {
            lines += &"\n".repeat(row.line.saturating_sub(line));
            line = line.max(row.line);
            for (at, cell) in row.cells.iter().enumerate() {
                if at > 0 {
                    lines.push(' ');
                }
                lines += &cell.on_one_line();
            }
        }
        lines
    }
}

impl ReturnedRow {
    /// Returns the place of a cell in what [`ReturnedSheet::shown`] returns.
    pub(super) fn location(&self, file: &Arc<str>, column: usize) -> Location {
        let mut before = 0;
        for cell in self.cells.iter().take(column) {
            before += cell.text.chars().count() + 1;
        }
        let width = self
            .cells
            .get(column)
            .map_or(0, |cell| cell.text.chars().count());
        Location {
            file: file.clone(),
            line: self.line,
            column: before + 1,
            width: width.max(1),
        }
    }

    /// Returns the words of a cell, without blanks and invisible characters at its ends.
    pub(super) fn text(&self, column: usize) -> &str {
        let text = self.cells.get(column).map_or("", |cell| &cell.text);
        text.trim_matches(|c: char| c.is_whitespace() || is_invisible(c))
    }
}

impl ReturnedCell {
    /// Returns a cell that shows these words.
    #[must_use]
    pub fn of(text: &str) -> Self {
        Self {
            text: text.to_owned(),
            ..Self::default()
        }
    }

    /// Returns the words with a blank for each line break: as many characters, on one line.
    fn on_one_line(&self) -> String {
        self.text
            .chars()
            .map(|c| if matches!(c, '\n' | '\r') { ' ' } else { c })
            .collect()
    }
}

/// Returns whether a character takes no place on paper: those that web pages and chats put
/// between words.
pub(super) fn is_invisible(c: char) -> bool {
    matches!(
        c,
        '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2064}'
            | '\u{2066}'..='\u{2069}' | '\u{feff}'
    )
}
