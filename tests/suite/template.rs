//! Template: each file of mistakes in `tests/golden/template` gives the faults written beside it, all at once.

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
        faults.iter().any(|fault| fault.message.key() == "template.unsure")
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
        let source: String =
            (0..6).map(|k| pieces[(n * 7 + k * k * 3 + n / 11 * k) % pieces.len()]).collect();
        let faults = Template::faults("t.hbs", &source, &table());
        for at in faults
            .iter()
            .filter_map(|fault| fault.location.as_ref())
            .filter(|at| *at.file == *"t.hbs")
        {
            let line = source.lines().nth(at.line - 1).unwrap_or_default();
            assert!(at.column <= line.chars().count() + 1, "{at:?} is not in {source}");
        }
    }
}
