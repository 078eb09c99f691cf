//! Holds the texts that diagnostics point into, by the file names they were read under.

use std::cell::RefCell;
use std::collections::HashMap;

use nigao::catalog::Genre;
use nigao::diagnostic::{Diagnostic, Location};

/// The texts that diagnostics point into.
#[derive(Default)]
pub(crate) struct Sources {
    texts: Vec<(String, SourceLines)>,
    /// Read again only when a diagnostic points into one of its files.
    genre: Option<Genre>,
    /// Files of the genre that were read again, by name.
    genre_texts: RefCell<HashMap<String, Option<SourceLines>>>,
}

/// A text with the places of its lines, so that telling n faults takes time in n.
struct SourceLines {
    text: String,
    /// The first byte and the end of each line, without its line break.
    lines: Vec<(usize, usize)>,
}

impl SourceLines {
    /// Splits a text at `\n`, `\r\n` and a `\r` alone, as the reader of YAML counts its lines.
    fn new(text: &str) -> Self {
        // Columns are counted without the mark that Windows puts in front.
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let mut lines = Vec::new();
        let mut start = 0;
        for (at, c) in text.char_indices() {
            let is_break = c == '\n' || c == '\r' && !text[at + 1..].starts_with('\n');
            if is_break {
                let line = text[start..at].trim_end_matches('\r');
                lines.push((start, start + line.len()));
                start = at + 1;
            }
        }
        lines.push((start, text.len()));
        Self {
            text: text.to_owned(),
            lines,
        }
    }

    /// Returns a line, counted from 1.
    fn line(&self, number: usize) -> Option<String> {
        let (start, end) = self.lines.get(number.checked_sub(1)?)?;
        Some(self.text[*start..*end].to_owned())
    }
}

impl Sources {
    /// Adds a text; diagnostics are listed in the order in which their texts were added.
    pub(crate) fn add(&mut self, name: &str, text: &str) {
        self.texts.push((name.to_owned(), SourceLines::new(text)));
    }

    /// Adds the files of a genre.
    pub(crate) fn add_genre(&mut self, genre: &Genre) {
        self.genre = Some(genre.clone());
    }

    /// Returns the line a location is on, without its line break.
    pub(crate) fn line(&self, location: &Location) -> Option<String> {
        let known = self.texts.iter().find(|(name, _)| **name == *location.file);
        if let Some((_, text)) = known {
            return text.line(location.line);
        }
        let genre = self.genre.as_ref()?;
        let mut read = self.genre_texts.borrow_mut();
        let text = read.entry(location.file.to_string()).or_insert_with(|| {
            genre
                .text(&location.file)
                .map(|text| SourceLines::new(&text))
        });
        text.as_ref()?.line(location.line)
    }

    /// Returns the diagnostics in reading order, file by file.
    pub(crate) fn sorted<'d>(&self, diagnostics: &'d [Diagnostic]) -> Vec<&'d Diagnostic> {
        let mut sorted: Vec<&Diagnostic> = diagnostics.iter().collect();
        sorted.sort_by(|a, b| {
            self.rank(a)
                .cmp(&self.rank(b))
                .then_with(|| a.reading_order(b))
        });
        sorted
    }

    /// Returns the place of a diagnostic's file among the texts; unknown files come last.
    fn rank(&self, diagnostic: &Diagnostic) -> usize {
        let Some(location) = &diagnostic.location else {
            return self.texts.len();
        };
        let known = self
            .texts
            .iter()
            .position(|(name, _)| **name == *location.file);
        known.unwrap_or(self.texts.len())
    }
}
