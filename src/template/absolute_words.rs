//! Finds absolute words in a template's own words, which no answer stands behind.
//!
//! “没有发生重大事故” outside every condition is read out whatever was answered. Inside `{{#if
//! …}}`, `{{#is …}}` or `{{#each …}}` an answer decides, so nothing is said of it there; `{{#并}}`
//! only joins clauses.

use std::sync::{Arc, LazyLock};

use super::tokenize;
use crate::diagnostic::{Diagnostic, Diagnostics, Location, Message};

/// Absolute words, each with the longer words that contain it and state nothing absolute.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AbsoluteWords {
    words: Vec<(String, Vec<String>)>,
}

impl AbsoluteWords {
    /// Returns the list that comes with the program.
    #[must_use]
    pub fn shipped() -> &'static Self {
        static WORDS: LazyLock<AbsoluteWords> =
            LazyLock::new(|| AbsoluteWords::parse(include_str!("../../data/absolute_words.txt")));
        &WORDS
    }

    /// Whether one of the words stands in a sentence.
    pub(crate) fn is_in(&self, sentence: &str) -> bool {
        let mut found = Diagnostics::new();
        self.find_in(&"".into(), sentence, 0..sentence.len(), &mut found);
        !found.is_empty()
    }

    /// Reads a list: a word a line, then its exceptions; `#` begins a comment.
    ///
    /// ```
    /// use nigao::template::AbsoluteWords;
    /// let words = AbsoluteWords::parse("# 例\n均 人均 平均\n");
    /// let found = words.find("t.hbs", "人均收入提高，问题均已整改。{{#if 甲}}均好{{/if}}");
    /// assert_eq!(found.len(), 1);
    /// assert_eq!(found[0].location.as_ref().unwrap().column, 10);
    /// ```
    #[must_use]
    pub fn parse(list: &str) -> Self {
        Self::default().extended(list)
    }

    /// These words with another list's; `!词` takes a word off.
    #[must_use]
    pub fn extended(mut self, list: &str) -> Self {
        for line in list.trim_start_matches('\u{feff}').lines() {
            let mut words = line.split_whitespace().map(str::to_owned);
            let Some(word) = words.next().filter(|word| !word.starts_with('#')) else {
                continue;
            };
            if let Some(dropped) = word.strip_prefix('!') {
                self.words.retain(|(known, _)| known != dropped);
                continue;
            }
            let exceptions: Vec<String> = words.collect();
            match self.words.iter_mut().find(|(known, _)| *known == word) {
                Some((_, known)) => known.extend(exceptions),
                None => self.words.push((word, exceptions)),
            }
        }
        self
    }

    /// A warning for each of the words that stands outside every condition of a template.
    #[must_use]
    pub fn find(&self, file: &str, source: &str) -> Diagnostics {
        let file: Arc<str> = file.into();
        let source = tokenize::normalized(source);
        let mut found = Diagnostics::new();
        let (mut conditions, mut start) = (Vec::new(), 0);
        for tag in tokenize::tags(&file, &source) {
            if !conditions.contains(&true) {
                self.find_in(&file, &source, start..tag.start, &mut found);
            }
            start = tag.end;
            let inner = tag.inner.filter(|_| !tag.comment).unwrap_or_default();
            if let Some(block) = inner.strip_prefix('#') {
                conditions.push(tokenize::word(block) != "并");
            } else if inner.starts_with('/') {
                conditions.pop();
            }
        }
        if !conditions.contains(&true) {
            self.find_in(&file, &source, start..source.len(), &mut found);
        }
        found
    }

    /// The words in a stretch of the source, in bytes.
    fn find_in(
        &self,
        file: &Arc<str>,
        source: &str,
        stretch: std::ops::Range<usize>,
        found: &mut Diagnostics,
    ) {
        let mut places: Vec<(usize, &str)> = Vec::new();
        for (word, exceptions) in &self.words {
            for (at, _) in source[stretch.clone()].match_indices(word.as_str()) {
                let at = stretch.start + at;
                if !exceptions
                    .iter()
                    .any(|longer| covers(source, at, word, longer))
                {
                    places.push((at, word));
                }
            }
        }
        places.sort_unstable();
        for (at, word) in places {
            let line_start = source[..at].rfind('\n').map_or(0, |end| end + 1);
            let location = Location {
                file: file.clone(),
                line: source[..at].matches('\n').count() + 1,
                column: source[line_start..at].chars().count() + 1,
                width: word.chars().count(),
            };
            let message = Message::new("template.absolute", [("word", word)]);
            let warning = Diagnostic::warning(Some(location), message);
            found.push(warning.hint(Message::plain("template.absolute.hint")));
        }
    }
}

/// Whether the word at a place is part of a longer word there: 均 in 人均.
fn covers(source: &str, at: usize, word: &str, longer: &str) -> bool {
    longer.match_indices(word).any(|(inside, _)| {
        at.checked_sub(inside).is_some_and(|start| {
            source
                .get(start..)
                .is_some_and(|rest| rest.starts_with(longer))
        })
    })
}
