//! Leaves out what was before a tracked change of format.
//!
//! `w:pPrChange` and its like hold the properties *before* the change, in elements of the same
//! names as the properties that hold; read after them they would win.

use crate::ooxml::{PackageResult, XmlEvent, XmlReader};

/// Elements that hold former properties.
const FORMER: [&str; 9] = [
    "pPrChange", "rPrChange", "sectPrChange", "tblPrChange", "tblGridChange", "tblPrExChange",
    "trPrChange", "tcPrChange", "numberingChange",
];

/// Returns the next event of a part that holds; None at its end.
///
/// # Errors
/// As [`XmlReader::next_event`].
pub(super) fn next_current<'p>(reader: &mut XmlReader<'p>) -> PackageResult<Option<XmlEvent<'p>>> {
    loop {
        match reader.next_event()? {
            Some(XmlEvent::Open(element)) if FORMER.contains(&element.name) => {
                reader.skip_element()?;
            }
            event => return Ok(event),
        }
    }
}
