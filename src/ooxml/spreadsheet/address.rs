//! Parses and prints addresses of cells and ranges: `B7`, `A1:G1`.

use std::fmt;

/// Rows and columns an Excel sheet has.
pub(super) const MOST_ROWS: u32 = 1_048_576;
pub(super) const MOST_COLUMNS: u32 = 16_384;

/// A cell's place; both numbers from 0.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CellAddress {
    /// The row, from 0; users count from 1.
    pub row: u32,
    /// The column, from 0 for A.
    pub column: u32,
}

impl CellAddress {
    /// Parses `B7` or `$B$7`. None beyond the last row and column of a sheet.
    #[must_use]
    pub fn parse(words: &str) -> Option<Self> {
        let words = words.trim().replace('$', "");
        let letters = words.bytes().take_while(u8::is_ascii_alphabetic).count();
        let (letters, digits) = words.split_at(letters);
        if letters.is_empty() || letters.len() > 3 || !digits.bytes().all(|b| b.is_ascii_digit()) {
            return None;
        }
        let letter = |letter: u8| u32::from(letter.to_ascii_uppercase() - b'A') + 1;
        let column = letters.bytes().fold(0, |at, byte| at * 26 + letter(byte)) - 1;
        let row = digits.parse::<u32>().ok()?.checked_sub(1)?;
        (row < MOST_ROWS && column < MOST_COLUMNS).then_some(Self { row, column })
    }
}

impl fmt::Display for CellAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut letters = Vec::new();
        let mut left = self.column + 1;
        while left > 0 {
            let letter = u8::try_from((left - 1) % 26).unwrap_or_default();
            letters.push(char::from(b'A' + letter));
            left = (left - 1) / 26;
        }
        let letters: String = letters.iter().rev().collect();
        write!(f, "{letters}{}", self.row + 1)
    }
}

/// A rectangle of cells, both corners in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CellRange {
    /// The corner at the top left.
    pub first: CellAddress,
    /// The corner at the bottom right.
    pub last: CellAddress,
}

impl CellRange {
    /// Parses `A1:G1`, or `A1` for one cell.
    #[must_use]
    pub fn parse(words: &str) -> Option<Self> {
        let (first, last) = words.split_once(':').unwrap_or((words, words));
        let (one, two) = (CellAddress::parse(first)?, CellAddress::parse(last)?);
        Some(Self {
            first: CellAddress {
                row: one.row.min(two.row),
                column: one.column.min(two.column),
            },
            last: CellAddress {
                row: one.row.max(two.row),
                column: one.column.max(two.column),
            },
        })
    }

    /// Whether a place is in it.
    #[must_use]
    pub fn contains(&self, at: CellAddress) -> bool {
        (self.first.row..=self.last.row).contains(&at.row)
            && (self.first.column..=self.last.column).contains(&at.column)
    }
}
