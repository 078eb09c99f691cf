//! Splits a text into clauses and the clauses into words, and finds the word of any character.
//!
//! A clause is a run of hanzi between punctuation and what already belongs to a slot.

use crate::lexicon::{Word, WordKind, is_hanzi, split, string};

use super::super::taken::Taken;

/// The words of a text, with a way to them from any character.
pub(super) struct ClauseIndex<'a> {
    pub(super) text: &'a [char],
    /// All words in order; clauses follow each other.
    pub(super) words: Vec<Word>,
    /// For each character, the word it belongs to.
    word_at: Vec<Option<u32>>,
    /// Whether a character stands in 《…》, the name of a document.
    titled: Vec<bool>,
}

impl<'a> ClauseIndex<'a> {
    pub(super) fn of(text: &'a [char], taken: &Taken) -> Self {
        let mut words = Vec::with_capacity(text.len() / 2);
        let mut at = 0;
        while at < text.len() {
            let length = text[at..]
                .iter()
                .enumerate()
                .take_while(|(i, c)| is_hanzi(**c) && !taken.at(at + i))
                .count();
            if length > 0 {
                words.extend(split(text, at, at + length).into_iter().flat_map(|word| {
                    let cut = villagers(text, &word);
                    let rest = Word { start: cut, ..word };
                    let first = Word { end: cut, ..word };
                    [first, rest]
                        .into_iter()
                        .filter(|word| word.start < word.end)
                }));
            }
            at += length.max(1);
        }
        let mut word_at = vec![None; text.len()];
        for (n, word) in words.iter().enumerate() {
            word_at[word.start..word.end].fill(u32::try_from(n).ok());
        }
        Self {
            text,
            words,
            word_at,
            titled: titled(text),
        }
    }

    /// The word a character belongs to.
    pub(super) fn word(&self, at: usize) -> Option<(usize, &Word)> {
        let n = self.word_at.get(at).copied().flatten()? as usize;
        self.words.get(n).map(|word| (n, word))
    }

    /// The characters of a word.
    pub(super) fn chars(&self, word: &Word) -> &'a [char] {
        &self.text[word.start..word.end]
    }

    /// The words of a word.
    pub(super) fn string(&self, word: &Word) -> String {
        string(self.chars(word))
    }

    /// Whether a word begins right behind punctuation or what is taken.
    pub(super) fn opens_clause(&self, n: usize) -> bool {
        n == 0 || self.words[n - 1].end != self.words[n].start
    }

    /// Whether a character stands in the name of a document.
    pub(super) fn in_title(&self, at: usize) -> bool {
        self.titled[at]
    }

    /// Whether words begin or end here, or only characters that are part of no word stand on
    /// either side.
    pub(super) fn is_boundary(&self, at: usize) -> bool {
        match (at.checked_sub(1).and_then(|i| self.word(i)), self.word(at)) {
            (Some((a, word)), Some((b, _))) => a != b || word.kind == WordKind::Unknown,
            _ => true,
        }
    }
}

/// 石门村|村支书: where 村村 is cut that no road goes through (村村通), else the word's end.
fn villagers(text: &[char], word: &Word) -> usize {
    let doubled = text[word.start..word.end] == ['村', '村'];
    let office = || {
        let behind = text.get(word.end);
        behind.is_some_and(|c| "支委两党干集民组主".contains(*c))
    };
    if doubled && office() {
        word.start + 1
    } else {
        word.end
    }
}

fn titled(text: &[char]) -> Vec<bool> {
    let mut inside = false;
    text.iter()
        .map(|c| {
            match c {
                '《' => inside = true,
                '》' | '\n' => inside = false,
                _ => {}
            }
            inside
        })
        .collect()
}
