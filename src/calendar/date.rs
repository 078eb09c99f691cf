//! Parses and prints days of the calendar.

use chrono::Datelike;

use super::error::DateError;
use super::year::{check_year, number};
use crate::numeral::half_width;

/// A day of the calendar.
pub type Date = chrono::NaiveDate;

/// Parses 2026-1-5, 2026/1/5, 2026.1.5, 2026年1月5日, 20260105 and 二〇二六年一月五日; 1月5日 takes
/// `default_year`.
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
    let typed = half_width(text);
    let typed = typed.trim();
    let shape = || DateError::Shape { text: text.to_owned() };
    let (year, month, day) = split_date(typed).ok_or_else(shape)?;
    let year = match (year, default_year) {
        (Some(year), _) => check_year(year, shape)?,
        (None, Some(year)) => year,
        (None, None) => return Err(DateError::NoYear { text: text.to_owned() }),
    };
    let month = number(month).ok_or_else(shape)?;
    let day = number(day).ok_or_else(shape)?;
    Date::from_ymd_opt(year, month, day).ok_or(DateError::Impossible { year, month, day })
}

/// Prints a day without leading zeros, as GB/T 9704-2012 (7.3.5.4) has it: 2026年1月5日.
#[must_use]
pub fn print_date(date: Date) -> String {
    format!("{}年{}月{}日", date.year(), date.month(), date.day())
}

/// Splits a date into the words for its year, month and day.
fn split_date(typed: &str) -> Option<(Option<&str>, &str, &str)> {
    if let Some(day) = typed.strip_suffix('日').or_else(|| typed.strip_suffix('号')) {
        let (before, day) = day.split_once('月')?;
        return Some(match before.split_once('年') {
            Some((year, month)) => (Some(year), month, day),
            None => (None, before, day),
        });
    }
    if typed.len() == 8 && typed.bytes().all(|b| b.is_ascii_digit()) {
        return Some((Some(&typed[..4]), &typed[4..6], &typed[6..]));
    }
    let mark = ['-', '/', '.'].into_iter().find(|mark| typed.contains(*mark))?;
    let mut parts = typed.split(mark);
    let date = (Some(parts.next()?), parts.next()?, parts.next()?);
    parts.next().is_none().then_some(date)
}

#[cfg(test)]
mod tests {
    use super::{Date, parse_date, print_date};

    fn day(year: i32, month: u32, day: u32) -> Date {
        Date::from_ymd_opt(year, month, day).unwrap()
    }

    #[test]
    fn a_day_has_many_spellings_and_one_print() {
        let spellings = [
            "2026-1-5", "2026/01/05", "2026.1.5", "20260105", "2026年1月5日", "2026年1月5号",
            "二〇二六年一月五日", "２０２６－１－５",
        ];
        for typed in spellings {
            assert_eq!(parse_date(typed, None), Ok(day(2026, 1, 5)), "{typed}");
        }
        assert_eq!(print_date(day(2026, 1, 5)), "2026年1月5日");
    }

    #[test]
    fn a_day_that_is_none_is_refused() {
        for typed in ["2026-2-30", "2026-13-1", "1月5日", "2026-1", "", "2026-1-5-6", "1948-1-1"]
        {
            assert!(parse_date(typed, None).is_err(), "{typed}");
        }
    }
}
