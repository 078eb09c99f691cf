//! JSON Schema against the check: what the check accepts an editor never marks, and what an editor
//! marks is a fault.

use nigao::answers::{Answers, Mode};
use nigao::catalog::{Catalog, Genre};
use nigao::diagnostic::{Lang, Severity};
use nigao::forms::json_schema;
use nigao::schema;
use nigao::schema::Schema;
use serde_json::Value;

/// Genres whose schema is without a fault.
fn genres() -> Vec<(Genre, Schema)> {
    let all = Catalog::shipped().genres().expect("the genres").into_iter();
    all.map(|genre| (genre.clone(), genre.schema().recovered().0))
        .collect()
}

/// What an editor sees in a YAML file.
fn seen(yaml: &str) -> Value {
    serde_yaml::from_str::<Value>(yaml).unwrap_or_else(|why| panic!("{why} in\n{yaml}"))
}

fn validator(schema: &Schema) -> jsonschema::Validator {
    jsonschema::draft202012::new(&json_schema(schema))
        .unwrap_or_else(|why| panic!("{}: {why}", schema.title))
}

/// The errors of a check.
fn faults(schema: &Schema, yaml: &str) -> Vec<String> {
    let checked = nigao::answers::check(schema, &Answers::read("a.yaml", yaml), Mode::default());
    let errors = checked
        .diagnostics
        .into_iter()
        .filter(|found| found.severity == Severity::Error);
    errors.map(|found| found.message.text(Lang::En)).collect()
}

#[test]
fn it_is_a_json_schema_of_2020_12() {
    for (_, schema) in genres() {
        let json = json_schema(&schema);
        assert_eq!(
            json["$schema"],
            "https://json-schema.org/draft/2020-12/schema"
        );
        assert!(jsonschema::meta::is_valid(&json), "{}", schema.title);
    }
}

#[test]
fn every_sample_is_accepted_by_both() {
    for (genre, schema) in genres() {
        let (_, sample) = genre.sample().expect("a sample");
        assert_eq!(faults(&schema, &sample), [""; 0], "{}", genre.name);
        let found: Vec<String> = validator(&schema)
            .iter_errors(&seen(&sample))
            .map(|e| format!("{}: {e}", e.instance_path()))
            .collect();
        assert!(found.is_empty(), "{}: {found:#?}", genre.name);
    }
}

/// A table with every kind of field.
const FIELDS: &str = "
title: 例
kind: 讲话
summary: 例
fields:
- {name: 地名, kind: place}
- {name: 日期, kind: date}
- {name: 年份, kind: year, range: [2000, 2050]}
- {name: 届次, kind: session}
- {name: 税收, kind: figure, unit: 万元}
- {name: 投资, kind: figure, unit: 亿元, compare: [上年, 计划]}
- {name: 产值, kind: figure, unit: 亿元, basis: 可比价, compare: [上年]}
- {name: 耕地, kind: figure, unit: 亩, range: [1, 90000], optional: true}
- {name: 占比, kind: figure, unit: '%', optional: true}
- {name: 结构, kind: figure, ratio: true, optional: true}
- {name: 单产, kind: figure, unit: 公斤/亩, optional: true}
- {name: 件数, kind: figure, unit: 件, optional: true}
- {name: 说明, kind: text, optional: true}
- {name: 类型, kind: choice, options: [年初, 年中, '1']}
- {name: 换届, kind: flag, default: 否}
- {name: 届初, kind: figure, unit: 万元, when: 换届}
- {name: 半年, kind: text, when: {类型: 年中}}
- name: 项目
  kind: list
  min: 1
  max: 2
  fields:
  - {name: 名称, kind: text}
  - {name: 金额, kind: figure, unit: 万元, optional: true}
";

/// Right answers to every field, as lines of a file.
const RIGHT: [(&str, &str); 17] = [
    ("地名", "云溪镇"),
    ("日期", "2026-1-5"),
    ("年份", "2025"),
    ("届次", "19-6"),
    ("税收", "731"),
    ("投资", "{本年: 3亿元, 上年: 2亿元, 计划: 3}"),
    ("产值", "{本年: 3, 增速: 7.5%}"),
    ("耕地", ""),
    ("占比", ""),
    ("结构", ""),
    ("单产", ""),
    ("件数", ""),
    ("说明", ""),
    ("类型", "年初"),
    ("换届", ""),
    ("届初", ""),
    ("项目", "[{名称: 冷库}]"),
];

/// Answers in place of the right one, and whether a check accepts them.
const OTHERS: [(&str, &[&str], &[&str]); 17] = [
    (
        "地名",
        &[
            "{名称: 云溪镇, 上级: 青禾县}",
            "{名称: 云溪镇, 上级: {名称: 青禾县, 上级: ~}}",
            "{名称：云溪镇，上级：青禾县}",
            "{名称: 云溪镇, 上级: 无}",
            "青禾县云溪镇",
        ],
        &[
            "", "[1]", "{上级: 青禾县}", "{名称: 云溪镇, 长: 1}", "{云溪镇}",
        ],
    ),
    (
        "日期",
        &["2026年1月5日", "2026/1/5", "20260105", "２０２６年１月５日"],
        &["", "[2026]", "明天", "{年: 2026}"],
    ),
    (
        "年份",
        &["2025年", "'2025'", "２０２５", "二〇二五年"],
        &["", "97", "1999", "2051", "[2025]", "去年"],
    ),
    (
        "届次",
        &[
            "第十九届第六次", "{届: 19, 次: 6}", "十九届六次", "{届: 十九, 次: 第六次}",
            "{届：19，次：6}",
        ],
        &["", "19", "{届: 19}", "{届: 19, 次: 6, 会: 1}", "[19, 6]"],
    ),
    (
        "税收",
        &[
            "731万元", "7.31亿元", "731.5 万", "731000元", "约7.3万元", "７３１", "731余万元",
            "1,234.5", "不低于5亿", "{本年: 731}", "5万~7万元", "三千万元", "{本年: 731, 上年: }",
            "{本年: 73.1亿元, 增速: 持平}", "{本年: 1, 去年: 1}", "731万元 增长5%", "7.31个亿",
            "{本年：731，上年：700}", "{本年:731}", "{731}", "{本年: 731, 来源: 公报}",
            "{值: 731万元, 来源: 公报}", "{本年: 731, 上年: 无}", "{本年: 731, 上年: 5%}",
        ],
        &[
            "", "731公里", "很多", "[731]", "{上年: 731}", "{本年: 1, 后年: 1}", "true", "无",
        ],
    ),
    (
        "投资",
        &[
            "{本年: 3, 增速: 5%, 计划: 3}",
            "{本年: 3亿, 上年: , 增速: 增长5%, 计划: 3}",
            "3亿元 2亿元 计划3亿元",
            "3亿元，增长5%，计划3亿元",
            "{本年：3，上年：2，计划：3}",
            "{3, 2, 3}",
            "{本年: 3亿元 2亿元 计划3亿元}",
        ],
        &[
            "3亿元",
            "{本年: 3, 上年: 2}",
            "{本年: 3, 计划: 3}",
            "{本年: 3, 上年: ~, 增速: ~, 计划: 3}",
            "{本年: 3, 上年: 2亩, 计划: 3}",
        ],
    ),
    (
        "产值",
        &["{本年: 3, 增速: -1.5}", "{本年: 3, 增速: 持平, 上年: 3}"],
        &["3", "{本年: 3, 上年: 2}", "{本年: 3, 增速: 很快}"],
    ),
    (
        "耕地",
        // 0 of an optional figure that begins at 1 is none.
        &[
            "~", "0", "90000", "3万亩", "12公顷", "2平方公里", "3500平方米",
        ],
        &["-1", "90001", "3元", "[1]"],
    ),
    (
        "占比",
        &[
            "98%以上", "95", "９８％", "百分之九十五", "3‰", "增长8%", "无", "—",
        ],
        &["95个百分点", "95元"],
    ),
    ("结构", &["4:84.7:11.3", "4：84.7：11.3"], &["4", "95%"]),
    (
        "单产",
        &["450公斤/亩", "450", "0.45吨/亩"],
        &["450元/亩", "高"],
    ),
    (
        "件数",
        &["12件", "12", "十二件", "12余件", "12个"],
        &["12元", "多"],
    ),
    ("说明", &["007", "no", "2.50", "一段话"], &["[1]", "{a: 1}"]),
    ("类型", &["'1'", "1"], &["", "年终", "[年初]"]),
    (
        "换届",
        &["否", "no", "false", "0", "FALSE", "无"],
        &["也许", "2", "[是]"],
    ),
    ("届初", &["", "300", "3公里", "[3]"], &[]),
    (
        "项目",
        &[
            "冷库", "[冷库]", "[冷库, {名称: 路}]", "[{名称: 冷库, 金额: 3亿元}]", "{名称: 冷库}",
            "[{名称：冷库，金额：3亿元}]",
        ],
        &[
            "", "[]", "[a, b, c]", "[{金额: 3}]", "[{名称: 冷库, 钱: 3}]",
        ],
    ),
];

/// The right answers with one of them in place of another.
fn with(field: &str, answer: &str) -> String {
    RIGHT
        .map(|(name, right)| format!("{name}: {}\n", if name == field { answer } else { right }))
        .concat()
}

#[test]
fn the_check_and_the_schema_judge_alike() {
    let (table, wrong) = schema::read("s.yaml", FIELDS, &[]).recovered();
    assert!(wrong.is_empty(), "{wrong:?}");
    let validator = validator(&table);
    let mut findings = Vec::new();
    for (field, right, wrong) in OTHERS {
        for (answers, good) in [(right, true), (wrong, false)] {
            for answer in answers {
                let yaml = with(field, answer);
                let by_check = faults(&table, &yaml).is_empty();
                let by_schema = validator.is_valid(&seen(&yaml));
                if (by_check, by_schema) != (good, good) {
                    findings.push(format!(
                        "{field}: {answer} is {good}, check {by_check}, schema {by_schema}"
                    ));
                }
            }
        }
    }
    assert!(findings.is_empty(), "{}", findings.join("\n"));
}

/// Every way of writing a figure, made of its pieces: what the check reads, the editor must not
/// mark.
#[test]
fn no_figure_the_check_reads_is_marked() {
    let mut read = 0;
    for unit in ["万元", "亩", "'%'", "件", "公斤/亩", "元"] {
        let source = format!(
            "{{title: 例, kind: 讲话, summary: 例, fields: [{{name: 数量, kind: figure, unit: {unit}}}]}}"
        );
        let (table, wrong) = schema::read("s.yaml", &source, &[]).recovered();
        assert!(wrong.is_empty(), "{wrong:?}");
        let validator = validator(&table);
        for words in figures() {
            let yaml = format!("数量: {words}\n");
            if faults(&table, &yaml).is_empty() {
                read += 1;
                assert!(validator.is_valid(&seen(&yaml)), "{yaml} in {unit}");
            }
        }
    }
    assert!(read > 1000, "only {read} figures were read");
}

/// Figures of many shapes, sensible and not.
fn figures() -> Vec<String> {
    let pieces: [&[&str]; 5] = [
        &["", "约", "不低于", "突破"],
        &["3", "12.5", "1,234", "７．５", "三十", "百分之五", "2～3"],
        &["", "余", "万", "万多"],
        &["", "元", "亿元", "公顷", "%", "‰", "件", "斤/亩", "公里"],
        &["", "以上", "左右"],
    ];
    pieces.iter().fold(vec![String::new()], |all, piece| {
        all.iter()
            .flat_map(|words| piece.iter().map(move |next| format!("{words}{next}")))
            .collect()
    })
}

#[test]
fn what_depends_on_another_answer() {
    let (table, _) = schema::read("s.yaml", FIELDS, &[]).recovered();
    let validator = validator(&table);
    let right = RIGHT
        .map(|(name, right)| format!("{name}: {right}\n"))
        .concat();
    let cases = [
        (right.replace("换届: ", "换届: 是"), false),
        (
            right
                .replace("换届: ", "换届: 是")
                .replace("届初: ", "届初: 300"),
            true,
        ),
        (
            right
                .replace("换届: ", "换届: 是")
                .replace("届初: ", "届初: 3公里"),
            false,
        ),
        (right.replace("年初", "年中"), false),
        (right.replace("年初", "年中") + "半年: 上半年\n", true),
        (right.replace("地名: 云溪镇\n", ""), false),
        (right.clone() + "地明: 云溪镇\n", false),
    ];
    for (yaml, good) in cases {
        let judged = (
            faults(&table, &yaml).is_empty(),
            validator.is_valid(&seen(&yaml)),
        );
        assert_eq!(judged, (good, good), "{yaml}");
    }
}

/// Every example a form or an editor offers is an answer the check takes.
#[test]
fn every_example_is_a_right_answer() {
    for (genre, schema) in genres() {
        let (_, sample) = genre.sample().expect("a sample");
        let sample = Answers::read("sample.yaml", &sample);
        let json = json_schema(&schema);
        let properties = json["properties"].as_object().expect("properties");
        for (name, property) in properties
            .iter()
            .filter(|(_, property)| property.get("examples").is_some())
        {
            let line = format!("{name}: {}\n", property["examples"][0]);
            let answers = sample.clone().then(Answers::read("example.yaml", &line));
            let checked = nigao::answers::check(&schema, &answers, Mode::default());
            let found: Vec<String> = checked
                .diagnostics
                .iter()
                .filter(|d| d.severity == Severity::Error)
                .filter(|d| {
                    d.location
                        .as_ref()
                        .is_some_and(|at| &*at.file == "example.yaml")
                })
                .map(|d| d.message.text(Lang::Zh))
                .collect();
            assert!(found.is_empty(), "{}: {line}: {found:?}", genre.name);
        }
    }
}
