//! Reads a part of an Office file as XML events, each with its bytes in the part.
//!
//! Names come without their prefixes: files declare `w:`, `ns0:` or a default namespace for the
//! same vocabulary, and ECMA-376 has two URIs for each (Transitional and Strict). Within one part
//! no two names that are read differ in nothing but their vocabulary.

use std::borrow::Cow;
use std::ops::Range;

use quick_xml::Reader;
use quick_xml::events::Event;
use quick_xml::events::attributes::{Attribute, Attributes};

use super::limits::{DEEPEST_ELEMENT, Limit, PackageError, PackageResult};

/// What comes next in a part.
#[derive(Debug)]
pub(crate) enum XmlEvent<'p> {
    /// An element opens. An empty element opens and closes.
    Open(Element<'p>),
    /// An element closes; its name without prefix.
    Close(&'p str),
    /// Character data, entities resolved.
    Text(Cow<'p, str>),
}

/// An element: its name and attributes.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Element<'p> {
    /// Its name without prefix.
    pub(crate) name: &'p str,
    /// What stands between `<` and `>` or `/>`.
    tag: &'p str,
    /// The bytes of `tag` that are the name with its prefix.
    name_bytes: usize,
}

impl<'p> Element<'p> {
    fn new(tag: &'p str) -> Self {
        let tag = tag.strip_suffix('/').unwrap_or(tag);
        let name_bytes = tag
            .find(|c: char| c.is_ascii_whitespace())
            .unwrap_or(tag.len());
        Self {
            name: local(&tag[..name_bytes]),
            tag,
            name_bytes,
        }
    }

    /// Returns the name with its prefix, as it stands in the part.
    pub(crate) fn qualified_name(&self) -> &'p str {
        &self.tag[..self.name_bytes]
    }

    /// Returns the value of an attribute, named without prefix.
    pub(crate) fn get(&self, name: &str) -> Option<Cow<'p, str>> {
        let found = self
            .attributes()
            .find(|(key, _)| local(key) == name && !declares(key));
        found.map(|(_, raw)| unescaped(raw))
    }

    /// Returns the value of `w:val`, which most elements of Word have alone.
    pub(crate) fn value(&self) -> Option<Cow<'p, str>> {
        self.get("val")
    }

    /// Returns whether a switch such as `<w:vanish/>` is on; no value is on.
    pub(crate) fn is_on(&self) -> bool {
        !matches!(self.value().as_deref(), Some("0" | "false" | "off"))
    }

    /// Returns the value of an attribute by its name with prefix, where two differ by nothing else.
    pub(super) fn get_qualified(&self, name: &str) -> Option<Cow<'p, str>> {
        self.attributes()
            .find(|(key, _)| *key == name)
            .map(|(_, raw)| unescaped(raw))
    }

    /// Returns the number in an attribute.
    pub(super) fn number<T: std::str::FromStr>(&self, name: &str) -> Option<T> {
        self.get(name)?.trim().parse().ok()
    }

    /// Returns whether an attribute is true; without it, it is not.
    pub(super) fn is_true(&self, name: &str) -> bool {
        self.get(name).is_some_and(|value| is_true(&value))
    }

    /// Returns the attributes as they stand in the part: name with prefix, value still escaped.
    pub(crate) fn attributes(&self) -> impl Iterator<Item = (&'p str, &'p str)> + use<'p> {
        let tag = self.tag;
        Attributes::new(tag, self.name_bytes)
            .flatten()
            .filter_map(|attribute| {
                let Attribute { key, value } = attribute;
                let value = match value {
                    Cow::Borrowed(value) => std::str::from_utf8(value).ok()?,
                    Cow::Owned(_) => return None,
                };
                Some((std::str::from_utf8(key.0).ok()?, value))
            })
    }
}

/// Returns whether a value is true, in any spelling of XML.
pub(super) fn is_true(value: &str) -> bool {
    matches!(value.trim(), "1" | "true" | "on")
}

/// A name without its prefix.
fn local(name: &str) -> &str {
    name.split_once(':').map_or(name, |(_, local)| local)
}

/// Whether an attribute declares a namespace: `xmlns:w` is no attribute `w`.
fn declares(key: &str) -> bool {
    key == "xmlns" || key.starts_with("xmlns:")
}

fn unescaped(raw: &str) -> Cow<'_, str> {
    quick_xml::escape::unescape(raw).unwrap_or(Cow::Borrowed(raw))
}

/// Reads events one after another.
pub(crate) struct XmlReader<'p> {
    part: &'p str,
    reader: Reader<&'p [u8]>,
    depth: usize,
    has_root: bool,
    refuses_entities: bool,
    /// The name of an empty element that was opened and closes next.
    closes_next: Option<&'p str>,
    span: Range<usize>,
}

impl<'p> XmlReader<'p> {
    pub(crate) fn new(part: &'p str) -> Self {
        Self {
            part,
            reader: Reader::from_str(part),
            depth: 0,
            has_root: false,
            refuses_entities: false,
            closes_next: None,
            span: 0..0,
        }
    }

    /// Takes entities that the file declares itself for damage, not for nothing: half a number is
    /// worse than none.
    pub(super) fn refusing_entities(self) -> Self {
        Self {
            refuses_entities: true,
            ..self
        }
    }

    /// Returns the next event; None at the end of the part.
    ///
    /// # Errors
    /// When the part is no XML, breaks off, or is nested too deep.
    pub(crate) fn next_event(&mut self) -> PackageResult<Option<XmlEvent<'p>>> {
        if let Some(name) = self.closes_next.take() {
            self.depth -= 1;
            return Ok(Some(XmlEvent::Close(name)));
        }
        loop {
            let start = self.position();
            let event = self
                .reader
                .read_event()
                .map_err(|_| PackageError::Damaged)?;
            self.span = start..self.position();
            let raw = self.part.get(self.span.clone()).unwrap_or_default();
            let next = match event {
                Event::Start(_) => XmlEvent::Open(self.opened(raw)?),
                Event::Empty(_) => {
                    let element = self.opened(raw)?;
                    self.closes_next = Some(element.name);
                    XmlEvent::Open(element)
                }
                Event::End(_) => {
                    self.depth = self.depth.saturating_sub(1);
                    XmlEvent::Close(local(between(raw, "</", ">").trim_end()))
                }
                Event::Text(_) => XmlEvent::Text(Cow::Borrowed(raw)),
                Event::CData(_) => XmlEvent::Text(Cow::Borrowed(between(raw, "<![CDATA[", "]]>"))),
                Event::GeneralRef(reference) => match reference.resolve_char_ref() {
                    Ok(Some(c)) => XmlEvent::Text(Cow::Owned(c.to_string())),
                    _ => XmlEvent::Text(Cow::Borrowed(self.entity(between(raw, "&", ";"))?)),
                },
                Event::Eof if self.depth > 0 => return Err(PackageError::Damaged),
                // A part that is missing is read as an empty one; words alone are no part.
                Event::Eof if !self.has_root && !self.part.is_empty() => {
                    return Err(PackageError::Damaged);
                }
                Event::Eof => return Ok(None),
                Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_) => continue,
            };
            return Ok(Some(next));
        }
    }

    /// Returns where the last event stands, in bytes of the part. The opening and the closing of an
    /// empty element stand at the same place.
    pub(crate) fn span(&self) -> Range<usize> {
        self.span.clone()
    }

    /// Passes over what is inside the element that was opened last, and its end.
    ///
    /// # Errors
    /// As [`XmlReader::next_event`].
    pub(crate) fn skip_element(&mut self) -> PackageResult<()> {
        let outside = self.depth.saturating_sub(1);
        while self.depth > outside {
            if self.next_event()?.is_none() {
                break;
            }
        }
        Ok(())
    }

    /// Returns the element a part is; None where there is none.
    pub(crate) fn root(part: &'p str) -> Option<Element<'p>> {
        let mut reader = Self::new(part);
        loop {
            match reader.next_event().ok()?? {
                XmlEvent::Open(element) => return Some(element),
                XmlEvent::Close(_) | XmlEvent::Text(_) => {}
            }
        }
    }

    fn opened(&mut self, raw: &'p str) -> PackageResult<Element<'p>> {
        self.depth += 1;
        self.has_root = true;
        if self.depth > DEEPEST_ELEMENT {
            return Err(PackageError::TooBig(Limit::Depth(DEEPEST_ELEMENT)));
        }
        Ok(Element::new(between(raw, "<", ">")))
    }

    /// One of the five entities XML knows. Those that a file declares itself resolve to nothing,
    /// as they may grow without bound and Word writes none.
    fn entity(&self, name: &str) -> PackageResult<&'static str> {
        match quick_xml::escape::resolve_xml_entity(name) {
            Some(words) => Ok(words),
            None if self.refuses_entities => Err(PackageError::Damaged),
            None => Ok(""),
        }
    }

    fn position(&self) -> usize {
        usize::try_from(self.reader.buffer_position()).unwrap_or(usize::MAX)
    }
}

/// The text without what it begins and ends with.
fn between<'p>(raw: &'p str, start: &str, end: &str) -> &'p str {
    let raw = raw.strip_prefix(start).unwrap_or(raw);
    raw.strip_suffix(end).unwrap_or(raw)
}

#[cfg(test)]
mod tests {
    use super::{PackageError, XmlEvent, XmlReader};

    /// The events of a part, each with the bytes it stands at.
    fn events(part: &str) -> Vec<(String, &str)> {
        let mut reader = XmlReader::new(part);
        let mut events = Vec::new();
        while let Some(event) = reader.next_event().expect("XML") {
            let shown = match event {
                XmlEvent::Open(element) => format!("<{}", element.name),
                XmlEvent::Close(name) => format!("/{name}"),
                XmlEvent::Text(words) => words.into_owned(),
            };
            events.push((shown, &part[reader.span()]));
        }
        events
    }

    #[test]
    fn events_stand_at_their_bytes() {
        let part =
            "<?xml version='1.0'?>\n<w:a x='1'><!-- c -->云&amp;溪<w:b /><![CDATA[<镇>]]></w:a >";
        let expected = [
            ("\n", "\n"),
            ("<a", "<w:a x='1'>"),
            ("云", "云"),
            ("&", "&amp;"),
            ("溪", "溪"),
            ("<b", "<w:b />"),
            ("/b", "<w:b />"),
            ("<镇>", "<![CDATA[<镇>]]>"),
            ("/a", "</w:a >"),
        ];
        let found = events(part);
        let found: Vec<(&str, &str)> = found.iter().map(|(s, raw)| (s.as_str(), *raw)).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn attributes_are_found_whatever_their_prefix() {
        let part = "<q:pgSz xmlns:w='no' xmlns='no' q:w='119&#48;6'\n q:h = \"1>6\"/>";
        let element = XmlReader::root(part).expect("an element");
        assert_eq!((element.name, element.qualified_name()), ("pgSz", "q:pgSz"));
        assert_eq!(element.get("w").as_deref(), Some("11906"));
        assert_eq!(element.get("h").as_deref(), Some("1>6"));
        assert_eq!(element.get("xmlns"), None);
        let raw: Vec<_> = element.attributes().skip(2).collect();
        assert_eq!(raw, [("q:w", "119&#48;6"), ("q:h", "1>6")]);
    }

    #[test]
    fn entities_of_the_file_are_nothing() {
        let part = "<!DOCTYPE a [<!ENTITY b \"哈哈\">]><a>好&b;&lt;&#x597D;</a>";
        let words: String = events(part)[1..5]
            .iter()
            .map(|(words, _)| words.as_str())
            .collect();
        assert_eq!(words, "好<好");
    }

    #[test]
    fn what_is_skipped_ends_with_its_element() {
        let part = "<a><b><b>一</b><c/></b><d/>二</a>";
        let mut reader = XmlReader::new(part);
        let mut words = String::new();
        while let Some(event) = reader.next_event().expect("XML") {
            match event {
                XmlEvent::Open(element) if matches!(element.name, "b" | "d") => {
                    reader.skip_element().expect("XML");
                }
                XmlEvent::Text(text) => words.push_str(&text),
                _ => {}
            }
        }
        assert_eq!(words, "二");
    }

    #[test]
    fn broken_xml_is_an_error() {
        for part in ["<a>", "<a></b>", "<a", "<a><!--"] {
            let mut reader = XmlReader::new(part);
            let fault = loop {
                match reader.next_event() {
                    Ok(Some(_)) => {}
                    Ok(None) => break None,
                    Err(fault) => break Some(fault),
                }
            };
            assert_eq!(fault, Some(PackageError::Damaged), "{part}");
        }
    }
}
