//! Keeps which characters already belong to a slot, a label or what only looks like a date.

use std::ops::Range;

/// Which characters already belong to something.
pub(super) struct Taken(Vec<bool>);

impl Taken {
    pub(super) fn new(length: usize) -> Self {
        Self(vec![false; length])
    }

    pub(super) fn mark(&mut self, span: &Range<usize>) {
        self.0[span.clone()].fill(true);
    }

    pub(super) fn free(&self, span: &Range<usize>) -> bool {
        !span.is_empty() && self.0[span.clone()].iter().all(|taken| !taken)
    }

    pub(super) fn at(&self, i: usize) -> bool {
        self.0.get(i).copied().unwrap_or(false)
    }
}
