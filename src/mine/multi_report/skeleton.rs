//! Defines what the steps of a skeleton pass on: the reports, what is taken over, and the proposal.

use std::collections::{BTreeSet, HashSet};
use std::ops::Range;

use super::super::align::Column;
use super::super::field_names::Names;
use super::super::fields::FoundField;
use super::super::indicator_names::{best_known, is_indicator};
use super::super::parsed_report::ParsedReport;
use super::super::proposal::{MinedAnswer, Proposal, ProposedField, TemplateLine, TemplatePart};
use super::super::section_roles;
use super::super::section_roles::SectionRole;
use super::super::sections::ReportSection;
use super::super::sentences::Sentence;
use super::super::single_report;
use crate::figure::Figure;
use crate::schema::FieldKind;

/// The reports a skeleton is made of.
pub(super) struct ReportSet<'a> {
    pub(super) parsed: &'a [ParsedReport<'a>],
    pub(super) sections: &'a [Vec<ReportSection>],
    /// For each report, the number of its text.
    pub(super) texts: Vec<usize>,
}

impl ReportSet<'_> {
    /// Returns the lines of a report's section less a heading that has its line to itself.
    pub(super) fn lines(&self, report: usize, section: &ReportSection) -> Range<usize> {
        let first = &self.parsed[report].section_lines[section.lines.start];
        let is_alone = section.heading.is_some() && first.lead.end == first.span.end;
        section.lines.start + usize::from(is_alone)..section.lines.end
    }

    /// Returns the lines of each report's section in a column; none where it has no such section.
    pub(super) fn column_lines(&self, column: &Column) -> Vec<Range<usize>> {
        let mut lines = Vec::new();
        for (report, member) in column.members.iter().enumerate() {
            lines.push(member.map_or(0..0, |at| self.lines(report, &self.sections[report][at])));
        }
        lines
    }

    pub(super) fn nothing_taken(&self) -> TakenSentences {
        TakenSentences(vec![BTreeSet::new(); self.parsed.len()])
    }
}

/// For each report, where the sentences begin that the template has taken over.
pub(super) struct TakenSentences(Vec<BTreeSet<usize>>);

impl TakenSentences {
    /// Adds a sentence of each report that has it.
    pub(super) fn add(&mut self, members: &[Option<Sentence>]) {
        for (taken, member) in self.0.iter_mut().zip(members) {
            taken.extend(member.as_ref().map(|sentence| sentence.span.start));
        }
    }

    pub(super) fn of(&self, report: usize) -> &BTreeSet<usize> {
        &self.0[report]
    }
}

/// The names of what shared sentences ask, in the review and in the plans: each indicator is asked
/// once in each.
#[derive(Default)]
pub(super) struct AskedNames(HashSet<(bool, String)>);

impl AskedNames {
    /// Notes a name; returns whether it was new.
    pub(super) fn add(&mut self, is_ahead: bool, name: &str) -> bool {
        self.0.insert((is_ahead, best_known(plain_name(name))))
    }

    pub(super) fn has(&self, is_ahead: bool, name: &str) -> bool {
        self.0.contains(&(is_ahead, best_known(plain_name(name))))
    }
}

/// Returns a field's name without what told it from others of its report: the number behind
/// `固定资产投资_2`, 目标, the theme before 安全治理粮食产量.
pub(super) fn plain_name(name: &str) -> &str {
    let is_number = |c: char| c.is_ascii_digit() || c == '_';
    let numbered = name.contains('_').then(|| name.trim_end_matches(is_number));
    let name = numbered.unwrap_or(name);
    let name = name.strip_suffix("目标").unwrap_or(name);
    let bare = section_roles::themes().find_map(|theme| name.strip_prefix(theme));
    bare.filter(|bare| is_indicator(bare)).unwrap_or(name)
}

/// A proposal under construction, with the names that are taken.
pub(super) struct Skeleton {
    names: Names,
    pub(super) section_names: Names,
    pub(super) proposal: Proposal,
}

impl Skeleton {
    pub(super) fn new(proposal: Proposal) -> Self {
        Self {
            names: Names::default(),
            section_names: Names::default(),
            proposal,
        }
    }

    /// Adds a field under its name, or the first of the other names that is free; `question` makes
    /// its question of that name.
    pub(super) fn add_field(
        &mut self,
        name: &str,
        others: &[String],
        mut field: ProposedField,
        question: impl FnOnce(&str) -> String,
    ) -> usize {
        field.name = self.names.unique(name, others);
        field.question = question(&field.name);
        self.proposal.fields.push(field);
        self.proposal.fields.len() - 1
    }

    /// Adds an optional field of words.
    pub(super) fn add_text(
        &mut self,
        name: &str,
        question: String,
        group: &str,
        answers: Vec<Option<String>>,
    ) -> usize {
        let answers = answers
            .into_iter()
            .map(|answer| answer.map(MinedAnswer::Words))
            .collect();
        let kind = FieldKind::Text { paragraphs: false };
        let mut field = ProposedField::new(kind, String::new(), group, answers);
        field.optional = true;
        self.add_field(name, &[], field, |_| question)
    }

    /// Adds an optional field of what the reports found under one name.
    ///
    /// Where they say it in units that do not convert, or with other parts, the first of them
    /// shows how, and those that differ stay unanswered.
    pub(super) fn add_found(
        &mut self,
        name: &str,
        found: &[Option<&FoundField>],
        group: &str,
    ) -> Option<usize> {
        let model = *found.iter().flatten().next()?;
        let answers = found
            .iter()
            .map(|field| {
                field
                    .filter(|field| is_like(field, model))
                    .map(|f| f.answer.clone())
            })
            .collect();
        let mut field = ProposedField::new(model.kind.clone(), String::new(), group, answers);
        field.optional = true;
        // A number that every year has is not asked of one town, but it is another of each town.
        field.is_suggested = model.is_suggested || model.is_figure();
        // The goal of what the review tells is another figure: 固定资产投资增速目标.
        let goal = [format!("{name}目标")];
        let is_goal = group == part_name(SectionRole::Plans) && model.is_figure();
        let others = if is_goal { &goal[..] } else { &[] };
        Some(self.add_field(name, others, field, |name| {
            single_report::question(name, model)
        }))
    }

    pub(super) fn add_line(&mut self, parts: Vec<TemplatePart>, condition: Option<usize>) {
        self.proposal.lines.push(TemplateLine {
            parts,
            condition,
            repeat: None,
        });
    }
}

/// Tests whether what a report found can be answered to the field of another.
fn is_like(field: &FoundField, model: &FoundField) -> bool {
    let converts = || {
        let unit = model.unit();
        unit.is_some() && Figure::parse_in(field.answer.main(), unit).is_ok()
    };
    let same_kind = field.kind.name() == model.kind.name();
    let same_parts = model.is_place() || field.answer.has_parts_of(&model.answer);
    same_kind && same_parts && (field.unit() == model.unit() || converts())
}

/// Returns the tag that prints a field.
pub(super) fn tag(field: usize, instead: Option<String>) -> TemplatePart {
    TemplatePart::Tag {
        field,
        part: String::new(),
        change: None,
        instead,
    }
}

/// Tests whether a section says what will be done.
pub(super) fn is_ahead(role: SectionRole) -> bool {
    matches!(
        role,
        SectionRole::Demands | SectionRole::Targets | SectionRole::Plans
    )
}

/// Returns the name of the part of a report a section belongs to.
pub(super) fn part_name(role: SectionRole) -> &'static str {
    match role {
        SectionRole::Opening => "开场",
        SectionRole::Review | SectionRole::Thanks | SectionRole::Problems => "回顾",
        SectionRole::Demands | SectionRole::Targets | SectionRole::Plans => "安排",
        SectionRole::Call => "结尾",
        SectionRole::Other => "正文",
    }
}

/// Returns a name for a section, and the heading it has where nobody writes another: what it is
/// for, and what most of its reports say it is about.
pub(super) fn section_name(reports: &ReportSet, column: &Column) -> (String, String) {
    let Some(first) = column.sections(reports.sections).next() else {
        return (String::new(), String::new());
    };
    let theme = column.theme(reports.sections);
    let role = first.role.name();
    match (first.depth, theme) {
        (2, Some(theme)) => (format!("{role}{theme}"), theme.to_owned()),
        (1, _) if first.role.is_part() => (format!("工作{role}"), format!("工作{role}")),
        (1, Some(theme)) => (theme.to_owned(), theme.to_owned()),
        _ => (role.to_owned(), role.to_owned()),
    }
}
