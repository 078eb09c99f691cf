//! Parses figures as users type them and prints them as reports do, with exact decimals.
//!
//! A figure keeps the digits it was written with: 12.50万 stays 12.50万, and nothing that is
//! computed from it (growth, completion, a sum) is judged more finely than those digits allow.

mod amount;
mod convert;
mod error;
mod measure;
mod parse;
mod rate;
mod sum;
mod unit;

pub use amount::{Amount, Approx, Figure};
pub use error::FigureError;
pub use measure::{Basis, Measure, NoRate};
pub use rate::{Trend, parse_rate};
pub use sum::{SumFault, parts_add_up};
pub use unit::Unit;
