//! Inspecting: a report to what it is made of, with offsets in characters of the decoded text.

use std::ops::Range;

use serde::Serialize;

use super::{fields, slots, to_markup};
use crate::lexicon::string;
use crate::read::Report;

/// What a report is made of.
///
/// Offsets count Unicode code points of the decoded text, `\r\n` read as `\n`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Inspection {
    /// Stretches that are not the report's.
    pub noise: Vec<(usize, usize)>,
    /// Its headings in order.
    pub headings: Vec<HeadingSpan>,
    /// Its slots in order and apart, none of them in noise.
    pub slots: Vec<SlotSpan>,
}

/// A heading of the outline.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct HeadingSpan {
    /// Its first character: that of its number.
    pub start: usize,
    /// The character after its last; the stop after it is not its own.
    pub end: usize,
    /// 1 for the outermost.
    pub depth: usize,
    /// How it is numbered: `cn` `cn_paren` `arabic` `arabic_paren` `ordinal` `dash` `point` `plain`.
    pub style: &'static str,
    /// Its words as they stand in the report.
    pub text: String,
}

/// A span a writer would change.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SlotSpan {
    /// Its first character.
    pub start: usize,
    /// The character after its last.
    pub end: usize,
    /// What it is.
    #[serde(rename = "type")]
    pub kind: slots::SlotKind,
    /// `text[start..end]`
    pub text: String,
    /// The field that mining this report makes of it; none for what no tag can stand for.
    pub field: Option<String>,
}

/// Inspects a report.
///
/// ```
/// use nigao::mine::inspect::inspect;
/// use nigao::read::Report;
/// let found = inspect(&Report::read("各位代表：\n一、回顾\n云溪镇实现产值3亿元。"));
/// assert_eq!(found.headings[0].text, "一、回顾");
/// assert_eq!(found.slots[1].text, "3亿元");
/// assert_eq!((found.slots[1].start, found.slots[1].end), (18, 21));
/// assert_eq!(found.slots[1].field.as_deref(), Some("产值"));
/// ```
#[must_use]
pub fn inspect(report: &Report) -> Inspection {
    let source = report.source();
    let words = |start: usize, end: usize| string(&source[start..end]);
    let headings = report.headings().iter().map(|heading| {
        let span = report.source_of(&heading.span);
        HeadingSpan {
            start: span.start,
            end: span.end,
            depth: heading.depth,
            style: heading.style.name(),
            text: words(span.start, span.end),
        }
    });
    let found = slots::find(report);
    let (_, pieces) = fields::find(report, &to_markup::shapes(report), &found);
    // One piece may hold several slots (2024年 and 度), none holds half of one.
    let field = |span: &Range<usize>| {
        let after = pieces.partition_point(|piece| piece.span.start <= span.start);
        let piece = pieces[..after].last().filter(|piece| span.start < piece.span.end);
        piece.map(|piece| piece.field().to_owned())
    };
    let slots = found.iter().map(|slot| {
        let span = report.source_of(&slot.span);
        let text = words(span.start, span.end);
        SlotSpan {
            start: span.start,
            end: span.end,
            kind: slot.kind,
            text,
            field: field(&slot.span),
        }
    });
    Inspection {
        noise: report.noise().iter().map(|noise| (noise.span.start, noise.span.end)).collect(),
        headings: headings.collect(),
        slots: slots.collect(),
    }
}
