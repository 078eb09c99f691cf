//! Calendar: dates, years, five-year plans and sessions of a congress, from what a writer types to what is read aloud.

mod plan;
mod session;

use std::fmt::{self, Display, Formatter};
use std::str::FromStr;

use chrono::Datelike;

use crate::numeral::{half_width, parse_hanzi};

pub use plan::FiveYearPlan;
pub use session::{Session, SessionError};

/// A day of the calendar.
pub type Date = chrono::NaiveDate;

/// The years a report can speak of.
pub const YEARS: std::ops::RangeInclusive<i32> = 1949..=2100;

/// Why a text is no date.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DateError {
    /// Not written as a date.
    #[error("{text:?} is not written as a date")]
    Shape {
        /// What was typed.
        text: String,
    },
    /// A month and a day without a year, and no year to take.
    #[error("{text:?} names no year")]
    NoYear {
        /// What was typed.
        text: String,
    },
    /// A day the calendar does not have, as 2月30日.
    #[error("the calendar has no {year}-{month}-{day}")]
    Impossible {
        /// The year typed.
        year: i32,
        /// The month typed.
        month: u32,
        /// The day typed.
        day: u32,
    },
    /// A year outside [`YEARS`].
    #[error("the year {year} is out of range")]
    Range {
        /// The year typed.
        year: i64,
    },
}

/// Reads 2026-1-5, 2026/1/5, 2026.1.5, 2026年1月5日, 20260105, 二〇二六年一月五日; 1月5日 takes `default_year`.
///
/// # Errors
/// What is not written as a date, no day of the calendar, or outside [`YEARS`].
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
    let number = |part: &str| number(part).ok_or_else(shape);
    let year = match (year, default_year) {
        (Some(year), _) => check_year(year, || DateError::Shape { text: text.to_owned() })?,
        (None, Some(year)) => year,
        (None, None) => return Err(DateError::NoYear { text: text.to_owned() }),
    };
    let (month, day) = (number(month)?, number(day)?);
    Date::from_ymd_opt(year, month, day).ok_or(DateError::Impossible { year, month, day })
}

/// 2026年1月5日: no leading zeros (GB/T 9704-2012, 7.3.5.4).
#[must_use]
pub fn print_date(date: Date) -> String {
    format!("{}年{}月{}日", date.year(), date.month(), date.day())
}

/// The words for year, month and day; none where they are not told apart.
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

/// A month, a day or the like: Arabic digits or hanzi.
fn number(words: &str) -> Option<u32> {
    let words = words.trim();
    if !words.is_empty() && words.bytes().all(|b| b.is_ascii_digit()) {
        return words.parse().ok();
    }
    parse_hanzi(words)?.try_into().ok()
}

/// A year of four digits, in range.
fn check_year(words: &str, shape: impl Fn() -> DateError) -> Result<i32, DateError> {
    let words = words.trim();
    if words.chars().count() != 4 {
        return Err(shape());
    }
    let year = number(words).ok_or_else(shape)?;
    let range = || DateError::Range { year: year.into() };
    let year = i32::try_from(year).map_err(|_| range())?;
    if YEARS.contains(&year) { Ok(year) } else { Err(range()) }
}

/// A year of the calendar, printed 2025年.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Year(pub i32);

impl Year {
    /// 上年
    #[must_use]
    pub fn prev(self) -> Self {
        Self(self.0.saturating_sub(1))
    }

    /// 次年
    #[must_use]
    pub fn next(self) -> Self {
        Self(self.0.saturating_add(1))
    }
}

/// Reads 2025, 2025年, 2025年度, full-width digits, 二〇二五年. Years are in full: 97 is refused (GB/T 15835-2011).
impl FromStr for Year {
    type Err = DateError;

    fn from_str(text: &str) -> Result<Self, DateError> {
        let typed = half_width(text);
        let typed = typed.trim();
        let digits =
            typed.strip_suffix("年度").or_else(|| typed.strip_suffix('年')).unwrap_or(typed);
        check_year(digits, || DateError::Shape { text: text.to_owned() }).map(Self)
    }
}

impl Display for Year {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        write!(f, "{}年", self.0)
    }
}
