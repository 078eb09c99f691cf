//! Opens files, folders and streams of records by their form.

use std::fs::File;
use std::io::{BufReader, Read};
use std::path::Path;

use super::csv_rows::CsvRows;
use super::folder::FolderFiles;
use super::json_lines::JsonLines;
use super::table::ColumnRules;
use super::table_records::{self, TableRecords};
use super::yaml_documents::YamlDocuments;
use crate::batch::record::{RecordFormat, UnreadRecord};
use crate::diagnostic::{Diagnostics, Message};
use crate::error::{Error, Result};
use crate::ooxml::LARGEST_FILE_BYTES;
use crate::schema::Schema;
use crate::{input, read};

/// Records one after another; an error ends them.
pub type Records = Box<dyn Iterator<Item = Result<UnreadRecord>> + Send>;

/// Opens a file or a folder of records. What is wrong with the head of a table comes beside them:
/// an error there is every record's.
///
/// # Errors
/// A file that cannot be read, a form that cannot be told from its name, a workbook that is none.
pub fn open(
    path: &Path,
    format: Option<RecordFormat>,
    schema: &Schema,
    rules: ColumnRules,
) -> Result<(Records, Diagnostics)> {
    let name = path.display().to_string();
    let ending = path
        .extension()
        .map(|ending| ending.to_string_lossy().into_owned());
    let by_name = || RecordFormat::of_ending(&ending.unwrap_or_default());
    // A folder is one, whatever form is asked for.
    let told = if path.is_dir() {
        Some(RecordFormat::Folder)
    } else {
        format.or_else(by_name)
    };
    let Some(format) = told else {
        return Err(Error::new(Message::plain("batch.form")).in_file(path));
    };
    match format {
        RecordFormat::Folder => {
            let (files, notes) = FolderFiles::open(path)?;
            Ok((Box::new(files), notes))
        }
        RecordFormat::Workbook => {
            let bytes = input::read_file(path, LARGEST_FILE_BYTES)?;
            let workbook = read::workbook(&bytes).map_err(|error| error.in_file(path))?;
            let (records, faults) = table_records::of_workbook(&name, &workbook, schema, rules);
            Ok((Box::new(records), faults))
        }
        _ => {
            let file = File::open(path).map_err(|error| Error::io(path, error))?;
            stream(&name, file, format, schema, rules)
        }
    }
}

/// Reads records from a stream, such as stdin.
///
/// # Errors
/// A stream that cannot be read, and a form that no stream has: a workbook, a folder.
pub fn stream(
    name: &str,
    reader: impl Read + Send + 'static,
    format: RecordFormat,
    schema: &Schema,
    rules: ColumnRules,
) -> Result<(Records, Diagnostics)> {
    match format {
        RecordFormat::JsonLines => {
            let lines = JsonLines::new(name, BufReader::new(reader), schema);
            Ok((Box::new(lines), Diagnostics::new()))
        }
        RecordFormat::Yaml => {
            let text = read::decoded(reader).map_err(|error| Error::io(name, error))?;
            let documents = YamlDocuments::new(name, BufReader::new(text));
            Ok((Box::new(documents), Diagnostics::new()))
        }
        RecordFormat::Csv => {
            let text = read::decoded(reader).map_err(|error| Error::io(name, error))?;
            let rows = CsvRows::new(name, text)?;
            let (records, faults) = TableRecords::of_rows(name, rows, schema, rules)?;
            Ok((Box::new(records), faults))
        }
        RecordFormat::Workbook | RecordFormat::Folder => {
            Err(Error::new(Message::plain("batch.no-stream")).in_file(name))
        }
    }
}
