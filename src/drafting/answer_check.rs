//! Checks answers as far as a draft of them would go, without keeping the draft.

use crate::answers::{Answers, Mode, check};
use crate::catalog::Genre;
use crate::diagnostic::Diagnostics;
use crate::draft::draft;
use crate::schema::Schema;

/// Checks answers by the schema, and by the template if the schema finds no errors.
#[must_use]
pub fn check_answers(genre: &Genre, schema: &Schema, answers: &Answers, mode: Mode) -> Diagnostics {
    let holes = mode.holes;
    let checked = check(schema, answers, mode);
    let mut found = checked.diagnostics;
    let bound = genre.template().and_then(|template| template.bind(schema));
    match (checked.value, bound) {
        (Some(facts), Ok(template)) => {
            found.extend(draft(&template, &facts, holes).err().unwrap_or_default());
        }
        (_, Err(faults)) => found.extend(faults),
        (None, Ok(_)) => {}
    }
    found
}
