//! Frames: the sentences several reports share but for their slots, and what is left of each report without them.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::skeleton::Parts;
use crate::read::Style;

/// Shorter than this, in characters, a shared sentence is chance.
const SHORTEST: usize = 8;
/// A sentence with more slots than this says one report's facts.
const MOST_SLOTS: usize = 12;

/// A sentence of a report: its characters, and the pieces that stand in it.
#[derive(Clone, Debug)]
pub(super) struct Sentence {
    pub(super) span: Range<usize>,
    /// The number it begins with, if it is a point: 一是.
    pub(super) point: Option<Range<usize>>,
    /// The numbers of its pieces in [`Parts::pieces`].
    pub(super) pieces: Vec<usize>,
}

/// A sentence that several reports share: for each report, where it has it.
#[derive(Clone, Debug, Default)]
pub(super) struct Frame {
    pub(super) members: Vec<Option<Sentence>>,
}

/// The shared sentences of stretches of several reports, in the order they first come.
pub(super) fn shared(stretches: &[(&Parts, Range<usize>)]) -> Vec<Frame> {
    let mut frames: BTreeMap<String, (usize, Frame)> = BTreeMap::new();
    for (report, (parts, lines)) in stretches.iter().enumerate() {
        for sentence in lines.clone().flat_map(|line| sentences(parts, line)) {
            if sentence.pieces.len() > MOST_SLOTS {
                continue;
            }
            let next = frames.len();
            let empty = || (next, Frame { members: vec![None; stretches.len()] });
            let (_, frame) = frames.entry(masked(parts, &sentence)).or_insert_with(empty);
            frame.members[report].get_or_insert(sentence);
        }
    }
    let mut shared: Vec<(usize, Frame)> = frames
        .into_iter()
        .filter(|(words, (_, frame))| words.chars().count() >= SHORTEST && frame.members.iter().flatten().count() > 1)
        .map(|(_, found)| found)
        .collect();
    shared.sort_by_key(|(order, _)| *order);
    shared.into_iter().map(|(_, frame)| frame).collect()
}

/// The words of a stretch less the sentences that are frames, a paragraph a line.
pub(super) fn rest(parts: &Parts, lines: Range<usize>, taken: &BTreeSet<usize>) -> String {
    let own = lines.map(|line| {
        let kept = sentences(parts, line).filter(|sentence| !taken.contains(&sentence.span.start));
        kept.map(|sentence| parts.report.words(&sentence.span)).collect::<String>()
    });
    own.filter(|line| !line.trim().is_empty()).collect::<Vec<_>>().join("\n")
}

/// The sentences of a stretch behind its number and heading.
fn sentences(parts: &Parts, stretch: usize) -> impl Iterator<Item = Sentence> {
    let stretch = &parts.stretches[stretch];
    let chars = parts.report.chars();
    let mut spans = Vec::new();
    let mut start = stretch.lead.end;
    if start > stretch.lead.start && start < stretch.span.end && "。：；，".contains(chars[start]) {
        start += 1;
    }
    let ends = (start..stretch.span.end).filter(|at| "。！？；!?;".contains(chars[*at]) || at + 1 == stretch.span.end);
    for end in ends.map(|at| at + 1) {
        spans.push(start..end);
        start = end;
    }
    spans.into_iter().map(|span| {
        let headings = parts.report.headings();
        let point = headings.iter().find(|heading| heading.style == Style::Point && heading.span.start == span.start);
        let point = point.map(|heading| heading.label.clone());
        let within = |n: &usize| span.start <= parts.pieces[*n].span.start && parts.pieces[*n].span.end <= span.end;
        let from = parts.pieces.partition_point(|piece| piece.span.start < span.start);
        let pieces = (from..parts.pieces.len()).take_while(|n| parts.pieces[*n].span.start < span.end).filter(within);
        Sentence { pieces: pieces.collect(), point, span }
    })
}

/// A sentence with a mark for each slot.
fn masked(parts: &Parts, sentence: &Sentence) -> String {
    let mut words = String::new();
    // A point is the same point whatever its number.
    let mut at = sentence.point.as_ref().map_or(sentence.span.start, |number| number.end);
    for piece in sentence.pieces.iter().map(|n| &parts.pieces[*n]) {
        words += &parts.report.words(&(at..piece.span.start));
        words.push('\u{FDD4}');
        words += piece.part();
        at = piece.span.end;
    }
    words + &parts.report.words(&(at..sentence.span.end))
}
