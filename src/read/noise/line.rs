//! Holds one line of a source as the search for noise looks at it.

use std::ops::Range;

use crate::lexicon::string;

/// From this length on a line is text, not furniture, in characters.
pub(super) const TEXT_LINE: usize = 60;

/// A value under its label, or words under a picture, are no longer than this, in characters.
pub(super) const VALUE: usize = 20;

/// One line: its range, trimmed, and its folded words.
pub(super) struct NoiseLine {
    pub(super) span: Range<usize>,
    pub(super) words: String,
    pub(super) chars: Vec<char>,
    pub(super) length: usize,
}

pub(super) fn row(folded: &[char], line: &Range<usize>) -> NoiseLine {
    let slice = &folded[line.clone()];
    let margin = slice.iter().take_while(|c| c.is_whitespace()).count();
    let end = slice.len()
        - slice.iter().rev().take_while(|c| c.is_whitespace()).count().min(slice.len() - margin);
    let span = line.start + margin..line.start + end;
    // Only short lines and the beginnings of long ones are ever looked at as words.
    let chars: Vec<char> =
        folded[span.clone()].iter().take(TEXT_LINE * 4).map(char::to_ascii_lowercase).collect();
    NoiseLine { length: span.len(), span, words: string(&chars), chars }
}

/// `第一篇 镇政府镇长个人述职报告2150字`, `篇三:乡镇工作报告`, `述职报告篇1`, `【范文2】`: the
/// label of a report in a collection.
pub(super) fn is_label(words: &str) -> bool {
    let number = |c: char| "一二三四五六七八九十百0123456789 ".contains(c);
    let bare = words.trim_start_matches(['【', '[', '第', '(']);
    let ordinal = words.starts_with('第')
        && bare.starts_with(number)
        && bare.trim_start_matches(number).starts_with('篇');
    let counted = |rest: &str| {
        let after = rest.trim_start_matches(number);
        after.len() < rest.len()
            && (after.is_empty() || after.starts_with([':', '】', ']', ')', '、', '.']))
    };
    let leads = ["篇", "范文"].iter().filter_map(|word| bare.strip_prefix(word)).any(counted);
    let ends = words.rfind('篇').is_some_and(|at| {
        let rest = &words[at + '篇'.len_utf8()..];
        !rest.is_empty() && rest.chars().all(number)
    });
    (ordinal || leads || ends) && words.chars().count() < TEXT_LINE
}
