//! The worked example of docs/word-templates.md, run as it stands there.

use super::{file, p, table};
use crate::harness::{Desk, root};
use crate::splice::texts;

/// The text of a fenced block of the guide.
fn fenced(guide: &str, fence: &str) -> String {
    let opened = guide.split(&format!("```{fence}\n")).nth(1);
    let block = opened.and_then(|rest| rest.split("```").next());
    block.unwrap_or_else(|| panic!("{fence}")).to_owned()
}

#[test]
fn the_worked_example_of_the_guide_works() {
    let guide = std::fs::read_to_string(root().join("docs/word-templates.md")).unwrap();
    let template = fenced(&guide, "text template");
    let (mut body, mut rows): (String, Vec<Vec<&str>>) = (String::new(), Vec::new());
    for line in template.lines() {
        if line.contains('｜') {
            rows.push(line.split('｜').collect());
        } else {
            body += &p(line);
        }
    }
    let rows: Vec<&[&str]> = rows.iter().map(Vec::as_slice).collect();
    body += &table(&rows);
    let desk = Desk::new()
        .file("my/templates/简报.docx", file(&body))
        .file("my/schemas/简报.yaml", fenced(&guide, "yaml schema"))
        .file("answers.yaml", fenced(&guide, "yaml answers"));
    let checked = desk.run(&["check", "my/templates/简报.docx"]);
    assert_eq!(checked.code, 0, "{}", checked.err);
    let run = desk.run(&[
        "fill", "my/templates/简报.docx", "answers.yaml", "-o", "简报.docx",
    ]);
    assert_eq!(run.code, 0, "{}", run.err);
    let found = texts(&std::fs::read(desk.path("简报.docx")).unwrap()).remove(0);
    let filled = fenced(&guide, "text filled").replace('｜', "\n");
    assert_eq!(found, filled.lines().collect::<Vec<_>>());

    // A hand edits it, the figures are corrected.
    let bytes = std::fs::read(desk.path("简报.docx")).unwrap();
    let edited = crate::splice::files::with_part(&bytes, "word/document.xml", |xml| {
        xml.replace("一、工业。", "一、工业稳中向好。")
    });
    std::fs::write(desk.path("简报.docx"), edited).unwrap();
    let answers = fenced(&guide, "yaml answers").replace("本年: 12.5亿元", "本年: 13亿元");
    std::fs::write(desk.path("核定.yaml"), answers).unwrap();
    let command = fenced(&guide, "text command");
    let words: Vec<&str> = command.split_whitespace().skip(1).collect();
    let run = desk.run(&words);
    assert_eq!(run.code, 0, "{}", run.err);
    let found = texts(&std::fs::read(desk.path("简报2.docx")).unwrap()).remove(0);
    assert_eq!(found[2], "一、工业稳中向好。产值13亿元，同比增长30%。");
}
