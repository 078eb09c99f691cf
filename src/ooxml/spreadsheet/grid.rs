//! Gathers the cells of a sheet in whatever order they come, within a budget.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::address::{CellAddress, CellRange};
use super::cell::{CellFault, Worksheet, WorksheetCell, WorksheetRow};
use super::error::{WorkbookError, WorkbookResult};
use crate::ooxml::Limit;

/// Cells of all sheets together, and bytes of the words they show.
const MOST_CELLS: usize = 1_000_000;
const MOST_WORDS: usize = 64 * 1024 * 1024;
/// What may still be read.
#[derive(Debug)]
pub(super) struct CellBudget {
    cells: usize,
    words: usize,
}

impl Default for CellBudget {
    fn default() -> Self {
        Self {
            cells: MOST_CELLS,
            words: MOST_WORDS,
        }
    }
}

impl CellBudget {
    /// Takes a cell of so many bytes.
    fn take(&mut self, bytes: usize) -> WorkbookResult<()> {
        let cells = self.cells.checked_sub(1);
        self.cells = cells.ok_or(WorkbookError::TooBig(Limit::Cells(MOST_CELLS)))?;
        let words = self.words.checked_sub(bytes);
        self.words = words.ok_or(WorkbookError::TooBig(Limit::Words(MOST_WORDS)))?;
        Ok(())
    }
}

/// Rows being gathered, in whatever order they come.
#[derive(Debug, Default)]
pub(super) struct CellGrid {
    pub(super) rows: BTreeMap<u32, GridRow>,
    pub(super) merged: Vec<CellRange>,
}

#[derive(Debug, Default)]
pub(super) struct GridRow {
    is_hidden: bool,
    pub(super) cells: BTreeMap<u32, WorksheetCell>,
}

impl CellGrid {
    /// Marks a row as hidden.
    pub(super) fn hide(&mut self, row: u32) {
        self.rows.entry(row).or_default().is_hidden = true;
    }

    /// Puts a cell in its place, unless it shows nothing.
    ///
    /// # Errors
    /// When there is one already, or too many.
    pub(super) fn put(
        &mut self,
        address: CellAddress,
        text: Arc<str>,
        fault: Option<CellFault>,
        budget: &mut CellBudget,
    ) -> WorkbookResult<()> {
        if text.is_empty() && fault.is_none() {
            return Ok(());
        }
        budget.take(text.len())?;
        let cell = WorksheetCell {
            address,
            text,
            fault,
            merged_from: None,
        };
        let line = self.rows.entry(address.row).or_default();
        match line.cells.insert(address.column, cell) {
            None => Ok(()),
            // Excel calls such a file damaged, too: which of the two is meant nobody can know.
            Some(_) => Err(WorkbookError::Damaged),
        }
    }

    /// Gives the words of merged cells to all they cover, as far as the sheet is used, and ends.
    pub(super) fn finish(mut self, budget: &mut CellBudget) -> WorkbookResult<Worksheet> {
        let last_row = self
            .rows
            .iter()
            .rev()
            .find(|(_, line)| !line.cells.is_empty());
        let last_row = last_row.map_or(0, |(row, _)| *row);
        let last_columns = self
            .rows
            .values()
            .filter_map(|line| line.cells.keys().next_back());
        let last_column = last_columns.max().copied().unwrap_or_default();
        for range in std::mem::take(&mut self.merged) {
            self.spread(range, last_row, last_column, budget)?;
            self.merged.push(range);
        }
        let rows = self
            .rows
            .into_iter()
            .filter(|(_, line)| !line.cells.is_empty());
        let rows = rows.map(|(number, line)| WorksheetRow {
            number,
            is_hidden: line.is_hidden,
            cells: line.cells.into_values().collect(),
        });
        Ok(Worksheet {
            rows: rows.collect(),
            merged: self.merged,
            ..Worksheet::default()
        })
    }

    fn spread(
        &mut self,
        range: CellRange,
        last_row: u32,
        last_column: u32,
        budget: &mut CellBudget,
    ) -> WorkbookResult<()> {
        let first = range.first;
        let source = self
            .rows
            .get(&first.row)
            .and_then(|line| line.cells.get(&first.column));
        let source = source.cloned();
        for row in first.row..=range.last.row.min(last_row) {
            // Ranges may lie one upon another, so rows without cells cost something, too.
            budget.take(0)?;
            if source.is_none() && !self.rows.contains_key(&row) {
                continue;
            }
            let line = self.rows.entry(row).or_default();
            // What a covered cell still holds is not shown.
            let is_covered = |column: &u32| {
                let address = CellAddress {
                    row,
                    column: *column,
                };
                address != first && range.contains(address)
            };
            let Some(source) = &source else {
                let ends = first.column..=range.last.column;
                let covered = line.cells.range(ends).map(|(column, _)| *column);
                for column in covered.filter(is_covered).collect::<Vec<_>>() {
                    line.cells.remove(&column);
                }
                continue;
            };
            for column in first.column..=range.last.column.min(last_column) {
                if !is_covered(&column) {
                    continue;
                }
                let address = CellAddress { row, column };
                budget.take(source.text.len())?;
                let cell = WorksheetCell {
                    address,
                    merged_from: Some(first),
                    ..source.clone()
                };
                line.cells.insert(column, cell);
            }
        }
        Ok(())
    }
}
