//! Parses and moves the ranges of cells that charts name: `Sheet1!$B$2:$B$5`.

use crate::ooxml::spreadsheet::{CellAddress, CellRange};

/// Cells of one column or one row of a sheet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct DataRange {
    pub(super) sheet: String,
    /// The name of the sheet as it stands in the formula, with its `!`.
    written: String,
    pub(super) first: CellAddress,
    pub(super) length: u32,
    pub(super) is_row: bool,
}

impl DataRange {
    /// Parses a formula. None for a rectangle, several ranges, a name, another file.
    pub(super) fn parse(formula: &str) -> Option<Self> {
        let formula = formula.trim();
        let (sheet, cells) = formula.rsplit_once('!')?;
        let quoted = sheet
            .strip_prefix('\'')
            .and_then(|rest| rest.strip_suffix('\''));
        let name = quoted.map_or_else(|| sheet.to_owned(), |name| name.replace("''", "'"));
        if name.contains('[') || sheet.contains('(') || (quoted.is_none() && sheet.contains(',')) {
            return None;
        }
        let range = CellRange::parse(cells)?;
        let rows = range.last.row - range.first.row + 1;
        let columns = range.last.column - range.first.column + 1;
        if rows > 1 && columns > 1 {
            return None;
        }
        Some(Self {
            sheet: name,
            written: format!("{sheet}!"),
            first: range.first,
            length: rows.max(columns),
            is_row: columns > 1,
        })
    }

    /// Returns the cell at a place of the range, from 0, and beyond its end.
    pub(super) fn cell(&self, at: u32) -> CellAddress {
        let CellAddress { row, column } = self.first;
        if self.is_row {
            CellAddress {
                row,
                column: column + at,
            }
        } else {
            CellAddress {
                row: row + at,
                column,
            }
        }
    }

    /// Returns the formula of as many cells from the first; of one where there are none.
    pub(super) fn formula(&self, length: u32) -> String {
        let absolute = |at: CellAddress| {
            let shown = at.to_string();
            let letters = shown.trim_end_matches(|c: char| c.is_ascii_digit());
            format!("${letters}${}", at.row + 1)
        };
        let first = absolute(self.first);
        if length < 2 {
            return format!("{}{first}", self.written);
        }
        let last = absolute(self.cell(length - 1));
        format!("{}{first}:{last}", self.written)
    }
}

#[cfg(test)]
mod tests {
    use super::DataRange;

    #[test]
    fn ranges_grow_and_shrink_along_their_line() {
        for (formula, length, moved) in [
            ("Sheet1!$B$2:$B$5", 3, "Sheet1!$B$2:$B$4"),
            ("Sheet1!$B$2:$D$2", 5, "Sheet1!$B$2:$F$2"),
            ("'我的 表'!$A$2", 2, "'我的 表'!$A$2:$A$3"),
            ("Sheet1!B2:B5", 0, "Sheet1!$B$2"),
        ] {
            let range = DataRange::parse(formula).expect(formula);
            assert_eq!(range.formula(length), moved);
        }
        for other in [
            "Sheet1!$A$1:$B$2", "(Sheet1!$A$1,Sheet1!$A$3)", "[1]Sheet1!$A$1", "数据", "",
            "Sheet1!数据",
        ] {
            assert_eq!(DataRange::parse(other), None, "{other}");
        }
    }
}
