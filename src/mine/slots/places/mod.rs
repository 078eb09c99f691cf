//! Places: text to the names in it, by the table of units, by their generic endings, by lists, and by what is known
//! once a name has been found.

mod clauses;
mod enumerations;
mod gazetteer_names;
mod roads;
mod suffix_names;
mod vocabulary;

use std::ops::Range;

use super::masks;
use super::places::clauses::ClauseIndex;
use super::{Taken, mask};

/// The places of a text, outside what is taken, in order and apart.
pub(super) fn find(text: &[char], taken: &Taken) -> Vec<Range<usize>> {
    let clauses = ClauseIndex::of(text, taken);
    let mut found = FoundPlaces::new(text.len());
    for span in masked(text, taken) {
        found.add(span);
    }
    gazetteer_names::from_table(&clauses, &mut found);
    suffix_names::find(&clauses, &mut found);
    roads::numbered(&clauses, &mut found);
    roads::find(&clauses, &mut found);
    gazetteer_names::spread(&clauses, &mut found);
    enumerations::find(&clauses, &mut found);
    roads::stretches(&clauses, &mut found);
    gazetteer_names::spread(&clauses, &mut found);
    found.spans()
}

/// Places found so far; the first to claim a character keeps it, unless a longer name swallows it whole.
struct FoundPlaces {
    spans: Vec<Option<Range<usize>>>,
    /// For each character, one more than the index of the span that holds it.
    owner: Vec<usize>,
}

impl FoundPlaces {
    fn new(length: usize) -> Self {
        Self { spans: Vec::new(), owner: vec![0; length] }
    }

    /// Adds a place, unless it cuts through another or lies in it.
    fn add(&mut self, span: Range<usize>) {
        if span.is_empty() {
            return;
        }
        let mut held: Vec<usize> =
            self.owner[span.clone()].iter().copied().filter(|&owner| owner > 0).collect();
        held.dedup();
        let inside = |owner: &usize| {
            self.spans[owner - 1].as_ref().is_some_and(|other| {
                span.start <= other.start && other.end <= span.end && *other != span
            })
        };
        if !held.iter().all(inside) {
            return;
        }
        for owner in held {
            self.spans[owner - 1] = None;
        }
        self.spans.push(Some(span.clone()));
        self.owner[span].fill(self.spans.len());
    }

    fn has(&self, at: usize) -> bool {
        self.owner.get(at).is_some_and(|&owner| owner > 0)
    }

    /// The place that holds a character.
    fn span(&self, at: usize) -> Option<Range<usize>> {
        self.spans[self.owner.get(at)?.checked_sub(1)?].clone()
    }

    fn iter(&self) -> impl Iterator<Item = Range<usize>> {
        self.spans.iter().flatten().cloned()
    }

    fn spans(&self) -> Vec<Range<usize>> {
        let mut spans: Vec<_> = self.iter().collect();
        spans.sort_by_key(|span| span.start);
        spans
    }
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
