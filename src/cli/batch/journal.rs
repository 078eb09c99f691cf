//! Records which files a batch has written, so that a run that was killed can be resumed.
//!
//! Before a file is renamed into place the journal says that it begins, and afterwards that it is
//! done. A file that is done under the same digest is kept; one that had begun is ours and may be
//! replaced, whatever state it is in; any other file is somebody's, and is not.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fs::{self, File, OpenOptions};
use std::io::{BufRead, BufReader, BufWriter, Seek, SeekFrom, Write};
use std::path::{Component, Path, PathBuf};
use std::sync::Mutex;

use nigao::batch::{NameKey, digest_of};
use nigao::error::Error;
use nigao::output::temporary;
use serde_json::{Value, json};

use crate::cli::outcome::Outcome;

/// The name of the journal in the folder of the outputs.
const NAME: &str = ".nigao-batch.jsonl";

/// What was written, of this run and of those before it.
pub(super) struct Journal {
    path: PathBuf,
    file: Mutex<File>,
    /// By the name of a file, its digest if it was done.
    before: HashMap<String, Option<String>>,
}

impl Journal {
    /// Opens the journal of a folder. What it says of earlier runs counts only when resuming.
    pub(super) fn open(folder: &Path, resume: bool) -> Outcome<Self> {
        let path = folder.join(NAME);
        let failed = |error| Error::io(&path, error);
        let mut before = HashMap::new();
        if resume && path.is_file() {
            before = read(&path)?;
            for below in folders_of(before.keys()) {
                drop_torn_files(&folder.join(below));
            }
        }
        let file = OpenOptions::new()
            .create(true)
            .append(true)
            .open(&path)
            .map_err(failed)?;
        // A line that was cut by a power failure ends here.
        let mut journal = Self {
            path: path.clone(),
            file: Mutex::new(file),
            before,
        };
        if fs::metadata(&path).is_ok_and(|found| found.len() > 0) {
            journal.write("\n")?;
        }
        Ok(journal)
    }

    /// Returns whether a file was written from the same record, genre and version.
    pub(super) fn is_done(&self, name: &str, digest: &str) -> bool {
        matches!(self.before.get(name), Some(Some(done)) if done == digest)
    }

    /// Returns whether an earlier run wrote a file of this name, or began to.
    pub(super) fn is_ours(&self, name: &str) -> bool {
        self.before.contains_key(name)
    }

    pub(super) fn begin(&self, name: &str) -> Result<(), Error> {
        self.append(&json!({"begin": name}))
    }

    pub(super) fn done(&self, name: &str, digest: &str) -> Result<(), Error> {
        self.append(&json!({"done": name, "digest": digest}))
    }

    fn append(&self, line: &Value) -> Result<(), Error> {
        let failed = |error| Error::io(&self.path, error);
        // A thread that panicked wrote a whole line or none.
        let mut file = self
            .file
            .lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner);
        file.write_all(format!("{line}\n").as_bytes())
            .map_err(failed)
    }

    fn write(&mut self, text: &str) -> Result<(), Error> {
        let file = self
            .file
            .get_mut()
            .unwrap_or_else(std::sync::PoisonError::into_inner);
        file.write_all(text.as_bytes())
            .map_err(|error| Error::io(&self.path, error))
    }

    /// Leaves the last line of each file, in an order that names alone decide: the same journal
    /// whatever the order of the work. Of a file only a digest of its name and the place of its
    /// line are held, for a batch may have millions. Returns the path of the journal.
    pub(super) fn compact(self) -> Outcome<PathBuf> {
        let failed = |error| Error::io(&self.path, error);
        let mut last: BTreeMap<NameKey, u64> = BTreeMap::new();
        let mut lines = BufReader::new(File::open(&self.path).map_err(failed)?);
        let (mut line, mut start) = (Vec::new(), 0);
        loop {
            line.clear();
            let length = lines.read_until(b'\n', &mut line).map_err(failed)?;
            if length == 0 {
                break;
            }
            if let Some(entry) = JournalEntry::parse(&line) {
                last.insert(digest_of(&entry.name), start);
            }
            start += length as u64;
        }
        let folder = self.path.parent().unwrap_or(Path::new("."));
        let mut file = BufWriter::new(temporary(folder, &self.path).map_err(failed)?);
        for start in last.into_values() {
            lines.seek(SeekFrom::Start(start)).map_err(failed)?;
            line.clear();
            lines.read_until(b'\n', &mut line).map_err(failed)?;
            file.write_all(line.trim_ascii_end()).map_err(failed)?;
            file.write_all(b"\n").map_err(failed)?;
        }
        let file = file
            .into_inner()
            .map_err(|error| failed(error.into_error()))?;
        file.persist(&self.path)
            .map_err(|error| failed(error.error))?;
        Ok(self.path)
    }
}

/// A line of a journal.
struct JournalEntry {
    name: String,
    /// The digest of a file that is done; none of one that was begun.
    digest: Option<String>,
}

impl JournalEntry {
    /// Parses a line; none that is cut or foreign.
    fn parse(line: &[u8]) -> Option<Self> {
        let entry: Value = serde_json::from_slice(line).ok()?;
        let words = |key: &str| entry.get(key).and_then(Value::as_str).map(str::to_owned);
        if let Some(name) = words("begin") {
            return Some(Self { name, digest: None });
        }
        Some(Self {
            name: words("done")?,
            digest: Some(words("digest")?),
        })
    }
}

/// Returns the folders of files below that of the outputs, and that one itself.
fn folders_of<'a>(names: impl Iterator<Item = &'a String>) -> BTreeSet<&'a Path> {
    let mut folders = BTreeSet::from([Path::new("")]);
    // A journal is a file like any other: what it says leads nowhere else.
    let stays_below = |path: &&Path| {
        let mut parts = path.components();
        parts.all(|part| matches!(part, Component::Normal(_)))
    };
    folders.extend(
        names
            .filter_map(|name| Path::new(name).parent())
            .filter(stays_below),
    );
    folders
}

/// Removes the temporary files that a killed run left in a folder that its journal names.
fn drop_torn_files(folder: &Path) {
    let Ok(entries) = fs::read_dir(folder) else {
        return;
    };
    for entry in entries.flatten() {
        let name = entry.file_name();
        let is_torn = name.to_string_lossy().starts_with(".nigao-") && name != NAME;
        if is_torn && entry.file_type().is_ok_and(|kind| kind.is_file()) {
            // What cannot be removed is in nobody's way.
            let _ = fs::remove_file(entry.path());
        }
    }
}

/// Reads a journal; lines that are cut or foreign say nothing.
fn read(path: &Path) -> Result<HashMap<String, Option<String>>, Error> {
    let file = File::open(path).map_err(|error| Error::io(path, error))?;
    let mut files = HashMap::new();
    let mut lines = BufReader::new(file);
    let mut line = Vec::new();
    loop {
        line.clear();
        let length = lines.read_until(b'\n', &mut line);
        if length.map_err(|error| Error::io(path, error))? == 0 {
            break;
        }
        if let Some(entry) = JournalEntry::parse(&line) {
            files.insert(entry.name, entry.digest);
        }
    }
    Ok(files)
}
