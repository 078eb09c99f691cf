//! Relations: a part of an Office file to the parts it names, by what they are to it.

use std::io::Cursor;

use zip::ZipArchive;

use super::part;
use super::xml::{XmlEvent, walk};
use crate::error::Result;

/// A part that another names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::read) struct Relation {
    /// What the other calls it: `rId1`.
    pub(in crate::read) id: String,
    /// What it is to the other, the last word of its type: `officeDocument`, `styles`.
    pub(in crate::read) kind: String,
    /// Its name in the archive.
    pub(in crate::read) part: String,
}

/// What a part names; the whole file, for the part without a name. Files made online call the document
/// `word/document2.xml`, so no name but this list's is to be relied on.
///
/// # Errors
/// When the list is there and damaged, or is beyond the limits.
pub(in crate::read) fn of(
    archive: &mut ZipArchive<Cursor<&[u8]>>,
    source: &str,
) -> Result<Vec<Relation>> {
    let (folder, name) =
        source.rsplit_once('/').map_or(("", source), |(folder, name)| (folder, name));
    let Some(list) = part(archive, join(folder, &format!("_rels/{name}.rels")).as_str())? else {
        return Ok(Vec::new());
    };
    let mut relations = Vec::new();
    walk(&list, |node| {
        let XmlEvent::Open(element) = node else { return };
        let Some((kind, target)) = element.get("Type").zip(element.get("Target")) else { return };
        let kind = kind.rsplit('/').next().unwrap_or_default().to_owned();
        let part = target.strip_prefix('/').map_or_else(|| join(folder, target), str::to_owned);
        relations.push(Relation {
            id: element.get("Id").unwrap_or_default().to_owned(),
            kind,
            part,
        });
    })?;
    Ok(relations)
}

fn join(folder: &str, name: &str) -> String {
    if folder.is_empty() { name.to_owned() } else { format!("{folder}/{name}") }
}

/// The name of the part of a kind among relations, if it is in the archive; else the usual one.
pub(in crate::read) fn name<'a>(
    archive: &ZipArchive<Cursor<&[u8]>>,
    relations: &'a [Relation],
    kind: &str,
    usual: &'a str,
) -> &'a str {
    let there = |relation: &&Relation| {
        relation.kind == kind && archive.index_for_name(&relation.part).is_some()
    };
    relations.iter().find(there).map_or(usual, |relation| relation.part.as_str())
}
