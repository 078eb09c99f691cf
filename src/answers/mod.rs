//! Checks answers against a schema: tidies and parses each value, and reports every fault at once.

mod check;
pub mod edit;
mod facts;
mod roll;
mod values;

pub use check::{Answers, Mode, check, check_field, is_asked};
pub use facts::{ClaimState, Fact, Facts};
pub use roll::roll;
pub(crate) use values::{NO, YES};
