//! Reads a folder of answers: each YAML or JSON file in it is a record.

use std::fs;
use std::path::{Path, PathBuf};

use crate::answers::Answers;
use crate::batch::record::{LONGEST_RECORD, Record, UnreadRecord};
use crate::diagnostic::{Diagnostic, Diagnostics, Location, Message};
use crate::error::{Error, Result};
use crate::{input, read};

/// Reads the files of a folder in the order of their names.
pub(super) struct FolderFiles {
    paths: std::vec::IntoIter<PathBuf>,
    number: usize,
}

impl FolderFiles {
    /// Lists the files of a folder, and names those that are no answers.
    pub(super) fn open(folder: &Path) -> Result<(Self, Diagnostics)> {
        let entries = fs::read_dir(folder).map_err(|error| Error::io(folder, error))?;
        let mut paths = Vec::new();
        let mut notes = Diagnostics::new();
        for entry in entries {
            let path = entry.map_err(|error| Error::io(folder, error))?.path();
            let name = path
                .file_name()
                .unwrap_or_default()
                .to_string_lossy()
                .into_owned();
            if name.starts_with('.') || read::is_owner_file(&path) || path.is_dir() {
                continue;
            }
            let is_answers = |ending: &std::ffi::OsStr| {
                ["yaml", "yml", "json"]
                    .iter()
                    .any(|known| ending.eq_ignore_ascii_case(known))
            };
            if path.extension().is_some_and(is_answers) {
                paths.push(path);
            } else {
                let args = [("file", path.display().to_string())];
                notes.push(Diagnostic::advice(
                    None,
                    Message::new("batch.foreign", args),
                ));
            }
        }
        paths.sort();
        notes.sort_by_key(ToString::to_string);
        Ok((
            Self {
                paths: paths.into_iter(),
                number: 0,
            },
            notes,
        ))
    }
}

impl Iterator for FolderFiles {
    type Item = Result<UnreadRecord>;

    fn next(&mut self) -> Option<Self::Item> {
        let path = self.paths.next()?;
        self.number += 1;
        let number = self.number;
        Some(Ok(UnreadRecord::new(number, move || record(number, &path))))
    }
}

/// Reads a file of answers. One that cannot be read is one bad record among many good ones.
fn record(number: usize, path: &Path) -> Record {
    let file = path.display().to_string();
    let origin = Location {
        file: file.as_str().into(),
        line: 1,
        column: 1,
        width: 1,
    };
    let answers = match text(path) {
        Ok(text) => Answers::read(&file, &text),
        Err(error) => {
            let fault = Diagnostic::error(Some(origin.clone()), error.message().clone());
            Answers::read(&file, "").faulted(fault)
        }
    };
    let stem = path
        .file_stem()
        .map(|stem| stem.to_string_lossy().into_owned());
    Record {
        number,
        origin,
        id: None,
        stem,
        answers,
    }
}

fn text(path: &Path) -> Result<String> {
    let bytes = input::read_file(path, LONGEST_RECORD as u64)?;
    read::text_of(bytes).map_err(|error| error.in_file(path))
}
