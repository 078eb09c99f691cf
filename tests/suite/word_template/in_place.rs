//! Reports mined in place: the file with its mined answers is the file as it was.

use std::collections::BTreeMap;
use std::io::{Cursor, Read as _};

use nigao::layout::Layout;
use nigao::mine::{decisions::Decisions, propose};
use nigao::read::{Report, Source};
use nigao::word_template::{FillOptions, WordTemplate};

use super::{facts, fields, file, p, table};
use crate::harness::Desk;
use crate::splice::{files::samples, texts};

/// Every part of a file by name, inflated.
fn parts(file: &[u8]) -> BTreeMap<String, Vec<u8>> {
    let mut zip = zip::ZipArchive::new(Cursor::new(file)).expect("a zip");
    let mut parts = BTreeMap::new();
    for at in 0..zip.len() {
        let mut entry = zip.by_index(at).expect("a part");
        let mut bytes = Vec::new();
        entry.read_to_end(&mut bytes).expect("its bytes");
        parts.insert(entry.name().to_owned(), bytes);
    }
    parts
}

/// Mines a file in place and fills it with its own answers: the words of every paragraph and the
/// bytes of every part without tags come back. Returns how many tags stand and how many do not.
fn holds(name: &str, file: &[u8]) -> (usize, usize) {
    let report = Report::of(&Source::parse(file, false, None).expect("a report"));
    let proposal = propose(std::slice::from_ref(&report));
    let proposal = proposal.decided(&Decisions::of(&proposal));
    let mined = proposal.genre();
    let word = proposal.in_place(file).expect("a template");
    let schema = fields(&mined.schema);
    let template = WordTemplate::open("t.docx", &word.bytes).expect("a Word file");
    let bound = template
        .bind(&schema)
        .unwrap_or_else(|faults| panic!("{name}: {faults}"));
    let facts = facts(&schema, &mined.answers[0], false);
    let filled = bound.fill(&facts, &FillOptions::default());
    let filled = filled.unwrap_or_else(|faults| panic!("{name}: {faults}"));
    assert_eq!(texts(&filled.bytes), texts(file), "{name}");
    let (before, after) = (parts(file), parts(&filled.bytes));
    assert_eq!(
        before.keys().collect::<Vec<_>>(),
        after.keys().collect::<Vec<_>>(),
        "{name}"
    );
    let tagged: Vec<&String> = parts(&word.bytes)
        .iter()
        .filter(|(part, bytes)| before[*part] != **bytes)
        .map(|(part, _)| before.get_key_value(part).expect("a part").0)
        .collect();
    for (part, bytes) in &before {
        if !tagged.contains(&part) {
            assert_eq!(bytes, &after[part], "{name}: {part}");
        }
    }
    (word.placed, word.unplaced.len())
}

#[test]
fn samples_in_every_layout_come_back() {
    let (mut placed, mut unplaced) = (0, 0);
    for layout in Layout::NAMES.iter().take(2) {
        for (name, file) in samples(&Layout::named(layout).expect("a shipped layout")) {
            let (some, others) = holds(&name, &file);
            placed += some;
            unplaced += others;
        }
    }
    assert!(placed > 300, "only {placed} tags were placed");
    assert!(
        unplaced * 50 < placed,
        "{unplaced} of {placed} tags were not placed"
    );
}

#[test]
fn tags_stand_in_paragraphs_tables_and_headings_and_the_rest_keeps_its_bytes() {
    let body = [
        p("云溪镇人民政府工作报告"),
        p("各位代表："),
        p("一、2024年工作回顾"),
        r#"<w:p><w:pPr><w:jc w:val="both"/></w:pPr><w:r><w:t>2024年，云溪镇实现生产总值</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>73.1亿元</w:t></w:r><w:r><w:t>，同比增长7.5%。</w:t></w:r></w:p>"#.to_owned(),
        table(&[&["指标", "数值"], &["粮食产量", "3.2万吨"]]),
        p("二、2025年工作安排"),
        p("2025年，云溪镇要实现生产总值80亿元。"),
    ];
    let file = file(&body.concat());
    let (placed, unplaced) = holds("body", &file);
    assert!(placed >= 8 && unplaced == 0, "{placed}, {unplaced}");
}

#[test]
fn a_file_is_mined_and_filled_for_next_year_at_the_command_line() {
    let body = [
        p("云溪镇人民政府工作报告"),
        p("各位代表："),
        p("一、2024年工作回顾"),
        p("2024年，云溪镇实现生产总值73.1亿元，同比增长7.5%。"),
        p("二、2025年工作安排"),
        p("2025年，继续奋斗。"),
    ];
    let desk = Desk::new().file("去年.docx", file(&body.concat()));
    let run = desk.run(&[
        "mine", "去年.docx", "-o", "my", "--name", "报告", "--in-place",
    ]);
    assert_eq!(run.code, 0, "{}", run.err);
    let answers = desk.read("my/samples/报告/answers.yaml");
    let next = answers
        .replace("2024", "2025")
        .replace("73.1", "78.9")
        .replace("7.5%", "-1.2%");
    std::fs::write(desk.path("next.yaml"), next).unwrap();
    let template = "my/templates/报告.docx";
    let run = desk.run(&[
        "fill", template, "my/samples/报告/answers.yaml", "-o", "same.docx",
    ]);
    assert_eq!(run.code, 0, "{}", run.err);
    let same = std::fs::read(desk.path("same.docx")).unwrap();
    assert_eq!(texts(&same), texts(&file(&body.concat())));
    let run = desk.run(&["fill", template, "next.yaml", "-o", "next.docx"]);
    assert_eq!(run.code, 0, "{}", run.err);
    let next = texts(&std::fs::read(desk.path("next.docx")).unwrap()).remove(0);
    assert_eq!(next[2], "一、2025年工作回顾");
    assert_eq!(
        next[3],
        "2025年，云溪镇实现生产总值78.9亿元，同比下降1.2%。"
    );
    assert_eq!(next[4], "二、2026年工作安排");
    let run = desk.run(&["mine", "去年.docx", "x.txt", "-o", "other", "--in-place"]);
    assert_eq!(run.code, 2, "{}", run.err);
}
