//! Finds the names of places, from the surest evidence to the weakest.
//!
//! The table of units comes first, then names that close with a generic word (和兴路), roads and
//! lists; what was found is then looked for again, whole and in its short form, wherever it
//! stands.

mod clauses;
mod enumerations;
mod found;
mod gazetteer_names;
mod likeness;
mod own_place;
mod rare_units;
mod roads;
mod scores;
mod suffix_names;
mod vocabulary;

use std::ops::Range;

use self::clauses::ClauseIndex;
use self::found::FoundPlaces;
use super::masks;
use super::scan::mask;
use super::taken::Taken;

/// The places of a text, outside what is taken, in order and apart.
pub(super) fn find(text: &[char], taken: &Taken) -> Vec<Range<usize>> {
    let clauses = ClauseIndex::of(text, taken);
    let mut found = FoundPlaces::new(text.len());
    for span in masked(text, taken) {
        found.add(span);
    }
    own_place::find(&clauses, &mut found);
    gazetteer_names::from_table(&clauses, &mut found);
    rare_units::numbered(&clauses, &mut found);
    rare_units::named(&clauses, &mut found);
    suffix_names::find(&clauses, &mut found);
    roads::numbered(&clauses, &mut found);
    roads::find(&clauses, &mut found);
    gazetteer_names::spread(&clauses, &mut found);
    enumerations::find(&clauses, &mut found);
    roads::stretches(&clauses, &mut found);
    gazetteer_names::spread(&clauses, &mut found);
    found.spans()
}

fn masked(text: &[char], taken: &Taken) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < text.len() {
        let length = mask(text, at);
        if length > 0 && !taken.at(at) {
            found.extend(masks::place_end(text, at, at + length).map(|end| at..end));
        }
        at += length.max(1);
    }
    found
}
