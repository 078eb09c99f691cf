//! Levels: the words by which a report calls its own place and its bodies to parts of that place: 全镇 and 全乡 alike.

use std::ops::Range;

use super::fields::FoundField;
use super::to_markup::VariableSpan;
use crate::place::Place;
use crate::read::Report;

/// Adds a piece for each such word, where no other piece stands.
pub(super) fn add(report: &Report, fields: &[FoundField], pieces: &mut Vec<VariableSpan>) {
    let own = fields.iter().find(|field| field.kind == "place" && field.at == 0);
    let Some((field, place)) =
        own.and_then(|field| Some((field, Place::parse(&field.answer.first()?.1).ok()?)))
    else {
        return;
    };
    // What is said, what of it changes with the place, and the part that prints that.
    let said = |words: String, part| (words.chars().count(), words, part);
    let word = place.word();
    let mut called =
        vec![said(place.whole(), "全域"), said(place.ours(), "我"), said(place.party(), "党委")];
    called.extend(place.government().map(|words| said(words, "政府")));
    called.extend(place.congress().map(|words| said(words, "人大")));
    called.push((word.chars().count(), format!("{word}人民政府"), "级"));
    let text = report.chars();
    let mut found: Vec<VariableSpan> = Vec::new();
    for (changes, words, part) in called {
        let words: Vec<char> = words.chars().collect();
        for at in starts(text, &words) {
            found.push(VariableSpan {
                span: at..at + changes,
                path: format!("{}.{part}", field.name),
            });
        }
    }
    found.retain(|piece| {
        !pieces.iter().any(|other| overlap(&piece.span, &other.span))
            && !held(text, piece.span.start)
    });
    pieces.extend(found);
    pieces.sort_by_key(|piece| piece.span.start);
}

/// Where words stand in a text.
fn starts<'a>(text: &'a [char], words: &'a [char]) -> impl Iterator<Item = usize> + 'a {
    text.windows(words.len())
        .enumerate()
        .filter(move |(_, window)| *window == words)
        .map(|(at, _)| at)
}

fn overlap(a: &Range<usize>, b: &Range<usize>) -> bool {
    a.start < b.end && b.start < a.end
}

/// Behind a brace or a backslash no tag can begin.
fn held(text: &[char], at: usize) -> bool {
    at > 0 && matches!(text[at - 1], '{' | '\\')
}
