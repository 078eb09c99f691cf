//! Runs `nigao collect`: forms for each office, and what comes back to one answers file.

mod export;
mod import;
mod returns;

use clap::{Subcommand, ValueEnum};
use nigao::forms::ShareBy;

use super::lang::translate;
use super::outcome::Outcome;
use super::terminal::Terminal;

/// The name of the covering note among the forms; it is no form that came back.
const NOTICE_FILE: &str = "填报通知.docx";

#[derive(clap::Args)]
#[command(about = translate("cli.collect.about"), after_help = translate("cli.collect.examples"))]
pub(crate) struct Collect {
    #[command(subcommand)]
    direction: CollectDirection,
}

#[derive(Subcommand)]
enum CollectDirection {
    #[command(about = translate("cli.collect.export"))]
    Export(export::Export),
    #[command(about = translate("cli.collect.import"))]
    Import(import::Import),
}

/// The values of `--by`.
#[derive(Clone, Copy, ValueEnum)]
enum ByArg {
    #[value(name = "责任单位", alias = "department")]
    Department,
    #[value(name = "分组", alias = "group")]
    Group,
}

impl From<ByArg> for ShareBy {
    fn from(by: ByArg) -> Self {
        match by {
            ByArg::Department => Self::Department,
            ByArg::Group => Self::Group,
        }
    }
}

impl Collect {
    pub(crate) fn run(self, terminal: &Terminal) -> Outcome {
        match self.direction {
            CollectDirection::Export(export) => export.run(terminal),
            CollectDirection::Import(import) => import.run(terminal),
        }
    }
}
