//! Format: properties of paragraphs and runs as Word writes them, laid one over the other.

use super::super::Length;
use super::Alignment;

/// What is said of a paragraph and its words; None where nothing is said.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) struct TextFormat {
    pub(super) face: Option<String>,
    pub(super) latin: Option<String>,
    /// In half points.
    pub(super) size: Option<u16>,
    pub(super) bold: Option<bool>,
    /// In twips.
    pub(super) tracking: Option<i32>,
    pub(super) align: Option<Alignment>,
    pub(super) line: Option<LinePitch>,
    /// The level in the outline.
    pub(super) outline: Option<u8>,
    indent_chars: Option<i32>,
    indent_twips: Option<i32>,
}

/// The pitch of lines.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) enum LinePitch {
    /// In twips.
    Exact(i32),
    /// In twips.
    AtLeast(i32),
    /// In 240ths of a line.
    Multiple(i32),
}

impl TextFormat {
    /// What this says, and what the base says where this is silent.
    pub(super) fn over(self, base: &Self) -> Self {
        let indented = self.indent_chars.is_some() || self.indent_twips.is_some();
        Self {
            face: self.face.or_else(|| base.face.clone()),
            latin: self.latin.or_else(|| base.latin.clone()),
            size: self.size.or(base.size),
            bold: self.bold.or(base.bold),
            tracking: self.tracking.or(base.tracking),
            align: self.align.or(base.align),
            line: self.line.or(base.line),
            outline: self.outline.or(base.outline),
            indent_chars: if indented { self.indent_chars } else { base.indent_chars },
            indent_twips: if indented { self.indent_twips } else { base.indent_twips },
        }
    }

    /// How many characters of this size the first line stands in.
    pub(super) fn first_line_indent(&self, size: Length) -> Option<u16> {
        let hundredths = match (self.indent_chars, self.indent_twips) {
            (Some(chars), _) if chars != 0 => chars,
            (_, Some(twips)) => twips.saturating_mul(100) / size.0.max(1),
            (chars, None) => chars?,
        };
        u16::try_from(hundredths.saturating_add(50) / 100).ok().filter(|indent| *indent <= 10)
    }

    /// Takes what an element says; `in_run` where it stands in the properties of a run.
    pub(super) fn take(
        &mut self,
        element: &str,
        in_run: bool,
        attribute: impl Fn(&str) -> Option<String>,
    ) {
        let number = |name: &str| attribute(name).and_then(|value| value.parse::<i32>().ok());
        let value = || attribute("w:val");
        match (element, in_run) {
            ("w:rFonts", true) => {
                self.face = attribute("w:eastAsia").or(self.face.take());
                self.latin = attribute("w:ascii").or(self.latin.take());
            }
            ("w:sz", true) => {
                self.size = number("w:val")
                    .and_then(|n| u16::try_from(n).ok())
                    .filter(|n| (2..=400).contains(n));
            }
            ("w:b", true) => {
                self.bold = Some(!matches!(value().as_deref(), Some("0" | "false" | "off")));
            }
            ("w:spacing", true) => self.tracking = number("w:val").filter(|n| n.abs() <= 400),
            ("w:spacing", false) => {
                let line = number("w:line").filter(|n| (1..=4000).contains(n));
                self.line = line.map(|line| match attribute("w:lineRule").as_deref() {
                    Some("exact") => LinePitch::Exact(line),
                    Some("atLeast") => LinePitch::AtLeast(line),
                    _ => LinePitch::Multiple(line),
                });
            }
            ("w:ind", false) => {
                self.indent_chars = number("w:firstLineChars");
                self.indent_twips = number("w:firstLine");
            }
            ("w:jc", false) => {
                self.align = value().and_then(|value| match value.as_str() {
                    "center" => Some(Alignment::Center),
                    "right" | "end" => Some(Alignment::Right),
                    "left" | "start" => Some(Alignment::Left),
                    "both" | "distribute" => Some(Alignment::Both),
                    _ => None,
                });
            }
            ("w:outlineLvl", false) => {
                self.outline = number("w:val").and_then(|n| u8::try_from(n).ok());
            }
            _ => {}
        }
    }
}
