//! The interview: what is asked when, how lines are understood, and that nothing is lost on the
//! way.

use nigao::answers::edit;
use nigao::answers::{Answers, Mode};
use nigao::catalog::{Catalog, Genre};
use nigao::diagnostic::Lang;
use nigao::draft::draft;
use nigao::interview::{AnswerForm, FieldState, Interview, Path, Step};
use nigao::schema;
use nigao::schema::{FieldKind, Schema};
use nigao::yaml::print;
use nigao::yaml::{Node, Value};

/// A small report: a place, figures of both bases, a condition, a list, prose.
const TABLE: &str = "
title: 例
kind: 工作报告
summary: 一例
fields:
- {name: 地名, kind: place, group: 基本情况, question: 哪里？, example: {名称: 云溪镇, 上级: 青禾县}}
- {name: 年份, kind: year, group: 基本情况, range: [1990, 2060]}
- {name: 会议日期, kind: date, group: 基本情况}
- {name: 届次, kind: session, group: 基本情况}
- {name: 生产总值, kind: figure, group: 指标, unit: 亿元, basis: 可比价, compare: [上年]}
- {name: 财政收入, kind: figure, group: 指标, unit: 亿元, compare: [上年, 计划]}
- {name: 参保率, kind: figure, group: 指标, unit: '%', compare: [上年]}
- {name: 有旅游, kind: flag, group: 旅游, default: 否}
- {name: 游客, kind: figure, group: 旅游, unit: 万人, when: 有旅游}
- {name: 名片, kind: choice, group: 旅游, options: [湖, 山], when: 有旅游}
- {name: 项目, kind: list, group: 项目, min: 1, fields: [{name: 名称, kind: text}, {name: 投资, kind: figure, unit: 亿元}, {name: 备注, kind: text, optional: true}]}
- {name: 寄语, kind: text, group: 结尾, optional: true}
";

fn table() -> Schema {
    let (schema, faults) = schema::read("例.yaml", TABLE, &[]).recovered();
    assert!(faults.is_empty(), "{faults:?}");
    schema
}

fn of<'a>(schema: &'a Schema, answers: &str) -> Interview<'a> {
    Interview::new(schema, &Answers::read("a.yaml", answers), Lang::Zh)
}

/// Where an interview stands, and its answers on one line.
fn at(interview: &Interview) -> String {
    interview
        .question()
        .map_or_else(|| "完".to_owned(), |question| question.path.to_string())
}

fn answer(interview: &Interview, field: &str) -> String {
    interview
        .answers()
        .to_node()
        .get(field)
        .map_or_else(|| "-".to_owned(), print::flow)
}

/// Types lines at a field's question, one a question, and tells the answer and the last echo, or
/// the first fault.
fn typing(field: &str, lines: &[&str]) -> (String, String) {
    let schema = table();
    let mut interview = of(&schema, "年份: 2025\n有旅游: 是");
    assert!(interview.change(field), "{field}");
    let mut echo = String::new();
    for line in lines {
        assert!(at(&interview).starts_with(field), "{line} is not asked for");
        match interview.answer(line) {
            Ok(said) => echo = said.text,
            Err(faults) => return ("!".to_owned(), faults[0].message.key().to_owned()),
        }
    }
    assert!(
        !at(&interview).starts_with(field),
        "{} is asked still",
        at(&interview)
    );
    (answer(&interview, field), echo)
}

#[test]
fn lines_are_understood_as_a_clerk_types_them() {
    #[rustfmt::skip]
    let cases: &[(&str, &[&str], &str, &str)] = &[
        ("地名", &["云溪镇", "青禾县"], "{名称: 云溪镇, 上级: 青禾县}", "云溪镇（青禾县）"),
        ("地名", &["大杳镇", ""], "大杳镇", "大杳镇"),
        // A name that only one place bears brings what it is part of, and its level where the name
        // does not tell.
        ("地名", &["云溪镇", ""], "{名称: 云溪镇, 上级: {名称: 盐亭县, 上级: {名称: 绵阳市, 上级: 四川省}}}",
            "云溪镇（四川省绵阳市盐亭县）"),
        ("地名", &["高平市", ""], "{名称: 高平市, 级别: 县级, 上级: {名称: 晋城市, 上级: 山西省}}", "高平市（山西省晋城市）"),
        ("地名", &["城关镇", ""], "城关镇", "城关镇"),
        ("地名", &["青禾县云溪镇"], "{名称: 云溪镇, 上级: 青禾县}", "云溪镇（青禾县）"),
        ("地名", &["江州市青禾市云溪镇"], "{名称: 云溪镇, 上级: {名称: 青禾市, 上级: 江州市}}", "云溪镇（江州市青禾市）"),
        ("地名", &["江州市 青禾县 云溪镇"], "{名称: 云溪镇, 上级: {名称: 青禾县, 上级: 江州市}}", "云溪镇（江州市青禾县）"),
        ("地名", &["大旗山镇", "青禾县"], "{名称: 大旗山镇, 上级: 青禾县}", "大旗山镇（青禾县）"),
        ("地名", &["云溪"], "!", "place.unreadable"),
        ("年份", &["２０２５年"], "２０２５年", "2025年"),
        ("年份", &["1960"], "!", "check.range"),
        ("会议日期", &["2026/1/5"], "2026/1/5", "2026年1月5日"),
        ("会议日期", &["1月5日"], "2026年1月5日", "2026年1月5日"),
        ("会议日期", &["7月16日"], "2025年7月16日", "2025年7月16日"),
        ("会议日期", &["2月30日"], "!", "date.impossible"),
        ("届次", &["十九届六次"], "十九届六次", "第十九届人民代表大会第六次会议"),
        ("届次", &["19-6"], "19-6", "第十九届人民代表大会第六次会议"),
        ("生产总值", &["73.1", "7.5"], "{本年: 73.1, 增速: 7.5}", "73.1亿元，同比增长7.5%"),
        ("生产总值", &["73.1亿 下降2.1%"], "{本年: 73.1亿, 增速: 下降2.1%}", "73.1亿元，同比下降2.1%"),
        ("生产总值", &["731000万元 持平"], "{本年: 731000万元, 增速: 持平}", "73.1亿元，同比持平"),
        ("生产总值", &["73.1公里"], "!", "figure.dimension"),
        ("游客", &["12,300"], "\"12,300\"", "12300万人"),
        ("游客", &["12 300"], "!", "figure.several"),
        ("游客", &["43860 41650"], "!", "figure.several"),
        ("财政收入", &["5.65", "5.04", "5.5"], "{本年: 5.65, 上年: 5.04, 计划: 5.5}",
            "5.65亿元，上年5.04亿元，同比增长12.1%，计划5.5亿元，完成年度计划的102.7%"),
        ("财政收入", &["5.65", "12.1%", "5.5"], "{本年: 5.65, 增速: 12.1%, 计划: 5.5}",
            "5.65亿元，同比增长12.1%，计划5.5亿元，完成年度计划的102.7%"),
        ("财政收入", &["5.65亿 上年5.04亿 计划5.5亿"], "{本年: 5.65亿, 上年: 5.04亿, 计划: 5.5亿}",
            "5.65亿元，上年5.04亿元，同比增长12.1%，计划5.5亿元，完成年度计划的102.7%"),
        ("财政收入", &["56,500万 5.04亿，5.5亿"], "{本年: \"56,500万\", 上年: 5.04亿, 计划: 5.5亿}",
            "5.65亿元，上年5.04亿元，同比增长12.1%，计划5.5亿元，完成年度计划的102.7%"),
        ("财政收入", &["5.65 计划5.5", "5.04"], "{本年: 5.65, 计划: 5.5, 上年: 5.04}",
            "5.65亿元，上年5.04亿元，同比增长12.1%，计划5.5亿元，完成年度计划的102.7%"),
        ("财政收入", &["5.65 5.04 增速3%"], "!", "figure.contradiction"),
        ("参保率", &["98%以上", "97.5%"], "{本年: 98%以上, 上年: 97.5%}", "98%以上，上年97.5%"),
        ("参保率", &["98", "提高0.3个百分点"], "{本年: 98, 增速: 提高0.3个百分点}", "98%，比上年提高0.3个百分点"),
        ("有旅游", &["有"], "有", "是"),
        ("有旅游", &["也许"], "!", "flag.unknown"),
        ("寄语", &["好：#1, 再会"], "\"好：#1，再会\"", "好：#1，再会"),
        ("寄语", &[""], "-", ""),
        ("年份", &["零"], "!", "year.shape"),
    ];
    for (field, lines, wanted, echo) in cases {
        assert_eq!(
            typing(field, lines),
            ((*wanted).to_owned(), (*echo).to_owned()),
            "{field} {lines:?}"
        );
    }
}

#[test]
fn an_empty_line_takes_the_default_and_never_invents() {
    let schema = table();
    let mut interview = of(&schema, "");
    assert_eq!(
        interview.answer("").unwrap_err()[0].message.key(),
        "interview.empty"
    );
    interview.change("有旅游");
    assert_eq!(interview.question().unwrap().default.as_deref(), Some("否"));
    interview.answer("").unwrap();
    assert_eq!(answer(&interview, "有旅游"), "否");
}

#[test]
fn skipped_is_a_hole_that_is_not_asked_again_until_wanted() {
    let schema = table();
    let mut interview = of(&schema, "");
    assert_eq!(at(&interview), "地名");
    interview.skip();
    assert_eq!(at(&interview), "年份");
    while interview.question().is_some() {
        interview.skip();
    }
    assert_eq!(
        interview.missing().first().map(String::as_str),
        Some("地名")
    );
    assert!(interview.change("届次"));
    interview.answer("19-6").unwrap();
    assert_eq!(at(&interview), "完");
    interview.what_is_open();
    assert_eq!(at(&interview), "地名");
}

#[test]
fn back_goes_any_number_of_steps_and_answers_stay_on_offer() {
    let schema = table();
    let mut interview = of(&schema, "");
    assert!(!interview.back());
    for line in ["青禾县云溪镇", "2025", "2026-1-5", "19-6", "73.1"] {
        interview.answer(line).unwrap();
    }
    assert_eq!(at(&interview), "生产总值 › 增速");
    let ways: Vec<String> =
        std::iter::from_fn(|| interview.back().then(|| at(&interview))).collect();
    assert_eq!(ways, ["生产总值", "届次", "会议日期", "年份", "地名"]);
    assert_eq!(
        interview.question().unwrap().default.as_deref(),
        Some("云溪镇")
    );
    interview.answer("大河镇").unwrap();
    assert_eq!(
        (at(&interview), answer(&interview, "地名")),
        ("地名 › 上级".to_owned(), "大河镇".to_owned()),
        "another place is not in the old one's county"
    );
    // On the way forth what was gone back over is asked again, with its answer on offer.
    let mut ways = Vec::new();
    while at(&interview) != "生产总值" {
        ways.push(at(&interview));
        interview.answer("").unwrap();
    }
    assert_eq!(ways, ["地名 › 上级", "年份", "会议日期", "届次"]);
    interview.skip();
    assert_eq!(answer(&interview, "生产总值"), "-");
    interview.back();
    assert_eq!(
        interview.question().unwrap().default.as_deref(),
        Some("73.1")
    );
    // What was answered in an earlier sitting can be gone back to as well.
    let mut later = of(&schema, "地名: 云溪镇\n年份: 2025\n会议日期: 2026-1-5");
    assert!(later.back());
    assert_eq!(at(&later), "会议日期");
}

#[test]
fn another_sitting_goes_on_where_the_last_one_ended() {
    let schema = table();
    let given = Answers::read(
        "a.yaml",
        "地名: 云溪镇\n会议日期: 2026-1-5\n项目: [{名称: 甲, 投资: 1亿}]",
    );
    let mut interview = Interview::new(&schema, &given, Lang::Zh);
    assert_eq!(at(&interview), "年份", "the first that is open");
    interview.go_on_after(&given);
    let mut ways = Vec::new();
    while interview.question().is_some() {
        ways.push(at(&interview));
        interview.skip();
    }
    // What is open comes in its order; what can be left out comes once.
    assert_eq!(
        ways,
        [
            "年份", "届次", "生产总值", "财政收入", "参保率", "有旅游", "寄语"
        ]
    );
}

#[test]
fn the_day_it_is_held_fills_in_what_is_not_typed() {
    let schema = table();
    let on = |year, month, day| {
        of(&schema, "").on(nigao::calendar::Date::from_ymd_opt(year, month, day).unwrap())
    };
    let year = |mut interview: Interview| {
        interview.change("年份");
        interview.question().unwrap().default
    };
    assert_eq!(year(of(&schema, "")), None);
    assert_eq!(
        year(on(2026, 4, 30)).as_deref(),
        Some("2025"),
        "a report early in the year is on the year before"
    );
    assert_eq!(year(on(2026, 7, 1)).as_deref(), Some("2026"));
    assert_eq!(
        year(of(&schema, "会议日期: 2024-1-5")).as_deref(),
        Some("2023"),
        "the meeting tells better"
    );
    for (typed, understood) in [
        ("1月8号", "2027年1月8日"),
        ("11月3日", "2026年11月3日"),
        ("7月1日", "2026年7月1日"),
    ] {
        let mut interview = on(2026, 11, 22);
        interview.change("会议日期");
        assert_eq!(interview.answer(typed).unwrap().text, understood);
    }
}

#[test]
fn growth_that_was_computed_is_told_and_doubted_where_it_is_steep() {
    let schema = table();
    let mut interview = of(&schema, "");
    interview.change("财政收入");
    interview.answer("5.65").unwrap();
    let growth = |typed| {
        interview
            .consider(typed)
            .unwrap()
            .growth
            .map(|growth| (growth.words, growth.is_steep))
    };
    assert_eq!(growth("5.04"), Some(("增长12.1%".to_owned(), false)));
    assert_eq!(growth("5040万"), Some(("增长1021.0%".to_owned(), true)));
    assert_eq!(growth("50.4"), Some(("下降88.8%".to_owned(), true)));
    assert_eq!(growth("增长12.1%"), None, "typed, not computed");
}

#[test]
fn a_line_that_is_begun_is_completed() {
    let schema = table();
    let mut interview = of(&schema, "");
    assert_eq!(interview.complete("石排"), ["广东省 东莞市 石排镇"]);
    assert!(interview.complete("").is_empty());
    interview.answer("城关镇").unwrap();
    let parents = interview.complete("");
    assert!(parents.len() > 10, "{parents:?}");
    assert!(
        interview
            .complete("湖北")
            .iter()
            .all(|parent| parent.starts_with("湖北省 "))
    );
    interview.skip();
    assert!(interview.complete("2").is_empty());
}

#[test]
fn a_longer_text_is_kept_while_it_is_written() {
    let (schema, _) = schema::read(
        "例.yaml",
        &TABLE.replace(
            "name: 寄语, kind: text",
            "name: 寄语, paragraphs: true, kind: text",
        ),
        &[],
    )
    .recovered();
    let mut interview = of(&schema, "");
    interview.change("寄语");
    interview.keep("第一段\n第二段");
    assert_eq!(at(&interview), "寄语", "still asked");
    assert_eq!(answer(&interview, "寄语"), "\"第一段\\n第二段\"");
    interview.keep(" ");
    assert_eq!(
        interview.question().unwrap().default.as_deref(),
        Some("第一段\n第二段")
    );
}

#[test]
fn what_depends_on_a_changed_answer_is_asked_again_with_the_old_one_on_offer() {
    let schema = table();
    let mut interview = of(&schema, "有旅游: 是\n游客: 12万人\n名片: 湖");
    assert!(interview.change("有旅游"));
    interview.answer("否").unwrap();
    assert!(!interview.change("游客"), "not asked without tourism");
    assert_eq!(answer(&interview, "游客"), "12万人", "but kept");
    interview.change("有旅游");
    interview.answer("是").unwrap();
    assert_eq!(at(&interview), "游客");
    assert_eq!(
        interview.question().unwrap().default.as_deref(),
        Some("12万人")
    );
    interview.answer("").unwrap();
    assert_eq!(at(&interview), "名片");
}

#[test]
fn groups_can_be_jumped_to_and_are_asked_whole() {
    let schema = table();
    let mut interview = of(&schema, "财政收入: {本年: 5, 上年: 4, 计划: 5}");
    assert!(!interview.jump("没有这一组"));
    assert!(interview.jump("指标"));
    assert_eq!(at(&interview), "生产总值");
    interview.skip();
    assert_eq!(at(&interview), "财政收入");
    let progress = interview.progress_at(&interview.question().unwrap().path);
    assert_eq!(
        (progress.at, progress.of, progress.group.as_deref()),
        (6, 10, Some("指标"))
    );
    for _ in 0..3 {
        interview.answer("").unwrap();
    }
    interview.skip();
    // What was jumped over comes when the rest is done.
    let mut ways = Vec::new();
    while interview.question().is_some() {
        ways.push(at(&interview));
        interview.skip();
    }
    assert_eq!(
        ways,
        ["有旅游", "项目", "寄语", "地名", "年份", "会议日期", "届次"]
    );
    let groups: Vec<_> = interview
        .groups()
        .iter()
        .map(|g| format!("{} {}/{}", g.name, g.done, g.of))
        .collect();
    assert_eq!(
        groups,
        [
            "基本情况 0/4", "指标 1/3", "旅游 1/1", "项目 0/1", "结尾 1/1"
        ]
    );
}

#[test]
fn lists_grow_shrink_and_change_their_order() {
    let schema = table();
    let mut interview = of(&schema, "");
    interview.change("项目");
    assert_eq!(
        interview.done().unwrap_err()[0].message.key(),
        "check.count.least"
    );
    assert!(interview.takes_lines());
    assert!(interview.add_with("").is_err());
    assert_eq!(
        interview.question().unwrap().form,
        AnswerForm::List(Vec::new()),
        "nothing was added"
    );
    for (name, size) in [("冷链园", "1.2亿"), ("水厂", "5400万元"), ("码头", "3")] {
        interview.add_with(name).unwrap();
        interview.answer(size).unwrap();
        interview.answer("").unwrap();
        assert_eq!(at(&interview), "项目");
    }
    assert!(interview.reorder(2, 0) && !interview.reorder(0, 3) && !interview.edit(3));
    assert!(interview.remove(1).is_some() && interview.remove(2).is_none());
    assert_eq!(
        interview.question().unwrap().form,
        AnswerForm::List(vec!["码头".into(), "水厂".into()])
    );
    assert!(interview.edit(1));
    assert_eq!(
        interview.question().unwrap().default.as_deref(),
        Some("水厂")
    );
    interview.answer("第二水厂").unwrap();
    interview.back();
    interview.back();
    assert_eq!(at(&interview), "项目");
    assert_eq!(interview.done().unwrap().text, "2 条：码头、第二水厂");
    assert_eq!(
        answer(&interview, "项目"),
        "[{名称: 码头, 投资: 3}, {名称: 第二水厂, 投资: 5400万元}]"
    );
}

#[test]
fn bare_words_in_a_list_become_a_record_when_they_are_opened() {
    let schema = table();
    let mut interview = of(&schema, "项目: [冷链园]");
    interview.change("项目");
    interview.edit(0);
    interview.answer("").unwrap();
    interview.answer("1.2").unwrap();
    assert_eq!(answer(&interview, "项目"), "[{名称: 冷链园, 投资: 1.2}]");
}

#[test]
fn the_review_tells_how_each_field_stands() {
    let schema = table();
    let interview = of(&schema, "年份: 2025\n财政收入: 5.65\n游客: 3\n届次: 十九");
    let rows: Vec<_> = interview
        .review(Lang::Zh)
        .into_iter()
        .map(|row| {
            let state = match row.state {
                FieldState::Answered => "答".to_owned(),
                FieldState::Default => "默认".to_owned(),
                FieldState::LeftOut => "略".to_owned(),
                FieldState::Hole => "空".to_owned(),
                FieldState::Wrong(faults) => faults[0].message.key().to_owned(),
            };
            format!("{} {state} {}", row.field, row.words)
        })
        .collect();
    #[rustfmt::skip]
    assert_eq!(rows, [
        "地名 空 ", "年份 答 2025年", "会议日期 空 ", "届次 session.shape ", "生产总值 空 ",
        "财政收入 figure.no-last 5.65亿元", "参保率 空 ", "有旅游 默认 否", "项目 空 ", "寄语 略 ",
    ]);
}

/// The words of a sample's answer at a question. Bare words are a record's first field.
fn sample_at(schema: &Schema, sample: &Node, path: &Path) -> Option<Node> {
    let first = |key: &str| match &schema.field(path.root())?.kind {
        FieldKind::List { fields, .. } => Some(fields.first()?.name == key),
        _ => Some(false),
    };
    path.0
        .iter()
        .try_fold(sample.clone(), |node, step| match step {
            Step::Key(key) if node.scalar().is_some() => first(key)?.then_some(node),
            Step::Key(key) => node.get(key).cloned(),
            Step::Record(at) => node.items().get(*at).cloned(),
        })
}

/// Answers every question with the sample's words: whole answers on one line, or part by part.
fn interviewed(schema: &Schema, sample: &Node, by_parts: bool) -> Answers {
    let mut interview = Interview::new(schema, &Answers::of(Node::of(Value::Empty)), Lang::Zh);
    for _ in 0..3000 {
        let Some(question) = interview.question() else {
            return interview.answers();
        };
        let wanted = sample_at(schema, sample, &question.path).filter(|node| !node.is_empty());
        let (path, part) = (question.path.clone(), question.part);
        if let AnswerForm::List(records) = &question.form {
            match wanted.map_or(0, |node| node.items().len()) {
                n if n > records.len() => assert!(interview.add()),
                0 if question.optional => interview.skip(),
                _ => drop(
                    interview
                        .done()
                        .unwrap_or_else(|faults| panic!("{path}: {faults:?}")),
                ),
            }
            continue;
        }
        let typed = match (&wanted, part) {
            (Some(node), Some(part)) if by_parts && matches!(node.value, Value::Map(_)) => {
                node.get(part).and_then(Node::scalar).map(str::to_owned)
            }
            (Some(node), _) => Some(
                node.scalar()
                    .map_or_else(|| print::flow(node), str::to_owned),
            ),
            (None, Some("上年")) => sample_at(schema, sample, &path.up())
                .and_then(|node| Some(format!("增速{}", node.get("增速")?.scalar()?))),
            (None, _) => None,
        };
        match typed {
            Some(typed) => drop(
                interview
                    .answer(&typed)
                    .unwrap_or_else(|faults| panic!("{path} {typed}: {faults:?}")),
            ),
            None if interview.answer("").is_err() => interview.skip(),
            None => {}
        }
    }
    panic!("the interview does not end")
}

fn drafted(genre: &Genre, schema: &Schema, answers: &Answers) -> String {
    let template = genre.template().unwrap().bind(schema).unwrap();
    let checked = nigao::answers::check(schema, answers, Mode::default());
    let facts = checked
        .value
        .unwrap_or_else(|| panic!("{}: {:?}", genre.name, checked.diagnostics));
    draft(&template, &facts, false).unwrap().to_string()
}

#[test]
fn an_interview_of_every_genre_gives_the_draft_that_fill_gives() {
    for genre in Catalog::shipped().genres().unwrap() {
        let (schema, _) = genre.schema().recovered();
        let (file, text) = genre.sample().unwrap();
        let sample = Answers::read(&file, &text);
        let wanted = drafted(&genre, &schema, &sample);
        for by_parts in [false, true] {
            let answers = interviewed(&schema, &sample.to_node(), by_parts);
            assert_eq!(drafted(&genre, &schema, &answers), wanted, "{}", genre.name);
            let file = edit::update("", &answers, &schema);
            assert_eq!(
                drafted(&genre, &schema, &Answers::read("保存.yaml", &file)),
                wanted,
                "{}:\n{file}",
                genre.name
            );
        }
    }
}
