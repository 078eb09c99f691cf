//! Drafts a report for each record of a file: `nigao fill GENRE --records FILE -o PATTERN`.

mod arguments;
mod fault_file;
mod filter;
mod job;
mod journal;
mod merge;
mod ready;
mod record_files;
mod to_files;

pub(crate) use arguments::BatchArgs;
pub(crate) use ready::BatchJob;
