//! Holds what keys, commands and pasted text do at a prompt.

use nigao::answers::Answers;
use nigao::yaml::print;

use super::{asking, small};
use crate::typist::{CTRL_C, ESC, Typist};

/// The answer in the file, as YAML.
fn saved(desk: &crate::harness::Desk, field: &str) -> Option<String> {
    let answers = Answers::read("填报.yaml", &desk.read("填报.yaml")).to_node();
    answers
        .get(field)
        .filter(|node| !node.is_empty())
        .map(print::flow)
}

/// Answers the first questions of the small genre, up to the flag.
fn to_the_flag(typist: &mut Typist) {
    typist.line("年份：", "2025");
    typist.line("单位：", "站");
    typist.line("本年（万元）：", "3 2");
}

#[test]
fn a_line_is_edited_with_the_keys_of_a_shell() {
    // The keys, and the answer they make of what was typed.
    let cases = [
        ("abc\u{15}站", "站"),
        ("农业 服务\u{17}站", "农业 站"),
        ("站\u{1}农业", "农业站"),
        ("农业站\u{1}\u{b}林业站", "林业站"),
        ("业站\u{1}农\u{5}点", "农业站点"),
        ("a b\u{1b}b-\u{1b}f+", "a -b+"),
        ("站\u{1}\u{1b}dx", "x"),
        ("站\u{7f}所", "所"),
    ];
    for (keys, answer) in cases {
        let desk = small();
        let mut typist = asking(&desk, &[], 80, &[]);
        typist.line("年份：", "2025");
        typist.line("单位：", keys);
        typist.wait("? 本年（万元）：");
        typist.press(CTRL_C);
        assert_eq!(typist.end(), 0);
        assert_eq!(saved(&desk, "单位").as_deref(), Some(answer), "{keys:?}");
    }
}

#[test]
fn a_refused_line_is_gone_and_the_up_arrow_brings_it_back() {
    let desk = small();
    let mut typist = asking(&desk, &[], 80, &[]);
    typist.wait("? 年份： (");
    typist.press("去年\r");
    typist.wait("不是年份");
    // A command after it is a command, not the end of the refused line.
    typist.wait("? 年份： (");
    typist.press(":b\r");
    typist.wait("已经是第一题了");
    typist.wait("? 年份： (");
    typist.press("2205年头\r");
    typist.wait("不是年份");
    typist.wait("? 年份： (");
    typist.press("\u{1b}[A");
    typist.wait("2205年头");
    typist.press("\u{7f}\u{7f}\u{7f}\u{7f}\u{7f}025\r");
    typist.wait("> 年份： 2025");
    typist.wait("? 单位：");
    typist.press(CTRL_C);
    assert_eq!(typist.end(), 0);
    assert_eq!(saved(&desk, "年份").as_deref(), Some("2025"));
}

#[test]
fn a_choice_takes_commands_and_says_what_it_does_not_know() {
    let desk = small();
    let mut typist = asking(&desk, &[], 80, &[]);
    to_the_flag(&mut typist);
    for unknown in [":x", "也许"] {
        typist.wait("? 有活动：");
        typist.press(&format!("{unknown}\r"));
        typist.wait(&format!("> 有活动： {unknown}"));
    }
    typist.keyed("有活动：", ":b");
    // A figure that was read back as a whole is gone back to as a whole.
    typist.line("本年（万元）：", "");
    typist.line("上年，或增速（万元）：", "");
    typist.keyed("有活动：", "：l");
    typist.wait("基本情况");
    typist.press(CTRL_C);
    typist.end();
}

#[test]
fn yes_and_no_are_taken_as_people_say_them() {
    for (word, answer) in [
        ("有", "是"),
        ("没有", "否"),
        ("不是", "否"),
        ("是的", "是"),
        ("no", "否"),
    ] {
        let desk = small();
        let mut typist = asking(&desk, &[], 80, &[]);
        to_the_flag(&mut typist);
        typist.keyed("有活动：", word);
        typist.wait("第 5/");
        // Before the next prompt Ctrl-C ends the program at once.
        typist.wait("? ");
        typist.press(CTRL_C);
        assert_eq!(typist.end(), 0);
        assert_eq!(saved(&desk, "有活动").as_deref(), Some(answer), "{word}");
    }
}

#[test]
fn commands_that_only_questions_know_are_refused_elsewhere() {
    let answered = "年份: 2025\n单位: 站\n收入: {本年: 3, 上年: 2}\n有活动: 否\n";
    let desk = small().file("填报.yaml", answered);
    let mut typist = asking(&desk, &[], 80, &[]);
    typist.option("从哪里填起？", 2);
    typist.keyed("接下来？", ":s");
    typist.wait(":s 在这里用不上");
    typist.keyed("接下来？", "改一项");
    typist.keyed("改哪一项？", "没有的");
    typist.wait("没有“没有的”这一项");
    typist.keyed("改哪一项？", ":b");
    typist.keyed("接下来？", ":q");
    typist.wait("已存好");
    assert_eq!(typist.end(), 0);
}

#[test]
fn skipping_an_answered_question_keeps_the_answer_unless_the_user_clears_it() {
    for (choice, kept) in [("保留", Some("站")), ("清掉", None)] {
        let desk = small();
        let mut typist = asking(&desk, &[], 80, &[]);
        typist.line("年份：", "2025");
        typist.line("单位：", "站");
        typist.line("本年（万元）：", ":b");
        typist.line("单位：", ":s");
        typist.keyed("这一题已经填了", choice);
        typist.wait("? 本年（万元）：");
        typist.press(CTRL_C);
        assert_eq!(typist.end(), 0);
        assert_eq!(saved(&desk, "单位").as_deref(), kept, "{choice}");
    }
}

#[test]
fn lines_pasted_into_a_list_and_items_with_commas_are_records() {
    let desk = small();
    let mut typist = asking(&desk, &[], 80, &[]);
    to_the_flag(&mut typist);
    typist.keyed("有活动：", "有");
    typist.wait("? 第 1 条　名称：");
    typist.press("\u{1b}[200~开放日\n培训班\n\n座谈会\u{1b}[201~\r");
    typist.wait("> 第 3 条　名称： 座谈会");
    typist.line("第 4 条　名称：", "茶叶、竹编");
    typist.keyed("这一行是 2 条吗？", "是");
    typist.line("第 6 条　名称：", "书画、摄影展");
    typist.keyed("这一行是 2 条吗？", "不是");
    // A sentence is one record, whatever marks are in it.
    typist.line("第 7 条　名称：", "办了城镇、乡村两场招聘会，到场两千多人");
    typist.wait("? 第 8 条　名称：");
    typist.press(ESC);
    typist.keyed("要做什么？", "存盘离开");
    assert_eq!(typist.end(), 0);
    let wanted = "[{名称: 开放日}, {名称: 培训班}, {名称: 座谈会}, {名称: 茶叶}, {名称: 竹编}, \
                  {名称: 书画、摄影展}, {名称: 办了城镇、乡村两场招聘会，到场两千多人}]";
    assert_eq!(saved(&desk, "活动").as_deref(), Some(wanted));
}

#[test]
fn a_doubted_figure_can_be_left_and_is_taken_back_by_no() {
    let desk = small();
    let mut typist = asking(&desk, &[], 80, &[]);
    typist.line("年份：", "2025");
    typist.line("单位：", "站");
    typist.line("本年（万元）：", "154000 2");
    typist.keyed("“收入”154000万元和上年2万元相差上百倍", "不是");
    typist.wait("? 本年（万元）：");
    typist.press("154000 2\r");
    typist.wait("相差上百倍，单位对吗？");
    typist.press(CTRL_C);
    typist.wait("已存好");
    assert_eq!(typist.end(), 0);
}
