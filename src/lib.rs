//! nigao 拟稿: earlier reports to templates, answers to reports in the official Word layout.

rust_i18n::i18n!("src/messages", fallback = "en");

pub mod diagnostic;
pub mod document;
pub mod error;
pub mod numeral;
pub mod write;
