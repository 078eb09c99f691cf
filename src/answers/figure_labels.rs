//! Tells the words that name a part of a figure from the value behind them: 上年为14.2亿元.

use super::parts::{CURRENT, LAST, PLAN, RATE, TOTAL};
use crate::figure::{begins_as_rate, parse_rate};
use crate::numeral::{half_width, is_hanzi_numeral};
use crate::schema::{Compare, Field, FieldKind};

/// Words that label a value, longer ones first.
const LABELS: [(&str, &str); 28] = [
    ("上年同期", LAST),
    ("去年同期", LAST),
    ("上年全年", LAST),
    ("去年全年", LAST),
    ("同期", LAST),
    ("上年", LAST),
    ("去年", LAST),
    ("年度计划", PLAN),
    ("年初计划", PLAN),
    ("年度目标", PLAN),
    ("年初目标", PLAN),
    ("计划数", PLAN),
    ("目标数", PLAN),
    ("计划", PLAN),
    ("目标", PLAN),
    ("累计", TOTAL),
    ("总计", TOTAL),
    ("共计", TOTAL),
    ("本年", CURRENT),
    ("今年", CURRENT),
    ("当年", CURRENT),
    ("本期", CURRENT),
    ("全年", CURRENT),
    ("实际", CURRENT),
    ("完成", CURRENT),
    ("实现", CURRENT),
    ("达到", CURRENT),
    ("增速", RATE),
];

/// What may stand between a label and its value: 上年为14.2亿元, 计划：15亿元.
const LINKS: [char; 7] = [':', '：', '=', '＝', '为', '是', '数'];

/// Words a number may begin with.
const NUMBER_WORDS: [&str; 12] = [
    "不低于", "不少于", "不超过", "不高于", "不到", "不足", "超过", "突破", "近", "约", "超", "负",
];

/// Returns the words that name a part.
pub(crate) fn label_words() -> Vec<&'static str> {
    LABELS.iter().map(|(word, _)| *word).collect()
}

/// Whether words begin with one that labels a value.
pub(super) fn begins_with_label(words: &str) -> bool {
    LABELS.iter().any(|(label, _)| words.starts_with(label))
}

/// Returns the part that a key names in other words: 去年 is 上年.
pub(crate) fn part_of_label(field: &Field, key: &str) -> Option<&'static str> {
    match strip_label(field, key.trim()) {
        Some((part, "")) => Some(part),
        _ => None,
    }
}

/// Whether a word begins as a number does.
pub(super) fn is_number_like(word: &str) -> bool {
    let first = half_width(word).chars().next().unwrap_or_default();
    first.is_ascii_digit()
        || is_hanzi_numeral(first) && !"百千万亿".contains(first)
        || matches!(first, '-' | '+' | '\u{2212}' | '_' | '*' | '×' | '□')
        || NUMBER_WORDS.iter().any(|start| word.starts_with(start))
        || word.starts_with("百分之")
        || begins_as_rate(word)
}

/// Returns the part that a clause names, and its value.
///
/// Must not take 完成率98% for 完成, or 目标责任 for 目标: a number follows a label.
pub(super) fn label<'a>(field: &Field, clause: &'a str) -> Option<(&'static str, &'a str)> {
    let clause = clause.trim();
    if begins_as_rate(clause) {
        return Some((RATE, clause));
    }
    let (key, rest) = strip_label(field, clause)?;
    if key == LAST && begins_as_rate(rest) {
        // 上年增长7.5% is the growth of the year before.
        return None;
    }
    is_number_like(rest).then_some((key, rest))
}

/// Whether a text is a label without a value: 上年, 比上年, 增长.
pub(super) fn is_label(field: &Field, text: &str) -> bool {
    let is_bare = |rest: &str| !rest.contains(|c: char| c.is_ascii_digit() || is_hanzi_numeral(c));
    match strip_label(field, text) {
        Some((_, rest)) => rest.is_empty(),
        None => begins_as_rate(text) && is_bare(&half_width(text)) && parse_rate(text).is_err(),
    }
}

fn strip_label<'a>(field: &Field, clause: &'a str) -> Option<(&'static str, &'a str)> {
    let strip_links =
        |rest: &'a str| rest.trim_start_matches(|c: char| LINKS.contains(&c) || c.is_whitespace());
    let asks_total = matches!(
        &field.kind,
        FieldKind::Figure { compare, .. } if compare.contains(&Compare::Total)
    );
    for (word, key) in LABELS {
        if let Some(rest) = clause.strip_prefix(word) {
            // 累计15亿元 is the value itself where no other total is asked.
            let key = if key == TOTAL && !asks_total {
                CURRENT
            } else {
                key
            };
            return Some((key, strip_links(rest)));
        }
    }
    let rest = clause.strip_prefix(field.since())?;
    Some((LAST, strip_links(rest)))
}

/// Strips the label 增速 and keeps the words that give a rate its sign.
pub(super) fn without_rate_label(clause: &str) -> &str {
    let rest = clause.trim().strip_prefix(RATE).unwrap_or(clause);
    rest.trim_start_matches([':', '：', '=', '＝', ' ', '为'])
}
