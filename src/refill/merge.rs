//! Merges what new answers change into a paragraph that a hand has changed too.

use std::ops::Range;

use super::align::{align, sentence_pairs};
use super::labels::LineNumber;
use super::sentences::{SentenceSpan, WordChange, is_in_figure, sentences, word_changes};

/// What becomes of a paragraph. All places are characters of the edited one.
#[derive(Debug, Default)]
pub(super) struct MergedText {
    /// What to change in the edited paragraph, in order.
    pub(super) edits: Vec<WordChange>,
    /// The sentences the answers change, before and after, that are in `edits`.
    pub(super) applied: Vec<(String, String)>,
    /// Sentences that both changed.
    pub(super) conflicts: Vec<TextConflict>,
}

/// A sentence that both changed: the hand's words stay.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct TextConflict {
    /// The hand's sentence; empty where it is gone.
    pub(super) chars: Range<usize>,
    /// The sentence of the old draft; empty where the answers add one.
    pub(super) base: String,
    /// That of the new draft; empty where the answers take it away.
    pub(super) next: String,
}

/// Context that tells one place from another, in characters on each side.
const LONGEST_CONTEXT: usize = 6;

/// Merges: `base` is the paragraph of the old draft, `next` of the new one, `edited` what the hand
/// made of `base`.
pub(super) fn merge(base: &str, edited: &str, next: &str) -> MergedText {
    let mut merged = MergedText::default();
    if base == next || edited == next || unbroken(base) == unbroken(next) {
        return merged;
    }
    if unbroken(base) == unbroken(edited) {
        // The hand changed nothing, or only where a line breaks; then it breaks as the hand has it.
        let is_same = base == edited;
        let unbroken = |text: &str| {
            if is_same {
                text.to_owned()
            } else {
                unbroken(text)
            }
        };
        let places = places(&unbroken(base), edited);
        for change in word_changes(&unbroken(base), &unbroken(next)) {
            let chars = places[change.chars.start]..places[change.chars.end];
            merged.edits.push(WordChange {
                chars,
                words: change.words,
            });
        }
        merged.applied = sentence_pairs(base, next);
        return merged;
    }
    let mut offset = 0;
    let (mut base, mut next, mut rest) = (base.to_owned(), next.to_owned(), edited.to_owned());
    let numbers = (
        LineNumber::read(&base),
        LineNumber::read(edited),
        LineNumber::read(&next),
    );
    // Numbers are merged by counting, since 三 made 四 and 三 made 二 are no contradiction.
    if let (Some(old), Some(own), Some(new)) = &numbers
        && old.is_like(own)
        && old.is_like(new)
    {
        // Both may have renumbered: an added section and a dropped one each count.
        let number = (own.number + new.number).saturating_sub(old.number).max(1);
        if number != own.number {
            let chars = 0..own.length;
            merged.edits.push(WordChange {
                chars,
                words: own.with(number),
            });
            merged.applied.push((base.clone(), next.clone()));
        }
        base = base.chars().skip(old.length).collect();
        next = next.chars().skip(new.length).collect();
        rest = rest.chars().skip(own.length).collect();
        offset = own.length;
    }
    merge_sentences(&base, &rest, &next, offset, &mut merged);
    merged
        .edits
        .sort_by_key(|edit| (edit.chars.start, edit.chars.end));
    merged
}

fn merge_sentences(base: &str, edited: &str, next: &str, offset: usize, merged: &mut MergedText) {
    let (base, edited, next) = (sentences(base), sentences(edited), sentences(next));
    let words = |all: &[SentenceSpan]| -> Vec<String> {
        all.iter().map(|sentence| sentence.words.clone()).collect()
    };
    let to_edited = align(&words(&base), &words(&edited), true);
    let to_next = align(&words(&base), &words(&next), false);
    let end = edited.last().map_or(0, |last| last.chars.end);
    // Where a sentence of the old draft ends in the edited one: what comes behind it goes there.
    let ends = |at: usize| -> usize {
        let before = to_edited[..at]
            .iter()
            .flatten()
            .map(|own| edited[*own].chars.end)
            .max();
        before.unwrap_or(0)
    };
    let shift = |chars: &Range<usize>| chars.start + offset..chars.end + offset;
    for (at, old) in base.iter().enumerate() {
        let new = to_next[at].map(|new| &next[new].words);
        if new == Some(&old.words) {
            continue;
        }
        let new = new.map_or("", String::as_str);
        let own = to_edited[at].map(|own| &edited[own]);
        let changes = match own {
            // Gone by hand and by the answers, or the same by both.
            None if new.is_empty() || edited.iter().any(|own| own.words == new) => Some(Vec::new()),
            None => None,
            // The hand was first; equal changes are none.
            Some(own) if own.words == new => Some(Vec::new()),
            Some(own) if own.words == old.words => Some(word_changes(&old.words, new)),
            Some(_) if new.is_empty() => None,
            Some(own) => carried_over(&old.words, &own.words, new),
        };
        let own_chars = own.map_or(ends(at)..ends(at), |own| own.chars.clone());
        match changes {
            Some(changes) if changes.is_empty() => {}
            Some(changes) => {
                for change in changes {
                    let chars =
                        change.chars.start + own_chars.start..change.chars.end + own_chars.start;
                    merged.edits.push(WordChange {
                        chars: shift(&chars),
                        words: change.words,
                    });
                }
                merged.applied.push((old.words.clone(), new.to_owned()));
            }
            None => merged.conflicts.push(TextConflict {
                chars: shift(&own_chars),
                base: old.words.clone(),
                next: new.to_owned(),
            }),
        }
    }
    for (at, new) in next.iter().enumerate() {
        let is_new = !to_next.contains(&Some(at));
        if !is_new || edited.iter().any(|own| own.words == new.words) {
            continue;
        }
        let before = to_next
            .iter()
            .rposition(|other| other.is_some_and(|other| other < at));
        let place = match before {
            Some(before) => ends(before + 1),
            None => 0,
        };
        let place = shift(&(place.min(end)..place.min(end)));
        merged.edits.push(WordChange {
            chars: place,
            words: new.words.clone(),
        });
        merged.applied.push((String::new(), new.words.clone()));
    }
}

/// Carries the changes of a sentence over to one a hand has rewritten: each where the old words
/// still stand, once. None where one of them has no such place: half of a change would be a new
/// error (下降8.5%).
fn carried_over(old: &str, own: &str, new: &str) -> Option<Vec<WordChange>> {
    let old: Vec<char> = old.chars().collect();
    let own_chars: Vec<char> = own.chars().collect();
    let mut carried: Vec<WordChange> = Vec::new();
    for change in word_changes(&old.iter().collect::<String>(), new) {
        let old_words = &old[change.chars.clone()];
        let Some(chars) = place_of(&old, &change.chars, &own_chars) else {
            let new_words: Vec<char> = change.words.chars().collect();
            let is_there = !new_words.is_empty()
                && places_of(&new_words, &own_chars).len() == 1
                && places_of(old_words, &own_chars).is_empty()
                && new_words.iter().any(|c| is_in_figure(*c));
            if is_there {
                // The hand has put the new figure there already.
                continue;
            }
            return None;
        };
        if carried
            .iter()
            .any(|other| other.chars.start < chars.end && chars.start < other.chars.end)
        {
            return None;
        }
        carried.push(WordChange {
            chars,
            words: change.words,
        });
    }
    Some(carried)
}

/// Finds the place of words in a rewritten sentence: with as much of what stood around them as is
/// still there; None where they are nowhere or at several places.
fn place_of(old: &[char], chars: &Range<usize>, own: &[char]) -> Option<Range<usize>> {
    for context in (0..=LONGEST_CONTEXT).rev() {
        let start = chars.start.saturating_sub(context);
        let end = (chars.end + context).min(old.len());
        let (front, back) = (chars.start - start, end - chars.end);
        let pattern = &old[start..end];
        // A single hanzi is at many places by chance; a figure is not.
        let is_telling = pattern.iter().any(char::is_ascii_digit) || pattern.len() >= 2;
        if pattern.is_empty() || !is_telling {
            return None;
        }
        // With less context there would be more places, never fewer: several end the search.
        match places_of(pattern, own).as_slice() {
            [] => {}
            [place] => return Some(place + front..place + pattern.len() - back),
            _ => return None,
        }
    }
    None
}

/// The places of words among others, in characters; a figure is not found inside another.
fn places_of(pattern: &[char], own: &[char]) -> Vec<usize> {
    let mut found = Vec::new();
    if pattern.is_empty() || pattern.len() > own.len() {
        return found;
    }
    for at in 0..=own.len() - pattern.len() {
        let end = at + pattern.len();
        let cuts = |left: Option<&char>, right: Option<&char>| {
            let is_digit = |c: Option<&char>| c.is_some_and(|c| is_in_figure(*c));
            is_digit(left) && is_digit(right)
        };
        let before = at.checked_sub(1).map(|before| &own[before]);
        if own[at..end] == *pattern
            && !cuts(before, pattern.first())
            && !cuts(pattern.last(), own.get(end))
        {
            found.push(at);
        }
    }
    found
}

/// A text without its line breaks: titles break anew in every layout.
fn unbroken(text: &str) -> String {
    text.replace('\n', "")
}

/// For each place of a text the place in another that differs only by line breaks, in characters.
fn places(one: &str, other: &str) -> Vec<usize> {
    let other: Vec<char> = other.chars().collect();
    let mut at = 0;
    let mut places = Vec::new();
    for c in one.chars() {
        while c != '\n' && other.get(at) == Some(&'\n') {
            at += 1;
        }
        places.push(at);
        if other.get(at) == Some(&c) {
            at += 1;
        }
    }
    places.push(at);
    places
}

#[cfg(test)]
mod tests {
    use super::merge;

    /// The edited text with its edits made, and the sentences in conflict.
    fn merged(base: &str, edited: &str, next: &str) -> (String, Vec<String>) {
        let merged = merge(base, edited, next);
        let mut text: Vec<char> = edited.chars().collect();
        for edit in merged.edits.iter().rev() {
            text.splice(edit.chars.clone(), edit.words.chars());
        }
        let conflicts = merged
            .conflicts
            .iter()
            .map(|conflict| conflict.next.clone());
        (text.into_iter().collect(), conflicts.collect())
    }

    #[test]
    fn figures_move_and_words_of_the_hand_stay() {
        let base = "生产总值12.3亿元，增长8.5%。税收3亿元。";
        let next = "生产总值13.1亿元，增长9%。税收3亿元。";
        for (edited, expected, conflicts) in [
            (base, next, 0),
            // Another sentence was changed.
            (
                "生产总值12.3亿元，增长8.5%。税收完成3亿元，来之不易。",
                "生产总值13.1亿元，增长9%。税收完成3亿元，来之不易。",
                0,
            ),
            // The sentence was rewritten and the figures still stand there once.
            (
                "全镇生产总值达到12.3亿元，比上年增长8.5%。税收3亿元。",
                "全镇生产总值达到13.1亿元，比上年增长9%。税收3亿元。",
                0,
            ),
            // One of them does not.
            (
                "生产总值12.3亿元，实现较快增长。税收3亿元。",
                "生产总值12.3亿元，实现较快增长。税收3亿元。",
                1,
            ),
            // The hand put the new figures there.
            (next, next, 0),
            (
                "全年生产总值13.1亿元，增长9%。税收3亿元。",
                "全年生产总值13.1亿元，增长9%。税收3亿元。",
                0,
            ),
            // Deleted by hand.
            ("税收3亿元。", "税收3亿元。", 1),
        ] {
            let (text, found) = merged(base, edited, next);
            assert_eq!(text, expected);
            assert_eq!(found.len(), conflicts, "{edited}");
        }
    }

    #[test]
    fn no_half_of_a_change_is_made() {
        let (base, next) = ("税收增长8.5%。", "税收下降2.1%。");
        let edited = "税收同比实现增加8.5%。";
        assert_eq!(merged(base, edited, next).0, edited);
        assert_eq!(
            merged(base, "全镇税收增长8.5%。", next).0,
            "全镇税收下降2.1%。"
        );
        // A figure is not found inside another.
        let (text, conflicts) = merged("共5项。", "共15项任务。", "共6项。");
        assert_eq!((text.as_str(), conflicts.len()), ("共15项任务。", 1));
    }

    #[test]
    fn sentences_come_and_go() {
        for (base, edited, next, expected) in [
            (
                "甲事办成。",
                "甲事办成。乙事也办成。",
                "甲事办成。丙事在办。",
                "甲事办成。丙事在办。乙事也办成。",
            ),
            (
                "甲事办成。丙事在办。",
                "甲事办成。乙事也办成。丙事在办。",
                "甲事办成。",
                "甲事办成。乙事也办成。",
            ),
            ("三、农业", "四、农业工作", "二、农业", "三、农业工作"),
            (
                "云溪镇\n工作报告2025", "云溪\n镇工作报告2025", "云溪镇工\n作报告2026",
                "云溪\n镇工作报告2026",
            ),
        ] {
            assert_eq!(merged(base, edited, next).0, expected);
        }
    }
}
