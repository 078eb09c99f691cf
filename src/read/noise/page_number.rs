//! Finds the page numbers that a pager or a printer left in a text.
//!
//! A number alone on a line may as well be a cell of a table or an answer of a form: without a
//! dash, brackets or 页 around it, it counts only where such numbers rise one by one through the
//! text.

use std::ops::Range;

use super::line::NoiseLine;
use super::reason::NoiseReason;
use crate::lexicon::count_leading;

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
    // Of what closes as no mark does, nothing else is looked at.
    if !words.trim_end_matches(' ').ends_with([']', '页']) {
        return dashed;
    }
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
///
/// Must not take the column of figures in a table of cells: they stand closer than a page.
fn rising(rows: &[NoiseLine]) -> Vec<usize> {
    let mut pages: Vec<usize> = Vec::new();
    let mut last: Option<u32> = None;
    for (n, row) in rows.iter().enumerate() {
        if row.is_noise() || row.length == 0 {
            continue;
        }
        let Some(value) = bare_number(&row.words) else {
            continue;
        };
        let apart = match pages.last() {
            Some(&before) => row.span.start - rows[before].span.end >= SHORTEST_PAGE,
            None => true,
        };
        if apart && last.is_none_or(|last| value == last + 1) {
            pages.push(n);
            last = Some(value);
        }
    }
    if pages.len() > 1 { pages } else { Vec::new() }
}

/// The page of a line that is a number alone, `12`, or one of a total, `3 / 11`.
fn bare_number(words: &str) -> Option<u32> {
    if !words.split('/').all(|number| is_number(number.trim())) {
        return None;
    }
    let first = words.split('/').next()?;
    first.trim().parse().ok()
}

/// `第1页共5页` at the start of these characters: its length.
pub(super) fn of_pages(rest: &[char]) -> Option<usize> {
    const DIGITS: usize = 4;
    let digits_at = |from: usize| {
        let end = rest.len().min(from + DIGITS);
        let digits = rest.get(from..end).unwrap_or_default();
        count_leading(digits, |c| c.is_ascii_digit())
    };
    let page = digits_at(1);
    let total_start = page + 3;
    let between = rest.get(1 + page..total_start)?;
    let total = digits_at(total_start);
    let end = total_start + total;
    let fits = page > 0 && between == ['页', '共'] && total > 0 && rest.get(end) == Some(&'页');
    fits.then_some(end + 1)
}

/// `- 2 -` inside a sentence: its length. Spaces, digits and dashes only, a space on one side of
/// the number at least, and no digit right outside: 2019-20-21 and A-2-B are none.
pub(super) fn inside(folded: &[char], at: usize, span: &Range<usize>) -> Option<usize> {
    let spaces = |from: usize| count_leading(&folded[from..span.end], |c| c == ' ');
    let first = at + 1 + spaces(at + 1);
    let digits = count_leading(&folded[first..span.end], |c| c.is_ascii_digit());
    let last = first + digits + spaces(first + digits);
    let is_closed = last < span.end && matches!(folded[last], '-' | '—');
    let is_spaced = first > at + 1 || last > first + digits;
    if !(1..=3).contains(&digits) || !is_closed || !is_spaced {
        return None;
    }
    let goes_on = |c: &char| c.is_ascii_alphanumeric() || matches!(c, '-' | '—');
    let before = at.checked_sub(1).and_then(|i| folded.get(i));
    let after = folded.get(last + 1);
    if before.is_some_and(goes_on) || after.is_some_and(goes_on) {
        return None;
    }
    Some(last + 1 - at)
}
