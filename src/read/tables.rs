//! Finds the lines of a report that are rows of tables.
//!
//! A Word file says so itself; in a text, rows pasted from a sheet are told by their tabs.

use super::clean::Clean;

/// A table in a text has at least so many rows, or else so many columns.
const FEWEST_ROWS: usize = 3;
const FEWEST_COLUMNS: usize = 3;

/// The lines that are rows of tables: neighbours with the same number of cells. `may_be` says of
/// which lines nothing else is known.
///
/// Made for four columns of indicators. Two lines of 甲方：⇥乙方： are none, nor is a row whose
/// cells begin or end with a space, which a table could not give back.
pub(super) fn rows(clean: &Clean, may_be: impl Fn(usize) -> bool) -> Vec<usize> {
    let columns: Vec<usize> = (0..clean.lines.len())
        .map(|line| if may_be(line) { cells(clean, line) } else { 0 })
        .collect();
    let mut found = Vec::new();
    let mut start = 0;
    for neighbours in columns.chunk_by(|a, b| a == b) {
        let (columns, count) = (neighbours[0], neighbours.len());
        let is_said = clean.table_lines.binary_search(&start).is_ok();
        let is_seen = count >= FEWEST_ROWS || columns >= FEWEST_COLUMNS;
        if columns > 1 && count > 1 && (is_said || is_seen) {
            found.extend(start..start + count);
        }
        start += count;
    }
    found
}

/// How many cells a line has; none where it cannot be a row.
fn cells(clean: &Clean, line: usize) -> usize {
    let chars = &clean.chars[clean.lines[line].clone()];
    let is_row = |cell: &[char]| {
        let edges = [cell.first(), cell.last()];
        !edges.into_iter().flatten().any(|c| c.is_whitespace())
    };
    let cells = chars.split(|c| *c == '\t');
    if cells.clone().all(is_row) {
        cells.count()
    } else {
        0
    }
}

#[cfg(test)]
mod tests {
    use crate::read::{LineRole, Report};

    #[test]
    fn rows_are_told_by_their_cells() {
        for (text, rows) in [
            ("指标\t单位\t完成\n产值\t亿元\t3\n", 2),
            ("指标\t完成\n产值\t3\n投资\t4\n", 3),
            ("甲方：\t乙方：\n代表：\t代表：\n", 0),
            ("产值3亿元。\n投资4亿元。\n", 0),
        ] {
            let report = Report::read(&format!("工作报告\n各位代表：\n{text}"));
            let found = report
                .lines()
                .iter()
                .filter(|line| line.role == LineRole::Row);
            assert_eq!(found.count(), rows, "{text}");
        }
    }
}
