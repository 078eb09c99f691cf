//! Cuts lines where a heading inside them opens another section.
//!
//! Reports pasted from web pages run 一、回顾…… 二、安排…… together in one line.

use std::ops::Range;

use super::to_markup::LineShape;
use crate::read::{LabelStyle, LineRole, OutlineHeading, Report};

/// A line, or what stands between two headings inside one line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct SectionLine {
    pub(super) span: Range<usize>,
    pub(super) role: LineRole,
    /// The depth of the heading it begins with, if that opens a section.
    pub(super) depth: Option<u8>,
    /// The heading's words, without its number; empty where it has none.
    pub(super) lead: Range<usize>,
}

/// Returns the lines of a report, cut where another section begins inside one.
pub(super) fn section_lines(report: &Report, shapes: &[LineShape]) -> Vec<SectionLine> {
    let mut cut = Vec::new();
    for (line, shape) in shapes.iter().enumerate() {
        let lead = shape.lead().start;
        let mut open = SectionLine {
            span: shape.span.clone(),
            role: shape.role,
            depth: None,
            lead: lead..lead,
        };
        let headings = report.headings();
        let first = headings.partition_point(|heading| heading.line < line);
        for heading in headings[first..]
            .iter()
            .take_while(|heading| heading.line == line)
        {
            if !opens_section(heading) {
                continue;
            }
            let start = heading.span.start;
            let depth = u8::try_from(heading.depth).ok();
            let lead = heading.label.end.max(start)..heading.span.end;
            if start > open.span.start {
                let rest = SectionLine {
                    span: start..open.span.end,
                    role: shape.role,
                    depth,
                    lead,
                };
                open.span.end = start;
                cut.push(std::mem::replace(&mut open, rest));
            } else {
                (open.depth, open.lead) = (depth, lead);
            }
        }
        cut.push(open);
    }
    cut
}

/// Tests whether a heading opens a section: not 1. inside one, never a point (一是).
fn opens_section(heading: &OutlineHeading) -> bool {
    match heading.style {
        LabelStyle::Cn | LabelStyle::CnParen | LabelStyle::Ordinal | LabelStyle::Plain => true,
        LabelStyle::Point | LabelStyle::Dash => false,
        _ => heading.depth == 1,
    }
}
