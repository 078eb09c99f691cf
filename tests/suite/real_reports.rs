//! Runs the invariants of mining over folders of whole reports: those of the samples, and real
//! ones where somebody names a folder of them.

use std::path::{Path, PathBuf};

use nigao::read::{Report, Source};

use super::harness::root;
use super::mining::comes_back;

/// The files below a folder, sorted, those in folders inside it too.
fn reports(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        let entries = std::fs::read_dir(&folder)
            .unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
        for entry in entries {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
            } else {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

/// Checks that each report comes back character for character; lists all that do not.
#[track_caller]
fn all_come_back(folder: &Path) {
    let reports = reports(folder);
    assert!(!reports.is_empty(), "{} holds no reports", folder.display());
    let mut findings = Vec::new();
    for path in reports {
        let name = path
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        let source = Source::open(&path, None).unwrap_or_else(|error| panic!("{name}: {error}"));
        // A collection is several reports; each comes back alone.
        for part in source.split() {
            if let Err(why) = comes_back(&Report::of(&part)) {
                findings.push(format!("{name}: {why}"));
            }
        }
    }
    assert!(findings.is_empty(), "{}", findings.join("\n"));
}

#[test]
fn invariant_3_sample_reports_come_back() {
    all_come_back(&root().join("samples/reports"));
}

#[test]
#[ignore = "needs a folder of real reports, named in NIGAO_REPORTS"]
fn invariant_3_real_reports_come_back() {
    let folder = std::env::var_os("NIGAO_REPORTS").expect("NIGAO_REPORTS names a folder");
    all_come_back(Path::new(&folder));
}
