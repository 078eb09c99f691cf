//! A report from nothing to Word, and next year's from it.

use std::collections::BTreeSet;

use nigao::answers::{Answers, roll};
use nigao::interview::Path;
use nigao::read::{Report, Source};
use nigao::schema::FieldKind;
use nigao::yaml::Node;

use crate::browser::{Browser, Script};
use crate::interview::{fill_group, from_nothing_to_word, inputs};
use crate::sample::Sample;

const GENRE: &str = "township-work-report";

/// What last year's answers give for this year.
fn rolled(sample: &Sample) -> Sample {
    let last = Answers::of(sample.answers.clone());
    Sample {
        schema: sample.schema.clone(),
        answers: roll(&sample.schema, &last).to_node(),
    }
}

/// What a person types the next year: the same again, but for years, days and sessions, which have
/// moved on, and what figures are compared with, which is last year's.
fn typed_next_year(sample: &Sample, rolled: &Sample) -> Sample {
    let mut answers = sample.answers.clone();
    for field in &sample.schema.fields {
        let name = &field.name;
        let offered = rolled.answers.get(name).cloned();
        match (&field.kind, offered) {
            (FieldKind::Year { .. } | FieldKind::Date | FieldKind::Session, Some(offered)) => {
                answers.set(name, offered);
            }
            (FieldKind::Figure { .. }, Some(offered)) => {
                let given = sample.answers.get(name).cloned().unwrap_or_default();
                answers.set(name, compared_with(&given, offered.get("上年")));
            }
            _ => {}
        }
    }
    Sample {
        schema: sample.schema.clone(),
        answers,
    }
}

/// A figure as it is typed the next year: compared with last year's as it is offered, unless its
/// growth is what was published.
fn compared_with(given: &Node, last_year: Option<&Node>) -> Node {
    let mut figure = Node::default();
    figure.set("本年", given.get("本年").unwrap_or(given).clone());
    for key in ["增速", "计划"] {
        if let Some(part) = given.get(key) {
            figure.set(key, part.clone());
        }
    }
    match last_year {
        Some(last_year) if given.get("增速").is_none() => figure.set("上年", last_year.clone()),
        _ => {}
    }
    figure
}

/// Compares what stands in the inputs of a page with what may: what follows from last year's
/// answers or holds by default, and nothing else of them.
#[track_caller]
fn assert_nothing_stale(browser: &Browser, last: &Sample, offered: &Sample) {
    for (name, now) in inputs(browser) {
        let path = Path::parse_dotted(&name).expect("a path");
        let field = last.schema.field(path.root()).expect("a field");
        let may = offered.typed(&name);
        let default = field.default.as_ref().and_then(Node::scalar);
        let is_default = default == Some(now.as_str());
        assert!(
            now.is_empty() || may.as_ref() == Some(&now) || is_default,
            "{name} says {now} at the beginning, {may:?} follows"
        );
    }
}

/// What the page says of last year's answer to each field that had one.
fn fields_without_last_year(browser: &Browser, last: &Sample) -> Vec<String> {
    let script = "return Array.from(document.querySelectorAll('.field'), (field) => [
        field.dataset.field, field.innerText.includes('去年填的'),
        Array.from(field.querySelectorAll('[data-path]')).some((input) =>
            input.type === 'radio' ? input.checked && input.value !== '' : input.value !== '')]);";
    let found = browser.script(script);
    let mut silent = Vec::new();
    for field in found.as_array().into_iter().flatten() {
        let name = field[0].as_str().unwrap_or_default();
        let had = last.answers.get(name).is_some_and(|node| !node.is_empty());
        if had && field[1] != true && field[2] != true {
            silent.push(name.to_owned());
        }
    }
    silent
}

#[test]
fn a_township_report_is_written_with_script_and_next_years_from_it() {
    let (server, browser, last) = from_nothing_to_word(GENRE, Script::On);
    let file = "乡镇政府工作报告.yaml";
    let kept = server.read(file);
    let offered = rolled(&last);
    browser.follow("a.brand");
    browser.follow("[data-draft] form button");
    browser.wait("#answers");
    // It is named by its own year.
    assert_eq!(browser.text("h1"), "乡镇政府工作报告2026");
    let this_year = typed_next_year(&last, &offered);
    let mut seen = BTreeSet::new();
    while browser.place().contains("/g/") {
        // What is asked only since an answer is shown on the same page again.
        let group = browser.place().split('#').next().map(str::to_owned);
        if seen.insert(group) {
            browser.picture(&format!("next-year-{:02}", seen.len()));
            browser.assert_no_serious_fault(&format!("next year, group {}", seen.len()));
            assert_nothing_stale(&browser, &last, &offered);
            let silent = fields_without_last_year(&browser, &last);
            assert_eq!(
                silent,
                Vec::<String>::new(),
                "last year's answers are shown"
            );
        }
        fill_group(&browser, &this_year, Script::On);
    }
    browser.picture("next-year-check");
    browser.wait("section.writing");
    let open = "return Array.from(document.querySelectorAll('[data-open]'), (e) => e.innerText).join(';');";
    assert_eq!(browser.script(open), "", "the new year's is whole");
    browser.follow("section.writing form button");
    let names = server.names();
    assert!(
        names.contains(&"乡镇政府工作报告2026.docx".to_owned()),
        "{names:?}"
    );
    assert_eq!(
        server.read(file),
        kept,
        "last year's answers are left alone"
    );
    let saved = Answers::read("a.yaml", &server.read("乡镇政府工作报告2026.yaml")).to_node();
    let words = |name: &str| Some(saved.get(name)?.scalar()?.to_owned());
    assert_eq!(words("年份").as_deref(), Some("2026"));
    let same_place = |node: &Node| node.same(last.answers.get("地名").expect("a place"));
    assert!(
        saved.get("地名").is_some_and(same_place),
        "the name is kept"
    );
    let bytes = std::fs::read(server.folder.path().join("乡镇政府工作报告2026.docx"));
    let source = Source::parse(&bytes.expect("the Word file"), false, None).expect("a Word file");
    let text = Report::of(&source).text().clone();
    assert!(
        text.contains("2026年工作回顾") && text.contains("2027年"),
        "{text}"
    );
    assert!(!text.contains("2025年工作回顾"), "{text}");
}
