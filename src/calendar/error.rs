//! Lists the reasons why a text is no date and no year.

/// Why a text is no date.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
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
    /// A year and a month without a day: 2026年1月.
    #[error("{text:?} names no day")]
    NoDay {
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
    /// A year outside [`super::YEARS`].
    #[error("the year {year} is out of range")]
    Range {
        /// The year typed.
        year: i64,
    },
}
