//! Finds the numbers a document site put before the chunks it cut a text into: `12、`.

use super::line::NoiseLine;
use super::words::SHARERS;
use crate::lexicon::count_leading;

/// Chunks of a document site are at least this long, in chars.
const SHORTEST_CHUNK: usize = 120;

/// Whether a document site cut the text into numbered chunks.
///
/// Numbers in sequence before long lines, half of them in the middle of a sentence; fewer will do
/// where the site has left its name, or where all of them are. Must not take a report's
/// 1、2、3、, which begin sentences.
pub(super) fn are_numbered(folded: &[char], rows: &[NoiseLine]) -> bool {
    let shared = rows
        .iter()
        .any(|row| row.is_noise() && SHARERS.count(&row.chars) > 0);
    let (mut numbered, mut broken) = (0, 0);
    let mut next = None;
    // Whether the line before ended with a stop, and whether it was a long one.
    let (mut stops, mut long) = (true, false);
    for row in rows.iter().filter(|row| row.length > 0 && !row.is_noise()) {
        let end = number_end(folded, row.span.start, row.span.end);
        let digits: String = folded[row.span.start..end.unwrap_or(row.span.start)]
            .iter()
            .collect();
        let number = digits.trim_end_matches('、').parse::<u32>().ok();
        let awaited = number.is_some() && next.is_none_or(|next| number == Some(next));
        if awaited && (row.length >= SHORTEST_CHUNK || !stops && (shared || long)) {
            numbered += 1;
            next = number.map(|number| number + 1);
            broken += usize::from(!stops);
        }
        let ended = "。!?:;".contains(folded[row.span.end - 1]);
        stops = ended || row.length < SHORTEST_CHUNK && !shared;
        long = row.length >= SHORTEST_CHUNK;
    }
    broken * 2 >= numbered && (numbered >= 3 || shared && numbered >= 2)
        || numbered >= 2 && broken + 1 >= numbered
}

/// Where `12、` at the start of a line ends.
pub(super) fn number_end(folded: &[char], start: usize, end: usize) -> Option<usize> {
    let digits = count_leading(&folded[start..end], |c| c.is_ascii_digit());
    let marked = folded.get(start + digits) == Some(&'、');
    ((1..=3).contains(&digits) && marked).then_some(start + digits + 1)
}
