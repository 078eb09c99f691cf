//! Cells: what a cell of a workbook shows is what is read, or a fault says where not.

mod fixtures;
pub(crate) mod number_format;
mod returned;
mod workbook;
