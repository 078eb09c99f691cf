//! Splits a stream of BIFF8 records ([MS-XLS] 2.1.4) and reads values across continuations.

use super::error::{WorkbookError, WorkbookResult};

/// Record types ([MS-XLS] 2.3).
pub(super) mod kind {
    pub(in crate::ooxml::spreadsheet) const FORMULA: u16 = 0x0006;
    pub(in crate::ooxml::spreadsheet) const EOF: u16 = 0x000A;
    pub(in crate::ooxml::spreadsheet) const DATE_MODE: u16 = 0x0022;
    pub(in crate::ooxml::spreadsheet) const FILE_PASS: u16 = 0x002F;
    pub(in crate::ooxml::spreadsheet) const CONTINUE: u16 = 0x003C;
    pub(in crate::ooxml::spreadsheet) const COLUMN: u16 = 0x007D;
    pub(in crate::ooxml::spreadsheet) const BOUND_SHEET: u16 = 0x0085;
    pub(in crate::ooxml::spreadsheet) const MANY_RK: u16 = 0x00BD;
    pub(in crate::ooxml::spreadsheet) const RICH_STRING: u16 = 0x00D6;
    pub(in crate::ooxml::spreadsheet) const STYLE: u16 = 0x00E0;
    pub(in crate::ooxml::spreadsheet) const MERGED: u16 = 0x00E5;
    pub(in crate::ooxml::spreadsheet) const STRINGS: u16 = 0x00FC;
    pub(in crate::ooxml::spreadsheet) const SHARED_STRING: u16 = 0x00FD;
    pub(in crate::ooxml::spreadsheet) const NUMBER: u16 = 0x0203;
    pub(in crate::ooxml::spreadsheet) const LABEL: u16 = 0x0204;
    pub(in crate::ooxml::spreadsheet) const BOOL_OR_ERROR: u16 = 0x0205;
    pub(in crate::ooxml::spreadsheet) const STRING: u16 = 0x0207;
    pub(in crate::ooxml::spreadsheet) const ROW: u16 = 0x0208;
    pub(in crate::ooxml::spreadsheet) const WINDOW: u16 = 0x023E;
    pub(in crate::ooxml::spreadsheet) const RK: u16 = 0x027E;
    pub(in crate::ooxml::spreadsheet) const FORMAT: u16 = 0x041E;
    pub(in crate::ooxml::spreadsheet) const BOF: u16 = 0x0809;
}

/// A record with all its continuations.
pub(super) struct BiffRecord<'a> {
    pub(super) kind: u16,
    pieces: Vec<&'a [u8]>,
}

/// Records from the start of a stream of them.
pub(super) struct BiffRecords<'a> {
    pub(super) left: &'a [u8],
}

impl<'a> BiffRecords<'a> {
    pub(super) fn one(&mut self) -> WorkbookResult<(u16, &'a [u8])> {
        let (head, rest) = self
            .left
            .split_first_chunk::<4>()
            .ok_or(WorkbookError::Damaged)?;
        let kind = u16::from_le_bytes([head[0], head[1]]);
        let length = usize::from(u16::from_le_bytes([head[2], head[3]]));
        let (data, rest) = rest
            .split_at_checked(length)
            .ok_or(WorkbookError::Damaged)?;
        self.left = rest;
        Ok((kind, data))
    }

    pub(super) fn next(&mut self) -> WorkbookResult<BiffRecord<'a>> {
        let (kind, data) = self.one()?;
        let mut pieces = vec![data];
        while self.left.first_chunk::<2>() == Some(&kind::CONTINUE.to_le_bytes()) {
            pieces.push(self.one()?.1);
        }
        Ok(BiffRecord { kind, pieces })
    }
}

/// Bytes of a record, read across its continuations.
pub(super) struct RecordBytes<'a> {
    pieces: std::vec::IntoIter<&'a [u8]>,
    here: &'a [u8],
}

impl<'a> RecordBytes<'a> {
    pub(super) fn new(record: BiffRecord<'a>) -> Self {
        let mut pieces = record.pieces.into_iter();
        let here = pieces.next().unwrap_or_default();
        Self { pieces, here }
    }

    pub(super) fn byte(&mut self) -> WorkbookResult<u8> {
        while self.here.is_empty() {
            self.here = self.pieces.next().ok_or(WorkbookError::Damaged)?;
        }
        let (byte, rest) = self.here.split_first().ok_or(WorkbookError::Damaged)?;
        self.here = rest;
        Ok(*byte)
    }

    pub(super) fn array<const N: usize>(&mut self) -> WorkbookResult<[u8; N]> {
        let mut bytes = [0; N];
        for byte in &mut bytes {
            *byte = self.byte()?;
        }
        Ok(bytes)
    }

    pub(super) fn short(&mut self) -> WorkbookResult<u16> {
        self.array().map(u16::from_le_bytes)
    }

    pub(super) fn long(&mut self) -> WorkbookResult<u32> {
        self.array().map(u32::from_le_bytes)
    }

    pub(super) fn skip(&mut self, mut count: usize) -> WorkbookResult<()> {
        while count > 0 {
            if self.here.is_empty() {
                self.here = self.pieces.next().ok_or(WorkbookError::Damaged)?;
            }
            let step = count.min(self.here.len());
            self.here = &self.here[step..];
            count -= step;
        }
        Ok(())
    }

    /// So many characters of one or two bytes. Where they go on in a continuation it begins with a
    /// byte of its own that says which.
    pub(super) fn characters(&mut self, count: usize, mut is_wide: bool) -> WorkbookResult<String> {
        let mut units = Vec::new();
        while units.len() < count {
            if self.here.is_empty() {
                self.here = self.pieces.next().ok_or(WorkbookError::Damaged)?;
                is_wide = self.byte()? & 1 == 1;
            }
            let unit = if is_wide {
                self.short()?
            } else {
                u16::from(self.byte()?)
            };
            units.push(unit);
        }
        Ok(String::from_utf16_lossy(&units))
    }

    /// A string with its count of characters in two bytes, or in one.
    pub(super) fn string(&mut self, is_short: bool) -> WorkbookResult<String> {
        let count = if is_short {
            u16::from(self.byte()?)
        } else {
            self.short()?
        };
        let flags = self.byte()?;
        self.characters(count.into(), flags & 1 == 1)
    }

    /// A string with runs of formats and readings after it, which are left out.
    pub(super) fn rich_string(&mut self) -> WorkbookResult<String> {
        let count = self.short()?;
        let flags = self.byte()?;
        let runs = if flags & 8 == 8 {
            usize::from(self.short()?)
        } else {
            0
        };
        let readings = if flags & 4 == 4 {
            self.long()? as usize
        } else {
            0
        };
        let words = self.characters(count.into(), flags & 1 == 1)?;
        self.skip(runs * 4)?;
        self.skip(readings)?;
        Ok(words)
    }

    /// Returns how many bytes are left before the next continuation.
    pub(super) fn left_in_piece(&self) -> usize {
        self.here.len()
    }

    pub(super) fn is_over(&self) -> bool {
        self.here.is_empty() && self.pieces.as_slice().iter().all(|piece| piece.is_empty())
    }
}

/// Reads whether a formula is to be calculated when the file is opened, and its tokens.
pub(super) fn formula_tokens(bytes: &mut RecordBytes<'_>) -> WorkbookResult<(bool, Vec<u8>)> {
    /// Set by programs that write formulas and do not calculate them.
    const CALCULATE_ON_LOAD: u16 = 2;
    /// The cache that stands between the flags and the tokens, in bytes.
    const CACHE: usize = 4;
    let is_stale = bytes.short()? & CALCULATE_ON_LOAD != 0;
    bytes.skip(CACHE)?;
    let length = usize::from(bytes.short()?).min(bytes.left_in_piece());
    let mut tokens = Vec::with_capacity(length);
    for _ in 0..length {
        tokens.push(bytes.byte()?);
    }
    Ok((is_stale, tokens))
}

/// Whether the last token of a formula is an operation or a function that gives a number, so that
/// its result cannot be a text: `A1+B1`, `SUM(…)`, but not `IF(…)`, `A1`, `VLOOKUP(…)`.
pub(super) fn gives_number(tokens: &[u8]) -> bool {
    /// +, -, *, /, ^, comparisons, a sign, %.
    const OPERATIONS: [u8; 13] = [
        0x03, 0x04, 0x05, 0x06, 0x07, 0x09, 0x0A, 0x0B, 0x0C, 0x0D, 0x0E, 0x13, 0x14,
    ];
    /// COUNT, SUM, AVERAGE, MIN, MAX, SQRT, ABS, INT, ROUND, LEN, VALUE, MOD, MATCH, DATE, DAY,
    /// MONTH, YEAR, NOW, N, COUNTA, PRODUCT, TRUNC, ROUNDUP, ROUNDDOWN, RANK, TODAY, MEDIAN,
    /// SUMPRODUCT, FLOOR, CEILING, LARGE, SMALL, POWER, SUBTOTAL, SUMIF, COUNTIF
    /// ([MS-XLS] 2.5.198.17, Ftab).
    const FUNCTIONS: [u16; 36] = [
        0, 4, 5, 6, 7, 20, 24, 25, 27, 32, 33, 39, 64, 65, 67, 68, 69, 74, 131, 169, 183, 197, 212,
        213, 216, 221, 227, 228, 285, 288, 325, 326, 337, 344, 345, 346,
    ];
    match tokens {
        // A sum has a token of its own.
        [.., 0x19, 0x10, _, _] => true,
        [.., 0x22 | 0x42 | 0x62, _, low, high] | [.., 0x21 | 0x41 | 0x61, low, high] => {
            FUNCTIONS.contains(&u16::from_le_bytes([*low, *high]))
        }
        [.., last] => tokens.len() > 1 && OPERATIONS.contains(last),
        [] => false,
    }
}

/// Whether the last token of a formula joins texts (&) or calls a function whose result is one.
pub(super) fn gives_text(tokens: &[u8]) -> bool {
    const CONCATENATES: u8 = 0x08;
    /// FIXED, REPT, MID, TEXT, CHAR, LOWER, UPPER, PROPER, LEFT, RIGHT, TRIM, REPLACE, SUBSTITUTE,
    /// T, CLEAN, CONCATENATE ([MS-XLS] 2.5.198.17, Ftab).
    const TEXT_FUNCTIONS: [u16; 16] = [
        14, 30, 31, 48, 111, 112, 113, 114, 115, 116, 118, 119, 120, 130, 162, 336,
    ];
    let calls = |function: &[u8; 2]| TEXT_FUNCTIONS.contains(&u16::from_le_bytes(*function));
    match tokens {
        [.., _, CONCATENATES] => true,
        // A class of the token is in its second and third highest bits.
        [.., 0x22 | 0x42 | 0x62, _, low, high] => calls(&[*low, *high]),
        [.., 0x21 | 0x41 | 0x61, low, high] => calls(&[*low, *high]),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::{gives_number, gives_text};

    #[test]
    fn formulas_that_end_in_text_are_told_by_their_last_token() {
        // "全市"&"先进", TEXT(A1,"0"), A1&B1, LEFT(A1,2); then A1+B1, SUM(A1:A2), IF(…,1,0).
        let texts: [&[u8]; 4] = [
            &[0x17, 1, 1, 0x68, 0x51, 0x17, 1, 1, 0xDB, 0x8F, 0x08],
            &[0x44, 0, 0, 0, 0xC0, 0x17, 1, 0, 0x30, 0x41, 48, 0],
            &[0x44, 0, 0, 0, 0xC0, 0x44, 0, 0, 1, 0xC0, 0x08],
            &[0x44, 0, 0, 0, 0xC0, 0x1E, 2, 0, 0x42, 2, 115, 0],
        ];
        for tokens in texts {
            assert!(gives_text(tokens), "{tokens:?}");
            assert!(!gives_number(tokens), "{tokens:?}");
        }
        let numbers: [&[u8]; 3] = [
            &[0x44, 0, 0, 0, 0xC0, 0x44, 0, 0, 1, 0xC0, 0x03],
            &[0x25, 0, 0, 1, 0, 0, 0xC0, 0, 0xC0, 0x22, 1, 4, 0],
            &[0x1E, 1, 0, 0x1E, 0, 0, 0x42, 3, 1, 0],
        ];
        for tokens in numbers {
            assert!(!gives_text(tokens), "{tokens:?}");
        }
    }
    #[test]
    fn formulas_whose_result_is_a_number_are_told_from_those_that_may_give_a_text() {
        // A1+B1, SUM(A1:A2) by its function and by its token, ROUND(A1,0), -A2, A2%, 5=5.
        let numbers: [&[u8]; 7] = [
            &[0x44, 0, 0, 0, 0xC0, 0x44, 0, 0, 1, 0xC0, 0x03],
            &[0x25, 0, 0, 1, 0, 0, 0xC0, 0, 0xC0, 0x22, 1, 4, 0],
            &[0x25, 1, 0, 2, 0, 0, 0xC0, 0, 0xC0, 0x19, 0x10, 0, 0],
            &[0x44, 1, 0, 0, 0xC0, 0x1E, 0, 0, 0x41, 27, 0],
            &[0x44, 1, 0, 0, 0xC0, 0x13],
            &[0x44, 1, 0, 0, 0xC0, 0x14],
            &[0x1E, 5, 0, 0x1E, 5, 0, 0x0B],
        ];
        for tokens in numbers {
            assert!(gives_number(tokens), "{tokens:?}");
        }
        // A1, (A1), VLOOKUP(…), INDEX(…), IF(…), and no token at all.
        let others: [&[u8]; 6] = [
            &[0x44, 0, 0, 1, 0xC0],
            &[0x44, 0, 0, 1, 0xC0, 0x15],
            &[0x1E, 2, 0, 0x1E, 0, 0, 0x42, 4, 102, 0],
            &[0x1E, 1, 0, 0x1E, 2, 0, 0x42, 3, 29, 0],
            &[0x1E, 0, 0, 0x19, 8, 3, 0, 0x42, 3, 1, 0],
            &[],
        ];
        for tokens in others {
            assert!(!gives_number(tokens), "{tokens:?}");
        }
    }
}
