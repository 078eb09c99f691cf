//! Titles: short lines to those that name a report, and to those that only say its name again.

use super::page::LOOK_FOR;
use super::words::{ADDED, TITLES};
use super::{NoiseLine, TEXT_LINE, is_label};

/// Whether a line names a report: `云溪镇政府工作报告`, `乡镇半年工作总结及打算`.
pub(super) fn is_title(row: &NoiseLine) -> bool {
    let fits = (4..=TEXT_LINE).contains(&row.length) && !row.words.contains(['。', '!', ';', ':']);
    fits && names_report(&row.words)
}

/// Whether words end with what a report is called, whatever a site added, or go on from there: 总结及下半年打算.
pub(in crate::read) fn names_report(words: &str) -> bool {
    let called =
        || ["工作报告", "工作总结", "工作汇报", "述职"].iter().any(|word| words.contains(word));
    let chars: Vec<char> =
        bare_title(words).trim_end_matches(|c: char| !c.is_alphabetic()).chars().collect();
    let joined = |at: usize| TITLES.at(&chars, at).and_then(|length| chars.get(at + length));
    let goes_on = || (0..chars.len()).filter_map(joined).any(|next| "及和暨与".contains(*next));
    TITLES.before(&chars, chars.len()) || called() || goes_on()
}

/// A title without what a site adds to it: `(精选)`, `_第1页`, `范文`.
fn bare_title(words: &str) -> &str {
    let mut bare = words.trim();
    while let Some(shorter) =
        ADDED.iter().find_map(|word| bare.strip_suffix(word)).filter(|shorter| !shorter.is_empty())
    {
        bare = shorter.trim_end();
    }
    while let Some(at) = bare.rfind(['(', '_', '-']).filter(|&at| at > 0 && bare.len() - at < 40) {
        let tail = &bare[at..];
        if tail.starts_with('(') && !tail.ends_with(')')
            || !tail.starts_with('(') && !tail.contains('页')
        {
            break;
        }
        bare = bare[..at].trim_end();
    }
    bare
}

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
    if !is_title(&rows[title]) || is_label(&rows[title].words) {
        return;
    }
    for n in title + 1..rows.len() {
        let again = rows[n].length <= TEXT_LINE
            && rows[n].length >= 8
            && same_title(&rows[n], &rows[title]);
        noisy[n] |= again && rows[n].words == rows[title].words;
    }
}
