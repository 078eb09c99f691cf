//! Looks for words at a place of a text, right before it, around it, and everywhere in it.

use std::ops::Range;

use crate::lexicon::{Word, is_hanzi, split};

/// Every place where words stand in a text.
pub(super) fn find_all(text: &[char], words: &str) -> Vec<usize> {
    let words: Vec<char> = words.chars().collect();
    let Some((first, _)) = words.split_first() else {
        return Vec::new();
    };
    let mut found = Vec::new();
    for (at, c) in text.iter().enumerate() {
        if c == first && text[at..].starts_with(&words) {
            found.push(at);
        }
    }
    found
}

/// Whether words stand at a place.
pub(super) fn stands_at(text: &[char], at: usize, words: &str) -> bool {
    let mut rest = text.get(at..).unwrap_or_default().iter();
    words.chars().all(|c| rest.next() == Some(&c))
}

/// Whether words end right before a place.
pub(super) fn ends_before(text: &[char], at: usize, words: &str) -> bool {
    let mut back = text[..at].iter().rev();
    words.chars().rev().all(|c| back.next() == Some(&c))
}

/// The words of the clause around a stretch, as it splits with so many hanzi on either side: what
/// tells 以经|济 from 已经.
pub(super) fn words_around(text: &[char], span: &Range<usize>, most: usize) -> Vec<Word> {
    let before = text[..span.start].iter().rev().take(most);
    let back = before.take_while(|c| is_hanzi(**c)).count();
    let behind = text[span.end..].iter().take(most);
    let ahead = behind.take_while(|c| is_hanzi(**c)).count();
    split(text, span.start - back, span.end + ahead)
}
