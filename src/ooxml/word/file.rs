//! Opens a Word file and finds its parts by their relations.

use super::model::{LeftOut, WordDocument, all_paragraphs};
use super::numbering::ListCounter;
use super::styles::StyleSheet;
use super::theme::Theme;
use super::{body, numbering};
use crate::ooxml::limits::MOST_FOOTERS;
use crate::ooxml::{Package, PackageError, PackageResult, PartRelation, XmlReader};

/// How much of a file is wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Detail {
    /// The words.
    Words,
    /// The words and what they are set in, and the footers.
    Looks,
}

/// What the content types of documents hold: of documents, templates, and either with macros.
pub(in crate::ooxml) const DOCUMENT_TYPES: [&str; 4] = [
    "wordprocessingml.document.main",
    "wordprocessingml.template.main",
    "ms-word.document.macroEnabled.main",
    "ms-word.template.macroEnabledTemplate.main",
];

/// Reads the bytes of a Word file.
///
/// # Errors
/// When it is no Word file, is damaged, or is beyond the limits.
pub(crate) fn read(bytes: &[u8], detail: Detail) -> PackageResult<WordDocument> {
    let mut package = Package::open(bytes)?;
    let main = package.main_part(&DOCUMENT_TYPES, "word/document.xml")?;
    let document = package.part(&main)?.ok_or(PackageError::OtherKind)?;
    match XmlReader::root(&document) {
        // A workbook that somebody named .docx is an Office file too.
        Some(root) if root.name != "document" => return Err(PackageError::OtherKind),
        Some(_) => {}
        None => return Err(damage_of(&document)),
    }
    let related = package.relations(&main)?;
    let has_looks = detail == Detail::Looks;
    let mut left_out = Vec::new();
    let theme = if has_looks {
        optional_part(&mut package, &related, "theme", &mut left_out, Theme::read)?
    } else {
        Theme::default()
    };
    let read_styles = |part: &str| StyleSheet::read(part, theme);
    let sheet = optional_part(&mut package, &related, "styles", &mut left_out, read_styles)?;
    let mut counter = optional_part(
        &mut package,
        &related,
        "numbering",
        &mut left_out,
        numbering::read,
    )?;
    let mut word = body::read(&document, &related, &sheet, &mut counter, has_looks)?;
    word.left_out.splice(0..0, left_out);
    if has_looks {
        for footer in footers(&package, &related) {
            let Some(part) = package.part(&footer)? else {
                continue;
            };
            let mut counter = ListCounter::default();
            // A footer that cannot be read is a report without page numbers, not without words.
            if let Ok(footer) = body::read(&part, &[], &sheet, &mut counter, has_looks) {
                all_paragraphs(footer.blocks, &mut word.footers);
            }
        }
    }
    Ok(word)
}

/// Reads a part that a document may lack. Where it is damaged, the document is read without it.
fn optional_part<T: Default>(
    package: &mut Package<'_>,
    relations: &[PartRelation],
    kind: &str,
    left_out: &mut Vec<LeftOut>,
    read: impl FnOnce(&str) -> PackageResult<T>,
) -> PackageResult<T> {
    let usual = match kind {
        "theme" => "word/theme/theme1.xml".to_owned(),
        kind => format!("word/{kind}.xml"),
    };
    let name = package.named(relations, kind, &usual);
    let part = match package.part(&name) {
        Ok(part) => part.unwrap_or_default(),
        Err(PackageError::Damaged) => {
            left_out.push(LeftOut::Part(name));
            return Ok(T::default());
        }
        Err(why) => return Err(why),
    };
    match read(&part) {
        Err(PackageError::Damaged) => {
            left_out.push(LeftOut::Part(name));
            Ok(T::default())
        }
        read => read,
    }
}

/// The footers' parts by name; by the usual names where the document lists no relations.
fn footers(package: &Package<'_>, relations: &[PartRelation]) -> Vec<String> {
    let mut footers: Vec<String> = if relations.is_empty() {
        package.parts_below("word/footer")
    } else {
        let of_kind = relations
            .iter()
            .filter(|relation| relation.kind == "footer");
        of_kind.map(|relation| relation.part.clone()).collect()
    };
    footers.sort_unstable();
    footers.dedup();
    footers.truncate(MOST_FOOTERS);
    footers
}

/// Why a part without a root element cannot be read.
fn damage_of(part: &str) -> PackageError {
    let mut reader = XmlReader::new(part);
    loop {
        match reader.next_event() {
            Ok(Some(_)) => {}
            Ok(None) => return PackageError::Damaged,
            Err(fault) => return fault,
        }
    }
}
