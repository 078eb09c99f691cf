//! Holds one record of many: the answers of one report, with where they stand.

use serde_json::Value;

use crate::answers::Answers;
use crate::diagnostic::Location;

/// The longest record that is read, in bytes: twenty times the answers of the longest report.
pub const LONGEST_RECORD: usize = 1 << 20;

/// The answers of one report among many.
#[derive(Clone, Debug)]
pub struct Record {
    /// Its number, from 1, in the order of the input.
    pub number: usize,
    /// Where it begins: its file, its line or row, its column.
    pub origin: Location,
    /// What the input calls it, handed through as it came.
    pub id: Option<Value>,
    /// The name of its file without ending, where each record has a file of its own.
    pub stem: Option<String>,
    /// Its answers, with what could not be read of them.
    pub answers: Answers,
}

/// A record as it was taken from its input: parsing it is left to the thread that works on it, so
/// that all cores do.
pub struct UnreadRecord {
    number: usize,
    parse: Box<dyn FnOnce() -> Record + Send>,
}

impl UnreadRecord {
    /// Wraps what parses the record of a number.
    pub(super) fn new(number: usize, parse: impl FnOnce() -> Record + Send + 'static) -> Self {
        Self {
            number,
            parse: Box::new(parse),
        }
    }

    /// Returns it with another number, for records that come from several inputs.
    #[must_use]
    pub fn numbered(self, number: usize) -> Self {
        Self { number, ..self }
    }

    /// Parses the record.
    #[must_use]
    pub fn read(self) -> Record {
        Record {
            number: self.number,
            ..(self.parse)()
        }
    }
}

/// The form of a file of records.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum RecordFormat {
    /// A JSON object a line.
    JsonLines,
    /// YAML documents parted by `---`.
    Yaml,
    /// Cells parted by commas, tabs or semicolons; the first row names the fields.
    Csv,
    /// A workbook; the first row of a sheet names the fields.
    Workbook,
    /// A folder with a file of answers for each record.
    Folder,
}

impl RecordFormat {
    /// Returns the form that the ending of a name stands for.
    #[must_use]
    pub fn of_ending(ending: &str) -> Option<Self> {
        match ending.to_lowercase().as_str() {
            "jsonl" | "ndjson" => Some(Self::JsonLines),
            "yaml" | "yml" => Some(Self::Yaml),
            "csv" | "tsv" | "txt" => Some(Self::Csv),
            "xlsx" | "xlsm" | "xltx" | "xls" | "et" | "ods" => Some(Self::Workbook),
            _ => None,
        }
    }
}
