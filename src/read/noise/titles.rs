//! Finds lines that only repeat the report's title.

use super::super::front_matter::{bare_title, is_title};
use super::line::{NoiseLine, TEXT_LINE, is_label};
use super::page::LOOK_FOR;

/// Whether two lines say one title, one of them more of it.
pub(super) fn same_title(a: &NoiseLine, b: &NoiseLine) -> bool {
    let (a, b) = (bare_title(&a.words), bare_title(&b.words));
    a.len() >= 12 && (a.contains(b) || b.contains(a))
}

/// The report's title said again below: a page of its own in some site's reader.
pub(super) fn mark(rows: &[NoiseLine], noisy: &mut [bool]) {
    let Some(title) = (0..rows.len().min(LOOK_FOR)).find(|&n| !noisy[n] && rows[n].length > 0)
    else {
        return;
    };
    if !is_title(&rows[title].words) || is_label(&rows[title].words) {
        return;
    }
    for n in title + 1..rows.len() {
        let again = rows[n].length <= TEXT_LINE
            && rows[n].length >= 8
            && same_title(&rows[n], &rows[title]);
        noisy[n] |= again && rows[n].words == rows[title].words;
    }
}
