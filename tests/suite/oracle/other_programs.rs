//! Reads and splices Word files that other programs wrote: `tests/oracles/word_files.py` makes
//! them.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use nigao::read::{Report, Source};
use nigao::splice::{WordChanges, WordSource};

use super::tools::{self, Tool};
use crate::splice::{hold_invariant_13, reviser};

/// The files: by python-docx, pandoc, the npm package docx, and all of them and nigao's drafts
/// saved by `LibreOffice`.
pub(super) fn files() -> Vec<PathBuf> {
    // Made once: tests that run side by side would write over one another's.
    static FILES: LazyLock<Vec<PathBuf>> = LazyLock::new(made_files);
    FILES.clone()
}

fn made_files() -> Vec<PathBuf> {
    Tool::Soffice.find();
    let python = Tool::Python.find();
    let script = tools::root().join("tests/oracles/word_files.py");
    let folder = tools::folder().join("word-files");
    let drafts: Vec<&Path> = super::in_default_layout()
        .map(|w| w.path.as_path())
        .collect();
    let args: Vec<&Path> = [script.as_path(), folder.as_path()]
        .into_iter()
        .chain(drafts)
        .collect();
    let made = tools::output(&python, &args);
    made.lines()
        .map(PathBuf::from)
        .filter(|path| path.exists())
        .collect()
}

/// What the validator says of a file, each fault once: a run that is cut has its faults twice.
pub(super) fn faults(validator: &Path, file: &Path) -> BTreeSet<String> {
    let said = tools::output(validator, &[file]);
    let said: serde_json::Value = serde_json::from_str(&said).expect("JSON");
    let errors = said["errors"].as_array().cloned().unwrap_or_default();
    errors
        .iter()
        .map(|error| error["description"].to_string())
        .collect()
}

#[test]
#[ignore = "needs the programs that tests/oracles/setup.sh installs"]
fn invariant_13_holds_over_files_of_other_programs() {
    let files = files();
    assert!(files.len() >= 60, "only {} files", files.len());
    for path in files {
        let file = std::fs::read(&path).expect("the file");
        hold_invariant_13(&path.display().to_string(), &file);
    }
}

/// Words replaced, a change tracked, a comment: no validator finds what it did not find before, and
/// `LibreOffice` opens every file.
#[test]
#[ignore = "needs the programs that tests/oracles/setup.sh installs"]
fn spliced_files_of_other_programs_stay_valid() {
    let validator = Tool::OpenXmlSdk.find();
    let soffice = Tool::Soffice.find();
    let folder = tools::folder().join("out");
    let mut spliced = Vec::new();
    for (n, path) in files().into_iter().enumerate() {
        let file = std::fs::read(&path).expect("the file");
        let source = WordSource::open(&file).expect("a Word file");
        let mut changes = WordChanges::new(&source);
        for (at, paragraph) in source.stories()[0].paragraphs.iter().enumerate() {
            let third = paragraph.length / 3;
            if paragraph.length < 6 || paragraph.host.is_some() {
                continue;
            }
            changes
                .comment(0, at, third..third * 2, &reviser("nigao"), "请核实。")
                .expect("a place");
            // A field or a control may refuse, and then stays as it is.
            let _ = changes.replace(0, at, 0..1, "新");
            let _ = changes.track(0, at, third * 2..third * 2 + 1, "改", &reviser("nigao"));
        }
        let after = folder.join(format!("spliced-{n}.docx"));
        std::fs::write(&after, changes.finish().expect("a file")).expect("room on the disk");
        let (old, new) = (faults(&validator, &path), faults(&validator, &after));
        let added: Vec<&String> = new.difference(&old).collect();
        assert!(added.is_empty(), "{}: {added:?}", path.display());
        spliced.push(after);
    }
    let paths: Vec<&Path> = spliced.iter().map(PathBuf::as_path).collect();
    tools::convert(&soffice, &paths);
    for path in paths {
        assert!(path.with_extension("pdf").exists(), "{}", path.display());
    }
}

/// Every paragraph that another reader finds is in the text, and no two are in one line but the
/// cells of a row.
#[test]
#[ignore = "needs the programs that tests/oracles/setup.sh installs"]
fn no_paragraph_of_another_program_is_lost_or_joined() {
    let bare = |words: &str| {
        words
            .split(|c: char| c.is_whitespace() || c == '\u{ad}')
            .collect::<String>()
    };
    let files = files();
    let script = tools::root().join("tests/oracles/paragraphs.py");
    let mut args = vec![script.as_path()];
    args.extend(files.iter().map(PathBuf::as_path));
    let printed = tools::output(&Tool::Python.find(), &args);
    let walked: Vec<&str> = printed.lines().collect();
    assert_eq!(walked.len(), files.len(), "{printed}");
    for (path, walked) in files.iter().zip(walked) {
        let paragraphs: Vec<(String, bool)> = serde_json::from_str(walked).expect("JSON");
        let source = Source::open(path, None).expect("a Word file");
        let text = Report::of(&source).text();
        let lines: Vec<String> = text.lines().map(bare).collect();
        for (words, is_in_table) in &paragraphs {
            // A paragraph ends its line; a number may stand before it.
            let is_there = |words: &str| {
                lines.iter().any(|line| {
                    if *is_in_table {
                        line.contains(words)
                    } else {
                        line.ends_with(words)
                    }
                })
            };
            // A break in a paragraph parts lines, but not those of a title.
            let is_found =
                is_there(&bare(words)) || words.lines().all(|line| is_there(&bare(line)));
            assert!(is_found, "{}: {words}", path.display());
        }
    }
}
