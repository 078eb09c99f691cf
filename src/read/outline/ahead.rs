//! Looks ahead from a candidate: whether its series, or one that is open, goes on later.

use std::collections::HashMap;

use super::candidate::{Candidate, LAST, LabelStyle};

/// For every candidate, whether the next number of its series follows before the series starts
/// anew.
pub(super) fn goes_on(candidates: &[Candidate]) -> Vec<bool> {
    let mut goes_on = vec![false; candidates.len()];
    let mut next: HashMap<SeriesForm, Vec<u32>> = HashMap::new();
    for (n, candidate) in candidates.iter().enumerate().rev() {
        let seen = next.entry((candidate.style, candidate.form)).or_default();
        goes_on[n] = candidate.style == LabelStyle::Dash
            || seen.contains(&(candidate.value.saturating_add(1)))
            || candidate.style == LabelStyle::Ordinal && seen.contains(&LAST);
        if candidate.value == 1 {
            seen.clear();
        }
        seen.push(candidate.value);
        if seen.len() > 64 {
            seen.drain(..32);
        }
    }
    goes_on
}

/// What the members of a series have in common.
pub(super) type SeriesForm = (LabelStyle, char);

/// For each form, where its candidates stand and their values.
pub(super) struct Ahead(HashMap<SeriesForm, Vec<(usize, u32)>>);

impl Ahead {
    pub(super) fn of(candidates: &[Candidate]) -> Self {
        let mut ahead: HashMap<SeriesForm, Vec<(usize, u32)>> = HashMap::new();
        for (n, candidate) in candidates.iter().enumerate() {
            ahead
                .entry((candidate.style, candidate.form))
                .or_default()
                .push((n, candidate.value));
        }
        Self(ahead)
    }

    /// Whether the next candidate of an open series with this last number, from the `n`th
    /// candidate on, is its next number.
    pub(super) fn continues(&self, form: SeriesForm, last: u32, n: usize) -> bool {
        let candidates = self.0.get(&form).map_or(&[][..], Vec::as_slice);
        let next = candidates.get(candidates.partition_point(|(at, _)| *at < n));
        next.is_some_and(|(_, value)| *value == last + 1)
    }
}
