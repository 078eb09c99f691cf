//! Files: where answers are saved, what they begin with, and what is left alone.

use nigao::answers::Answers;

use super::{asking, small};
use crate::harness::Desk;
use crate::typist::{CTRL_C, ESC, Typist};

#[test]
fn leaving_says_how_to_go_on_and_keeps_a_hand_edited_file_as_it_is() {
    let file = "# 站长批示：照实填\n单位: 农业服务站   # 全称\n年份: 2025\n";
    let desk = small().file("填报.yaml", file);
    let mut typist = asking(&desk, &[], 80, &[]);
    typist.wait("填报.yaml 里已有 2 项，还有 1 项没填");
    typist.option("从哪里填起？", 0);
    typist.wait("? 本年（万元）：");
    typist.press("12");
    typist.wait("12");
    typist.press(CTRL_C);
    typist.wait("刚才打了一半，没有存：12");
    typist.wait("已存好：填报.yaml");
    typist.wait("待填：收入");
    typist.wait("  nigao ask 小结 -a 填报.yaml --templates 库\r\n");
    assert_eq!(typist.end(), 0);
    assert_eq!(desk.read("填报.yaml"), file, "nothing was answered");
    let mut typist = asking(&desk, &["--only-missing"], 80, &[]);
    typist.line("本年（万元）：", "12 上年10");
    // What was answered in another sitting can be gone back to.
    typist.wait("? 有活动：");
    typist.press(ESC);
    typist.keyed("要做什么？", ":b");
    typist.line("本年（万元）：", ":b");
    typist.wait("? 单位： (农业服务站)");
    typist.press(CTRL_C);
    assert_eq!(typist.end(), 0);
    assert_eq!(
        desk.read("填报.yaml"),
        format!("{file}\n# 数字\n收入: {{本年: 12, 上年: 10}}\n")
    );
}

#[test]
fn a_file_another_program_broke_is_left_alone_and_nothing_is_lost() {
    let desk = small().file("填报.yaml", "年份: 2025\n");
    let mut typist = asking(&desk, &["--only-missing"], 80, &[]);
    typist.wait("? 单位：");
    // Sound changes by another program are kept …
    std::fs::write(desk.path("填报.yaml"), "# 科长改过\n年份: 2024\n").expect("the file");
    typist.press("农业服务站\r");
    typist.wait("? 本年（万元）：");
    assert!(
        desk.read("填报.yaml")
            .starts_with("# 科长改过\n年份: 2024\n"),
        "{}",
        desk.read("填报.yaml")
    );
    // … broken ones are not written over.
    let broken = "年份: 2024\n单位: [农业";
    std::fs::write(desk.path("填报.yaml"), broken).expect("the file");
    typist.press("12 10\r");
    typist.wait("填报.yaml 被别的程序改坏了");
    typist.wait("填报-2.yaml");
    typist.wait("? 有活动：");
    typist.press(CTRL_C);
    typist.wait("nigao ask 小结 -a 填报-2.yaml");
    assert_eq!(typist.end(), 0);
    assert_eq!(desk.read("填报.yaml"), broken);
    let saved = Answers::read("填报-2.yaml", &desk.read("填报-2.yaml")).to_node();
    let all = ["年份", "单位", "收入"]
        .iter()
        .all(|field| saved.get(field).is_some_and(|node| !node.is_empty()));
    assert!(all, "{}", desk.read("填报-2.yaml"));
}

#[test]
fn next_year_begins_with_last_years_answers() {
    let last = "年份: 2025\n单位: 农业服务站\n收入: {本年: 120万元, 上年: 100万元}\n评价: 收入稳步提高。\n";
    let desk = small().file("去年.yaml", last);
    let mut typist = asking(&desk, &["--last", "去年.yaml", "-o", "今年.docx"], 80, &[]);
    for default in ["年份： (2026)", "单位： (农业服务站)"] {
        typist.wait(&format!("? {default}"));
        typist.press("\r");
    }
    typist.wait("去年填的：120万元，上年100万元，同比增长20%");
    typist.line("本年（万元）：", "150");
    typist.wait("? 上年，或增速（万元）： (120万元)");
    typist.press("\r");
    typist.wait("同比增长25%");
    typist.keyed("有活动：", "y");
    // What is required cannot be left out unseen, but it can be skipped.
    typist.wait("? 第 1 条　名称：");
    typist.press("\r");
    typist.wait("至少要 1 条");
    typist.press(":s\r");
    typist.line("奖金（万元）：", "");
    typist.wait("去年填的：收入稳步提高。");
    typist.line("评价：第 1 段", "");
    // Skipped in this sitting, it is not asked again of itself, but offered first.
    typist.wait("待填：活动");
    typist.keyed("接下来？", "写 Word");
    typist.wait("nigao fill 小结 填报.yaml --templates 库 -o 今年.docx --draft --force");
    assert_eq!(typist.end(), 0);
    assert!(desk.path("今年.docx").exists());
    let broken = small().file("去年.yaml", "年份: [");
    let mut typist = asking(&broken, &["--last", "去年.yaml"], 80, &[]);
    typist.wait("去年.yaml:");
    assert_eq!(typist.end(), 1);
}

#[test]
fn a_ledger_is_read_and_only_new_answers_are_written() {
    let desk = small().file(
        "台账.yaml",
        "单位: 农业服务站\n年份: 2025\n收入: {本年: 12, 上年: 10}\n",
    );
    let args = [
        "ask", "小结", "--templates", "库", "-a", "台账.yaml", "-a", "填报.yaml",
    ];
    let mut typist = Typist::new(&desk, &args, 80, &[]);
    typist.option("有活动：", 0);
    typist.line("奖金（万元）：", "");
    typist.line("评价：第 1 段", "");
    typist.option("接下来？", 0);
    typist.wait("nigao fill 小结 台账.yaml 填报.yaml");
    assert_eq!(typist.end(), 0);
    let own = Answers::read("填报.yaml", &desk.read("填报.yaml"));
    let given: Vec<&str> = own
        .entries()
        .iter()
        .filter(|e| !e.node.is_empty())
        .map(|e| e.key.as_str())
        .collect();
    assert_eq!(given, ["有活动"]);
}

#[test]
fn a_report_that_is_there_is_replaced_only_when_the_writer_says_so() {
    let answers = "年份: 2025\n单位: 站\n收入: {本年: 3, 上年: 2}\n有活动: 否\n";
    for (choice, kept, names) in [
        // Enter alone never replaces it.
        (
            "",
            true,
            vec!["填报-2.docx", "填报.docx", "填报.yaml", "库"],
        ),
        ("覆盖", false, vec!["填报.docx", "填报.yaml", "库"]),
        (
            "另存为",
            true,
            vec!["填报-2.docx", "填报.docx", "填报.yaml", "库"],
        ),
        ("不写了", true, vec!["填报.docx", "填报.yaml", "库"]),
    ] {
        let desk = small().file("填报.yaml", answers).file("填报.docx", "旧稿");
        let mut typist = asking(&desk, &[], 80, &[]);
        typist.option("从哪里填起？", 2);
        typist.option("接下来？", 0);
        typist.keyed("已经有这个文件了", choice);
        assert_eq!(typist.end(), 0, "{choice}");
        assert_eq!(
            (
                std::fs::read(desk.path("填报.docx")).expect("it") == "旧稿".as_bytes(),
                desk.names()
            ),
            (kept, names.iter().map(ToString::to_string).collect()),
            "{choice}"
        );
    }
}

#[test]
fn last_years_file_is_never_written_to() {
    let last = "年份: 2025\n单位: 农业服务站\n";
    let desk = small().file("小结.yaml", last);
    let args = ["ask", "小结", "--templates", "库", "--last", "小结.yaml"];
    let mut typist = Typist::new(&desk, &[&args[..], &["-a", "小结.yaml"]].concat(), 80, &[]);
    typist.wait("不能又当今年的写");
    typist.wait("-a 小结2026.yaml");
    assert_eq!(typist.end(), 2);
    let mut typist = Typist::new(&desk, &args, 80, &[]);
    typist.wait("今年的存到 小结2026.yaml");
    typist.line("年份：", "");
    typist.wait("? 单位：");
    typist.press(CTRL_C);
    assert_eq!(typist.end(), 0);
    assert_eq!(desk.read("小结.yaml"), last);
    assert!(desk.read("小结2026.yaml").contains("年份: 2026"));
}

#[test]
fn a_place_that_cannot_be_written_to_is_told_before_the_first_question() {
    let desk = small();
    let args = ["ask", "小结", "--templates", "库", "-a", "没有/填报.yaml"];
    let mut typist = Typist::new(&desk, &args, 80, &[]);
    typist.wait("填报存不到“没有”里");
    assert_eq!(typist.end(), 3);
    assert!(!typist.page().contains("? "), "{}", typist.page());
}

#[test]
fn a_genre_is_chosen_from_a_list_when_its_name_is_missing_or_partial() {
    for (name, count) in [(None, 12), (Some("述职报告"), 3), (Some("述耳"), 12)] {
        let desk = Desk::new();
        let args: Vec<&str> = ["ask"].into_iter().chain(name).collect();
        let mut typist = Typist::new(&desk, &args, 100, &[]);
        typist.wait("? 哪一种？");
        typist.wait("打字查找");
        let screen = typist.screen();
        let options = screen
            .lines()
            .filter(|line| line.contains("  ") && line.chars().count() > 12);
        // A page of the list shows ten.
        assert_eq!(options.count(), count.min(10), "{name:?}\n{screen}");
        typist.press("政府主官述职\r");
        typist.wait("政府主官述职报告：分");
        typist.wait("? ");
        typist.press(CTRL_C);
        assert_eq!(typist.end(), 0);
    }
}

#[test]
fn what_last_year_gives_is_gone_on_with_at_the_first_open_question() {
    let last =
        "年份: 2025\n单位: 站\n收入: {本年: 120万元, 上年: 100万元}\n有活动: 否\n奖金: 5万元\n";
    let desk = small().file("去年.yaml", last);
    desk.run(&[
        "roll", "小结", "去年.yaml", "--templates", "库", "-o", "填报.yaml",
    ])
    .code(0);
    // Half done is open, not wrong.
    let fill = [
        "fill", "小结", "填报.yaml", "--templates", "库", "--draft", "-o", "稿.txt",
    ];
    desk.run(&fill).code(0);
    assert!(
        desk.read("稿.txt").contains("收入【待填"),
        "{}",
        desk.read("稿.txt")
    );
    let mut typist = asking(&desk, &[], 80, &[]);
    typist.option("从哪里填起？", 0);
    // `:s` keeps last year's value that is in the file.
    typist.line("本年（万元）：", ":s");
    typist.line("奖金（万元）：", "");
    typist.line("评价：第 1 段", "");
    // Those left out are not asked again with the open one.
    typist.keyed("接下来？", "补还没填好的 1 项");
    typist.line("本年（万元）：", "150");
    typist.line("上年，或增速（万元）：", "");
    typist.wait("同比增长25%");
    typist.wait("? 接下来？");
    typist.press(CTRL_C);
    assert_eq!(typist.end(), 0);
}
