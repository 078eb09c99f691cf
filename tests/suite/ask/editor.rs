//! Words written in the editor: whatever comes of them, they are not lost.

use super::{asking, small};
use crate::harness::Desk;
use crate::typist::{CTRL_C, ESC, Typist};

const ANSWERED: &str = "年份: 2025\n单位: 站\n收入: {本年: 3, 上年: 2}\n有活动: 否\n奖金: 5\n";

/// A desk with an editor that is a script: it finds the file it edits in `$1`.
fn with_editor(script: &str) -> (Desk, String) {
    let desk = small()
        .file("填报.yaml", ANSWERED)
        .file("编辑.sh", format!("#!/bin/sh\n{script}\n"));
    let editor = format!("sh '{}'", desk.path("编辑.sh").display());
    (desk, editor)
}

fn at_the_text(desk: &Desk, editor: &str) -> Typist {
    asking(desk, &["--only-missing"], 80, &[("EDITOR", editor)])
}

#[test]
fn refused_words_are_opened_again() {
    // First a bell that cannot be printed; the second time the words are there, and it goes.
    let script = "if grep -q 一季度 \"$1\"; then printf '一季度开门红。' > \"$1\"; \
                  else printf '一季度开门红。\\007' > \"$1\"; fi";
    let (desk, editor) = with_editor(script);
    let mut typist = at_the_text(&desk, &editor);
    typist.line("评价：第 1 段", ":e");
    typist.wait("U+0007");
    typist.wait("? 评价：第 1 段 一季度开门红。");
    typist.press(ESC);
    typist.keyed("要做什么？", ":e");
    typist.wait("接下来？");
    typist.press(CTRL_C);
    assert_eq!(typist.end(), 0);
    assert!(
        desk.read("填报.yaml").contains("评价: 一季度开门红。\n"),
        "{}",
        desk.read("填报.yaml")
    );
}

#[test]
fn the_soft_breaks_of_word_part_paragraphs() {
    let (desk, editor) = with_editor("printf '第一段。\\013第二段。' > \"$1\"");
    let mut typist = at_the_text(&desk, &editor);
    typist.line("评价：第 1 段", ":e");
    typist.wait("接下来？");
    typist.press(CTRL_C);
    assert_eq!(typist.end(), 0);
    let saved = desk.read("填报.yaml");
    assert!(
        saved.contains("评价: |-\n  第一段。\n  第二段。\n"),
        "{saved}"
    );
}

#[test]
fn what_an_editor_saved_before_it_failed_is_on_the_line() {
    let (desk, editor) = with_editor("printf '写好了。' > \"$1\"; exit 1");
    let mut typist = at_the_text(&desk, &editor);
    typist.line("评价：第 1 段", ":e");
    typist.wait("? 评价：第 1 段 写好了。");
    typist.press("\r");
    typist.line("评价：第 2 段", "");
    typist.wait("接下来？");
    typist.press(CTRL_C);
    assert_eq!(typist.end(), 0);
    assert!(
        desk.read("填报.yaml").contains("评价: 写好了。\n"),
        "{}",
        desk.read("填报.yaml")
    );
}

#[test]
fn a_command_behind_what_was_put_back_on_the_line_is_a_command() {
    let desk = small();
    let mut typist = asking(&desk, &[], 60, &[("EDITOR", ""), ("VISUAL", "")]);
    typist.line("年份：", "2025");
    typist.line("单位：", "农业服务站");
    typist.line("本年（万元）：", ":b");
    typist.line("单位：", ":e");
    typist.wait("? 单位： 农业服务站");
    typist.press(":b\r");
    typist.wait("? 年份： (2025");
    typist.press(CTRL_C);
    assert_eq!(typist.end(), 0);
    assert!(!desk.read("填报.yaml").contains(":b"));
}
