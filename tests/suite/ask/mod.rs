//! `nigao ask` on a terminal: typed key by key, gone back in, left, killed and gone on with.

mod editor;
mod files;
mod keys;
mod ways;
mod whole;

use super::harness::Desk;
use super::typist::Typist;

/// A small genre of the writer's own, in a folder beside the answers.
pub(super) fn small() -> Desk {
    let schema = "
title: 小结
kind: 汇报
summary: 一例
fields:
- {name: 年份, kind: year, group: 基本情况, question: 哪一年的小结？, example: 2025}
- {name: 单位, kind: text, group: 基本情况, question: 哪个单位？, keep: true, department: 办公室}
- {name: 收入, kind: figure, unit: 万元, compare: [上年], group: 数字, question: 收入多少？, example: {本年: 120万元, 上年: 100万元}}
- {name: 有活动, kind: flag, default: 否, group: 活动, question: 办了活动吗？}
- {name: 活动, kind: list, when: 有活动, min: 1, group: 活动, question: 办了哪些活动？, fields: [{name: 名称, kind: text, question: 叫什么？, example: 开放日}]}
- {name: 奖金, kind: figure, unit: 万元, optional: true, group: 活动, question: 得了多少奖金？, example: 5万元}
- {name: 评价, kind: text, paragraphs: true, optional: true, group: 活动, question: 怎么评价？}
";
    let template = "# {{单位}}{{年份}}小结\n\n## 收入\n\n收入{{收入}}，同比{{收入.同比}}。\n\n{{#if 有活动}}\n## 活动\n\n办了{{列 活动 \"名称\"}}。\n{{/if}}\n\n{{#if 奖金}}\n获奖金{{奖金}}。\n{{/if}}\n\n{{#if 评价}}\n{{评价}}\n{{/if}}\n";
    Desk::new()
        .file("库/schemas/小结.yaml", schema)
        .file("库/templates/小结.hbs", template)
}

pub(super) fn asking(desk: &Desk, more: &[&str], columns: u16, env: &[(&str, &str)]) -> Typist {
    let args = [
        &["ask", "小结", "--templates", "库", "-a", "填报.yaml"],
        more,
    ]
    .concat();
    Typist::new(desk, &args, columns, env)
}

/// No line is wider than the terminal, but the commands to be pasted.
pub(super) fn assert_narrow(typist: &Typist, columns: usize) {
    let screen = typist.screen();
    let lines = screen.lines().filter(|line| !line.contains("nigao fill"));
    assert!(
        lines.map(unicode_width::UnicodeWidthStr::width).max() <= Some(columns),
        "{screen}"
    );
}
