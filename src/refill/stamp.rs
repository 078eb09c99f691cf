//! Reads from a Word file which draft it is: genre, version of the program, hash.

use crate::error::Result;
use crate::ooxml::splice::WordSource;
use crate::write::docx::DraftStamp;

/// The part with properties of the user's.
pub(super) const PROPERTIES: &str = "docprops/custom.xml";

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
