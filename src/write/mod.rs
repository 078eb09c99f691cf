//! Writes documents as plain text and as Word files of the same words, and tables as workbooks.

pub mod docx;
mod sanitize;
pub mod text;
mod text_width;
mod title_breaks;
pub mod xlsx;
