//! Gives the same spelling at every way in: typed at the prompt, in a file, after `--set`, in a
//! cell of a sheet. It means the same at each, or is refused at each.

use nigao::answers::{Answers, Mode, check};
use nigao::diagnostic::{Lang, Severity};
use nigao::forms::sheet;
use nigao::interview::Interview;
use nigao::schema;
use nigao::schema::Schema;

/// The fields that are answered, each in a table of its own.
const FIELDS: [(&str, &str); 11] = [
    (
        "投资",
        "kind: figure, unit: 亿元, compare: [上年], example: {本年: 15.4亿元, 上年: 14.2亿元}",
    ),
    ("支出", "kind: figure, unit: 万元, example: 17080万元"),
    ("占比", "kind: figure, unit: '%', example: 8%"),
    ("批次", "kind: figure, unit: 批次, example: 15批次"),
    ("会期", "kind: date, example: 2026-1-8"),
    ("到任", "kind: month, example: 2022年3月"),
    ("届次", "kind: session, example: 第十九届第六次"),
    ("荣誉", "kind: text, example: 全市先进, optional: true"),
    ("属实", "kind: flag"),
    ("地名", "kind: place, example: {名称: 云溪镇, 上级: 青禾县}"),
    (
        "问题",
        "kind: list, min: 1, fields: [{name: 内容, kind: text, example: 产业不大}]",
    ),
];

/// The ways in.
#[derive(Clone, Copy, Debug)]
enum Door {
    Prompt,
    File,
    Set,
    Sheet,
}

const DOORS: [Door; 4] = [Door::Prompt, Door::File, Door::Set, Door::Sheet];

fn table(name: &str) -> Schema {
    let (_, attributes) = FIELDS.iter().find(|(field, _)| *field == name).unwrap();
    let source = format!(
        "title: 例\nkind: 讲话\nsummary: 例\nfields:\n- {{name: {name}, question: 多少？, {attributes}}}\n"
    );
    let (schema, faults) = schema::read("s.yaml", &source, &[]).recovered();
    assert!(faults.is_empty(), "{faults:?}");
    schema
}

/// Gives an answer at a door: the answers it makes, or the codes of what is wrong with it.
fn answers(
    door: Door,
    schema: &Schema,
    name: &str,
    spelling: &str,
) -> Result<Answers, Vec<&'static str>> {
    Ok(match door {
        Door::File => Answers::read("a.yaml", &format!("{name}: {spelling}\n")),
        Door::Set => {
            let quoted = serde_json::Value::from(spelling).to_string();
            Answers::read("--set", &format!("{name}: {quoted}\n"))
        }
        Door::Sheet => {
            let cell = spelling.replace('"', "\"\"");
            let csv = format!("字段,项,填写\n{name},,\"{cell}\"\n");
            sheet::read(&[sheet::csv_sheet("a.csv", &csv)], schema).answers
        }
        Door::Prompt => {
            let mut interview = Interview::new(schema, &Answers::read("a.yaml", "{}"), Lang::Zh);
            if name == "问题" {
                for line in interview.records_of(spelling) {
                    interview.add_with(&line).map_err(|faults| codes(&faults))?;
                }
            } else {
                interview
                    .answer(spelling)
                    .map_err(|faults| codes(&faults))?;
            }
            interview.answers()
        }
    })
}

/// Gives an answer at a door: the fact it makes, or the codes of what is wrong with it.
fn given(door: Door, name: &str, spelling: &str) -> Result<String, Vec<&'static str>> {
    let schema = table(name);
    let checked = check(
        &schema,
        &answers(door, &schema, name, spelling)?,
        Mode::default(),
    );
    match checked.value {
        // How many zeros a conversion filled in is no part of what was meant.
        Some(facts) => Ok(format!("{:?}", facts.get(name)).replace("filled: 1", "filled: 0")),
        None => Err(codes(&checked.diagnostics)),
    }
}

/// Returns the keys of the warnings that an answer gets at a door.
fn told(door: Door, name: &str, spelling: &str) -> Vec<&'static str> {
    let schema = table(name);
    let Ok(answers) = answers(door, &schema, name, spelling) else {
        return Vec::new();
    };
    let checked = check(&schema, &answers, Mode::default());
    let warnings = checked.diagnostics.iter();
    let warnings = warnings.filter(|fault| fault.severity == Severity::Warning);
    warnings.map(|fault| fault.message.key()).collect()
}

fn codes(faults: &[nigao::diagnostic::Diagnostic]) -> Vec<&'static str> {
    let errors = faults.iter().filter(|fault| fault.is_error());
    errors.map(|fault| fault.message.key()).collect()
}

/// A field, an answer written plainly, and other ways to write the same answer.
const SPELLINGS: [(&str, &str, &[&str]); 20] = [
    (
        "投资",
        "{本年: 16.2亿元, 上年: 15.4亿元}",
        &[
            "16.2 15.4",
            "16.2，15.4",
            "16.2、15.4",
            "16.2亿元 15.4亿元",
            "16.2亿，上年15.4亿",
            "16.2亿元，去年15.4亿元",
            "162000万 154000万",
            "上年15.4，本年16.2",
            "{本年: 16.2, 上年: 15.4}",
            "{本年：16.2，上年：15.4}",
            "{本年:16.2,上年:15.4}",
            "{本年 16.2, 上年 15.4}",
            "{本年16.2，上年15.4}",
            "{16.2, 15.4}",
            "{16.2，15.4}",
            "{今年: 16.2, 去年: 15.4}",
            "{本年: 16.2亿元 15.4亿元}",
            "１６．２ １５．４",
            "16。2亿 15。4亿",
            "十六点二亿元 十五点四亿元",
            "16.2亿元\u{200b} 15.4亿元\u{feff}",
            "16.2亿元　15.4亿元。",
            "16.2亿元（上年15.4亿元）",
            "16.2 154000万",
            "16.2亿 15.4",
            "本期16.2，同期15.4",
            "全年16.2亿元，上年同期15.4亿元",
            "16.2亿元（去年同期15.4亿元）",
            "{当年: 16.2, 上年同期: 15.4}",
            "｛本年：16.2亿元，上年：15.4亿元｝",
        ],
    ),
    (
        "投资",
        "{本年: 16.2亿元, 增速: 10.3%}",
        &[
            "16.2亿元 增速10.3%", "16.2亿元，比上年增长10.3%", "16.2亿元，增幅10.3％",
            "16.2亿元（同比增长10.3%）", "16.2亿元(+10.3%)", "16.2个亿，增长10.3%",
            "16.2亿元 ↑10.3%", "{本年: 16.2, 增速: 10.3%}", "{本年: 16.2, 上年: 10.3%}",
            "{本年：16.2亿元，增速：10.3%}", "{本年: 16.2亿元, 增幅 10.3%}",
        ],
    ),
    (
        "投资",
        "{本年: 16.2亿元, 增速: -3%}",
        &[
            "16.2亿元 负增长3%", "16.2亿元，下降3%", "16.2亿元 增速-3%", "16.2亿元 增速－3%",
            "16.2亿元，同比下降3%。", "{本年: 16.2, 增速: \u{2212}3%}",
        ],
    ),
    (
        "支出",
        "17080万元",
        &[
            "17080", "17,080", "17080万元", "１７０８０万元", "1.708亿", "17080万元。",
            "17080 万元", "{17080}", "{本年：17080}", "一亿七千零八十万元", "一亿七千零八十万",
            "￥17080万元", "人民币17080万元", "17080（万元）", "壹亿柒仟零捌拾万元整", "1亿7080万",
            "170800000元", "￥170,800,000", "累计17080万元", "共计1.708亿元", "170800千元",
            "RMB 17080万元", "17080万圆", "1.708亿人民币",
        ],
    ),
    ("支出", "3000万元", &["3000", "3千", "三千"]),
    ("支出", "约17080万元", &["约17080万元", "约１７０８０万元"]),
    ("支出", "**万元", &["**万元"]),
    (
        "占比",
        "8%",
        &[
            "8", "8%", "8％", "百分之八", "增长8%", "八%", "8 %", "同比增长8%", "{8%}",
        ],
    ),
    ("占比", "30%", &["三成", "3成", "百分之三十"]),
    (
        "支出",
        "30000万元～50000万元",
        &["3-5亿", "3亿～5亿元", "三到五亿元"],
    ),
    (
        "批次",
        "15批次",
        &["15", "15批次", "15个批次", "15批", "十五批次"],
    ),
    (
        "会期",
        "2026-1-8",
        &[
            "2026-1-8",
            "2026年1月8日",
            "2026/1/8",
            "2026.1.8",
            "20260108",
            "2026年元月8日",
            "二○二六年一月八日",
            "二〇二六年一月八日",
            "2026年1月8日（星期四）",
            "2026-01-08 00:00:00",
            "２０２６年１月８日",
            "2026年1⽉8⽇",
            "2026年1月8日。",
            "2026年1月8日（星期四）上午9:00",
            "贰零贰陆年壹月捌日",
        ],
    ),
    (
        "到任",
        "2022年3月",
        &["2022年3月", "2022-3", "2022年03月18日", "22.3.18", "2022.3"],
    ),
    (
        "届次",
        "19-6",
        &[
            "19-6", "第十九届第六次", "十九届六次", "{届: 19, 次: 6}", "{届：19，次：6}",
        ],
    ),
    (
        "荣誉",
        "全市先进",
        &[
            "全市先进", "全市先进。", "全市\u{200b}先进\u{ad}", "1.全市先进", "● 全市先进",
            "**全市先进**", "荣誉：全市先进", "荣誉:全市先进。", "1.荣誉：全市先进",
        ],
    ),
    ("荣誉", "“先进”集体", &["\"先进\"集体", "“先进”集体"]),
    ("荣誉", "@云溪", &["@云溪"]),
    (
        "属实",
        "是",
        &["是", "有", "对", "是的", "有的", "√", "yes", "是。"],
    ),
    (
        "属实",
        "否",
        &["否", "无", "没有", "不是", "没", "×", "no", "x", "否，"],
    ),
    (
        "地名",
        "{名称: 云溪镇, 上级: 青禾县}",
        &[
            "青禾县云溪镇",
            "青禾县 云溪镇",
            "{名称: 云溪镇, 上级: 青禾县}",
            "{名称：云溪镇，上级：青禾县}",
            "{名称：云溪镇，上级：{名称：青禾县}}",
            "{名称:云溪镇,上级:青禾县}",
        ],
    ),
];

#[test]
fn invariant_12_a_spelling_means_the_same_at_every_door() {
    let mut differences = Vec::new();
    for (name, plain, spellings) in SPELLINGS {
        let meant = given(Door::File, name, plain);
        assert!(meant.is_ok(), "{name}: {plain}: {meant:?}");
        for spelling in spellings {
            for door in DOORS {
                let found = given(door, name, spelling);
                if found != meant {
                    differences.push(format!(
                        "{door:?} {name}: {spelling}\n  {found:?}\n  {meant:?}"
                    ));
                }
            }
        }
    }
    assert!(differences.is_empty(), "{}", differences.join("\n"));
}

#[test]
fn invariant_12_what_is_refused_is_refused_at_every_door() {
    let tables: [(&str, &[&str]); 10] = [
        (
            "投资",
            &[
                "850,780", "{850,780}", "15,4", "{15,4}", "16.2", "16.2 15.4 14.1", "{abc}",
                "16.2亿元，下降3个百分点", "16.2 +10.3", "16.2亿元 -10.3", "16.2亿元，+0.8亿元",
                "{本年: 16.2, 上年: +10.3}", "16.2亿元 ▲10.3%", "16.2亿元，增加0.8亿元",
                "由15.4亿元增加到16.2亿元", "2025年16.2亿元，2024年15.4亿元",
            ],
        ),
        (
            "支出",
            &[
                "850 780", "850，780", "17080公里", "无", "没有", "/", "—", "1.7.0", "17_080",
                "{a, b}", "一万七千", "1万7080", "1:30", "$17080", "17080（预计）", "1e3",
                "4:84.7:11.3", ">17080", "增加17080万元", "17080W", "1.708e4万元", "=17080",
                "17080+200", "上亿元", "数千万元", "俩亿元", "(17080)万元", "17080万元/年",
                "17O80万元", "l7080万元",
            ],
        ),
        (
            "占比",
            &["8个百分点", "8亿元", "持平", "暂无", "1/3", "半数"],
        ),
        ("批次", &["15天", "15头"]),
        (
            "会期",
            &[
                "46030", "1/8/2026", "2026年2月30日", "2026年1月", "农历正月初八", "{2026-1-8}",
                "2026年1月8日至10日", "2026年1月8日（星期四）至10日", "2026年1月8日上午至9日",
                "2026-01-07T16:00:00.000Z", "2026年1月上旬", "2026年底",
            ],
        ),
        ("到任", &["2022", "三月"]),
        ("届次", &["十九", "{19}"]),
        (
            "荣誉",
            &[
                "{先进}", "{{先进}}", "#N/A", "#REF!", "先进\u{fffd}集体", "锟斤拷先进", "å…¨å¸‚",
            ],
        ),
        ("属实", &["也许", "{是}"]),
        (
            "地名",
            &[
                "{云溪镇}", "云溪", "{云溪镇，青禾县}", "本镇", "××镇", "我县",
            ],
        ),
    ];
    for (name, spellings) in tables {
        for spelling in spellings {
            for door in DOORS {
                // At the prompt what is compared with is asked next.
                let is_open = matches!(door, Door::Prompt) && *spelling == "16.2";
                if !is_open {
                    let found = given(door, name, spelling);
                    assert!(found.is_err(), "{door:?} {name}: {spelling}: {found:?}");
                }
            }
        }
    }
}

#[test]
fn words_for_nothing_leave_out_what_is_optional_at_every_door() {
    for words in [
        "无", "没有", "暂无", "/", "—", "——", "无。", "N/A", "待定", "同上", "见附件", "？", "……",
        "【待填：荣誉】", "无（未评）", "（无）", "【无】", "无/", "nan", "NaN", "undefined", "-",
    ] {
        for door in DOORS {
            assert_eq!(
                given(door, "荣誉", words).as_deref(),
                Ok("None"),
                "{door:?} {words}"
            );
        }
    }
}

#[test]
fn what_may_be_no_answer_is_asked_about_at_every_door() {
    let tables: [(&str, &str, &[&str]); 6] = [
        (
            "荣誉",
            "check.text-flag",
            &["有", "√", "TRUE", "1", "是", "×", "FALSE"],
        ),
        (
            "荣誉",
            "check.text-blank",
            &[
                "××先进", "XX先进", "全市____先进", "全市先进【待核】", "全市先进？", "某地__先进",
                "全市**先进", "＊＊先进",
            ],
        ),
        (
            "荣誉",
            "check.text-denies",
            &["没有获得荣誉", "未获得", "尚未评选", "未评上"],
        ),
        (
            "荣誉",
            "check.code-mark",
            &[
                "全市先进{{荣誉}}", "全市${先进}", "<b>先进</b>", "[object Object]先进",
            ],
        ),
        (
            "支出",
            "doubt.negative",
            &["-17080", "负17080万元", "－1.7亿元"],
        ),
        ("批次", "doubt.part", &["15.5批次", "15.5", "十五点五批次"]),
    ];
    let mut silent = Vec::new();
    for (name, key, spellings) in tables {
        for spelling in spellings {
            for door in DOORS {
                let told = told(door, name, spelling);
                if !told.contains(&key) {
                    silent.push(format!("{door:?} {name}: {spelling}: {told:?}"));
                }
            }
        }
    }
    assert!(silent.is_empty(), "{}", silent.join("\n"));
    for (name, spelling) in [
        ("荣誉", "无锡市先进"),
        ("荣誉", "3×5先进"),
        ("荣誉", "XXL杯先进"),
        ("荣誉", "不忘初心奖"),
        ("支出", "0"),
        ("批次", "1.5千批次"),
    ] {
        for door in DOORS {
            assert_eq!(told(door, name, spelling), [""; 0], "{door:?} {spelling}");
        }
    }
}

#[test]
fn one_slip_is_one_fault() {
    for (name, spelling) in [
        ("批次", "86 #快报"),
        ("荣誉", "#VALUE!"),
        ("投资", "16.2亿元，增长10.3个百分点"),
        ("投资", "16.2亿元，增加8000万元"),
        ("投资", "{本年: 16.2亿元, 上面: 15.4亿元}"),
        ("投资", "{本年: 16.2亿元, 上年: 15.4公里}"),
        ("投资", "{今天: 16.2亿元, 上年: 15.4亿元}"),
    ] {
        let found = given(Door::File, name, spelling);
        let count = found.as_ref().map_or_else(Vec::len, |_| 0);
        assert_eq!(count, 1, "{name}: {spelling}: {found:?}");
    }
}

#[test]
fn lines_are_records_at_every_door() {
    let meant = given(Door::File, "问题", "[产业不大, 集镇欠账]");
    for spelling in [
        "产业不大\n集镇欠账",
        "1.产业不大 2.集镇欠账",
        "①产业不大②集镇欠账",
        "[产业不大, 集镇欠账]",
        "[产业不大，集镇欠账]",
        "1.产业不大\n2.集镇欠账。",
        "一是产业不大；\n二是集镇欠账。",
    ] {
        for door in DOORS {
            // A line break cannot be typed into a plain value of YAML.
            if matches!(door, Door::File) && spelling.contains('\n') {
                continue;
            }
            assert_eq!(given(door, "问题", spelling), meant, "{door:?} {spelling}");
        }
    }
}
