//! Decides what becomes of a proposal: what is kept, renamed, merged, rejected, made optional.
//!
//! Decisions are values. The file a user edits (`--plan`) and the walk at the terminal make the
//! same ones, and they serve next year's report, because they go by the names of fields.

mod apply;
mod check;
mod decision;
mod file;

pub use check::DecisionFault;
pub use decision::{Decision, Decisions, FieldSummary, NoDecision, ProposedKind};
