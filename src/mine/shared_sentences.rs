//! Frames: the sentences several reports share but for their slots, and what is left of each report without them.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::multi_report::Parts;
use crate::read::LabelStyle;

/// Shorter than this, in characters, a shared sentence is chance.
const SHORTEST: usize = 8;
/// A sentence with more slots than this says one report's facts.
const MOST_SLOTS: usize = 12;

/// A sentence of a report: its characters, and the pieces that stand in it.
#[derive(Clone, Debug)]
pub(super) struct SlottedSentence {
    pub(super) span: Range<usize>,
    /// The number it begins with, if it is a point: 一是.
    pub(super) point: Option<Range<usize>>,
    /// Whether it goes on with a point that began before it.
    pub(super) in_point: bool,
    /// The numbers of its pieces in [`Parts::pieces`].
    pub(super) pieces: Vec<usize>,
}

/// A sentence that several reports share: for each report, where it has it.
#[derive(Clone, Debug, Default)]
pub(super) struct Frame {
    pub(super) members: Vec<Option<SlottedSentence>>,
}

/// The sentences that stretches of reports of different `texts` share, in the order they first come.
pub(super) fn shared(stretches: &[(&Parts, Range<usize>)], texts: &[usize]) -> Vec<Frame> {
    let one_text = texts.iter().all(|text| *text == texts[0]);
    let owners = |frame: &Frame| {
        let has = frame.members.iter().enumerate().filter(|(_, member)| member.is_some());
        has.map(|(report, _)| if one_text { report } else { texts[report] })
            .collect::<BTreeSet<_>>()
            .len()
    };
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
        .filter(|(words, (_, frame))| words.chars().count() >= SHORTEST && owners(frame) > 1)
        .map(|(_, found)| found)
        .collect();
    shared.sort_by_key(|(order, _)| *order);
    shared.into_iter().map(|(_, frame)| frame).collect()
}

/// What a report says in a section in its own words.
#[derive(Clone, Debug, Default)]
pub(super) struct Own {
    /// Its paragraphs.
    pub(super) paragraphs: Vec<String>,
    /// Its points, or the headings below its own.
    pub(super) children: Vec<Child>,
}

/// A point or a heading inside a section, and what stands under it.
#[derive(Clone, Debug, Default)]
pub(super) struct Child {
    pub(super) heading: bool,
    /// Its number as the report has it.
    pub(super) label: String,
    pub(super) lead: String,
    pub(super) rest: String,
}

impl Own {
    /// Everything as paragraphs.
    pub(super) fn flat(&self) -> String {
        let child = |child: &Child| format!("{}{}{}", child.label, child.lead, child.rest);
        self.paragraphs
            .iter()
            .cloned()
            .chain(self.children.iter().map(child))
            .collect::<Vec<_>>()
            .join("\n")
    }
}

/// What is left of a section's stretches without the sentences that are frames, and without its `heading`.
pub(super) fn own(
    parts: &Parts,
    lines: Range<usize>,
    heading: Option<usize>,
    taken: &BTreeSet<usize>,
) -> Own {
    let mut own = Own::default();
    for line in lines {
        let stretch = &parts.stretches[line];
        if !stretch.lead.is_empty() && heading != Some(line) {
            let lead = parts.report.words(&stretch.lead).trim().to_owned();
            let label = parts.report.words(&(stretch.span.start..stretch.lead.start));
            own.children.push(Child { heading: true, label, lead, rest: String::new() });
        }
        let (mut paragraph, mut in_point) = (String::new(), false);
        for sentence in
            sentences(parts, line).filter(|sentence| !taken.contains(&sentence.span.start))
        {
            let words = parts.report.words(&sentence.span);
            match (own.children.last_mut(), &sentence.point) {
                (Some(child), _) if child.heading => child.rest += &words,
                (_, Some(number)) => {
                    own.children.push(point(parts, &sentence, number));
                    in_point = true;
                }
                (Some(child), None) if in_point => child.rest += &words,
                _ => paragraph += &words,
            }
        }
        // What followed is told elsewhere.
        if paragraph.ends_with('；') {
            paragraph.truncate(paragraph.len() - '；'.len_utf8());
            paragraph.push('。');
        }
        own.paragraphs.extend(Some(paragraph).filter(|words| !words.trim().is_empty()));
    }
    own
}

/// 一是[产业不强]，缺少龙头。
fn point(parts: &Parts, sentence: &SlottedSentence, number: &Range<usize>) -> Child {
    let words = parts.report.words(&(number.end..sentence.span.end));
    let words = words.trim_start();
    let cut = words
        .find(['，', '。', '；', '：', ',', ';', ':'])
        .map_or(words.len(), |at| at + words[at..].chars().next().map_or(0, char::len_utf8));
    let label = parts.report.words(number);
    Child { heading: false, label, lead: words[..cut].to_owned(), rest: words[cut..].to_owned() }
}

/// The sentences of a stretch behind its number and heading.
pub(super) fn sentences(parts: &Parts, stretch: usize) -> impl Iterator<Item = SlottedSentence> {
    let stretch = &parts.stretches[stretch];
    let chars = parts.report.chars();
    let mut spans = Vec::new();
    let mut start = stretch.lead.end;
    if start > stretch.lead.start && start < stretch.span.end && "。：；，".contains(chars[start])
    {
        start += 1;
    }
    let is_point = |style: LabelStyle| {
        matches!(
            style,
            LabelStyle::Point | LabelStyle::Dash | LabelStyle::Arabic | LabelStyle::ArabicParen
        )
    };
    let headings = parts.report.headings();
    let first = headings.partition_point(|heading| heading.span.start <= start);
    let points =
        headings[first..].iter().take_while(|heading| heading.span.start < stretch.span.end);
    // 主要问题：|一是……，二是……: a point begins a sentence, whatever stands before it.
    let points = points.filter(|heading| is_point(heading.style)).map(|heading| heading.span.start);
    let stops =
        (start..stretch.span.end).filter(|at| "。！？；!?;".contains(chars[*at])).map(|at| at + 1);
    let ends: BTreeSet<usize> = stops.chain(points).chain([stretch.span.end]).collect();
    let behind = start;
    for end in ends.into_iter().filter(|end| *end > behind) {
        spans.push(start..end);
        start = end;
    }
    let mut begun = false;
    spans.into_iter().map(move |span| {
        let at = headings.partition_point(|heading| heading.span.start < span.start);
        let point = headings
            .get(at)
            .filter(|heading| heading.span.start == span.start && is_point(heading.style));
        let point = point.map(|heading| heading.label.clone());
        let within = |n: &usize| {
            span.start <= parts.pieces[*n].span.start && parts.pieces[*n].span.end <= span.end
        };
        let from = parts.pieces.partition_point(|piece| piece.span.start < span.start);
        let pieces = (from..parts.pieces.len())
            .take_while(|n| parts.pieces[*n].span.start < span.end)
            .filter(within);
        let in_point = begun && point.is_none();
        begun |= point.is_some();
        SlottedSentence { pieces: pieces.collect(), point, in_point, span }
    })
}

/// A sentence with a mark for each slot.
fn masked(parts: &Parts, sentence: &SlottedSentence) -> String {
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
