//! Reads Word files as lines of text: a paragraph a line, its number written out.
//!
//! What a file holds is found by [`crate::ooxml::word`]; here its blocks become the lines that
//! reports of any format are made of.

mod breaks;
mod lines;

use crate::diagnostic::Message;
use crate::error::{Error, Result};
use crate::ooxml::word::{self, Detail};
use crate::ooxml::{PackageError, too_big};

/// The text of a Word file, and which lines its styles make headings.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct WordText {
    /// Its paragraphs, a line each; a table's row is a line, its cells parted by tabs.
    pub(super) text: String,
    /// Where a paragraph with an outline level starts, in characters, and its level from 1.
    pub(super) levels: Vec<(usize, u8)>,
}

/// Reads the bytes of a .docx.
///
/// # Errors
/// When it is no Word file, is damaged, or is beyond the limits.
pub(super) fn read(bytes: &[u8]) -> Result<WordText> {
    let document = word::read(bytes, Detail::Words).map_err(fault)?;
    if document.has_other_file {
        return Err(Error::new(Message::plain("read.embedded")));
    }
    Ok(lines::of(&document))
}

/// Returns the error of a file with a password.
pub(super) fn locked() -> Error {
    Error::new(Message::plain("read.locked"))
}

fn fault(why: PackageError) -> Error {
    match why {
        PackageError::OtherKind => Error::new(Message::plain("read.not-word")),
        PackageError::NotArchive | PackageError::Damaged => {
            Error::new(Message::plain("read.damaged"))
        }
        PackageError::Locked => locked(),
        PackageError::TooBig(limit) => too_big(limit),
    }
}
