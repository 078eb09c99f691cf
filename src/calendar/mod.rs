//! Parses and prints dates, years, five-year plans and sessions of a congress.

mod date;
mod error;
mod month;
mod plan;
mod session;
mod year;

/// A day, as chrono holds it.
pub use chrono::NaiveDate;
pub use date::{Date, parse_date, parse_month, print_date};
pub use error::DateError;
pub use month::Month;
pub use plan::FiveYearPlan;
pub use session::{Session, SessionError};
pub use year::{YEARS, Year};
