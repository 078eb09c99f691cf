//! Keeps the places found so far, each character in one of them at most.

use std::ops::Range;

/// Places found so far; the first to claim a character keeps it, unless a longer name swallows it
/// whole.
pub(super) struct FoundPlaces {
    spans: Vec<Option<Range<usize>>>,
    /// For each character, one more than the index of the span that holds it.
    owner: Vec<usize>,
}

impl FoundPlaces {
    pub(super) fn new(length: usize) -> Self {
        Self {
            spans: Vec::new(),
            owner: vec![0; length],
        }
    }

    /// Adds a place, unless it cuts through another or lies in it.
    pub(super) fn add(&mut self, span: Range<usize>) {
        if span.is_empty() {
            return;
        }
        let mut held = self.owner[span.clone()].to_vec();
        held.retain(|&owner| owner > 0);
        held.dedup();
        for owner in &held {
            let Some(other) = &self.spans[owner - 1] else {
                return;
            };
            let inside = span.start <= other.start && other.end <= span.end;
            if !inside || *other == span {
                return;
            }
        }
        for owner in held {
            self.spans[owner - 1] = None;
        }
        self.spans.push(Some(span.clone()));
        self.owner[span].fill(self.spans.len());
    }

    pub(super) fn has(&self, at: usize) -> bool {
        self.owner.get(at).is_some_and(|&owner| owner > 0)
    }

    /// The place that holds a character.
    pub(super) fn span(&self, at: usize) -> Option<Range<usize>> {
        self.spans[self.owner.get(at)?.checked_sub(1)?].clone()
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = Range<usize>> {
        self.spans.iter().flatten().cloned()
    }

    pub(super) fn spans(&self) -> Vec<Range<usize>> {
        let mut spans: Vec<_> = self.iter().collect();
        spans.sort_by_key(|span| span.start);
        spans
    }
}
