//! Finds dates of four-digit years in a text: 2025年, 2025年3月, 二〇二五年三月八日.

use std::ops::Range;

use crate::numeral::{hanzi_digit, parse_hanzi};

/// A date as a text writes it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct WrittenDate {
    /// Its characters, 年, 月, 日 included.
    pub(super) span: Range<usize>,
    /// None for 3月8日, which names no year.
    pub(super) year: Option<i32>,
    pub(super) month: Option<u32>,
    pub(super) day: Option<u32>,
}

/// The dates of a text in order. Matched characters are folded.
pub(super) fn written_dates(text: &[char]) -> Vec<WrittenDate> {
    let mut dates = Vec::new();
    let mut at = 0;
    while at < text.len() {
        let starts = may_start(text[at]) && (at == 0 || !is_number(text[at - 1]));
        match starts.then(|| date_at(text, at)).flatten() {
            Some(date) => {
                at = date.span.end;
                dates.push(date);
            }
            None => at += 1,
        }
    }
    dates
}

/// Whether a date may start with a character: most of a text are none of these.
fn may_start(c: char) -> bool {
    c.is_ascii_digit()
        || matches!(
            c,
            '〇' | '○'
                | '零'
                | '一'
                | '二'
                | '三'
                | '四'
                | '五'
                | '六'
                | '七'
                | '八'
                | '九'
                | '十'
                | '廿'
                | '元'
        )
}

/// Whether a character goes on a number that a date must not begin in.
fn is_number(c: char) -> bool {
    c.is_ascii_digit() || matches!(c, '.' | '〇' | '○') || hanzi_digit(c).is_some()
}

fn date_at(text: &[char], at: usize) -> Option<WrittenDate> {
    if let Some((year, end)) = year_at(text, at) {
        let Some((month, end_of_month)) = part_at(text, skip_space(text, end), '月') else {
            let span = at..end;
            return Some(WrittenDate {
                span,
                year: Some(year),
                month: None,
                day: None,
            });
        };
        let day = day_at(text, skip_space(text, end_of_month));
        let end = day.map_or(end_of_month, |(_, end)| end);
        let day = day.map(|(day, _)| day);
        return Some(WrittenDate {
            span: at..end,
            year: Some(year),
            month: Some(month),
            day,
        });
    }
    // 3月8日 without a year; 3月 alone is as often a length of time.
    let (month, end) = part_at(text, at, '月')?;
    let (day, end) = day_at(text, skip_space(text, end))?;
    Some(WrittenDate {
        span: at..end,
        year: None,
        month: Some(month),
        day: Some(day),
    })
}

fn skip_space(text: &[char], at: usize) -> usize {
    at + usize::from(text.get(at) == Some(&' '))
}

fn day_at(text: &[char], at: usize) -> Option<(u32, usize)> {
    part_at(text, at, '日').or_else(|| part_at(text, at, '号'))
}

/// The year at a place and the place behind 年. Years the calendar of reports does not have are
/// numbers of something else.
fn year_at(text: &[char], at: usize) -> Option<(i32, usize)> {
    let digits = text.get(at..at + 4)?;
    let mut year = 0_i32;
    for c in digits {
        let digit = c
            .to_digit(10)
            .map(u64::from)
            .or_else(|| circle(*c))
            .or(hanzi_digit(*c))?;
        year = year * 10 + i32::try_from(digit).ok()?;
    }
    let mark = skip_space(text, at + 4);
    let is_year = (1900..=2100).contains(&year) && text.get(mark) == Some(&'年');
    is_year.then_some((year, mark + 1))
}

/// The nought of 二○二六年, a circle.
fn circle(c: char) -> Option<u64> {
    matches!(c, '〇' | '○' | '零').then_some(0)
}

/// A number of one or two digits, or in hanzi, with its mark behind it.
fn part_at(text: &[char], at: usize, mark: char) -> Option<(u32, usize)> {
    const LONGEST: usize = 3;
    let rest = text.get(at..)?;
    let digits = rest
        .iter()
        .take(LONGEST)
        .take_while(|c| c.is_ascii_digit())
        .count();
    let (number, length) = if digits > 0 {
        let number: String = rest[..digits].iter().collect();
        (number.parse().ok()?, digits)
    } else {
        let is_numeral = |c: &&char| "一二三四五六七八九十廿".contains(**c);
        let length = rest.iter().take(LONGEST).take_while(is_numeral).count();
        let words: String = rest[..length].iter().collect();
        let number = if words.is_empty() && rest.first() == Some(&'元') && mark == '月' {
            return (rest.get(1) == Some(&mark)).then_some((1, at + 2));
        } else {
            parse_hanzi(&words)?
        };
        (u32::try_from(number).ok()?, length)
    };
    let end = skip_space(text, at + length);
    (text.get(end) == Some(&mark)).then_some((number, end + 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_have_many_spellings() {
        let text: Vec<char> =
            "2025年,2025年3月,2025 年 3 月 8 日,二〇二五年三月八日,3月8日,12025年,3月,1850年"
                .chars()
                .collect();
        let found: Vec<_> = written_dates(&text)
            .into_iter()
            .map(|date| (date.year, date.month, date.day))
            .collect();
        let day = (Some(2025), Some(3), Some(8));
        assert_eq!(
            found,
            [
                (Some(2025), None, None),
                (Some(2025), Some(3), None),
                day,
                day,
                (None, Some(3), Some(8)),
            ]
        );
    }
}
