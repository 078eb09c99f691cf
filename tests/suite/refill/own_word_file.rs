//! Drafts in a writer's own Word file at the command line: `nigao refill`, `nigao diff`.

use super::own_templates::{boxed, letter};
use crate::harness::Desk;
use crate::word_template::{ANSWERS, FIELDS, p, table};

fn desk() -> Desk {
    let body = [
        boxed("{{地名}}{{年份}}第一号"),
        p("一、工业。产值{{产值}}，同比{{产值.同比}}。"),
        table(&[&["税收", "{{税收}}"], &["备注", "{{备注}}"]]),
        p("完。"),
    ];
    let file = letter(&body.concat(), "{{地名}}{{年份}}简报", "备注：{{备注}}。");
    let old = format!("{ANSWERS}税收: 900万元\n备注: 快报\n");
    let new = old
        .replace("12.5亿元", "12.8亿元")
        .replace("900万元", "910万元");
    let desk = Desk::new()
        .file("my/templates/简报.docx", file)
        .file("my/schemas/简报.yaml", FIELDS)
        .file("旧.yaml", &old)
        .file("新.yaml", &new);
    desk.run(&[
        "fill", "简报", "旧.yaml", "--templates", "my", "-o", "稿.docx",
    ])
    .code(0);
    desk
}

/// The draft with words replaced, as a hand would.
fn edit(desk: &Desk, part: &str, old: &str, new: &str) {
    let bytes = std::fs::read(desk.path("稿.docx")).expect("the draft");
    let edited = crate::splice::files::with_part(&bytes, part, |xml| {
        assert!(xml.contains(old), "{xml}");
        xml.replace(old, new)
    });
    std::fs::write(desk.path("稿.docx"), edited).expect("the draft");
}

fn text(desk: &Desk, file: &str) -> String {
    let bytes = std::fs::read(desk.path(file)).expect("a file");
    crate::splice::texts(&bytes).concat().join("\n")
}

const OWN: [&str; 4] = ["--template", "简报", "--templates", "my"];

fn with_own<'a>(args: &[&'a str]) -> Vec<&'a str> {
    [args, &OWN].concat()
}

#[test]
fn a_draft_in_ones_own_file_is_refilled() {
    let desk = desk();
    edit(&desk, "word/document.xml", "一、工业。", "一、工业经济。");
    let args = [
        "refill", "稿.docx", "--was", "旧.yaml", "--now", "新.yaml", "-o", "次.docx",
    ];
    let run = desk.run(&with_own(&args)).code(0);
    run.says(&["12.5亿元", "12.8亿元", "待定 0 处"]);
    let after = text(&desk, "次.docx");
    assert!(after.contains("一、工业经济。产值12.8亿元"), "{after}");
    assert!(
        after.contains("910万元") && !after.contains("900万元"),
        "{after}"
    );
    // Nothing says which draft it is, so the old answers are asked for.
    let args = ["refill", "稿.docx", "--now", "新.yaml", "-o", "三.docx"];
    desk.run(&with_own(&args)).code(2).says(&["--was"]);
}

#[test]
fn values_changed_by_hand_are_found_in_cells_headers_and_notes() {
    let desk = desk();
    edit(&desk, "word/document.xml", "900万元", "905万元");
    edit(&desk, "word/footnotes.xml", "快报", "年报");
    let args = ["refill", "稿.docx", "--was", "旧.yaml", "--pull", "收.yaml"];
    let run = desk.run_with(&with_own(&args), "y\n".repeat(9).as_bytes());
    run.code(0).says(&["905万元", "年报"]);
    let pulled = desk.read("收.yaml");
    assert!(
        pulled.contains("税收: 905万元") && pulled.contains("备注: 年报"),
        "{pulled}"
    );
}

#[test]
fn drafts_in_ones_own_file_are_compared() {
    let desk = desk();
    let args = [
        "fill", "简报", "新.yaml", "--templates", "my", "-o", "二.docx",
    ];
    desk.run(&args).code(0);
    edit(&desk, "word/header1.xml", "简报", "快讯");
    let args = [
        "diff", "稿.docx", "二.docx", "--was", "旧.yaml", "-o", "修订.docx",
    ];
    let run = desk.run(&with_own(&args)).code(0);
    for words in ["900万元 → 910万元", "12.8亿元", "快讯", "简报"] {
        assert!(run.out.contains(words), "{words}\n{}", run.out);
    }
    assert_eq!(text(&desk, "修订.docx"), text(&desk, "二.docx"));
    // Answers are drafted in the file, too.
    let args = ["diff", "旧.yaml", "新.yaml"];
    let run = desk.run(&with_own(&args)).code(0);
    assert!(run.out.contains("900万元 → 910万元"), "{}", run.out);
}

#[test]
fn tracked_changes_are_refused_or_accepted_first() {
    let desk = desk();
    let tracked = "<w:ins w:id='7' w:author='甲'><w:r><w:t>规模以上</w:t></w:r></w:ins>\
        <w:del w:id='8' w:author='甲'><w:r><w:delText>全部</w:delText></w:r></w:del>";
    edit(
        &desk,
        "word/document.xml",
        "<w:r><w:t xml:space=\"preserve\">完。",
        &format!("{tracked}<w:r><w:t xml:space=\"preserve\">完。"),
    );
    let args = [
        "refill", "稿.docx", "--was", "旧.yaml", "--now", "新.yaml", "-o", "次.docx",
    ];
    let run = desk.run(&with_own(&args)).code(2);
    run.says(&["修订", "规模以上完", "--accept-changes"]);
    assert!(!desk.path("次.docx").exists());
    let args = [&args[..], &["--accept-changes"]].concat();
    desk.run(&with_own(&args)).code(0);
    let after = text(&desk, "次.docx");
    assert!(
        after.contains("规模以上完。") && after.contains("12.8亿元"),
        "{after}"
    );
    let xml = crate::write::part(
        &std::fs::read(desk.path("次.docx")).expect("a file"),
        "word/document.xml",
    );
    assert!(!xml.contains("<w:ins") && !xml.contains("全部"), "{xml}");
}

/// A template made of a draft still holds the name of that draft; what it drafts has its own.
#[test]
fn a_template_made_of_a_draft_does_not_name_that_draft() {
    let genre = "head-duty-report";
    let sample = crate::harness::root().join(format!("samples/{genre}/answers.yaml"));
    let desk = Desk::new().file("a.yaml", std::fs::read_to_string(sample).expect("a sample"));
    desk.run(&["fill", genre, "a.yaml", "-o", "去年.docx"])
        .code(0);
    desk.run(&[
        "mine", "去年.docx", "-o", "my", "--name", "述职", "--in-place",
    ])
    .code(0);
    let answers = "my/samples/述职/answers.yaml";
    desk.run(&[
        "fill", "述职", answers, "--templates", "my", "-o", "稿.docx",
    ])
    .code(0);
    let bytes = std::fs::read(desk.path("稿.docx")).expect("a file");
    let stamp = nigao::refill::stamp_of(&bytes)
        .expect("a file")
        .expect("a stamp");
    assert_eq!(stamp.genre, "述职");
    // So the old answers need not be named.
    std::fs::copy(desk.path(answers), desk.path("旧.yaml")).expect("room");
    let args = [
        "refill", "稿.docx", "--now", "旧.yaml", "-o", "次.docx", "--templates", "my",
    ];
    desk.run(&args).code(0).says(&["旧.yaml"]);
    assert_eq!(text(&desk, "次.docx"), text(&desk, "稿.docx"));
}
