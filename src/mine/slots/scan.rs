//! Looks at the characters around a position: words there and right before, runs, masks.

pub(super) use crate::lexicon::stands_at;
use crate::lexicon::{count_leading, ends_before};

/// The first of `words` that `text` goes on with at `at`, and its length.
pub(super) fn one_of(text: &[char], at: usize, words: &[&str]) -> Option<usize> {
    words
        .iter()
        .find(|word| stands_at(text, at, word))
        .map(|word| word.chars().count())
}

/// Whether one of `words` ends right before `at`.
pub(super) fn ends_with_one(text: &[char], at: usize, words: &[&str]) -> bool {
    words.iter().any(|word| ends_before(text, at, word))
}

/// How many characters from `at` on satisfy `test`.
pub(super) fn run(text: &[char], at: usize, test: impl Fn(char) -> bool) -> usize {
    count_leading(text.get(at..).unwrap_or_default(), test)
}

/// Whether a character stands for something left out: `__`, `***`, `××`.
pub(super) fn is_mask(c: char) -> bool {
    matches!(c, '_' | '*' | '×' | '＿' | '□' | '╳')
}

/// The length of a mask at `at`: a run of one mask sign, or of x that is no part of a word in
/// letters.
pub(super) fn mask(text: &[char], at: usize) -> usize {
    let Some(&sign) = text.get(at) else { return 0 };
    let previous = at.checked_sub(1).map_or('\n', |i| text[i]);
    if is_mask(sign) {
        // Never from the middle of a mask.
        return if previous == sign {
            0
        } else {
            run(text, at, |other| other == sign)
        };
    }
    if !matches!(sign, 'X' | 'x') {
        return 0;
    }
    // GDPxxx亿元: small letters behind capital ones are a mask all the same.
    let behind_capitals = sign == 'x'
        && previous.is_ascii_uppercase()
        && previous != 'X'
        && stands_at(text, at + 1, "x");
    if previous.is_ascii_alphabetic() && !behind_capitals {
        return 0;
    }
    let length = run(text, at, |other| matches!(other, 'X' | 'x'));
    let after = text.get(at + length).copied().unwrap_or('\n');
    // X光, X204, x-ray: a letter that is part of a word or a code.
    let code =
        after.is_ascii_alphanumeric() || "光射+".contains(after) || length == 1 && after == '-';
    if code { 0 } else { length }
}
