//! Puts comments over words of a file, and takes an author's out again.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::comments::{self, CommentList};
use super::edit::{RangeEnd, StoryEdit, content_start};
use super::file::{LIST_OF_TYPES, NewComment, WordChanges};
use super::story::{StoryKind, StoryParagraph, StoryReference};
use super::tracked::Reviser;
use crate::error::Result;
use crate::ooxml::limits::word_fault;
use crate::ooxml::relations::{OFFICE_RELATIONS, list_of, relations};
use crate::ooxml::xml::XmlReader;

/// What the content type of comments is.
const COMMENTS_TYPE: &str =
    "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml";
/// The namespace of Word's vocabulary in Strict files begins like this.
const STRICT: &str = "http://purl.oclc.org/ooxml/";
/// What the types of relations begin with in Strict files, without a slash at the end.
const STRICT_RELATIONS: &str = "http://purl.oclc.org/ooxml/officeDocument/relationships";

impl WordChanges<'_, '_> {
    /// Takes an author's comments out, those left that somebody replied to. To be called before
    /// comments are added, so that these take the free numbers.
    ///
    /// # Errors
    /// When a list of comments is damaged.
    pub fn remove_comments(&mut self, author: &str) -> Result<()> {
        let Some(list) = self.comment_list()? else {
            return Ok(());
        };
        self.take_out(list.of_author(author, &self.replied_to()?));
        Ok(())
    }

    /// The paragraphs of comments that somebody replied to.
    fn replied_to(&self) -> Result<BTreeSet<String>> {
        match self.source.related("commentsExtended") {
            Some((_, part)) => comments::replied_to(&part.text).map_err(word_fault),
            None => Ok(BTreeSet::new()),
        }
    }

    /// Takes comments out of the stories, and notes that they go from the list.
    fn take_out(&mut self, removed: BTreeSet<String>) {
        for edit in &mut self.edits {
            let story = edit.story();
            for mark in &story.range_marks {
                if mark.family == "commentRange" && removed.contains(&mark.id) {
                    edit.put(mark.bytes.clone(), "");
                }
            }
            for reference in &story.references {
                if reference.kind == "commentReference" && removed.contains(&reference.id) {
                    let run = &story.paragraphs[reference.paragraph].runs[reference.run];
                    let before = &story.xml[run.content.start..reference.bytes.start];
                    let behind = &story.xml[reference.bytes.end..run.content.end];
                    // Word puts the reference in a run of its own; other programs may not.
                    let is_alone = before.trim().is_empty() && behind.trim().is_empty();
                    let bytes = if is_alone {
                        &run.bytes
                    } else {
                        &reference.bytes
                    };
                    edit.put(bytes.clone(), "");
                }
            }
        }
        self.removed.extend(removed);
    }

    /// Returns whether a paragraph of the document has a comment by anybody but some authors.
    ///
    /// # Errors
    /// When the list of comments is damaged.
    pub fn has_comment_of_others(&self, paragraph: usize, authors: &[&str]) -> Result<bool> {
        let Some(list) = self.comment_list()? else {
            return Ok(false);
        };
        let mut own = BTreeSet::new();
        for author in authors {
            own.extend(list.of_author(author, &BTreeSet::new()));
        }
        let mut references = self.source.stories[0].references.iter();
        Ok(references.any(|reference| {
            reference.paragraph == paragraph
                && reference.kind == "commentReference"
                && !own.contains(&reference.id)
        }))
    }

    /// Takes those comments of an author out whose range begins within some characters of a
    /// paragraph of the document.
    ///
    /// # Errors
    /// When a list of comments is damaged.
    pub fn remove_comments_in(
        &mut self,
        paragraph: usize,
        chars: Range<usize>,
        author: &str,
    ) -> Result<()> {
        let Some(list) = self.comment_list()? else {
            return Ok(());
        };
        let story = &self.source.stories[0];
        let bytes = story.paragraphs[paragraph].bytes_of(&story.xml, chars);
        let (Some(first), Some(last)) = (bytes.first(), bytes.last()) else {
            return Ok(());
        };
        // A comment that somebody answered is a conversation, and stays.
        let by_author = list.of_author(author, &self.replied_to()?);
        // A range begins before the run it is over: the last beginning before the words is theirs.
        let mut removed = BTreeSet::new();
        for id in by_author {
            let ends = story
                .range_marks
                .iter()
                .filter(|mark| mark.family == "commentRange");
            let mut own = ends.filter(|mark| mark.id == id);
            let (start, end) = (
                own.clone().find(|mark| mark.is_start),
                own.find(|mark| !mark.is_start),
            );
            if let (Some(start), Some(end)) = (start, end)
                && start.bytes.start < last.end
                && end.bytes.end > first.start
            {
                removed.insert(id);
            }
        }
        self.take_out(removed);
        Ok(())
    }

    /// Puts a comment over a range of a paragraph's characters; each line of it is a paragraph.
    ///
    /// Word has no comments in text boxes, notes, headers and footers: there the comment stands
    /// where the box or the note is anchored, or at the document's first words.
    ///
    /// # Errors
    /// When the list of comments is damaged.
    pub fn comment(
        &mut self,
        story: usize,
        paragraph: usize,
        chars: Range<usize>,
        by: &Reviser,
        text: &str,
    ) -> Result<()> {
        let id = self.next_comment()?;
        self.add_comment(id, by, text);
        let stories = &self.source.stories;
        let mut target = &stories[story].paragraphs[paragraph];
        if stories[story].kind != StoryKind::Body {
            let noted = target.note.as_deref().and_then(|note| {
                let kind = match stories[story].kind {
                    StoryKind::Footnotes => "footnoteReference",
                    _ => "endnoteReference",
                };
                let is_it = |one: &&StoryReference| one.kind == kind && one.id == note;
                stories[0].references.iter().find(is_it)
            });
            if let Some(reference) = noted {
                let run = stories[0].paragraphs[reference.paragraph].runs[reference.run]
                    .bytes
                    .clone();
                self.mark_run(run, id);
                return Ok(());
            }
            let with_words = stories[0]
                .paragraphs
                .iter()
                .find(|one| one.length > 0 && one.host.is_none());
            let Some(first) = with_words.or(stories[0].paragraphs.first()) else {
                return Ok(());
            };
            self.edits[0].mark_comment(first, 0..first.length, id);
            return Ok(());
        }
        // A box may stand in a box; the outermost run is in the text.
        let mut host_run = None;
        while let Some(host) = target.host {
            let host = &stories[0].paragraphs[host];
            host_run = host.runs.get(target.host_run).map(|run| run.bytes.clone());
            target = host;
        }
        match host_run {
            Some(run) => self.mark_run(run, id),
            None => self.edits[0].mark_comment(target, chars, id),
        }
        Ok(())
    }

    /// Returns the number of the next comment.
    ///
    /// # Errors
    /// When the list of comments is damaged.
    pub(crate) fn next_comment(&self) -> Result<u64> {
        let first = match self.comment_list()? {
            Some(list) => list.next_id(&self.removed),
            None => 0,
        };
        Ok(first + self.comments.len() as u64)
    }

    /// Adds a comment to the list; its range is marked already, or will be.
    pub(crate) fn add_comment(&mut self, id: u64, by: &Reviser, text: &str) {
        self.comments.push(NewComment {
            by: by.clone(),
            text: text.to_owned(),
            id,
        });
    }

    /// Marks a comment's range around a run of the document.
    fn mark_run(&mut self, run: Range<usize>, id: u64) {
        let [start, end] = self.edits[0].comment_marks(run.start, id);
        self.edits[0].mark_at(run.start, RangeEnd::Start, start);
        self.edits[0].mark_at(run.end, RangeEnd::End, end);
    }

    fn comment_list(&self) -> Result<Option<CommentList>> {
        let part = self.source.related("comments");
        part.map(|(_, part)| CommentList::read(&part.text))
            .transpose()
            .map_err(word_fault)
    }

    /// Changes the list of comments and what is about them; makes it where there is none.
    pub(super) fn finish_comments(
        &self,
        changed: &mut BTreeMap<String, String>,
        added: &mut Vec<(String, String)>,
    ) -> Result<()> {
        let mut gone = self.removed.clone();
        for edit in &self.edits {
            gone.extend(edit.dropped_comments.iter().cloned());
        }
        if self.comments.is_empty() && gone.is_empty() {
            return Ok(());
        }
        let source = self.source;
        let namespace = &source.stories[0].namespace;
        let (name, old) = match source.related("comments") {
            Some((name, part)) => (name.to_owned(), part.text.clone()),
            None if self.comments.is_empty() => return Ok(()),
            None => {
                let name = self.new_part(changed, added)?;
                (name, comments::empty_part(namespace))
            }
        };
        let list = CommentList::read(&old).map_err(word_fault)?;
        let root = XmlReader::root(&old).map(|root| root.qualified_name().to_owned());
        let root = root.unwrap_or_default();
        let (prefix, declaration) = match root.split_once(':') {
            Some((prefix, _)) => (format!("{prefix}:"), String::new()),
            None => ("w:".to_owned(), format!(r#" xmlns:w="{namespace}""#)),
        };
        let mut xml = comments::without(&old, &list.bytes_of(&gone));
        let mut all = String::new();
        for new in &self.comments {
            all += &comments::comment(&prefix, &declaration, new.id, &new.by, &new.text);
        }
        if !all.is_empty() {
            xml = comments::in_root(&xml, &all).map_err(word_fault)?;
        }
        if source.related("comments").is_none() {
            added.push((name, xml));
        } else if xml != old {
            changed.insert(name, xml);
        }
        let ids = list.paragraph_ids(&gone);
        for kind in ["commentsExtended", "commentsIds"] {
            let Some((name, part)) = source.related(kind).filter(|_| !ids.is_empty()) else {
                continue;
            };
            let entries = comments::entries_about(&part.text, &ids).map_err(word_fault)?;
            if !entries.is_empty() {
                changed.insert(name.to_owned(), comments::without(&part.text, &entries));
            }
        }
        Ok(())
    }

    /// Names a new part for comments in the lists of types and relations.
    fn new_part(
        &self,
        changed: &mut BTreeMap<String, String>,
        added: &mut Vec<(String, String)>,
    ) -> Result<String> {
        let source = self.source;
        let folder = source
            .main
            .rsplit_once('/')
            .map_or("", |(folder, _)| folder);
        let base = if folder.is_empty() {
            String::new()
        } else {
            format!("{folder}/")
        };
        let names = std::iter::once("comments.xml".to_owned())
            .chain((1..).map(|n| format!("comments{n}.xml")));
        let is_free = |name: &String| !source.archive.has_any(&format!("{base}{name}"));
        let target = names.into_iter().find(is_free).unwrap_or_default();
        let name = format!("{base}{target}");

        let is_strict = source.stories[0].namespace.starts_with(STRICT);
        let kinds = if is_strict {
            STRICT_RELATIONS
        } else {
            OFFICE_RELATIONS
        };
        let list = list_of(&source.main);
        let kind = format!("{kinds}/comments");
        match source.part(&list) {
            Some((_, part)) => {
                let mut n = 1;
                while part.text.contains(&format!("\"rIdComments{n}\"")) {
                    n += 1;
                }
                let root = XmlReader::root(&part.text).map(|root| root.qualified_name().to_owned());
                let root = root.unwrap_or_default();
                let prefix = root
                    .split_once(':')
                    .map_or_else(String::new, |(p, _)| format!("{p}:"));
                let entry = format!(
                    r#"<{prefix}Relationship Id="rIdComments{n}" Type="{kind}" Target="{target}"/>"#
                );
                let xml = comments::in_root(&part.text, &entry).map_err(word_fault)?;
                changed.insert(list, xml);
            }
            None => added.push((list, relations([("rIdComments1", kind, target.as_str())]))),
        }
        if let Some((list, part)) = source.part(LIST_OF_TYPES) {
            let root = XmlReader::root(&part.text).map(|root| root.qualified_name().to_owned());
            let root = root.unwrap_or_default();
            let prefix = root
                .split_once(':')
                .map_or_else(String::new, |(p, _)| format!("{p}:"));
            let entry =
                format!(r#"<{prefix}Override PartName="/{name}" ContentType="{COMMENTS_TYPE}"/>"#);
            let xml = comments::in_root(&part.text, &entry).map_err(word_fault)?;
            changed.insert(list.to_owned(), xml);
        }
        Ok(name)
    }
}

impl StoryEdit<'_> {
    /// Marks the range of a comment over some characters of a paragraph of the document; in a copy
    /// of the paragraph, too, which is why the number comes from without.
    pub(crate) fn mark_comment(
        &mut self,
        paragraph: &StoryParagraph,
        chars: Range<usize>,
        id: u64,
    ) {
        let [start, end] = self.comment_marks(paragraph.bytes.start, id);
        if !paragraph.segments.is_empty() {
            let from = chars.start.min(paragraph.length.saturating_sub(1));
            let to = chars.end.max(from + 1).min(paragraph.length);
            self.mark(paragraph, from, RangeEnd::Start, 0, start);
            self.mark(paragraph, to, RangeEnd::End, 9, end);
        } else if paragraph.open_end < paragraph.bytes.end {
            self.mark_at(content_start(paragraph), RangeEnd::Start, start + &end);
        } else {
            let all = &self.story().paragraphs;
            let at = all.iter().position(|one| one.bytes == paragraph.bytes);
            self.fill(at.unwrap_or(0), &(start + &end));
        }
    }

    /// The marks at both ends of a comment's range; the second refers to the comment.
    fn comment_marks(&self, tag: usize, id: u64) -> [String; 2] {
        let names = self.vocabulary(tag);
        let (prefix, declaration) = (&names.prefix, &names.declaration);
        let start = format!(r#"<{prefix}commentRangeStart{declaration} {prefix}id="{id}"/>"#);
        let end = format!(
            concat!(
                r#"<{prefix}commentRangeEnd{declaration} {prefix}id="{id}"/>"#,
                r#"<{prefix}r{declaration}><{prefix}commentReference {prefix}id="{id}"/></{prefix}r>"#
            ),
            prefix = prefix,
            declaration = declaration,
            id = id
        );
        [start, end]
    }
}
