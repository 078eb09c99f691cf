//! Parses and prints years, and the numbers that years, months and days are written with.

use std::fmt::{self, Display, Formatter};
use std::str::FromStr;

use super::error::DateError;
use crate::numeral::{half_width, parse_hanzi};

/// The years a report can be about.
pub const YEARS: std::ops::RangeInclusive<i32> = 1949..=2100;

/// A year of the calendar, printed as 2025年.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Year(pub i32);

impl Year {
    /// 上年: returns the year before.
    #[must_use]
    pub fn prev(self) -> Self {
        Self(self.0.saturating_sub(1))
    }

    /// 次年: returns the year after.
    #[must_use]
    pub fn next(self) -> Self {
        Self(self.0.saturating_add(1))
    }
}

/// Parses 2025, 2025年, 2025年度, full-width digits and 二〇二五年. Years are in full: 97 is
/// refused (GB/T 15835-2011).
impl FromStr for Year {
    type Err = DateError;

    fn from_str(text: &str) -> Result<Self, DateError> {
        let typed = half_width(text);
        let typed = typed.trim();
        let digits = typed
            .strip_suffix("年度")
            .or_else(|| typed.strip_suffix('年'))
            .unwrap_or(typed);
        check_year(digits, || DateError::Shape {
            text: text.to_owned(),
        })
        .map(Self)
    }
}

impl Display for Year {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        write!(f, "{}年", self.0)
    }
}

/// Parses a month, a day or an ordinal, in Arabic digits or in hanzi.
pub(super) fn number(words: &str) -> Option<u32> {
    let words = words.trim();
    if !words.is_empty() && words.bytes().all(|b| b.is_ascii_digit()) {
        return words.parse().ok();
    }
    parse_hanzi(words)?.try_into().ok()
}

/// Parses a year of four digits and checks its range.
pub(super) fn check_year(words: &str, shape: impl Fn() -> DateError) -> Result<i32, DateError> {
    let words = words.trim();
    if words.chars().count() != 4 {
        return Err(shape());
    }
    let year = number(words).ok_or_else(shape)?;
    let range = || DateError::Range { year: year.into() };
    let year = i32::try_from(year).map_err(|_| range())?;
    if YEARS.contains(&year) {
        Ok(year)
    } else {
        Err(range())
    }
}

#[cfg(test)]
mod tests {
    use super::Year;

    #[test]
    fn years_are_in_full_and_in_range() {
        for typed in [
            "2025", "2025年", "2025年度", "２０２５", "二〇二五年", "二零二五", " 2025 ",
        ] {
            assert_eq!(typed.parse(), Ok(Year(2025)), "{typed}");
        }
        for typed in ["97", "1948", "2101", "年", "", "20255", "二十五"] {
            assert!(typed.parse::<Year>().is_err(), "{typed}");
        }
    }
}
