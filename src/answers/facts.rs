//! Holds facts: answers that passed a check; nothing else makes them.

use std::collections::HashMap;

use chrono::NaiveDate;

use crate::calendar::{Month, Session, Year};
use crate::figure::Measure;
use crate::place::Place;

/// A value that passed.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Fact {
    /// An administrative unit.
    Place(Place),
    /// A day.
    Date(NaiveDate),
    /// A month of a year.
    Month(Month),
    /// A year.
    Year(Year),
    /// A session of a congress.
    Session(Session),
    /// An amount with what it is compared with.
    Figure(Measure),
    /// Words; a line break between paragraphs.
    Text(String),
    /// One of the options.
    Choice(String),
    /// Yes or no.
    Flag(bool),
    /// A statement and whether somebody stands behind it.
    Claim {
        /// What is read out.
        words: String,
        /// How it stands.
        state: ClaimState,
    },
    /// Records.
    List(Vec<Facts>),
    /// 留白: required, not answered yet.
    Hole,
}

/// How a claim stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ClaimState {
    /// 是: it is printed.
    Confirmed,
    /// 否: it is not printed. Such a claim is never among [`Facts`].
    Declined,
    /// Nobody has said: a draft with holes shows it as to be confirmed.
    Open,
}

/// The values of a table or of a record, in the order of its fields. What was left out is not
/// there.
///
/// Only [`super::check()`] makes them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Facts {
    values: Vec<(String, Fact)>,
    /// Where each stands, once there are too many to look through.
    by_name: HashMap<String, usize>,
}

/// How many values are looked through rather than hashed: records have few.
const FEW: usize = 16;

impl Facts {
    /// The value of a field.
    #[must_use]
    pub fn get(&self, field: &str) -> Option<&Fact> {
        let at = if self.by_name.is_empty() {
            self.values.iter().position(|(name, _)| name == field)?
        } else {
            *self.by_name.get(field)?
        };
        Some(&self.values[at].1)
    }

    /// The fields and values in order.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Fact)> {
        self.values.iter().map(|(name, fact)| (name.as_str(), fact))
    }

    pub(super) fn push(&mut self, field: &str, fact: Fact) {
        self.values.push((field.to_owned(), fact));
        if self.values.len() <= FEW {
            return;
        }
        // A name that is given twice is found where it stands first.
        for (at, (name, _)) in self.values.iter().enumerate().skip(self.by_name.len()) {
            self.by_name.entry(name.clone()).or_insert(at);
        }
    }
}
