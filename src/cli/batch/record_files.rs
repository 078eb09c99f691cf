//! Opens the files of records, as often as they have to be read.

use std::collections::HashMap;
use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use nigao::batch::{self, ColumnRules, RecordFormat, Records};
use nigao::diagnostic::Diagnostics;
use nigao::error::Error;
use nigao::schema::Schema;
use tempfile::NamedTempFile;

use crate::cli::outcome::Outcome;

/// The name of stdin.
const STDIN: &str = "-";

/// The files of records that were named, with what stdin held.
pub(super) struct RecordFiles {
    names: Vec<String>,
    format: Option<RecordFormat>,
    only_known: bool,
    /// By name, what came through a pipe: it can be read once, and records are read twice.
    spools: HashMap<String, NamedTempFile>,
}

impl RecordFiles {
    pub(super) fn new(names: &[String], format: Option<RecordFormat>, only_known: bool) -> Self {
        Self {
            names: names.to_vec(),
            format,
            only_known,
            spools: HashMap::new(),
        }
    }

    /// Keeps what stdin and other pipes hold in temporary files, so that it can be read more than
    /// once.
    pub(super) fn spool(&mut self) -> Outcome<()> {
        for name in &self.names {
            let failed = |error| Error::io(name, error);
            let mut pipe: Box<dyn Read> = if name == STDIN {
                Box::new(io::stdin().lock())
            } else if is_pipe(Path::new(name)) {
                Box::new(File::open(name).map_err(failed)?)
            } else {
                continue;
            };
            let mut file = NamedTempFile::new().map_err(failed)?;
            io::copy(&mut pipe, file.as_file_mut()).map_err(failed)?;
            // A pipe named twice is empty the second time, and so is stdin.
            self.spools.entry(name.clone()).or_insert(file);
        }
        Ok(())
    }

    /// Opens the records of all files, one after another and numbered through.
    pub(super) fn open(
        &self,
        schema: &Schema,
        elsewhere: &(dyn Fn(&str) -> bool + Sync),
    ) -> Outcome<(Records, Diagnostics)> {
        let rules = ColumnRules {
            only_known: self.only_known,
            elsewhere,
        };
        let mut found = Diagnostics::new();
        let mut all: Vec<Records> = Vec::new();
        for name in &self.names {
            let (records, faults) = if let Some(spool) = self.spools.get(name) {
                let file = spool.reopen().map_err(|error| Error::io(name, error))?;
                batch::stream(name, file, self.stream_format(name), schema, rules)?
            } else if name == STDIN {
                let format = self.stream_format(name);
                batch::stream(STDIN, io::stdin(), format, schema, rules)?
            } else {
                self.open_file(Path::new(name), schema, rules)?
            };
            found.extend(faults);
            all.push(records);
        }
        let numbered = all
            .into_iter()
            .flatten()
            .zip(1..)
            .map(|(record, number)| Ok(record?.numbered(number)));
        Ok((Box::new(numbered), found))
    }

    /// Returns the form of what comes through a pipe: as it was said, as its name says, else lines.
    fn stream_format(&self, name: &str) -> RecordFormat {
        let ending = Path::new(name).extension().unwrap_or_default();
        let by_name = RecordFormat::of_ending(&ending.to_string_lossy());
        self.format.or(by_name).unwrap_or(RecordFormat::JsonLines)
    }

    fn open_file(
        &self,
        path: &Path,
        schema: &Schema,
        rules: ColumnRules,
    ) -> Outcome<(Records, Diagnostics)> {
        File::open(path).map_err(|error| Error::io(path, error))?;
        Ok(batch::open(path, self.format, schema, rules)?)
    }
}

/// Whether a path is a pipe (`<(…)`, /dev/fd/3, a FIFO).
#[cfg(unix)]
fn is_pipe(path: &Path) -> bool {
    use std::os::unix::fs::FileTypeExt;
    std::fs::metadata(path).is_ok_and(|found| found.file_type().is_fifo())
}

/// Whether a path is a pipe; elsewhere pipes have no path.
#[cfg(not(unix))]
fn is_pipe(_: &Path) -> bool {
    false
}
