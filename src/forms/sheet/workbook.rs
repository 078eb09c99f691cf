//! Turns a workbook that came back into the rows of its sheets, with what is wrong with cells.

use super::returned::{ReturnedCell, ReturnedCellFault, ReturnedRow, ReturnedSheet};
use crate::diagnostic::Message;
use crate::ooxml::spreadsheet::{CellFault, Workbook, Worksheet, WorksheetCell};

/// The number of columns that are read: a row of few bytes may name a far one.
const MOST_COLUMNS: u32 = 64;

/// Returns the sheets of a workbook that users see, each named after its tab where there are
/// several with anything in them.
#[must_use]
pub fn workbook_sheets(file: &str, workbook: &Workbook) -> Vec<ReturnedSheet> {
    let used: Vec<&Worksheet> = workbook
        .visible()
        .filter(|sheet| !sheet.rows.is_empty())
        .collect();
    let mut sheets = Vec::new();
    for sheet in &used {
        let name = &sheet.name;
        let file = if used.len() > 1 {
            format!("{file}（{name}）")
        } else {
            file.to_owned()
        };
        sheets.push(ReturnedSheet {
            file,
            rows: rows(sheet),
        });
    }
    if sheets.is_empty() {
        // A workbook without words is a form that is not there.
        sheets.push(ReturnedSheet {
            file: file.to_owned(),
            rows: Vec::new(),
        });
    }
    sheets
}

fn rows(sheet: &Worksheet) -> Vec<ReturnedRow> {
    let mut rows = Vec::new();
    for row in &sheet.rows {
        let mut cells = Vec::new();
        for cell in row
            .cells
            .iter()
            .filter(|cell| cell.address.column < MOST_COLUMNS)
        {
            cells.resize(cell.address.column as usize, ReturnedCell::default());
            let from = cell.merged_from.as_ref();
            cells.push(ReturnedCell {
                text: cell.text.to_string(),
                // A fault of merged cells is reported once, at the first of them.
                fault: cell
                    .fault
                    .as_ref()
                    .filter(|_| from.is_none())
                    .map(|fault| cell_fault(sheet, cell, fault)),
                is_from_above: from.is_some_and(|from| from.row < cell.address.row),
            });
        }
        rows.push(ReturnedRow {
            line: row.number as usize + 1,
            cells,
        });
    }
    rows
}

/// Returns what is wrong with a cell, and how to correct it.
pub(crate) fn cell_fault(
    sheet: &Worksheet,
    cell: &WorksheetCell,
    fault: &CellFault,
) -> ReturnedCellFault {
    let (key, hint, value) = match fault {
        CellFault::NoResult => ("sheet.cell-no-result", "sheet.cell-no-result.hint", None),
        CellFault::ErrorValue(value) => ("sheet.cell-error", "sheet.cell-error.hint", Some(value)),
        CellFault::Format(code) => ("sheet.cell-format", "sheet.cell-format.hint", Some(code)),
        CellFault::NotShown(value) => (
            "sheet.cell-not-shown",
            "sheet.cell-not-shown.hint",
            Some(value),
        ),
        CellFault::ConditionalFormat => ("sheet.cell-conditional", "sheet.cell-format.hint", None),
        CellFault::Value(value) => ("sheet.cell-value", "sheet.cell-value.hint", Some(value)),
    };
    let mut args = vec![
        ("sheet", sheet.name.clone()),
        ("cell", cell.address.to_string()),
    ];
    args.extend(value.map(|value| ("value", value.clone())));
    ReturnedCellFault {
        message: Message::with(key, args),
        hint: Message::plain(hint),
    }
}
