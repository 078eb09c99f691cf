//! Joins the rich runs of strings, leaves out readings, decodes escapes.

use std::sync::Arc;

use super::error::{WorkbookError, WorkbookResult};
use crate::ooxml::{Limit, XmlEvent, XmlReader};

/// More strings than this are no table an office fills in.
const MOST_STRINGS: usize = 1_000_000;

/// A string being read: its runs, but not the readings (rPh) beside them.
#[derive(Debug, Default)]
pub(super) struct RichText {
    words: String,
    is_in_text: bool,
    /// How deep the reader is in readings.
    aside: usize,
}

impl RichText {
    /// Takes an event inside `<si>` or `<is>`.
    pub(super) fn take(&mut self, event: &XmlEvent<'_>) {
        match event {
            XmlEvent::Open(element) => match element.name {
                "rPh" => self.aside += 1,
                "t" => self.is_in_text = true,
                _ => {}
            },
            XmlEvent::Close("rPh") => self.aside = self.aside.saturating_sub(1),
            XmlEvent::Close("t") => self.is_in_text = false,
            XmlEvent::Text(words) if self.is_in_text && self.aside == 0 => {
                self.words.push_str(words);
            }
            XmlEvent::Close(_) | XmlEvent::Text(_) => {}
        }
    }

    /// Ends the string and returns its words.
    pub(super) fn finish(&mut self) -> String {
        let rich = std::mem::take(self);
        tidied(&rich.words)
    }
}

/// Reads the strings that cells refer to by number.
pub(super) fn shared(part: &str) -> WorkbookResult<Vec<Arc<str>>> {
    let mut strings: Vec<Arc<str>> = Vec::new();
    let mut open: Option<RichText> = None;
    let mut reader = XmlReader::new(part).refusing_entities();
    while let Some(event) = reader.next_event()? {
        match &event {
            XmlEvent::Open(element) if element.name == "si" => {
                if strings.len() >= MOST_STRINGS {
                    return Err(WorkbookError::TooBig(Limit::Entries(MOST_STRINGS)));
                }
                open = Some(RichText::default());
            }
            XmlEvent::Close("si") => {
                let words = open.take().map(|mut rich| rich.finish());
                strings.push(words.unwrap_or_default().into());
            }
            event => {
                if let Some(rich) = &mut open {
                    rich.take(event);
                }
            }
        }
    }
    Ok(strings)
}

/// Decodes escapes and makes every line break one `\n`; carriage returns at the end are dropped,
/// which Excel shows as nothing.
pub(super) fn tidied(words: &str) -> String {
    // The break of a line in the part itself comes first: an escaped return before it is one with
    // it, `_x000D_` and CR LF are no empty line.
    let words = words.replace("\r\n", "\n");
    let words = if words.contains("_x") {
        unescaped(&words)
    } else {
        words
    };
    if !words.contains('\r') {
        return words;
    }
    let words = words.replace("\r\n", "\n").replace('\r', "\n");
    words.trim_end_matches('\n').to_owned()
}

/// `_x000D_` is the character of that number (ECMA-376-1 22.9.2.19), `_x005F_` the line before an
/// escape that is meant as it stands. Pairs of halves are one character.
pub(super) fn unescaped(words: &str) -> String {
    let mut units: Vec<u16> = Vec::with_capacity(words.len());
    let mut rest = words;
    while let Some(at) = rest.find("_x") {
        let (before, escape) = rest.split_at(at);
        units.extend(before.encode_utf16());
        let unit = escape
            .get(2..7)
            .filter(|hex| hex.ends_with('_') && hex[..4].bytes().all(|b| b.is_ascii_hexdigit()))
            .and_then(|hex| u16::from_str_radix(&hex[..4], 16).ok());
        if let Some(unit) = unit {
            units.push(unit);
            rest = &escape[7..];
        } else {
            units.extend("_x".encode_utf16());
            rest = &escape[2..];
        }
    }
    units.extend(rest.encode_utf16());
    String::from_utf16_lossy(&units)
}
