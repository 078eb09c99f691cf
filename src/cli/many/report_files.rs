//! Finds the reports that a command line names: files, and the files of folders.

use std::path::{Path, PathBuf};

use nigao::diagnostic::Message;
use nigao::read::ReportFolder;
use nigao::review::UNIT_FILE;

use crate::cli::outcome::{Failure, Outcome};
use crate::cli::terminal::Terminal;

/// How many of the files left out are named.
const NAMED: usize = 5;

/// The reports of a command line, in its order.
pub(crate) struct ReportFiles {
    /// Each file.
    pub(crate) paths: Vec<PathBuf>,
    /// Whether the command works on many: several were named, or a folder. One file is answered
    /// for by itself, as it always was.
    pub(crate) is_many: bool,
}

impl ReportFiles {
    /// Finds the reports. What a folder holds besides is told, because a report may be among it.
    pub(crate) fn find(named: &[PathBuf], terminal: &Terminal) -> Outcome<Self> {
        let mut paths = Vec::new();
        let mut is_many = named.len() > 1;
        for path in named {
            if !path.is_dir() {
                paths.push(path.clone());
                continue;
            }
            is_many = true;
            let listed = ReportFolder::list(path)?;
            if listed.reports.is_empty() {
                let message = Message::new("cli.many.empty", [("folder", path.display())]);
                return Err(Failure::usage(
                    message,
                    Message::plain("cli.many.empty-hint"),
                ));
            }
            tell_left_out(path, &listed.others, terminal);
            paths.extend(listed.reports);
        }
        Ok(Self { paths, is_many })
    }
}

fn tell_left_out(folder: &Path, others: &[PathBuf], terminal: &Terminal) {
    let mut names = Vec::new();
    for other in others {
        let name = other.file_name().unwrap_or_default();
        if name != UNIT_FILE {
            names.push(name.to_string_lossy().into_owned());
        }
    }
    if names.is_empty() {
        return;
    }
    let count = names.len();
    names.truncate(NAMED);
    if count > NAMED {
        names.push("…".to_owned());
    }
    let args = [
        ("folder", folder.display().to_string()),
        ("n", count.to_string()),
        ("names", names.join(" ")),
    ];
    terminal.advise(&Message::new("cli.many.left-out", args));
}
