//! Finds the figures of a text, each a number with its unit as written.
//!
//! Digits come first, then masks, hanzi numbers and, in texts that lost their digits, bare units.

use std::sync::LazyLock;

use std::ops::Range;

use crate::lexicon::{WordSet, word_list};

use super::numerals::{before, is_magnitude, is_more, is_numeral};
use super::scan::{at_word, ends_with_one, is_mask, mask, one_of, run};
use super::taken::Taken;
use super::units::{measure, unit};
use super::{chinese_numbers, stripped_digits};

/// The figures of a text, in order and apart, outside what is taken.
pub(super) fn find(text: &[char], taken: &Taken) -> Vec<Range<usize>> {
    let lost = stripped_digits::lost_numbers(text, taken);
    let mut found = Vec::new();
    let mut at = 0;
    while at < text.len() {
        if taken.at(at) || !lost && !may_start(text[at]) {
            at += 1;
            continue;
        }
        let length = digits_figure(text, at)
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

/// Whether a figure may start with this character, in a text that kept its digits.
fn may_start(c: char) -> bool {
    c.is_ascii_digit()
        || is_mask(c)
        || matches!(c, 'x' | 'X' | '%' | '数' | '上' | '余' | '多')
        || is_numeral(c)
}

/// A number in digits with what follows it.
fn digits_figure(text: &[char], at: usize) -> Option<usize> {
    let number = number(text, at)?;
    let previous = before(text, at);
    if previous.is_ascii_alphanumeric()
        || "第.+#".contains(previous)
        || previous == '-' && before(text, at - 1).is_ascii_alphanumeric()
    {
        return None;
    }
    if let Some(length) = ratio(text, at, number).or_else(|| quotient(text, at, number)) {
        return Some(length);
    }
    let first = at + number;
    let (end, has_unit) = unit_end(text, first);
    if let Some(length) = range(text, at, first, end, has_unit) {
        return Some(length);
    }
    if has_unit {
        return (!is_rank(text, at, end)).then_some(end - at);
    }
    bare_number(text, at, end).then_some(end - at)
}

/// `1234`, `1,234.5`, `73.1`.
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

/// `1/10`: two numbers of few digits after a word, and no more of them.
fn quotient(text: &[char], at: usize, first: usize) -> Option<usize> {
    let second = run(text, at + first + 1, |c| c.is_ascii_digit());
    let end = at + first + 1 + second;
    let alone = !text.get(end).is_some_and(|c| c.is_ascii_alphanumeric() || matches!(c, '/' | '.'));
    let asked = ends_with_one(
        text,
        at,
        &["约", "占", "近", "达", "的", "国", "省", "市", "县", "到", "至", "为"],
    );
    (text.get(at + first) == Some(&'/')
        && first <= 2
        && (1..=3).contains(&second)
        && alone
        && asked)
        .then_some(end - at)
}

/// Past 余, 多, 万, 亿 and the unit: where they end, and whether there was a unit.
fn unit_end(text: &[char], at: usize) -> (usize, bool) {
    let gap = usize::from(
        text.get(at) == Some(&' ') && !text.get(at + 1).is_some_and(char::is_ascii_digit),
    );
    let mut end = at + gap;
    let magnitude = |end: &mut usize| {
        let before = *end;
        // 万|千伏安: the thousand belongs to the measure.
        while text.get(*end).is_some_and(|c| is_magnitude(*c)) && measure(text, *end).is_none() {
            *end += 1;
        }
        *end > before
    };
    let more = |end: &mut usize| *end += run(text, *end, is_more).min(1);
    let mut scaled = magnitude(&mut end);
    more(&mut end);
    scaled |= magnitude(&mut end);
    more(&mut end);
    let gap_after = usize::from(scaled && text.get(end) == Some(&' '));
    match unit(text, end + gap_after).or_else(|| unit(text, end)) {
        Some(length) if unit(text, end).is_some() => (end + length, true),
        Some(length) => (end + gap_after + length, true),
        None if scaled => (end, true),
        None => (at, false),
    }
}

/// `4:84.7:11.3`, and `3:2` after 比.
fn ratio(text: &[char], at: usize, first: usize) -> Option<usize> {
    let mut end = at + first;
    let mut parts = 1;
    while text.get(end) == Some(&':') {
        let Some(length) = number(text, end + 1) else { break };
        end += 1 + length;
        parts += 1;
    }
    (parts > 2
        || parts == 2
            && ends_with_one(text, at, &["比", "比为", "比达到", "比例为", "调整为", "由", "到"]))
    .then_some(end - at)
}

/// `5—8个`, `15%～30%`, `2至3个`: one span.
fn range(text: &[char], at: usize, first: usize, end: usize, has_unit: bool) -> Option<usize> {
    let dash = |i: usize| run(text, i, |c| matches!(c, '—' | '-' | '~' | '–'));
    let mut link = dash(end);
    if link == 0 {
        link = one_of(text, end, &["至", "到"])
            .filter(|_| has_unit || number(text, end + 1).is_some())?;
    }
    let next = end + link;
    let second = next
        + number(text, next).or_else(|| Some(mask(text, next)).filter(|length| *length > 0))?;
    let (second_end, second_unit) = unit_end(text, second);
    let same =
        has_unit && second_unit && text[first..end].last() == text[second..second_end].last();
    let ok = link < 3
        && second_unit
        && (!has_unit || same || text[first..end].iter().all(|c| is_magnitude(*c)));
    ok.then_some(second_end - at)
}

/// 前10名, 前3位: a rank; 第 was seen to before.
fn is_rank(text: &[char], at: usize, end: usize) -> bool {
    before(text, at) == '前' && matches!(text[end - 1], '名' | '位' | '强')
        || at_word(text, end, "强")
}

/// Whether a number without unit is a quantity.
fn bare_number(text: &[char], at: usize, end: usize) -> bool {
    static VERBS: LazyLock<WordSet> = word_list!("quantity-verbs");
    let next = text.get(end).copied().unwrap_or('\n');
    let decimal = text[at..end].contains(&'.');
    // 由3.27缩小至2.93
    let changes = one_of(
        text,
        end,
        &[
            "缩小", "提高", "提升", "下降", "上升", "降", "升", "增", "减", "扩大", "优化", "调整",
            "至", "到",
        ],
    );
    if decimal && changes.is_some() && ends_with_one(text, at, &["由", "从"]) {
        return true;
    }
    let stops = "。,;、()\n ".contains(next)
        || one_of(text, end, &["以上", "以下", "以内", "左右"]).is_some();
    !next.is_ascii_alphanumeric()
        && !"+-”\"".contains(next)
        && (stops && VERBS.before(text, at) || decimal && stops && before(text, at) != '“')
}

/// `_个`, `***亿元`, `_____%`, and a mask alone where only a number can stand.
fn masked(text: &[char], at: usize) -> Option<usize> {
    let length = mask(text, at);
    if length == 0 || matches!(before(text, at), '第' | '届') {
        return None;
    }
    let decimals =
        if text.get(at + length) == Some(&'.') { mask(text, at + length + 1) } else { 0 };
    let first = at + length + if decimals > 0 { decimals + 1 } else { 0 };
    let (end, has_unit) = unit_end(text, first);
    if has_unit && !places_word(text, first, end) {
        return Some(range(text, at, first, end, true).unwrap_or(end - at));
    }
    // 【去年同期××】
    let compared = text.get(first).is_some_and(|c| "。,;、)】]".contains(*c))
        && ends_with_one(text, at, &["同期", "同比增长", "同比下降"]);
    let bounded = compared
        || one_of(text, first, &["以上", "以下", "以内", "左右"]).is_some()
            && ends_with_one(text, at, &["在", "达", "到", "为", "约", "超", "增长", "下降"]);
    bounded.then_some(first - at)
}

/// Whether what looks like a counter names a place instead: `_村`, `_路`, `_条路`.
fn places_word(text: &[char], from: usize, end: usize) -> bool {
    end == from + 1
        && matches!(
            text[from],
            '村' | '里'
                | '线'
                | '口'
                | '井'
                | '门'
                | '段'
                | '道'
                | '队'
                | '站'
                | '校'
                | '班'
                | '师'
                | '团'
        )
}
