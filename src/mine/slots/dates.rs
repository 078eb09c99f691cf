//! Finds the dates of a text: a day, a month, a quarter, a year or a range of them.
//!
//! Lengths of time (20年, 三年来) and decades (90年代) are no dates; decades are blocked for
//! figures too.

use std::ops::Range;

use crate::lexicon::is_hanzi;

use super::numerals::is_nought;
use super::scan::{ends_with_one, is_mask, mask, one_of, run, stands_at};

/// What was found, and what only looks like a date or figure (90年代).
#[derive(Default)]
pub(super) struct Dates {
    pub(super) found: Vec<Range<usize>>,
    pub(super) blocked: Vec<Range<usize>>,
}

/// The dates of a text, in order and apart.
pub(super) fn find(text: &[char]) -> Dates {
    let mut dates = Dates::default();
    let mut at = 0;
    while at < text.len() {
        if !may_start(text[at]) {
            at += 1;
        } else if let Some(length) = decade(text, at) {
            dates.blocked.push(at..at + length);
            at += length;
        } else if let Some(length) = date(text, at) {
            dates.found.push(at..at + length);
            at += length;
        } else {
            // Never start in the middle of a number.
            at += run(text, at, |c| c.is_ascii_digit()).max(1);
        }
    }
    dates
}

/// 一 to 十.
fn is_numeral(c: char) -> bool {
    matches!(
        c,
        '一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十'
    )
}

/// Whether a date may start with this character.
fn may_start(c: char) -> bool {
    let word = matches!(c, 'x' | 'X' | '元' | '前' | '第' | '年' | '月');
    c.is_ascii_digit() || is_mask(c) || word || is_numeral(c) || is_nought(c)
}

/// 20世纪90年代, 九十年代.
fn decade(text: &[char], at: usize) -> Option<usize> {
    let goes_on = at > 0 && is_numeral(text[at - 1]);
    if goes_on || !is_numeral(text[at]) && !text[at].is_ascii_digit() {
        return None;
    }
    let digits = run(text, at, |c| c.is_ascii_digit() || is_numeral(c));
    (digits > 0).then_some(())?;
    one_of(text, at + digits, &["世纪", "年代", "周年"]).map(|more| digits + more)
}

/// Whether a word of time, or another number, can follow the number at `at`: many numbers are
/// looked at, few are dates.
fn tells_time(text: &[char], at: usize) -> bool {
    const LOOKED_AT: usize = 16;
    let numbers = |c: char| {
        c.is_ascii_digit() || is_numeral(c) || is_nought(c) || is_mask(c) || "xX元前第".contains(c)
    };
    let number = run(&text[..text.len().min(at + LOOKED_AT)], at, numbers);
    let after = text[at + number..].iter().take(2).find(|c| **c != ' ');
    number == 0
        || number == LOOKED_AT
        || after.is_some_and(|c| "年月日号季个至到-—~–－./".contains(*c))
}

/// A date or a range of dates at `at`: its length.
fn date(text: &[char], at: usize) -> Option<usize> {
    let inside = at > 0
        && (text[at - 1].is_ascii_digit()
            || text[at - 1] == '.' && at > 1 && text[at - 2].is_ascii_digit());
    if inside || !tells_time(text, at) {
        return None;
    }
    let length = open_range(text, at)
        .or_else(|| iso(text, at))
        .or_else(|| single(text, at))?;
    Some(length + rest_of_range(text, at + length))
}

/// `—`, `至`, `到` and the date after it.
fn rest_of_range(text: &[char], at: usize) -> usize {
    let Some(link) = link(text, at) else { return 0 };
    let next = at + link;
    let digits = run(text, next, |c| c.is_ascii_digit());
    let day = digits > 0 && digits < 3 && matches!(text.get(next + digits), Some('日' | '号'));
    let end = single(text, next).or(day.then_some(digits + 1));
    end.map_or(0, |length| link + length)
}

fn link(text: &[char], at: usize) -> Option<usize> {
    let dashes = run(text, at, |c| matches!(c, '—' | '-' | '~' | '–' | '－'));
    if dashes > 0 {
        (dashes < 3).then_some(dashes)
    } else {
        one_of(text, at, &["至", "到"])
    }
}

/// `1—6月份`, `2016-2020年`, `20__-20__`: a range whose first number has no unit of its own.
fn open_range(text: &[char], at: usize) -> Option<usize> {
    let first = year_number(text, at).filter(|length| text.get(at + length) != Some(&'年'));
    let length = first
        .or_else(|| month_number(text, at))
        .or_else(|| masked_range(text, at))?;
    let link = link(text, at + length)?;
    let next = at + length + link;
    let rest = if first.is_some() {
        year(text, next).or_else(|| {
            year_number(text, next)
                .filter(|_| !text.get(next + 4).is_some_and(char::is_ascii_digit))
        })
    } else {
        month(text, next)
    };
    rest.map(|more| length + link + more)
}

/// The first x of `x-x月`.
fn masked_range(text: &[char], at: usize) -> Option<usize> {
    let x = |i: usize| matches!(text.get(i), Some('x' | 'X'));
    let alone = at == 0 || !text[at - 1].is_ascii_alphanumeric();
    let length = run(text, at, |c| matches!(c, 'x' | 'X'));
    ((1..=2).contains(&length)
        && alone
        && link(text, at + length).is_some_and(|link| x(at + length + link)))
    .then_some(length)
}

/// `2024-01-05`, `2024.1.5`, `2024/1/5`.
fn iso(text: &[char], at: usize) -> Option<usize> {
    let mut end = at + year_number(text, at).filter(|length| *length == 4)?;
    let mark = *text.get(end).filter(|c| "-./".contains(**c))?;
    for _ in 0..2 {
        (text.get(end) == Some(&mark)).then_some(())?;
        let digits = run(text, end + 1, |c| c.is_ascii_digit());
        (1..=2).contains(&digits).then_some(())?;
        end += 1 + digits;
    }
    Some(end - at)
}

/// One date, as fine as it goes.
fn single(text: &[char], at: usize) -> Option<usize> {
    year(text, at)
        .or_else(|| quarter(text, at))
        .or_else(|| month(text, at))
        .or_else(|| stripped(text, at))
        .or_else(|| day(text, at))
}

/// `2024年`, `20__年1月`, `2024年度`, `二〇〇三年`, `09年`, `__年`, `2024年一季度`.
fn year(text: &[char], at: usize) -> Option<usize> {
    let length = year_number(text, at)
        .or_else(|| short_year(text, at))
        .or_else(|| masked_year(text, at))?;
    let gap = usize::from(text.get(at + length) == Some(&' '));
    (text.get(at + length + gap) == Some(&'年')).then_some(())?;
    let end = at + length + gap + 1;
    let gap = usize::from(text.get(end) == Some(&' '));
    let finer = open_month_range(text, end + gap)
        .or_else(|| months(text, end + gap))
        .or_else(|| month(text, end + gap))
        .or_else(|| quarter(text, end + gap))
        .or_else(|| one_of(text, end + gap, &["上半年", "下半年"]))
        .or_else(|| lost_day(text, end + gap));
    let finer = finer.map(|more| gap + more);
    let ending = || edge(text, end, &["度", "初", "底", "末"]);
    Some(end - at + finer.or_else(ending).unwrap_or(0))
}

/// Whether 日 right before `at` begins a word: 日益, 日趋, 日新月异.
fn is_daily(text: &[char], at: usize) -> bool {
    text.get(at).is_some_and(|c| "益趋渐新".contains(*c))
}

/// `2024年 月 日`, `2024年月日`: the digits of month and day were lost.
fn lost_day(text: &[char], at: usize) -> Option<usize> {
    one_of(text, at, &["月日", "月 日", "月  日"]).filter(|length| !is_daily(text, at + length))
}

fn open_month_range(text: &[char], at: usize) -> Option<usize> {
    let first = month_number(text, at)?;
    let link = link(text, at + first)?;
    month(text, at + first + link).map(|more| first + link + more)
}

/// `10、11月` behind a year: months that share the word.
fn months(text: &[char], at: usize) -> Option<usize> {
    let mut end = at;
    loop {
        let first = month_number(text, end)?;
        // A year has no more than twelve: what goes on further is no list of months.
        if text.get(end + first) != Some(&'、') || end - at > 40 {
            break;
        }
        end += first + 1;
    }
    let last = month(text, end)?;
    (end > at).then_some(end - at + last)
}

/// A closing 初, 底, 末 that is no word of its own.
fn edge(text: &[char], at: usize, words: &[&str]) -> Option<usize> {
    one_of(text, at, words).filter(|_| {
        !stands_at(text, at, "初步") && !stands_at(text, at, "底线") && !stands_at(text, at, "初级")
    })
}

/// `2024`, `20__`, `200*`, `二〇〇*`, `二〇二四`, without 年.
fn year_number(text: &[char], at: usize) -> Option<usize> {
    let first = *text.get(at)?;
    let figure = |c: char| c != '十' && is_numeral(c) || is_nought(c);
    let goes_on = at > 0 && figure(text[at - 1]);
    if !matches!(first, '1' | '2' | '一' | '二') || goes_on {
        return None;
    }
    let written = run(text, at, |c| c.is_ascii_digit() || figure(c));
    let masked = mask(text, at + written);
    let century = stands_at(text, at, "20")
        || stands_at(text, at, "19")
        || text.get(at + 1).is_some_and(|c| "〇○零О0九".contains(*c));
    match (written, masked) {
        (4, 0) => Some(4),
        (2 | 3, 1..) if century => Some(written + masked),
        _ => None,
    }
}

/// `97年` and `09年`; 20年 is a length of time, unless a month follows.
fn short_year(text: &[char], at: usize) -> Option<usize> {
    let digits = run(text, at, |c| c.is_ascii_digit());
    let old = matches!(text.get(at), Some('8' | '9' | '0'));
    let dated = text.get(at + 2) == Some(&'年') && month(text, at + 3).is_some();
    let length_of_time = one_of(
        text,
        at + 3,
        &[
            "来", "前", "后", "间", "内", "以", "的", "纪念", "历史", "庆", "大庆", "多", "余",
            "左右",
        ],
    )
    .is_some()
        && !stands_at(text, at, "0");
    (digits == 2 && (old && !length_of_time || dated)).then_some(2)
}

fn masked_year(text: &[char], at: usize) -> Option<usize> {
    let length = mask(text, at);
    (length > 0 && !ends_with_one(text, at, &["第", "近", "满", "用"])).then_some(length)
}

fn month_number(text: &[char], at: usize) -> Option<usize> {
    let digits = run(text, at, |c| c.is_ascii_digit());
    if digits > 0 {
        let value = text[at..at + digits.min(2)]
            .iter()
            .fold(0, |value, c| value * 10 + c.to_digit(10).unwrap_or(0));
        return (digits <= 2 && (1..=12).contains(&value)).then_some(digits);
    }
    one_of(
        text,
        at,
        &[
            "十一", "十二", "十", "一", "二", "三", "四", "五", "六", "七", "八", "九", "元",
        ],
    )
}

/// `3月25日`, `五月份`, `八月初`, `_月_日`.
fn month(text: &[char], at: usize) -> Option<usize> {
    let masked = mask(text, at);
    let length = if masked > 0 {
        masked
    } else {
        month_number(text, at)?
    };
    let gap = usize::from(text.get(at + length) == Some(&' '));
    (text.get(at + length + gap) == Some(&'月')).then_some(())?;
    let end = at + length + gap + 1;
    if text[at] == '一' && !january(text, at, end) || text[at] == '元' && !new_year_month(text, at)
    {
        return None;
    }
    let gap = usize::from(text.get(end) == Some(&' '));
    let closing = day_number(text, end + gap)
        .or_else(|| open_day_range(text, end + gap))
        .map(|more| gap + more);
    let closing =
        closing.or_else(|| edge(text, end, &["份", "初", "底", "末", "上旬", "中旬", "下旬"]));
    Some(end - at + closing.unwrap_or(0))
}

/// 元月 is January, also alone; not 公元|月 nor 百元|月.
fn new_year_month(text: &[char], at: usize) -> bool {
    let previous = at.checked_sub(1).map_or('\n', |i| text[i]);
    !is_hanzi(previous) || "年自从至到于在以的月和至".contains(previous)
}

/// 一月 is January only beside a date; else it is a month's time (一月一通报).
fn january(text: &[char], at: usize, end: usize) -> bool {
    one_of(
        text,
        end,
        &[
            "份", "至", "到", "—", "-", "初", "底", "上旬", "中旬", "下旬",
        ],
    )
    .is_some()
        || day_number(text, end).is_some()
        || ends_with_one(text, at, &["年", "自", "从", "至", "到"])
}

/// `25日` after a month.
fn day_number(text: &[char], at: usize) -> Option<usize> {
    let digits = run(text, at, |c| c.is_ascii_digit());
    let hanzi = run(text, at, |c| "一二三四五六七八九十廿".contains(c));
    let length = [digits, mask(text, at), hanzi]
        .into_iter()
        .find(|length| *length > 0)?;
    let gap = usize::from(text.get(at + length) == Some(&' '));
    (length <= 3 && matches!(text.get(at + length + gap), Some('日' | '号')))
        .then_some(length + gap + 1)
}

/// `10—30日` after a month.
fn open_day_range(text: &[char], at: usize) -> Option<usize> {
    let first = run(text, at, |c| c.is_ascii_digit());
    (1..=2).contains(&first).then_some(())?;
    let link = link(text, at + first)?;
    let second = run(text, at + first + link, |c| c.is_ascii_digit());
    let end = first + link + second;
    ((1..=2).contains(&second) && matches!(text.get(at + end), Some('日' | '号')))
        .then_some(end + 1)
}

/// `15日` alone, not a stretch of days.
fn day(text: &[char], at: usize) -> Option<usize> {
    let digits = run(text, at, |c| c.is_ascii_digit());
    let value = text[at..at + digits.min(2)]
        .iter()
        .fold(0, |value, c| value * 10 + c.to_digit(10).unwrap_or(0));
    let end = at + digits + 1;
    ((1..=2).contains(&digits)
        && (1..=31).contains(&value)
        && text.get(at + digits) == Some(&'日'))
    .then_some(())?;
    let stretch = one_of(text, end, &["内", "以内", "游", "之内", "元", "均", "处理"]).is_some();
    let before = at.checked_sub(1).map_or('\n', |i| text[i]);
    (!stretch
        && ("\n。,;、:( ".contains(before)
            || ends_with_one(text, at, &["本月", "上月", "于", "自", "到", "至", "和"])))
    .then_some(digits + 1)
}

/// `前三季度`, `一季度`, `第四季度`.
fn quarter(text: &[char], at: usize) -> Option<usize> {
    let lead = one_of(text, at, &["前", "第"]).unwrap_or(0);
    let number = one_of(
        text,
        at + lead,
        &["一", "二", "三", "四", "1", "2", "3", "4", "两"],
    )?;
    let counter = one_of(text, at + lead + number, &["个"]).unwrap_or(0);
    let word = one_of(text, at + lead + number + counter, &["季度"])?;
    let several = counter > 0 && !stands_at(text, at, "前");
    // 一季度一点评
    let each = lead == 0
        && text.get(at) == Some(&'一')
        && text.get(at + number + counter + word) == Some(&'一');
    (!several && !each && !ends_with_one(text, at, &["每", "个"]))
        .then_some(lead + number + counter + word)
}

/// `月日`, `年月日`, `截止月底`: a date whose digits were lost.
fn stripped(text: &[char], at: usize) -> Option<usize> {
    let before = at.checked_sub(1).map_or('\n', |i| text[i]);
    let starts = "\n。,;、:!?(” ".contains(before)
        || ends_with_one(
            text,
            at,
            &[
                "至", "到", "于", "自", "从", "止", "在", "今年", "去年", "明年",
            ],
        );
    if !starts {
        return None;
    }
    let compact = |words: &[&str]| one_of(text, at, words);
    if let Some(length) = compact(&["年月日", "年 月 日", "月日", "月 日"]) {
        return (!is_daily(text, at + length)).then_some(length);
    }
    let month = compact(&["月底", "月份", "月初", "月末"]).filter(|_| !"、,".contains(before));
    month.or_else(|| lost_year(text, at))
}

/// `年，全市…`, `到年，`: a year whose number was lost.
fn lost_year(text: &[char], at: usize) -> Option<usize> {
    stands_at(text, at, "年").then_some(())?;
    let before = at.checked_sub(1).map_or('\n', |i| text[i]);
    let numbered = before == '、' && stands_at(text, at, "年工作");
    let apart =
        before == ' ' && at > 1 && (is_hanzi(text[at - 2]) || "。!?:".contains(text[at - 2]));
    let starts =
        "\n。;:!".contains(before) || apart || numbered || ends_with_one(text, at, &["到", "至"]);
    let after = text.get(at + 1).copied().unwrap_or('\n');
    let goes_on = after == ','
        || one_of(
            text,
            at + 1,
            &[
                "是", "工作", "政府工作", "经济工作", "全市", "全县", "全镇", "全省", "全区",
                "工作回顾", "工作安排", "以来",
            ],
        )
        .is_some();
    (starts && goes_on).then_some(1)
}
