//! Reads Word files as lines of text: a paragraph a line, its number written out.
//!
//! What a file holds is found by [`crate::ooxml::word`]; here its blocks become the lines that
//! reports of any format are made of.

mod breaks;
mod lines;

use crate::diagnostic::Message;
use crate::error::{Error, Result};
use crate::ooxml::word::{self, Detail, LeftOut};
use crate::ooxml::{PackageError, word_fault};
pub(super) use lines::WordText;

/// Reads the bytes of a .docx.
///
/// # Errors
/// When it is no Word file, is damaged, or is beyond the limits.
pub(super) fn read(bytes: &[u8]) -> Result<WordText> {
    let document = word::read(bytes, Detail::Words).map_err(word_fault)?;
    Ok(lines::of(&document))
}

/// Returns the sentence about something that is not in the text.
pub(super) fn left_out(what: &LeftOut) -> Message {
    match what {
        LeftOut::File(name) => Message::new("read.left-out-file", [("name", name)]),
        LeftOut::Part(name) => Message::new("read.left-out-part", [("name", name)]),
        LeftOut::Field(name) => Message::new("read.left-out-field", [("name", name)]),
        LeftOut::Object(name) => Message::new("read.left-out-object", [("name", name)]),
        LeftOut::Contents => Message::plain("read.left-out-contents"),
        LeftOut::Prompt(words) => Message::new("read.left-out-prompt", [("words", words)]),
        LeftOut::Stamp(words) => Message::new("read.left-out-stamp", [("words", words)]),
    }
}

/// Returns the error of a file with a password.
pub(super) fn locked() -> Error {
    word_fault(PackageError::Locked)
}
