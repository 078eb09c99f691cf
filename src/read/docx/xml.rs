//! XML: a part of a Word file to its elements and text, one event after another, never deeper than a limit.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::super::source::{Limit, too_big};
use super::damaged;
use crate::error::Result;

/// Elements nested deeper than this are an attack, not a document.
const DEEPEST: usize = 256;

/// What comes next in a part.
#[derive(Debug)]
pub(in crate::read) enum XmlEvent {
    /// An element opens; its name without prefix.
    Open(Element),
    /// An element closes.
    Close(String),
    /// Words.
    Text(String),
}

/// An element's name and attributes, both without prefix.
#[derive(Debug)]
pub(in crate::read) struct Element {
    pub(in crate::read) name: String,
    attributes: Vec<(String, String)>,
}

impl Element {
    /// The value of an attribute.
    pub(in crate::read) fn get(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    /// `w:val`.
    pub(in crate::read) fn value(&self) -> Option<&str> {
        self.get("val")
    }

    /// Whether a switch such as `<w:vanish/>` is on.
    pub(in crate::read) fn is_on(&self) -> bool {
        !matches!(self.value(), Some("0" | "false" | "off"))
    }
}

/// Walks through a part, telling `tell` of every node in order; an empty element opens and closes.
///
/// # Errors
/// When the part is no XML, breaks off, or is nested too deep.
pub(in crate::read) fn walk(part: &str, mut tell: impl FnMut(XmlEvent)) -> Result<()> {
    let mut reader = Reader::from_str(part);
    let mut depth = 0_usize;
    loop {
        match reader.read_event().map_err(|_| damaged())? {
            Event::Start(start) => {
                depth += 1;
                if depth > DEEPEST {
                    return Err(too_big(Limit::Depth(DEEPEST)));
                }
                tell(XmlEvent::Open(element(&start)));
            }
            Event::Empty(start) => {
                let element = element(&start);
                let name = element.name.clone();
                tell(XmlEvent::Open(element));
                tell(XmlEvent::Close(name));
            }
            Event::End(end) => {
                depth = depth.saturating_sub(1);
                tell(XmlEvent::Close(name(end.local_name().as_ref())));
            }
            Event::Text(text) => {
                tell(XmlEvent::Text(text.decode().map_err(|_| damaged())?.into_owned()));
            }
            Event::CData(text) => {
                tell(XmlEvent::Text(text.decode().map_err(|_| damaged())?.into_owned()));
            }
            Event::GeneralRef(reference) => {
                let entity = match reference.resolve_char_ref() {
                    Ok(Some(c)) => String::from(c),
                    _ => entity(&reference.decode().map_err(|_| damaged())?).to_owned(),
                };
                tell(XmlEvent::Text(entity));
            }
            Event::Eof if depth > 0 => return Err(damaged()),
            Event::Eof => return Ok(()),
            Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_) => {}
        }
    }
}

/// The name of the element a part is, without prefix.
pub(in crate::read) fn root(part: &str) -> Option<String> {
    let mut reader = Reader::from_str(part);
    loop {
        match reader.read_event().ok()? {
            Event::Start(start) | Event::Empty(start) => {
                return Some(name(start.local_name().as_ref()));
            }
            Event::Eof => return None,
            _ => {}
        }
    }
}

fn element(start: &BytesStart<'_>) -> Element {
    let attributes = start.attributes().flatten().map(|attribute| {
        let value = String::from_utf8_lossy(&attribute.value);
        (name(attribute.key.local_name().as_ref()), unescape(&value))
    });
    Element { name: name(start.local_name().as_ref()), attributes: attributes.collect() }
}

fn name(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

fn unescape(value: &str) -> String {
    quick_xml::escape::unescape(value)
        .map_or_else(|_| value.to_owned(), std::borrow::Cow::into_owned)
}

/// The five entities XML knows; others are nothing.
fn entity(name: &str) -> &'static str {
    match name {
        "amp" => "&",
        "lt" => "<",
        "gt" => ">",
        "quot" => "\"",
        "apos" => "'",
        _ => "",
    }
}
