//! Reads Word files of any origin: paragraphs with their numbers, tables, looks and pages.
//!
//! Reports are read from it and layouts taken from it, so that both understand the same files. Only
//! the document and, for looks, its footers are read: no headers, notes or comments.

mod body;
mod eq;
mod equation;
mod field;
mod file;
mod format;
mod measure;
mod model;
mod number_format;
mod numbering;
mod page;
mod paragraph;
mod styles;
mod symbol;
mod theme;
mod tracked;

pub(super) use file::DOCUMENT_TYPES;
pub(crate) use file::{Detail, read};
pub(crate) use format::{Justification, LinePitch, ParagraphFormat, RunFormat};
pub(crate) use model::{LeftOut, WordBlock, WordCell, WordDocument, WordParagraph, WordTable};
pub(crate) use page::PageSetup;
pub(super) use styles::prompt_styles;
pub(super) use symbol::symbol;
