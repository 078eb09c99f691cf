//! Runs the command line of nigao.

mod args;
mod ask;
mod batch;
mod capabilities;
mod check;
mod checked_answers;
mod collect;
mod command_line;
mod completions;
mod convert;
mod diff;
mod doctor;
mod draft_review;
mod drafting;
mod files;
mod fill;
mod form;
mod genre_choice;
mod genre_files;
mod help;
mod inspect;
mod json;
mod lang;
mod layout_args;
mod list;
mod man;
mod many;
#[cfg(feature = "mcp")]
mod mcp;
mod mine;
mod new;
mod outcome;
mod prompt;
mod refill;
mod render_diagnostics;
mod report;
mod review;
mod roll;
mod schema;
#[cfg(feature = "web")]
mod serve;
mod show;
mod sources;
mod terminal;
mod trace;
mod usage;
mod word_check;
mod wrap;

pub(crate) use command_line::run;
