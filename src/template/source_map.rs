//! Place: a word and the tag it stands in to its line and column in the source as the author wrote it.

use std::sync::Arc;

use super::recover::RecoveryLog;
use crate::diagnostic::Location;

/// How many lines after the start of a block its `{{else if …}}` is looked for.
const FARTHEST: usize = 200;

/// A template's source, line by line.
pub(super) struct SourceMap<'a> {
    file: Arc<str>,
    lines: Vec<&'a str>,
    scars: &'a RecoveryLog,
}

impl<'a> SourceMap<'a> {
    pub(super) fn new(file: &Arc<str>, source: &'a str, scars: &'a RecoveryLog) -> Self {
        Self { file: file.clone(), lines: source.lines().collect(), scars }
    }

    /// Where a tag stands that handlebars found at this line and column.
    pub(super) fn tag(&self, line: usize, column: usize) -> Location {
        let column = self.scars.column(line, column);
        Location { file: self.file.clone(), line, column, width: 2 }
    }

    /// Where a word stands in a tag, or in an `{{else if …}}` of its block; else where the tag stands.
    pub(super) fn word(&self, tag: &Location, word: &str) -> Location {
        let own = self
            .rest(tag.line, tag.column)
            .and_then(|rest| Some((tag.line, tag.column, within(rest, word)?)));
        let (line, column, chars) =
            own.or_else(|| self.chained(tag, word)).unwrap_or((tag.line, tag.column, 0));
        let width = if chars == 0 { tag.width } else { word.chars().count().max(1) };
        Location { file: self.file.clone(), line, column: column + chars, width }
    }

    /// What stands in a line from a column on.
    fn rest(&self, line: usize, column: usize) -> Option<&'a str> {
        let line = self.lines.get(line.checked_sub(1)?)?;
        let start = line.char_indices().nth(column.checked_sub(1)?)?.0;
        Some(&line[start..])
    }

    /// The line and column of the first `{{else …}}` after a tag that holds a word, and how far in the word stands.
    fn chained(&self, tag: &Location, word: &str) -> Option<(usize, usize, usize)> {
        (tag.line..=self.lines.len()).take(FARTHEST).find_map(|line| {
            let from = if line == tag.line { tag.column } else { 1 };
            let rest = self.rest(line, from)?;
            rest.match_indices("{{else ").find_map(|(at, _)| {
                let column = from + rest[..at].chars().count();
                Some((line, column, within(&rest[at..], word)?))
            })
        })
    }
}

/// How many characters into the tag that text starts with a whole word stands.
fn within(text: &str, word: &str) -> Option<usize> {
    let tag = text.split("}}").next()?;
    let named = |c: char| c.is_alphanumeric() || c == '_';
    let whole = |found: usize| {
        !tag[..found].ends_with(named) && !tag[found + word.len()..].starts_with(named)
    };
    let found = tag
        .match_indices(word)
        .map(|(found, _)| found)
        .find(|found| *found > 0 && whole(*found))?;
    Some(tag[..found].chars().count())
}
