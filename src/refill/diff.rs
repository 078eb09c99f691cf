//! Compares two runs of words, whatever they are made of.

use std::collections::HashMap;
use std::hash::Hash;

use similar::{Algorithm, DiffOp, capture_diff_slices};

/// Returns what leads from old words to new ones, in order.
///
/// Equal words are given equal numbers first, so that the algorithms are compiled once for numbers
/// and not anew for every kind of word: each time adds a hundred kilobytes to the program.
pub(super) fn diff<T: Eq + Hash>(algorithm: Algorithm, old: &[T], new: &[T]) -> Vec<DiffOp> {
    let mut known: HashMap<&T, usize> = HashMap::new();
    let mut numbers = Vec::with_capacity(old.len() + new.len());
    for word in old.iter().chain(new) {
        let next = known.len();
        numbers.push(*known.entry(word).or_insert(next));
    }
    let (old, new) = numbers.split_at(old.len());
    capture_diff_slices(algorithm, old, new)
}
