//! Draft: templates with facts to markup: helpers, parts of values, holes, bounds, and values that
//! try to be markup.

use nigao::answers::{Answers, Fact, Mode};
use nigao::diagnostic::{Diagnostics, Lang};
use nigao::draft::draft;
use nigao::schema;
use nigao::schema::Schema;
use nigao::template::Template;
use proptest::prelude::*;

const TABLE: &str = "
title: 例
kind: 讲话
summary: 例
fields:
- {name: 地名, kind: place, optional: true}
- {name: 日期, kind: date, optional: true}
- {name: 年份, kind: year, optional: true}
- {name: 届次, kind: session, optional: true}
- {name: 税收, kind: figure, unit: 万元, optional: true}
- {name: 城镇化率, kind: figure, unit: '%', optional: true}
- {name: 类型, kind: choice, options: [年度, 换届], optional: true}
- {name: 换届, kind: flag, default: 否}
- {name: 说明, kind: text, optional: true}
- {name: 长文, kind: text, paragraphs: true, optional: true}
- name: 项目
  kind: list
  optional: true
  fields:
  - {name: 名称, kind: text}
  - {name: 投资, kind: figure, unit: 亿元, optional: true}
  - {name: 节点, kind: list, optional: true, fields: [{name: 内容, kind: text}]}
- {name: 必填, kind: text, department: 财政所, question: 填什么？}
";

fn table() -> Schema {
    let (schema, faults) = schema::read("s.yaml", TABLE, &[]).recovered();
    assert!(faults.is_empty(), "{faults:?}");
    schema
}

/// The text of 说明 as a check leaves it; `None` where it answers nothing, as a dash does.
fn tidied(answers: &str) -> Option<String> {
    let answers = Answers::read("a.yaml", &format!("{answers}\n必填: 已填\n"));
    let facts = nigao::answers::check(&table(), &answers, Mode::default()).value?;
    match facts.get("说明") {
        Some(Fact::Text(text)) => Some(text.clone()),
        _ => None,
    }
}

fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphabetic()).collect()
}

/// The markup a template gives with these answers, or the codes of what is wrong.
fn markup(template: &str, answers: &str, holes: bool) -> String {
    let schema = table();
    let told = |faults: Diagnostics| {
        faults
            .iter()
            .map(|d| format!("{}: {}", d.message.key(), d.message.text(Lang::Zh)))
            .collect::<Vec<_>>()
            .join("\n")
    };
    let bound = match Template::parse("t.hbs", template).and_then(|template| template.bind(&schema))
    {
        Ok(bound) => bound,
        Err(faults) => return told(faults),
    };
    let required = if answers.contains("必填") {
        ""
    } else {
        "必填: 已填\n"
    };
    let answers = Answers::read("a.yaml", &format!("{required}{answers}"));
    let checked = nigao::answers::check(
        &schema,
        &answers,
        Mode {
            holes,
            ..Mode::default()
        },
    );
    let Some(facts) = checked.value else {
        return told(checked.diagnostics);
    };
    match draft(&bound, &facts, holes) {
        Ok(document) => document.to_string().trim_end().to_owned(),
        Err(faults) => told(faults),
    }
}

#[test]
fn parts_of_values_read_as_they_are_said() {
    let cases = [
        (
            "地名: {名称: 云溪镇, 上级: 青禾县}",
            "{{地名}}|{{地名.简称}}|{{地名.全域}}|{{地名.党委}}|{{地名.主官}}|{{地名.上级.党委}}|{{地名.代表大会}}",
            "云溪镇|云溪|全镇|镇党委|镇长|县委|云溪镇人民代表大会",
        ),
        (
            "日期: 2026-01-05",
            "{{日期}}|{{日期.月日}}|{{日期.年份.次年}}",
            "2026年1月5日|1月5日|2027年",
        ),
        (
            "年份: 2025",
            "{{年份}}|{{年份.数}}|{{年份.规划}}|{{年份.规划进程}}|{{年份.次年}}|{{年份.次年.规划}}|{{年份.次年.规划进程}}|{{年份.规划首年}}",
            "2025年|2025|十四五|收官之年|2026年|十五五|开局之年|2021年",
        ),
        (
            "届次: {届: 19, 次: 6}",
            "{{届次}}|{{届次.届}}|{{届次.次}}|{{届次.上次}}",
            "第十九届人民代表大会第六次会议|第十九届|第六次|第十九届人民代表大会第五次会议",
        ),
        (
            "税收: {本年: 5.65亿, 上年: 5.04亿, 计划: 5.5亿}",
            "{{税收}}|{{税收.同比}}|{{税收.增量}}|{{税收.完成率}}|{{税收.完成}}|{{税收.走势}}|{{税收.单位}}",
            "56500万元|增长12.1%|增加6100万元|102.7%|完成年度计划的102.7%|增长|万元",
        ),
        (
            "税收: {本年: 100, 上年: 110}",
            "{{税收.同比}}|{{税收.增速}}|{{税收.幅度}}",
            "下降9.1%|-9.1%|9.1%",
        ),
        ("税收: {本年: 100, 上年: 100}", "{{税收.同比}}", "持平"),
        (
            "城镇化率: {本年: 48.6, 上年: 48.3}",
            "{{城镇化率}}|{{城镇化率.同比}}",
            "48.6%|提高0.3个百分点",
        ),
    ];
    for (answers, template, expected) in cases {
        let expected = expected.replace('|', "\\|");
        assert_eq!(
            markup(template, answers, false).replace("\\|", "|"),
            expected.replace("\\|", "|"),
            "{template}"
        );
    }
}

#[test]
fn helpers_say_lists_counts_and_clauses() {
    let items = "项目: [{名称: 甲, 投资: 1亿元}, {名称: 乙}, {名称: 丙, 投资: 2.5}]";
    let cases = [
        (
            items,
            "{{列 项目 \"名称\"}}共{{数 项目}}个",
            "甲、乙和丙共三个",
        ),
        ("项目: [甲, 乙]", "{{列 项目}}{{数 项目}}个", "甲和乙两个"),
        ("项目: [甲]", "{{列 项目}}", "甲"),
        (
            items,
            "{{#each 项目}}{{序}}.{{名称}}{{#if 投资}}（{{投资}}）{{/if}}{{#if @last}}。{{else}}；{{/if}}{{/each}}",
            "1.甲（1亿元）；2.乙；3.丙（2.5亿元）。",
        ),
        (
            "项目: []",
            "有{{#each 项目}}{{名称}}{{else}}无{{/each}}",
            "有无",
        ),
        (
            "项目: [{名称: 甲, 节点: [开工, 竣工]}]\n说明: 外",
            "{{#each 项目}}{{#each 节点}}{{内容}}{{../名称}}{{../../说明}}{{/each}}{{/each}}",
            "开工甲外竣工甲外",
        ),
        (
            "类型: 换届",
            "{{#is 类型 \"换届\"}}五年{{else}}一年{{/is}}",
            "五年",
        ),
        (
            "类型: 年度",
            "{{#is 类型 \"换届\"}}五年{{else}}一年{{/is}}",
            "一年",
        ),
        (
            "换届: 是",
            "{{#if 换届}}五年{{/if}}{{#unless 换届}}一年{{/unless}}",
            "五年",
        ),
        (
            "",
            "{{#if (or 换届 税收)}}甲{{else if 项目}}乙{{else}}丙{{/if}}",
            "丙",
        ),
        (
            "说明: 甲",
            "开头\n{{#并 \"；\" \"。\"}}\n{{#if 换届}}一{{/if}}\n{{说明}}\n{{#unless 换届}}二{{/unless}}\n{{/并}}\n结尾",
            "开头\n甲；二。\n结尾",
        ),
        (
            "说明: 甲",
            "**领句。**{{#并 \"，\" \"。\"}}\n{{说明}}\n{{#if 换届}}一{{/if}}\n{{/并}}后文\n结尾",
            "**领句。**甲。后文\n结尾",
        ),
        (
            "",
            "**领句。**{{#并 \"，\" \"。\"}}\n{{#if 换届}}一{{/if}}{{/并}}后文\n结尾",
            "**领句。**后文\n结尾",
        ),
        (
            "",
            "**领句。**{{#并 \"，\" \"。\"}}\n{{#if 换届}}一{{/if}}\n{{/并}}\n结尾",
            "**领句。**\n结尾",
        ),
        ("", "甲\n{{#if 换届}}\n## 没有\n{{/if}}\n乙", "甲\n乙"),
        ("", "写成\\{{字段}}", "写成{{字段}}"),
        (
            "税收: {本年: 200, 上年: 100}",
            "{{税收.翻番}}{{#if 税收.转向}}{{税收.转向}}{{/if}}",
            "翻一番",
        ),
        (
            "地名: 云溪镇",
            "{{#if (eq 地名 \"云溪镇\")}}是{{/if}}{{#is 地名 \"云溪\"}}是{{else}}否{{/is}}",
            "是否",
        ),
        (
            "税收: {本年: 20, 上年: -3亿元}",
            "{{#if 税收.转向}}{{税收.转向}}{{/if}}{{#if 税收.翻番}}翻{{/if}}",
            "由负转正",
        ),
    ];
    for (answers, template, expected) in cases {
        assert_eq!(markup(template, answers, false), expected, "{template}");
    }
}

#[test]
fn invariant_8_what_is_not_answered_is_a_hole_or_a_fault() {
    let told =
        "draft.missing: 模板要印“税收”，填报里没有\ndraft.missing: 模板要印“税收.同比”，填报里没有";
    assert_eq!(markup("{{税收}}，同比{{税收.同比}}", "", false), told);
    assert_eq!(
        markup("{{税收}}，同比{{税收.同比}}", "", true),
        "【待填：税收】，同比【待填：税收.同比】"
    );
    assert_eq!(
        markup(
            "{{#each 项目}}{{名称}}投资{{投资}}{{/each}}",
            "项目: [{投资: 1}]",
            true
        ),
        "【待填：项目.1.名称】投资1亿元"
    );
    assert_eq!(markup("{{必填}}", "必填: ~", true), "【待填：必填】");
    assert!(
        markup("{{必填}}", "必填: ''", false).starts_with("check.missing"),
        "an empty answer is none"
    );
}

#[test]
fn invariant_5_every_variable_is_a_field() {
    let cases = [
        ("{{税務}}", "template.unknown-field"),
        ("{{#if 税务}}{{/if}}", "template.unknown-field"),
        ("{{税收.同期}}", "template.unknown-part"),
        ("{{说明.长}}", "template.unknown-part"),
        ("{{#each 项目}}{{说明}}{{/each}}", "template.outside"),
        ("{{#each 说明}}{{/each}}", "template.not-a-list"),
        ("{{项目}}", "template.prints-list"),
        ("{{列 项目 \"名字\"}}", "template.unknown-field"),
        ("{{#is 类型 \"半年\"}}{{/is}}", "template.option"),
        ("{{序}}", "template.no-list"),
        ("{{lookup 项目 0}}", "template.unknown-helper"),
        ("{{#with 地名}}{{/with}}", "template.unknown-helper"),
        ("{{> 别处}}", "template.refused"),
        ("{{#*inline \"a\"}}{{/inline}}", "template.refused"),
        ("{{{说明}}}", "template.triple"),
        ("{{&说明}}", "template.triple"),
        ("{{税收（万元）}}", "template.wide"),
        ("{{#if 换届}}", "template.unclosed"),
        ("{{/if}}", "template.unopened"),
        ("{{税收", "template.open-tag"),
        ("{{../税收}}", "template.too-far-up"),
    ];
    for (template, code) in cases {
        assert!(
            markup(template, "", false).starts_with(code),
            "{template}: {}",
            markup(template, "", false)
        );
    }
    let several = markup("{{甲}}\n{{#if 乙}}{{丙.丁}}{{/if}}", "", false);
    assert_eq!(several.lines().count(), 3, "{several}");
}

#[test]
fn runaway_templates_are_stopped() {
    let items = format!("项目: [{}]", vec!["甲"; 400].join(", "));
    let nested = "{{#each 项目}}{{#each ../项目}}{{#each ../../项目}}{{/each}}{{/each}}{{/each}}";
    assert!(
        markup(nested, &items, false).starts_with("draft.too-many"),
        "{}",
        markup(nested, &items, false)
    );
    let deep = format!("{}{}", "{{#if 换届}}".repeat(5000), "{{/if}}".repeat(5000));
    assert!(markup(&deep, "", false).starts_with("template.deep"));
    let parens = format!(
        "{{{{#if {}换届{}}}}}{{{{/if}}}}",
        "(not ".repeat(5000),
        ")".repeat(5000)
    );
    assert!(markup(&parens, "", false).starts_with("template.deep"));
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 50, ..ProptestConfig::default() })]

    #[test]
    fn values_are_words_wherever_they_stand(value in "[#>@!|%&*\\[\\]\\\\【】{}一是几 a-c待填：甲=-]{1,12}") {
        let value = value.trim();
        prop_assume!(!value.is_empty());
        let yaml = serde_json::to_string(value).unwrap();
        // What is typed is tidied before it is drafted: 一! is 一！. The letters stay.
        let tidied = tidied(&format!("说明: {yaml}"));
        prop_assume!(tidied.is_some());
        let tidied = tidied.unwrap_or_default();
        prop_assert_eq!(letters(&tidied), letters(value));
        let printed = format!("{tidied:?}");
        let printed = &printed[1..printed.len() - 1];
        for template in ["{{说明}}", "# {{说明}}", "- [一是] {{说明}}", "前{{说明}}后", "| 甲 |\n|---|\n| {{说明}} |"] {
            let drafted = markup(template, &format!("说明: {yaml}"), false);
            let plain = markup(template, "说明: 甲", false);
            let document: nigao::document::Document = drafted.parse().unwrap();
            let pattern: nigao::document::Document = plain.parse().unwrap();
            prop_assert_eq!(document.blocks.len(), pattern.blocks.len());
            let texts: String = nigao::document::number(&document).iter().map(|line| format!("{line:?}")).collect();
            prop_assert!(texts.contains(printed), "{drafted}");
        }
    }
}

#[test]
fn numbers_compare_as_numbers_and_texts_as_texts() {
    let answers = "年份: 2025\n税收: 9346.50万元\n说明: '2025'\n类型: 换届\n";
    let holds = |condition: &str| {
        let template = format!("{{{{#if {condition}}}}}真{{{{else}}}}假{{{{/if}}}}");
        markup(&template, answers, false)
    };
    for condition in [
        "(eq 年份 2025)", "(eq 年份 \"2025\")", "(eq 年份 \"2025年\")", "(eq 年份.数 2025)",
        "(eq 2025 年份)", "(eq 税收 9346.5)", "(eq 税收 \"9346.5万元\")", "(eq 税收 税收)",
        "(eq 税收.数 9346.5)", "(eq 说明 \"2025\")", "(eq 类型 \"换届\")", "(not (ne 年份 2025))",
        "(ne 年份 2024)", "(ne 税收 年份)", "(ne 说明 \"2025.0\")",
    ] {
        assert_eq!(holds(condition).trim(), "真", "{condition}");
    }
    for condition in [
        "(eq 年份 2024)", "(ne 税收 9346.5)", "(eq 税收 \"9346\")", "(eq 日期 日期)",
    ] {
        assert_eq!(holds(condition).trim(), "假", "{condition}");
    }
    assert_eq!(
        markup("{{#is 年份 2025}}真{{else}}假{{/is}}", answers, false).trim(),
        "真"
    );
}

#[test]
fn paragraphs_in_a_sentence_or_a_cell_are_joined() {
    let answers = "长文: |\n  一段。\n\n  二段\n\n  三段\n";
    let joined = "一段。二段；三段";
    for (template, expected) in [
        ("{{长文}}", "一段。\n二段\n三段".to_owned()),
        (
            "{{#if 长文}}{{长文}}{{/if}}",
            "一段。\n二段\n三段".to_owned(),
        ),
        ("情况：{{长文}}。", format!("情况：{joined}。")),
        ("## {{长文}}", format!("## {joined}")),
        (
            "|甲|乙|\n|---|---|\n|{{长文}}|乙|",
            format!("| 甲 | 乙 |\n|---|---|\n| {joined} | 乙 |"),
        ),
    ] {
        assert_eq!(
            markup(template, answers, false).trim(),
            expected,
            "{template}"
        );
    }
}

#[test]
fn what_is_missing_is_told_with_its_place_and_record() {
    let answers = Answers::read(
        "a.yaml",
        "必填: 甲\n项目: [{名称: 冷链园, 投资: 1亿元}, {名称: 水厂}, {名称: 码头}]",
    );
    let schema = table();
    let template = "标题\n{{#each 项目}}\n- {{名称}}，{{投资}}\n{{/each}}\n{{说明}}\n";
    let bound = Template::parse("t.hbs", template)
        .unwrap()
        .bind(&schema)
        .unwrap();
    let facts = nigao::answers::check(&schema, &answers, Mode::default())
        .into_result()
        .unwrap();
    let faults = draft(&bound, &facts, false).unwrap_err();
    let mut told = Vec::new();
    for fault in &faults {
        let at = fault.location.as_ref().unwrap();
        told.push(format!(
            "{}:{} {}",
            at.line,
            at.column,
            fault.message.text(Lang::Zh)
        ));
    }
    assert_eq!(
        told,
        [
            "3:12 模板要印“项目”第 2 条的“投资”，填报里没有",
            "3:12 模板要印“项目”第 3 条的“投资”，填报里没有",
            "5:3 模板要印“说明”，填报里没有",
        ]
    );
}

#[test]
fn a_trace_is_the_draft_and_names_every_answer() {
    use nigao::draft::{Origin, trace};
    let answers = Answers::read(
        "a.yaml",
        "必填: '# 甲【待填：x】'\n税收: {本年: 1100, 上年: 1000, 来源: 公报}\n项目: [{名称: 乙}, {名称: 丙}]",
    );
    let schema = table();
    let template = "# {{必填}}\n税收{{税收}}，{{税收.同比}}。很好。\n{{#each 项目}}\n- [一是] {{名称}}。\n{{/each}}\n{{列 项目 \"名称\"}}共{{数 项目}}个，税收{{升降 \"升\" \"降\" 税收.增速}}。";
    let bound = Template::parse("t.hbs", template)
        .unwrap()
        .bind(&schema)
        .unwrap();
    let checked = nigao::answers::check(&schema, &answers, Mode::default());
    let facts = checked
        .value
        .unwrap_or_else(|| panic!("{:?}", checked.diagnostics));
    let sentences = trace(&bound, &facts, false).unwrap();
    let text: String = sentences
        .iter()
        .map(nigao::draft::TracedSentence::words)
        .collect();
    let drafted = nigao::write::text::write(&draft(&bound, &facts, false).unwrap());
    assert_eq!(text, drafted.replace('\n', ""));
    let mut origins = Vec::new();
    for part in sentences.iter().flat_map(|sentence| &sentence.parts) {
        if let Origin::Answer(path) = &part.origin {
            origins.push(format!("{path}={}", part.words));
        }
    }
    assert_eq!(
        origins,
        [
            "必填=# 甲【待填：x】", "税收=1100万元", "税收.同比=增长10%", "项目.1.名称=乙",
            "项目.2.名称=丙", "项目=乙和丙", "项目=两", "税收.增速=升10%"
        ]
    );
}
