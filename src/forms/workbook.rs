//! Reads the answers of a workbook that came back: what its cells show, or what is wrong with them.

use super::sheet::{SheetColumns, SheetReader, columns_hint};
use crate::answers::Answers;
use crate::diagnostic::Message;
use crate::ooxml::spreadsheet::{CellFault, Workbook, Worksheet, WorksheetCell};
use crate::schema::Schema;

/// Columns that are read at most: a row of few bytes may name a far one.
const MOST_COLUMNS: u32 = 64;
/// Rows that are shown at most beside a fault: an empty sheet may name its last row.
const LAST_SHOWN_ROW: usize = 10_000;

/// Reads the answers of all sheets that users see and that have the columns of a form.
#[must_use]
pub fn read_workbook(file: &str, workbook: &Workbook, schema: &Schema) -> Answers {
    let mut reader = SheetReader::new(file, schema);
    let mut has_form = false;
    for sheet in workbook.visible() {
        if let Some(columns) = reader.add_table(&rows(sheet)) {
            has_form = true;
            add_cell_faults(&mut reader, sheet, &columns);
        }
    }
    if !has_form {
        let names: Vec<&str> = workbook.visible().map(|sheet| sheet.name.as_str()).collect();
        let message = Message::new("sheet.no-form", [("sheets", names.join("、"))]);
        reader.fault(1, message, columns_hint());
    }
    reader.finish()
}

/// Returns the rows of the sheets users see as lines that a fault can point into.
#[must_use]
pub fn workbook_lines(workbook: &Workbook) -> String {
    let mut lines: Vec<String> = Vec::new();
    for sheet in workbook.visible() {
        for (line, row) in rows(sheet) {
            if line > LAST_SHOWN_ROW {
                break;
            }
            if lines.len() < line {
                lines.resize(line, String::new());
            }
            // Of several sheets the first that has the line is shown.
            if lines[line - 1].is_empty() {
                lines[line - 1] = row.join(" ").replace('\n', " ");
            }
        }
    }
    lines.join("\n")
}

/// The words of a sheet's cells, each row with its line from 1.
fn rows(sheet: &Worksheet) -> Vec<(usize, Vec<String>)> {
    let mut rows = Vec::new();
    for row in &sheet.rows {
        let mut words = Vec::new();
        for cell in row.cells.iter().filter(|cell| cell.address.column < MOST_COLUMNS) {
            words.resize(cell.address.column as usize, String::new());
            words.push(cell.text.to_string());
        }
        rows.push((row.number as usize + 1, words));
    }
    rows
}

/// Notes the faults of cells below the head, in the columns that are read.
fn add_cell_faults(reader: &mut SheetReader<'_>, sheet: &Worksheet, columns: &SheetColumns) {
    let read = [Some(columns.field), columns.record, columns.part, Some(columns.words)];
    for cell in sheet.faults() {
        let line = cell.address.row as usize + 1;
        let is_read = read.contains(&Some(cell.address.column as usize));
        if let Some(fault) = cell.fault.as_ref().filter(|_| is_read && line > columns.head_line) {
            let (message, hint) = cell_fault(sheet, cell, fault);
            reader.fault(line, message, hint);
        }
    }
}

/// What is wrong with a cell, and how to correct it.
fn cell_fault(sheet: &Worksheet, cell: &WorksheetCell, fault: &CellFault) -> (Message, Message) {
    let (key, hint, value) = match fault {
        CellFault::NoResult => ("sheet.cell-no-result", "sheet.cell-no-result.hint", ""),
        CellFault::ErrorValue(value) => ("sheet.cell-error", "sheet.cell-error.hint", &**value),
        CellFault::Format(code) => ("sheet.cell-format", "sheet.cell-format.hint", &**code),
        CellFault::NotShown(value) => {
            ("sheet.cell-not-shown", "sheet.cell-not-shown.hint", &**value)
        }
        CellFault::ConditionalFormat => ("sheet.cell-conditional", "sheet.cell-format.hint", ""),
        CellFault::Value(value) => ("sheet.cell-value", "sheet.cell-value.hint", &**value),
    };
    let mut args = vec![("sheet", sheet.name.clone()), ("cell", cell.address.to_string())];
    if !matches!(fault, CellFault::NoResult | CellFault::ConditionalFormat) {
        args.push(("value", value.to_owned()));
    }
    (Message::with(key, args), Message::plain(hint))
}
