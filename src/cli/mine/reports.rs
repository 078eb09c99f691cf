//! Opens the reports to mine, each under the name its answers go by.

use std::collections::HashSet;
use std::fs;
use std::io::{self, IsTerminal};
use std::path::{Path, PathBuf};

use indicatif::ProgressBar;
use nigao::diagnostic::Message;
use nigao::error::Error;
use nigao::read::{Report, Source, is_owner_file};

use super::super::inspect;
use super::super::lang::translate_with as tell;
use super::super::outcome::Outcome;
use super::super::terminal::Terminal;
use super::collection::{self, Picked};

/// From how many files on progress is shown.
const PROGRESS_FILES: usize = 8;

/// A report, by the name its answers go by.
pub(super) struct NamedReport {
    pub(super) name: String,
    pub(super) report: Report,
}

/// Opens the reports of all files. `pick` numbers the reports of all files together, as they are
/// listed; a collection of which nothing is picked is refused.
pub(super) fn open(
    paths: &[PathBuf],
    encoding: Option<&str>,
    pick: Option<&Picked>,
    keep_noise: bool,
    terminal: &Terminal,
) -> Outcome<Vec<NamedReport>> {
    let shows_progress = paths.len() >= PROGRESS_FILES && io::stderr().is_terminal();
    let bar = if shows_progress {
        ProgressBar::new(paths.len() as u64)
    } else {
        ProgressBar::hidden()
    };
    let mut reports = Vec::new();
    let mut seen = HashSet::new();
    for path in bar.wrap_iter(paths.iter()) {
        if !seen.insert(fs::canonicalize(path).unwrap_or_else(|_| path.clone())) {
            terminal.note(&format!(
                "{}\n",
                tell("mine.twice", [("file", path.display())])
            ));
            continue;
        }
        if paths.len() > 1 && is_owner_file(path) {
            let note = tell("cli.mine.owner-file", [("file", path.display())]);
            terminal.note(&format!("{note}\n"));
            continue;
        }
        let mut source = inspect::open(path, encoding, terminal)?;
        source.keep_noise = keep_noise;
        let parts = source.split();
        if parts.len() > 1 && pick.is_none() {
            return Err(collection::refuse_unpicked(path, &parts, terminal));
        }
        add_parts(path, &parts, &mut reports)?;
    }
    bar.finish_and_clear();
    let Some(pick) = pick else { return Ok(reports) };
    pick.check(reports.len())?;
    let numbered = reports.into_iter().enumerate();
    Ok(numbered
        .filter(|(at, _)| pick.has(*at))
        .map(|(_, named)| named)
        .collect())
}

fn add_parts(path: &Path, parts: &[Source], reports: &mut Vec<NamedReport>) -> Outcome<()> {
    for (at, part) in parts.iter().enumerate() {
        let mut name = file_stem(path);
        if parts.len() > 1 {
            name = format!("{name}-{}", at + 1);
        }
        let report = Report::of(part);
        if report.lines().is_empty() {
            let empty = Error::new(Message::plain("read.empty"));
            return Err(empty.in_file(path).into());
        }
        reports.push(NamedReport { name, report });
    }
    Ok(())
}

/// Returns the name of a file without its ending.
pub(super) fn file_stem(path: &Path) -> String {
    path.file_stem()
        .and_then(|stem| stem.to_str())
        .unwrap_or("report")
        .to_owned()
}
