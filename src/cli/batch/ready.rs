//! Holds what a batch is: as it was asked for, and with its genre loaded.

use std::path::{Path, PathBuf};

use nigao::batch::{Filler, ReportFormat};
use nigao::diagnostic::Diagnostics;
use nigao::layout::Layout;

use super::arguments::BatchArgs;
use super::fault_file;
use super::record_files::RecordFiles;
use crate::cli::args::{AnswerArgs, GenreArgs};
use crate::cli::outcome::{Failure, Outcome};
use crate::cli::report;
use crate::cli::sources::Sources;
use crate::cli::terminal::Terminal;

/// A batch as it was asked for on the command line.
pub(crate) struct BatchJob<'a> {
    pub(crate) batch: &'a BatchArgs,
    pub(crate) genre: &'a str,
    pub(crate) ledger: &'a AnswerArgs,
    pub(crate) shelf: &'a GenreArgs,
    pub(crate) output: Option<&'a str>,
    pub(crate) format: ReportFormat,
    pub(crate) layout: Layout,
    pub(crate) holes: bool,
    pub(crate) force: bool,
}

/// A batch ready to run.
pub(super) struct ReadyBatch<'a> {
    pub(super) job: &'a BatchJob<'a>,
    pub(super) filler: Filler,
    pub(super) files: RecordFiles,
}

impl BatchJob<'_> {
    /// Returns the files that the batch reads: the records, the ledger.
    pub(super) fn inputs(&self) -> Vec<String> {
        [&self.batch.records, self.ledger.files()].concat()
    }
}

impl ReadyBatch<'_> {
    /// Returns the file of faults: the one that was named, else that beside the outputs.
    pub(super) fn fault_path(&self, folder: &Path) -> PathBuf {
        let beside = || folder.join(fault_file::NAME);
        self.job.batch.faults.clone().unwrap_or_else(beside)
    }
}

/// Reports what is wrong with the heads of tables: an error there is every record's.
pub(super) fn refuse_heads(found: Diagnostics, terminal: &Terminal) -> Outcome<()> {
    if found.has_errors() {
        return Err(Failure::Faults(found, Sources::default()));
    }
    if !found.is_empty() {
        report::diagnostics(&found, &Sources::default(), terminal);
    }
    Ok(())
}
