//! Lays a share's sheet out as a workbook, ready to be printed and signed.

use crate::error::Result;
use crate::forms::sheet::{COLUMNS, SheetTable};
use crate::write::form_workbook::{FormColumn, FormRow, FormWorkbook};

/// The columns of a sheet with their widths, in characters of the standard face, and whether
/// their words stand in the middle.
const WIDTHS: [(u16, bool); COLUMNS.len()] = [
    (18, false),
    (5, true),
    (16, false),
    (44, false),
    (10, true),
    (18, false),
    (16, true),
    (26, false),
];

/// Returns the workbook of a sheet.
///
/// # Errors
/// A sheet too large for a workbook.
pub fn share_workbook(table: &SheetTable) -> Result<Vec<u8>> {
    let mut columns = Vec::new();
    for (name, (width, is_centred)) in COLUMNS.into_iter().zip(WIDTHS) {
        columns.push(FormColumn {
            name,
            width,
            is_centred,
        });
    }
    let mut rows = Vec::new();
    for (cells, choices) in table.rows.iter().zip(&table.choices) {
        rows.push(FormRow { cells, choices });
    }
    let workbook = FormWorkbook {
        title: &table.title,
        line: &table.office_line,
        columns: &columns,
        rows: &rows,
    };
    workbook.to_bytes()
}
