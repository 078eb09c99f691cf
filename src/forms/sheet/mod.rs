//! Writes a schema as a table for spreadsheets, and reads filled tables back as answers.

mod columns;
mod csv;
mod read;
mod returned;
mod table;
mod workbook;

pub use csv::{csv_sheet, to_csv};
pub use read::{SheetAnswers, read};
pub use returned::{ReturnedCell, ReturnedCellFault, ReturnedRow, ReturnedSheet};
pub use table::{COLUMNS, SheetRow, SheetTable, table};
pub(crate) use workbook::cell_fault;
pub use workbook::workbook_sheets;
