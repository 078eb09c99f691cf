//! Word files: a .docx to its paragraphs as lines of text, numbers written out, deletions left out.
//!
//! Only the main document is read: no headers, footers, notes or comments. The file is not trusted: its size, its
//! parts and its depth are bounded before anything is believed.

mod body;
mod breaks;
mod formats;
mod numbering;
mod paragraph;
pub(super) mod relations;
mod styles;
pub(super) mod xml;

use std::io::{Cursor, Read};

use zip::ZipArchive;
use zip::result::ZipError;

use super::source::{Limit, too_big};
use crate::diagnostic::Message;
use crate::error::{Error, Result};

/// A Word file may hold at most this many parts.
const MOST_PARTS: usize = 10_000;

/// What a Word file says, and which lines its styles make headings.
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
    let mut archive = open(bytes, damaged)?;
    let package = relations::of(&mut archive, "")?;
    let main = relations::name(&archive, &package, "officeDocument", "word/document.xml");
    let document = part(&mut archive, main)?.ok_or_else(not_word)?;
    // A workbook that somebody named .docx is an Office file too. What has no root at all is damaged, and told so.
    if xml::root(&document).is_some_and(|root| root != "document") {
        return Err(not_word());
    }
    let related = relations::of(&mut archive, main)?;
    let mut named = |kind, usual| {
        let name = relations::name(&archive, &related, kind, usual);
        part(&mut archive, name)
    };
    let styles = named("styles", "word/styles.xml")?.unwrap_or_default();
    let numbering = named("numbering", "word/numbering.xml")?.unwrap_or_default();
    let styles = styles::read(&styles)?;
    let mut counter = numbering::read(&numbering)?;
    body::read(&document, &styles, &mut counter)
}

/// Opens an Office file; `broken` is the error when it is no archive.
pub(super) fn open(bytes: &[u8], broken: fn() -> Error) -> Result<ZipArchive<Cursor<&[u8]>>> {
    let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| broken())?;
    if archive.len() > MOST_PARTS {
        return Err(too_big(Limit::Parts(MOST_PARTS)));
    }
    Ok(archive)
}

/// A part as text, if there is one; never more than the limit is inflated.
pub(super) fn part(archive: &mut ZipArchive<Cursor<&[u8]>>, name: &str) -> Result<Option<String>> {
    let file = match archive.by_name(name) {
        Ok(file) => file,
        Err(ZipError::FileNotFound) => return Ok(None),
        Err(ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED)) => return Err(locked()),
        Err(_) => return Err(damaged()),
    };
    let most = Limit::FILE;
    let mut bytes = Vec::new();
    file.take(most + 1).read_to_end(&mut bytes).map_err(|_| damaged())?;
    if bytes.len() as u64 > most {
        return Err(too_big(Limit::Bytes(most)));
    }
    Ok(Some(super::text::unicode(&bytes)))
}

fn not_word() -> Error {
    Error::new(Message::plain("read.not-word"))
}

/// A Word file with a password.
pub(super) fn locked() -> Error {
    Error::new(Message::plain("read.locked"))
}

/// A Word file that holds another whole file, which only Word can lay out.
fn embedded() -> Error {
    Error::new(Message::plain("read.embedded"))
}

/// A Word file that breaks off or contradicts itself.
fn damaged() -> Error {
    Error::new(Message::plain("read.damaged"))
}
