//! Cuts a report into the sections that serve one purpose each, in the order of the report.

use std::collections::HashSet;
use std::ops::Range;

use super::parsed_report::ParsedReport;
use super::section_roles;
use super::section_roles::SectionRole;
use crate::lexicon::is_hanzi;
use crate::read::LineRole;

/// Chars of a shingle: what sections are compared by.
const SHINGLE: usize = 4;

/// A section of a report.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct ReportSection {
    pub(super) role: SectionRole,
    /// What it is about, for sections of a review or of plans.
    pub(super) theme: Option<&'static str>,
    /// Its heading without number and stop.
    pub(super) heading: Option<String>,
    /// 1 for a part, 2 for a section inside one; 0 for a section without heading.
    pub(super) depth: u8,
    /// Its lines in [`ParsedReport::section_lines`], the heading's included.
    pub(super) lines: Range<usize>,
    /// Every four neighbouring hanzi of its words.
    pub(super) shingles: HashSet<[char; SHINGLE]>,
    /// Where in the report it begins, from 0 to 1.
    pub(super) at: f64,
}

/// What opens a section.
struct Opening {
    role: SectionRole,
    theme: Option<&'static str>,
    heading: Option<String>,
    depth: u8,
}

impl Opening {
    fn plain(role: SectionRole) -> Self {
        Self {
            role,
            theme: None,
            heading: None,
            depth: 0,
        }
    }
}

/// Returns the sections of a report; title, dateline, signature and the like belong to none.
pub(super) fn sections(parsed: &ParsedReport) -> Vec<ReportSection> {
    let count = parsed.section_lines.len().max(1) as f64;
    let mut sections: Vec<ReportSection> = Vec::new();
    // The role of the part that is open: its sections have it too.
    let mut part = SectionRole::Other;
    for (line, section_line) in parsed.section_lines.iter().enumerate() {
        if !matches!(section_line.role, LineRole::Heading | LineRole::Paragraph) {
            continue;
        }
        let words = parsed.report.words(&section_line.span);
        let at = line as f64 / count;
        let opening = match section_line.depth {
            Some(depth @ (1 | 2)) => {
                let heading = heading_words(&parsed.report.words(&section_line.lead));
                Some(opened_by_heading(heading, depth, &mut part))
            }
            Some(_) => None,
            None => match section_roles::of_paragraph(&words, 1.0 - at) {
                Some(role) => Some(Opening::plain(role)),
                None if sections.is_empty() => Some(Opening::plain(SectionRole::Opening)),
                None => None,
            },
        };
        if let Some(opening) = opening.filter(|opening| !goes_on(sections.last(), opening)) {
            sections.push(ReportSection {
                role: opening.role,
                theme: opening.theme,
                heading: opening.heading,
                depth: opening.depth,
                lines: line..line + 1,
                shingles: HashSet::new(),
                at,
            });
        }
        if let Some(last) = sections.last_mut() {
            last.lines.end = line + 1;
            last.shingles.extend(shingles(&words));
        }
    }
    sections
}

/// Tests whether a section without heading goes on: 让我们…… and 谢谢大家！ are one call.
fn goes_on(last: Option<&ReportSection>, opening: &Opening) -> bool {
    last.is_some_and(|last| last.role == opening.role && last.depth == 0 && opening.depth == 0)
}

fn heading_words(lead: &str) -> String {
    let is_edge = |c: char| !c.is_alphanumeric() && !"”）》".contains(c);
    lead.trim().trim_end_matches(is_edge).to_owned()
}

fn opened_by_heading(heading: String, depth: u8, part: &mut SectionRole) -> Opening {
    if depth == 1 {
        *part = match section_roles::of_heading(&heading) {
            SectionRole::Other if *part == SectionRole::Plans => SectionRole::Plans,
            found => found,
        };
    }
    // 今后五年的奋斗目标和主要任务 opens the plans; its targets stand in it.
    let is_particular = depth == 2 || *part != SectionRole::Plans;
    let role = match section_roles::of_paragraph(&heading, 1.0) {
        Some(role @ (SectionRole::Problems | SectionRole::Targets)) if is_particular => role,
        _ => *part,
    };
    Opening {
        role,
        theme: section_roles::theme(&heading),
        heading: Some(heading),
        depth,
    }
}

fn shingles(words: &str) -> Vec<[char; SHINGLE]> {
    let hanzi: Vec<char> = words.chars().filter(|c| is_hanzi(*c)).collect();
    hanzi
        .windows(SHINGLE)
        .filter_map(|window| window.try_into().ok())
        .collect()
}

impl ReportSection {
    /// Returns how much two sections are the same section, from 0 to 1: by what they are for and
    /// about, and by their words.
    pub(super) fn likeness(&self, other: &Self) -> f64 {
        if self.role != other.role || (self.depth == 1) != (other.depth == 1) {
            return 0.0;
        }
        let shared = self.shingles.intersection(&other.shingles).count() as f64;
        let fewer = self.shingles.len().min(other.shingles.len()).max(1) as f64;
        let overlap = shared / fewer;
        match (self.depth, self.theme, other.theme) {
            (0 | 1, ..) => 0.6 + 0.4 * overlap,
            (_, Some(a), Some(b)) if a == b => 0.5 + 0.5 * overlap,
            // Other words for another theme, unless the text is the same.
            _ => overlap * 1.5,
        }
    }
}
