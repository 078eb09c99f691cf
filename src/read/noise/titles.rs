//! Finds what a web page says again: the title, a summary of the text, a doubled sentence.

use std::collections::HashMap;
use std::ops::Range;

use super::super::front_matter::{bare_title, is_title};
use super::line::{LOOK_FOR, NoiseLine, TEXT_LINE, is_label};
use super::reason::NoiseReason;

/// How many characters of two lines must be one for the shorter to summarise the longer.
const SUMMARY_HEAD: usize = 12;
/// The shortest title whose copies are told, in bytes and in chars.
const SHORTEST_TITLE_BYTES: usize = 12;
const SHORTEST_COPY: usize = 8;

/// Whether two lines say one title, one of them more of it.
pub(super) fn same_title(a: &NoiseLine, b: &NoiseLine) -> bool {
    let (a, b) = (bare_title(&a.words), bare_title(&b.words));
    a.len() >= SHORTEST_TITLE_BYTES && (a.contains(b) || b.contains(a))
}

/// Marks the report's title said again below: a page of its own in some site's reader.
pub(super) fn mark_repeated(rows: &mut [NoiseLine]) {
    let head = rows.iter().take(LOOK_FOR);
    let Some(title) = head
        .into_iter()
        .position(|row| row.length > 0 && !row.is_noise())
    else {
        return;
    };
    if !is_title(&rows[title].words) || is_label(&rows[title].words) {
        return;
    }
    for n in title + 1..rows.len() {
        let (row, title) = (&rows[n], &rows[title]);
        let long_enough = (SHORTEST_COPY..=TEXT_LINE).contains(&row.length);
        if long_enough && row.words == title.words && same_title(row, title) {
            rows[n].mark(NoiseReason::Repeated);
        }
    }
}

/// Marks a line that breaks off with dots and says only the beginning of another.
pub(super) fn mark_summaries(rows: &mut [NoiseLine]) {
    let head = |row: &NoiseLine| row.words.chars().take(SUMMARY_HEAD).collect::<String>();
    let mut longest: HashMap<String, usize> = HashMap::new();
    for row in rows.iter().filter(|row| !row.is_short()) {
        let length = longest.entry(head(row)).or_default();
        *length = row.length.max(*length);
    }
    for row in rows.iter_mut().filter(|row| row.length > SUMMARY_HEAD * 2) {
        let cut = row.words.ends_with(['.', '…', ' ']);
        if cut
            && longest
                .get(&head(row))
                .is_some_and(|&length| length > row.length)
        {
            row.mark(NoiseReason::Repeated);
        }
    }
}

/// Sentences that say the same twice over, a site's bait for search engines:
/// 工作报告大全工作报告大全。
pub(super) fn doubled(folded: &[char], span: &Range<usize>) -> Vec<Range<usize>> {
    const SHORTEST: usize = 16;
    let mut found = Vec::new();
    let mut start = span.start;
    for at in span
        .clone()
        .filter(|&at| matches!(folded[at], '。' | '!' | '?'))
    {
        let (first, second) = folded[start..at].split_at((at - start) / 2);
        if at - start >= SHORTEST && first == second {
            found.push(start..at + 1);
        }
        start = at + 1;
    }
    found
}
