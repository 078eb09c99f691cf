//! Adds comments to the part that holds them, and takes an author's out again.

use std::collections::BTreeSet;
use std::ops::Range;

use super::tracked::Reviser;
use crate::ooxml::{DECLARATION, PackageError, PackageResult, XmlEvent, XmlReader, escaped};

/// The comments of a file.
#[derive(Debug, Default)]
pub(super) struct CommentList {
    comments: Vec<ListedComment>,
}

/// A comment in the list.
#[derive(Debug, Default)]
struct ListedComment {
    id: String,
    author: String,
    bytes: Range<usize>,
    /// The ids of its paragraphs, by which replies know it.
    paragraph_ids: Vec<String>,
}

impl CommentList {
    /// Reads `comments.xml`.
    ///
    /// # Errors
    /// When it is no XML.
    pub(super) fn read(xml: &str) -> PackageResult<Self> {
        let mut comments = Vec::new();
        let mut open: Option<ListedComment> = None;
        let mut reader = XmlReader::new(xml);
        while let Some(event) = reader.next_event()? {
            match event {
                XmlEvent::Open(element) if element.name == "comment" => {
                    open = Some(ListedComment {
                        id: element.get("id").unwrap_or_default().into_owned(),
                        author: element.get("author").unwrap_or_default().into_owned(),
                        bytes: reader.span(),
                        paragraph_ids: Vec::new(),
                    });
                }
                XmlEvent::Open(element) => {
                    if let (Some(comment), Some(id)) = (&mut open, element.get("paraId")) {
                        comment.paragraph_ids.push(id.into_owned());
                    }
                }
                XmlEvent::Close("comment") => {
                    if let Some(mut comment) = open.take() {
                        comment.bytes.end = reader.span().end;
                        comments.push(comment);
                    }
                }
                _ => {}
            }
        }
        Ok(Self { comments })
    }

    /// Returns the numbers of an author's comments, those left out that somebody replied to.
    pub(super) fn of_author(
        &self,
        author: &str,
        replied_to: &BTreeSet<String>,
    ) -> BTreeSet<String> {
        let mut ids = BTreeSet::new();
        for comment in self
            .comments
            .iter()
            .filter(|comment| comment.author == author)
        {
            if !comment
                .paragraph_ids
                .iter()
                .any(|id| replied_to.contains(id))
            {
                ids.insert(comment.id.clone());
            }
        }
        ids
    }

    /// Returns the ids of paragraphs in comments.
    pub(super) fn paragraph_ids(&self, ids: &BTreeSet<String>) -> BTreeSet<String> {
        let comments = self
            .comments
            .iter()
            .filter(|comment| ids.contains(&comment.id));
        comments
            .flat_map(|comment| comment.paragraph_ids.clone())
            .collect()
    }

    /// Returns the number for the next comment, those of `gone` free again.
    pub(super) fn next_id(&self, gone: &BTreeSet<String>) -> u64 {
        let kept = self
            .comments
            .iter()
            .filter(|comment| !gone.contains(&comment.id));
        let numbers = kept.filter_map(|comment| comment.id.parse::<u64>().ok());
        numbers.max().map_or(0, |greatest| greatest + 1)
    }

    /// Returns where comments stand, in order.
    pub(super) fn bytes_of(&self, ids: &BTreeSet<String>) -> Vec<Range<usize>> {
        let comments = self
            .comments
            .iter()
            .filter(|comment| ids.contains(&comment.id));
        comments.map(|comment| comment.bytes.clone()).collect()
    }
}

/// Returns the paragraphs that replies in `commentsExtended.xml` answer to.
pub(super) fn replied_to(xml: &str) -> PackageResult<BTreeSet<String>> {
    let mut ids = BTreeSet::new();
    let mut reader = XmlReader::new(xml);
    while let Some(event) = reader.next_event()? {
        if let XmlEvent::Open(element) = event {
            ids.extend(element.get("paraIdParent").map(Into::into));
        }
    }
    Ok(ids)
}

/// Returns the elements of a list that are about paragraphs of comments, in bytes.
pub(super) fn entries_about(xml: &str, ids: &BTreeSet<String>) -> PackageResult<Vec<Range<usize>>> {
    let mut entries = Vec::new();
    let mut reader = XmlReader::new(xml);
    while let Some(event) = reader.next_event()? {
        let XmlEvent::Open(element) = event else {
            continue;
        };
        if element.get("paraId").is_some_and(|id| ids.contains(&*id)) {
            let start = reader.span().start;
            reader.skip_element()?;
            entries.push(start..reader.span().end);
        }
    }
    Ok(entries)
}

/// Returns a comment as an element; each line of it is a paragraph.
pub(super) fn comment(
    prefix: &str,
    declaration: &str,
    id: u64,
    by: &Reviser,
    text: &str,
) -> String {
    let attributes = by.attributes(prefix);
    let mut xml = format!(
        r#"<{prefix}comment{declaration} {prefix}id="{id}"{attributes} {prefix}initials="{}">"#,
        escaped(&by.initials)
    );
    for line in text.split('\n') {
        xml += &format!(
            r#"<{prefix}p><{prefix}r><{prefix}t xml:space="preserve">{}</{prefix}t></{prefix}r></{prefix}p>"#,
            escaped(line)
        );
    }
    xml + &format!("</{prefix}comment>")
}

/// Returns a new `comments.xml` without comments.
pub(super) fn empty_part(namespace: &str) -> String {
    format!(r#"{DECLARATION}<w:comments xmlns:w="{namespace}"></w:comments>"#)
}

/// Puts XML at the end of a part's root element.
///
/// # Errors
/// When the part is no XML.
pub(super) fn in_root(xml: &str, added: &str) -> PackageResult<String> {
    let mut reader = XmlReader::new(xml);
    let mut root = None;
    let mut last = 0..0;
    while let Some(event) = reader.next_event()? {
        if let (XmlEvent::Open(element), None) = (&event, &root) {
            root = Some((element.qualified_name(), reader.span()));
        }
        if let XmlEvent::Close(_) = event {
            last = reader.span();
        }
    }
    let (name, open) = root.ok_or(PackageError::Damaged)?;
    if open != last {
        return Ok(format!(
            "{}{added}{}",
            &xml[..last.start],
            &xml[last.start..]
        ));
    }
    // `<w:comments/>`
    let tag = xml[..open.end].trim_end_matches('>').trim_end_matches('/');
    Ok(format!("{tag}>{added}</{name}>{}", &xml[open.end..]))
}

/// Returns a part without some of its bytes.
pub(super) fn without(xml: &str, ranges: &[Range<usize>]) -> String {
    let mut out = String::new();
    let mut at = 0;
    for range in ranges {
        out += &xml[at..range.start];
        at = range.end;
    }
    out + &xml[at..]
}
