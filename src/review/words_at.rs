//! Looks for words at a place of a text, right before it, around it, and everywhere in it.

use std::ops::Range;

use crate::lexicon::{Word, count_leading, count_trailing, is_hanzi, split};
pub(super) use crate::lexicon::{ends_before, stands_at};

/// The places of each character of a text: what rules look for is looked for where it can begin,
/// not everywhere.
#[derive(Debug)]
pub(super) struct CharPlaces {
    /// The first place of the characters of each slot, and behind each place the next of its slot.
    first: Vec<u32>,
    next: Vec<u32>,
}

/// No place.
const NOWHERE: u32 = u32::MAX;
/// Characters of the first plane have a slot each; what lies beyond shares theirs.
const SLOTS: usize = 0x1_0000;

impl CharPlaces {
    /// Notes the places of a text's characters.
    pub(super) fn of(text: &[char]) -> Self {
        let mut first = vec![NOWHERE; SLOTS];
        let mut next = vec![NOWHERE; text.len()];
        for (at, c) in text.iter().enumerate().rev() {
            let slot = &mut first[*c as usize % SLOTS];
            next[at] = *slot;
            *slot = u32::try_from(at).unwrap_or(NOWHERE);
        }
        Self { first, next }
    }

    /// Every place where words stand in that text, in order.
    pub(super) fn find_all(&self, text: &[char], words: &str) -> Vec<usize> {
        let mut found = Vec::new();
        let Some(start) = words.chars().next() else {
            return found;
        };
        let mut at = self.first[start as usize % SLOTS] as usize;
        while at != NOWHERE as usize {
            if stands_at(text, at, words) {
                found.push(at);
            }
            at = self.next[at] as usize;
        }
        found
    }
}

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

/// The words of the clause around a stretch, as it splits with so many hanzi on either side: what
/// tells 以经|济 from 已经.
pub(super) fn words_around(text: &[char], span: &Range<usize>, most: usize) -> Vec<Word> {
    let before = &text[span.start.saturating_sub(most)..span.start];
    let back = count_trailing(before, is_hanzi);
    let behind = &text[span.end..text.len().min(span.end + most)];
    let ahead = count_leading(behind, is_hanzi);
    split(text, span.start - back, span.end + ahead)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_those_a_walk_finds() {
        let text: Vec<char> = "增长增长了，𠀀增𠀀长，零增长".chars().collect();
        let places = CharPlaces::of(&text);
        for words in ["增长", "增", "长了", "𠀀", "没有", "", "零增长", "𠀀长"] {
            assert_eq!(
                places.find_all(&text, words),
                find_all(&text, words),
                "{words}"
            );
        }
        assert!(CharPlaces::of(&[]).find_all(&[], "增").is_empty());
    }
}
