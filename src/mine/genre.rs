//! Genre: one report to a template, a schema and the answers that draft the report again.

use std::fmt::Write;

use super::fields::{self, Found};
use super::{lines, slots};
use crate::read::{Report, Role};

/// A genre as mined: its files' contents.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mined {
    /// `templates/NAME.hbs`
    pub template: String,
    /// `schemas/NAME.yaml`
    pub schema: String,
    /// `samples/NAME/answers.yaml`
    pub answers: String,
}

/// Mines one report: drafting the template with the answers gives [`Report::text`] back (law 3).
///
/// ```
/// use nigao::{mine::mine, read::Report};
/// let mined = mine(&Report::read("云溪镇政府工作报告\n各位代表：\n一、工作回顾\n2024年，云溪镇实现生产总值73.1亿元，同比增长7.5%。"));
/// assert_eq!(mined.template, "# {{地名}}政府工作报告\n! 各位代表：\n## 工作回顾\n\
///     {{年份}}，{{地名}}实现生产总值{{生产总值}}，同比{{生产总值.同比}}。\n");
/// assert!(mined.answers.contains("生产总值: {\"本年\": \"73.1亿元\", \"增速\": \"7.5%\"}"));
/// ```
#[must_use]
pub fn mine(report: &Report) -> Mined {
    let shapes = lines::shapes(report);
    let (fields, pieces) = fields::find(report, &shapes, &slots::find(report));
    let template = shapes.iter().map(|shape| lines::markup(report, shape, &pieces) + "\n").collect();
    Mined { template, schema: schema(report, &fields), answers: answers(&fields) }
}

fn schema(report: &Report, fields: &[Found]) -> String {
    let title = report.lines().iter().find(|line| line.role == Role::Title).map(|line| report.words(&line.span));
    let title = title.filter(|title| !title.trim().is_empty()).unwrap_or_else(|| "摘自来稿".to_owned());
    let mut out = String::new();
    let kind = ["述职报告", "讲话", "汇报", "调查报告"]
        .into_iter()
        .find(|kind| title.contains(&kind[..6]))
        .unwrap_or("工作报告");
    let _ = write!(out, "title: {}\nkind: {kind}\nsummary: 由来稿提取\nfields:\n", quoted(title.trim()));
    if fields.is_empty() {
        out = out.replace("fields:\n", "fields: []\n");
    }
    for field in fields {
        let _ = write!(out, "- name: {}\n{}", field.name, attributes(field));
    }
    out
}

/// The lines of a field in a schema, behind its name.
pub(super) fn attributes(field: &Found) -> String {
    let mut out = format!("  kind: {}\n  question: {}\n", field.kind, quoted(&question(field)));
    let _ = writeln!(out, "  group: {}", quoted(&field.group));
    if let Some(unit) = &field.unit {
        let _ = writeln!(out, "  unit: {}", quoted(unit));
    }
    if field.constant {
        out.push_str("  basis: 可比价\n");
    }
    if field.answer.iter().any(|(key, _)| matches!(*key, "增速" | "上年")) {
        out.push_str("  compare: [上年]\n");
    }
    if !field.around.is_empty() {
        let _ = writeln!(out, "  help: {}", quoted(&format!("原文：{}", field.around)));
    }
    let _ = writeln!(out, "  example: {}", value(field));
    out
}

fn question(field: &Found) -> String {
    match field.kind {
        "place" => "报告的是哪个地方？".to_owned(),
        "year" => "报告的是哪一年的工作？".to_owned(),
        "date" => format!("{}是哪一天？", field.name),
        "figure" => format!("{}是多少？", field.name),
        "text" if is_number(&field.answer) => format!("{}是多少？", field.name),
        "text" if field.name.contains("时间") || field.name.contains("月份") => {
            format!("{}是什么时候？", field.name)
        }
        _ => format!("{}叫什么？", field.name),
    }
}

/// Whether words that are no exact figure stand for one: _亿元, 三个.
fn is_number(answer: &[(&'static str, String)]) -> bool {
    let number = |c: char| c.is_ascii_digit() || "_*×%％元个项户亩人次件家处条倍万亿".contains(c);
    answer.iter().any(|(_, words)| words.ends_with(number) && !words.ends_with(['_', '*', '×']))
}

fn answers(fields: &[Found]) -> String {
    fields.iter().fold(String::new(), |mut out, field| {
        let _ = writeln!(out, "{}: {}", field.name, value(field));
        out
    })
}

/// An answer on one line: one value, or its parts where it has several.
pub(super) fn value(field: &Found) -> String {
    match &field.answer[..] {
        [(_, only)] => quoted(only),
        parts => {
            let parts: Vec<String> =
                parts.iter().map(|(key, value)| format!("{}: {}", quoted(key), quoted(value))).collect();
            format!("{{{}}}", parts.join(", "))
        }
    }
}

/// Words in quotes that YAML reads as these words.
pub(super) fn quoted(words: &str) -> String {
    serde_json::Value::from(words).to_string()
}
