//! Parses figures as users type them and prints them as reports do, with exact decimals.
//!
//! A figure keeps the digits it was written with: 12.50万 stays 12.50万, and nothing that is
//! computed from it (growth, completion, a sum) is judged more finely than those digits allow.

mod amount;
mod convert;
mod counters;
mod error;
mod hanzi;
mod measure;
mod number;
mod parse;
mod plain;
mod rate;
mod spoken;
mod sum;
mod unit;

pub use amount::{Amount, Approx, Figure};
pub use error::FigureError;
pub use measure::{Basis, Measure, NoRate};
pub(crate) use plain::is_plain;
pub use rate::{Trend, bare_rate, begins_as_rate, parse_rate};
/// An exact number, as `rust_decimal` holds it.
pub use rust_decimal::Decimal;
pub use sum::{SumFault, exceeds, parts_add_up, shares, times, whole};
pub use unit::Unit;
