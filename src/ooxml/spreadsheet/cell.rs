//! Models cells, rows and sheets as they are read.

use std::sync::Arc;

use super::address::{CellAddress, CellRange};

/// A cell that has words, or a fault.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WorksheetCell {
    /// Where it is.
    pub address: CellAddress,
    /// What it shows, without blanks at both ends; empty where there is a fault. A line break in
    /// the cell is `\n`.
    pub text: Arc<str>,
    /// Why what it shows cannot be told.
    pub fault: Option<CellFault>,
    /// The cell that gives its words to this one, if cells are merged.
    pub merged_from: Option<CellAddress>,
}

/// Why what a cell shows cannot be told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CellFault {
    /// A formula that nobody has calculated, or one to be calculated again when the file is opened.
    NoResult,
    /// `#DIV/0!`, `#N/A` and the like.
    ErrorValue(String),
    /// A number under a format that is not followed; its code, or its number if it has no code.
    Format(String),
    /// A number that its format cannot show: Excel fills the cell with #.
    NotShown(String),
    /// Another look depends on a rule of conditional formatting with a number format of its own.
    ConditionalFormat,
    /// A value that is none of its kind: words where a number belongs, a string that is not there.
    Value(String),
}

/// A row with anything in it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WorksheetRow {
    /// Its number, from 0; users count from 1.
    pub number: u32,
    /// Whether it is hidden, by hand or by a filter.
    pub is_hidden: bool,
    /// Its cells that have words or a fault, from left to right.
    pub cells: Vec<WorksheetCell>,
}

impl WorksheetRow {
    /// The cell of a column, if it has words or a fault.
    #[must_use]
    pub fn cell(&self, column: u32) -> Option<&WorksheetCell> {
        let at = self
            .cells
            .binary_search_by_key(&column, |cell| cell.address.column)
            .ok()?;
        self.cells.get(at)
    }

    /// The words of a column, none where the cell is blank or has a fault.
    #[must_use]
    pub fn text(&self, column: u32) -> &str {
        self.cell(column).map_or("", |cell| &cell.text)
    }
}

/// Whether a sheet is seen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum SheetVisibility {
    /// Seen.
    #[default]
    Visible,
    /// Hidden; users can show it.
    Hidden,
    /// Hidden so that only a program shows it.
    VeryHidden,
}

/// A sheet.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Worksheet {
    /// What its tab says.
    pub name: String,
    /// Whether it is seen.
    pub visibility: SheetVisibility,
    /// Its rows that have anything in them, from top to bottom.
    pub rows: Vec<WorksheetRow>,
    /// Ranges of hidden columns, from 0, both ends in them.
    pub hidden_columns: Vec<(u32, u32)>,
    /// Merged ranges.
    pub merged: Vec<CellRange>,
}

impl Worksheet {
    /// The row of a number, from 0, if it has anything in it.
    #[must_use]
    pub fn row(&self, number: u32) -> Option<&WorksheetRow> {
        let at = self
            .rows
            .binary_search_by_key(&number, |row| row.number)
            .ok()?;
        self.rows.get(at)
    }

    /// The cell at a place, if it has words or a fault.
    #[must_use]
    pub fn cell(&self, at: CellAddress) -> Option<&WorksheetCell> {
        self.row(at.row)?.cell(at.column)
    }

    /// Whether a column is hidden.
    #[must_use]
    pub fn is_column_hidden(&self, column: u32) -> bool {
        self.hidden_columns
            .iter()
            .any(|(first, last)| (*first..=*last).contains(&column))
    }

    /// The cells with a fault, in order; a merged one is told once.
    pub fn faults(&self) -> impl Iterator<Item = &WorksheetCell> {
        let cells = self.rows.iter().flat_map(|row| &row.cells);
        cells.filter(|cell| cell.fault.is_some() && cell.merged_from.is_none())
    }
}
