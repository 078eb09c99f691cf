//! Inspects a report: its noise, its outline and its slots, with offsets in the decoded text.

use std::ops::Range;

use serde::Serialize;

use super::{fields, slots, to_markup};
use crate::lexicon::string;
use crate::read::Report;

/// What a report is made of.
///
/// Offsets count chars (Unicode scalar values) of the decoded text, `\r\n` read as `\n`.
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
    /// Its first char: that of its number.
    pub start: usize,
    /// The char after its last; the stop after it does not belong to it.
    pub end: usize,
    /// 1 for the outermost.
    pub depth: usize,
    /// How it is numbered: `cn` `cn_paren` `arabic` `arabic_paren` `ordinal` `dash` `point`
    /// `plain`.
    pub style: &'static str,
    /// Its words as they stand in the report.
    pub text: String,
}

/// A span that changes with the place, the year or the results.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SlotSpan {
    /// Its first char.
    pub start: usize,
    /// The char after its last.
    pub end: usize,
    /// What it is.
    #[serde(rename = "type")]
    pub kind: slots::SlotKind,
    /// `text[start..end]`
    pub text: String,
    /// The field that mining this report makes of it; none for what no tag can print.
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
    let words = |span: &Range<usize>| string(&source[span.clone()]);
    let mut headings = Vec::new();
    for heading in report.headings() {
        let span = report.source_of(&heading.span);
        headings.push(HeadingSpan {
            start: span.start,
            end: span.end,
            depth: heading.depth,
            style: heading.style.name(),
            text: words(&span),
        });
    }
    let found = slots::find(report);
    let (_, variables) = fields::find(report, &to_markup::shapes(report), &found);
    // One variable may print several slots (2024年 and 度), none prints half of one.
    let field_at = |span: &Range<usize>| {
        let after = variables.partition_point(|variable| variable.span.start <= span.start);
        let variable = variables[..after].last()?;
        (span.start < variable.span.end).then(|| variable.field.clone())
    };
    let mut slots = Vec::new();
    for slot in &found {
        let span = report.source_of(&slot.span);
        slots.push(SlotSpan {
            start: span.start,
            end: span.end,
            kind: slot.kind,
            text: words(&span),
            field: field_at(&slot.span),
        });
    }
    let noise = report
        .noise()
        .iter()
        .map(|noise| (noise.span.start, noise.span.end))
        .collect();
    Inspection {
        noise,
        headings,
        slots,
    }
}
