//! Genre: one report to what it proposes, a template, a schema and the answers that draft the report again.

use std::collections::HashMap;

use super::field_names;
use super::fields;
use super::fields::FoundField;
use super::print::Mined;
use super::proposal::{
    Answer, LinePart, Need, Proposal, ProposedField, ProposedLine, ProposedSection,
};
use super::slots;
use super::to_markup;
use super::to_markup::{Shape, VariableSpan};
use crate::document::escape;
use crate::read::{LineRole, Report};

/// Mines one report: drafting the template with the answers gives [`Report::text`] back (law 3).
///
/// ```
/// use nigao::{mine::mine, read::Report};
/// let mined = mine(&Report::read("云溪镇政府工作报告\n各位代表：\n一、工作回顾\n2024年，云溪镇实现生产总值73.1亿元，同比增长7.5%。"));
/// assert_eq!(mined.template, "# {{地名}}政府工作报告\n! 各位代表：\n## 工作回顾\n\
///     {{年份}}，{{地名}}实现生产总值{{生产总值}}，同比{{生产总值.同比}}。\n");
/// assert!(mined.answers[0].contains("生产总值: {\"本年\": \"73.1亿元\", \"增速\": \"7.5%\"}"));
/// ```
#[must_use]
pub fn mine(report: &Report) -> Mined {
    propose(report).genre()
}

/// What one report proposes.
pub(super) fn propose(report: &Report) -> Proposal {
    let shapes = to_markup::shapes(report);
    let (found, pieces) = fields::find(report, &shapes, &slots::find(report));
    let title = report
        .lines()
        .iter()
        .find(|line| line.role == LineRole::Title)
        .map(|line| report.words(&line.span));
    let title = title.map(|title| title.trim().to_owned()).filter(|title| !title.is_empty());
    let title = title.unwrap_or_else(|| "摘自来稿".to_owned());
    let kind = kind(&title);
    let fields: Vec<ProposedField> = found.into_iter().map(|found| field(report, found)).collect();
    let numbers: HashMap<&str, usize> =
        fields.iter().enumerate().map(|(at, field)| (field.name.as_str(), at)).collect();
    let mut at = 0;
    let lines = shapes.iter().map(|shape| {
        let from = at;
        at += pieces[at..].iter().take_while(|piece| piece.span.start < shape.span.end).count();
        line(report, shape, &pieces[from..at], &numbers)
    });
    let lines: Vec<ProposedLine> = lines.collect();
    let sections = sections(report, &shapes);
    Proposal { title, kind, summary: "由来稿提取", fields, lines, sections, reports: 1 }
}

/// The group a report is listed in, by its title.
pub(super) fn kind(title: &str) -> &'static str {
    const KINDS: [(&str, &str); 6] = [
        ("述职", "述职报告"),
        ("述廉", "述职报告"),
        ("讲话", "讲话"),
        ("发言", "讲话"),
        ("汇报", "汇报"),
        ("调查", "调查报告"),
    ];
    KINDS
        .into_iter()
        .find(|(word, _)| title.contains(word))
        .map_or("工作报告", |(_, kind)| kind)
}

fn field(report: &Report, found: FoundField) -> ProposedField {
    let question = question(&found);
    let help = found.slot.as_ref().map(|slot| format!("原文：{}", fields::shown(report, slot)));
    ProposedField {
        question,
        help,
        general: found.at == 0,
        name: found.name,
        kind: found.kind,
        group: found.group,
        unit: found.unit,
        constant: found.constant,
        shown: true,
        answers: vec![Some(Answer::Parts(found.answer))],
        ..ProposedField::default()
    }
}

/// What is asked about a field.
pub(super) fn question(field: &FoundField) -> String {
    let name = &field.name;
    match field.kind {
        "place" => "报告的是哪个地方？".to_owned(),
        "year" => "报告的是哪一年的工作？".to_owned(),
        "date" => format!("{name}是哪一天？"),
        "figure" => format!("{name}是多少？"),
        _ if is_number(&field.answer) => format!("{name}是多少？"),
        _ if name.contains("时间") || name.contains("月份") => format!("{name}是什么时候？"),
        _ if field_names::is_place(name) => format!("{name}是哪里？"),
        _ => format!("{name}填什么？"),
    }
}

/// Whether words that are no exact figure stand for one: _亿元, 三个.
fn is_number(answer: &[(&'static str, String)]) -> bool {
    let number = |c: char| c.is_ascii_digit() || "%％元个项户亩人次件家处条倍万亿".contains(c);
    answer.iter().any(|(_, words)| words.ends_with(number))
}

/// A line of the report with the pieces in place of what they stand for.
fn line(
    report: &Report,
    shape: &Shape,
    pieces: &[VariableSpan],
    fields: &HashMap<&str, usize>,
) -> ProposedLine {
    let tag = |piece: &VariableSpan| {
        let field = *fields.get(piece.field())?;
        let words = Some(escape(&report.words(&piece.span)).replace('{', "\\{"));
        Some(LinePart::Tag { field, part: piece.part().to_owned(), words })
    };
    let bits = to_markup::markup(report, shape, pieces).into_iter().filter_map(|bit| match bit {
        to_markup::MarkupPart::Words(words) => Some(LinePart::Words(words)),
        to_markup::MarkupPart::VariableSpan(n) => tag(&pieces[n]),
    });
    ProposedLine { bits: bits.collect(), ..ProposedLine::default() }
}

/// The sections a writer would leave out or make a question: from a heading of the two outermost depths to the next.
fn sections(report: &Report, shapes: &[Shape]) -> Vec<ProposedSection> {
    let opening = |shape: &Shape| shape.depth.filter(|depth| *depth <= 2);
    let mut sections: Vec<(u8, ProposedSection)> = Vec::new();
    let mut open: Vec<usize> = Vec::new();
    for (at, shape) in shapes.iter().enumerate() {
        let Some(depth) = opening(shape) else { continue };
        while let Some(last) = open.pop_if(|last| sections[*last].0 >= depth) {
            sections[last].1.lines.end = at;
        }
        let name = fields::heading(&report.words(&shape.lead()));
        let name = if name.is_empty() { "部分".to_owned() } else { name };
        open.push(sections.len());
        let lines = at..shapes.len();
        sections.push((
            depth,
            ProposedSection { name, found: vec![true], lines, need: Need::Required, flag: None },
        ));
    }
    let mut names = field_names::Names::default();
    let named = |section: ProposedSection| ProposedSection {
        name: names.unique(&section.name, &[]),
        ..section
    };
    sections.into_iter().map(|(_, section)| section).map(named).collect()
}
