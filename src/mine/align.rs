//! Aligns the sections of several reports to columns, whatever their order in each report.

use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap};

use super::section_roles::SectionRole;
use super::sections::ReportSection;

/// The least likeness (0 to 1) at which two sections are one and the same.
const SAME_SECTION: f64 = 0.5;
/// The share of the reports from which on a column is required.
pub(super) const REQUIRED_SHARE: f64 = 0.8;

/// A section of the genre: which section of each report it is.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Column {
    /// For each report, the index of its section, if it has this one.
    pub(super) members: Vec<Option<usize>>,
}

/// Two sections that may be one.
struct Pairing {
    likeness: f64,
    column: usize,
    section: usize,
}

impl Column {
    /// Returns the share of the reports that have it.
    pub(super) fn share(&self) -> f64 {
        self.members.iter().flatten().count() as f64 / self.members.len().max(1) as f64
    }

    /// Returns the sections it holds, in the order of the reports.
    pub(super) fn sections<'a>(
        &'a self,
        reports: &'a [Vec<ReportSection>],
    ) -> impl Iterator<Item = &'a ReportSection> {
        let members = self.members.iter().zip(reports);
        members.filter_map(|(member, sections)| sections.get((*member)?))
    }

    /// Returns what most of its sections are about.
    pub(super) fn theme(&self, reports: &[Vec<ReportSection>]) -> Option<&'static str> {
        let mut themes: BTreeMap<&str, usize> = BTreeMap::new();
        for theme in self.sections(reports).filter_map(|member| member.theme) {
            *themes.entry(theme).or_default() += 1;
        }
        let most = themes.into_iter().max_by_key(|(_, count)| *count);
        most.map(|(theme, _)| theme)
    }

    /// Returns what tells it from other columns: the role, the depth, and inside a part the theme.
    /// `None` for the parts themselves, of which a report may have two: goals of five years, and
    /// the tasks of one.
    fn kind(&self, reports: &[Vec<ReportSection>]) -> Option<ColumnKind> {
        let first = self.sections(reports).next()?;
        let theme = self.theme(reports);
        match first.depth {
            0 => Some((first.role, 0, None)),
            1 if first.role.is_part() => None,
            depth => theme.map(|theme| (first.role, depth, Some(theme))),
        }
    }
}

/// What a column is of: its role, its depth and its theme.
type ColumnKind = (SectionRole, u8, Option<&'static str>);

/// Returns the columns, in the order the sections usually come.
///
/// Each report's sections are paired with the columns found so far, the likest first, one to one;
/// what is left opens new columns. So a text whose sections were only put in another order pairs
/// whole.
pub(super) fn align(reports: &[Vec<ReportSection>]) -> Vec<Column> {
    let mut columns: Vec<Column> = Vec::new();
    for (report, sections) in reports.iter().enumerate() {
        let mut is_placed = vec![false; sections.len()];
        for Pairing {
            column, section, ..
        } in pairings(&columns, sections, reports)
        {
            let member = &mut columns[column].members[report];
            if member.is_none() && !is_placed[section] {
                *member = Some(section);
                is_placed[section] = true;
            }
        }
        for (section, is_placed) in is_placed.into_iter().enumerate() {
            if !is_placed {
                let mut members = vec![None; reports.len()];
                members[report] = Some(section);
                columns.push(Column { members });
            }
        }
    }
    gather(&mut columns, reports);
    columns.sort_by(|a, b| position(a, reports).total_cmp(&position(b, reports)));
    columns
}

/// Gathers the columns of one kind in the one that most reports have, so that each section is one
/// by what it is for and about; a report's second section of the kind stays in a column of its own.
fn gather(columns: &mut Vec<Column>, reports: &[Vec<ReportSection>]) {
    columns.sort_by_key(|column| Reverse(column.members.iter().flatten().count()));
    let mut first_of: HashMap<ColumnKind, usize> = HashMap::new();
    for at in 0..columns.len() {
        let Some(kind) = columns[at].kind(reports) else {
            continue;
        };
        let first = *first_of.entry(kind).or_insert(at);
        if first == at {
            continue;
        }
        for report in 0..reports.len() {
            if columns[first].members[report].is_none() {
                columns[first].members[report] = columns[at].members[report].take();
            }
        }
    }
    columns.retain(|column| column.members.iter().any(Option::is_some));
}

/// Returns the pairs of a column and a section that are alike enough, the likest first.
fn pairings(
    columns: &[Column],
    sections: &[ReportSection],
    reports: &[Vec<ReportSection>],
) -> Vec<Pairing> {
    let mut pairings = Vec::new();
    for (column, members) in columns.iter().enumerate() {
        for (at, section) in sections.iter().enumerate() {
            let likeness = likeness(members, section, reports);
            if likeness >= SAME_SECTION {
                pairings.push(Pairing {
                    likeness,
                    column,
                    section: at,
                });
            }
        }
    }
    pairings.sort_by(|a, b| {
        let by_likeness = b.likeness.total_cmp(&a.likeness);
        by_likeness
            .then(a.column.cmp(&b.column))
            .then(a.section.cmp(&b.section))
    });
    pairings
}

/// Returns how like a section is to the likest member of a column, from 0 to 1.
fn likeness(column: &Column, section: &ReportSection, reports: &[Vec<ReportSection>]) -> f64 {
    column
        .sections(reports)
        .map(|member| member.likeness(section))
        .fold(0.0, f64::max)
}

/// Returns a sort key: what a column is for first, then where its members begin.
fn position(column: &Column, reports: &[Vec<ReportSection>]) -> f64 {
    let mut starts = 0.0;
    let mut count: f64 = 0.0;
    for member in column.sections(reports) {
        starts += member.at;
        count += 1.0;
    }
    let Some(first) = column.sections(reports).next() else {
        return 0.0;
    };
    match (first.role, first.depth) {
        // The part's heading stands before the demands and targets in it.
        (SectionRole::Plans, 1) => f64::from(SectionRole::Demands as u8) - 0.001,
        (role, _) => f64::from(role as u8) + starts / count.max(1.0) * 0.99,
    }
}
