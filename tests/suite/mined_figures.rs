//! Mined sentences over every form of a figure: the draft with the report's answers is the report,
//! and a changed answer changes the number, its unit and the word of its sign, nothing else.

use nigao::read::Report;
use nigao::yaml::Node;

use super::mined_signs::MinedGenre;
use super::mining::comes_back;

/// Words of a rise and of a fall.
const VERBS: [(&str, &str); 16] = [
    ("增长", "下降"),
    ("增加", "减少"),
    ("提高", "降低"),
    ("上升", "下降"),
    ("递增", "递减"),
    ("提升", "下降"),
    ("回升", "回落"),
    ("上涨", "下跌"),
    ("上调", "下调"),
    ("偏高", "偏低"),
    ("加快", "放缓"),
    ("扩大", "收窄"),
    ("延长", "缩短"),
    ("净增", "净减"),
    ("前移", "后移"),
    ("上升近", "下降近"),
];
const SUBJECTS: [&str; 8] = [
    "税收收入", "用电量", "空气优良天数比例", "规模以上工业增加值", "社会消费品零售总额",
    "城镇登记失业率", "年平均气温", "货运量",
];
const COMPARISONS: [&str; 8] = [
    "", "同比", "比上年", "较上年末", "比去年同期", "较五年前", "较常年", "年均",
];
/// Changes: a rate, a difference of rates, and amounts in all sorts of units.
const CHANGES: [&str; 14] = [
    "7.5%", "0.6%", "120%", "1.4个百分点", "3.2‰", "3200万元", "1.8亿元", "36起", "2100人", "0.8℃",
    "12mm", "1.2亿kWh", "4.2万吨", "2.3倍",
];
/// Values that stand before a change.
const VALUES: [&str; 20] = [
    "5.65亿元", "1.2万m²", "860mm", "38.5℃", "32μg/m³", "412人/平方公里", "95元/亩", "14.2亿kWh",
    "120万m³", "54dB(A)", "3.2万m³/d", "6.2万元", "21.4:78.6", "348天", "86.4%", "6.8‰",
    "780元/月", "1.86亿美元", "320万人次", "36.2亿吨公里",
];

/// Returns the number with other digits of as many places.
fn other(figure: &str) -> String {
    let mut first = true;
    let mut changed = String::new();
    for c in figure.chars() {
        match c.to_digit(10) {
            Some(digit) if first => {
                changed.push(char::from_digit(digit % 9 + 1, 10).unwrap());
                first = false;
            }
            Some(digit) => changed.push(char::from_digit((digit + 4) % 10, 10).unwrap()),
            None if c.is_ascii_punctuation() => changed.push(c),
            None => {
                let rest = &figure[changed.len()..];
                return format!("{changed}{rest}");
            }
        }
    }
    changed
}

/// Returns a number with the other sign.
fn negated(number: &str) -> String {
    match number.strip_prefix('-') {
        Some(bare) => bare.to_owned(),
        None => format!("-{number}"),
    }
}

/// Tests whether a word of a rise, or of a fall, stands right before a number. 下降 turns to 增长,
/// which is another pair's word.
fn says(text: &str, falls: bool, number: &str) -> bool {
    VERBS.iter().any(|(rise, fall)| {
        let verb = if falls { fall } else { rise };
        text.contains(&format!("{verb}{number}"))
    })
}

/// Returns what is wrong with a genre mined from a sentence about one change.
fn faults_of_change(sentence: &str, change: &str) -> Vec<String> {
    let report = Report::read(&format!("各位代表：\n{sentence}\n谢谢大家。"));
    let mut faults = Vec::new();
    if let Err(fault) = comes_back(&report) {
        return vec![format!("{sentence}\n{fault}")];
    }
    let genre = MinedGenre::of(&report);
    let bare = change.trim_end_matches(|c: char| !c.is_ascii_digit());
    if genre.mined.template.contains(bare) {
        faults.push(format!(
            "{sentence}: {change} stays: {}",
            genre.mined.template
        ));
    }
    let mut turned = 0;
    for (field, part, number) in genre.numbers() {
        if number.trim_start_matches('-') != change {
            continue;
        }
        turned += 1;
        let falls = !number.starts_with('-');
        let next = other(change);
        let answer = if falls {
            format!("-{next}")
        } else {
            next.clone()
        };
        let Some(text) = genre.with(&field, part, &answer) else {
            faults.push(format!("{sentence}: {field} {answer} is refused"));
            continue;
        };
        if !says(&text, falls, &next) || text.contains(change) {
            faults.push(format!("{sentence}: {answer} is {text}"));
        }
    }
    if turned == 0 && !genre.mined.template.contains(".增量") {
        faults.push(format!(
            "{sentence}: {change} is no answer: {}",
            genre.mined.answers[0]
        ));
    }
    faults
}

/// Fails with what is wrong.
fn assert_none(faults: &[String], all: usize) {
    assert!(
        faults.is_empty(),
        "{} of {all}:\n{}",
        faults.len(),
        faults.join("\n")
    );
}

#[test]
fn a_change_of_any_unit_turns_with_its_word() {
    let mut faults = Vec::new();
    let mut all = 0;
    for (at, verbs) in VERBS.into_iter().enumerate() {
        for (number, change) in CHANGES.into_iter().enumerate() {
            let subject = SUBJECTS[(at + number) % SUBJECTS.len()];
            let comparison = COMPARISONS[(at * 3 + number) % COMPARISONS.len()];
            let value = VALUES[(at * 5 + number) % VALUES.len()];
            let verb = if number % 2 == 0 { verbs.0 } else { verbs.1 };
            for sentence in [
                format!("{subject}{comparison}{verb}{change}。"),
                format!("{subject}达到{value}，{comparison}{verb}{change}。"),
            ] {
                all += 1;
                faults.extend(faults_of_change(&sentence, change));
            }
        }
    }
    assert_none(&faults, all);
}

/// Lists of two to four members, each with a verb of its own, the first's, or a sign.
#[test]
fn members_of_a_list_keep_their_own_sign() {
    let things = ["税收收入", "用电量", "货运量", "旅游收入"];
    let values = ["5.65亿元", "14.2亿kWh", "1860万吨", "18.6亿元"];
    let rates = ["4.9%", "6.7%", "1.3%", "8.2%"];
    let mut faults = Vec::new();
    let mut all = 0;
    for members in 2..=4 {
        for own_verbs in [false, true] {
            for with_values in [false, true] {
                for falls in 0..1 << members {
                    let signs: Vec<bool> = (0..members).map(|at| falls >> at & 1 == 1).collect();
                    if !own_verbs && signs.iter().any(|sign| *sign != signs[0]) {
                        continue;
                    }
                    let verb = |falls: bool| if falls { "下降" } else { "增长" };
                    let mut said = Vec::new();
                    for at in 0..members {
                        let has_verb = at == 0 || own_verbs;
                        let verb = if has_verb { verb(signs[at]) } else { "" };
                        said.push(format!("{verb}{}", rates[at]));
                    }
                    let named: Vec<String> = (0..members)
                        .map(|at| {
                            let value = if with_values { values[at] } else { "" };
                            format!("{}{value}", things[at])
                        })
                        .collect();
                    let comma = if with_values { "，" } else { "" };
                    let sentence = format!("{}{comma}同比分别{}。", joined(&named), joined(&said));
                    all += 1;
                    faults.extend(faults_of_list(
                        &sentence,
                        &things[..members],
                        &rates,
                        &signs,
                    ));
                }
            }
        }
    }
    assert_none(&faults, all);
}

/// 甲、乙和丙
fn joined(members: &[String]) -> String {
    match members {
        [first @ .., last] if !first.is_empty() => format!("{}和{last}", first.join("、")),
        _ => members.concat(),
    }
}

/// Returns what is wrong when each member of a list changes its sign, the others staying.
fn faults_of_list(sentence: &str, things: &[&str], rates: &[&str], signs: &[bool]) -> Vec<String> {
    let report = Report::read(&format!("各位代表：\n{sentence}\n谢谢大家。"));
    if let Err(fault) = comes_back(&report) {
        return vec![format!("{sentence}\n{fault}")];
    }
    let genre = MinedGenre::of(&report);
    let mut faults = Vec::new();
    for (at, thing) in things.iter().enumerate() {
        let numbers = genre.numbers();
        let found = numbers.iter().find(|(field, _, number)| {
            field.starts_with(thing) && number.trim_start_matches('-') == rates[at]
        });
        let Some((field, part, number)) = found else {
            faults.push(format!(
                "{sentence}: no {thing} in {}",
                genre.mined.answers[0]
            ));
            continue;
        };
        let Some(text) = genre.with(field, *part, &negated(number)) else {
            faults.push(format!(
                "{sentence}: {field} {} is refused",
                negated(number)
            ));
            continue;
        };
        let mut said = signs.to_vec();
        said[at] = !said[at];
        if read_signs(&text, rates, things.len()) != Some(said) {
            faults.push(format!("{sentence}: {thing} turned is {text}"));
        }
    }
    faults
}

/// Reads a list as a person does: a member without a verb goes the way of the one before it.
/// Returns for each whether it falls.
fn read_signs(text: &str, rates: &[&str], members: usize) -> Option<Vec<bool>> {
    let list = text.split_once("分别")?.1;
    let mut falls = None;
    let mut found = Vec::new();
    let mut from = 0;
    for rate in &rates[..members] {
        let at = from + list[from..].find(rate)?;
        let before = &list[from..at];
        falls = match () {
            () if before.ends_with('-') => return None,
            () if before.contains("下降") => Some(true),
            () if before.contains("增长") || before.contains("上升") => Some(false),
            () => falls,
        };
        found.push(falls?);
        from = at + rate.len();
    }
    Some(found)
}

/// A value with any unit, in any frame: the whole of it is asked for.
#[test]
fn values_of_any_unit_are_fields_as_a_whole() {
    let frames = [
        ("全镇", "达到", "。"),
        ("全年", "为", "，"),
        ("", "突破", "。"),
        ("预计", "约", "，"),
    ];
    let mut faults = Vec::new();
    for (at, value) in VALUES.into_iter().enumerate() {
        for (before, verb, after) in frames {
            let subject = SUBJECTS[at % SUBJECTS.len()];
            let sentence = format!("{before}{subject}{verb}{value}{after}各项工作有序开展。");
            let report = Report::read(&format!("各位代表：\n{sentence}\n谢谢大家。"));
            if let Err(fault) = comes_back(&report) {
                faults.push(format!("{sentence}\n{fault}"));
                continue;
            }
            let genre = MinedGenre::of(&report);
            let numbers = genre.numbers();
            let Some((field, part, _)) = numbers.iter().find(|(.., number)| number == value) else {
                faults.push(format!("{sentence}: {}", genre.mined.answers[0]));
                continue;
            };
            let next = other(value);
            let text = genre.with(field, *part, &next).unwrap_or_default();
            if !text.contains(&format!("{verb}{next}{after}")) {
                faults.push(format!("{sentence}: {next} is {text}"));
            }
        }
    }
    assert_none(&faults, VALUES.len() * frames.len());
}

/// Numbers that share a unit are asked with it and printed without.
#[test]
fn a_shared_unit_belongs_to_every_number() {
    for (sentence, answers) in [
        (
            "补助标准每人每月20、40、60元。",
            &["20元", "40元", "60元"][..],
        ),
        ("分别给予3、5、8万元奖励。", &["3万元", "5万元", "8万元"]),
        (
            "三类地块分别为120、86和43.5亩。",
            &["120亩", "86亩", "43.5亩"],
        ),
    ] {
        let report = Report::read(&format!("各位代表：\n{sentence}\n谢谢大家。"));
        comes_back(&report).unwrap();
        let genre = MinedGenre::of(&report);
        let numbers = genre.numbers();
        let found: Vec<&str> = numbers.iter().map(|(.., number)| number.as_str()).collect();
        assert_eq!(found, answers, "{sentence}\n{}", genre.mined.template);
    }
}

/// Words that fix the way of a change take no number of the other way.
#[test]
fn a_turn_of_a_change_is_not_turned_again() {
    for sentence in [
        "实际利用外资由增转降，同比下降42.3%。",
        "固定资产投资由负转正，增长2.1%。",
        "规上工业扭亏为盈，利润增长12.4%。",
        "出口增速低于全市平均水平2.3个百分点。",
    ] {
        let report = Report::read(&format!("各位代表：\n{sentence}\n谢谢大家。"));
        comes_back(&report).unwrap();
        let genre = MinedGenre::of(&report);
        for (field, part, number) in genre.numbers() {
            let found = genre.with(&field, part, &negated(&number));
            assert_eq!(found, None, "{sentence} {field}");
        }
    }
}

/// An entry's numbers, for the tests of this file.
impl MinedGenre {
    fn numbers(&self) -> Vec<(String, Option<&'static str>, String)> {
        let mut found = Vec::new();
        for entry in self.answers.entries() {
            let parts = [
                (None, entry.node.scalar()),
                (Some("本年"), entry.node.get("本年").and_then(Node::scalar)),
                (Some("增速"), entry.node.get("增速").and_then(Node::scalar)),
            ];
            for (part, number) in parts {
                let number = number
                    .filter(|number| number.starts_with(|c: char| c.is_ascii_digit() || c == '-'));
                if let Some(number) = number {
                    found.push((entry.key.clone(), part, number.to_owned()));
                }
            }
        }
        found
    }
}
