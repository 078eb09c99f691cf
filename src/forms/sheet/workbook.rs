//! Takes the sheets of a workbook that came back as what their cells show.

use super::returned::{ReturnedCell, ReturnedRow, ReturnedSheet};
use crate::diagnostic::Message;
use crate::ooxml::spreadsheet::{CellFault, Workbook, Worksheet, WorksheetCell};

/// Columns that are read at most: a row of few bytes may name a far one.
const MOST_COLUMNS: u32 = 64;

/// Returns the sheets of a workbook that users see, each named after its tab where there are
/// several.
#[must_use]
pub fn workbook_sheets(file: &str, workbook: &Workbook) -> Vec<ReturnedSheet> {
    let is_single = workbook.visible().count() == 1;
    let mut sheets = Vec::new();
    for sheet in workbook.visible() {
        let name = if is_single { file.to_owned() } else { format!("{file}（{}）", sheet.name) };
        sheets.push(ReturnedSheet { file: name, rows: rows(sheet) });
    }
    sheets
}

fn rows(sheet: &Worksheet) -> Vec<ReturnedRow> {
    let mut rows = Vec::new();
    for row in &sheet.rows {
        let mut cells = Vec::new();
        for cell in row.cells.iter().filter(|cell| cell.address.column < MOST_COLUMNS) {
            cells.resize(cell.address.column as usize, ReturnedCell::default());
            // What is wrong with merged cells is reported once, where their words stand.
            let fault = cell.fault.as_ref().filter(|_| cell.merged_from.is_none());
            cells.push(ReturnedCell {
                text: cell.text.to_string(),
                fault: fault.map(|fault| message(sheet, cell, fault)),
            });
        }
        rows.push(ReturnedRow { line: row.number as usize + 1, cells });
    }
    rows
}

/// What is wrong with a cell, and how to correct it.
fn message(sheet: &Worksheet, cell: &WorksheetCell, fault: &CellFault) -> Message {
    let (key, value) = match fault {
        CellFault::NoResult => ("sheet.cell-no-result", None),
        CellFault::ErrorValue(value) => ("sheet.cell-error", Some(value)),
        CellFault::Format(code) => ("sheet.cell-format", Some(code)),
        CellFault::NotShown(value) => ("sheet.cell-not-shown", Some(value)),
        CellFault::ConditionalFormat => ("sheet.cell-conditional", None),
        CellFault::Value(value) => ("sheet.cell-value", Some(value)),
    };
    let mut args = vec![("sheet", sheet.name.clone()), ("cell", cell.address.to_string())];
    args.extend(value.map(|value| ("value", value.clone())));
    Message::with(key, args)
}
