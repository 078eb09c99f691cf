//! Reads a small part of an Office file as a tree of elements, each with its bytes in the part.

use std::ops::Range;

use super::limits::{Limit, PackageError, PackageResult};
use super::xml::{XmlEvent, XmlReader};

/// The largest part that is read as a tree, in bytes: a tree takes several times its size.
const LARGEST_TREE_BYTES: usize = 8 * 1024 * 1024;

/// An element and what stands in it.
#[derive(Debug)]
pub(crate) struct PartElement<'p> {
    /// Its name without prefix.
    pub(crate) name: &'p str,
    /// The prefix of its name, colon and all.
    pub(crate) prefix: &'p str,
    /// The element, in bytes of the part.
    pub(crate) bytes: Range<usize>,
    /// What stands between its tags; empty, at its end, where it is one tag.
    pub(crate) inner: Range<usize>,
    /// The words that stand in it and not in an element inside, entities resolved.
    pub(crate) text: String,
    pub(crate) children: Vec<PartElement<'p>>,
    attributes: Vec<(&'p str, String)>,
}

impl<'p> PartElement<'p> {
    /// Reads a part.
    ///
    /// # Errors
    /// When it is no XML, or is beyond the limits.
    pub(crate) fn read(part: &'p str) -> PackageResult<Self> {
        if part.len() > LARGEST_TREE_BYTES {
            return Err(PackageError::TooBig(Limit::Bytes(
                LARGEST_TREE_BYTES as u64,
            )));
        }
        let mut reader = XmlReader::new(part);
        let mut open: Vec<Self> = Vec::new();
        while let Some(event) = reader.next_event()? {
            let span = reader.span();
            match event {
                XmlEvent::Open(element) => {
                    let qualified = element.qualified_name();
                    let mut attributes = Vec::new();
                    for (key, _) in element.attributes() {
                        let name = key.split_once(':').map_or(key, |(_, local)| local);
                        let value = element.get(name).unwrap_or_default().into_owned();
                        attributes.push((name, value));
                    }
                    open.push(Self {
                        name: element.name,
                        prefix: &qualified[..qualified.len() - element.name.len()],
                        inner: span.end..span.end,
                        bytes: span,
                        text: String::new(),
                        children: Vec::new(),
                        attributes,
                    });
                }
                XmlEvent::Text(words) => {
                    if let Some(node) = open.last_mut() {
                        node.text += &words;
                    }
                }
                XmlEvent::Close(_) => {
                    let Some(mut node) = open.pop() else { continue };
                    if span.end > node.bytes.end {
                        node.inner.end = span.start;
                        node.bytes.end = span.end;
                    }
                    match open.last_mut() {
                        Some(outer) => outer.children.push(node),
                        None => return Ok(node),
                    }
                }
            }
        }
        Err(PackageError::Damaged)
    }

    /// Returns the first child of a name.
    pub(crate) fn child(&self, name: &str) -> Option<&Self> {
        self.children.iter().find(|child| child.name == name)
    }

    /// Returns the descendant at the end of a path of names, the first of each.
    pub(crate) fn at(&self, path: &[&str]) -> Option<&Self> {
        path.iter().try_fold(self, |node, name| node.child(name))
    }

    /// Returns all descendants of a name in the order of the part.
    pub(crate) fn all(&self, name: &str) -> Vec<&Self> {
        let mut found = Vec::new();
        self.add_all(name, &mut found);
        found
    }

    fn add_all<'n>(&'n self, name: &str, found: &mut Vec<&'n Self>) {
        for child in &self.children {
            if child.name == name {
                found.push(child);
            }
            child.add_all(name, found);
        }
    }

    /// Returns where the value of an attribute stands, in bytes of the part.
    pub(crate) fn attribute_bytes(&self, part: &str, name: &str) -> Option<Range<usize>> {
        attribute_bytes(part, &self.bytes, name)
    }

    /// Returns the value of an attribute, named without prefix.
    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        let mut named = self.attributes.iter();
        let found = named.find(|(key, _)| *key == name);
        found.map(|(_, value)| value.as_str())
    }
}

/// Returns where the value of an attribute of a tag stands, in bytes of the part.
pub(crate) fn attribute_bytes(part: &str, tag: &Range<usize>, name: &str) -> Option<Range<usize>> {
    let element = XmlReader::root(&part[tag.clone()])?;
    let mut at = tag.start;
    for (key, value) in element.attributes() {
        at += part[at..tag.end].find(key)? + key.len();
        at += part[at..tag.end].find(['"', '\''])? + 1;
        if key == name {
            return Some(at..at + value.len());
        }
        at += value.len() + 1;
    }
    None
}

/// Returns a part with some of its bytes replaced. Changes that overlap one before them are left
/// out.
pub(crate) fn with_replaced(part: &str, mut changes: Vec<(Range<usize>, String)>) -> String {
    changes.sort_by_key(|(bytes, _)| (bytes.start, bytes.end));
    let mut out = String::with_capacity(part.len());
    let mut at = 0;
    for (bytes, with) in changes {
        if bytes.start >= at {
            out += &part[at..bytes.start];
            out += &with;
            at = bytes.end;
        }
    }
    out + &part[at..]
}
