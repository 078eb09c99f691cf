//! Check: each file of mistakes in `tests/golden/check` gives the faults written beside it, all at
//! once, in reading order.

use std::fmt::Write;

use nigao::answers::Fact;
use nigao::answers::{Answers, Mode};
use nigao::diagnostic::{Diagnostic, Lang};
use nigao::schema;
use nigao::schema::Schema;
use proptest::prelude::*;

use crate::golden;

fn table() -> Schema {
    let source = std::fs::read_to_string(golden::folder("check").join("schema.yaml")).unwrap();
    let (schema, faults) = schema::read("schema.yaml", &source, &[]).recovered();
    assert!(faults.is_empty(), "{faults:?}");
    schema
}

pub(crate) fn told(diagnostics: &[Diagnostic]) -> String {
    let mut out = String::new();
    for found in diagnostics {
        let at = found.location.as_ref().map_or("-".to_owned(), |at| {
            format!("{}:{}+{}", at.line, at.column, at.width)
        });
        writeln!(out, "{at} {:?} {}", found.severity, found.message.key()).unwrap();
        for lang in [Lang::Zh, Lang::En] {
            let hint = found
                .hint
                .as_ref()
                .map_or(String::new(), |hint| format!("  → {}", hint.text(lang)));
            writeln!(out, "    {}{hint}", found.message.text(lang)).unwrap();
        }
    }
    out
}

#[test]
fn invariant_4_every_fault_at_once_in_the_order_of_the_file() {
    let schema = table();
    for path in golden::files("check", "answers") {
        let answers = Answers::read("answers.yaml", &std::fs::read_to_string(&path).unwrap());
        let elsewhere = |name: &str| name == "别的文种的字段";
        let checked = nigao::answers::check(
            &schema,
            &answers,
            Mode {
                holes: false,
                elsewhere: &elsewhere,
            },
        );
        assert_eq!(
            checked.value.is_some(),
            checked
                .diagnostics
                .iter()
                .all(|d| d.message.key() == "check.not-asked")
        );
        golden::compare(&path.with_extension("faults"), &told(&checked.diagnostics));
    }
}

#[test]
fn schemas_tell_all_their_faults_at_once() {
    for path in golden::files("check", "schema") {
        let (_, faults) =
            schema::read("schema.yaml", &std::fs::read_to_string(&path).unwrap(), &[]).recovered();
        golden::compare(&path.with_extension("faults"), &told(&faults));
    }
}

/// The fact of one field, as it is compared in the tables below.
fn fact(answer: &str) -> Option<Fact> {
    let (field, _) = answer.split_once(':')?;
    let checked = nigao::answers::check(
        &table(),
        &Answers::read("a.yaml", answer),
        Mode {
            holes: true,
            ..Mode::default()
        },
    );
    checked.value?.get(field).cloned()
}

#[test]
fn what_yaml_would_twist_stays_as_typed() {
    let texts = [
        ("代号: 007", "007"),
        ("代号: 1_000", "1_000"),
        ("代号: no", "no"),
        ("代号: 否", "否"),
        ("代号: 2024-1-5", "2024-1-5"),
        ("代号: 12.50", "12.50"),
        ("代号: 0x1F", "0x1F"),
        ("代号: '~'", "~"),
        ("代号: 一：二，３", "一：二，３"),
        ("代号: 云溪镇 # 说明", "云溪镇"),
        ("代号: |\n  上一行\n  下一行", "上一行；下一行"),
        ("代号: >\n  one\n  two", "one two"),
    ];
    for (answer, words) in texts {
        assert_eq!(fact(answer), Some(Fact::Text(words.to_owned())), "{answer}");
    }
    for (answer, flag) in [
        ("换届: 否", false),
        ("换届: no", false),
        ("换届: 是", true),
        ("换届: Ｙ", true),
        ("换届: 0", false),
    ] {
        assert_eq!(fact(answer), Some(Fact::Flag(flag)), "{answer}");
    }
}

#[test]
fn figures_come_out_in_the_unit_of_the_field() {
    let cases = [
        ("税收: 73.1亿", "731000万元"),
        ("税收: 731000", "731000万元"),
        ("税收: ７．３１万", "7.31万元"),
        ("税收: 1,234.50万元", "1234.50万元"),
        ("参保率: 98%以上", "98%以上"),
        ("参保率: 98.6", "98.6%"),
        ("产业比: 4:84.7:11.3", "4:84.7:11.3"),
        ("产业比: 4：84.7：11.3", "4:84.7:11.3"),
    ];
    for (answer, printed) in cases {
        let Some(Fact::Figure(measure)) = fact(answer) else {
            panic!("{answer}: {:?}", fact(answer))
        };
        assert_eq!(measure.current.to_string(), printed, "{answer}");
    }
}

#[test]
fn later_files_win_field_by_field() {
    let ledger = Answers::read("台账.yaml", "代号: 甲\n换届: 是\n别的文种的字段: 1");
    let own = Answers::read("a.yaml", "代号: 乙");
    let elsewhere = |name: &str| name == "别的文种的字段";
    let checked = nigao::answers::check(
        &table(),
        &ledger.then(own),
        Mode {
            holes: true,
            elsewhere: &elsewhere,
        },
    );
    let facts = checked.value.unwrap();
    assert_eq!(facts.get("代号"), Some(&Fact::Text("乙".into())));
    assert_eq!(facts.get("换届"), Some(&Fact::Flag(true)));
}

#[test]
fn hostile_files_are_wrong_not_costly() {
    let bomb = format!("a: &a [x]\n{}", "b: [*a, *a, *a]\n".repeat(50));
    let long = format!("代号: {}", "长".repeat(20 << 20));
    let deep = format!("代号: {}", "[".repeat(100_000));
    let wide = (0..10_000).fold(String::new(), |mut out, n| {
        writeln!(out, "键{n}: 1").unwrap();
        out
    });
    for source in [bomb, long, deep, wide] {
        let checked =
            nigao::answers::check(&table(), &Answers::read("a.yaml", &source), Mode::default());
        assert!(checked.value.is_none() && !checked.diagnostics.is_empty());
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_checks_without_panic(source in "((地名|税收|换届|项目|产业比|会议日期): |- |[a-z：:{}\\[\\],&*!|>'\"#%@\t\n ]|\\PC)*") {
        let checked = nigao::answers::check(&table(), &Answers::read("a.yaml", &source), Mode::default());
        for found in &checked.diagnostics {
            if let Some(at) = &found.location {
                prop_assert!(at.line >= 1 && at.column >= 1 && at.width >= 1);
            }
        }
    }
}

#[test]
fn a_shared_field_changes_attribute_by_attribute() {
    let shared = "fields:\n- {name: 税收, kind: figure, unit: 万元, compare: [上年, 计划], help: 注意, optional: true}";
    let (shared, _) = schema::read("vocabulary.yaml", shared, &[]).recovered();
    let own = |field: &str| {
        let source = format!("title: 例\nkind: 讲话\nsummary: 例\nfields:\n- {field}");
        let (schema, faults) = schema::read("s.yaml", &source, &shared.fields).recovered();
        assert!(faults.is_empty(), "{}", told(&faults));
        format!(
            "{:?}",
            (
                &schema.fields[0].kind, &schema.fields[0].help, schema.fields[0].optional
            )
        )
    };
    assert_eq!(own("税收"), own("{name: 税收}"));
    let kept = own("{name: 税收, unit: 亿元, optional: false}");
    assert!(
        kept.contains("compare: [Last, Plan]") && kept.contains("注意") && kept.ends_with("false)"),
        "{kept}"
    );
    assert!(own("{name: 税收, compare: []}").contains("compare: []"));
    let other = own("{name: 税收, kind: text}");
    assert!(
        other.starts_with("(Text") && other.contains("注意"),
        "of another kind the words are kept: {other}"
    );
    assert!(
        other.ends_with("false)"),
        "and nothing on how it is answered: {other}"
    );
}

#[test]
fn a_field_can_hang_on_any_field_before_it() {
    let source = "title: 例\nkind: 讲话\nsummary: 例\nfields:
- {name: 立案, kind: figure, unit: 件, optional: true}
- {name: 项目, kind: list, optional: true, fields: [{name: 名称, kind: text}]}
- {name: 处分, kind: figure, unit: 人, when: 立案}
- {name: 总投资, kind: figure, unit: 亿元, when: 项目}";
    let (table, faults) = schema::read("s.yaml", source, &[]).recovered();
    assert!(faults.is_empty(), "{}", told(&faults));
    let cases = [
        ("", ""),
        ("立案: 4", "check.missing 处分"),
        ("立案: 4\n处分: 4", ""),
        ("项目: [甲]", "check.missing 总投资"),
        ("项目: []", ""),
        ("处分: 4", "check.not-asked 处分"),
    ];
    for (answers, expected) in cases {
        let checked =
            nigao::answers::check(&table, &Answers::read("a.yaml", answers), Mode::default());
        let found: Vec<String> = checked
            .diagnostics
            .iter()
            .map(|d| d.message.text(Lang::Zh))
            .collect();
        let (key, field) = expected.split_once(' ').unwrap_or_default();
        let keys: Vec<&str> = checked
            .diagnostics
            .iter()
            .map(|d| d.message.key())
            .collect();
        assert_eq!(
            keys,
            if key.is_empty() { vec![] } else { vec![key] },
            "{answers}"
        );
        assert!(
            found.iter().all(|words| words.contains(field)),
            "{answers}: {found:?}"
        );
    }
}

#[test]
fn another_base_than_last_year_is_asked_by_its_name() {
    let source = "title: 例\nkind: 讲话\nsummary: 例\nfields:
- {name: 收入, kind: figure, unit: 元, compare: [{上年: 五年前}]}";
    let (table, faults) = schema::read("s.yaml", source, &[]).recovered();
    assert!(faults.is_empty(), "{}", told(&faults));
    let checked = nigao::answers::check(
        &table,
        &Answers::read("a.yaml", "收入: 100"),
        Mode::default(),
    );
    assert!(
        told(&checked.diagnostics).contains("“收入”要和五年前比"),
        "{}",
        told(&checked.diagnostics)
    );
    assert!(nigao::forms::form(&table, "x", Lang::Zh).contains("\n  上年:    # 五年前\n"));
    assert!(
        nigao::answers::check(
            &table,
            &Answers::read("a.yaml", "收入: {本年: 100, 上年: 80}"),
            Mode::default()
        )
        .value
        .is_some()
    );
}

#[test]
fn what_was_done_is_no_more_than_what_was_promised() {
    let schema = |at_most: &str| {
        let table = format!(
            "title: 例\nkind: 讲话\nsummary: 例\nfields:\n- name: 实事\n  kind: figure\n  unit: 件\n  \
             compare: [计划]\n  question: 办结多少？\n  group: 甲\n  example: {{本年: 9件, 计划: 10件}}\n  \
             at_most: {at_most}\n"
        );
        nigao::schema::read("s.yaml", &table, &[]).recovered()
    };
    let (table, faults) = schema("实事.计划");
    assert!(faults.is_empty(), "{faults}");
    for (typed, is_right) in [
        ("{本年: 10件, 计划: 10件}", true),
        ("{本年: 0件, 计划: 10件}", true),
        ("{本年: 11件, 计划: 10件}", false),
        ("{计划: 10, 本年: 12}", false),
    ] {
        let answers = nigao::answers::Answers::read("a.yaml", &format!("实事: {typed}\n"));
        let mode = nigao::answers::Mode::default();
        let checked = nigao::answers::check(&table, &answers, mode);
        let told = checked.diagnostics.to_string();
        assert_eq!(checked.value.is_some(), is_right, "{typed}: {told}");
        assert_eq!(told.contains("实事的计划"), !is_right, "{typed}: {told}");
    }
    // A part that is nobody's plan is a fault of the schema.
    assert!(!schema("实事.增速").1.is_empty());
    assert!(!schema("别的.计划").1.is_empty());
}
