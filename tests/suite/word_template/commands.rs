//! Word templates at the command line: fill, check, comments, a schema for a file without one.

use super::{ANSWERS, FIELDS, file, p};
use crate::harness::Desk;
use crate::splice::texts;

fn desk(body: &[String]) -> Desk {
    Desk::new()
        .file("my/templates/简报.docx", file(&body.concat()))
        .file("my/schemas/简报.yaml", FIELDS)
        .file("a.yaml", ANSWERS)
}

#[test]
fn a_word_template_is_filled_as_word_and_as_text() {
    let body = [
        p("一、{{地名}}"),
        p("{{#if 税收}}"),
        p("税收{{税收}}"),
        p("{{/if}}"),
        p("完"),
    ];
    let desk = desk(&body);
    let run = desk.run(&["fill", "my/templates/简报.docx", "a.yaml", "-o", "out.docx"]);
    assert_eq!(run.code, 0, "{}", run.err);
    let out = std::fs::read(desk.path("out.docx")).unwrap();
    assert_eq!(texts(&out)[0], ["一、云溪镇", "完"]);
    let run = desk.run(&["fill", "简报", "a.yaml", "--templates", "my"]);
    assert_eq!(
        (run.code, run.out.as_str()),
        (0, "一、云溪镇\n完\n"),
        "{}",
        run.err
    );
}

#[test]
fn all_faults_come_with_paragraph_heading_and_words_and_as_comments() {
    let body = [
        p("一、工作回顾"),
        p("在{{地明}}实现{{产值.同笔}}。"),
        p("甲{{#if 税收}}乙"),
        p("丙{{/if}}丁"),
        p("收不住{{年份"),
    ];
    let desk = desk(&body);
    let arguments = [
        "check", "my/templates/简报.docx", "--annotate", "noted.docx",
    ];
    let run = desk.run(&arguments);
    assert_eq!(run.code, 1);
    for words in [
        "地明", "地名", "同笔", "同比", "简报.docx:2:", "一、工作回顾", "简报.docx:3:",
        "简报.docx:5:",
    ] {
        assert!(
            run.err.contains(words),
            "{words} is missing in\n{}",
            run.err
        );
    }
    let noted = std::fs::read(desk.path("noted.docx")).unwrap();
    let comments = crate::write::part(&noted, "word/comments.xml");
    assert!(
        comments.contains("地名") && comments.contains("同比"),
        "{comments}"
    );
    assert_eq!(texts(&noted)[0][1], "在{{地明}}实现{{产值.同笔}}。");
}

#[test]
fn what_is_missing_is_refused_or_a_highlighted_hole_with_a_comment() {
    let desk = desk(&[p("税收{{税收}}。")]).file("b.yaml", ANSWERS);
    let run = desk.run(&["fill", "my/templates/简报.docx", "b.yaml", "-o", "out.docx"]);
    assert_eq!(run.code, 1);
    assert!(
        run.err.contains("税收") && run.err.contains("简报.docx:1:"),
        "{}",
        run.err
    );
    assert!(!desk.path("out.docx").exists());
    let run = desk.run(&[
        "fill", "my/templates/简报.docx", "b.yaml", "-o", "out.docx", "--draft",
    ]);
    assert_eq!(run.code, 0, "{}", run.err);
    let out = std::fs::read(desk.path("out.docx")).unwrap();
    assert_eq!(texts(&out)[0], ["税收【待填：税收】。"]);
    let xml = crate::write::part(&out, "word/document.xml");
    assert!(xml.contains(r#"<w:highlight w:val="yellow"/>"#), "{xml}");
    assert!(crate::write::part(&out, "word/comments.xml").contains("待填：税收"));
}

#[test]
fn a_schema_is_proposed_for_a_file_without_one() {
    let body = [
        p("{{地名}}{{年份.次年}}{{税收.同比}}{{#if 有大会}}甲{{/if}}{{#if 备注}}{{备注}}{{/if}}"),
        p("{{#each 项目}}"),
        p("{{名称}}{{../地名.党委}}"),
        p("{{/each}}"),
    ];
    let desk = Desk::new().file("my/templates/简报.docx", file(&body.concat()));
    let run = desk.run(&["check", "my/templates/简报.docx"]);
    assert_eq!(run.code, 0, "{}", run.err);
    let (schema, faults) = nigao::schema::read("s.yaml", &run.out, &[]).recovered();
    assert!(faults.is_empty(), "{faults}");
    let kinds: Vec<(&str, bool)> = schema
        .fields
        .iter()
        .map(|field| (field.name.as_str(), field.optional))
        .collect();
    let wanted = [
        ("地名", false),
        ("年份", false),
        ("税收", false),
        ("有大会", false),
        ("备注", true),
        ("项目", false),
    ];
    assert_eq!(kinds, wanted);
    let bytes = file(&body.concat());
    let template = nigao::word_template::WordTemplate::open("t.docx", &bytes).unwrap();
    let errors: Vec<_> = template
        .faults(&schema)
        .into_vec()
        .into_iter()
        .filter(nigao::diagnostic::Diagnostic::is_error)
        .collect();
    assert!(errors.is_empty(), "{errors:?}");
}

#[test]
fn a_layout_for_ones_own_word_file_is_refused() {
    let desk = desk(&[p("{{地名}}")]);
    for flag in ["--layout", "--reference"] {
        let value = if flag == "--layout" {
            "gbt9704"
        } else {
            "my/templates/简报.docx"
        };
        let args = [
            "fill", "my/templates/简报.docx", "a.yaml", "-o", "out.docx", flag, value,
        ];
        desk.run(&args).code(2).says(&[flag, "简报.docx"]);
        assert!(!desk.path("out.docx").exists());
    }
    std::fs::write(desk.path("r.jsonl"), "{}\n").expect("room");
    let args = [
        "fill", "my/templates/简报.docx", "--records", "r.jsonl", "-o", "out-{n}.docx", "--layout",
        "gbt9704",
    ];
    desk.run(&args).code(2).says(&["--layout"]);
}

#[test]
fn tracked_changes_of_a_template_are_refused_or_accepted() {
    let tracked = "<w:p><w:r><w:t>在{{地</w:t></w:r><w:ins w:id='1' w:author='甲'><w:r><w:t>名}}</w:t></w:r>\
        </w:ins><w:del w:id='2' w:author='甲'><w:r><w:delText>{{年份}}</w:delText></w:r></w:del></w:p>";
    let desk = desk(&[tracked.to_owned()]);
    let args = ["fill", "my/templates/简报.docx", "a.yaml", "-o", "out.docx"];
    desk.run(&args)
        .code(1)
        .says(&["修订", "简报.docx:1:", "--accept-changes"]);
    desk.run(&[&args[..], &["--accept-changes"]].concat())
        .code(0);
    let out = std::fs::read(desk.path("out.docx")).expect("the file");
    assert_eq!(texts(&out)[0], ["在云溪镇"]);
    let xml = crate::write::part(&out, "word/document.xml");
    assert!(!xml.contains("<w:ins") && !xml.contains("年份"), "{xml}");
}
