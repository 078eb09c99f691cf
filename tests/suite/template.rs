//! Template: each file of mistakes in `tests/golden/template` gives the faults written beside it,
//! all at once.

use nigao::schema::{self, Schema};
use nigao::template::Template;

use crate::check::told;
use crate::golden;

fn table() -> Schema {
    let source = std::fs::read_to_string(golden::folder("template").join("schema.yaml")).unwrap();
    let (schema, faults) = schema::read("schema.yaml", &source, &[]).recovered();
    assert!(faults.is_empty(), "{faults:?}");
    schema
}

#[test]
fn an_author_is_told_everything_at_once() {
    for path in golden::files("template", "hbs") {
        let source = std::fs::read_to_string(&path).unwrap();
        let faults = Template::faults("template.hbs", &source, &table());
        golden::compare(&path.with_extension("faults"), &told(&faults));
    }
}

#[test]
fn what_may_have_no_value_is_warned_of_unless_a_condition_stands_around_it() {
    let warned = |template: &str| {
        let faults = Template::faults("t.hbs", template, &table());
        faults
            .iter()
            .any(|fault| fault.message.key() == "template.unsure")
    };
    let unsure = [
        "{{荣誉}}", "{{五年投资}}", "{{税收.完成率}}", "{{税收.翻番}}", "{{税收.幅度}}",
        "{{#if 荣誉}}有{{/if}}{{荣誉}}", "{{#if 税收}}{{税收.计划}}{{/if}}",
    ];
    let sure = [
        "{{税收}}{{税收.同比}}{{税收.上年}}",
        "{{#if 荣誉}}{{荣誉}}{{/if}}",
        "{{#if 换届}}{{五年投资}}{{/if}}",
        "{{#if (and 年份 荣誉)}}{{荣誉}}{{/if}}",
        "{{#if 税收.计划}}{{税收.完成率}}{{/if}}",
        "{{#if 税收.翻番}}税收{{税收.翻番}}{{/if}}",
        "{{#unless 荣誉}}无{{else}}{{荣誉}}{{/unless}}",
        "{{#each 项目}}{{名称}}{{/each}}",
    ];
    assert_eq!(unsure.map(warned), [true; 7]);
    assert_eq!(sure.map(warned), [false; 8]);
}

#[test]
fn mending_ends_on_any_text() {
    let pieces = [
        "{{", "}}", "{{#if 换届}}", "{{/if}}", "{{#each 项目}}", "{{/each}}", "{{{荣誉}}}", "（",
        "{{税收（}}", "\n", "{{!-- ",
    ];
    for n in 0..2_000_usize {
        let source: String = (0..6)
            .map(|k| pieces[(n * 7 + k * k * 3 + n / 11 * k) % pieces.len()])
            .collect();
        let faults = Template::faults("t.hbs", &source, &table());
        for at in faults
            .iter()
            .filter_map(|fault| fault.location.as_ref())
            .filter(|at| *at.file == *"t.hbs")
        {
            let line = source.lines().nth(at.line - 1).unwrap_or_default();
            assert!(
                at.column <= line.chars().count() + 1,
                "{at:?} is not in {source}"
            );
        }
    }
}

/// The codes of what is wrong with a template for the table, each with its line and column.
fn codes(template: &str) -> Vec<String> {
    let faults = Template::faults("t.hbs", template, &table());
    let mut codes = Vec::new();
    for fault in faults {
        let Some(at) = fault.location.filter(|at| *at.file == *"t.hbs") else {
            continue;
        };
        codes.push(format!("{} {}:{}", fault.message.key(), at.line, at.column));
    }
    codes
}

#[test]
fn a_comparison_that_can_never_hold_is_a_fault() {
    for holds in [
        "(eq 年份 2025)", "(eq 年份 \"2025\")", "(eq 年份 \"2025年\")", "(ne 税收 9346)",
        "(eq 税收 \"9346\")", "(eq 税收 \"9346.5万元\")", "(not (eq 年份 2025))",
    ] {
        assert_eq!(
            codes(&format!("{{{{#if {holds}}}}}是{{{{/if}}}}")),
            [""; 0],
            "{holds}"
        );
    }
    for never in [
        "(eq 年份 \"二〇二五\")", "(ne 税收 \"很多\")", "(eq 税收 \"3亿\")",
    ] {
        let found = codes(&format!("{{{{#if {never}}}}}是{{{{/if}}}}"));
        assert_eq!(found.len(), 1, "{never}: {found:?}");
        assert!(found[0].starts_with("template.no-number 1:"), "{found:?}");
    }
}

#[test]
fn a_misspelt_block_is_unknown_and_not_unclosed() {
    for (template, expected) in [
        (
            "{{#eahc 项目}}{{名称}}{{/each}}", "template.unknown-helper 1:4",
        ),
        (
            "{{#eahc 项目}}{{名称}}{{/eahc}}", "template.unknown-helper 1:4",
        ),
        ("{{#eahc 项目}}{{名称}}", "template.unknown-helper 1:4"),
        ("{{#fi 荣誉}}{{荣誉}}{{/if}}", "template.unknown-helper 1:4"),
        ("{{#若 荣誉}}有{{/若}}", "template.unknown-helper 1:4"),
        (
            "{{#if 荣誉}}{{#unles 荣誉}}{{/unless}}{{/if}}",
            "template.unknown-helper 1:14",
        ),
    ] {
        assert_eq!(codes(template), [expected], "{template}");
    }
}

#[test]
fn what_looks_like_a_tag_or_a_number_is_warned_of() {
    for (template, expected) in [
        ("{荣誉}", &["template.foreign-tag 1:1"][..]),
        ("甲｛｛荣誉｝｝", &["template.foreign-tag 1:2"]),
        (
            "${荣誉}{% if 荣誉 %}",
            &["template.foreign-tag 1:1", "template.foreign-tag 1:6"],
        ),
        ("## 一、成效", &["template.typed-number 1:4"]),
        ("### （二）成效", &["template.typed-number 1:5"]),
        ("- 一是**好。**真好", &["template.typed-number 1:3"]),
        ("- 3. 好", &["template.typed-number 1:3"]),
        ("# 一、标题", &[]),
        ("## [=一、] 成效", &[]),
        ("## [-] 十五五规划", &[]),
        ("- [——] 一是好", &[]),
        ("- 1.5亿元", &[]),
        ("一、正文", &[]),
        ("{甲乙}", &[]),
    ] {
        assert_eq!(codes(template), expected, "{template}");
    }
}

#[test]
fn a_chain_deeper_than_the_stack_is_refused() {
    let chain = |n: usize| {
        format!(
            "{{{{#if 荣誉}}}}甲{}{{{{/if}}}}",
            "{{else if 年份}}乙".repeat(n)
        )
    };
    assert!(
        codes(&chain(30))
            .iter()
            .all(|code| !code.starts_with("template.deep"))
    );
    assert_eq!(codes(&chain(4_000)).len(), 1);
}

#[test]
fn a_lone_carriage_return_ends_a_line() {
    assert_eq!(codes("甲\r{{无此}}"), ["template.unknown-field 2:3"]);
}

#[test]
fn fields_are_not_called_like_words_of_the_template_language() {
    for name in [
        "or", "each", "if", "else", "else时间", "this", "并", "序", "列", "数", "len",
    ] {
        let source = format!(
            "{{title: 例, kind: 讲话, summary: 例, fields: [{{name: {name}, kind: text}}]}}"
        );
        let (_, faults) = schema::read("s.yaml", &source, &[]).recovered();
        let codes: Vec<&str> = faults.iter().map(|fault| fault.message.key()).collect();
        assert_eq!(codes, ["schema.reserved-name"], "{name}");
        // What mine calls the field of such words is none of them.
        let report = format!("{name} 5%");
        assert!(!schema::is_field_name(name), "{report}");
    }
    assert!(schema::is_field_name("数据") && schema::is_field_name("并购"));
}
