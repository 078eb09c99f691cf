//! Mistypes YAML as people do: the line is understood, or the line that was mistyped is blamed.

use nigao::answers::{Answers, Mode, check};
use nigao::diagnostic::{Diagnostic, Lang};
use nigao::schema;
use nigao::schema::Schema;

const SCHEMA: &str = "
title: 例
kind: 讲话
summary: 例
fields:
- {name: 年份, kind: year}
- {name: 投资, kind: figure, unit: 亿元, compare: [上年], example: {本年: 15.4亿元, 上年: 14.2亿元}}
- {name: 支出, kind: figure, unit: 万元, example: 17080万元}
- {name: 占比, kind: figure, unit: '%', example: 8%}
- {name: 荣誉, kind: text, optional: true, example: 全市先进}
- {name: 项目, kind: list, min: 1, fields: [{name: 名称, kind: text, example: 茶园}, {name: 金额, kind: figure, unit: 万元, optional: true, example: 500万元}]}
";

/// The answers in order, each of them right.
const RIGHT: [&str; 6] = [
    "年份: 2025",
    "投资: {本年: 16.2亿元, 上年: 15.4亿元}",
    "支出: 17080万元",
    "占比: 8%",
    "荣誉: 全市先进",
    "项目:\n- {名称: 茶园, 金额: 500万元}\n- {名称: 步道}",
];

fn table() -> Schema {
    let (schema, faults) = schema::read("s.yaml", SCHEMA, &[]).recovered();
    assert!(faults.is_empty(), "{faults:?}");
    schema
}

/// Returns what a user is told.
fn told(faults: &[Diagnostic]) -> String {
    let mut told = String::new();
    for fault in faults {
        let hint = fault.hint.as_ref().map(|hint| hint.text(Lang::En));
        told += &format!(
            "{} {}\n",
            fault.message.text(Lang::En),
            hint.unwrap_or_default()
        );
    }
    told
}

/// Returns a file with one answer in another spelling, and the line where that begins, from 1.
fn file(at: usize, spelling: &str) -> (String, usize) {
    let mut answers = RIGHT.map(str::to_owned);
    spelling.clone_into(&mut answers[at]);
    let line = answers[..at].join("\n").lines().count() + 1;
    (answers.join("\n") + "\n", line)
}

#[test]
fn near_yaml_is_understood() {
    let schema = table();
    let facts = |source: &str| {
        let checked = check(&schema, &Answers::read("a.yaml", source), Mode::default());
        let said = told(&checked.diagnostics);
        (checked.value.map(|facts| format!("{facts:?}")), said)
    };
    let (meant, told) = facts(&(RIGHT.join("\n") + "\n"));
    assert!(meant.is_some(), "{told}");
    let spellings = [
        (0, "年份：2025"),
        (0, "年份:2025"),
        (1, "投资: ｛本年: 16.2亿元, 上年: 15.4亿元｝"),
        (1, "投资: {本年: 16.2亿元, 上年: 15.4亿元｝"),
        (1, "投资：｛本年：16.2亿元，上年：15.4亿元｝"),
        (1, "投资:\n  本年: 16.2亿元\n  上年：15.4亿元"),
        (1, "投资:\n  本年: 16.2亿元\n  上年:15.4亿元"),
        (1, "投资:\n　　本年: 16.2亿元\n　　上年：15.4亿元"),
        (5, "项目:\n-名称: 茶园\n  金额: 500万元\n-名称: 步道"),
        (5, "项目:\n- 名称: 茶园\n  金额：500万元\n-名称: 步道"),
        (5, "项目:\n- {名称: 茶园, 金额: 500万元}\n-步道"),
        (5, "项目:\n－ {名称: 茶园, 金额: 500万元}\n－步道"),
        (5, "项目:\n· {名称: 茶园, 金额: 500万元}\n·步道"),
        (5, "项目:\n● 名称: 茶园\n  金额: 500万元\n● 步道"),
        (5, "项目:\n* {名称: 茶园, 金额: 500万元}\n* 步道"),
        (5, "项目:\n  -名称: 茶园\n    金额: 500万元\n  -步道"),
    ];
    let mut differences = Vec::new();
    for (at, spelling) in spellings {
        let (found, told) = facts(&file(at, spelling).0);
        if found != meant {
            differences.push(format!("{spelling}\n  {told}"));
        }
    }
    assert!(differences.is_empty(), "{}", differences.join("\n"));
}

#[test]
fn the_line_that_was_mistyped_is_blamed() {
    /// An answer, its spelling, the line of it that is wrong, from 1, and words of the hint.
    const MISTYPED: [(usize, &str, usize, &str); 22] = [
        (1, "投资: {本年: 16.2亿元, 上年: 15.4亿元", 1, "not closed"),
        (1, "投资: [16.2亿元, 15.4亿元", 1, "not closed"),
        (1, "投资:\n\t本年: 16.2亿元\n\t上年: 15.4亿元", 2, "tabs"),
        (1, "投资:\n  本年: 16.2亿元\n\t上年: 15.4亿元", 3, "tabs"),
        (1, "投资:\n  本年: 16.2亿元\n   上年: 15.4亿元", 3, "align"),
        (1, "投资:\n  本年: 16.2亿元\n 上年: 15.4亿元", 3, "align"),
        (1, "投资:\n  本年：16.2亿元\n  上年: 15.4亿元", 2, "colon"),
        (1, "投资:\n  本年:16.2亿元\n  上年: 15.4亿元", 2, "colon"),
        (2, "支出: \"17080万元", 1, "quotation mark"),
        (2, "支出: '17080万元", 1, "quotation mark"),
        (2, " 支出: 17080万元", 1, "align"),
        (0, " 年份: 2025", 1, "align"),
        (2, "支出 17080万元", 1, "name: value"),
        (2, "支出 = 17080万元", 1, "name: value"),
        (2, "支出; 17080万元", 1, "name: value"),
        (2, "支出:\n17080万元", 2, "name: value"),
        (3, "占比:\n-甲:\n -乙", 3, ""),
        (5, "项目:\n  - 名称: 茶园\n - 名称: 步道", 3, "align"),
        (5, "项目:\n- 名称: 茶园\n   金额: 500万元", 3, "align"),
        (5, "项目:\n-名称: 茶园\n 金额: 500万元", 3, ""),
        (5, "项目:\n1. 茶园\n- 步道", 2, ""),
        (5, "项目: [茶园, 步道", 1, "not closed"),
    ];
    let schema = table();
    let mut wrong = Vec::new();
    for (at, spelling, line, hint) in MISTYPED {
        let (source, first) = file(at, spelling);
        let checked = check(&schema, &Answers::read("a.yaml", &source), Mode::default());
        let told = told(&checked.diagnostics);
        let errors = checked.diagnostics.iter().filter(|fault| fault.is_error());
        let blamed: Vec<usize> = errors
            .filter_map(|fault| fault.location.as_ref().map(|at| at.line))
            .collect();
        if blamed.first() != Some(&(first + line - 1)) || !told.contains(hint) {
            wrong.push(format!("{spelling}\n  {blamed:?} {told}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn what_is_never_closed_hides_nothing_below() {
    let source = "投资: {本年: 16.2亿元\n年份：2025\n占比: 8公里\n";
    let checked = check(&table(), &Answers::read("a.yaml", source), Mode::default());
    let errors = checked.diagnostics.iter().filter(|fault| fault.is_error());
    let lines: Vec<usize> = errors
        .filter_map(|fault| fault.location.as_ref().map(|at| at.line))
        .collect();
    assert_eq!(lines, [1, 3], "{}", told(&checked.diagnostics));
}
