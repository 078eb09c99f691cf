//! Checks answers against a schema: tidies and parses each value, and reports every fault at once.

mod among;
mod asked;
pub(crate) mod braces;
mod check;
pub(crate) mod date_line;
pub mod edit;
mod evidence;
mod facts;
pub(crate) mod figure_labels;
pub(crate) mod figure_line;
mod given;
mod measures;
pub(crate) mod no_answer;
pub(crate) mod parts;
pub(crate) mod place_line;
mod places;
pub(crate) mod plausibility;
pub(crate) mod records;
pub(crate) mod relations;
mod roll;
pub(crate) mod spelling;
pub(crate) mod tidy;
mod values;
pub(crate) mod visible;
mod widen;

pub(crate) use among::{check_among, computed_answer};
pub use asked::{asked_fields, is_asked};
pub(crate) use check::lacks_this_year;
pub(crate) use check::says_nothing;
pub use check::{Mode, check, check_field};
pub(crate) use evidence::bare;
pub use evidence::{AnswerEvidence, evidence, with_evidence};
pub use facts::{ClaimState, Fact, Facts};
pub use given::Answers;
pub use roll::roll;
pub(crate) use values::{NO, TWO_WAYS, YES, denies};
