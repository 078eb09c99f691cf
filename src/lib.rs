//! nigao 拟稿: earlier reports to templates, answers to reports in the official Word layout.

rust_i18n::i18n!("src/messages", fallback = "en");

pub mod calendar;
pub mod catalog;
pub mod diagnostic;
pub mod document;
pub mod draft;
pub mod error;
pub mod figure;
pub mod interview;
pub mod mine;
pub mod names;
pub mod numeral;
pub mod place;
pub mod read;
pub mod schema;
pub mod template;
mod words;
pub mod write;
