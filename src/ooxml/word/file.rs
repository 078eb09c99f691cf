//! Opens a Word file and finds its parts by their relations.

use super::model::{WordDocument, all_paragraphs};
use super::numbering::ListCounter;
use super::styles::StyleSheet;
use super::theme::Theme;
use super::{body, numbering};
use crate::ooxml::limits::MOST_FOOTERS;
use crate::ooxml::{Package, PackageError, PackageResult, Relation, XmlReader};

/// How much of a file is wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Detail {
    /// The words.
    Words,
    /// The words and what they are set in, and the footers.
    Looks,
}

/// What the content types of documents hold: of documents, templates, and either with macros.
const DOCUMENT_TYPES: [&str; 4] = [
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
    let theme = if has_looks {
        let theme = related_part(&mut package, &related, "theme", "word/theme/theme1.xml")?;
        // A theme that cannot be read only leaves faces to be named by the styles.
        Theme::read(&theme).unwrap_or_default()
    } else {
        Theme::default()
    };
    let styles = related_part(&mut package, &related, "styles", "word/styles.xml")?;
    let sheet = StyleSheet::read(&styles, theme)?;
    let lists = related_part(&mut package, &related, "numbering", "word/numbering.xml")?;
    let mut counter = numbering::read(&lists)?;
    let mut word = body::read(&document, &sheet, &mut counter, has_looks)?;
    if has_looks {
        for footer in footers(&package, &related) {
            let Some(part) = package.part(&footer)? else { continue };
            let read = body::read(&part, &sheet, &mut ListCounter::default(), has_looks)?;
            all_paragraphs(read.blocks, &mut word.footers);
        }
    }
    Ok(word)
}

/// The part of a kind; empty where there is none.
fn related_part(
    package: &mut Package<'_>,
    relations: &[Relation],
    kind: &str,
    usual: &str,
) -> PackageResult<String> {
    let name = package.named(relations, kind, usual);
    Ok(package.part(&name)?.unwrap_or_default())
}

/// The footers' parts by name; by the usual names where the document lists no relations.
fn footers(package: &Package<'_>, relations: &[Relation]) -> Vec<String> {
    let mut footers: Vec<String> = if relations.is_empty() {
        package.parts_below("word/footer")
    } else {
        let of_kind = relations.iter().filter(|relation| relation.kind == "footer");
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
