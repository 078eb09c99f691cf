//! Styles: a Word file's styles to the outline level, the numbering and the setting that paragraphs take from them.

use std::collections::HashMap;

use super::xml::{XmlEvent, walk};
use crate::error::Result;

/// How many styles one may be based on, one after another.
const LONGEST_CHAIN: usize = 16;

/// What paragraphs take from their styles.
#[derive(Debug, Default)]
pub(super) struct ParagraphStyles(HashMap<String, ParagraphStyle>);

#[derive(Debug, Default)]
struct ParagraphStyle {
    based_on: Option<String>,
    level: Option<u8>,
    list: Option<String>,
    list_level: Option<usize>,
    centred: Option<bool>,
}

impl ParagraphStyles {
    /// The outline level of a style, from 1.
    pub(super) fn level(&self, style: &str) -> Option<u8> {
        self.find(style, |style| style.level)
    }

    /// The list a style's paragraphs are numbered in, and how deep.
    pub(super) fn list(&self, style: &str) -> Option<(String, usize)> {
        let list = self.find(style, |style| style.list.clone())?;
        Some((list, self.find(style, |style| style.list_level).unwrap_or(0)))
    }

    /// Whether a style's paragraphs stand in the middle of the line.
    pub(super) fn is_centred(&self, style: &str) -> bool {
        self.find(style, |style| style.centred).unwrap_or(false)
    }

    /// The first value along the chain of styles this one is based on.
    fn find<T>(&self, style: &str, value: impl Fn(&ParagraphStyle) -> Option<T>) -> Option<T> {
        let mut name = style.to_owned();
        for _ in 0..LONGEST_CHAIN {
            let style = self.0.get(&name)?;
            if let Some(found) = value(style) {
                return Some(found);
            }
            name.clone_from(style.based_on.as_ref()?);
        }
        None
    }
}

/// Reads `word/styles.xml`; an empty part has no styles.
pub(super) fn read(part: &str) -> Result<ParagraphStyles> {
    let mut styles = ParagraphStyles::default();
    let mut current: Option<String> = None;
    walk(part, |node| match node {
        XmlEvent::Open(element) if element.name == "style" => {
            current = element.get("styleId").map(str::to_owned);
        }
        XmlEvent::Close(name) if name == "style" => current = None,
        XmlEvent::Open(element) => {
            let Some(id) = &current else { return };
            let style = styles.0.entry(id.clone()).or_default();
            let Some(value) = element.value() else { return };
            match element.name.as_str() {
                "basedOn" => style.based_on = Some(value.to_owned()),
                "outlineLvl" => style.level = outline_level(value),
                "numId" => style.list = Some(value.to_owned()),
                "ilvl" => style.list_level = value.parse().ok(),
                "jc" => style.centred = Some(value == "center"),
                _ => {}
            }
        }
        _ => {}
    })?;
    Ok(styles)
}

/// `0` to `8` are levels 1 to 9; `9` is body text.
pub(super) fn outline_level(value: &str) -> Option<u8> {
    value.parse::<u8>().ok().filter(|level| *level < 9).map(|level| level + 1)
}
