//! Next year: last year's answers rolled on, and edits that keep a writer's file as it is.

use nigao::answers::Answers;
use nigao::answers::edit;
use nigao::catalog::Catalog;
use nigao::diagnostic::Lang;
use nigao::interview::Interview;
use nigao::schema;
use nigao::schema::Schema;
use nigao::yaml::print;
use proptest::prelude::*;

use super::harness::Desk;

const TABLE: &str = "
title: 例
kind: 工作报告
summary: 一例
fields:
- {name: 地名, kind: place, group: 基本情况}
- {name: 年份, kind: year, group: 基本情况}
- {name: 会议日期, kind: date, group: 基本情况}
- {name: 任职时间, kind: date, keep: true, group: 基本情况}
- {name: 届次, kind: session, group: 基本情况}
- {name: 姓名, kind: text, keep: true, group: 基本情况}
- {name: 换届, kind: flag, keep: false, group: 基本情况}
- {name: 财政收入, kind: figure, unit: 亿元, compare: [上年, 计划], group: 指标}
- {name: 走访, kind: figure, unit: 户, group: 指标}
- {name: 面积, kind: figure, unit: 平方公里, keep: true, group: 指标}
- {name: 项目, kind: list, fields: [{name: 名称, kind: text}], group: 项目}
- {name: 评价, kind: text, group: 项目}
";

fn table() -> Schema {
    let (schema, faults) = schema::read("例.yaml", TABLE, &[]).recovered();
    assert!(faults.is_empty(), "{faults:?}");
    schema
}

#[test]
fn every_kind_rolls_as_the_format_says() {
    let schema = table();
    let cases = [
        ("地名: 云溪镇", "{地名: 云溪镇}"),
        ("年份: 2025年", "{年份: 2026}"),
        ("年份: 去年", "{}"),
        ("会议日期: 2026/1/8", "{会议日期: 2027年1月8日}"),
        ("会议日期: 2024-2-29", "{会议日期: 2025年2月28日}"),
        ("任职时间: 2021-3-20", "{任职时间: 2021-3-20}"),
        ("届次: {届: 19, 次: 6}", "{届次: 第十九届第七次}"),
        ("届次: 19-30", "{}"),
        ("姓名: 林致远", "{姓名: 林致远}"),
        ("换届: 是", "{}"),
        ("财政收入: 5.65", "{财政收入: {上年: 5.65}}"),
        (
            "财政收入: {本年: 5.65亿元, 上年: 5亿, 计划: 5.5亿}",
            "{财政收入: {上年: 5.65亿元}}",
        ),
        ("财政收入: {上年: 5亿}", "{}"),
        ("走访: 30户", "{}"),
        ("面积: 82平方公里", "{面积: 82平方公里}"),
        ("项目: [{名称: 甲}]", "{}"),
        ("评价: 好", "{}"),
        ("没有的字段: 好", "{}"),
    ];
    for (last, rolled) in cases {
        assert_eq!(
            print::flow(&nigao::answers::roll(&schema, &Answers::read("a.yaml", last)).to_node()),
            rolled,
            "{last}"
        );
    }
}

#[test]
fn last_year_is_offered_and_what_is_stale_is_only_shown() {
    let schema = table();
    let last = Answers::read(
        "a.yaml",
        "地名: 云溪镇\n财政收入: {本年: 5.65, 增速: 7%}\n评价: 形势大好",
    );
    let none = Answers::read("b.yaml", "");
    let mut interview = Interview::new(&schema, &none, Lang::Zh)
        .after_last_year(&nigao::answers::roll(&schema, &last), &last);
    assert_eq!(
        interview.question().unwrap().default.as_deref(),
        Some("云溪镇")
    );
    assert!(
        interview.answers().entries().is_empty(),
        "offered, not answered"
    );
    assert!(interview.change("财政收入"));
    let question = interview.question().unwrap();
    assert_eq!(
        (question.default, question.last_year.as_deref()),
        (None, Some("5.65亿元，同比增长7%"))
    );
    interview.answer("6.2").unwrap();
    assert_eq!(
        interview.question().unwrap().default.as_deref(),
        Some("5.65")
    );
    assert_eq!(
        interview.answer("").unwrap().text,
        "6.2亿元，上年5.65亿元，同比增长9.7%"
    );
    // A list that holds is there to be taken, or changed, as it is.
    let (schema, _) = schema::read(
        "例.yaml",
        &TABLE.replace(
            "{name: 项目, kind: list,", "{name: 项目, keep: true, kind: list,",
        ),
        &[],
    )
    .recovered();
    let last = Answers::read("a.yaml", "项目: [{名称: 甲}, {名称: 乙}]\n评价: 形势大好");
    let mut interview = Interview::new(&schema, &none, Lang::Zh)
        .after_last_year(&nigao::answers::roll(&schema, &last), &last);
    interview.change("项目");
    let mut changed = interview.clone();
    assert_eq!(interview.done().unwrap().text, "2 条：甲、乙");
    changed.remove(0);
    changed.add_with("丙").unwrap();
    assert_eq!(changed.done().unwrap().text, "2 条：乙、丙");
    interview.change("评价");
    let question = interview.question().unwrap();
    assert_eq!(
        (question.default, question.last_year.as_deref()),
        (None, Some("形势大好"))
    );
}

#[test]
fn every_sample_rolls_on_without_a_fault_but_what_is_open() {
    for genre in Catalog::shipped().genres().unwrap() {
        let (schema, _) = genre.schema().recovered();
        let (file, text) = genre.sample().unwrap();
        let rolled = nigao::answers::roll(&schema, &Answers::read(&file, &text));
        let file = edit::update(
            &nigao::forms::form(&schema, &genre.name, Lang::Zh),
            &rolled,
            &schema,
        );
        let answers = Answers::read("今年.yaml", &file);
        let mode = nigao::answers::Mode {
            holes: true,
            elsewhere: &|_| false,
        };
        let faults = nigao::answers::check(&schema, &answers, mode).diagnostics;
        let open = ["figure.no-current", "check.not-asked", "check.missing"];
        let other: Vec<_> = faults
            .iter()
            .filter(|fault| !open.contains(&fault.message.key()))
            .collect();
        assert!(other.is_empty(), "{}: {other:?}", genre.name);
        assert!(rolled.entries().len() > 2, "{}", genre.name);
    }
}

#[test]
fn the_verb_writes_a_form_with_what_holds_filled_in() {
    let desk = Desk::new();
    let genre = Catalog::shipped().genre("township-work-report").unwrap();
    let desk = desk.file("2025.yaml", genre.sample().unwrap().1.as_bytes());
    let run = desk
        .run(&["roll", "乡镇政府工作报告", "2025.yaml", "-o", "2026.yaml"])
        .code(0);
    run.says(&["nigao ask 乡镇政府工作报告 -a 2026.yaml"]);
    let file = desk.read("2026.yaml");
    assert!(
        file.contains("\n年份: 2026\n") && file.contains("\n生产总值: {上年: 36.8亿元}\n"),
        "{file}"
    );
    desk.run(&["roll", "乡镇政府工作报告", "2025.yaml", "-o", "2026.yaml"])
        .code(3);
    desk.run(&[
        "roll", "乡镇政府工作报告", "2025.yaml", "-o", "2025.yaml", "--force",
    ])
    .code(2);
    let broken = desk.file("坏.yaml", "年份: [");
    broken.run(&["roll", "乡镇政府工作报告", "坏.yaml"]).code(1);
}

/// A file as a careful office keeps it.
const FILE: &str = "\
# 2025 年填报  统计站 电话 1234

地名: 云溪镇   # 镇名
财政收入:      # 快报数，等决算
  本年: 5.65亿元   # 财政所报
  上年: 5.04亿元
# 下面由项目办填

项目:
# 冷链园已竣工
- 名称: 冷链园  # 甲
- {名称: '水厂 # 2号'}
评价: |
  第一段
  # 不是注释
年份: 2025
# 完
";

/// The answers of a file after a change; `~` takes one away.
fn changed(file: &str, change: &str) -> Answers {
    let mut node = Answers::read("a.yaml", file).to_node();
    for entry in Answers::read("b.yaml", change).entries() {
        node.set(&entry.key, entry.node.clone());
    }
    Answers::of(node)
}

#[test]
fn a_blank_in_a_later_file_blanks_nothing_out() {
    let ledger = Answers::read("台账.yaml", "年份: 2025\n评价: 好\n走访:\n");
    let form = Answers::read(
        "填报.yaml",
        "年份:\n财政收入:\n  本年:\n  上年:\n评价: 很好\n走访: 30户\n",
    );
    assert_eq!(
        print::flow(&ledger.then(form).to_node()),
        "{年份: 2025, 财政收入: {本年: ~, 上年: ~}, 评价: 很好, 走访: 30户}"
    );
}

#[test]
fn only_the_lines_of_changed_answers_change() {
    let schema = table();
    let cases = [
        // Nothing changed: nothing is touched.
        ("", ""),
        ("年份: 2026", "-年份: 2025\n+年份: 2026\n"),
        (
            "地名: 大河镇",
            "-地名: 云溪镇   # 镇名\n+地名: 大河镇  # 镇名\n",
        ),
        (
            "财政收入: {本年: 6亿}",
            "-财政收入:      # 快报数，等决算\n-  本年: 5.65亿元   # 财政所报\n-  上年: 5.04亿元\n+# 财政所报\n+财政收入: {本年: 6亿}  # 快报数，等决算\n",
        ),
        (
            "项目: [{名称: 冷链园}, {名称: 码头}]",
            "-- {名称: '水厂 # 2号'}\n+- {名称: 码头}\n",
        ),
        (
            "项目: [{名称: '水厂 # 2号'}, {名称: 冷链园}]",
            "-- 名称: 冷链园  # 甲\n-- {名称: '水厂 # 2号'}\n+- {名称: '水厂 # 2号'}\n+- 名称: 冷链园  # 甲\n",
        ),
        (
            "项目: [{名称: 冷链园二期}, {名称: '水厂 # 2号'}]",
            "-- 名称: 冷链园  # 甲\n+# 甲\n+- {名称: 冷链园二期}\n",
        ),
        (
            "评价: 好",
            "-评价: |\n-  第一段\n-  # 不是注释\n+评价: 好\n",
        ),
        ("评价: ~", "-评价: |\n-  第一段\n-  # 不是注释\n+评价:\n"),
        ("会议日期: 2026-1-8", "+会议日期: 2026-1-8\n"),
        ("走访: 30户", "+走访: 30户\n"),
    ];
    for (change, wanted) in cases {
        let answers = changed(FILE, change);
        let file = edit::update(FILE, &answers, &schema);
        assert_eq!(difference(FILE, &file), wanted, "{change}\n{file}");
        let windows = FILE.replace('\n', "\r\n");
        let edited = edit::update(
            &format!("\u{feff}{windows}"),
            &changed(&windows, change),
            &schema,
        );
        assert_eq!(
            edited,
            format!("\u{feff}{}", file.replace('\n', "\r\n")),
            "{change}"
        );
    }
}

/// The lines that went and came between the beginning and the end two texts share.
fn difference(old: &str, new: &str) -> String {
    let (old, new): (Vec<&str>, Vec<&str>) = (old.lines().collect(), new.lines().collect());
    let head = old.iter().zip(&new).take_while(|(a, b)| a == b).count();
    let tail = old[head..]
        .iter()
        .rev()
        .zip(new[head..].iter().rev())
        .take_while(|(a, b)| a == b)
        .count();
    let part = |lines: &[&str], mark: char| -> String {
        lines[head..lines.len() - tail]
            .iter()
            .map(|line| format!("{mark}{line}\n"))
            .collect()
    };
    part(&old, '-') + &part(&new, '+')
}

#[test]
fn new_answers_stand_where_the_schema_has_them_under_their_group() {
    let schema = table();
    let mut file = String::new();
    for change in [
        "评价: 好", "年份: 2025", "财政收入: 5", "地名: 云溪镇", "项目: [{名称: 甲}]",
    ] {
        let answers = Answers::read("a.yaml", &file).then(Answers::read("b.yaml", change));
        file = edit::update(&file, &answers, &schema);
    }
    let wanted = "# 基本情况\n地名: 云溪镇\n年份: 2025\n\n# 指标\n财政收入: 5\n\n# 项目\n项目:\n- {名称: 甲}\n评价: 好\n";
    assert_eq!(file, wanted);
}

#[test]
fn forms_that_lines_cannot_be_replaced_in_are_written_anew() {
    let schema = table();
    let answers = Answers::read("a.yaml", "地名: 云溪镇\n年份: 2026");
    let file = edit::update("{地名: 云溪镇, 年份: 2025} # 去年的", &answers, &schema);
    assert_eq!(file, "# 去年的\n# 基本情况\n地名: 云溪镇\n年份: 2026\n");
}

proptest! {
    #[test]
    fn what_is_printed_reads_back(words in any::<String>(), more in prop::collection::vec(any::<String>(), 0..4)) {
        let text = |words: &str| nigao::yaml::Node::of_words(words);
        let list = nigao::yaml::Node::of(nigao::yaml::Value::List(more.iter().map(|words| text(words)).collect()));
        let mut map = nigao::yaml::Node::of(nigao::yaml::Value::Map(Vec::new()));
        map.set("名称", text(&words));
        map.set("各项", list.clone());
        for node in [text(&words), list, map] {
            let file = print::entry("键", &node);
            let (root, faults) = nigao::yaml::read("a.yaml", &file).recovered();
            prop_assert!(faults.is_empty(), "{faults:?}\n{file}");
            prop_assert!(root.get("键").is_some_and(|read| read.same(&node)), "{root:?}\n{file}");
        }
    }

    #[test]
    fn no_edit_loses_an_answer_or_a_comment(
        changes in prop::collection::vec((0..8_usize, "[a-z#:' \"甲，]{0,6}"), 1..6),
        comment in "[a-z甲 #]{0,8}",
        // Windows, old Macs and what is pasted end their lines in three ways.
        breaks in prop::collection::vec(prop::sample::select(vec!["\n", "\r", "\r\n"]), 1..40),
    ) {
        let schema = table();
        let names = ["地名", "年份", "财政收入", "项目", "评价", "走访", "姓名", "别的"];
        let commented = FILE.replace("# 甲", &format!("# {comment}"));
        let mut file = String::new();
        for (line, end) in commented.lines().zip(breaks.iter().cycle()) {
            file += line;
            file += end;
        }
        for (at, words) in changes {
            let mut root = Answers::read("a.yaml", &file).to_node();
            root.set(names[at], nigao::yaml::Node::of_words(&words));
            file = edit::update(&file, &Answers::of(root.clone()), &schema);
            let (read, faults) = nigao::yaml::read("a.yaml", &file).recovered();
            prop_assert!(faults.is_empty(), "{faults:?}\n{file}");
            for entry in root.entries() {
                prop_assert!(read.get(&entry.key).is_some_and(|node| node.same(&entry.node)), "{}\n{file}", entry.key);
            }
            for kept in ["# 2025 年填报", "# 镇名", "# 快报数", "# 财政所报", "# 下面由项目办填", "# 完"] {
                prop_assert!(file.contains(kept), "{kept}\n{file}");
            }
        }
    }
}
