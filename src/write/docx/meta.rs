//! Describes the Word file beside its document: title, author, date, which draft it is, and the
//! notes of its holes.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::stamp::DraftStamp;
use crate::answers::{Fact, Facts};
use crate::schema::{FieldKind, Schema};

/// The date on the paper, where a schema has several dates.
const DATE_OF_PAPER: &str = "成文日期";

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
    /// Which draft it is, for those who renew it; None states nothing.
    pub stamp: Option<DraftStamp>,
}

impl Meta {
    /// Returns the properties of a report drafted from facts: its author and date, and a comment
    /// for each hole that says who is asked what.
    #[must_use]
    pub fn of(schema: &Schema, facts: &Facts) -> Self {
        let mut notes = BTreeMap::new();
        for field in &schema.fields {
            notes.insert(field.name.clone(), field.note());
        }
        for field in &schema.fields {
            if let FieldKind::Claim { words } = &field.kind {
                notes.insert(words.clone(), field.note());
            }
        }
        Self {
            notes,
            ..Self::without_notes(facts)
        }
    }

    /// Returns the properties of a report that has no holes and so no comments.
    #[must_use]
    pub fn without_notes(facts: &Facts) -> Self {
        let author = facts.iter().find_map(|(_, fact)| match fact {
            Fact::Place(place) => place.government_full(),
            _ => None,
        });
        let dates = || {
            facts.iter().filter_map(|(name, fact)| {
                if let Fact::Date(date) = fact {
                    Some((name, *date))
                } else {
                    None
                }
            })
        };
        let date = dates()
            .find(|(name, _)| *name == DATE_OF_PAPER)
            .or_else(|| dates().next());
        Self {
            author: author.unwrap_or_default(),
            date: date.map(|(_, date)| date),
            ..Self::default()
        }
    }

    /// Returns these properties with which draft the file is.
    #[must_use]
    pub fn stamped(self, stamp: DraftStamp) -> Self {
        Self {
            stamp: Some(stamp),
            ..self
        }
    }
}
