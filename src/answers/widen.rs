//! Widens half-width marks that stand beside hanzi, and no others.

use std::collections::HashMap;

use crate::lexicon::is_hanzi;

/// Widens half-width marks beside hanzi: 建成步道3公里,接待游客.
///
/// Must not break 1,234.5万元, 4:84.7:11.3, 8:30 and No.1, which have no hanzi beside the mark.
pub(super) fn widened(text: &str) -> String {
    if !text.contains([',', ';', ':', '!', '?', '(', ')', '"', '.']) {
        return text.to_owned();
    }
    let chars: Vec<char> = text.chars().collect();
    let pairs: HashMap<usize, char> = hanzi_pairs(&chars).into_iter().collect();
    let mut wide = String::with_capacity(text.len());
    let mut at = 0;
    while at < chars.len() {
        let mark = pairs.get(&at).copied().or_else(|| wide_mark(&chars, at));
        wide.push(mark.unwrap_or(chars[at]));
        at += 1;
        // The space that follows a half-width mark goes with it.
        while mark.is_some_and(|mark| mark != '（' && mark != '“') && chars.get(at) == Some(&' ')
        {
            at += 1;
        }
    }
    wide
}

/// Returns the full-width form of a mark beside hanzi.
fn wide_mark(chars: &[char], at: usize) -> Option<char> {
    let wide = match chars[at] {
        ',' => '，',
        ';' => '；',
        ':' => '：',
        '!' => '！',
        '?' => '？',
        '.' => '。',
        _ => return None,
    };
    let before = chars[..at].iter().rev().copied().find(|c| *c != ' ');
    let after = chars[at + 1..].iter().copied().find(|c| *c != ' ');
    let is_cjk = |c: Option<char>| c.is_some_and(|c| is_hanzi(c) || "”）》％".contains(c));
    let beside = match wide {
        // 一.二 is an enumeration, 中国.com a name; only a stop between words is one.
        '。' => is_cjk(before) && after.is_some_and(is_hanzi) && chars[at + 1] != '.',
        '：' => is_cjk(before),
        _ => {
            is_cjk(before)
                || is_cjk(after) && before.is_some_and(|c| c.is_alphanumeric() || c == '%')
        }
    };
    beside.then_some(wide)
}

/// Finds the half-width brackets and quotation marks around hanzi, with the marks they become.
fn hanzi_pairs(chars: &[char]) -> Vec<(usize, char)> {
    let mut pairs = Vec::new();
    let mut open: Vec<usize> = Vec::new();
    let mut quote: Option<usize> = None;
    let has_hanzi = |from: usize, to: usize| chars[from..to].iter().any(|c| is_hanzi(*c));
    for (at, c) in chars.iter().enumerate() {
        match c {
            '(' => open.push(at),
            ')' => {
                let Some(start) = open.pop() else { continue };
                let behind_hanzi = start > 0 && is_hanzi(chars[start - 1]);
                if behind_hanzi || has_hanzi(start, at) {
                    pairs.push((start, '（'));
                    pairs.push((at, '）'));
                }
            }
            '"' => match quote.take() {
                Some(start) if has_hanzi(start, at) => {
                    pairs.push((start, '“'));
                    pairs.push((at, '”'));
                }
                Some(_) => {}
                None => quote = Some(at),
            },
            _ => {}
        }
    }
    pairs
}
