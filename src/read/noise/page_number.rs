//! Finds the page numbers that a pager or a printer left in a text.
//!
//! A number alone on a line may as well be a cell of a table or an answer of a form: without a
//! dash, brackets or 页 around it, it counts only where such numbers rise one by one through the
//! text.

use std::ops::Range;

use super::line::NoiseLine;
use super::reason::NoiseReason;

/// How far apart two page numbers are at least, in chars.
const SHORTEST_PAGE: usize = 200;

/// Marks the lines that are page numbers.
pub(super) fn mark(rows: &mut [NoiseLine]) {
    for row in rows.iter_mut() {
        if is_marked(&row.words) {
            row.mark(NoiseReason::PageNumber);
        }
    }
    for n in rising(rows) {
        rows[n].mark(NoiseReason::PageNumber);
    }
}

/// `- 2 -`, `第 3 页 共 11 页`, `[1]`, `…_第1页`: a number with what only a page number has.
fn is_marked(words: &str) -> bool {
    let dash = ['-', '—', '~', '·', ' '];
    let inner = words.trim_matches(dash);
    let dashed = words.starts_with(dash) && words.ends_with(dash) && is_number(inner);
    let compact: String = words.chars().filter(|c| *c != ' ').collect();
    let bracketed = compact.strip_prefix('[').and_then(|s| s.strip_suffix(']'));
    let page = compact.ends_with('页') && compact.contains('第') && compact.len() < 90;
    dashed
        || bracketed.is_some_and(is_number)
        || page && compact.contains(|c: char| c.is_ascii_digit())
}

fn is_number(text: &str) -> bool {
    (1..=3).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit())
}

/// The bare numbers that rise one by one, a page apart, at least two of them: `12`, `3 / 11`.
fn rising(rows: &[NoiseLine]) -> Vec<usize> {
    let mut pages: Vec<usize> = Vec::new();
    let mut last: Option<u32> = None;
    for (n, row) in rows.iter().enumerate().filter(|(_, row)| !row.is_noise()) {
        let first = row.words.split('/').next().unwrap_or_default().trim();
        let all = row.words.split('/').all(|number| is_number(number.trim()));
        let Some(value) = first.parse::<u32>().ok().filter(|_| all && row.length > 0) else {
            continue;
        };
        let apart = pages
            .last()
            .is_none_or(|&before| row.span.start - rows[before].span.end >= SHORTEST_PAGE);
        if apart && last.is_none_or(|last| value == last + 1) {
            pages.push(n);
            last = Some(value);
        }
    }
    if pages.len() > 1 { pages } else { Vec::new() }
}

/// `第1页共5页` at the start of these characters: its length.
pub(super) fn of_pages(rest: &[char]) -> Option<usize> {
    let number = |at: usize| {
        rest.iter()
            .skip(at)
            .take(4)
            .take_while(|c| c.is_ascii_digit())
            .count()
    };
    let first = number(1);
    let all = first + 3;
    let marked = rest.get(1 + first..all)? == ['页', '共'] && first > 0;
    let second = number(all);
    (marked && second > 0 && rest.get(all + second) == Some(&'页')).then_some(all + second + 1)
}

/// `- 2 -` inside a sentence: its length. Spaces, digits and dashes only, a space on one side of
/// the number at least, and no digit right outside: 2019-20-21 and A-2-B are none.
pub(super) fn inside(folded: &[char], at: usize, span: &Range<usize>) -> Option<usize> {
    let spaces = |from: usize| {
        folded[from..span.end]
            .iter()
            .take_while(|c| **c == ' ')
            .count()
    };
    let first = at + 1 + spaces(at + 1);
    let digits = folded[first..span.end]
        .iter()
        .take_while(|c| c.is_ascii_digit())
        .count();
    let last = first + digits + spaces(first + digits);
    let closed = last < span.end && matches!(folded[last], '-' | '—');
    let spaced = first > at + 1 || last > first + digits;
    let outside =
        |c: Option<&char>| c.is_some_and(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '—'));
    let before = at.checked_sub(1).and_then(|i| folded.get(i));
    let free = !outside(before) && !outside(folded.get(last + 1));
    ((1..=3).contains(&digits) && closed && spaced && free).then_some(last + 1 - at)
}
