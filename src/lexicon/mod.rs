//! Knows the words of reports: splits clauses into words, and finds listed words at a position.
//!
//! The lists are the files of `data/lexicon/`; the dictionary behind [`split`] is built once by the
//! data builder, see `data/README.md`.

mod chars;
mod counted;
mod dictionary;
mod place_stems;
mod segment;
mod word_set;

pub(crate) use chars::{count_leading, count_trailing, ends_before, is_hanzi, stands_at, string};
pub(crate) use counted::counted_length;
pub(crate) use dictionary::longest_name;
pub(crate) use place_stems::stem_cost;
pub(crate) use segment::{Word, WordKind, split};
pub(crate) use word_set::{AffixSet, CharSet, WordSet};
pub(crate) use word_set::{char_list, word_list, word_set};
