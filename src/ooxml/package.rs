//! Opens Office files and inflates their parts, within limits and whatever the case of their names.

use std::collections::HashMap;
use std::io::{Cursor, Read};

use encoding_rs::{Encoding, UTF_8};
use zip::ZipArchive;
use zip::result::ZipError;

use super::content_types::ContentTypes;
use super::limits::{
    LARGEST_PACKAGE_BYTES, LARGEST_PART_BYTES, Limit, MOST_PARTS, PackageError, PackageResult,
};
use super::relations::{PartRelation, part_key};

/// An Office file opened.
pub(crate) struct Package<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
    /// The places of parts in the archive, by [`part_key`].
    parts: HashMap<String, usize>,
    /// How many bytes may still be inflated.
    budget_bytes: u64,
}

impl<'a> Package<'a> {
    /// Opens an archive.
    ///
    /// # Errors
    /// When it is none, or holds too many parts.
    pub(crate) fn open(bytes: &'a [u8]) -> PackageResult<Self> {
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| PackageError::NotArchive)?;
        if archive.len() > MOST_PARTS {
            return Err(PackageError::TooBig(Limit::Parts(MOST_PARTS)));
        }
        let mut parts = HashMap::new();
        for at in 0..archive.len() {
            if let Some(name) = archive.name_for_index(at) {
                parts.entry(part_key(name)).or_insert(at);
            }
        }
        Ok(Self {
            archive,
            parts,
            budget_bytes: LARGEST_PACKAGE_BYTES,
        })
    }

    /// Returns whether there is a part of this name.
    pub(crate) fn has(&self, name: &str) -> bool {
        self.parts.contains_key(&part_key(name))
    }

    /// Returns the parts whose names begin like this, in lower case and sorted.
    pub(crate) fn parts_below(&self, prefix: &str) -> Vec<String> {
        let mut names: Vec<String> = self
            .parts
            .keys()
            .filter(|name| name.starts_with(prefix))
            .cloned()
            .collect();
        names.sort_unstable();
        names
    }

    /// Inflates a part as text, if there is one: UTF-8, or UTF-16 by its byte order mark.
    ///
    /// # Errors
    /// When the part is damaged, has a password, or is beyond the limits.
    pub(crate) fn part(&mut self, name: &str) -> PackageResult<Option<String>> {
        let Some(bytes) = self.part_bytes(name)? else {
            return Ok(None);
        };
        let encoding = Encoding::for_bom(&bytes).map_or(UTF_8, |(encoding, _)| encoding);
        Ok(Some(
            encoding.decode_with_bom_removal(&bytes).0.into_owned(),
        ))
    }

    /// Inflates a part as the bytes it is, if there is one.
    ///
    /// # Errors
    /// As [`Package::part`].
    pub(super) fn part_bytes(&mut self, name: &str) -> PackageResult<Option<Vec<u8>>> {
        let Some(at) = self.parts.get(&part_key(name)) else {
            return Ok(None);
        };
        let file = match self.archive.by_index(*at) {
            Ok(file) => file,
            Err(ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED)) => {
                return Err(PackageError::Locked);
            }
            Err(_) => return Err(PackageError::Damaged),
        };
        let most = LARGEST_PART_BYTES.min(self.budget_bytes);
        let mut bytes = Vec::new();
        // One byte more than allowed, so that a part beyond the limit is noticed.
        file.take(most + 1)
            .read_to_end(&mut bytes)
            .map_err(|_| PackageError::Damaged)?;
        let length = bytes.len() as u64;
        if length > most {
            return Err(PackageError::TooBig(Limit::Bytes(most)));
        }
        self.budget_bytes -= length;
        Ok(Some(bytes))
    }

    /// Returns what a part names; of the part without a name, what the whole package names.
    ///
    /// # Errors
    /// When the list is there and damaged, or is beyond the limits.
    pub(crate) fn relations(&mut self, source: &str) -> PackageResult<Vec<PartRelation>> {
        match self.part(&super::relations::list_of(source))? {
            Some(list) => super::relations::read(source, &list),
            None => Ok(Vec::new()),
        }
    }

    /// Returns the name of the part of a kind among relations, if it is there; else the usual one.
    ///
    /// Files made online call the document `word/document2.xml`, so no name but the relation's is
    /// to be relied on.
    pub(crate) fn named(&self, relations: &[PartRelation], kind: &str, usual: &str) -> String {
        let is_there = |relation: &&PartRelation| {
            relation.kind.eq_ignore_ascii_case(kind) && self.has(&relation.part)
        };
        match relations.iter().find(is_there) {
            Some(relation) => relation.part.clone(),
            None => usual.to_owned(),
        }
    }

    /// Returns the name of the part that the file is about: by the package's relations, else by the
    /// content types, else the usual one.
    ///
    /// # Errors
    /// When one of the two lists is there and damaged, or is beyond the limits.
    pub(crate) fn main_part(&mut self, kinds: &[&str], usual: &str) -> PackageResult<String> {
        let relations = self.relations("")?;
        let main = self.named(&relations, "officeDocument", usual);
        if self.has(&main) {
            return Ok(main);
        }
        let Some(list) = self.part("[Content_Types].xml")? else {
            return Ok(main);
        };
        let types = ContentTypes::read(&list)?;
        let of_a_kind = types.parts_of(kinds).find(|part| self.has(part));
        Ok(of_a_kind.map_or(main, str::to_owned))
    }
}
