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
pub(super) use lines::WordText;

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
