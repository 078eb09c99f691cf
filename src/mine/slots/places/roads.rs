//! Finds roads: their ends, their stretches and their numbers.
//!
//! 金坳至三河桥8.4公里, 石崇大道沙角段, 324国道.

use crate::lexicon::{WordKind, count_leading, is_hanzi};

use super::super::scan::{one_of, run};
use super::clauses::ClauseIndex;
use super::enumerations::{LONGEST, is_name, name_start};
use super::found::FoundPlaces;

/// Adds both ends of roads: X至Y before a length or a word for road.
pub(super) fn find(clauses: &ClauseIndex, found: &mut FoundPlaces) {
    let text = clauses.text;
    for at in 1..text.len() {
        if text[at] != '至' || !is_hanzi(text[at - 1]) {
            continue;
        }
        let right = text[at + 1..]
            .iter()
            .take(LONGEST)
            .take_while(|c| is_hanzi(**c))
            .count();
        let Some(end) = (2..=right)
            .rev()
            .map(|length| at + 1 + length)
            .find(|&end| measured(text, end) || found.has(at - 1) && text.get(end) == Some(&'段'))
        else {
            continue;
        };
        let start = name_start(clauses, at);
        if at - start >= 2 && is_name(clauses, &(at + 1..end)) {
            found.add(start..at);
            found.add(at + 1..end);
        }
    }
}

/// Whether a length of road, or a word for it, follows.
fn measured(text: &[char], at: usize) -> bool {
    let at = at + usize::from(text.get(at) == Some(&'共'));
    let number = run(text, at, |c| c.is_ascii_digit() || matches!(c, '.' | '_'));
    number > 0 && one_of(text, at + number, &["公里", "千米", "米"]).is_some()
        || one_of(
            text,
            at,
            &["公路", "段公路", "段等", "道路", "段改造", "高速", "铁路"],
        )
        .is_some()
}

/// Adds what stands between a place and 段, 中心村, 片区.
pub(super) fn stretches(clauses: &ClauseIndex, found: &mut FoundPlaces) {
    let text = clauses.text;
    for at in 3..text.len() {
        if !matches!(text[at], '段' | '中' | '片')
            || one_of(text, at, &["段", "中心村", "片区"]).is_none()
            || found.has(at - 1)
        {
            continue;
        }
        let behind_place = |length: &usize| {
            *length < at && found.has(at - length - 1) && strange(clauses, at - length, at)
        };
        if let Some(length) = [2, 3].into_iter().find(behind_place) {
            found.add(at - length..at);
        }
    }
}

/// Whether no character is in a common word of more than one.
fn strange(clauses: &ClauseIndex, start: usize, end: usize) -> bool {
    (start..end).all(|at| {
        let word = clauses.word(at).map(|(_, word)| word);
        word.is_some_and(|word| {
            word.end - word.start == 1 || !matches!(word.kind, WordKind::Common { .. })
        })
    })
}

/// 324国道, G4高速, S213线, X204县道, G207.
pub(super) fn numbered(clauses: &ClauseIndex, found: &mut FoundPlaces) {
    let text = clauses.text;
    let mut at = 0;
    while at < text.len() {
        if !matches!(text[at], '0'..='9' | 'G' | 'S' | 'X' | 'Y') {
            at += 1;
            continue;
        }
        let letter = matches!(text[at], 'G' | 'S' | 'X' | 'Y')
            && (at == 0 || !text[at - 1].is_ascii_alphanumeric());
        let digits = count_leading(&text[at + usize::from(letter)..], |c| c.is_ascii_digit());
        let end = at + usize::from(letter) + digits;
        let road = one_of(
            text,
            end,
            if letter {
                &["国道", "省道", "县道", "高速公路", "高速", "线"]
            } else {
                &["国道", "省道", "县道", "乡道"]
            },
        );
        let alone = letter
            && (2..=4).contains(&digits)
            && !text.get(end).is_some_and(char::is_ascii_alphanumeric);
        let starts = at == 0 || !text[at - 1].is_ascii_digit();
        if starts && (1..=4).contains(&digits) && (road.is_some() || alone) {
            found.add(at..end + road.unwrap_or(0));
        }
        at = end.max(at + 1);
    }
}
