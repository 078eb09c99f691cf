//! Finds figures that fill a cell of a table: 73.1 under 完成数, -3.2 under 同比±%.
//!
//! Elsewhere a bare number is no figure; in a cell the column says what it counts.

use std::ops::Range;

use crate::figure::Figure;
use crate::read::{LineRole, Report, fold};

/// The cells below the head, outside the first column, that hold a figure and nothing else. A cell
/// that was counted (序号) is none.
pub(super) fn figures(report: &Report) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    for row in rows(report).into_iter().filter(|row| !row.is_head) {
        for cell in cells(report, &row.span).into_iter().skip(1) {
            let words: String = report.chars()[cell.clone()]
                .iter()
                .map(|c| fold(*c))
                .collect();
            let is_number = words.starts_with(|c: char| c.is_ascii_digit() || "+-".contains(c));
            if is_number && words.parse::<Figure>().is_ok() {
                found.push(cell);
            }
        }
    }
    found
}

/// The cells of heads that hold no year: their units (同比±%) are no figures of the report.
pub(super) fn heads(report: &Report) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    for row in rows(report).into_iter().filter(|row| row.is_head) {
        for cell in cells(report, &row.span) {
            if !report.chars()[cell.clone()].contains(&'年') {
                found.push(cell);
            }
        }
    }
    found
}

/// A row of a table.
struct TableRow {
    span: Range<usize>,
    is_head: bool,
}

fn rows(report: &Report) -> Vec<TableRow> {
    let mut rows = Vec::new();
    let mut columns = 0;
    for line in report.lines() {
        let count = if line.role == LineRole::Row {
            cells(report, &line.span).len()
        } else {
            0
        };
        if count > 0 {
            rows.push(TableRow {
                span: line.span.clone(),
                is_head: count != columns,
            });
        }
        columns = count;
    }
    rows
}

/// The cells of a row, empty ones too.
pub(in crate::mine) fn cells(report: &Report, row: &Range<usize>) -> Vec<Range<usize>> {
    let mut cells = Vec::new();
    let mut start = row.start;
    for at in row.clone().filter(|at| report.chars()[*at] == '\t') {
        cells.push(start..at);
        start = at + 1;
    }
    cells.push(start..row.end);
    cells
}
