//! Completes a day typed without its year: 1月5日.

use chrono::Datelike;

use crate::calendar::{Date, DateError, parse_date};
use crate::schema::Field;

/// Meetings of the first four months report on the year before.
pub(crate) const LAST_MONTH_OF_REPORTS: u32 = 4;

/// What a day without a year is understood by.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct DateContext {
    /// The year reported on.
    pub(crate) year: Option<i32>,
    /// Today, for days typed before that year is known.
    pub(crate) today: Option<Date>,
}

/// Returns the year that a day of a field lacks.
///
/// The year reported on gives it: a meeting in the first four months reports on the year before.
/// Before that year is known, the year nearest to today is taken. A day that holds for years
/// (`keep: true`, as the day somebody took office) gets none.
pub(crate) fn missing_year(field: &Field, typed: &str, context: DateContext) -> Option<i32> {
    let lacks_year = matches!(parse_date(typed, None), Err(DateError::NoYear { .. }));
    if !lacks_year || field.keep == Some(true) {
        return None;
    }
    let in_year = |year: i32| parse_date(typed, Some(year)).ok();
    if let Some(year) = context.year {
        let next = in_year(year + 1);
        let is_early = next.is_some_and(|day| day.month() <= LAST_MONTH_OF_REPORTS);
        return Some(if is_early { year + 1 } else { year });
    }
    let today = context.today?;
    let mut nearest: Option<(i64, i32)> = None;
    for year in [today.year() - 1, today.year(), today.year() + 1] {
        let Some(day) = in_year(year) else { continue };
        let distance = (day - today).num_days().abs();
        if nearest.is_none_or(|(least, _)| distance < least) {
            nearest = Some((distance, year));
        }
    }
    nearest.map(|(_, year)| year)
}
