//! Keeps one report in progress: its answers file, its draft so far, its Word file.
//!
//! The terminal and the page in the browser both work through it, so that the same answers become
//! the same files, whichever of them was typed into.

mod answer_check;
mod answers_file;
mod carried_over;
mod day;
mod evidence;
mod finish;
mod own_review;
pub mod preview;
mod returned_form;
mod share_workbook;

pub use answer_check::check_answers;
pub use answers_file::{AnswersFile, Aside};
pub use carried_over::{
    carried_over_advice, carried_over_by, comment_carried_over, take_carried_over,
};
pub use day::day_in_china;
pub use evidence::{SourcedPart, SourcedSentence, evidence_table, tell_carried_over};
pub use finish::FinishedReport;
pub use own_review::own_review_options;
pub use returned_form::{ReadForm, may_be_form, read_form};
pub use share_workbook::share_workbook;
