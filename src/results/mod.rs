//! Gives what a command found the JSON form that belongs to it, so that every face answers alike.
//!
//! The command line puts a result into its [`Envelope`](crate::envelope::Envelope) with `--json`,
//! the server for agents puts the same result into the same envelope. What a result holds is in
//! `docs/json`.

mod drafted;
mod genres;
mod reports;
mod reviewed;

pub use drafted::{DraftResult, OpenQuestion, checked, open_answers, open_claims, rolled};
pub use genres::{genre, genres};
pub use reports::{MinedResult, inspected};
pub use reviewed::{ReviewedReport, card_line, reviewed, reviewed_paper, rules};
