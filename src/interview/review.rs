//! Lists every field that is asked, with what was answered and what is still open.

use super::order::group_of;
use super::readback;
use super::state::Interview;
use crate::answers::{Fact, Mode, check_field, lacks_this_year};
use crate::diagnostic::{Diagnostics, Lang};
use crate::schema::Field;

/// A line of the review table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReviewRow {
    /// The field's name.
    pub field: String,
    /// The group it is asked in.
    pub group: Option<String>,
    /// Whether it is answered.
    pub state: FieldState,
    /// The answer as it is read aloud.
    pub words: String,
}

/// Whether a field is answered, open or left out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FieldState {
    /// Answered.
    Answered,
    /// Not answered; its default is taken.
    Default,
    /// Left out, as it may be.
    LeftOut,
    /// 留白: to be answered still.
    Hole,
    /// Answered in part, or wrongly.
    Wrong(Diagnostics),
}

/// How far a group is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GroupProgress {
    /// Its name; empty for fields in no group.
    pub name: String,
    /// How many of its fields need nothing more.
    pub done: usize,
    /// How many fields are asked.
    pub of: usize,
}

impl Interview<'_> {
    /// Returns every field that is asked, in order.
    #[must_use]
    pub fn review(&self, lang: Lang) -> Vec<ReviewRow> {
        let row = |field: &Field| {
            let (state, words) = self.state(field, lang);
            ReviewRow {
                field: field.name.clone(),
                group: group_of(field),
                state,
                words,
            }
        };
        self.asked().map(row).collect()
    }

    fn state(&self, field: &Field, lang: Lang) -> (FieldState, String) {
        let answer = self
            .answers
            .get(&field.name)
            .filter(|node| !node.is_empty());
        // Half done is open, not wrong.
        let answer = answer.filter(|node| !lacks_this_year(field, node));
        let fact = |node, holes| {
            check_field(
                field,
                node,
                Mode {
                    holes,
                    ..Mode::default()
                },
            )
        };
        let words = |fact: Option<Fact>| {
            fact.map_or_else(String::new, |fact| readback::of(field, &fact, lang).text)
        };
        match (answer, &field.default) {
            (Some(answer), _) => match fact(answer, false).into_result() {
                Ok(fact) => (FieldState::Answered, readback::of(field, &fact, lang).text),
                Err(faults) => (FieldState::Wrong(faults), words(fact(answer, true).value)),
            },
            (None, Some(default)) => (FieldState::Default, words(fact(default, true).value)),
            (None, None) if field.optional => (FieldState::LeftOut, String::new()),
            (None, None) => (FieldState::Hole, String::new()),
        }
    }

    /// Returns the groups in order, each with how far it is.
    #[must_use]
    pub fn groups(&self) -> Vec<GroupProgress> {
        self.progress_of(&self.review(Lang::Zh))
    }

    /// Counts the rows of a review by their groups, in order.
    ///
    /// A claim that nobody has decided on is open, though a report can do without it.
    #[must_use]
    pub fn progress_of(&self, rows: &[ReviewRow]) -> Vec<GroupProgress> {
        let mut groups: Vec<GroupProgress> = Vec::new();
        for row in rows {
            let name = row.group.as_deref().unwrap_or_default();
            let known = groups.iter().position(|group| group.name == name);
            let at = known.unwrap_or_else(|| {
                groups.push(GroupProgress {
                    name: name.to_owned(),
                    done: 0,
                    of: 0,
                });
                groups.len() - 1
            });
            groups[at].of += 1;
            groups[at].done += usize::from(!self.is_open(row));
        }
        groups
    }

    fn is_open(&self, row: &ReviewRow) -> bool {
        match row.state {
            FieldState::Hole | FieldState::Wrong(_) => true,
            FieldState::LeftOut => self
                .schema
                .field(&row.field)
                .is_some_and(|field| field.kind.is_claim()),
            FieldState::Answered | FieldState::Default => false,
        }
    }

    /// Returns the fields still to be answered or corrected.
    #[must_use]
    pub fn missing(&self) -> Vec<String> {
        let open = |row: &ReviewRow| matches!(row.state, FieldState::Hole | FieldState::Wrong(_));
        self.review(Lang::Zh)
            .into_iter()
            .filter(open)
            .map(|row| row.field)
            .collect()
    }
}
