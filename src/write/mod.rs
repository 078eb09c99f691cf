//! Write: documents to files, as plain text and as Word files that say the same; tables to workbooks.

mod clean;
pub mod docx;
mod layout;
mod lines;
mod measure;
pub mod text;
pub mod xlsx;

pub use layout::{Alignment, Layout, Length, NumberForm, Page, PageNumbers, Role, Size, Style, UnitError};
