//! Calendar: dates, years, five-year plans and sessions of a congress, from what a writer types to what is read aloud.

use std::fmt::{self, Display, Formatter};
use std::str::FromStr;

use chrono::Datelike;

use crate::numeral::{half_width, hanzi, parse_hanzi};

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

/// Reads 2025, 2025年, full-width digits, 二〇二五年. Years are in full: 97 is refused (GB/T 15835-2011).
impl FromStr for Year {
    type Err = DateError;

    fn from_str(text: &str) -> Result<Self, DateError> {
        let typed = half_width(text);
        let typed = typed.trim();
        let digits = typed.strip_suffix('年').unwrap_or(typed);
        check_year(digits, || DateError::Shape { text: text.to_owned() }).map(Self)
    }
}

impl Display for Year {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        write!(f, "{}年", self.0)
    }
}

/// A five-year plan (五年规划), from 一五 (1953–1957) on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Plan(u32);

impl Plan {
    /// The plan a year falls in; none before 1953 and in 1963–1965, between 二五 and 三五.
    ///
    /// ```
    /// # use nigao::calendar::{Plan, Year};
    /// let plan = Plan::of(Year(2025)).unwrap();
    /// assert_eq!((plan.name().as_str(), plan.phase(Year(2025))), ("十四五", Some("收官之年")));
    /// assert_eq!(plan.next().name(), "十五五");
    /// ```
    #[must_use]
    pub fn of(Year(year): Year) -> Option<Self> {
        let ordinal = match year {
            1953..=1962 => (year - 1953) / 5 + 1,
            // The third plan was put off three years; the years since run without a gap.
            1966.. => (year - 1966) / 5 + 3,
            _ => return None,
        };
        u32::try_from(ordinal).ok().map(Self)
    }

    /// 十四五
    #[must_use]
    pub fn name(self) -> String {
        format!("{}五", hanzi(self.0.into()))
    }

    /// 规划首年
    #[must_use]
    pub fn first(self) -> Year {
        let ordinal = i32::try_from(self.0).unwrap_or(i32::MAX);
        let start = if ordinal < 3 { 1948 } else { 1951 };
        Year(ordinal.saturating_mul(5).saturating_add(start))
    }

    /// 规划末年
    #[must_use]
    pub fn last(self) -> Year {
        Year(self.first().0.saturating_add(4))
    }

    /// 规划进程: what a year is to the plan; none for a year outside it.
    #[must_use]
    pub fn phase(self, year: Year) -> Option<&'static str> {
        let at = usize::try_from(year.0.checked_sub(self.first().0)?).ok()?;
        ["开局之年", "第二年", "承上启下之年", "第四年", "收官之年"].get(at).copied()
    }

    /// 下一规划
    #[must_use]
    pub fn next(self) -> Self {
        Self(self.0.saturating_add(1))
    }
}

/// A session of a people's congress: 第十九届人民代表大会第六次会议.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Session {
    term: u32,
    meeting: u32,
}

/// Why a text is no session.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SessionError {
    /// Not written as a session.
    #[error("{text:?} is not written as a session")]
    Shape {
        /// What was typed.
        text: String,
    },
    /// More terms or meetings than any congress had.
    #[error("term {term}, meeting {meeting} is out of range")]
    Range {
        /// 届
        term: u32,
        /// 次
        meeting: u32,
    },
}

impl Session {
    /// The largest 届 taken for real.
    pub const TERMS: u32 = 99;
    /// The largest 次 taken for real.
    pub const MEETINGS: u32 = 30;

    /// The session of 届 `term`, 次 `meeting`.
    ///
    /// # Errors
    /// Outside `1..=99` and `1..=30`.
    pub fn new(term: u32, meeting: u32) -> Result<Self, SessionError> {
        if (1..=Self::TERMS).contains(&term) && (1..=Self::MEETINGS).contains(&meeting) {
            Ok(Self { term, meeting })
        } else {
            Err(SessionError::Range { term, meeting })
        }
    }

    /// The session of two texts: 19, 第十九届 or 十九, and 6, 第六次, 六 or 第六次会议.
    ///
    /// # Errors
    /// Texts that are no ordinals, or out of range.
    pub fn of_parts(term: &str, meeting: &str) -> Result<Self, SessionError> {
        let shape = || SessionError::Shape { text: format!("{term} {meeting}") };
        let ordinal = |text: &str, tails: &[&str]| ordinal(&half_width(text), tails).ok_or_else(shape);
        Self::new(ordinal(term, &["人民代表大会", "人大", "届"])?, ordinal(meeting, &["会议", "全会", "次"])?)
    }

    /// 届数
    #[must_use]
    pub fn term(self) -> u32 {
        self.term
    }

    /// 次数
    #[must_use]
    pub fn meeting(self) -> u32 {
        self.meeting
    }

    /// 届: 第十九届
    #[must_use]
    pub fn term_words(self) -> String {
        format!("第{}届", hanzi(self.term.into()))
    }

    /// 次: 第六次
    #[must_use]
    pub fn meeting_words(self) -> String {
        format!("第{}次", hanzi(self.meeting.into()))
    }

    /// 上次: the meeting before, none before the first of a term.
    #[must_use]
    pub fn previous(self) -> Option<Self> {
        Self::new(self.term, self.meeting - 1).ok()
    }

    /// 下次: the meeting after, in the same term.
    #[must_use]
    pub fn next(self) -> Option<Self> {
        Self::new(self.term, self.meeting + 1).ok()
    }
}

/// Takes 第 off the front and each of `tails` off the end, in turn.
fn ordinal(words: &str, tails: &[&str]) -> Option<u32> {
    let words = words.trim();
    let bare = tails.iter().fold(words, |words, tail| words.strip_suffix(tail).unwrap_or(words).trim_end());
    number(bare.strip_prefix('第').unwrap_or(bare))
}

/// Reads 19-6, 第十九届第六次, 十九届六次, 19届6次 and the session in full.
impl FromStr for Session {
    type Err = SessionError;

    fn from_str(text: &str) -> Result<Self, SessionError> {
        let typed = half_width(text);
        let typed = typed.trim();
        let shape = |_| SessionError::Shape { text: text.to_owned() };
        if let Some((term, meeting)) = typed.split_once('-') {
            return Self::of_parts(term, meeting).map_err(|error| keep_range(error, shape));
        }
        let Some((term, rest)) = typed.split_once('届') else { return Err(shape(())) };
        let rest = rest.trim_start();
        let meeting = rest.strip_prefix("人民代表大会").or_else(|| rest.strip_prefix("人大")).unwrap_or(rest);
        Self::of_parts(term, meeting).map_err(|error| keep_range(error, shape))
    }
}

fn keep_range(error: SessionError, shape: impl Fn(()) -> SessionError) -> SessionError {
    if matches!(error, SessionError::Range { .. }) { error } else { shape(()) }
}

impl Display for Session {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        write!(f, "{}人民代表大会{}会议", self.term_words(), self.meeting_words())
    }
}
