//! Splits a clause into words by the cheapest path through common words and place names.
//!
//! A Viterbi search: each word costs the negative logarithm of its frequency, a character of no
//! word more than any word. Reports name places the dictionary does not know; their characters
//! come out as [`WordKind::Unknown`], which is what the search for names looks for.

use super::dictionary;
use crate::gazetteer;

/// Costs, in half natural units of −ln(probability).
const UNKNOWN: u32 = 30;
const UPPER_NAME: u32 = 26;
const NAME: u32 = 32;
/// The most a short name costs; well-known ones cost less.
const STEM: u32 = 27;
const DOUBTFUL_STEM: u32 = 33;
/// What the table adds to the cost of a word that is no noun, and for short names of places.
const VERB: u32 = 64;
const SHORT_NAME: u32 = 256;
const DOUBTFUL: u32 = 512;

/// What a word is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum WordKind {
    /// A common word, the rarer the higher its cost.
    Common {
        /// −ln of its frequency, in half units: 20 for a word of every page, 28 for a rare one.
        cost: u8,
        /// Whether it is a noun or adjective; verbs and particles never stand in names.
        noun: bool,
    },
    /// The full name of a place: 石排镇.
    Name,
    /// The short name of a province, prefecture or county: 东莞; doubtful where it is a common
    /// word too.
    Stem {
        /// 和平 is also peace.
        doubtful: bool,
    },
    /// A character that is part of no word.
    Unknown,
}

/// A word of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Word {
    /// Its first character.
    pub(crate) start: usize,
    /// The character after its last.
    pub(crate) end: usize,
    pub(crate) kind: WordKind,
}

/// The words of `text[start..end]`, which should hold no punctuation.
pub(crate) fn split(text: &[char], start: usize, end: usize) -> Vec<Word> {
    let length = end - start;
    // For each place between characters: the cost of the best way there and the last word on it.
    let mut best: Vec<(u32, u32, WordKind)> = vec![(u32::MAX, 0, WordKind::Unknown); length + 1];
    best[0].0 = 0;
    for from in 0..length {
        let cost = best[from].0;
        let behind = u32::try_from(from).unwrap_or(u32::MAX);
        let mut offer = |to: usize, more: u32, kind: WordKind| {
            if cost + more < best[to].0 {
                best[to] = (cost + more, behind, kind);
            }
        };
        offer(from + 1, UNKNOWN, WordKind::Unknown);
        let rest = &text[start + from..end];
        dictionary::each_word(rest, |length, value| {
            let (cost, noun) = (value % VERB, value & VERB == 0);
            if value & SHORT_NAME != 0 {
                return offer(
                    from + length,
                    if cost > 0 { cost.min(STEM) } else { STEM },
                    WordKind::Stem { doubtful: false },
                );
            }
            if let Some(rarity) = u8::try_from(cost).ok().filter(|cost| *cost > 0) {
                offer(from + length, cost, WordKind::Common { cost: rarity, noun });
            }
            if value & DOUBTFUL != 0 {
                offer(
                    from + length,
                    DOUBTFUL_STEM,
                    WordKind::Stem { doubtful: true },
                );
            }
        });
        dictionary::each_name(rest, |length, first| {
            // 全镇, 新乡: townships of one character and 镇 are too like common words.
            if gazetteer::is_upper(first) {
                offer(from + length, UPPER_NAME, WordKind::Name);
            } else if length > 2 {
                offer(from + length, NAME, WordKind::Name);
            }
        });
    }
    let mut words = Vec::with_capacity(length);
    let mut to = length;
    while to > 0 {
        let (_, from, kind) = best[to];
        let from = from as usize;
        words.push(Word {
            start: start + from,
            end: start + to,
            kind,
        });
        to = from;
    }
    words.reverse();
    words
}
