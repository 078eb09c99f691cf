//! Holds one line of a source as the search for noise looks at it.

use std::ops::Range;

use super::reason::NoiseReason;
use crate::lexicon::{count_leading, count_trailing, string};

/// From this length on a line is text, not furniture, in chars.
pub(super) const TEXT_LINE: usize = 60;
/// A value under its label, or words under a picture, are no longer than this, in chars.
pub(super) const VALUE: usize = 20;

/// How many lines from the top are looked at for what a page says again below.
pub(super) const LOOK_FOR: usize = 40;

/// One line: its range, trimmed, and its folded words in small letters.
pub(super) struct NoiseLine {
    pub(super) span: Range<usize>,
    /// The beginning: only short lines and beginnings of long ones are ever looked at as words.
    pub(super) words: String,
    pub(super) chars: Vec<char>,
    /// In chars, of the whole line.
    pub(super) length: usize,
    /// Whether tabs part it into cells.
    pub(super) has_cells: bool,
    /// Why it is noise; none while it is the report's.
    pub(super) reason: Option<NoiseReason>,
}

impl NoiseLine {
    /// Looks at one line of a source; a tab is a space among its folded characters.
    pub(super) fn new(source: &[char], folded: &[char], line: &Range<usize>) -> Self {
        let slice = &folded[line.clone()];
        let margin = count_leading(slice, char::is_whitespace);
        let tail = count_trailing(&slice[margin..], char::is_whitespace);
        let span = line.start + margin..line.end - tail;
        let head = folded[span.clone()].iter().take(TEXT_LINE * 4);
        let chars: Vec<char> = head.map(char::to_ascii_lowercase).collect();
        Self {
            length: span.len(),
            has_cells: source[span.clone()].contains(&'\t'),
            span,
            words: string(&chars),
            chars,
            reason: None,
        }
    }

    pub(super) fn is_noise(&self) -> bool {
        self.reason.is_some()
    }

    /// Whether the line is furniture of a web page; a page number is none, text follows it.
    pub(super) fn is_furniture(&self) -> bool {
        matches!(self.reason, Some(NoiseReason::Site | NoiseReason::PageEdge))
    }

    pub(super) fn is_short(&self) -> bool {
        self.length < TEXT_LINE
    }

    /// Marks the line as noise, unless it is blank or marked already.
    pub(super) fn mark(&mut self, reason: NoiseReason) {
        if self.length > 0 && self.reason.is_none() {
            self.reason = Some(reason);
        }
    }
}

/// Whether a line labels a report of a collection: `第一篇 镇政府镇长述职报告2150字`,
/// `篇三:乡镇工作报告`, `述职报告篇1`, `【范文2】`.
pub(super) fn is_label(words: &str) -> bool {
    let number = |c: char| "一二三四五六七八九十百0123456789 ".contains(c);
    let bare = words.trim_start_matches(['【', '[', '第', '(']);
    let ordinal = words.starts_with('第')
        && bare.starts_with(number)
        && bare.trim_start_matches(number).starts_with('篇');
    let counted = |rest: &str| {
        let after = rest.trim_start_matches(number);
        let closed = after.starts_with([':', '】', ']', ')', '、', '.']);
        after.len() < rest.len() && (after.is_empty() || closed)
    };
    let leads = ["篇", "范文"]
        .iter()
        .any(|word| bare.strip_prefix(word).is_some_and(counted));
    let ends = words
        .rsplit_once('篇')
        .is_some_and(|(_, rest)| !rest.is_empty() && rest.chars().all(number));
    (ordinal || leads || ends) && words.chars().count() < TEXT_LINE
}
