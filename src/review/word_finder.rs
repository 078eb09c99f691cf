//! Finds the words of a list at every position of a text, the lists read once.

use std::collections::HashMap;

use super::word_lists::{ListedWord, ReviewWords};
use crate::lexicon::WordSet;

/// A list of words, ready to be looked for.
#[derive(Debug)]
pub(super) struct WordFinder {
    words: WordSet,
    listed: HashMap<String, ListedWord>,
}

/// The lists that rules look for.
#[derive(Debug)]
pub(super) struct WordFinders {
    pub(super) abolished: WordFinder,
    pub(super) absolute: WordFinder,
    pub(super) confused: WordFinder,
    pub(super) frames_after: WordFinder,
    pub(super) frames_before: WordFinder,
    pub(super) partners: WordFinder,
    pub(super) placeholders: WordFinder,
    pub(super) requests: WordFinder,
}

impl WordFinder {
    fn new(list: Vec<ListedWord>) -> Self {
        let mut lines = String::new();
        let mut listed = HashMap::new();
        for word in list {
            lines.push_str(&word.word);
            lines.push('\n');
            listed.insert(word.word.clone(), word);
        }
        Self {
            words: WordSet::new(&lines),
            listed,
        }
    }

    /// The length of the longest word at a place.
    pub(super) fn at(&self, text: &[char], at: usize) -> Option<usize> {
        self.words.at(text, at)
    }

    /// Whether a word ends right before a place.
    pub(super) fn before(&self, text: &[char], at: usize) -> bool {
        self.words.before(text, at)
    }

    /// Whether a word stands anywhere in a stretch.
    pub(super) fn is_in(&self, text: &[char]) -> bool {
        (0..text.len()).any(|at| self.at(text, at).is_some())
    }

    /// Every word of the list in a text, with its place, apart.
    pub(super) fn find<'a>(
        &'a self,
        text: &[char],
    ) -> Vec<(std::ops::Range<usize>, &'a ListedWord)> {
        let mut found = Vec::new();
        let mut at = 0;
        while at < text.len() {
            let Some(length) = self.at(text, at) else {
                at += 1;
                continue;
            };
            let word: String = text[at..at + length].iter().collect();
            if let Some(listed) = self.listed.get(&word) {
                found.push((at..at + length, listed));
            }
            at += length;
        }
        found
    }
}

impl WordFinders {
    pub(super) fn new(words: &ReviewWords) -> Self {
        let finder = |name: &str| WordFinder::new(words.list(name));
        Self {
            abolished: finder("abolished"),
            absolute: finder("absolute"),
            confused: finder("confused"),
            frames_after: finder("frames-after"),
            frames_before: finder("frames-before"),
            partners: finder("partners"),
            placeholders: finder("placeholders"),
            requests: finder("requests"),
        }
    }
}
