//! Completes a day typed without its year, 1月5日, and compares a weekday with its day.

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

/// The days of the week, from Monday.
const WEEKDAYS: [&str; 7] = ["一", "二", "三", "四", "五", "六", "日"];

/// Returns the weekday of a day, where another one was typed beside it: 2026年1月8日（周五）,
/// which is 星期四.
pub(crate) fn other_weekday(typed: &str, day: Date) -> Option<String> {
    let name = WEEKDAYS.get(day.weekday().num_days_from_monday() as usize)?;
    let behind = ["星期", "礼拜", "周"]
        .iter()
        .find_map(|word| Some(typed.rsplit_once(word)?.1))?;
    let said = behind
        .chars()
        .next()
        .map(|c| if c == '天' { '日' } else { c })?;
    let is_weekday = WEEKDAYS.iter().any(|weekday| weekday.starts_with(said));
    (is_weekday && !name.starts_with(said)).then(|| format!("星期{name}"))
}

#[cfg(test)]
mod tests {
    use super::{Date, other_weekday};

    #[test]
    fn a_weekday_is_compared_with_its_day() {
        let day = Date::from_ymd_opt(2026, 1, 11).unwrap_or_default();
        let cases = [
            ("2026年1月11日（星期日）", None),
            ("2026-1-11 周天", None),
            ("2026年1月11日", None),
            ("2026年1月11日(周六)", Some("星期日")),
            ("2026-1-11 礼拜一", Some("星期日")),
        ];
        for (typed, weekday) in cases {
            assert_eq!(other_weekday(typed, day).as_deref(), weekday, "{typed}");
        }
    }
}
