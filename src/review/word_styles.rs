//! Knows which styles of a Word file mark words as a marker pen does: highlighted, or shaded in a
//! colour.

use std::collections::HashMap;

use crate::ooxml::{Element, XmlEvent, XmlReader};

/// What the styles of a file mark.
#[derive(Debug, Default)]
pub(super) struct MarkedStyles {
    styles: HashMap<String, StyleMark>,
}

/// What a style says of marking its words, and the style it is based on.
#[derive(Debug, Default)]
struct StyleMark {
    based_on: Option<String>,
    marks: Option<bool>,
}

impl MarkedStyles {
    /// Reads `word/styles.xml`. A part that is damaged marks nothing.
    pub(super) fn read(part: &str) -> Self {
        let mut found = Self::default();
        let mut current: Option<(String, StyleMark)> = None;
        let mut in_run = false;
        let mut reader = XmlReader::new(part);
        while let Ok(Some(event)) = reader.next_event() {
            match event {
                XmlEvent::Open(element) if element.name == "style" => {
                    let id = element.get("styleId").unwrap_or_default().into_owned();
                    current = Some((id, StyleMark::default()));
                }
                XmlEvent::Open(element) if element.name == "rPr" => in_run = true,
                XmlEvent::Open(element) => {
                    if let Some((_, style)) = &mut current {
                        if element.name == "basedOn" {
                            style.based_on = element.value().map(Into::into);
                        }
                        if in_run {
                            style.marks = marking(&element).or(style.marks);
                        }
                    }
                }
                XmlEvent::Close("rPr") => in_run = false,
                XmlEvent::Close("style") => found.styles.extend(current.take()),
                XmlEvent::Close(_) | XmlEvent::Text(_) => {}
            }
        }
        found
    }

    /// Whether a run is marked: by its own properties, else by its style, else by its paragraph's.
    pub(super) fn marks(&self, paragraph: &str, run: &str) -> bool {
        let own = properties(run);
        let by_style = |id: Option<String>| id.and_then(|id| self.style(&id));
        let marked = own.marks.or_else(|| by_style(own.style));
        let marked = marked.or_else(|| by_style(properties(paragraph).style));
        marked.unwrap_or(false)
    }

    /// What a style or one it is based on says.
    fn style(&self, id: &str) -> Option<bool> {
        const LONGEST_CHAIN: usize = 12;
        let mut style = self.styles.get(id)?;
        for _ in 0..LONGEST_CHAIN {
            if style.marks.is_some() {
                return style.marks;
            }
            style = self.styles.get(style.based_on.as_deref()?)?;
        }
        None
    }
}

/// What properties of a run or a paragraph say themselves.
#[derive(Debug, Default)]
struct OwnMarks {
    style: Option<String>,
    marks: Option<bool>,
}

fn properties(xml: &str) -> OwnMarks {
    let mut own = OwnMarks::default();
    let mut reader = XmlReader::new(xml);
    while let Ok(Some(event)) = reader.next_event() {
        let XmlEvent::Open(element) = event else {
            continue;
        };
        if matches!(element.name, "rStyle" | "pStyle") {
            own.style = own.style.or(element.value().map(Into::into));
        }
        own.marks = marking(&element).or(own.marks);
    }
    own
}

/// Whether an element marks words, or says that they are not marked.
fn marking(element: &Element) -> Option<bool> {
    match element.name {
        "highlight" => element.value().map(|colour| colour != "none"),
        "shd" => element.get("fill").map(|fill| is_colour(&fill)),
        _ => None,
    }
}

/// Whether a fill is a colour, as a marker pen's: greys, white and `auto` are not.
fn is_colour(fill: &str) -> bool {
    let part = |at: usize| {
        let digits = fill.get(at..at + 2);
        digits.and_then(|digits| u8::from_str_radix(digits, 16).ok())
    };
    match (part(0), part(2), part(4)) {
        (Some(red), Some(green), Some(blue)) => {
            const PALE: u8 = 64;
            let most = red.max(green).max(blue);
            let least = red.min(green).min(blue);
            most - least > PALE
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mark_comes_from_the_run_its_style_or_its_paragraphs_style() {
        let part = r#"<w:styles xmlns:w="w">
            <w:style w:styleId="pen"><w:rPr><w:highlight w:val="yellow"/></w:rPr></w:style>
            <w:style w:styleId="child"><w:basedOn w:val="pen"/></w:style>
            <w:style w:styleId="shade"><w:rPr><w:shd w:val="clear" w:fill="FFFF00"/></w:rPr></w:style>
            <w:style w:styleId="grey"><w:rPr><w:shd w:val="clear" w:fill="D9D9D9"/></w:rPr></w:style>
            <w:style w:styleId="loop"><w:basedOn w:val="loop"/></w:style>
        </w:styles>"#;
        let styles = MarkedStyles::read(part);
        for (paragraph, run, marked) in [
            ("", r#"<w:rPr><w:highlight w:val="cyan"/></w:rPr>"#, true),
            ("", r#"<w:rPr><w:rStyle w:val="child"/></w:rPr>"#, true),
            (r#"<w:pPr><w:pStyle w:val="shade"/></w:pPr>"#, "", true),
            (
                r#"<w:pPr><w:pStyle w:val="pen"/></w:pPr>"#,
                r#"<w:rPr><w:highlight w:val="none"/></w:rPr>"#,
                false,
            ),
            ("", r#"<w:rPr><w:rStyle w:val="grey"/></w:rPr>"#, false),
            ("", r#"<w:rPr><w:rStyle w:val="loop"/></w:rPr>"#, false),
            ("", r"<w:rPr><w:b/></w:rPr>", false),
        ] {
            assert_eq!(styles.marks(paragraph, run), marked, "{paragraph}{run}");
        }
    }
}
