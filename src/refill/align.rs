//! Aligns two drafts unit by unit: what is alike, what was changed, what was moved.

use std::collections::HashMap;
use std::ops::Range;

use similar::{Algorithm, DiffOp};

use super::diff::diff;
use super::sentences::{likeness, sentences};

/// Texts at one place are one text changed if they are at least so like.
const ALIKE: f64 = 0.45;
/// A text that is alone in its gap on both sides needs less.
const ALIKE_ALONE: f64 = 0.25;
/// A text elsewhere is one that was moved if it is at least so like.
const MOVED: f64 = 0.7;
/// Shorter texts are not looked for elsewhere, in characters: `一、` is everywhere.
const SHORTEST_MOVED: usize = 6;
/// Gaps with more pairs than this are paired in order, so that hostile files cost little.
const MOST_PAIRS: usize = 40_000;

/// Returns for each old text the new one it became; None where it is gone. With `moves`, texts that
/// left their order are looked for.
pub(super) fn align(old: &[String], new: &[String], moves: bool) -> Vec<Option<usize>> {
    let mut found: Vec<Option<usize>> = vec![None; old.len()];
    let mut gaps: Vec<(Range<usize>, Range<usize>)> = Vec::new();
    for op in diff(Algorithm::Patience, old, new) {
        let (mut from, mut to) = (op.old_range(), op.new_range());
        if matches!(op, DiffOp::Equal { .. }) {
            for (one, other) in from.zip(to) {
                found[one] = Some(other);
            }
            continue;
        }
        // A deletion and an insertion at one place are one gap.
        if let Some((last_from, last_to)) = gaps.last()
            && last_from.end == from.start
            && last_to.end == to.start
        {
            (from.start, to.start) = (last_from.start, last_to.start);
            gaps.pop();
        }
        gaps.push((from, to));
    }
    for (from, to) in &gaps {
        pair(old, new, from, to, &mut found);
    }
    if moves {
        find_moved(old, new, &mut found);
    }
    found
}

/// Pairs the texts of a gap in order so that the likeness of all pairs together is greatest.
fn pair(
    old: &[String],
    new: &[String],
    from: &Range<usize>,
    to: &Range<usize>,
    found: &mut [Option<usize>],
) {
    let is_alone = from.len() == 1 && to.len() == 1;
    let least = if is_alone { ALIKE_ALONE } else { ALIKE };
    let score = |one: usize, other: usize| {
        let is_empty = old[one].trim().is_empty() || new[other].trim().is_empty();
        let likeness = if is_empty {
            0.0
        } else {
            likeness(&old[one], &new[other])
        };
        if likeness >= least { likeness } else { 0.0 }
    };
    if from.len() * to.len() > MOST_PAIRS {
        for (one, other) in from.clone().zip(to.clone()) {
            if score(one, other) > 0.0 {
                found[one] = Some(other);
            }
        }
        return;
    }
    // best[a][b]: the greatest sum for the texts from a and from b on.
    let (rows, columns) = (from.len(), to.len());
    let mut best = vec![vec![0.0_f64; columns + 1]; rows + 1];
    let mut scores = vec![vec![0.0_f64; columns]; rows];
    for a in (0..rows).rev() {
        for b in (0..columns).rev() {
            scores[a][b] = score(from.start + a, to.start + b);
            let paired = if scores[a][b] > 0.0 {
                scores[a][b] + best[a + 1][b + 1]
            } else {
                0.0
            };
            best[a][b] = paired.max(best[a + 1][b]).max(best[a][b + 1]);
        }
    }
    let (mut a, mut b) = (0, 0);
    while a < rows && b < columns {
        let paired = scores[a][b] + best[a + 1][b + 1];
        if scores[a][b] > 0.0 && paired >= best[a + 1][b] && paired >= best[a][b + 1] {
            found[from.start + a] = Some(to.start + b);
            a += 1;
            b += 1;
        } else if best[a + 1][b] >= best[a][b + 1] {
            a += 1;
        } else {
            b += 1;
        }
    }
}

/// Finds texts that are gone from their place and stand at another: alike to the letter first.
fn find_moved(old: &[String], new: &[String], found: &mut [Option<usize>]) {
    let mut is_free = vec![true; new.len()];
    for other in found.iter().flatten() {
        is_free[*other] = false;
    }
    let is_long = |text: &String| text.chars().count() >= SHORTEST_MOVED;
    let mut free: HashMap<&str, Vec<usize>> = HashMap::new();
    for (other, text) in new
        .iter()
        .enumerate()
        .filter(|(other, text)| is_free[*other] && is_long(text))
    {
        free.entry(text).or_default().push(other);
    }
    for one in 0..old.len() {
        if found[one].is_none()
            && let Some([other]) = free.get(old[one].as_str()).map(Vec::as_slice)
            && is_free[*other]
        {
            found[one] = Some(*other);
            is_free[*other] = false;
        }
    }
    let lost: Vec<usize> = (0..old.len())
        .filter(|one| found[*one].is_none() && is_long(&old[*one]))
        .collect();
    let left: Vec<usize> = (0..new.len())
        .filter(|other| is_free[*other] && is_long(&new[*other]))
        .collect();
    if lost.len() * left.len() > MOST_PAIRS {
        return;
    }
    for one in lost {
        let mut likest: Option<(f64, usize)> = None;
        for other in left.iter().copied().filter(|other| is_free[*other]) {
            let likeness = likeness(&old[one], &new[other]);
            if likeness >= MOVED && likest.is_none_or(|(most, _)| likeness > most) {
                likest = Some((likeness, other));
            }
        }
        if let Some((_, other)) = likest {
            found[one] = Some(other);
            is_free[other] = false;
        }
    }
}

/// Returns the sentences of two paragraphs that differ, side by side; empty where one has none.
pub(super) fn sentence_pairs(old: &str, new: &str) -> Vec<(String, String)> {
    let words = |text: &str| -> Vec<String> {
        sentences(text)
            .into_iter()
            .map(|sentence| sentence.words)
            .collect()
    };
    let (old, new) = (words(old), words(new));
    let to_new = align(&old, &new, false);
    let shown = |words: &str| words.trim_matches(['\u{1}', '\t', '\n', ' ']).to_owned();
    let mut pairs = Vec::new();
    let mut next = 0;
    for (old, at) in old.iter().zip(to_new) {
        if let Some(at) = at {
            pairs.extend(new[next..at].iter().map(|new| (String::new(), shown(new))));
            next = at + 1;
        }
        let new = at.map_or("", |at| new[at].as_str());
        if old != new {
            pairs.push((shown(old), shown(new)));
        }
    }
    pairs.extend(new[next..].iter().map(|new| (String::new(), shown(new))));
    pairs
}

#[cfg(test)]
mod tests {
    use super::align;

    fn aligned(old: &[&str], new: &[&str]) -> Vec<Option<usize>> {
        let owned = |texts: &[&str]| {
            texts
                .iter()
                .map(|text| (*text).to_owned())
                .collect::<Vec<_>>()
        };
        align(&owned(old), &owned(new), true)
    }

    #[test]
    fn texts_are_found_again() {
        let (a, b, c) = (
            "农业总产值12.3亿元，增长8.5%。",
            "工业总产值3.2亿元。",
            "新建道路12公里，通车。",
        );
        assert_eq!(aligned(&[a, b, c], &[a, b, c]), [Some(0), Some(1), Some(2)]);
        assert_eq!(aligned(&[a, b, c], &[a, c]), [Some(0), None, Some(1)]);
        // Changed in its place.
        let changed = "农业总产值15.9亿元，增长2.1%。";
        assert_eq!(
            aligned(&[a, c], &[changed, "另起一段，全是新话。", c]),
            [Some(0), Some(2)]
        );
        // Moved behind another.
        assert_eq!(aligned(&[a, b, c], &[b, c, a]), [Some(2), Some(0), Some(1)]);
        assert_eq!(aligned(&[a], &["完全两样的内容"]), [None]);
    }
}
