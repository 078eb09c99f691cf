//! Mining: reports to what a writer would change in them, and from there to templates, schemas and answers.

pub mod inspect;
pub mod plan;
pub mod slots;

mod align;
mod fields;
mod frames;
mod genre;
mod levels;
mod lines;
mod naming;
mod print;
mod proposal;
mod roles;
mod sections;
mod skeleton;

pub use genre::mine;
pub use print::Mined;
pub use proposal::{Need, Proposal};

use crate::read::Report;

/// What reports propose: one the template that drafts it again, several the skeleton they share.
#[must_use]
pub fn propose(reports: &[Report]) -> Proposal {
    match reports {
        [one] => genre::propose(one),
        several => skeleton::propose(several),
    }
}
