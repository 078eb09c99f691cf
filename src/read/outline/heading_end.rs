//! Finds where a heading ends that text was run into.

use std::sync::LazyLock;

use crate::lexicon::{WordSet, count_trailing, is_hanzi, word_set};

/// 清源镇：一张网格管到底: a short line with a colon in it and no stop is a title as a whole.
pub(super) fn is_titled(text: &[char]) -> bool {
    const LONGEST_TITLE: usize = 30;
    let colon = text
        .iter()
        .position(|c| *c == ':')
        .is_some_and(|at| at + 1 < text.len());
    let figures = text.iter().any(char::is_ascii_digit);
    text.len() <= LONGEST_TITLE && colon && !figures && !text.iter().any(|c| "。;!?,".contains(*c))
}

/// How many stops and spaces a stretch ends with.
pub(super) fn trailing(text: &[char]) -> usize {
    count_trailing(text, |c| "。;:,、 ".contains(c))
}

/// The gap between a title and the text run in after it: 一、结构调整步伐加快
/// 全县上下以经济建设为中心.
pub(super) fn gap(text: &[char]) -> Option<usize> {
    const SHORTEST: usize = 6;
    let words =
        |at: usize| is_hanzi(text[at - 1]) && text.get(at + 1).is_some_and(|c| is_hanzi(*c));
    (SHORTEST..text.len()).find(|&at| text[at] == ' ' && words(at) && text.len() - at > SHORTEST)
}

/// Where a sentence begins that was run into the title: 一、夯实基础今年以来，我们…
pub(super) fn opener(text: &[char]) -> Option<usize> {
    const SHORTEST: usize = 6;
    static OPENERS: LazyLock<WordSet> =
        word_set!("今年以来, 去年以来, 近年来, 近年以来, 一年来, 半年来, 三年来, 五年来, 当前,");
    (SHORTEST..text.len()).find(|&at| is_hanzi(text[at - 1]) && OPENERS.at(text, at).is_some())
}

/// The first stop outside quotation marks and brackets; a colon counts near the front, and for
/// points a comma does too.
pub(super) fn first_stop(text: &[char], point: bool) -> Option<usize> {
    const COLON_WITHIN: usize = 24;
    let mut depth = 0_usize;
    text.iter().enumerate().find_map(|(at, c)| {
        match c {
            '“' | '(' | '《' => depth += 1,
            '”' | ')' | '》' => depth = depth.saturating_sub(1),
            _ => {}
        }
        let after_hanzi = at > 0 && is_hanzi(text[at - 1]);
        let stop = match c {
            '。' | ';' | '!' | '?' => depth == 0,
            '.' => {
                depth == 0
                    && after_hanzi
                    && !text.get(at + 1).is_some_and(char::is_ascii_alphanumeric)
            }
            ':' => {
                if point {
                    depth == 0
                } else {
                    at < COLON_WITHIN && depth == 0
                }
            }
            ',' => point && depth == 0,
            _ => false,
        };
        stop.then_some(at)
    })
}
