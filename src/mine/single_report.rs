//! Assembles the proposal of one report: a template that drafts the report again (invariant 3).

use std::collections::HashMap;

use super::field_names;
use super::fields;
use super::fields::FoundField;
use super::parsed_report::ParsedReport;
use super::proposal::{Need, Proposal, ProposedField, ProposedSection, TemplateLine, TemplatePart};
use super::to_markup;
use super::to_markup::{LineShape, MarkupPart};
use super::unchanging_sentences;
use super::variable::VariableSpan;
use crate::document::escape;
use crate::read::{LineRole, Report};
use crate::schema::FieldKind;

/// The title of a genre whose report has none.
const UNTITLED: &str = "摘自来稿";

/// Proposes a genre for one report.
pub(super) fn propose(parsed: &ParsedReport) -> Proposal {
    let title = parsed
        .line(LineRole::Title)
        .unwrap_or_else(|| UNTITLED.to_owned());
    let kind = genre_kind(&title);
    let mut fields: Vec<ProposedField> = parsed
        .fields
        .iter()
        .map(|found| proposed_field(parsed, found))
        .collect();
    let indices: HashMap<&str, usize> = fields
        .iter()
        .enumerate()
        .map(|(at, field)| (field.name.as_str(), at))
        .collect();
    let mut bounds = Vec::new();
    for found in &parsed.fields {
        let more = found.at_most.as_deref();
        bounds.push(more.and_then(|more| indices.get(more).copied()));
    }
    let mut lines = Vec::new();
    let mut rest = &parsed.variables[..];
    for shape in &parsed.shapes {
        let inside = rest.partition_point(|variable| variable.span.start < shape.span.end);
        let (variables, after) = rest.split_at(inside);
        lines.push(template_line(parsed.report, shape, variables, &indices));
        rest = after;
    }
    for (field, bound) in fields.iter_mut().zip(bounds) {
        field.at_most = bound;
    }
    let sections = sections(parsed.report, &parsed.shapes);
    let (summary, reports) = ("由来稿提取", 1);
    let unchanging = unchanging_sentences::find(parsed);
    Proposal {
        title,
        kind,
        summary,
        fields,
        lines,
        sections,
        reports,
        unchanging,
        sample: 0,
    }
}

/// Returns the group a report is listed in, by its title.
pub(super) fn genre_kind(title: &str) -> &'static str {
    const KINDS: [(&str, &str); 6] = [
        ("述职", "述职报告"),
        ("述廉", "述职报告"),
        ("讲话", "讲话"),
        ("发言", "讲话"),
        ("汇报", "汇报"),
        ("调查", "调查报告"),
    ];
    let found = KINDS.into_iter().find(|(word, _)| title.contains(word));
    found.map_or("工作报告", |(_, kind)| kind)
}

fn proposed_field(parsed: &ParsedReport, found: &FoundField) -> ProposedField {
    let answers = vec![Some(found.answer.clone())];
    let question = question(&found.name, found);
    let mut field = ProposedField::new(found.kind.clone(), question, &found.group, answers);
    field.name.clone_from(&found.name);
    field.has_example = true;
    field.asked_first = found.is_general();
    field.is_suggested = found.is_suggested;
    if let Some(slot) = &found.slot {
        field.help = Some(format!("原文：{}", fields::excerpt(parsed.report, slot)));
    }
    field
}

/// Returns what is asked about a field of a name.
pub(super) fn question(name: &str, field: &FoundField) -> String {
    match &field.kind {
        FieldKind::Place { .. } => "报告的是哪个地方？".to_owned(),
        FieldKind::Year { .. } => "报告的是哪一年的工作？".to_owned(),
        FieldKind::Date => format!("{name}是哪一天？"),
        FieldKind::Session => format!("{name}是第几届第几次？"),
        FieldKind::Figure { .. } => format!("{name}是多少？"),
        _ if name == "主讲人" => "谁作报告？".to_owned(),
        _ if name == "主讲人职务" => "作报告的是什么职务？".to_owned(),
        _ if name.ends_with("次数") => format!("{name}是多少？写成“十二”这样"),
        _ if is_amount(field.answer.main()) => format!("{name}是多少？"),
        _ if name.contains("时间") || name.contains("月份") => format!("{name}是什么时候？"),
        _ if field_names::is_place(name) => format!("{name}是哪里？"),
        _ => format!("{name}填什么？"),
    }
}

/// Tests whether words that are no exact figure stand for one: _亿元, 三个.
fn is_amount(words: &str) -> bool {
    words.ends_with(|c: char| c.is_ascii_digit() || "%％元个项户亩人次件家处条倍万亿".contains(c))
}

/// Returns a line of the report with tags in place of its variables.
fn template_line(
    report: &Report,
    shape: &LineShape,
    variables: &[VariableSpan],
    indices: &HashMap<&str, usize>,
) -> TemplateLine {
    let mut parts = Vec::new();
    for part in to_markup::markup(report, shape, variables) {
        match part {
            MarkupPart::Markup(markup) => parts.push(TemplatePart::Markup(markup)),
            MarkupPart::Variable(index) => {
                let variable = &variables[index];
                let Some(field) = indices.get(variable.field.as_str()) else {
                    continue;
                };
                let words = escape(&report.words(&variable.span)).replace('{', "\\{");
                let find = |name: &str| indices.get(name).copied();
                parts.push(TemplatePart::of(variable, *field, find, Some(words)));
            }
        }
    }
    TemplateLine {
        parts,
        ..TemplateLine::default()
    }
}

/// Returns the sections a user may drop or make optional: from a heading of the two outermost
/// depths to the next.
fn sections(report: &Report, shapes: &[LineShape]) -> Vec<ProposedSection> {
    let mut names = field_names::Names::default();
    let mut sections: Vec<ProposedSection> = Vec::new();
    // The open sections by index, with their depths, the outer one first.
    let mut open: Vec<(usize, u8)> = Vec::new();
    for (line, shape) in shapes.iter().enumerate() {
        let Some(depth @ (1 | 2)) = shape.depth else {
            continue;
        };
        while let Some((last, _)) = open.pop_if(|(_, last_depth)| *last_depth >= depth) {
            sections[last].lines.end = line;
        }
        let heading = fields::short_heading(&report.words(&shape.lead()));
        let name = if heading.is_empty() {
            "部分"
        } else {
            &heading
        };
        open.push((sections.len(), depth));
        sections.push(ProposedSection {
            name: names.unique(name, &[]),
            found: vec![true],
            lines: line..shapes.len(),
            need: Need::Required,
            flag: None,
        });
    }
    sections
}
