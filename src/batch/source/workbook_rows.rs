//! Reads the rows of the sheets of a workbook, each cell as the words it shows.

use super::table::{RecordCell, RecordRow};
use crate::forms::sheet;
use crate::read::spreadsheet::{Workbook, Worksheet};

/// A sheet as rows, under the name that faults call it by.
pub(super) struct SheetRows {
    pub(super) name: String,
    pub(super) rows: Vec<RecordRow>,
}

/// Returns the sheets of a workbook that users see and that have anything in them.
pub(super) fn sheets(file: &str, workbook: &Workbook) -> Vec<SheetRows> {
    let used: Vec<&Worksheet> = workbook
        .visible()
        .filter(|sheet| !sheet.rows.is_empty())
        .collect();
    let mut sheets = Vec::with_capacity(used.len());
    for sheet in &used {
        let name = if used.len() > 1 {
            format!("{file}（{}）", sheet.name)
        } else {
            file.to_owned()
        };
        sheets.push(SheetRows {
            name,
            rows: rows(sheet),
        });
    }
    sheets
}

fn rows(worksheet: &Worksheet) -> Vec<RecordRow> {
    let mut rows = Vec::with_capacity(worksheet.rows.len());
    for row in &worksheet.rows {
        let mut cells = Vec::with_capacity(row.cells.len());
        for cell in &row.cells {
            let fault = cell.fault.as_ref().map(|fault| {
                let fault = sheet::cell_fault(worksheet, cell, fault);
                (fault.message, Some(fault.hint))
            });
            let column = cell.address.column as usize;
            cells.push(RecordCell {
                column,
                text: cell.text.to_string(),
                fault,
            });
        }
        rows.push(RecordRow {
            line: row.number as usize + 1,
            cells,
        });
    }
    rows
}
