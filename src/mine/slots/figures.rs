//! Finds the figures of a text, each a number with its sign and unit as written.
//!
//! Digits come first, then masks, hanzi numbers and, in texts that lost their digits, bare units.

use std::ops::Range;
use std::sync::LazyLock;

use crate::lexicon::{WordSet, is_hanzi, word_list};

use super::numerals::{before, is_magnitude, is_more, is_numeral};
use super::scan::{ends_with_one, is_mask, mask, one_of, run, stands_at};
use super::taken::Taken;
use super::units::{measure, unit};
use super::{chinese_numbers, stripped_digits};

/// Words behind which a bare number is a quantity.
static QUANTITY_VERBS: LazyLock<WordSet> = word_list!("quantity-verbs");
/// What a value changes to or by, behind a number: 由3.27缩小至2.93.
const CHANGES: &[&str] = &[
    "缩小", "缩短", "收窄", "压减", "压缩", "提高", "提升", "攀升", "回升", "回落", "上调", "下调",
    "下降", "上升", "降", "升", "增", "减", "扩大", "优化", "调整", "至", "到",
];
/// How long a list of numbers may be that share a unit, in chars: keeps hostile texts linear.
const LONGEST_LIST: usize = 40;
const BOUNDS: &[&str] = &["以上", "以下", "以内", "左右"];

/// The figures of a text, in order and apart, outside what is taken.
pub(super) fn find(text: &[char], taken: &Taken) -> Vec<Range<usize>> {
    let lost = stripped_digits::lost_numbers(text, taken);
    let mut found: Vec<Range<usize>> = Vec::new();
    let mut at = 0;
    while at < text.len() {
        if taken.at(at) || !lost && !may_start(text[at]) {
            at += 1;
            continue;
        }
        let behind_figure = at > 0 && (taken.at(at - 1) || ends_at(&found, at));
        let list = shared_unit(text, at);
        if !list.is_empty() && !list.iter().any(|span| span.clone().any(|i| taken.at(i))) {
            at = list.last().map_or(at + 1, |last| last.end);
            found.extend(list);
            continue;
        }
        let signed = if behind_figure {
            None
        } else {
            signed_figure(text, at)
        };
        let length = signed
            .or_else(|| digits_figure(text, at))
            .or_else(|| masked(text, at))
            .or_else(|| chinese_numbers::find(text, at))
            .or_else(|| stripped_digits::bare_unit(text, at, lost));
        match length {
            Some(length) if !(at..at + length).any(|i| taken.at(i)) => {
                found.push(at..at + length);
                at += length;
            }
            _ => at += run(text, at, |c| c.is_ascii_digit() || c == '.').max(1),
        }
    }
    found
}

fn ends_at(found: &[Range<usize>], at: usize) -> bool {
    found.last().is_some_and(|last| last.end == at)
}

/// Whether a figure may start with this character, in a text that kept its digits.
fn may_start(c: char) -> bool {
    c.is_ascii_digit()
        || is_mask(c)
        || matches!(c, 'x' | 'X' | '%' | '数' | '上' | '余' | '多' | '-' | '+')
        || is_numeral(c)
}

/// A figure with its sign: 增长-3.2%, 收窄到-2%, a cell +4.1%.
///
/// A dash between two numbers or behind a letter is no sign (5-8个, Q3-12), nor one that opens a
/// line, which lists (-12个项目): there the sign counts in a cell of a table only.
fn signed_figure(text: &[char], at: usize) -> Option<usize> {
    if !matches!(text.get(at), Some('-' | '+')) {
        return None;
    }
    let previous = before(text, at);
    let cell = matches!(previous, '\t' | '|');
    let space = previous == ' ' && at > 1;
    let owner = if space {
        before(text, at - 1)
    } else {
        previous
    };
    let introduced = is_hanzi(owner) || matches!(owner, ':' | ',' | '(' | '、' | '|' | ';' | '\t');
    if !cell && !introduced || ends_with_one(text, at, &["附件", "表", "图", "型号", "编号"])
    {
        return None;
    }
    let number = number(text, at + 1)?;
    let first = at + 1 + number;
    let (end, has_unit) = unit_end(text, first);
    let next = text.get(end).copied().unwrap_or('\n');
    let closed = "。,;、()|\n\t ".contains(next) || one_of(text, end, BOUNDS).is_some();
    let quantity = cell || QUANTITY_VERBS.before(text, at) || text[at + 1..first].contains(&'.');
    (has_unit || closed && quantity).then_some(end - at)
}

/// A number in digits with what follows it.
fn digits_figure(text: &[char], at: usize) -> Option<usize> {
    let number = number(text, at)?;
    let previous = before(text, at);
    let code = "第.+#".contains(previous)
        || at > 1 && previous == ' ' && before(text, at - 1) == '第'
        || previous == '-' && before(text, at - 1).is_ascii_alphanumeric()
        || previous == '、' && goes_on_ordinal(text, at - 1);
    let behind_name = previous.is_ascii_alphabetic() && names_indicator(text, at);
    if code || previous.is_ascii_alphanumeric() && !behind_name {
        return None;
    }
    if let Some(length) = ratio(text, at, number).or_else(|| quotient(text, at, number)) {
        return Some(length);
    }
    let first = at + number;
    let (end, has_unit) = unit_end(text, first);
    if behind_name {
        // GDP86亿元; not G20个, B2B, PM2.5浓度.
        return measured(text, first, end).then_some(end - at);
    }
    if let Some(length) = range(text, at, first, end, has_unit) {
        return Some(length);
    }
    if has_unit {
        return (!is_rank(text, at, end)).then_some(end - at);
    }
    bare_number(text, at, end).then_some(end - at)
}

/// 第1、|2组: whether the list of numbers that ends at `at` begins with 第.
fn goes_on_ordinal(text: &[char], at: usize) -> bool {
    let listed = |c: &&char| c.is_ascii_digit() || **c == '、';
    let length = text[..at]
        .iter()
        .rev()
        .take(LONGEST_LIST)
        .take_while(listed)
        .count();
    length > 0 && before(text, at - length) == '第'
}

/// Whether the letters right before `at` are an indicator's name, of two capital letters or more:
/// GDP, CPI.
fn names_indicator(text: &[char], at: usize) -> bool {
    const LONGEST_NAME: usize = 6;
    let back = text[..at].iter().rev().take(LONGEST_NAME + 1);
    let letters = back.take_while(|c| c.is_ascii_alphanumeric()).count();
    (2..=LONGEST_NAME).contains(&letters)
        && text[at - letters..at].iter().all(char::is_ascii_uppercase)
}

/// Whether a measure or a magnitude ends at `end`, not only a counter.
fn measured(text: &[char], first: usize, end: usize) -> bool {
    let magnitude = run(text, first, is_magnitude);
    end > first && (magnitude > 0 || measure(text, first).is_some())
}

/// The length of `1234`, `1,234.5`, `73.1`.
fn number(text: &[char], at: usize) -> Option<usize> {
    let mut length = run(text, at, |c| c.is_ascii_digit());
    (length > 0).then_some(())?;
    while text.get(at + length) == Some(&',')
        && run(text, at + length + 1, |c| c.is_ascii_digit()) == 3
        && length <= 11
    {
        length += 4;
    }
    if matches!(text.get(at + length), Some('.' | '·')) {
        let decimals = run(text, at + length + 1, |c| c.is_ascii_digit());
        length += if decimals > 0 { decimals + 1 } else { 0 };
    }
    // 1__元: the rest of its digits are masked.
    let masked = run(text, at + length, |c| c == '_');
    Some(length + masked)
}

/// The members of a list whose unit is written once: 20、40、60元, 分别为3.2和4.5个百分点.
///
/// Empty where there is none. Made for 补助20、40、60元; must not take 一、二、三产业, which is no
/// digits, nor 10月1、2日, which is a date and taken.
fn shared_unit(text: &[char], at: usize) -> Vec<Range<usize>> {
    let mut members = Vec::new();
    let previous = before(text, at);
    let apart = is_hanzi(previous) || matches!(previous, ',' | ':' | '(' | ' ');
    if !apart || matches!(previous, '第' | '前' | '号' | '表' | '图') {
        return members;
    }
    let mut start = at;
    while let Some(length) = number(text, start).filter(|_| start - at < LONGEST_LIST) {
        let end = start + length;
        members.push(start..end);
        let (unit_end, has_unit) = unit_end(text, end);
        if has_unit {
            let only = members.len() == 1 || is_rank(text, at, unit_end);
            if let (Some(last), false) = (members.last_mut(), only) {
                last.end = unit_end;
                return members;
            }
            break;
        }
        if !matches!(text.get(end), Some('、' | '和' | '与' | '及')) {
            break;
        }
        start = end + 1;
    }
    Vec::new()
}

/// `1/10`: two numbers of few digits after a word, and no more of them.
fn quotient(text: &[char], at: usize, first: usize) -> Option<usize> {
    const ASKING: &[&str] = &[
        "约", "占", "近", "达", "的", "国", "省", "市", "县", "到", "至", "为",
    ];
    let second = run(text, at + first + 1, |c| c.is_ascii_digit());
    let end = at + first + 1 + second;
    let alone = !text
        .get(end)
        .is_some_and(|c| c.is_ascii_alphanumeric() || matches!(c, '/' | '.'));
    let short = first <= 2 && (1..=3).contains(&second);
    let asked = ends_with_one(text, at, ASKING);
    (text.get(at + first) == Some(&'/') && short && alone && asked).then_some(end - at)
}

/// Past 余, 多, 万, 亿 and the unit: where they end, and whether there was a unit.
fn unit_end(text: &[char], at: usize) -> (usize, bool) {
    let digit_next = text.get(at + 1).is_some_and(char::is_ascii_digit);
    let gap = usize::from(text.get(at) == Some(&' ') && !digit_next);
    let first = magnitude_end(text, at + gap);
    let more = first + run(text, first, is_more).min(1);
    let end = magnitude_end(text, more);
    let scaled = first > at + gap || end > more;
    let gap_after = usize::from(scaled && text.get(end) == Some(&' '));
    if let Some(length) = unit(text, end) {
        return (end + length, true);
    }
    if let Some(length) = unit(text, end + gap_after) {
        return (end + gap_after + length, true);
    }
    if scaled { (end, true) } else { (at, false) }
}

/// Past 万 and 亿; 万|千伏安: the thousand belongs to the measure.
fn magnitude_end(text: &[char], at: usize) -> usize {
    let mut end = at;
    while text.get(end).is_some_and(|c| is_magnitude(*c)) && measure(text, end).is_none() {
        end += 1;
    }
    end
}

/// `4:84.7:11.3`; two parts where one has decimals (21.4:78.6), which no time of day has, or
/// where the clause is about a ratio.
fn ratio(text: &[char], at: usize, first: usize) -> Option<usize> {
    const LEADS: &[&str] = &["比", "调整为"];
    let mut end = at + first;
    let mut parts = 1;
    while text.get(end) == Some(&':') {
        let Some(length) = number(text, end + 1) else {
            break;
        };
        end += 1 + length;
        parts += 1;
    }
    let two = ends_with_one(text, at, LEADS)
        || text[at..end].contains(&'.')
        || is_about_ratio(text, at)
            && (QUANTITY_VERBS.before(text, at) || ends_with_one(text, at, &["由", "从"]));
    (parts > 2 || parts == 2 && two).then_some(end - at)
}

/// Whether the clause before a number is about a ratio: 师生比由1:18降至「1:15」.
///
/// Must not take a time of day, whatever it is compared with: 上班时间比去年推迟至「9:30」.
fn is_about_ratio(text: &[char], at: usize) -> bool {
    const COMPARED: &[char] = &['上', '去', '同', '往', '前', '原', '以', '全', '其', '国'];
    let is_mark = |c: &char| matches!(c, '。' | '；' | ';' | '，' | ',' | '\n');
    let clause = text[..at].rsplit(is_mark).next().unwrap_or_default();
    clause.windows(2).any(|pair| match pair {
        ['结', '构'] => true,
        [first, next] => *first == '比' && !COMPARED.contains(next),
        _ => false,
    })
}

/// `5—8个`, `15%～30%`, `2至3个`: one span.
fn range(text: &[char], at: usize, first: usize, end: usize, has_unit: bool) -> Option<usize> {
    let dash = run(text, end, |c| matches!(c, '—' | '-' | '~' | '–'));
    let link = if dash > 0 {
        dash
    } else {
        let word = one_of(text, end, &["至", "到"])?;
        let counts = has_unit || number(text, end + 1).is_some();
        counts.then_some(word)?
    };
    let next = end + link;
    let masked = Some(mask(text, next)).filter(|length| *length > 0);
    let second = next + number(text, next).or(masked)?;
    let (second_end, second_unit) = unit_end(text, second);
    let same =
        has_unit && second_unit && text[first..end].last() == text[second..second_end].last();
    let magnitude_only = text[first..end].iter().all(|c| is_magnitude(*c));
    let ok = link < 3 && second_unit && (!has_unit || same || magnitude_only);
    ok.then_some(second_end - at)
}

/// 前10名, 前3位: a rank; 第 was seen to before.
fn is_rank(text: &[char], at: usize, end: usize) -> bool {
    before(text, at) == '前' && matches!(text[end - 1], '名' | '位' | '强')
        || stands_at(text, end, "强")
}

/// Whether a number without unit is a quantity: 增长21.07, (见表)97.9.
fn bare_number(text: &[char], at: usize, end: usize) -> bool {
    let next = text.get(end).copied().unwrap_or('\n');
    let decimal = text[at..end].contains(&'.');
    let changes = one_of(text, end, CHANGES).is_some();
    if decimal && changes && ends_with_one(text, at, &["由", "从"]) {
        return true;
    }
    let stops = "。,;、()\n ".contains(next) || one_of(text, end, BOUNDS).is_some();
    let joined = next.is_ascii_alphanumeric() || "+-”\"".contains(next);
    let asked = QUANTITY_VERBS.before(text, at);
    !joined && stops && (asked || decimal && before(text, at) != '“')
}

/// `_个`, `***亿元`, `_____%`, and a mask alone where only a number can be.
fn masked(text: &[char], at: usize) -> Option<usize> {
    const ASKING: &[&str] = &["在", "达", "到", "为", "约", "超", "增长", "下降"];
    let length = mask(text, at);
    if length == 0 || matches!(before(text, at), '第' | '届') {
        return None;
    }
    let point = text.get(at + length) == Some(&'.');
    let decimals = if point {
        mask(text, at + length + 1)
    } else {
        0
    };
    let first = at + length + if decimals > 0 { decimals + 1 } else { 0 };
    let (end, has_unit) = unit_end(text, first);
    if has_unit && !places_word(text, first, end) {
        return Some(range(text, at, first, end, true).unwrap_or(end - at));
    }
    // 【去年同期××】
    let closed = text.get(first).is_some_and(|c| "。,;、)】]".contains(*c));
    let compared = closed && ends_with_one(text, at, &["同期", "同比增长", "同比下降"]);
    let bounded = one_of(text, first, BOUNDS).is_some() && ends_with_one(text, at, ASKING);
    (compared || bounded).then_some(first - at)
}

/// Whether what looks like a counter names a place instead: `_村`, `_路`, `_条路`.
fn places_word(text: &[char], from: usize, end: usize) -> bool {
    end == from + 1 && "村里线口井门段道队站校班师团".contains(text[from])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn figures(text: &str) -> Vec<String> {
        let chars: Vec<char> = text.chars().collect();
        let found = find(&chars, &Taken::new(chars.len()));
        found
            .into_iter()
            .map(|span| chars[span].iter().collect())
            .collect()
    }

    #[test]
    fn signs_belong_to_the_figure() {
        for (text, expected) in [
            ("同比增长-3.2%,", &["-3.2%"][..]),
            ("降幅由-5%收窄到-2%。", &["-5%", "-2%"]),
            (
                "净利润-1200万元,净迁入人口-320人。",
                &["-1200万元", "-320人"],
            ),
            (
                "税收\t+4.1%\t-3.2\t5.65亿元",
                &["+4.1%", "-3.2", "5.65亿元"],
            ),
            (
                "建设5-8个,降30%-40%,“5+2”,Q3-12,附件-1",
                &["5-8个", "30%-40%"],
            ),
            ("\n-12个项目\n", &["12个"]),
        ] {
            assert_eq!(figures(text), expected, "{text}");
        }
    }

    #[test]
    fn a_list_may_share_its_unit() {
        for (text, expected) in [
            ("每人补助20、40、60元。", &["20", "40", "60元"][..]),
            ("分别增长3.2和4.5个百分点,", &["3.2", "4.5个百分点"]),
            ("建成3座桥、2条路", &["3座", "2条"]),
            ("第1、2组", &[]),
        ] {
            assert_eq!(figures(text), expected, "{text}");
        }
    }

    #[test]
    fn numbers_behind_letters_and_in_ratios() {
        for (text, expected) in [
            ("实现GDP86亿元,PM2.5浓度下降,G20个,B2B", &["86亿元"][..]),
            (
                "师生比由1:18降至1:15,时间比去年推迟至9:30,由8:30到9:00",
                &["1:18", "1:15"],
            ),
            (
                "结构21.4:78.6,8:30开会,三次产业4:84.7:11.3",
                &["21.4:78.6", "4:84.7:11.3"],
            ),
            (
                "密度320人/平方公里,500元/亩,第 3 名",
                &["320人/平方公里", "500元/亩"],
            ),
        ] {
            assert_eq!(figures(text), expected, "{text}");
        }
    }
}
