//! Maps a tag, or a word inside it, to its line and column in the source as the author wrote it.

use std::sync::Arc;

use super::recover::RecoveryLog;
use crate::diagnostic::Location;

/// The most lines between the start of a block and its `{{else if …}}`.
const FARTHEST_LINES: usize = 200;

/// A template's source, line by line.
pub(super) struct SourceMap<'a> {
    file: Arc<str>,
    lines: Vec<&'a str>,
    log: &'a RecoveryLog,
}

impl<'a> SourceMap<'a> {
    pub(super) fn new(file: &Arc<str>, source: &'a str, log: &'a RecoveryLog) -> Self {
        Self {
            file: file.clone(),
            lines: source.lines().collect(),
            log,
        }
    }

    /// The location of a tag that handlebars found at this line and column.
    pub(super) fn tag(&self, line: usize, column: usize) -> Location {
        let column = self.log.column(line, column);
        Location {
            file: self.file.clone(),
            line,
            column,
            width: 2,
        }
    }

    /// The location of a word in a tag or in an `{{else if …}}` of its block; else that of the tag.
    pub(super) fn word(&self, tag: &Location, word: &str) -> Location {
        let in_tag = self
            .rest(tag.line, tag.column)
            .and_then(|rest| Some((tag.line, tag.column, within(rest, word)?)));
        let (line, column, chars) = in_tag
            .or_else(|| self.chained(tag, word))
            .unwrap_or((tag.line, tag.column, 0));
        let width = if chars == 0 {
            tag.width
        } else {
            word.chars().count().max(1)
        };
        Location {
            file: self.file.clone(),
            line,
            column: column + chars,
            width,
        }
    }

    /// Whether the line of a tag holds nothing but tags.
    pub(super) fn is_alone(&self, tag: &Location) -> bool {
        let line = tag
            .line
            .checked_sub(1)
            .and_then(|at| self.lines.get(at))
            .copied();
        let mut rest = line.unwrap_or_default();
        while let Some((text, tag)) = rest.split_once("{{") {
            if !text.trim().is_empty() {
                return false;
            }
            rest = tag.split_once("}}").map_or("", |(_, rest)| rest);
        }
        rest.trim().is_empty()
    }

    /// A line from a column on.
    fn rest(&self, line: usize, column: usize) -> Option<&'a str> {
        let line = self.lines.get(line.checked_sub(1)?)?;
        let start = line.char_indices().nth(column.checked_sub(1)?)?.0;
        Some(&line[start..])
    }

    /// The line and column of the first `{{else …}}` after a tag that holds a word, and the offset
    /// of the word in it, in characters.
    fn chained(&self, tag: &Location, word: &str) -> Option<(usize, usize, usize)> {
        (tag.line..=self.lines.len())
            .take(FARTHEST_LINES)
            .find_map(|line| {
                let from = if line == tag.line { tag.column } else { 1 };
                let rest = self.rest(line, from)?;
                rest.match_indices("{{else ").find_map(|(at, _)| {
                    let column = from + rest[..at].chars().count();
                    Some((line, column, within(&rest[at..], word)?))
                })
            })
    }
}

/// The offset, in characters, of a whole word in the tag that a text starts with.
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
