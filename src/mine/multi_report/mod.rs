//! Assembles the proposal of several reports: the skeleton they share, section by section.
//!
//! A section is required when at least four in five reports have it; otherwise a question decides
//! about it. What only one report says stays out of the template: its words become the answers.

mod frames;
mod indicators;
mod own_words;
mod skeleton;
mod texts;

use std::collections::HashMap;

use super::align::{Column, REQUIRED_SHARE};
use super::field_names;
use super::fields;
use super::parsed_report::ParsedReport;
use super::proposal::{Need, Proposal, ProposedSection, TemplatePart};
use super::sections::ReportSection;
use super::single_report;
use crate::document::escape;
use crate::read::LineRole;
use skeleton::{AskedNames, ReportSet, Skeleton, part_name, section_name};

/// The lines around the text: the role, what it is called, and its mark in markup.
const HEAD: [(LineRole, &str, &str); 4] = [
    (LineRole::Title, "标题", "# "),
    (LineRole::Dateline, "题注", "> "),
    (LineRole::Speaker, "主讲人", "@ "),
    (LineRole::Salutation, "称谓", "! "),
];
const CLOSING: [(LineRole, &str, &str); 2] = [
    (LineRole::Signature, "署名", ">> "),
    (LineRole::Date, "成文日期", ">>> "),
];

/// The share of the reports from which on a second part of one role is kept.
const SECOND_PART_SHARE: f64 = 0.5;

/// The longest name of a second section, taken from its heading, in chars.
const LONGEST_OTHER_NAME: usize = 8;

/// Proposes the genre of several reports, whose sections were aligned to columns.
pub(super) fn propose(
    parsed: &[ParsedReport],
    sections: &[Vec<ReportSection>],
    columns: &[Column],
) -> Proposal {
    let reports = ReportSet {
        parsed,
        sections,
        texts: texts::number(parsed, sections),
    };
    let mut titles = String::new();
    for parsed in parsed {
        titles += &parsed.line(LineRole::Title).unwrap_or_default();
    }
    let mut skeleton = Skeleton::new(Proposal {
        title: "由来稿归纳".to_owned(),
        kind: single_report::genre_kind(&titles),
        summary: "由几篇来稿归纳的文种",
        reports: parsed.len(),
        ..Proposal::default()
    });
    let mut taken = reports.nothing_taken();
    let mut asked = AskedNames::default();
    let mut frames = Vec::new();
    let is_out = left_out(&reports, columns);
    for (column, is_out) in columns.iter().zip(&is_out) {
        frames.push(if *is_out {
            Vec::new()
        } else {
            frames::frames(&reports, column, &mut asked)
        });
    }
    for frame in frames.iter().flatten() {
        taken.add(&frame.members);
    }
    let mut indicators = indicators::by_column(&reports, columns, &asked, &mut taken);

    add_lines_around(&reports, &mut skeleton, "题头", &HEAD);
    for (at, column) in columns.iter().enumerate() {
        let Some(first) = column.sections(sections).next() else {
            continue;
        };
        let found: Vec<bool> = column.members.iter().map(Option::is_some).collect();
        let (base, heading) = section_name(&reports, column);
        if is_out[at] {
            let lines = skeleton.proposal.lines.len()..skeleton.proposal.lines.len();
            let section = ProposedSection {
                name: base,
                found,
                lines,
                need: Need::Out,
                flag: None,
            };
            skeleton.proposal.sections.push(section);
            continue;
        }
        let named = fields::short_heading(first.heading.as_deref().unwrap_or_default());
        let other = field_names::tail(&named, LONGEST_OTHER_NAME);
        let name = skeleton.section_names.unique(&base, &[other]);
        let group = part_name(first.role);
        let from = skeleton.proposal.lines.len();
        add_heading(&reports, &mut skeleton, column, first, &name, &heading);
        frames::add(&reports, &mut skeleton, &frames[at], group);
        indicators::add(
            &mut skeleton,
            indicators.remove(&at).unwrap_or_default(),
            group,
        );
        own_words::add(&reports, &mut skeleton, column, &taken, &name, group);
        let is_required = column.share() >= REQUIRED_SHARE;
        let need = if is_required {
            Need::Required
        } else {
            Need::Optional
        };
        let lines = from..skeleton.proposal.lines.len();
        skeleton.proposal.sections.push(ProposedSection {
            name,
            found,
            lines,
            need,
            flag: None,
        });
    }
    add_lines_around(&reports, &mut skeleton, "落款", &CLOSING);
    skeleton.proposal
}

/// Returns, for each column, whether it is left out of the template.
///
/// A section of one report among several belongs to that report alone; so does the second of a role
/// and theme. A second part (the goals of five years) is kept where most have two.
fn left_out(reports: &ReportSet, columns: &[Column]) -> Vec<bool> {
    let commonest = commonest(reports, columns);
    let mut is_out = Vec::new();
    for (at, column) in columns.iter().enumerate() {
        let count = column.members.iter().flatten().count();
        let is_alone = column.members.len() > 2 && count == 1;
        let (name, _) = section_name(reports, column);
        let is_second = commonest.get(&name) != Some(&at);
        let first = column.sections(reports.sections).next();
        let is_part = first.is_some_and(|first| first.depth == 1);
        let is_kept = is_part && column.share() >= SECOND_PART_SHARE;
        is_out.push(is_alone || is_second && !is_kept);
    }
    is_out
}

/// Returns, for each name of a section, the index of the column that most reports have.
fn commonest(reports: &ReportSet, columns: &[Column]) -> HashMap<String, usize> {
    let count = |at: usize| columns[at].members.iter().flatten().count();
    let mut commonest: HashMap<String, usize> = HashMap::new();
    for (at, column) in columns.iter().enumerate() {
        let (name, _) = section_name(reports, column);
        let known = commonest.entry(name).or_insert(at);
        if count(at) > count(*known) {
            *known = at;
        }
    }
    commonest
}

/// Adds the lines around the text that any of the reports has, each a field.
fn add_lines_around(
    reports: &ReportSet,
    skeleton: &mut Skeleton,
    group: &str,
    lines: &[(LineRole, &str, &str)],
) {
    for (role, name, mark) in lines {
        let answers: Vec<_> = reports
            .parsed
            .iter()
            .map(|parsed| parsed.line(*role))
            .collect();
        if answers.iter().all(Option::is_none) {
            continue;
        }
        let field = skeleton.add_text(name, format!("{name}怎么写？"), group, answers);
        let mark = TemplatePart::Markup((*mark).to_owned());
        skeleton.add_line(vec![mark, skeleton::tag(field, None)], Some(field));
    }
}

/// Adds a section's heading: a field that each report answers, `usual` where nobody does.
fn add_heading(
    reports: &ReportSet,
    skeleton: &mut Skeleton,
    column: &Column,
    first: &ReportSection,
    name: &str,
    usual: &str,
) {
    if first.depth == 0 {
        return;
    }
    let mut answers = Vec::new();
    for (member, sections) in column.members.iter().zip(reports.sections) {
        answers.push(member.and_then(|member| sections[member].heading.clone()));
    }
    let question = format!("“{name}”的标题怎么写？");
    let field = skeleton.add_text(
        &format!("{name}标题"),
        question,
        part_name(first.role),
        answers,
    );
    skeleton.proposal.fields[field].default = Some(usual.to_owned());
    skeleton.proposal.fields[field].optional = false;
    let depth = usize::from(first.depth) + 1;
    // The two parts of a work report are not numbered.
    let is_part = first.depth == 1 && first.role.is_part();
    let unnumbered = if is_part { "[-] " } else { "" };
    let marks = TemplatePart::Markup(format!("{} {unnumbered}", "#".repeat(depth)));
    skeleton.add_line(vec![marks, skeleton::tag(field, Some(escape(usual)))], None);
}
