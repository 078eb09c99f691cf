//! Reads workbooks of Excel 97 to 2003 (BIFF8, [MS-XLS]).
//!
//! WPS writes its .et in the same container and records. Older workbooks (BIFF5) are refused.

use std::collections::HashMap;
use std::io::{Cursor, Read};
use std::sync::Arc;

use super::address::{CellAddress, CellRange};
use super::biff::{
    BiffRecord, BiffRecords, RecordBytes, formula_tokens, gives_number, gives_text, kind,
};
use super::cell::{CellFault, SheetVisibility, Worksheet};
use super::error::{ForeignWorkbook, WorkbookError, WorkbookResult};
use super::grid::{CellBudget, CellGrid};
use super::number_format::{CellNumber, DateSystem};
use super::sheet::{number_shown, text_shown};
use super::strings::tidied;
use super::styles::{CellFormat, CellStyles};
use crate::ooxml::Limit;

/// The largest stream of records, 64 MiB.
const MOST_BYTES: u64 = 64 * 1024 * 1024;
const MOST_SHEETS: usize = 1_024;
const MOST_RANGES: usize = 100_000;
/// Columns of a BIFF8 sheet.
const MOST_COLUMNS: u32 = 256;

/// Reads the sheets of a container.
pub(super) fn read(bytes: &[u8]) -> WorkbookResult<Vec<Worksheet>> {
    let mut container =
        cfb::CompoundFile::open(Cursor::new(bytes)).map_err(|_| WorkbookError::Damaged)?;
    let stream = match container.open_stream("/Workbook") {
        Ok(stream) => stream,
        Err(_) if container.is_stream("/BiffBook") => {
            return Err(WorkbookError::Foreign(ForeignWorkbook::Xls));
        }
        Err(_) => return Err(WorkbookError::Damaged),
    };
    let mut records = Vec::new();
    stream
        .take(MOST_BYTES + 1)
        .read_to_end(&mut records)
        .map_err(|_| WorkbookError::Damaged)?;
    if records.len() as u64 > MOST_BYTES {
        return Err(WorkbookError::TooBig(Limit::Bytes(MOST_BYTES)));
    }
    let book = globals(&records)?;
    let mut budget = CellBudget::default();
    let mut sheets = Vec::new();
    // Many tabs may name the same records.
    let mut walked = 0_usize;
    for tab in &book.tabs {
        let start = records.get(tab.start..).ok_or(WorkbookError::Damaged)?;
        let mut rest = BiffRecords { left: start };
        let sheet = sheet(&mut rest, &book, &mut budget)?;
        walked += start.len() - rest.left.len();
        if walked as u64 > 2 * MOST_BYTES {
            return Err(WorkbookError::TooBig(Limit::Bytes(2 * MOST_BYTES)));
        }
        let Some(sheet) = sheet else { continue };
        sheets.push(Worksheet {
            name: tab.name.clone(),
            visibility: tab.visibility,
            ..sheet
        });
    }
    Ok(sheets)
}

/// What all sheets share.
#[derive(Default)]
struct BiffBook {
    tabs: Vec<BiffTab>,
    strings: Vec<Arc<str>>,
    styles: CellStyles,
    calendar: DateSystem,
    /// Whether the program that wrote it may have put 0 where a formula gives a text.
    loses_texts: bool,
}

struct BiffTab {
    name: String,
    visibility: SheetVisibility,
    /// Where the sheet's records begin, in bytes.
    start: usize,
}

fn globals(records: &[u8]) -> WorkbookResult<BiffBook> {
    const BIFF8: u16 = 0x0600;
    let mut book = BiffBook::default();
    let mut codes: HashMap<u32, String> = HashMap::new();
    let mut ids: Vec<u32> = Vec::new();
    let mut records = BiffRecords { left: records };
    let first = records.next()?;
    let is_start = first.kind == kind::BOF;
    let mut bytes = RecordBytes::new(first);
    let version = bytes.short()?;
    if !is_start {
        return Err(WorkbookError::Damaged);
    }
    if version != BIFF8 {
        return Err(WorkbookError::Foreign(ForeignWorkbook::Xls));
    }
    // What kind of stream it is, and the build and year of the program.
    let edited = bytes.skip(6).and_then(|()| bytes.long());
    // Excel notes here where the file was edited. LibreOffice and others note nothing; of those,
    // LibreOffice writes 0 for a text in a cell whose format is one for numbers.
    book.loses_texts = edited.is_ok_and(|flags| flags == 0);
    loop {
        let record = records.next()?;
        let kind = record.kind;
        let mut bytes = RecordBytes::new(record);
        match kind {
            kind::EOF => break,
            kind::FILE_PASS => return Err(WorkbookError::Locked),
            kind::DATE_MODE if bytes.short()? == 1 => book.calendar = DateSystem::From1904,
            kind::FORMAT => {
                let id = bytes.short()?;
                codes.insert(id.into(), bytes.string(false)?);
            }
            kind::STYLE => {
                bytes.skip(2)?;
                ids.push(bytes.short()?.into());
            }
            kind::BOUND_SHEET => {
                let start = bytes.long()? as usize;
                let visibility = match bytes.byte()? & 3 {
                    0 => SheetVisibility::Visible,
                    1 => SheetVisibility::Hidden,
                    _ => SheetVisibility::VeryHidden,
                };
                let is_worksheet = bytes.byte()? == 0;
                let name = bytes.string(true)?;
                if is_worksheet {
                    book.tabs.push(BiffTab {
                        name,
                        visibility,
                        start,
                    });
                }
                if book.tabs.len() > MOST_SHEETS {
                    return Err(WorkbookError::TooBig(Limit::Sheets(MOST_SHEETS)));
                }
            }
            kind::STRINGS => {
                bytes.skip(8)?;
                while !bytes.is_over() {
                    book.strings.push(tidied(&bytes.rich_string()?).into());
                }
            }
            _ => {}
        }
    }
    book.styles = CellStyles::of(&ids, &codes);
    Ok(book)
}

/// A sheet being read.
struct Reader<'a> {
    book: &'a BiffBook,
    budget: &'a mut CellBudget,
    grid: CellGrid,
    /// Cells that are zero, which a sheet may hide.
    zeros: Vec<(CellAddress, Arc<str>, Option<CellFault>)>,
    /// The formula whose result is a text that comes in a later record.
    awaited: Option<(CellAddress, u16)>,
    hides_zeros: bool,
    hidden_columns: Vec<(u32, u32)>,
}

/// Reads a sheet's records; none where they are a chart's or a macro's.
fn sheet(
    records: &mut BiffRecords<'_>,
    book: &BiffBook,
    budget: &mut CellBudget,
) -> WorkbookResult<Option<Worksheet>> {
    const WORKSHEET: u16 = 0x0010;
    let first = records.next()?;
    let is_start = first.kind == kind::BOF;
    let mut bytes = RecordBytes::new(first);
    bytes.skip(2)?;
    if !is_start {
        return Err(WorkbookError::Damaged);
    }
    if bytes.short()? != WORKSHEET {
        return Ok(None);
    }
    let mut reader = Reader {
        book,
        budget,
        grid: CellGrid::default(),
        zeros: Vec::new(),
        awaited: None,
        hides_zeros: false,
        hidden_columns: Vec::new(),
    };
    // Charts in the sheet have records of their own between a BOF and an EOF.
    let mut depth = 0_usize;
    loop {
        let record = records.next()?;
        match record.kind {
            kind::BOF => depth += 1,
            kind::EOF if depth == 0 => break,
            kind::EOF => depth -= 1,
            _ if depth == 0 => reader.record(record)?,
            _ => {}
        }
    }
    reader.finish().map(Some)
}

impl Reader<'_> {
    fn record(&mut self, record: BiffRecord<'_>) -> WorkbookResult<()> {
        let kind = record.kind;
        let mut bytes = RecordBytes::new(record);
        let bytes = &mut bytes;
        match kind {
            kind::NUMBER => {
                let (at, style) = place(bytes)?;
                let value = f64::from_le_bytes(bytes.array()?);
                self.number(at, style, value)
            }
            kind::RK => {
                let (at, style) = place(bytes)?;
                let value = rk(bytes.long()?);
                self.number(at, style, value)
            }
            kind::MANY_RK => self.numbers(bytes),
            kind::SHARED_STRING => {
                let (at, style) = place(bytes)?;
                let string = bytes.long()?;
                match self.book.strings.get(string as usize) {
                    Some(words) => self.text(at, style, words),
                    None => self.put(at, Err(CellFault::Value(string.to_string()))),
                }
            }
            kind::LABEL | kind::RICH_STRING => {
                let (at, style) = place(bytes)?;
                let words = tidied(&bytes.string(false)?);
                self.text(at, style, &words.into())
            }
            kind::BOOL_OR_ERROR => {
                let (at, _) = place(bytes)?;
                let (value, is_error) = (bytes.byte()?, bytes.byte()?);
                self.put(at, truth(value, is_error == 1))
            }
            kind::FORMULA => self.formula(bytes),
            kind::STRING => {
                let words = tidied(&bytes.string(false)?);
                match self.awaited.take() {
                    Some((at, style)) => self.text(at, style, &words.into()),
                    None => Ok(()),
                }
            }
            kind::ROW => self.row(bytes),
            kind::COLUMN => self.column(bytes),
            kind::MERGED => self.merged(bytes),
            kind::WINDOW => {
                const SHOWS_ZEROS: u16 = 0x10;
                self.hides_zeros = bytes.short()? & SHOWS_ZEROS == 0;
                Ok(())
            }
            _ => Ok(()),
        }
    }

    fn numbers(&mut self, bytes: &mut RecordBytes<'_>) -> WorkbookResult<()> {
        let (row, mut column) = (bytes.short()?, bytes.short()?);
        // The last two bytes are the last column.
        while bytes.left_in_piece() >= 6 {
            let style = bytes.short()?;
            let value = rk(bytes.long()?);
            self.number(address(row, column)?, style, value)?;
            column = column.checked_add(1).ok_or(WorkbookError::Damaged)?;
        }
        Ok(())
    }

    fn row(&mut self, bytes: &mut RecordBytes<'_>) -> WorkbookResult<()> {
        const HIDDEN: u16 = 0x20;
        let row = bytes.short()?;
        bytes.skip(10)?;
        if bytes.short()? & HIDDEN != 0 {
            self.grid.hide(row.into());
        }
        Ok(())
    }

    fn column(&mut self, bytes: &mut RecordBytes<'_>) -> WorkbookResult<()> {
        let (first, last, width) = (bytes.short()?, bytes.short()?, bytes.short()?);
        bytes.skip(2)?;
        let is_hidden = bytes.short()? & 1 == 1 || width == 0;
        if is_hidden && self.hidden_columns.len() < MOST_RANGES {
            self.hidden_columns.push((first.into(), last.into()));
        }
        Ok(())
    }

    fn formula(&mut self, bytes: &mut RecordBytes<'_>) -> WorkbookResult<()> {
        let (at, style) = place(bytes)?;
        let result: [u8; 8] = bytes.array()?;
        let (is_stale, tokens) = formula_tokens(bytes)?;
        if is_stale {
            return self.put(at, Err(CellFault::NoResult));
        }
        if result[6..] != [0xFF, 0xFF] {
            let may_be_text =
                gives_text(&tokens) || self.book.loses_texts && !gives_number(&tokens);
            if result == [0; 8] && may_be_text {
                return self.put(at, Err(CellFault::NoResult));
            }
            return self.number(at, style, f64::from_le_bytes(result));
        }
        match result[0] {
            0 => {
                self.awaited = Some((at, style));
                Ok(())
            }
            1 | 2 => self.put(at, truth(result[2], result[0] == 2)),
            3 => Ok(()),
            _ => Err(WorkbookError::Damaged),
        }
    }

    fn merged(&mut self, bytes: &mut RecordBytes<'_>) -> WorkbookResult<()> {
        for _ in 0..bytes.short()? {
            let (top, bottom) = (bytes.short()?, bytes.short()?);
            let (left, right) = (bytes.short()?, bytes.short()?);
            let range = CellRange {
                first: address(top, left)?,
                last: address(bottom, right)?,
            };
            self.grid.merged.push(range);
            if self.grid.merged.len() > MOST_RANGES {
                return Err(WorkbookError::TooBig(Limit::Entries(MOST_RANGES)));
            }
        }
        Ok(())
    }

    fn format(&self, style: u16) -> Arc<CellFormat> {
        self.book.styles.format(style.into())
    }

    fn number(&mut self, at: CellAddress, style: u16, value: f64) -> WorkbookResult<()> {
        let Some(number) = CellNumber::of(value) else {
            return self.put(at, Err(CellFault::Value(value.to_string())));
        };
        let shown = number_shown(&number, &self.format(style), self.book.calendar);
        if number.is_zero() {
            let (text, fault) = split(shown);
            self.zeros.push((at, text, fault));
            return Ok(());
        }
        self.put(at, shown)
    }

    fn text(&mut self, at: CellAddress, style: u16, words: &Arc<str>) -> WorkbookResult<()> {
        let shown = text_shown(words, &self.format(style));
        self.put(at, shown)
    }

    fn put(&mut self, at: CellAddress, shown: Result<Arc<str>, CellFault>) -> WorkbookResult<()> {
        let (text, fault) = split(shown);
        self.grid.put(at, text, fault, self.budget)
    }

    fn finish(mut self) -> WorkbookResult<Worksheet> {
        if let Some((at, _)) = self.awaited.take() {
            self.put(at, Err(CellFault::NoResult))?;
        }
        if !self.hides_zeros {
            for (at, text, fault) in std::mem::take(&mut self.zeros) {
                self.grid.put(at, text, fault, self.budget)?;
            }
        }
        let sheet = self.grid.finish(self.budget)?;
        Ok(Worksheet {
            hidden_columns: self.hidden_columns,
            ..sheet
        })
    }
}

fn split(shown: Result<Arc<str>, CellFault>) -> (Arc<str>, Option<CellFault>) {
    match shown {
        Ok(text) => (text, None),
        Err(fault) => (Arc::from(""), Some(fault)),
    }
}

/// The row, the column and the style that begin every record of one cell.
fn place(bytes: &mut RecordBytes<'_>) -> WorkbookResult<(CellAddress, u16)> {
    let (row, column) = (bytes.short()?, bytes.short()?);
    Ok((address(row, column)?, bytes.short()?))
}

fn address(row: u16, column: u16) -> WorkbookResult<CellAddress> {
    let (row, column) = (row.into(), column.into());
    if column < MOST_COLUMNS {
        Ok(CellAddress { row, column })
    } else {
        Err(WorkbookError::Damaged)
    }
}

/// A number in four bytes: 30 bits of a whole number or the upper ones of a binary fraction,
/// perhaps a hundred times too large.
fn rk(bits: u32) -> f64 {
    let is_hundredfold = bits & 1 == 1;
    let is_whole = bits & 2 == 2;
    let value = if is_whole {
        f64::from(bits.cast_signed() >> 2)
    } else {
        f64::from_bits(u64::from(bits & !3) << 32)
    };
    if is_hundredfold { value / 100.0 } else { value }
}

/// A truth or an error value.
fn truth(value: u8, is_error: bool) -> Result<Arc<str>, CellFault> {
    let error = match value {
        0x00 => "#NULL!",
        0x07 => "#DIV/0!",
        0x0F => "#VALUE!",
        0x17 => "#REF!",
        0x1D => "#NAME?",
        0x24 => "#NUM!",
        0x2A => "#N/A",
        _ => "#",
    };
    match (is_error, value) {
        (true, _) => Err(CellFault::ErrorValue(error.to_owned())),
        (false, 0) => Ok(Arc::from("FALSE")),
        (false, _) => Ok(Arc::from("TRUE")),
    }
}
