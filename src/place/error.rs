//! Lists the reasons why a text is no place.

use super::level::Level;

/// Why a text is no place.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum PlaceError {
    /// The name does not end in a word of a level (镇, 县, 市 …).
    #[error("{name:?} does not say what level it is")]
    NoLevel {
        /// The name typed.
        name: String,
    },
    /// A blank or a sign where a name should be: ××镇, __县.
    #[error("{name:?} is not a name")]
    NoName {
        /// The name typed.
        name: String,
    },
    /// The word is no level.
    #[error("{word:?} is no level of place")]
    UnknownLevel {
        /// The word typed.
        word: String,
    },
    /// The name cannot be of that level: no 镇 is a county.
    #[error("{name:?} cannot be of level {level:?}")]
    Mismatch {
        /// The name typed.
        name: String,
        /// The level given.
        level: Level,
    },
}
