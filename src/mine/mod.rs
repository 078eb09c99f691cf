//! Mining: reports to what a writer would change in them, and from there to templates, schemas and answers.

pub mod decisions;
pub mod inspect;
pub mod slots;

mod align;
mod field_names;
mod fields;
mod levels;
mod multi_report;
mod print;
mod proposal;
mod roles;
mod sections;
mod shared_sentences;
mod single_report;
mod to_markup;

pub use print::Mined;
pub use proposal::{Need, Proposal};
pub use single_report::mine;

use crate::read::Report;

/// What reports propose: one the template that drafts it again, several the skeleton they share.
#[must_use]
pub fn propose(reports: &[Report]) -> Proposal {
    match reports {
        [one] => single_report::propose(one),
        several => multi_report::propose(several),
    }
}
