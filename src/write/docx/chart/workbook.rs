//! Workbook: a plot to the .xlsx that Word opens when its data are edited: a sheet with a row a name, a column a series.

use crate::document::{Curve, Plot};
use crate::error::Result;
use crate::write::xlsx;
use crate::write::xlsx::{CellContent, letters};

/// How wide the names' column is, in characters.
const NAMES: u16 = 28;

/// The cells of a curve's values, `Sheet1!$B$2:$B$5`; `column` counts from 0, the names' own.
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
    let curves: Vec<&Curve> = plot.columns.iter().chain(&plot.lines).collect();
    let titles = plot
        .columns
        .iter()
        .map(|curve| curve.name.clone())
        .chain(plot.lines.iter().map(Curve::title));
    let corner =
        if plot.unit.is_empty() { String::new() } else { format!("单位：{}", plot.unit) };
    let mut rows =
        vec![std::iter::once(corner).chain(titles).map(text).collect::<Vec<CellContent>>()];
    for (n, name) in plot.names.iter().enumerate() {
        let value = |curve: &&Curve| {
            curve.values.get(n).copied().flatten().map_or(CellContent::Empty, CellContent::Number)
        };
        rows.push(std::iter::once(text(name.clone())).chain(curves.iter().map(value)).collect());
    }
    xlsx::file(&rows, &[NAMES])
}

fn text(words: String) -> CellContent {
    if words.is_empty() { CellContent::Empty } else { CellContent::Text(words) }
}
