//! Finds the headings of a Markdown text, and the marks that are no words of the report.

use crate::lexicon::count_leading;
use std::ops::Range;

/// The lines that `#` makes headings, with their levels, and every mark: `## `, `**`, a quote's
/// `> `.
pub(super) fn read(text: &str) -> (Vec<(usize, u8)>, Vec<Range<usize>>) {
    let (mut levels, mut marks) = (Vec::new(), Vec::new());
    let mut start = 0;
    for line in text.split('\n') {
        let chars: Vec<char> = line.chars().collect();
        let hashes = count_leading(&chars, |c| c == '#');
        let mut words = 0;
        if (1..=6).contains(&hashes) && matches!(chars.get(hashes), Some(' ')) {
            let level = u8::try_from(hashes).unwrap_or(1);
            levels.push((start + hashes + 1, level));
            words = hashes + 1;
        } else if chars.starts_with(&['>', ' ']) {
            words = 2;
        }
        if words > 0 {
            marks.push(start..start + words);
        }
        marks.extend(bold(&chars, words).map(|at| start + at..start + at + 2));
        start += chars.len() + 1;
    }
    (levels, marks)
}

/// Where `**` stands around words, from `from` on: always an even number of times. Four stars and
/// more are a mask.
fn bold(chars: &[char], from: usize) -> impl Iterator<Item = usize> {
    let star = |at: usize| chars.get(at) == Some(&'*');
    let alone =
        |at: &usize| star(*at) && star(at + 1) && !star(at + 2) && (*at == 0 || !star(at - 1));
    let found: Vec<usize> = (from..chars.len()).filter(alone).collect();
    let pairs = found.len() / 2 * 2;
    let worded = |pair: &[usize]| {
        chars[pair[0] + 2..pair[1]]
            .iter()
            .any(|c| !c.is_whitespace())
    };
    let kept: Vec<usize> = found[..pairs]
        .chunks(2)
        .filter(|pair| worded(pair))
        .flatten()
        .copied()
        .collect();
    kept.into_iter()
}
