//! Opens the files of records, as often as they have to be read.

use std::fs::File;
use std::io;
use std::path::Path;

use nigao::batch::{self, ColumnRules, RecordFormat, Records};
use nigao::diagnostic::Diagnostics;
use nigao::error::Error;
use nigao::schema::Schema;

use crate::cli::outcome::Outcome;

/// The name of stdin.
const STDIN: &str = "-";

/// The files of records that were named, with what stdin held.
pub(super) struct RecordFiles {
    names: Vec<String>,
    format: Option<RecordFormat>,
    only_known: bool,
    spool: Option<tempfile::NamedTempFile>,
}

impl RecordFiles {
    pub(super) fn new(names: &[String], format: Option<RecordFormat>, only_known: bool) -> Self {
        Self {
            names: names.to_vec(),
            format,
            only_known,
            spool: None,
        }
    }

    /// Keeps what stdin holds in a temporary file, so that it can be read more than once.
    pub(super) fn spool(&mut self) -> Outcome<()> {
        if self.spool.is_some() || !self.names.iter().any(|name| name == STDIN) {
            return Ok(());
        }
        let failed = |error| Error::io(STDIN, error);
        let mut file = tempfile::NamedTempFile::new().map_err(failed)?;
        io::copy(&mut io::stdin().lock(), file.as_file_mut()).map_err(failed)?;
        self.spool = Some(file);
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
            let (records, faults) = if name == STDIN {
                let format = self.format.unwrap_or(RecordFormat::JsonLines);
                match &self.spool {
                    Some(file) => {
                        let file = file.reopen().map_err(|error| Error::io(STDIN, error))?;
                        batch::stream(STDIN, file, format, schema, rules)?
                    }
                    None => batch::stream(STDIN, io::stdin(), format, schema, rules)?,
                }
            } else {
                self.open_file(Path::new(name), schema, rules)?
            };
            found.extend(faults);
            all.push(records);
        }
        let numbered = all.into_iter().flatten().zip(1..).map(|(record, number)| {
            let mut record = record?;
            record.number = number;
            Ok(record)
        });
        Ok((Box::new(numbered), found))
    }

    fn open_file(
        &self,
        path: &Path,
        schema: &Schema,
        rules: ColumnRules,
    ) -> Outcome<(Records, Diagnostics)> {
        // A pipe (`<(…)`, /dev/fd/3) has no ending and can be read once; it is said to have a form.
        File::open(path).map_err(|error| Error::io(path, error))?;
        Ok(batch::open(path, self.format, schema, rules)?)
    }
}
