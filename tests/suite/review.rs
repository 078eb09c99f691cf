//! `nigao mine --review` on a terminal: a proposal walked through key by key, and what comes of it.

use super::harness::Desk;
use super::typist::Typist;

const REPORT: &str = "各位代表：\n一、工作回顾\n新增就业岗位320个，修路12公里，植树200亩。\n二、工作安排\n新增就业岗位350个。\n谢谢大家！";
const ARGS: [&str; 8] = [
    "mine", "稿.txt", "-o", "own", "--review", "--plan", "方案.yaml", "--force",
];
const UP: &str = "\u{1b}[A";

#[test]
fn a_proposal_is_walked_through_and_the_plan_kept() {
    let desk = Desk::new().file("稿.txt", REPORT);
    let mut typist = Typist::new(&desk, &ARGS, 100, &[("TERM", "xterm")]);
    typist.option("各部分", 2);
    typist.option("工作安排", 2);
    typist.wait("? 各部分");
    typist.press(&format!("{UP}{UP}\r"));
    typist.wait("1/4 新增就业岗位  数字 320个");
    typist.option("新增就业岗位（采用）", 2);
    // A name another field has is refused where it is typed.
    typist.wait("? 新名字");
    typist.press(&format!("{}修路\r", "\u{7f}".repeat(6)));
    typist.wait("两个字段都叫“修路”");
    typist.press(&format!("{}就业\r", "\u{7f}".repeat(2)));
    typist.wait("> 新名字");
    typist.option("修路（采用）", 1);
    typist.option("植树（采用）", 8);
    typist.option("修路（不用）", 1);
    typist.option("植树（采用）", 9);
    assert_eq!(typist.end(), 0, "{}", typist.screen());
    let template = desk.read("own/templates/稿.hbs");
    assert_eq!(
        template,
        "! 各位代表：\n## 工作回顾\n新增就业岗位{{就业}}，修路12公里，植树{{植树}}。\n"
    );
    let plan = desk.read("方案.yaml");
    for line in [
        "  新增就业岗位: 改名 就业 ", "  修路: 不用 ", "  植树: 采用 ", "  工作安排: 不要",
    ] {
        assert!(plan.contains(line), "no {line} in {plan}");
    }
    // What was decided is followed the next time, with nobody asking.
    desk.run(&["mine", "稿.txt", "-o", "again", "--plan", "方案.yaml"])
        .code(0);
    assert_eq!(desk.read("again/templates/稿.hbs"), template);
}

#[test]
fn a_genre_that_is_there_is_told_of_before_the_review() {
    let desk = Desk::new()
        .file("稿.txt", REPORT)
        .file("own/schemas/稿.yaml", "title: 旧");
    let mut typist = Typist::new(
        &desk,
        &["mine", "稿.txt", "-o", "own", "--review"],
        100,
        &[("TERM", "xterm")],
    );
    typist.wait("文件已经有了");
    assert_eq!(typist.end(), 3, "{}", typist.screen());
    assert_eq!(desk.read("own/schemas/稿.yaml"), "title: 旧");
}

#[test]
fn a_name_left_as_it_is_is_no_new_name() {
    let desk = Desk::new().file("稿.txt", REPORT);
    let mut typist = Typist::new(&desk, &ARGS, 60, &[("TERM", "xterm")]);
    typist.wait("? 各部分");
    typist.press("\r");
    typist.option("新增就业岗位（采用）", 2);
    typist.wait("? 新名字");
    typist.press("\r");
    typist.option("修路（采用）", 9);
    assert_eq!(typist.end(), 0, "{}", typist.screen());
    assert!(
        desk.read("方案.yaml").contains("  新增就业岗位: 采用 "),
        "{}",
        desk.read("方案.yaml")
    );
}

#[test]
fn several_fields_are_decided_by_number_and_a_group_at_once() {
    let desk = Desk::new().file("稿.txt", REPORT);
    let mut typist = Typist::new(&desk, &ARGS, 100, &[("TERM", "xterm")]);
    typist.wait("? 各部分");
    typist.press("\r");
    typist.option("新增就业岗位（采用）", 7);
    typist.press("9\r");
    typist.wait("写 1 到 4 的编号");
    typist.press("\u{7f}2-3\r");
    typist.option("这 2 个", 1);
    // The field it was asked at was not among them.
    typist.option("新增就业岗位（采用）", 0);
    typist.option("修路（不用）", 5);
    typist.option("新增就业岗位目标（采用）", 9);
    assert_eq!(typist.end(), 0, "{}", typist.screen());
    let plan = desk.read("方案.yaml");
    for line in ["  新增就业岗位: 采用 ", "  修路: 采用 ", "  植树: 采用 "] {
        assert!(plan.contains(line), "no {line} in {plan}");
    }
}

#[test]
fn leaving_a_review_writes_no_template() {
    let desk = Desk::new().file("稿.txt", REPORT);
    let mut typist = Typist::new(
        &desk,
        &["mine", "稿.txt", "-o", "own", "--review"],
        100,
        &[("TERM", "xterm")],
    );
    typist.wait("? 各部分");
    typist.press("\r");
    typist.wait("? 新增就业岗位");
    typist.press("\u{3}");
    typist.wait("没有生成模板");
    assert_eq!(typist.end(), 0);
    assert!(!desk.path("own").exists());
}
