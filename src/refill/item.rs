//! Lists what a refill did, and what it left to a person.

use std::ops::Range;

/// One thing that new answers change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RefillItem {
    /// What became of it.
    pub kind: RefillKind,
    /// The paragraph of the edited file it is about, from 1; with it the words it begins with.
    pub place: Option<(usize, String)>,
    /// The words of the old draft; empty where the answers add some.
    pub old: String,
    /// Those of the new one; empty where the answers take some away.
    pub new: String,
}

/// What became of a change.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RefillKind {
    /// Words were changed.
    Changed,
    /// A paragraph or a row was put in.
    Added,
    /// A paragraph or a row was taken out.
    Removed,
    /// The hand changed the same sentence: its words stay, the new ones are in a comment.
    Conflict,
    /// The hand deleted the sentence or paragraph: it stays away.
    DeletedByHand,
    /// The answers take away what the hand changed: it stays, with a comment.
    KeptByHand,
    /// A table, a chart or the like that only a person can change; in a comment where it has a
    /// place.
    ByHand,
}

impl RefillKind {
    /// Returns whether a person has to look at it.
    #[must_use]
    pub fn is_open(self) -> bool {
        !matches!(self, Self::Changed | Self::Added | Self::Removed)
    }

    /// Returns its name in reports for programs.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Changed => "changed",
            Self::Added => "added",
            Self::Removed => "removed",
            Self::Conflict => "conflict",
            Self::DeletedByHand => "deleted-by-hand",
            Self::KeptByHand => "kept-by-hand",
            Self::ByHand => "by-hand",
        }
    }
}

/// A comment to put over words of the edited file.
#[derive(Clone, Debug)]
pub(super) struct RefillComment {
    pub(super) story: usize,
    pub(super) paragraph: usize,
    pub(super) chars: Range<usize>,
    pub(super) kind: RefillKind,
    pub(super) new: String,
}
