//! Finds the words by which a report calls its own place and that place's bodies: 全镇, 镇党委.
//!
//! Reports of a 镇 and of a 乡 share a sentence only where these words are parts of the place.

use std::ops::Range;

use super::fields::FoundField;
use super::proposal::MinedAnswer;
use super::variable::VariableSpan;
use crate::place::Place;
use crate::read::Report;

/// Words that change with the place.
struct SelfReference {
    /// The words as they stand in the report.
    words: Vec<char>,
    /// How many of them, in chars, change with the place: 镇 of 镇人民政府.
    changing: usize,
    /// The part of the place that prints them.
    part: &'static str,
}

/// Adds a variable for each such word, except where another variable stands.
pub(super) fn add(report: &Report, fields: &[FoundField], variables: &mut Vec<VariableSpan>) {
    let Some(field) = fields
        .iter()
        .find(|field| field.is_general() && field.is_place())
    else {
        return;
    };
    let MinedAnswer::Place { name, .. } = &field.answer else {
        return;
    };
    let Ok(place) = Place::parse(name) else {
        return;
    };
    let text = report.chars();
    let mut found: Vec<VariableSpan> = Vec::new();
    for reference in references(&place) {
        for at in starts(text, &reference.words) {
            let span = at..at + reference.changing;
            // 全市政府系统 holds 全市 and 市政府.
            let mut others = variables.iter().chain(&found);
            let is_taken = others.any(|other| overlap(&span, &other.span));
            if !is_taken && !is_escaped(text, at) {
                found.push(VariableSpan::new(span, &field.name, reference.part));
            }
        }
    }
    variables.extend(found);
    variables.sort_by_key(|variable| variable.span.start);
}

fn references(place: &Place) -> Vec<SelfReference> {
    let whole = |words: String, part| {
        let words: Vec<char> = words.chars().collect();
        SelfReference {
            changing: words.len(),
            words,
            part,
        }
    };
    let mut references = vec![
        whole(place.whole(), "全域"),
        whole(place.ours(), "我"),
        whole(place.party(), "党委"),
    ];
    references.extend(place.government().map(|words| whole(words, "政府")));
    references.extend(place.congress().map(|words| whole(words, "人大")));
    let level = place.word();
    let government: Vec<char> = format!("{level}人民政府").chars().collect();
    let changing = level.chars().count();
    references.push(SelfReference {
        words: government,
        changing,
        part: "级",
    });
    references
}

/// Returns where words stand in a text.
fn starts<'a>(text: &'a [char], words: &'a [char]) -> impl Iterator<Item = usize> + 'a {
    let windows = text.windows(words.len()).enumerate();
    windows
        .filter(move |(_, window)| *window == words)
        .map(|(at, _)| at)
}

fn overlap(a: &Range<usize>, b: &Range<usize>) -> bool {
    a.start < b.end && b.start < a.end
}

/// Tests whether a brace or a backslash stands before, behind which no tag can begin.
fn is_escaped(text: &[char], at: usize) -> bool {
    at > 0 && matches!(text[at - 1], '{' | '\\')
}
