//! Ways: everything a writer can do at a question, and on every kind of terminal.

use nigao::answers::Answers;
use nigao::yaml::print;

use super::{asking, assert_narrow, small};
use crate::harness::Desk;
use crate::typist::{CTRL_C, ESC, Typist, UP};

#[test]
fn answers_are_checked_converted_compared_and_read_back() {
    let desk = small();
    let mut typist = asking(&desk, &[], 60, &[]);
    typist.wait("分 3 个部分，约 6 题");
    typist.wait("第 1/6 项 · 基本情况 1/2");
    // A wrong answer is told at the prompt and can be mended there.
    typist.wait("? 年份： (");
    typist.press("去年\r");
    typist.wait("不是年份");
    // What was refused is gone from the line: the next words are a new answer.
    typist.wait("? 年份： (");
    typist.press("2025\r");
    typist.wait("> 年份： 2025");
    // The menu gives back what was typed before it was opened.
    typist.wait("第 2/6 项 · 基本情况 2/2 · 办公室");
    typist.wait("? 单位：");
    typist.press("农业");
    typist.wait("农业");
    typist.press(ESC);
    typist.keyed("要做什么？", "看");
    typist.wait("2025年");
    typist.wait("【待填】");
    typist.wait("活动：3 项，都还没填");
    typist.wait("? 单位：");
    typist.wait("农业");
    typist.press("服务站\r");
    typist.wait("> 单位： 农业服务站");
    // Figures are converted, compared and read back; what looks like a slip is asked about.
    typist.line("本年（万元）：", "0.012亿");
    typist.wait("→ 120万元");
    typist.line("上年，或增速（万元）：", "0.01");
    typist.option("“收入”120万元和上年0.01万元相差上百倍", 0);
    typist.wait("? 本年（万元）： (0.012亿)");
    typist.press("\r");
    typist.line("上年，或增速（万元）：", "100");
    typist.wait("→ 120万元，上年100万元，同比增长20%，对吗？");
    typist.wait("? 有活动：");
    typist.press(CTRL_C);
    assert_eq!(typist.end(), 0);
    let said = Answers::read("填报.yaml", &desk.read("填报.yaml"));
    let said: Vec<String> = said
        .entries()
        .iter()
        .filter(|e| !e.node.is_empty())
        .map(|e| print::flow(&e.node))
        .collect();
    assert_eq!(said, ["2025", "农业服务站", "{本年: 0.012亿, 上年: 100}"]);
    assert_narrow(&typist, 60);
}

#[test]
fn a_list_takes_a_record_a_line_and_is_changed_at_will() {
    let desk = small().file(
        "填报.yaml",
        "年份: 2025\n单位: 农业服务站\n收入: {本年: 120万元, 上年: 100万元}\n",
    );
    let mut typist = asking(&desk, &["--only-missing"], 60, &[]);
    // 是 is above 否, which is the default; a list takes one record a line.
    typist.keyed("有活动：", UP);
    typist.line("第 1 条　名称：", "开放日");
    typist.line("第 2 条　名称：", "培训");
    typist.line("第 3 条　名称：", ":c");
    typist.option("改哪一条？", 1);
    typist.wait("? 第 2 条　名称： 培训");
    typist.press("班\r");
    typist.wait("2. 培训班");
    typist.line("第 3 条　名称：", ":o");
    typist.option("移哪一条？", 1);
    typist.option("移到哪一条的位置？", 0);
    typist.wait("1. 培训班");
    typist.wait("2. 开放日");
    typist.line("第 3 条　名称：", ":d");
    typist.option("删哪一条？", 1);
    typist.line("第 2 条　名称：", "");
    typist.wait("? 奖金（万元）：");
    typist.press(CTRL_C);
    assert_eq!(typist.end(), 0);
    let list = Answers::read("填报.yaml", &desk.read("填报.yaml")).to_node();
    assert_eq!(
        list.get("活动").map(print::flow).as_deref(),
        Some("[{名称: 培训班}]")
    );
    assert_narrow(&typist, 60);
}

#[test]
fn the_review_changes_answers_reads_the_whole_and_writes_the_files() {
    let answered = "年份: 2025\n单位: 农业服务站\n收入: {本年: 120万元, 上年: 100万元}\n有活动: 是\n活动: [培训班]\n";
    let desk = small().file("填报.yaml", answered);
    let mut typist = asking(&desk, &["--only-missing"], 60, &[]);
    // What is not answered is shown with the example, in the words around it.
    typist.line("奖金（万元）：", ":p");
    typist.wait("填上以后是这样");
    typist.wait("获奖金5万元。");
    typist.line("奖金（万元）：", "");
    // The review: a change there, the whole text, then the files.
    typist.line("评价：第 1 段", "收入稳步提高。");
    typist.line("评价：第 2 段", "明年再办。");
    typist.line("评价：第 3 段", "");
    typist.wait("都问完了");
    typist.wait("共 7 项：已填 6，用默认 0，不填 1，待填 0。");
    typist.keyed("接下来？", "改一项");
    typist.keyed("改哪一项？", "收入");
    typist.line("本年（万元）：", "130");
    typist.line("上年，或增速（万元）：", "");
    typist.keyed("接下来？", "看全文");
    typist.wait("农业服务站2025年小结");
    typist.wait("二、活动");
    typist.keyed("接下来？", "纯文本");
    typist.wait("nigao fill 小结 填报.yaml --templates 库 -o 填报.docx --force");
    typist.wait("-o 填报.txt --force");
    assert_eq!(typist.end(), 0);
    let text = "农业服务站2025年小结\n一、收入\n收入130万元，同比增长30%。\n二、活动\n办了培训班。\n收入稳步提高。\n明年再办。\n";
    assert_eq!(desk.read("填报.txt"), text);
    // What is said can be pasted into a shell, and again.
    let again = [
        "fill", "小结", "填报.yaml", "--templates", "库", "-o", "填报.txt", "--force",
    ];
    desk.run(&again).code(0);
    assert_narrow(&typist, 60);
}

#[test]
fn paragraphs_typed_so_far_are_never_lost() {
    let answered = "年份: 2025\n单位: 站\n收入: {本年: 2, 上年: 1}\n有活动: 否\n";
    let desk = small().file("填报.yaml", answered);
    let mut typist = asking(&desk, &["--only-missing"], 80, &[]);
    typist.line("奖金（万元）：", "");
    typist.line("评价：第 1 段", "第一段话。");
    // Through the menu and back, the text goes on where it was.
    typist.wait("? 评价：第 2 段");
    typist.press(ESC);
    typist.keyed("要做什么？", "接着答");
    typist.line("评价：第 2 段", "第二段话。");
    typist.line("评价：第 3 段", ":b");
    typist.line("奖金（万元）：", "");
    typist.wait("原来写的");
    typist.wait("第二段话。");
    // Without an editor the paragraphs come one by one, to be changed on the line; an emptied one
    // goes.
    typist.line("评价：第 1 段", ":e");
    typist.wait("? 评价：第 1 段 第一段话。");
    typist.press("好。\r");
    typist.wait("? 评价：第 2 段 第二段话。");
    typist.press(&format!("{}\r", "\u{7f}".repeat(5)));
    typist.line("评价：第 2 段", "第三段话。");
    typist.wait("? 评价：第 3 段");
    typist.press("写到一半");
    typist.wait("写到一半");
    typist.press(CTRL_C);
    typist.wait("接着填：");
    assert_eq!(typist.end(), 0);
    let saved = Answers::read("填报.yaml", &desk.read("填报.yaml")).to_node();
    assert_eq!(
        saved.get("评价").and_then(|node| node.scalar()),
        Some("第一段话。好。\n第三段话。\n写到一半")
    );
}

#[cfg(unix)]
#[test]
fn long_text_goes_through_the_writers_editor() {
    let desk = small().file(
        "填报.yaml",
        "年份: 2025\n单位: 站\n收入: {本年: 3, 上年: 2}\n有活动: 否\n评价: 好。\n",
    );
    let script = "#!/bin/sh\n[ \"$1\" = -w ] || exit 3\nsed 's/$/很好。/' \"$2\" > \"$2.x\" && mv \"$2.x\" \"$2\"\n";
    let desk = desk.file("改 写.sh", script);
    let editor = format!("sh '{}' -w", desk.path("改 写.sh").display());
    let mut typist = asking(&desk, &[], 80, &[("EDITOR", &editor)]);
    typist.option("从哪里填起？", 2);
    typist.keyed("接下来？", "改一项");
    typist.keyed("改哪一项？", "评价");
    typist.wait("原来写的");
    typist.line("评价：第 1 段", ":e");
    typist.wait("接下来？");
    typist.press(CTRL_C);
    assert_eq!(typist.end(), 0);
    assert!(
        desk.read("填报.yaml").contains("评价: 好。很好。\n"),
        "{}",
        desk.read("填报.yaml")
    );
}

#[test]
fn a_group_can_be_gone_to_and_comes_back_to_what_was_left() {
    let desk = small();
    let mut typist = asking(&desk, &[], 80, &[]);
    typist.line("年份：", ":g");
    typist.option("转到哪一部分？", 1);
    typist.line("本年（万元）：", "3");
    typist.line("上年，或增速（万元）：", "2");
    typist.option("有活动：", 0);
    typist.line("奖金（万元）：", "");
    typist.line("评价：第 1 段", "");
    typist.wait("前面空着的再问一遍");
    typist.line("年份：", "2025");
    typist.line("单位：", "站");
    typist.wait("? 接下来？");
    typist.press(CTRL_C);
    assert_eq!(typist.end(), 0);
}
#[test]
fn a_terminal_that_only_scrolls_gets_numbers_and_no_escapes() {
    let desk = small();
    let mut typist = asking(&desk, &[], 60, &[("TERM", "dumb")]);
    let mut says = |wanted: &[&str], typed: &str| {
        for words in wanted {
            typist.wait(words);
        }
        typist.press(&format!("{typed}\n"));
    };
    says(&[":? 菜单", "年份："], "2025");
    says(&["单位："], ":b");
    says(&["年份： (2025)"], "");
    says(&["单位："], "站");
    says(&["本年（万元）："], "若干");
    says(&["不是数字"], "3 2");
    says(&["同比增长50%", "1) 是", "有活动：选几号"], "7");
    says(&["打 1 到 2 的数字"], "1");
    says(&["第 1 条　名称："], "开放日");
    says(&["第 2 条　名称："], ":?");
    says(&["接着答这一题", "要做什么？"], "改一条");
    says(&["1) 开放日", "改哪一条？"], "1");
    says(&["第 1 条　名称： (开放日)"], "开放周");
    says(&["1. 开放周", "第 2 条　名称："], "");
    says(&["奖金（万元）："], "");
    says(&["评价：第 1 段"], "好。");
    says(&["评价：第 2 段"], "");
    says(&["待填 0。", "接下来？"], "");
    typist.wait("nigao fill 小结");
    assert_eq!(typist.end(), 0);
    assert!(!typist.all().contains(&0x1b), "{}", typist.screen());
    assert!(desk.path("填报.docx").exists());
}

#[test]
fn colours_are_shown_unless_they_are_unwanted() {
    let coloured = |env: &[(&str, &str)]| {
        let desk = small();
        let mut typist = asking(&desk, &[], 80, env);
        typist.wait("年份：");
        typist.press(CTRL_C);
        typist.end();
        let all = String::from_utf8_lossy(&typist.all()).into_owned();
        all.contains("\u{1b}[1m") || all.contains("\u{1b}[38;5;") || all.contains("\u{1b}[90m")
    };
    assert!(coloured(&[("NO_COLOR", "")]));
    assert!(!coloured(&[("NO_COLOR", "1")]));
    assert!(!coloured(&[("TERM", "dumb"), ("NO_COLOR", "")]));
}

#[test]
fn without_a_terminal_the_way_round_is_told() {
    let desk = Desk::new();
    let run = desk.run(&["ask", "乡镇政府工作报告"]).code(2);
    run.says(&[
        "不是终端", "nigao form 乡镇政府工作报告", "nigao fill 乡镇政府工作报告",
    ]);
    assert!(desk.names().is_empty());
    let broken = Desk::new().file("坏.yaml", "年份: [");
    let mut typist = Typist::new(
        &broken,
        &["ask", "乡镇政府工作报告", "-a", "坏.yaml"],
        80,
        &[],
    );
    typist.wait("坏.yaml:");
    assert_eq!(typist.end(), 1);
    assert_eq!(
        broken.read("坏.yaml"),
        "年份: [",
        "a file with faults is left alone"
    );
}
