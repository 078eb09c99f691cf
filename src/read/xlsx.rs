//! Reads workbooks as the words their cells show, and names what stops the reading of one.

use crate::diagnostic::Message;
use crate::error::{Error, Result};
use crate::ooxml::spreadsheet::{Workbook, WorkbookError};
use crate::ooxml::too_big;

/// Reads the bytes of a workbook: .xlsx and its sisters, .ods, .xls and .et, told by content.
///
/// ```
/// use nigao::write::xlsx::{CellContent, file};
/// let tax = CellContent::Number("5.65".parse().unwrap());
/// let rows = [vec![CellContent::Text("税收".into()), CellContent::Empty, tax]];
/// let workbook = nigao::read::workbook(&file(&rows, &[]).unwrap()).unwrap();
/// let row = &workbook.sheets[0].rows[0];
/// assert_eq!([row.text(0), row.text(1), row.text(2)], ["税收", "", "5.65"]);
/// ```
///
/// # Errors
/// When it is no workbook, one of a kind that must be saved as .xlsx first, has a password, is
/// damaged, or is beyond the limits. What is wrong with a cell is a fault of that cell.
pub fn workbook(bytes: &[u8]) -> Result<Workbook> {
    Workbook::read(bytes).map_err(|why| match why {
        WorkbookError::NotAWorkbook => Error::new(Message::plain("read.not-a-workbook")),
        WorkbookError::Foreign(kind) => Error::new(Message::new(
            "read.foreign-workbook",
            [("kind", kind.name())],
        )),
        WorkbookError::Locked => Error::new(Message::plain("read.workbook-locked")),
        WorkbookError::Damaged => Error::new(Message::plain("read.workbook-damaged")),
        WorkbookError::TooBig(limit) => too_big(limit),
    })
}
