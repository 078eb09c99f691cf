//! Describes the Word file beside its document: title, author, date, and the notes of its holes.

use std::collections::BTreeMap;

use chrono::NaiveDate;

/// What a file states about its document, besides the document.
#[derive(Clone, Debug, Default)]
pub struct Meta {
    /// The title in the file's properties; None takes the document's.
    pub title: Option<String>,
    /// Who wrote it: the unit, not the person.
    pub author: String,
    /// The day it was written; None leaves it open.
    pub date: Option<NaiveDate>,
    /// By the name of a field, the comment at its holes: the question and the 责任单位.
    pub notes: BTreeMap<String, String>,
}
