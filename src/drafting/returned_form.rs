//! Reads a form that came back, whatever kind of file it is.

use std::path::Path;

use crate::answers::Answers;
use crate::error::Result;
use crate::forms::sheet::{self, ReturnedSheet};
use crate::forms::{self, ReturnedForm, Share};
use crate::read;
use crate::schema::Schema;

/// The kinds of forms, by the endings of their names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum FormFormat {
    Yaml,
    Csv,
    Workbook,
}

/// A form that was read.
#[derive(Clone, Debug)]
pub struct ReadForm {
    /// The form, with the shares it answers.
    pub form: ReturnedForm,
    /// The texts that faults in it point into, by their names.
    pub texts: Vec<(String, String)>,
}

/// Returns whether a file is a kind of form, by the ending of its name.
#[must_use]
pub fn may_be_form(name: &str) -> bool {
    format_of(name).is_some()
}

/// Reads a form; `None` if its name is not that of a form.
///
/// # Errors
/// A file that cannot be read as what its name says it is.
pub fn read_form(
    name: &str,
    bytes: Vec<u8>,
    schema: &Schema,
    shares: &[Share],
) -> Result<Option<ReadForm>> {
    let Some(format) = format_of(name) else {
        return Ok(None);
    };
    let mut texts = Vec::new();
    let (answers, office) = match format {
        FormFormat::Yaml => {
            let text = read::text_of(bytes)?;
            let office = forms::office_of_form(&text).map(str::to_owned);
            let answers = Answers::read(name, &text);
            texts.push((name.to_owned(), text));
            (answers, office)
        }
        FormFormat::Csv => {
            let sheet = sheet::csv_sheet(name, &read::text_of(bytes)?);
            sheet_answers(&[sheet], schema, &mut texts)
        }
        FormFormat::Workbook => {
            let workbook = read::workbook(&bytes)?;
            sheet_answers(&sheet::workbook_sheets(name, &workbook), schema, &mut texts)
        }
    };
    let stem = Path::new(name)
        .file_stem()
        .unwrap_or_default()
        .to_string_lossy();
    let shares = forms::recognize(shares, office.as_deref(), &stem, &answers);
    Ok(Some(ReadForm {
        form: ReturnedForm {
            file: name.to_owned(),
            shares,
            answers,
        },
        texts,
    }))
}

fn sheet_answers(
    sheets: &[ReturnedSheet],
    schema: &Schema,
    texts: &mut Vec<(String, String)>,
) -> (Answers, Option<String>) {
    for sheet in sheets {
        texts.push((sheet.file.clone(), sheet.shown()));
    }
    let read = sheet::read(sheets, schema);
    (read.answers, read.office)
}

fn format_of(name: &str) -> Option<FormFormat> {
    let ending = Path::new(name).extension()?.to_str()?.to_lowercase();
    match ending.as_str() {
        "yaml" | "yml" => Some(FormFormat::Yaml),
        "csv" | "tsv" => Some(FormFormat::Csv),
        "xlsx" | "xlsm" | "xltx" | "xls" | "et" | "ods" => Some(FormFormat::Workbook),
        _ => None,
    }
}
