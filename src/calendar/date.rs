//! Parses and prints days and months of the calendar.

use chrono::Datelike;

use super::error::DateError;
use super::month::Month;
use super::year::{check_year, number};
use crate::numeral::{common_numerals, half_width};

/// A day of the calendar.
pub type Date = chrono::NaiveDate;

/// The first of the two-digit years that are taken for the last century: 97.7.1.
const FIRST_OF_LAST_CENTURY: i32 = 50;

/// Words for a part of the day.
const HALVES: [&str; 6] = ["上午", "下午", "中午", "晚上", "早上", "凌晨"];

/// The words a date is written with; the year and the day may be left out.
struct DateWords<'a> {
    year: Option<&'a str>,
    month: &'a str,
    day: Option<&'a str>,
}

/// Parses 2026-1-5, 2026/1/5, 26.1.5, 2026年1月5日, 20260105, 二○二六年元月五日（星期一）,
/// 2026-01-05 00:00:00; 1月5日 takes `default_year`.
///
/// # Errors
/// What is not written as a date, is no day of the calendar, or lies outside [`super::YEARS`].
///
/// ```
/// # use nigao::calendar::{parse_date, print_date};
/// let date = parse_date("２０２６－１－５", None).unwrap();
/// assert_eq!(print_date(date), "2026年1月5日");
/// assert_eq!(parse_date("1月5日", Some(2026)), Ok(date));
/// ```
pub fn parse_date(text: &str, default_year: Option<i32>) -> Result<Date, DateError> {
    let shape = || DateError::Shape {
        text: text.to_owned(),
    };
    let plain = plain(text);
    let words = split_date(&plain).ok_or_else(shape)?;
    let Month { year, month } = month_of(&words, text, default_year)?;
    let day = words.day.ok_or_else(|| DateError::NoDay {
        text: text.to_owned(),
    })?;
    let day = number(day).ok_or_else(shape)?;
    Date::from_ymd_opt(year, month, day).ok_or(DateError::Impossible { year, month, day })
}

/// Parses 2022年3月, 2022-3, 2022.03 and whatever [`parse_date`] takes, whose day is dropped.
///
/// # Errors
/// As [`parse_date`].
///
/// ```
/// # use nigao::calendar::parse_month;
/// assert_eq!(parse_month("2022年03月18日", None).unwrap().to_string(), "2022年3月");
/// assert_eq!(parse_month("22.3", None).unwrap().to_string(), "2022年3月");
/// ```
pub fn parse_month(text: &str, default_year: Option<i32>) -> Result<Month, DateError> {
    let plain = plain(text);
    let shape = || DateError::Shape {
        text: text.to_owned(),
    };
    let words = split_date(&plain).ok_or_else(shape)?;
    if words.day.is_some() {
        let day = parse_date(text, default_year)?;
        return Ok(Month {
            year: day.year(),
            month: day.month(),
        });
    }
    let month = month_of(&words, text, default_year)?;
    match Date::from_ymd_opt(month.year, month.month, 1) {
        Some(_) => Ok(month),
        None => Err(DateError::Impossible {
            year: month.year,
            month: month.month,
            day: 1,
        }),
    }
}

/// Prints a day without leading zeros, as GB/T 9704-2012 (7.3.5.4) has it: 2026年1月5日.
#[must_use]
pub fn print_date(date: Date) -> String {
    format!("{}年{}月{}日", date.year(), date.month(), date.day())
}

/// Returns the year and the month of a date.
fn month_of(words: &DateWords, text: &str, default_year: Option<i32>) -> Result<Month, DateError> {
    let shape = || DateError::Shape {
        text: text.to_owned(),
    };
    let year = match (words.year, default_year) {
        (Some(year), _) => match short_year(year) {
            Some(year) => year,
            None => check_year(year, shape)?,
        },
        (None, Some(year)) => year,
        (None, None) => {
            return Err(DateError::NoYear {
                text: text.to_owned(),
            });
        }
    };
    let month = number(words.month).ok_or_else(shape)?;
    Ok(Month { year, month })
}

/// Returns the year of two digits: 22 is 2022, 97 is 1997.
fn short_year(words: &str) -> Option<i32> {
    let words = words.trim();
    if words.len() != 2 || !words.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let year: i32 = words.parse().ok()?;
    Some(if year < FIRST_OF_LAST_CENTURY {
        2000 + year
    } else {
        1900 + year
    })
}

/// Narrows a date, and drops the weekday and the time of day.
fn plain(text: &str) -> String {
    let narrow = half_width(text.trim());
    let narrow = common_numerals(&narrow);
    let bare = without_time(without_weekday(narrow.trim())).trim();
    let mut plain = String::new();
    for c in bare.chars() {
        plain.push(match c {
            '\u{2212}' | '–' | '‑' | '—' => '-',
            c => c,
        });
    }
    // 元月 is the first month.
    plain.replace("元月", "1月")
}

/// Drops the weekday: 2026年1月8日（星期四）, 2026-1-8 周四 9:00.
///
/// Must not drop the end of 2026年1月8日（星期四）至10日.
fn without_weekday(text: &str) -> &str {
    for word in ["(星期", "(周", "(礼拜", "星期", "礼拜", "周"] {
        let Some((date, rest)) = text.split_once(word) else {
            continue;
        };
        let mut rest = rest.chars();
        let is_day = rest
            .next()
            .is_some_and(|c| "一二三四五六日天1234567".contains(c));
        let rest = rest.as_str().strip_prefix(')').unwrap_or(rest.as_str());
        if !date.is_empty() && is_day && is_clock(rest) {
            return date.trim_end();
        }
    }
    text
}

/// Drops the time of day: 2026-01-08 00:00:00, 2026-01-08T09:00, 2026年1月8日上午9时.
///
/// Must not break 2026 年 1 月 8 日, whose spaces stand before digits, too, or drop the end of
/// 2026年1月8日上午至9日下午. A time of another zone may be of the next day here: 16:00Z is.
fn without_time(text: &str) -> &str {
    for word in HALVES {
        if let Some((date, rest)) = text.split_once(word)
            && is_clock(rest)
        {
            return date.trim_end();
        }
    }
    let begins = |(at, c): (usize, char)| {
        let before = text[..at].ends_with(|c: char| c.is_ascii_digit() || c == '日');
        (c == 'T' || c.is_whitespace()) && before && is_clock(&text[at + c.len_utf8()..])
    };
    match text.char_indices().find(|at| begins(*at)) {
        Some((at, _)) => &text[..at],
        None => text,
    }
}

/// Whether what follows a day is nothing or its time: 9:00, 09:00:00.000, 9时30分, 9点半.
fn is_clock(text: &str) -> bool {
    /// The hour from which the time of Greenwich is of the next day in China.
    const NEXT_DAY: u32 = 16;
    let text = text.trim();
    let half = HALVES.iter().find_map(|half| text.strip_prefix(half));
    let text = half.unwrap_or(text).trim_start();
    if text.is_empty() {
        return true;
    }
    let digits = text
        .find(|c: char| !c.is_ascii_digit())
        .unwrap_or(text.len());
    let (hour, rest) = text.split_at(digits);
    let Ok(hour) = hour.parse::<u32>() else {
        return false;
    };
    let rest = match rest.strip_suffix('Z') {
        Some(_) if hour >= NEXT_DAY => return false,
        Some(rest) => rest,
        None => rest,
    };
    let is_part = |c: char| c.is_ascii_digit() || ":.时点分秒半刻整".contains(c);
    hour < 25 && rest.starts_with([':', '时', '点']) && rest.chars().all(is_part)
}

/// Splits a date into the words for its year, month and day.
fn split_date(typed: &str) -> Option<DateWords<'_>> {
    if let Some((before, day)) = typed.split_once('月') {
        let (year, month) = match before.split_once('年') {
            Some((year, month)) => (Some(year), month),
            None => (None, before),
        };
        let day = day.trim();
        let day = day
            .strip_suffix('日')
            .or_else(|| day.strip_suffix('号'))
            .unwrap_or(day);
        return Some(DateWords {
            year,
            month,
            day: Some(day).filter(|day| !day.is_empty()),
        });
    }
    if typed.bytes().all(|b| b.is_ascii_digit()) {
        return match typed.len() {
            8 => Some(DateWords {
                year: Some(&typed[..4]),
                month: &typed[4..6],
                day: Some(&typed[6..]),
            }),
            6 => Some(DateWords {
                year: Some(&typed[..4]),
                month: &typed[4..],
                day: None,
            }),
            _ => None,
        };
    }
    let mark = ['-', '/', '.']
        .into_iter()
        .find(|mark| typed.contains(*mark))?;
    let parts: Vec<&str> = typed.split(mark).collect();
    match parts[..] {
        [year, month, day] => Some(DateWords {
            year: Some(year),
            month,
            day: Some(day),
        }),
        [year, month] => Some(DateWords {
            year: Some(year),
            month,
            day: None,
        }),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::{Date, parse_date, parse_month, print_date};
    use crate::calendar::DateError;

    fn day(year: i32, month: u32, day: u32) -> Date {
        Date::from_ymd_opt(year, month, day).unwrap()
    }

    #[test]
    fn a_day_has_many_spellings_and_one_print() {
        let spellings = [
            "2026-1-5",
            "2026/01/05",
            "2026.1.5",
            "26.1.5",
            "26-1-5",
            "20260105",
            "2026年1月5日",
            "2026年1月5号",
            "2026年01月05",
            "26年1月5日",
            "2026 年 1 月 5 日",
            "2026年元月5日",
            "二〇二六年一月五日",
            "二○二六年元月五日",
            "二零二六年一月五日",
            "二O二六年一月五日",
            "2026年1月5日（星期一）",
            "2026年1月5日(周一)",
            "2026-1-5 星期一",
            "2026-01-05 00:00:00",
            "2026-01-05T00:00:00Z",
            "2026/1/5 0:00",
            "2026年1月5日上午9时",
            "２０２６－１－５",
            "2026年1月5日（星期一）上午9:00",
            "2026年1月5日 9时30分",
            "2026-01-05T09:00:00.000Z",
            "贰零贰陆年壹月伍日",
        ];
        for typed in spellings {
            assert_eq!(parse_date(typed, None), Ok(day(2026, 1, 5)), "{typed}");
        }
        assert_eq!(print_date(day(2026, 1, 5)), "2026年1月5日");
        assert_eq!(parse_date("97.7.1", None), Ok(day(1997, 7, 1)));
    }

    #[test]
    fn a_day_that_is_none_is_refused() {
        for typed in [
            "2026-2-30", "2026-13-1", "1月5日", "2026-1", "", "2026-1-5-6", "1948-1-1",
            "2026年1月5日（星期一）至7日", "2026年1月5日上午至7日下午", "2026年1月5日周边",
            "2026-01-04T16:00:00.000Z", "2026-01-05T09:00+08:00", "2026年1月5日至7日",
        ] {
            assert!(parse_date(typed, None).is_err(), "{typed}");
        }
        assert!(matches!(
            parse_date("2026年1月", None),
            Err(DateError::NoDay { .. })
        ));
    }

    #[test]
    fn a_month_needs_no_day() {
        for typed in [
            "2022年3月", "2022-3", "2022.03", "202203", "22.3.18", "二○二二年三月",
        ] {
            let month = parse_month(typed, None).map(|month| month.to_string());
            assert_eq!(month.as_deref(), Ok("2022年3月"), "{typed}");
        }
        for typed in ["2022", "2022-13", "2022年", "3月"] {
            assert!(parse_month(typed, None).is_err(), "{typed}");
        }
    }
}
