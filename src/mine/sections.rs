//! Sections: a report's lines to the stretches that serve one purpose each, in the order of the report.

use std::collections::HashSet;
use std::ops::Range;

use super::roles;
use super::roles::SectionRole;
use super::to_markup::Shape;
use crate::read;
use crate::read::{LabelStyle, Report};

/// A line, or what stands between two headings inside one line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct SectionLine {
    pub(super) span: Range<usize>,
    pub(super) role: read::LineRole,
    /// Of the heading it begins with, if that opens a section.
    pub(super) depth: Option<u8>,
    /// The heading's words, without its number.
    pub(super) lead: Range<usize>,
}

/// The stretches of a report: its lines, cut where another section begins inside one.
pub(super) fn stretches(report: &Report, shapes: &[Shape]) -> Vec<SectionLine> {
    let mut stretches = Vec::new();
    for (line, shape) in shapes.iter().enumerate() {
        let lead = shape.lead();
        let mut open = SectionLine {
            span: shape.span.clone(),
            role: shape.role,
            depth: None,
            lead: lead.start..lead.start,
        };
        for heading in report.headings().iter().filter(|heading| heading.line == line) {
            let opens = matches!(
                heading.style,
                LabelStyle::Cn | LabelStyle::CnParen | LabelStyle::Ordinal | LabelStyle::Plain
            );
            if !opens && heading.depth > 1
                || matches!(heading.style, LabelStyle::Point | LabelStyle::Dash)
            {
                continue;
            }
            let start = heading.span.start;
            let depth = u8::try_from(heading.depth).ok();
            let lead = heading.label.end.max(start)..heading.span.end;
            if start > open.span.start {
                let end = open.span.end;
                open.span.end = start;
                stretches.push(std::mem::replace(
                    &mut open,
                    SectionLine { span: start..end, role: shape.role, depth, lead },
                ));
            } else {
                (open.depth, open.lead) = (depth, lead);
            }
        }
        stretches.push(open);
    }
    stretches
}

/// A stretch of a report that serves one purpose.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct ReportSection {
    pub(super) role: SectionRole,
    /// What it is about, for sections of a review or a plan.
    pub(super) theme: Option<&'static str>,
    /// Its heading without number and stop.
    pub(super) heading: Option<String>,
    /// 1 for a part, 2 for a section inside one; 0 for a stretch without heading.
    pub(super) depth: u8,
    /// Its stretches, the heading's included.
    pub(super) stretches: Range<usize>,
    /// Every four neighbouring hanzi of its words: what it is compared by.
    pub(super) shingles: HashSet<[char; 4]>,
    /// Where in the report it begins, from 0 to 1.
    pub(super) at: f64,
}

/// The sections of a report; title, dateline, signature and the like belong to none.
pub(super) fn sections(report: &Report, stretches: &[SectionLine]) -> Vec<ReportSection> {
    let count = stretches.len().max(1) as f64;
    let mut sections: Vec<ReportSection> = Vec::new();
    let mut part = SectionRole::Section;
    for (line, stretch) in stretches.iter().enumerate() {
        if !matches!(stretch.role, read::LineRole::Heading | read::LineRole::Paragraph) {
            continue;
        }
        let words = report.words(&stretch.span);
        let at = line as f64 / count;
        let opened = opened(report, stretch, &words, &mut part, 1.0 - at, sections.is_empty());
        // 让我们…… and 谢谢大家！ are one call.
        let goes_on = |new: &ReportSection| {
            sections
                .last()
                .is_some_and(|last| (last.role, last.depth, 0) == (new.role, new.depth, new.depth))
        };
        match opened.filter(|opened| !goes_on(opened)) {
            Some(opened) => {
                sections.push(ReportSection { stretches: line..line + 1, at, ..opened });
            }
            None => sections.last_mut().into_iter().for_each(|last| last.stretches.end = line + 1),
        }
        if let Some(last) = sections.last_mut() {
            last.shingles.extend(shingles(&words));
        }
    }
    sections
}

/// The section a line opens, if it opens one.
fn opened(
    report: &Report,
    stretch: &SectionLine,
    words: &str,
    part: &mut SectionRole,
    left: f64,
    first: bool,
) -> Option<ReportSection> {
    let section = |role, theme, heading, depth| {
        Some(ReportSection {
            role,
            theme,
            heading,
            depth,
            stretches: 0..0,
            shingles: HashSet::new(),
            at: 0.0,
        })
    };
    if let Some(depth @ (1 | 2)) = stretch.depth {
        let heading = report.words(&stretch.lead);
        let heading = heading
            .trim()
            .trim_end_matches(|c: char| !c.is_alphanumeric() && !"”）》".contains(c))
            .to_owned();
        if depth == 1 {
            *part = match roles::part(&heading) {
                SectionRole::Section if *part == SectionRole::Plan => SectionRole::Plan,
                found => found,
            };
        }
        // 今后五年的奋斗目标和主要任务 is the plan; its targets stand in it.
        let own = |role: &SectionRole| {
            matches!(role, SectionRole::Problems | SectionRole::Targets)
                && (depth == 2 || *part != SectionRole::Plan)
        };
        let role = roles::paragraph(&heading, 1.0).filter(own);
        return section(role.unwrap_or(*part), roles::theme(&heading), Some(heading), depth);
    }
    if stretch.depth.is_some() {
        return None;
    }
    match roles::paragraph(words, left) {
        Some(role) => section(role, None, None, 0),
        None if first => section(SectionRole::Opening, None, None, 0),
        None => None,
    }
}

fn shingles(words: &str) -> impl Iterator<Item = [char; 4]> {
    let hanzi: Vec<char> =
        words.chars().filter(|c| ('\u{4e00}'..='\u{9fff}').contains(c)).collect();
    (4..=hanzi.len())
        .map(move |end| [hanzi[end - 4], hanzi[end - 3], hanzi[end - 2], hanzi[end - 1]])
}

impl ReportSection {
    /// How much two sections are the same section, from 0 to 1: by what they are for and about, and by their words.
    pub(super) fn likeness(&self, other: &Self) -> f64 {
        if self.role != other.role || (self.depth == 1) != (other.depth == 1) {
            return 0.0;
        }
        let shared = self.shingles.intersection(&other.shingles).count() as f64;
        let least = self.shingles.len().min(other.shingles.len()).max(1) as f64;
        let words = shared / least;
        match (self.depth, self.theme, other.theme) {
            (0 | 1, ..) => 0.6 + 0.4 * words,
            (_, Some(a), Some(b)) if a == b => 0.5 + 0.5 * words,
            // Other words for another theme, unless the text is the same.
            _ => words * 1.5,
        }
    }
}
