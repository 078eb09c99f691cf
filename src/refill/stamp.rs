//! Reads from a Word file which draft it is: genre, version of the program, hash.

use crate::error::Result;
use crate::ooxml::splice::{WordChanges, WordSource};
use crate::ooxml::{Package, word_fault};
use crate::write::docx::DraftStamp;

/// The part with properties of the user's.
pub(super) const PROPERTIES: &str = "docprops/custom.xml";

/// Returns a Word file with another stamp in place of the one it has; without one, as it is.
///
/// A template that was made of a draft still says it is that draft.
///
/// # Errors
/// When it is no Word file, or is damaged.
pub fn restamped(file: Vec<u8>, stamp: &DraftStamp) -> Result<Vec<u8>> {
    // The document need not be read where there are no such properties, as in most files.
    let part = Package::open(&file).and_then(|mut package| package.part(PROPERTIES));
    let Some(renewed) = part
        .map_err(word_fault)?
        .and_then(|part| stamp.renewed(&part))
    else {
        return Ok(file);
    };
    let source = WordSource::open(&file)?;
    let mut changes = WordChanges::new(&source);
    changes.put_part(PROPERTIES, renewed.into_bytes());
    changes.finish()
}

/// Returns which draft a Word file is; None where it does not say so.
///
/// # Errors
/// When it is no Word file, or is damaged.
pub fn stamp_of(file: &[u8]) -> Result<Option<DraftStamp>> {
    let source = WordSource::open(file)?;
    let Some(part) = source.part_bytes(PROPERTIES)? else {
        return Ok(None);
    };
    Ok(DraftStamp::read(&String::from_utf8_lossy(&part)))
}
