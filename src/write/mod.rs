//! Write: documents to files, as plain text and as Word files that say the same; tables to workbooks.

pub mod docx;
mod sanitize;
pub mod text;
mod text_width;
mod title_breaks;
pub mod xlsx;
