//! Skeleton: several reports of a kind to what they propose: the sections they share, the figures they name.

mod body;
mod framing;
mod metrics;

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::ops::Range;

use super::align;
use super::align::{Column, REQUIRED};
use super::field_names::Names;
use super::fields;
use super::fields::FoundField;
use super::levels;
use super::multi_report::metrics::Metric;
use super::proposal;
use super::proposal::{Answer, LinePart, Need, Proposal, ProposedField, ProposedLine};
use super::roles::SectionRole;
use super::sections;
use super::sections::{ReportSection, SectionLine};
use super::shared_sentences::{Frame, SlottedSentence};
use super::single_report;
use super::slots;
use super::to_markup;
use super::to_markup::VariableSpan;
use crate::document::escape;
use crate::read;
use crate::read::Report;

/// Reports that share more of their words than this are one text, however it was put together.
const ONE_TEXT: f64 = 0.8;

/// A report taken apart.
pub(super) struct Parts {
    pub(super) report: Report,
    pub(super) stretches: Vec<SectionLine>,
    pub(super) fields: Vec<FoundField>,
    pub(super) pieces: Vec<VariableSpan>,
}

impl Parts {
    fn of(report: &Report) -> Self {
        let shapes = to_markup::shapes(report);
        let (fields, mut pieces) = fields::find(report, &shapes, &slots::find(report));
        levels::add(report, &fields, &mut pieces);
        let stretches = sections::stretches(report, &shapes);
        Self { report: report.clone(), stretches, fields, pieces }
    }

    /// The first line of a role.
    fn line(&self, role: read::LineRole) -> Option<String> {
        let line = self.report.lines().iter().find(|line| line.role == role)?;
        Some(self.report.words(&line.span).trim().to_owned()).filter(|words| !words.is_empty())
    }
}

/// What several reports have in common.
///
/// A section is required when at least four in five reports have it; otherwise a question decides about it. What only
/// one report says stays out: its words become the answers.
pub(super) fn propose(reports: &[Report]) -> Proposal {
    let parts: Vec<Parts> = reports.iter().map(Parts::of).collect();
    let sections: Vec<Vec<ReportSection>> =
        parts.iter().map(|parts| sections::sections(&parts.report, &parts.stretches)).collect();
    let columns = align::align(&sections);
    let title = |parts: &Parts| parts.line(read::LineRole::Title).unwrap_or_default();
    let kind = single_report::kind(&parts.iter().map(title).collect::<String>());
    let out = Proposal {
        title: "由来稿归纳".to_owned(),
        kind,
        summary: "由几篇来稿归纳的文种",
        reports: reports.len(),
        ..Proposal::default()
    };
    let texts = texts(&sections);
    let (names, section_names) = (Names::default(), Names::default());
    let taken = vec![BTreeSet::new(); parts.len()];
    let mut writer =
        Writer { parts: &parts, sections: &sections, texts, taken, names, section_names, out };
    let head = [
        (read::LineRole::Title, "标题", "# "),
        (read::LineRole::Dateline, "题注", "> "),
        (read::LineRole::Speaker, "主讲人", "@ "),
        (read::LineRole::Salutation, "称谓", "! "),
    ];
    writer.around("题头", &head);
    let frames: Vec<Vec<Frame>> = columns.iter().map(|column| writer.framed(column)).collect();
    frames.iter().flatten().for_each(|frame| writer.take(&frame.members));
    let mut metrics = writer.metrics(&columns);
    for (at, column) in columns.iter().enumerate() {
        let metrics = metrics.remove(&at).unwrap_or_default();
        writer.column(column, &frames[at], metrics);
    }
    writer.around(
        "落款",
        &[(read::LineRole::Signature, "署名", ">> "), (read::LineRole::Date, "成文日期", ">>> ")],
    );
    writer.out
}

/// For each report, the number of its text: the same for reports that say the same.
fn texts(reports: &[Vec<ReportSection>]) -> Vec<usize> {
    let words: Vec<HashSet<[char; 4]>> = reports
        .iter()
        .map(|sections| {
            sections.iter().flat_map(|section| section.shingles.iter().copied()).collect()
        })
        .collect();
    let mut texts: Vec<usize> = Vec::new();
    for (at, own) in words.iter().enumerate() {
        let same = |other: &usize| {
            let shared = own.intersection(&words[*other]).count() as f64;
            shared / own.len().min(words[*other].len()).max(1) as f64 > ONE_TEXT
        };
        let text = (0..at).find(same).map_or(at, |other| texts[other]);
        texts.push(text);
    }
    texts
}

struct Writer<'a> {
    parts: &'a [Parts],
    sections: &'a [Vec<ReportSection>],
    /// See [`texts`].
    texts: Vec<usize>,
    /// For each report, where the sentences begin that the genre has taken over.
    taken: Vec<BTreeSet<usize>>,
    names: Names,
    section_names: Names,
    out: Proposal,
}

impl Writer<'_> {
    /// A field under a name that is free.
    fn field(&mut self, name: &str, field: ProposedField) -> usize {
        let name = self.names.unique(name, &[]);
        let question = field.question.replace("{name}", &name);
        self.out.fields.push(ProposedField { name, question, ..field });
        self.out.fields.len() - 1
    }

    /// A field of words.
    fn text(
        &mut self,
        name: &str,
        question: String,
        group: &str,
        answers: Vec<Option<String>>,
    ) -> usize {
        let answers = answers.into_iter().map(|answer| answer.map(Answer::words)).collect();
        let field = ProposedField {
            kind: "text",
            question,
            group: group.to_owned(),
            optional: true,
            answers,
            ..ProposedField::default()
        };
        self.field(name, field)
    }

    fn line(&mut self, bits: Vec<LinePart>, when: Option<usize>) {
        self.out.lines.push(ProposedLine { bits, when, each: None });
    }

    /// Takes over a sentence of each report that has it.
    fn take(&mut self, members: &[Option<SlottedSentence>]) {
        for (taken, member) in self.taken.iter_mut().zip(members) {
            taken.extend(member.as_ref().map(|sentence| sentence.span.start));
        }
    }

    /// The lines around the text that any of the reports has, each a field: its role, its name, its mark.
    fn around(&mut self, group: &str, lines: &[(read::LineRole, &str, &str)]) {
        for &(role, name, mark) in lines {
            let answers: Vec<_> = self.parts.iter().map(|parts| parts.line(role)).collect();
            if answers.iter().any(Option::is_some) {
                let field = self.text(name, format!("{name}怎么写？"), group, answers);
                self.line(vec![LinePart::Words(mark.to_owned()), tag(field, None)], Some(field));
            }
        }
    }

    /// A section: its heading, the sentences and figures its reports share, and the rest in the writer's words.
    fn column(&mut self, column: &Column, frames: &[Frame], metrics: Vec<Metric>) {
        let members: Vec<&ReportSection> = align::members(column, self.sections).collect();
        let Some(first) = members.first() else { return };
        let (base, heading) = name_of(&members);
        let found: Vec<bool> = column.members.iter().map(Option::is_some).collect();
        let from = self.out.lines.len();
        let mut name = base.clone();
        let mut need = if column.share() >= REQUIRED { Need::Required } else { Need::Optional };
        // A section of one report among several is that report's own.
        if found.len() > 2 && members.len() == 1 {
            need = Need::Out;
        } else {
            name = self.section_names.unique(&base, &[]);
            self.heading(column, first, &name, &heading);
            self.frames(frames, part_name(first.role));
            self.told(metrics, part_name(first.role));
            self.body(column, &name, part_name(first.role));
        }
        let lines = from..self.out.lines.len();
        self.out.sections.push(proposal::ProposedSection { name, found, lines, need, flag: None });
    }

    fn heading(&mut self, column: &Column, first: &ReportSection, name: &str, heading: &str) {
        if first.depth == 0 {
            return;
        }
        let answers = self.of_members(column, |section| section.heading.clone());
        let field = self.text(
            &format!("{name}标题"),
            format!("“{name}”的标题怎么写？"),
            part_name(first.role),
            answers,
        );
        (self.out.fields[field].default, self.out.fields[field].optional) =
            (Some(heading.to_owned()), false);
        let plain =
            if first.depth == 1 && matches!(first.role, SectionRole::Review | SectionRole::Plan) {
                "[-] "
            } else {
                ""
            };
        let marks = format!("{} {plain}", "#".repeat(usize::from(first.depth) + 1));
        self.line(vec![LinePart::Words(marks), tag(field, Some(escape(heading)))], None);
    }

    fn of_members(
        &self,
        column: &Column,
        answer: impl Fn(&ReportSection) -> Option<String>,
    ) -> Vec<Option<String>> {
        let members = column.members.iter().zip(self.sections);
        members.map(|(member, sections)| answer(&sections[(*member)?])).collect()
    }
}

fn tag(field: usize, words: Option<String>) -> LinePart {
    LinePart::Tag { field, part: String::new(), words }
}

/// The stretches of a section less a heading that has its line to itself.
fn own(parts: &Parts, section: &ReportSection) -> Range<usize> {
    let first = &parts.stretches[section.stretches.start];
    let alone = section.heading.is_some() && first.lead.end == first.span.end;
    section.stretches.start + usize::from(alone)..section.stretches.end
}

fn part_name(role: SectionRole) -> &'static str {
    match role {
        SectionRole::Opening => "开场",
        SectionRole::Review | SectionRole::Thanks | SectionRole::Problems => "回顾",
        SectionRole::Demands | SectionRole::Targets | SectionRole::Plan => "安排",
        SectionRole::Call => "结尾",
        SectionRole::Section => "正文",
    }
}

/// A name for a section, and its heading where the writer has none of his own: what it is for, and what most of its
/// reports say it is about.
fn name_of(members: &[&ReportSection]) -> (String, String) {
    let mut themes: BTreeMap<&str, usize> = BTreeMap::new();
    for theme in members.iter().filter_map(|member| member.theme) {
        *themes.entry(theme).or_default() += 1;
    }
    let role = members[0].role;
    let theme = themes.into_iter().max_by_key(|(_, count)| *count).map(|(theme, _)| theme);
    match (members[0].depth, theme) {
        (2, Some(theme)) => (format!("{}{theme}", role.name()), theme.to_owned()),
        (1, _) if matches!(role, SectionRole::Review | SectionRole::Plan) => {
            (format!("工作{}", role.name()), format!("工作{}", role.name()))
        }
        (1, Some(theme)) => (theme.to_owned(), theme.to_owned()),
        _ => (role.name().to_owned(), role.name().to_owned()),
    }
}
