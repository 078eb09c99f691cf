//! Finds the units left of figures whose digits were stripped: 完成亿元和亿元, 受理来话余次.
//!
//! Document sites blank out numbers in previews. Only a text that shows it twice is read so:
//! 亿元企业 and 万亩林场 are words of texts that kept their digits.

use std::sync::LazyLock;

use super::numerals::{before, in_quotes, is_magnitude, is_more, is_numeral, is_term};
use super::scan::{ends_with_one, one_of, run, stands_at};
use super::taken::Taken;
use super::units::{measure, unit};
use crate::lexicon::{Word, WordKind, WordSet, is_hanzi, split, word_list};

/// Whether the text lost its digits: 亿元, 余人 where a number must have stood, twice or more.
pub(super) fn lost_numbers(text: &[char], taken: &Taken) -> bool {
    let lost = |at: &usize| {
        matches!(text[*at], '亿' | '万' | '余' | '多' | '%')
            && !taken.at(*at)
            && bare_measure(text, *at).is_some()
            && (text[*at] != '万' || stands_at(text, *at, "万元"))
            && (!"万亿".contains(text[*at]) || asks_for_number(text, *at))
            && !ends_with_one(
                text,
                *at,
                &[
                    "过", "超", "近", "上", "破", "成", "数", "几", "户均", "百", "千", "十",
                ],
            )
    };
    (0..text.len()).filter(lost).take(2).count() > 1
}

/// 完成亿元 lacks its number; 培育亿元企业, 亿元以上项目 do not.
fn asks_for_number(text: &[char], at: usize) -> bool {
    static ASKS: LazyLock<WordSet> = word_list!("amount-verbs");
    let after = at + measure(text, at + 1).unwrap_or(0) + 1;
    ASKS.before(text, at)
        && one_of(
            text,
            after,
            &["以上", "级", "项目", "企业", "产业", "俱乐部", "大关"],
        )
        .is_none()
}

/// `亿元`, `万亩`, `百万元`, `多万元`, `余次`: a unit with a magnitude, or after a word that asks
/// for a number.
pub(super) fn bare_unit(text: &[char], at: usize, lost: bool) -> Option<usize> {
    bare_measure(text, at).or_else(|| {
        if lost {
            lost_measure(text, at).or_else(|| bare_counter(text, at))
        } else {
            None
        }
    })
}

fn bare_measure(text: &[char], at: usize) -> Option<usize> {
    let previous = before(text, at);
    if previous.is_ascii_digit()
        || is_numeral(previous)
        || matches!(
            previous,
            '余' | '多' | '数' | '上' | '_' | '*' | '×' | '第' | 'x' | 'X'
        )
    {
        return None;
    }
    if text[at] == '%' {
        return (!previous.is_ascii_alphanumeric()).then_some(1);
    }
    let lead = run(text, at, is_more).min(1);
    let scale = run(text, at + lead, |c| is_magnitude(c) && c != '十');
    let more = run(text, at + lead + scale, |c| "余多".contains(c)).min(1);
    let start = at + lead + scale + more;
    if lead + scale == 0
        || lead == 1 && scale == 0 && (text[at] != '余' || unit(text, start + 1).is_some())
    {
        return None;
    }
    let length =
        measure(text, start).or_else(|| if lead > 0 { unit(text, start) } else { None })?;
    let end = start + length;
    (!is_term(text, start, end) && !in_quotes(text, at, end)).then_some(end - at)
}

/// In a text that lost its digits: a measure alone behind a word that asks for a number.
fn lost_measure(text: &[char], at: usize) -> Option<usize> {
    static ASKS: LazyLock<WordSet> = word_list!("measure-verbs");
    let length = measure(text, at)?;
    let stops = "。,;、)的以左".contains(text.get(at + length).copied().unwrap_or('\n'));
    let previous = before(text, at);
    (stops && !previous.is_ascii_digit() && !is_numeral(previous) && ASKS.before(text, at))
        .then_some(length)
}

/// In a text that lost its digits: a counter where its number should stand, between a verb and a
/// noun.
fn bare_counter(text: &[char], at: usize) -> Option<usize> {
    static CALLS: LazyLock<WordSet> = word_list!("counter-verbs");
    let c = *text.get(at)?;
    let length =
        unit(text, at).filter(|length| *length > 1 || "名件个项部户家座处人台辆口".contains(c))?;
    let next = text.get(at + length).copied().unwrap_or('\n');
    if !is_own_word(text, at, length) {
        return None;
    }
    let follows = is_hanzi(next) && !"的了之".contains(next);
    let closes =
        "。,;、)".contains(next) && is_hanzi(before(text, at)) && "件户亩个口座处".contains(c);
    let called = CALLS.before(text, at);
    (closes || called && follows).then_some(length)
}

/// 要件, 名单, 落户: whether the counter is a word and no part of one.
fn is_own_word(text: &[char], at: usize, length: usize) -> bool {
    const AROUND: usize = 4;
    let left = text[..at]
        .iter()
        .rev()
        .take(AROUND)
        .take_while(|c| is_hanzi(**c))
        .count();
    let right = text[at..]
        .iter()
        .take(length + AROUND)
        .take_while(|c| is_hanzi(**c))
        .count();
    let words = split(text, at - left, at + right);
    let known = |word: &&Word| word.end - word.start > 1 && !matches!(word.kind, WordKind::Unknown);
    !words.iter().filter(known).any(|word| {
        word.start < at + length && at < word.end && (word.start != at || word.end != at + length)
    })
}
