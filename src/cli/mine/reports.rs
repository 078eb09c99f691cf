//! Opens the reports to mine, each under the name its answers go by.

use std::collections::HashSet;
use std::fs;
use std::path::Path;

use nigao::diagnostic::Message;
use nigao::error::Error;
use nigao::read::{Report, Source, is_owner_file};

use super::super::inspect::{OpenedReport, opened};
use super::super::lang::translate_with as tell;
use super::super::many::{FileEnd, ReportFiles, each_file, tell_advice, unread};
use super::super::outcome::Outcome;
use super::super::terminal::Terminal;
use super::collection::{self, Picked};

/// A report, by the name its answers go by.
pub(super) struct NamedReport {
    pub(super) name: String,
    pub(super) report: Report,
}

/// The reports of all files that could be read.
pub(super) struct OpenedReports {
    pub(super) reports: Vec<NamedReport>,
    pub(super) end: FileEnd,
}

/// How the files are opened.
pub(super) struct ReportOpening<'a> {
    pub(super) encoding: Option<&'a str>,
    pub(super) pick: Option<&'a Picked>,
    pub(super) keep_noise: bool,
}

impl ReportOpening<'_> {
    /// Opens the reports of all files. One of many that cannot be read is told, whether it was
    /// named or lies in a folder; the genre is that of the others. `pick` numbers the reports of
    /// all files together, as they are listed; a collection of which nothing is picked is refused.
    pub(super) fn open(&self, files: ReportFiles, terminal: &Terminal) -> Outcome<OpenedReports> {
        let files = distinct(files, terminal);
        let mut reports = Vec::new();
        let work = |path: &Path| self.parts(path);
        let end = each_file(&files, terminal, work, |path, opened| {
            let (parts, advice) = match opened {
                Ok(opened) => opened,
                Err(failure) => {
                    unread(path, &failure, terminal);
                    return Ok(());
                }
            };
            tell_advice(path, &advice, terminal);
            if parts.len() > 1 && self.pick.is_none() {
                return Err(collection::refuse_unpicked(path, &parts, terminal));
            }
            let several = parts.len() > 1;
            for (at, report) in parts.into_iter().enumerate() {
                let mut name = file_stem(path);
                if several {
                    name = format!("{name}-{}", at + 1);
                }
                reports.push(NamedReport { name, report });
            }
            Ok(())
        })?;
        if let Some(pick) = self.pick {
            pick.check(reports.len())?;
            let mut numbers = 0..;
            reports.retain(|_| numbers.next().is_some_and(|at| pick.has(at)));
        }
        Ok(OpenedReports { reports, end })
    }

    /// Opens the reports of a file, from any thread.
    fn parts(&self, path: &Path) -> Outcome<(Vec<Report>, Vec<Message>)> {
        let OpenedReport { mut source, advice } = opened(path, self.encoding)?;
        source.keep_noise = self.keep_noise;
        let mut parts = Vec::new();
        for part in source.split() {
            parts.push(report_of(path, &part)?);
        }
        Ok((parts, advice))
    }
}

/// Reads a report; one without text is refused.
pub(super) fn report_of(path: &Path, source: &Source) -> Outcome<Report> {
    let report = Report::of(source);
    if report.lines().is_empty() {
        let empty = Error::new(Message::plain("read.empty"));
        return Err(empty.in_file(path).into());
    }
    Ok(report)
}

/// Leaves out files that were named twice, and what office programs put beside an open document.
pub(super) fn distinct(files: ReportFiles, terminal: &Terminal) -> ReportFiles {
    let mut seen = HashSet::new();
    let mut paths = Vec::new();
    for path in files.paths {
        let whole = fs::canonicalize(&path).unwrap_or_else(|_| path.clone());
        let key = if !seen.insert(whole) {
            "mine.twice"
        } else if files.is_many && is_owner_file(&path) {
            "cli.mine.owner-file"
        } else {
            paths.push(path);
            continue;
        };
        let note = tell(key, [("file", path.display())]);
        terminal.note(&format!("{note}\n"));
    }
    ReportFiles {
        paths,
        is_many: files.is_many,
    }
}

/// Returns the name of a file without its ending.
pub(super) fn file_stem(path: &Path) -> String {
    path.file_stem()
        .and_then(|stem| stem.to_str())
        .unwrap_or("report")
        .to_owned()
}
