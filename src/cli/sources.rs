//! Holds the texts that diagnostics point into, by the file names they were read under.

use std::sync::Arc;

use nigao::catalog::Genre;
use nigao::diagnostic::{Diagnostic, Location};

/// The texts that diagnostics point into.
#[derive(Default)]
pub(crate) struct Sources {
    texts: Vec<(String, Arc<str>)>,
    /// Read again only when a diagnostic points into one of its files.
    genre: Option<Genre>,
}

impl Sources {
    /// Adds a text; diagnostics are listed in the order in which their texts were added.
    pub(crate) fn add(&mut self, name: &str, text: &str) {
        self.texts.push((name.to_owned(), text.into()));
    }

    /// Adds the files of a genre.
    pub(crate) fn add_genre(&mut self, genre: &Genre) {
        self.genre = Some(genre.clone());
    }

    /// Returns the line a location is on, without its line break.
    pub(crate) fn line(&self, location: &Location) -> Option<String> {
        let at = location.line.checked_sub(1)?;
        let known = self.texts.iter().find(|(name, _)| **name == *location.file);
        if let Some((_, text)) = known {
            return text.lines().nth(at).map(str::to_owned);
        }
        let text = self.genre.as_ref()?.text(&location.file)?;
        text.lines().nth(at).map(str::to_owned)
    }

    /// Returns the diagnostics in reading order, file by file.
    pub(crate) fn sorted<'d>(&self, diagnostics: &'d [Diagnostic]) -> Vec<&'d Diagnostic> {
        let mut sorted: Vec<&Diagnostic> = diagnostics.iter().collect();
        sorted.sort_by(|a, b| self.rank(a).cmp(&self.rank(b)).then_with(|| a.reading_order(b)));
        sorted
    }

    /// Returns the place of a diagnostic's file among the texts; unknown files come last.
    fn rank(&self, diagnostic: &Diagnostic) -> usize {
        let Some(location) = &diagnostic.location else { return self.texts.len() };
        let known = self.texts.iter().position(|(name, _)| **name == *location.file);
        known.unwrap_or(self.texts.len())
    }
}
