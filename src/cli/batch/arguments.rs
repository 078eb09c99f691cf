//! Declares the options of `nigao fill` that concern many records.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use nigao::batch::RecordFormat;

use crate::cli::lang::translate;

// Each flag is a switch of the command line, by itself.
#[allow(clippy::struct_excessive_bools)]
#[derive(Args)]
pub(crate) struct BatchArgs {
    #[arg(long, value_name = translate("batch.name.records"), help = translate("batch.arg.records"))]
    pub(super) records: Vec<String>,
    #[arg(
        long, requires = "records", value_name = "jsonl|yaml|csv|xlsx",
        hide_possible_values = true, help = translate("batch.arg.form")
    )]
    pub(super) records_format: Option<RecordsForm>,
    #[arg(long, requires = "records", help = translate("batch.arg.only-known"))]
    pub(super) only_known: bool,
    #[arg(
        long, requires = "records", conflicts_with_all = ["output", "resume"],
        value_name = translate("cli.name.file"), help = translate("batch.arg.merge-into")
    )]
    pub(super) merge_into: Option<String>,
    #[arg(long, requires = "records", help = translate("batch.arg.resume"))]
    pub(super) resume: bool,
    #[arg(long, requires = "records", help = translate("batch.arg.dry-run"))]
    pub(super) dry_run: bool,
    #[arg(
        long, requires = "records", value_name = translate("cli.name.file"),
        help = translate("batch.arg.faults")
    )]
    pub(super) faults: Option<PathBuf>,
    #[arg(
        long, requires = "records", value_name = "N",
        value_parser = clap::value_parser!(u16).range(1..=1024), help = translate("batch.arg.jobs")
    )]
    pub(super) jobs: Option<u16>,
}

/// The values of `--records-format`.
#[derive(Clone, Copy, ValueEnum)]
pub(super) enum RecordsForm {
    Jsonl,
    Yaml,
    Csv,
    Xlsx,
}

impl From<RecordsForm> for RecordFormat {
    fn from(form: RecordsForm) -> Self {
        match form {
            RecordsForm::Jsonl => Self::JsonLines,
            RecordsForm::Yaml => Self::Yaml,
            RecordsForm::Csv => Self::Csv,
            RecordsForm::Xlsx => Self::Workbook,
        }
    }
}

impl BatchArgs {
    /// Returns whether records are given: the command drafts many reports.
    pub(crate) fn is_given(&self) -> bool {
        !self.records.is_empty()
    }

    /// Returns the file that all reports go to, where there is one.
    pub(crate) fn merge_into(&self) -> Option<&str> {
        self.merge_into.as_deref()
    }
}
