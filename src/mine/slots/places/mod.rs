//! Places: text to the names in it, by the table of units, by their generic endings, by lists, and by what is known
//! once a name has been found.

mod clauses;
mod endings;
mod known;
mod lists;

use std::ops::Range;

use self::clauses::Clauses;
use super::masks;
use super::{Taken, mask};

/// The places of a text, outside what is taken, in order and apart; `body` is where the text behind the title starts.
pub(super) fn find(text: &[char], taken: &Taken, body: usize) -> Vec<Range<usize>> {
    let clauses = Clauses::of(text, taken);
    let mut found = Found::new(text.len());
    for span in masked(text, taken) {
        found.add(span);
    }
    known::from_table(&clauses, &mut found);
    endings::find(&clauses, &mut found);
    lists::find(&clauses, &mut found);
    known::spread(&clauses, &mut found);
    let _ = body;
    found.spans()
}

/// Places found so far; the first to claim a character keeps it, unless a longer name swallows it whole.
struct Found {
    spans: Vec<Range<usize>>,
    owner: Vec<bool>,
}

impl Found {
    fn new(length: usize) -> Self {
        Self { spans: Vec::new(), owner: vec![false; length] }
    }

    fn add(&mut self, span: Range<usize>) {
        if span.is_empty()
            || span.clone().all(|i| self.owner[i])
                && self.spans.iter().any(|s| s.start <= span.start && s.end >= span.end)
        {
            return;
        }
        if span.clone().any(|i| self.owner[i]) {
            let cut = self
                .spans
                .iter()
                .any(|s| s.start < span.end && span.start < s.end && !(span.start <= s.start && s.end <= span.end));
            if cut {
                return;
            }
            self.spans.retain(|s| s.end <= span.start || span.end <= s.start);
        }
        self.owner[span.clone()].fill(true);
        self.spans.push(span);
    }

    fn has(&self, at: usize) -> bool {
        self.owner.get(at).copied().unwrap_or(false)
    }

    fn spans(mut self) -> Vec<Range<usize>> {
        self.spans.sort_by_key(|span| span.start);
        self.spans
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
