//! Tells the day in China at a moment, by which years and dates are completed.

use std::time::SystemTime;

use chrono::Days;

use crate::calendar::Date;

/// How far clocks in China are ahead of UTC, all year round, in seconds.
const SECONDS_AHEAD_OF_UTC: u64 = 8 * 60 * 60;
const SECONDS_A_DAY: u64 = 24 * 60 * 60;

/// Returns the day in China at a moment.
///
/// ```
/// use std::time::{Duration, SystemTime};
/// let evening_in_utc = SystemTime::UNIX_EPOCH + Duration::from_secs(17 * 3600);
/// let day = nigao::drafting::day_in_china(evening_in_utc);
/// assert_eq!(day.to_string(), "1970-01-02");
/// ```
#[must_use]
pub fn day_in_china(now: SystemTime) -> Date {
    let since_1970 = now
        .duration_since(SystemTime::UNIX_EPOCH)
        .unwrap_or_default();
    let days = (since_1970.as_secs() + SECONDS_AHEAD_OF_UTC) / SECONDS_A_DAY;
    Date::default()
        .checked_add_days(Days::new(days))
        .unwrap_or_default()
}
