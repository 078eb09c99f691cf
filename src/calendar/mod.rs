//! Parses and prints dates, years, five-year plans and sessions of a congress.

mod date;
mod error;
mod plan;
mod session;
mod year;

pub use date::{Date, parse_date, print_date};
pub use error::DateError;
pub use plan::FiveYearPlan;
pub use session::{Session, SessionError};
pub use year::{YEARS, Year};
