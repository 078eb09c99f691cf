//! Finds and reads the forms that came back.
//!
//! A folder of returns holds whatever forty offices sent: locks of open documents, a Word file, a
//! name in another encoding, a link to nowhere. One of them stops nothing; each is reported.

use std::fs;
use std::path::{Path, PathBuf};

use nigao::diagnostic::{Diagnostic, Diagnostics, Message, Severity};
use nigao::drafting::{ReadForm, may_be_form, read_form};
use nigao::error::Error;
use nigao::forms::{ReturnedForm, Share};
use nigao::read;
use nigao::schema::Schema;

use super::NOTICE_FILE;
use crate::cli::files;
use crate::cli::outcome::{Failure, Outcome};
use crate::cli::report::error_text;
use crate::cli::sources::Sources;

/// Files that systems put into folders.
const SYSTEM_FILES: [&str; 2] = ["Thumbs.db", "desktop.ini"];

/// What came back.
#[derive(Default)]
pub(super) struct Returns {
    /// The forms that could be read.
    pub(super) forms: Vec<ReturnedForm>,
    /// What is to be said of files that were not read, and of files passed over.
    pub(super) notes: Diagnostics,
    /// The texts that faults in the forms point into.
    pub(super) sources: Sources,
}

/// Reads forms for a schema that was shared out.
pub(super) struct ReturnsReader<'a> {
    schema: &'a Schema,
    shares: &'a [Share],
    /// The file that is written: it may lie among the returns.
    output: Option<PathBuf>,
    returns: Returns,
}

impl<'a> ReturnsReader<'a> {
    pub(super) fn new(schema: &'a Schema, shares: &'a [Share], output: Option<&Path>) -> Self {
        let output = output.and_then(|path| fs::canonicalize(path).ok());
        Self {
            schema,
            shares,
            output,
            returns: Returns::default(),
        }
    }

    /// Reads the files that were named and those in the folders that were named.
    pub(super) fn read(mut self, named: &[PathBuf]) -> Outcome<Returns> {
        for path in named {
            // A name typed wrong stops the work; in a folder it is a link to nowhere.
            let metadata = fs::metadata(path);
            match metadata {
                Ok(metadata) if metadata.is_dir() => self.folder(path)?,
                Err(error) if fs::symlink_metadata(path).is_err() => {
                    let hint = Some(Message::plain("cli.io.not-found-hint"));
                    return Err(Failure::Stopped(Error::io(path, error), hint));
                }
                _ => self.file(path, Severity::Error),
            }
        }
        Ok(self.returns)
    }

    fn folder(&mut self, folder: &Path) -> Outcome<()> {
        let entries = fs::read_dir(folder).map_err(|error| Error::io(folder, error))?;
        let mut paths: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
        paths.sort();
        for path in paths {
            self.file(&path, Severity::Warning);
        }
        Ok(())
    }

    /// Reads a file, or says why not. That it is no form is graver if the user named it than if it
    /// lies in a folder.
    fn file(&mut self, path: &Path, foreign: Severity) {
        let name = path
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        if read::is_owner_file(path) {
            self.note(Severity::Advice, "cli.collect.owner-file", path, None);
            return;
        }
        let is_output = || self.output.is_some() && fs::canonicalize(path).ok() == self.output;
        if is_known_by_name(&name) || is_output() {
            return;
        }
        if path.is_dir() {
            self.note(Severity::Warning, "cli.collect.folder-inside", path, None);
            return;
        }
        if !may_be_form(&name) {
            let hint = Message::plain("cli.collect.foreign.hint");
            self.note(foreign, "cli.collect.foreign", path, Some(hint));
            return;
        }
        if let Err(failure) = self.form(path) {
            self.unread(path, &failure);
        }
    }

    fn form(&mut self, path: &Path) -> Outcome<()> {
        let file = path.display().to_string();
        let bytes = files::bytes(path)?;
        let read = read_form(&file, bytes, self.schema, self.shares);
        let read = read.map_err(|error| files::read_failure(error.in_file(path)))?;
        let Some(ReadForm { form, texts }) = read else {
            return Ok(());
        };
        for (name, text) in texts {
            self.returns.sources.add(&name, &text);
        }
        self.returns.forms.push(form);
        Ok(())
    }

    fn unread(&mut self, path: &Path, failure: &Failure) {
        let (why, hint) = match failure {
            Failure::Stopped(error, hint) => (error_text(error), hint.clone()),
            // Reading a form fails by its file alone.
            Failure::Usage(..) | Failure::Faults(..) => return,
        };
        let file = path.display().to_string();
        let why = why
            .strip_prefix(&format!("{file}："))
            .unwrap_or(&why)
            .to_owned();
        let why = why
            .strip_prefix(&format!("{file}: "))
            .unwrap_or(&why)
            .to_owned();
        let message = Message::new("cli.collect.unread", [("file", file), ("why", why)]);
        self.returns.notes.push(Diagnostic {
            hint,
            ..Diagnostic::error(None, message)
        });
    }

    fn note(&mut self, severity: Severity, key: &'static str, path: &Path, hint: Option<Message>) {
        let message = Message::new(key, [("file", path.display().to_string())]);
        self.returns.notes.push(Diagnostic {
            severity,
            hint,
            ..Diagnostic::error(None, message)
        });
    }
}

/// Returns whether a file among the returns is none and nobody asks for it: the covering note,
/// files of the system, hidden files.
fn is_known_by_name(name: &str) -> bool {
    name == NOTICE_FILE || SYSTEM_FILES.contains(&name) || name.starts_with('.')
}
