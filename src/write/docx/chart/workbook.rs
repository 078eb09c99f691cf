//! Writes the workbook Word opens to edit a chart: a row a name, a column a series.

use crate::document::Plot;
use crate::error::Result;
use crate::write::xlsx;
use crate::write::xlsx::{CellContent, letters};

/// The width of the names' column, in characters.
const NAMES: u16 = 28;

/// The cells of a curve's values, `Sheet1!$B$2:$B$5`; `column` counts from 0, which is the names'.
pub(super) fn cells(column: usize, rows: usize) -> String {
    let column = letters(column);
    format!("Sheet1!${column}$2:${column}${}", rows + 1)
}

/// The cell of a curve's name.
pub(super) fn head(column: usize) -> String {
    format!("Sheet1!${}$1", letters(column))
}

/// The bytes of the workbook, the same for the same plot.
pub(super) fn file(plot: &Plot) -> Result<Vec<u8>> {
    let unit = if plot.unit.is_empty() {
        String::new()
    } else {
        format!("单位：{}", plot.unit)
    };
    let mut header = vec![text(unit)];
    header.extend(plot.columns.iter().map(|curve| text(curve.name.clone())));
    header.extend(plot.lines.iter().map(|curve| text(curve.title())));
    let mut rows = vec![header];
    for (n, name) in plot.names.iter().enumerate() {
        let mut row = vec![text(name.clone())];
        for curve in plot.columns.iter().chain(&plot.lines) {
            let value = curve.values.get(n).copied().flatten();
            row.push(value.map_or(CellContent::Empty, CellContent::Number));
        }
        rows.push(row);
    }
    xlsx::file(&rows, &[NAMES])
}

fn text(words: String) -> CellContent {
    if words.is_empty() {
        CellContent::Empty
    } else {
        CellContent::Text(words)
    }
}
