//! Opens a Word file for changes and writes it again with every byte that no change touches.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::ops::Range;

use super::archive::RawArchive;
use super::edit::StoryEdit;
use super::part_text::PartText;
use super::scan::scan;
use super::story::{Story, StoryKind};
use super::tracked::Reviser;
use crate::diagnostic::Message;
use crate::error::{Error, Result};
use crate::ooxml::limits::{PackageError, PackageResult, word_fault};
use crate::ooxml::pack::PackedPart;
use crate::ooxml::package::Package;
use crate::ooxml::relations::{PartRelation, list_of};
use crate::ooxml::word::{DOCUMENT_TYPES, prompt_styles};
use crate::ooxml::xml::XmlReader;

/// The part that lists what each part is.
pub(super) const LIST_OF_TYPES: &str = "[Content_Types].xml";

/// A Word file opened for changes.
pub struct WordSource<'f> {
    pub(super) bytes: &'f [u8],
    pub(super) archive: RawArchive<'f>,
    /// The document first, then headers, footers and notes in the order the document names them.
    pub(super) stories: Vec<Story>,
    /// The name of the document's part.
    pub(super) main: String,
    pub(super) relations: Vec<PartRelation>,
    /// The parts that were read, by name.
    pub(super) parts: BTreeMap<String, PartText>,
}

/// The styles of what empty controls show, read where a part has such a control.
#[derive(Default)]
struct Prompts {
    none: HashSet<String>,
    read: Option<HashSet<String>>,
}

impl Prompts {
    fn of(
        &mut self,
        xml: &str,
        relations: &[PartRelation],
        package: &mut Package,
    ) -> &HashSet<String> {
        if !xml.contains("showingPlcHdr") {
            return &self.none;
        }
        self.read.get_or_insert_with(|| {
            let styles = relations.iter().find(|one| one.kind == "styles");
            let part = styles.and_then(|styles| package.part(&styles.part).ok().flatten());
            part.map_or_else(HashSet::new, |part| prompt_styles(&part))
        })
    }
}

/// The changes of a file, none of them made yet.
pub struct WordChanges<'s, 'f> {
    pub(super) source: &'s WordSource<'f>,
    pub(super) edits: Vec<StoryEdit<'s>>,
    pub(super) comments: Vec<NewComment>,
    /// The numbers of comments that go.
    pub(super) removed: BTreeSet<String>,
    /// Other parts that change whole.
    pub(super) other_parts: BTreeMap<String, Vec<u8>>,
    pub(super) next_change: u64,
}

/// A comment whose range is marked.
pub(super) struct NewComment {
    pub(super) by: Reviser,
    pub(super) text: String,
    pub(super) id: u64,
}

impl<'f> WordSource<'f> {
    /// Opens the bytes of a Word file. Headers, footers and notes that are damaged are left alone.
    ///
    /// # Errors
    /// When it is no Word file, is damaged, has a password, or is beyond the limits.
    pub fn open(bytes: &'f [u8]) -> Result<Self> {
        Self::read(bytes).map_err(word_fault)
    }

    fn read(bytes: &'f [u8]) -> PackageResult<Self> {
        let mut package = Package::open(bytes)?;
        let main = package.main_part(&DOCUMENT_TYPES, "word/document.xml")?;
        let relations = package.relations(&main)?;
        let mut parts = BTreeMap::new();
        let document = package.part_bytes(&main)?.ok_or(PackageError::OtherKind)?;
        let document = PartText::decode(&document);
        match XmlReader::root(&document.text) {
            Some(root) if root.name == "document" => {}
            Some(_) => return Err(PackageError::OtherKind),
            None => return Err(PackageError::Damaged),
        }
        let mut prompts = Prompts::default();
        let in_body = prompts.of(&document.text, &relations, &mut package);
        let (words, kind) = (document.text.clone(), StoryKind::Body);
        let mut stories = vec![scan(main.clone(), kind, words, in_body)?];
        parts.insert(main.clone(), document);
        for relation in &relations {
            let kind = match relation.kind.as_str() {
                "header" => Some(StoryKind::Header),
                "footer" => Some(StoryKind::Footer),
                "footnotes" => Some(StoryKind::Footnotes),
                "endnotes" => Some(StoryKind::Endnotes),
                "comments" | "commentsExtended" | "commentsIds" => None,
                _ => continue,
            };
            // Sections share headers; each is read once.
            if parts.contains_key(&relation.part) {
                continue;
            }
            let Some(part) = package.part_bytes(&relation.part)? else {
                continue;
            };
            let part = PartText::decode(&part);
            let Some(kind) = kind else {
                parts.insert(relation.part.clone(), part);
                continue;
            };
            // A damaged header is no reason to refuse the document: it is copied as it is.
            let styles = prompts.of(&part.text, &relations, &mut package);
            match scan(relation.part.clone(), kind, part.text.clone(), styles) {
                Ok(story) => stories.push(story),
                Err(PackageError::Damaged) => continue,
                Err(why) => return Err(why),
            }
            parts.insert(relation.part.clone(), part);
        }
        for list in [list_of(&main), LIST_OF_TYPES.to_owned()] {
            if let Some(part) = package.part_bytes(&list)? {
                parts.insert(list, PartText::decode(&part));
            }
        }
        let archive = RawArchive::read(bytes)?;
        Ok(Self {
            bytes,
            archive,
            stories,
            main,
            relations,
            parts,
        })
    }

    /// Returns the parts with words: the document first.
    #[must_use]
    pub fn stories(&self) -> &[Story] {
        &self.stories
    }

    /// Holds that the file is a document as .docx names one: Word opens no .docx that says of
    /// itself that it has macros or is a template.
    ///
    /// # Errors
    /// When it has macros or is a template.
    pub fn require_plain(&self) -> Result<()> {
        let kinds = self.part(LIST_OF_TYPES).map_or("", |(_, part)| &part.text);
        let kinds = kinds.to_ascii_lowercase();
        let key = if kinds.contains("macroenabled") {
            "splice.macros"
        } else if kinds.contains("wordprocessingml.template.main") {
            "splice.template-file"
        } else {
            return Ok(());
        };
        Err(Error::new(Message::plain(key)))
    }

    /// Returns a part as the bytes it holds, if there is one.
    ///
    /// # Errors
    /// When the part is damaged or beyond the limits.
    pub fn part_bytes(&self, name: &str) -> Result<Option<Vec<u8>>> {
        let package = Package::open(self.bytes);
        package
            .and_then(|mut package| package.part_bytes(name))
            .map_err(word_fault)
    }

    /// Returns the part with the styles as text; empty where there is none that can be read.
    pub(crate) fn styles(&self) -> String {
        let mut named = self.relations.iter();
        let styles = named.find(|relation| relation.kind == "styles");
        let bytes = styles.and_then(|styles| self.part_bytes(&styles.part).ok().flatten());
        bytes.map_or_else(String::new, |bytes| PartText::decode(&bytes).text)
    }

    /// Returns the names of the parts in a folder, in lower case and sorted.
    ///
    /// # Errors
    /// When the file is damaged.
    pub fn parts_below(&self, folder: &str) -> Result<Vec<String>> {
        let package = Package::open(self.bytes).map_err(word_fault)?;
        Ok(package.parts_below(folder))
    }

    /// Returns the bytes of the file.
    #[must_use]
    pub fn bytes(&self) -> &'f [u8] {
        self.bytes
    }

    /// The part of a kind that the document names, if it was read.
    pub(super) fn related(&self, kind: &str) -> Option<(&str, &PartText)> {
        let mut named = self
            .relations
            .iter()
            .filter(|relation| relation.kind == kind);
        named.find_map(|relation| self.part(&relation.part))
    }

    pub(super) fn part(&self, name: &str) -> Option<(&str, &PartText)> {
        self.parts
            .get_key_value(name)
            .map(|(name, part)| (name.as_str(), part))
    }
}

impl<'s, 'f> WordChanges<'s, 'f> {
    /// Returns changes of a file that are none yet.
    #[must_use]
    pub fn new(source: &'s WordSource<'f>) -> Self {
        let greatest = source
            .stories
            .iter()
            .map(|story| story.greatest_id)
            .max()
            .unwrap_or(0);
        Self {
            source,
            edits: source.stories.iter().map(StoryEdit::new).collect(),
            comments: Vec::new(),
            removed: BTreeSet::new(),
            other_parts: BTreeMap::new(),
            next_change: greatest + 1,
        }
    }

    /// Returns the changes of a story, by its place in [`WordSource::stories`].
    pub fn story(&mut self, story: usize) -> &mut StoryEdit<'s> {
        &mut self.edits[story]
    }

    /// The changes of a story, and the number for the next tracked change.
    pub(super) fn edit_and_id(&mut self, story: usize) -> (&mut StoryEdit<'s>, &mut u64) {
        (&mut self.edits[story], &mut self.next_change)
    }

    /// Replaces a range of a paragraph's characters: [`StoryEdit::replace`].
    ///
    /// # Errors
    /// As there.
    pub fn replace(
        &mut self,
        story: usize,
        paragraph: usize,
        chars: Range<usize>,
        words: &str,
    ) -> Result<()> {
        self.edits[story].replace(paragraph, chars, words)
    }

    /// Replaces a range of a paragraph's characters as a tracked change: [`StoryEdit::track`].
    ///
    /// # Errors
    /// As there.
    pub fn track(
        &mut self,
        story: usize,
        paragraph: usize,
        chars: Range<usize>,
        words: &str,
        by: &Reviser,
    ) -> Result<()> {
        self.edits[story].track(paragraph, chars, words, by, &mut self.next_change)
    }

    /// Puts other bytes in the place of a part that holds no story.
    pub fn put_part(&mut self, name: &str, bytes: Vec<u8>) {
        self.other_parts.insert(name.to_owned(), bytes);
    }

    /// Writes the file with its changes; without any, the bytes it was opened from.
    ///
    /// # Errors
    /// When two changes contradict each other, or a part that must change is damaged.
    pub fn finish(self) -> Result<Vec<u8>> {
        let mut changed = BTreeMap::new();
        let mut added = Vec::new();
        for edit in &self.edits {
            let story = edit.story();
            let xml = edit.applied()?;
            // A change that changes nothing must not pack the part anew.
            if xml != story.xml {
                changed.insert(story.part.clone(), xml);
            }
        }
        self.finish_comments(&mut changed, &mut added)?;
        if changed.is_empty() && added.is_empty() && self.other_parts.is_empty() {
            return Ok(self.source.bytes.to_vec());
        }
        let mut packed = BTreeMap::new();
        for (name, xml) in changed {
            let part = self.source.parts.get(&name);
            let part = part.filter(|part| part.is_exact && self.source.archive.has_one(&name));
            let Some(part) = part else {
                return Err(Error::new(Message::new(
                    "splice.undecodable",
                    [("part", name)],
                )));
            };
            packed.insert(name.clone(), PackedPart::new(name, part.encode(&xml))?);
        }
        for (name, bytes) in self.other_parts {
            packed.insert(name.clone(), PackedPart::new(name, bytes)?);
        }
        let mut new = Vec::new();
        for (name, xml) in added {
            new.push(PackedPart::new(name, xml)?);
        }
        self.source
            .archive
            .rebuilt(&packed, &new)
            .map_err(word_fault)
    }
}
