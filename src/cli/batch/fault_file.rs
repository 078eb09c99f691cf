//! Writes `faults.jsonl`: a line for each thing that is wrong with a record, in order.

use std::fs;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

use nigao::batch::Record;
use nigao::diagnostic::{Code, Diagnostic, Lang, Location, Severity};
use nigao::error::Error;
use nigao::output::temporary;
use serde_json::{Value, json};

/// The name of the file beside the outputs.
pub(super) const NAME: &str = "faults.jsonl";

/// Where a record stands, apart from its answers.
#[derive(Clone)]
pub(super) struct RecordPlace {
    number: usize,
    id: Option<Value>,
    file: String,
    line: usize,
}

impl RecordPlace {
    pub(super) fn of(record: &Record) -> Self {
        Self {
            number: record.number,
            id: record.id.clone(),
            file: record.origin.file.to_string(),
            line: record.origin.line,
        }
    }
}

/// The file of faults, made when the first is found and put in place at the end.
pub(super) struct FaultFile {
    path: PathBuf,
    staged: Option<BufWriter<tempfile::NamedTempFile>>,
}

impl FaultFile {
    pub(super) fn new(path: PathBuf) -> Self {
        Self { path, staged: None }
    }

    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    /// Adds the errors and warnings of a record; advice is for who looks at a single report.
    pub(super) fn add(
        &mut self,
        place: &RecordPlace,
        output: Option<&str>,
        found: &[Diagnostic],
    ) -> Result<(), Error> {
        let mut seen: Vec<&Diagnostic> = Vec::new();
        for diagnostic in found
            .iter()
            .filter(|found| found.severity != Severity::Advice)
        {
            // What the template prints five times is missing once.
            if seen.iter().any(|seen| seen.message == diagnostic.message) {
                continue;
            }
            seen.push(diagnostic);
            let line = format!("{}\n", fault_json(place, output, diagnostic));
            let failed = |error| Error::io(&self.path, error);
            let staged = match &mut self.staged {
                Some(staged) => staged,
                None => {
                    let folder = self.path.parent().filter(|at| !at.as_os_str().is_empty());
                    let folder = folder.unwrap_or(Path::new("."));
                    let file = temporary(folder, &self.path).map_err(failed)?;
                    self.staged.insert(BufWriter::new(file))
                }
            };
            staged.write_all(line.as_bytes()).map_err(failed)?;
        }
        Ok(())
    }

    /// Puts the file in place, and returns whether there is one. Where nothing is wrong, that of
    /// an earlier run goes.
    pub(super) fn finish(self) -> Result<bool, Error> {
        let failed = |error| Error::io(&self.path, error);
        let Some(staged) = self.staged else {
            if self.path.is_file() {
                fs::remove_file(&self.path).map_err(failed)?;
            }
            return Ok(false);
        };
        let file = staged
            .into_inner()
            .map_err(|error| failed(error.into_error()))?;
        file.persist(&self.path)
            .map_err(|error| failed(error.error))?;
        Ok(true)
    }
}

fn fault_json(place: &RecordPlace, output: Option<&str>, diagnostic: &Diagnostic) -> Value {
    // What is wrong may stand elsewhere, in the ledger or where the template prints it.
    let at = diagnostic.location.as_ref();
    let own = at.filter(|at| *at.file == *place.file);
    let mut json = json!({
        "record": place.number,
        "id": place.id,
        "output": output,
        "file": place.file,
        "row": own.map_or(place.line, |at| at.line),
        "column": own.map(|at| at.column),
        "field": field_of(diagnostic),
        "place": at.map(Location::to_json),
    });
    let told = diagnostic.to_json(&[Lang::Zh, Lang::En]);
    for member in ["severity", "code", "key", "args", "words", "hint"] {
        json[member] = told[member].clone();
    }
    json
}

/// Returns the field that a diagnostic is about, or the path below it.
fn field_of(diagnostic: &Diagnostic) -> Option<&str> {
    let is_path = matches!(
        diagnostic.code(),
        Code::DraftMissing | Code::DraftMissingInRecord | Code::BatchNameMissing
    );
    let is_field = |name: &str| name == "field" || (is_path && name == "name");
    diagnostic
        .message
        .args()
        .find(|(name, _)| is_field(name))
        .map(|(_, field)| field)
}
