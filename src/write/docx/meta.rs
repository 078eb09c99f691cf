//! Describes the Word file beside its document: title, author, date, and the notes of its holes.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::answers::{Fact, Facts};
use crate::schema::{FieldKind, Schema};

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

impl Meta {
    /// Returns the properties of a draft: the first unit among the facts as its author, the day on
    /// the paper (成文日期) or the first day, and a note for each field and claim.
    #[must_use]
    pub fn of(schema: &Schema, facts: &Facts) -> Self {
        let mut author = None;
        let mut date = None;
        for (name, fact) in facts.iter() {
            match fact {
                Fact::Place(place) if author.is_none() => author = place.government_full(),
                Fact::Date(day) if date.is_none() || name == "成文日期" => date = Some(*day),
                _ => {}
            }
        }
        let mut notes = BTreeMap::new();
        for field in &schema.fields {
            notes.insert(field.name.clone(), field.note());
            if let FieldKind::Claim { words } = &field.kind {
                notes.insert(words.clone(), field.note());
            }
        }
        Self { author: author.unwrap_or_default(), date, notes, ..Self::default() }
    }
}
