//! Splits a paragraph into sentences and words, and finds what differs between two.

use std::ops::Range;

use similar::{Algorithm, DiffOp};

use super::diff::diff;

/// Signs a sentence ends with. A semicolon ends one too: the figures on its two sides change apart.
const ENDS: [char; 6] = ['。', '！', '？', '；', '\n', '\t'];
/// Signs that belong to the sentence before them.
const CLOSERS: [char; 5] = ['”', '’', '』', '）', '》'];

/// A sentence of a paragraph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct SentenceSpan {
    pub(super) words: String,
    /// Where it stands in the paragraph, in characters.
    pub(super) chars: Range<usize>,
}

/// Words that differ: where the old ones stand, and what stands there now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct WordChange {
    /// In characters of the old words.
    pub(super) chars: Range<usize>,
    pub(super) words: String,
}

/// Splits a paragraph into its sentences; together they are the paragraph.
pub(super) fn sentences(text: &str) -> Vec<SentenceSpan> {
    let mut found = Vec::new();
    let mut open = SentenceSpan {
        words: String::new(),
        chars: 0..0,
    };
    let mut chars = text.chars().enumerate().peekable();
    while let Some((at, c)) = chars.next() {
        open.words.push(c);
        open.chars.end = at + 1;
        let ends = ENDS.contains(&c) || (CLOSERS.contains(&c) && ends_inside(&open.words));
        let next = chars.peek().map(|(_, next)| *next);
        if ends && !next.is_some_and(|next| CLOSERS.contains(&next)) {
            let next = SentenceSpan {
                words: String::new(),
                chars: at + 1..at + 1,
            };
            found.push(std::mem::replace(&mut open, next));
        }
    }
    if !open.words.is_empty() {
        found.push(open);
    }
    found
}

/// Whether words before a closing sign ended a sentence: `他说：“好。”`.
fn ends_inside(words: &str) -> bool {
    let mut before = words.chars().rev().skip_while(|c| CLOSERS.contains(c));
    before.next().is_some_and(|c| ENDS.contains(&c))
}

/// Returns what must change in old words to make them the new ones, in order.
pub(super) fn word_changes(old: &str, new: &str) -> Vec<WordChange> {
    let (old, new) = (tokens(old), tokens(new));
    let mut starts = vec![0];
    for token in &old {
        let last = starts.last().copied().unwrap_or(0);
        starts.push(last + token.chars().count());
    }
    let mut changes: Vec<WordChange> = Vec::new();
    for op in diff(Algorithm::Myers, &old, &new) {
        if matches!(op, DiffOp::Equal { .. }) {
            continue;
        }
        let chars = starts[op.old_range().start]..starts[op.old_range().end];
        let words = new[op.new_range()].concat();
        match changes.last_mut() {
            Some(last) if last.chars.end == chars.start => {
                last.chars.end = chars.end;
                last.words += &words;
            }
            _ => changes.push(WordChange { chars, words }),
        }
    }
    changes
}

/// Splits words so that a figure is one token: `8.5%`, `1,200`; any other character is one.
fn tokens(words: &str) -> Vec<&str> {
    let mut tokens = Vec::new();
    let mut start = 0;
    let mut in_figure = false;
    for (at, c) in words.char_indices() {
        let is_figure = is_in_figure(c) || (in_figure && matches!(c, '%' | '％'));
        if at > start && !(in_figure && is_figure) {
            tokens.push(&words[start..at]);
            start = at;
        }
        in_figure = is_figure;
    }
    if start < words.len() {
        tokens.push(&words[start..]);
    }
    tokens
}

/// Returns whether a character is part of a figure written in digits.
pub(super) fn is_in_figure(c: char) -> bool {
    c.is_ascii_digit() || matches!(c, '.' | ',' | '０'..='９' | '-' | '－')
}

/// Returns how like two texts are, from 0 to 1: the share of pairs of characters they have in
/// common. Digits are all alike, since it is figures that change.
pub(super) fn likeness(one: &str, other: &str) -> f64 {
    let (one, other) = (pairs(one), pairs(other));
    let count = one.len() + other.len();
    if count == 0 {
        return 1.0;
    }
    let mut common = 0;
    let (mut a, mut b) = (0, 0);
    while a < one.len() && b < other.len() {
        match one[a].cmp(&other[b]) {
            std::cmp::Ordering::Less => a += 1,
            std::cmp::Ordering::Greater => b += 1,
            std::cmp::Ordering::Equal => {
                common += 1;
                a += 1;
                b += 1;
            }
        }
    }
    2.0 * f64::from(common) / count as f64
}

/// The pairs of characters that stand side by side, sorted; with the ends, so that one character
/// has some too.
fn pairs(words: &str) -> Vec<(char, char)> {
    let mut pairs = Vec::new();
    let mut last = '^';
    for c in words.chars().chain(['$']) {
        let c = if c.is_ascii_digit() { '0' } else { c };
        pairs.push((last, c));
        last = c;
    }
    pairs.sort_unstable();
    pairs
}

#[cfg(test)]
mod tests {
    use super::{likeness, sentences, word_changes};

    #[test]
    fn sentences_are_the_paragraph() {
        for (text, count) in [
            ("一季度增长。二季度下降；三季度持平。", 3),
            ("他说：“好。”大家说：“好！”", 2),
            ("没有句号", 1),
            ("名称\t8.5\t亿元", 3),
            ("", 0),
        ] {
            let found = sentences(text);
            assert_eq!(found.len(), count, "{text}");
            let whole: String = found
                .iter()
                .map(|sentence| sentence.words.as_str())
                .collect();
            assert_eq!(whole, text);
        }
    }

    #[test]
    fn figures_change_whole() {
        for (old, new, changes) in [
            ("增长8.5%，", "增长9.1%，", &[(2..6, "9.1%")][..]),
            ("增长8.5%", "下降8.5%", &[(0..2, "下降")]),
            ("共12项", "共12项，完成3项", &[(4..4, "，完成3项")]),
            ("甲乙丙", "甲丙", &[(1..2, "")]),
            ("", "甲", &[(0..0, "甲")]),
        ] {
            let found = word_changes(old, new);
            let found: Vec<_> = found
                .iter()
                .map(|change| (change.chars.clone(), change.words.as_str()))
                .collect();
            assert_eq!(found, changes, "{old}");
        }
    }

    #[test]
    fn sentences_of_other_figures_are_alike() {
        assert!(
            likeness(
                "生产总值12.3亿元，增长8.5%。", "生产总值15.9亿元，增长2.1%。"
            ) > 0.9
        );
        assert!(likeness("生产总值12.3亿元。", "下一步，我们要抓好落实。") < 0.2);
        assert!(likeness("", "") > 0.9);
    }
}
