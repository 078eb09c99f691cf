//! Alignment: the sections of several reports to columns, whatever their order in each.

use super::roles::SectionRole;
use super::sections::ReportSection;

/// Sections this much alike are one and the same.
const SAME: f64 = 0.5;
/// Above this share of the reports a column is required.
pub(super) const REQUIRED: f64 = 0.8;

/// A section of the genre: which section of each report it is.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Column {
    /// For each report, the number of its section, if it has this one.
    pub(super) members: Vec<Option<usize>>,
}

impl Column {
    /// The share of the reports that have it.
    pub(super) fn share(&self) -> f64 {
        self.members.iter().flatten().count() as f64 / self.members.len().max(1) as f64
    }
}

/// The columns, in the order the sections usually come.
///
/// Each report's sections are paired with the columns found so far, the likest first, one to one; what is left opens
/// columns of its own. So a text whose sections were only put in another order pairs whole.
pub(super) fn align(reports: &[Vec<ReportSection>]) -> Vec<Column> {
    let mut columns: Vec<Column> = Vec::new();
    for (report, sections) in reports.iter().enumerate() {
        let mut pairs: Vec<(f64, usize, usize)> = Vec::new();
        for (c, column) in columns.iter().enumerate() {
            for (s, section) in sections.iter().enumerate() {
                let like = likeness(column, section, reports);
                if like >= SAME {
                    pairs.push((like, c, s));
                }
            }
        }
        pairs.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)).then(a.2.cmp(&b.2)));
        let mut placed = vec![false; sections.len()];
        for (_, c, s) in pairs {
            if columns[c].members[report].is_none() && !placed[s] {
                columns[c].members[report] = Some(s);
                placed[s] = true;
            }
        }
        for s in (0..sections.len()).filter(|s| !placed[*s]) {
            let mut members = vec![None; reports.len()];
            members[report] = Some(s);
            columns.push(Column { members });
        }
    }
    columns.sort_by(|a, b| place(a, reports).total_cmp(&place(b, reports)));
    columns
}

/// How like a section is to the likest member of a column.
fn likeness(column: &Column, section: &ReportSection, reports: &[Vec<ReportSection>]) -> f64 {
    members(column, reports).map(|member| member.likeness(section)).fold(0.0, f64::max)
}

/// The sections a column holds, in the order of the reports.
pub(super) fn members<'a>(
    column: &'a Column,
    reports: &'a [Vec<ReportSection>],
) -> impl Iterator<Item = &'a ReportSection> {
    column.members.iter().zip(reports).filter_map(|(member, sections)| sections.get((*member)?))
}

/// Where a column stands: by what it is for first, then by where its members begin.
fn place(column: &Column, reports: &[Vec<ReportSection>]) -> f64 {
    let (sum, count) = members(column, reports)
        .fold((0.0, 0.0), |(sum, count), member| (sum + member.at, count + 1.0));
    members(column, reports).next().map_or(0.0, |member| match (member.role, member.depth) {
        // The part's own heading stands before the demands and targets in it.
        (SectionRole::Plan, 1) => f64::from(SectionRole::Demands as u8) - 0.001,
        (role, _) => f64::from(role as u8) + sum / f64::max(count, 1.0) * 0.99,
    })
}
