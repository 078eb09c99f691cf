//! Cuts the lines of a report into sentences, each with its point number and its variables.

use std::collections::BTreeSet;
use std::ops::Range;

use super::parsed_report::ParsedReport;
use crate::read::{LabelStyle, OutlineHeading};

/// What stands for a variable where sentences are compared; a noncharacter, so in no report.
const VARIABLE_MARK: char = '\u{FDD4}';

/// A sentence of a report.
#[derive(Clone, Debug)]
pub(super) struct Sentence {
    pub(super) span: Range<usize>,
    /// The number it begins with, if it is a point: 一是.
    pub(super) point: Option<Range<usize>>,
    /// Whether it continues a point that began before it.
    pub(super) in_point: bool,
    /// Its variables, as a range of [`ParsedReport::variables`].
    pub(super) variables: Range<usize>,
}

impl Sentence {
    /// Returns the sentence of a span, with the variables inside.
    pub(super) fn of(parsed: &ParsedReport, span: Range<usize>) -> Self {
        let first = parsed
            .variables
            .partition_point(|variable| variable.span.start < span.start);
        let rest = &parsed.variables[first..];
        let inside = rest.partition_point(|variable| variable.span.end <= span.end);
        Self {
            span,
            point: None,
            in_point: false,
            variables: first..first + inside,
        }
    }
}

/// Returns the sentences of a section line behind its number and heading.
pub(super) fn sentences(parsed: &ParsedReport, line: usize) -> Vec<Sentence> {
    let line = &parsed.section_lines[line];
    let chars = parsed.report.chars();
    let mut start = line.lead.end;
    let has_lead = start > line.lead.start && start < line.span.end;
    if has_lead && "。：；，".contains(chars[start]) {
        start += 1;
    }
    let headings = parsed.report.headings();
    let first = headings.partition_point(|heading| heading.span.start <= start);
    let mut ends: BTreeSet<usize> = BTreeSet::from([line.span.end]);
    for heading in &headings[first..] {
        if heading.span.start >= line.span.end {
            break;
        }
        // 主要问题：|一是……，二是……: a point begins a sentence, whatever stands before it.
        if is_point(heading) {
            ends.insert(heading.span.start);
        }
    }
    for (at, sign) in chars.iter().enumerate().take(line.span.end).skip(start) {
        if "。！？；!?;".contains(*sign) {
            ends.insert(at + 1);
        }
    }
    let mut sentences = Vec::new();
    let mut point_begun = false;
    for end in ends {
        if end <= start {
            continue;
        }
        let sentence = sentence(parsed, start..end, point_begun);
        point_begun |= sentence.point.is_some();
        sentences.push(sentence);
        start = end;
    }
    sentences
}

fn sentence(parsed: &ParsedReport, span: Range<usize>, point_begun: bool) -> Sentence {
    let headings = parsed.report.headings();
    let at = headings.partition_point(|heading| heading.span.start < span.start);
    let heading = headings
        .get(at)
        .filter(|heading| heading.span.start == span.start);
    let point = heading
        .filter(|heading| is_point(heading))
        .map(|heading| heading.label.clone());
    let in_point = point_begun && point.is_none();
    Sentence {
        point,
        in_point,
        ..Sentence::of(parsed, span)
    }
}

fn is_point(heading: &OutlineHeading) -> bool {
    matches!(
        heading.style,
        LabelStyle::Point | LabelStyle::Dash | LabelStyle::Arabic | LabelStyle::ArabicParen
    )
}

/// Returns a sentence's words with a mark for each variable: what sentences are compared by.
pub(super) fn skeleton(parsed: &ParsedReport, sentence: &Sentence) -> String {
    let mut words = String::new();
    // A point is the same point whatever its number.
    let mut at = sentence
        .point
        .as_ref()
        .map_or(sentence.span.start, |number| number.end);
    for variable in &parsed.variables[sentence.variables.clone()] {
        words += &parsed.report.words(&(at..variable.span.start));
        words.push(VARIABLE_MARK);
        words += &variable.dotted_part();
        at = variable.span.end;
    }
    words + &parsed.report.words(&(at..sentence.span.end))
}
