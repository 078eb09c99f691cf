//! Finds the pinyin some sites leave behind traditional characters: `會(huì)`.

use std::ops::Range;

/// The longest syllable of pinyin, zhuāng.
const LONGEST: usize = 6;
const TONED: &str = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňǹḿ";

/// Ranges of glosses: `(…)` with one toned syllable right behind a hanzi or another gloss;
/// without tone only in a text full of them.
pub(crate) fn find(folded: &[char]) -> Vec<Range<usize>> {
    const FULL: (usize, usize) = (5, 8);
    let mut found: Vec<(Range<usize>, bool)> = Vec::new();
    for at in 1..folded.len() {
        let again = || found.last().is_some_and(|(last, _)| last.end == at);
        if folded[at] == '(' && (('\u{3400}'..='\u{9fff}').contains(&folded[at - 1]) || again()) {
            found.extend(gloss_at(folded, at));
        }
    }
    let toned = found.iter().filter(|(_, toned)| *toned).count();
    let full = toned >= FULL.0 || found.len() >= FULL.1;
    found
        .into_iter()
        .filter(|(_, is_toned)| *is_toned || full)
        .map(|(span, _)| span)
        .collect()
}

fn gloss_at(folded: &[char], at: usize) -> Option<(Range<usize>, bool)> {
    let inner = &folded[at + 1..folded.len().min(at + 2 + LONGEST)];
    let length = inner.iter().position(|c| *c == ')')?;
    let letters = &inner[..length];
    let toned = letters.iter().any(|c| TONED.contains(*c));
    let pinyin = !letters.is_empty()
        && letters
            .iter()
            .all(|c| c.is_ascii_lowercase() || TONED.contains(*c) || *c == 'ü');
    pinyin.then_some((at..at + length + 2, toned))
}
