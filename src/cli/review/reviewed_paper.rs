//! Holds a paper with what its review found.

use std::path::PathBuf;

use nigao::read::{Report, Source};
use nigao::review::Review;

/// A paper that was reviewed.
pub(super) struct ReviewedPaper {
    /// Its file as the user named it.
    pub(super) file: String,
    pub(super) path: PathBuf,
    pub(super) source: Source,
    pub(super) report: Report,
    pub(super) review: Review,
    /// How many findings had been accepted.
    pub(super) accepted: usize,
}
