//! Reports that a number format cannot be followed.

/// A code that is not followed, or a value that a code cannot show.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unfollowed;
