//! Reads workbooks as the words their cells show.
//!
//! A cell that shows no words one could rely on has a fault instead: a formula without its result,
//! an error value, a number format that is not followed. The bare number is never given.

mod address;
mod biff;
mod cell;
mod error;
mod grid;
mod number_format;
mod ods;
mod sheet;
mod strings;
mod styles;
mod workbook;
mod xls;

pub use address::{CellAddress, CellRange};
pub use cell::{CellFault, SheetVisibility, Worksheet, WorksheetCell, WorksheetRow};
pub use error::{ForeignWorkbook, WorkbookError, WorkbookResult};

pub use super::limits::Limit;
pub use number_format::{CellNumber, DateSystem, NumberFormat, Unfollowed, builtin};
pub use workbook::{Workbook, WorkbookKind};
