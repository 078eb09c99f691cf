//! Parts: a Word file's relations to the names of the parts that are read, whatever the program that wrote it calls them.

use std::io::Cursor;

use zip::ZipArchive;

use super::part;
use super::xml::{Node, walk};
use crate::error::Result;

/// The parts that are read.
pub(super) struct Names {
    pub(super) document: String,
    pub(super) styles: String,
    pub(super) numbering: String,
}

/// The names as the relations tell them, else the usual ones.
pub(super) fn names(archive: &mut ZipArchive<Cursor<&[u8]>>) -> Result<Names> {
    let document = related(archive, "_rels/.rels", "", "/officeDocument")?;
    let document = document.unwrap_or_else(|| "word/document.xml".to_owned());
    let (folder, file) = document.rsplit_once('/').unwrap_or(("", &document));
    let relations = format!("{folder}/_rels/{file}.rels");
    let mut name =
        |kind, usual: &str| related(archive, &relations, folder, kind).map(|name| name.unwrap_or(usual.into()));
    let (styles, numbering) = (name("/styles", "word/styles.xml")?, name("/numbering", "word/numbering.xml")?);
    Ok(Names { document, styles, numbering })
}

/// The target of the first relation of a kind, if it is there.
fn related(
    archive: &mut ZipArchive<Cursor<&[u8]>>,
    relations: &str,
    folder: &str,
    kind: &str,
) -> Result<Option<String>> {
    let Some(relations) = part(archive, relations)? else { return Ok(None) };
    let mut found = None;
    walk(&relations, |node| {
        let Node::Open(element) = node else { return };
        if found.is_none() && element.get("Type").is_some_and(|of| of.ends_with(kind)) {
            found = element.get("Target").map(|target| match target.strip_prefix('/') {
                Some(target) => target.to_owned(),
                None => format!("{folder}/{target}").trim_start_matches('/').to_owned(),
            });
        }
    })?;
    Ok(found.filter(|name| archive.index_for_name(name).is_some()))
}
