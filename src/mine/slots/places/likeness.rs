//! Measures how much more some characters are like a place's name than like the words they are.

use super::clauses::ClauseIndex;
use crate::lexicon::{WordKind, stem_cost};

/// The cost of a character that a beginning cuts off its word.
const CUT_OFF: i32 = 18;
/// The cost of a character of no word, and of a short name inside a longer one.
const UNKNOWN: i32 = 26;

/// What the words of a range cost less what a name of these characters costs, in half units of −ln:
/// 兰塘 is positive, 推进 negative.
pub(super) fn name_margin(clauses: &ClauseIndex, start: usize, end: usize) -> i32 {
    let mut words = 0;
    let mut at = start;
    while at < end {
        let Some((_, word)) = clauses.word(at) else {
            return 0;
        };
        let (from, to) = (word.start.max(start), word.end.min(end));
        words += match word.kind {
            WordKind::Common { cost, .. } if from == word.start && to == word.end => {
                i32::from(cost)
            }
            WordKind::Common { .. } => CUT_OFF * i32::try_from(to - from).unwrap_or(0),
            WordKind::Unknown | WordKind::Stem { .. } | WordKind::Name => UNKNOWN,
        };
        at = to;
    }
    words - i32::try_from(stem_cost(&clauses.text[start..end])).unwrap_or(i32::MAX)
}
