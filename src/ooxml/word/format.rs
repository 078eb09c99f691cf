//! Reads properties of paragraphs and runs, and lays them over those of their styles.

use super::measure::{half_points, twips, whole};
use super::theme::Theme;
use crate::ooxml::Element;
use crate::ooxml::limits::LONGEST_NAME_BYTES;

/// How a run is set; None where nothing is set.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct RunFormat {
    /// The face of Chinese.
    pub(crate) face: Option<String>,
    /// The face of Latin letters.
    pub(crate) latin: Option<String>,
    /// The size of type in half points.
    pub(crate) size: Option<u16>,
    pub(crate) bold: Option<bool>,
    /// What is added behind each character, in twips.
    pub(crate) tracking: Option<i32>,
    /// Whether it is hidden.
    pub(crate) hidden: Option<bool>,
}

/// How a paragraph is set; None where nothing is set.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct ParagraphFormat {
    pub(crate) align: Option<Justification>,
    pub(crate) line: Option<LinePitch>,
    /// `w:outlineLvl`: 0 to 8 are levels 1 to 9, 9 is body text.
    pub(crate) outline: Option<u8>,
    /// The indent of the first line in hundredths of a character; it goes before the twips.
    pub(crate) indent_chars: Option<i32>,
    /// The indent of the first line in twips.
    pub(crate) indent_twips: Option<i32>,
    /// The list it is numbered in; `0` takes a number away that its style gives.
    pub(crate) list: Option<String>,
    /// The level in the list, from 0.
    pub(crate) list_level: Option<usize>,
}

/// Where lines stand between the margins.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum Justification {
    Left,
    Center,
    Right,
    /// From margin to margin.
    Both,
}

/// The pitch of lines.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum LinePitch {
    /// In twips.
    Exact(i32),
    /// In twips.
    AtLeast(i32),
    /// In 240ths of a line.
    Multiple(i32),
}

impl RunFormat {
    /// Returns this, and the base where this is silent.
    pub(super) fn over(self, base: &Self) -> Self {
        Self {
            face: self.face.or_else(|| base.face.clone()),
            latin: self.latin.or_else(|| base.latin.clone()),
            size: self.size.or(base.size),
            bold: self.bold.or(base.bold),
            tracking: self.tracking.or(base.tracking),
            hidden: self.hidden.or(base.hidden),
        }
    }

    /// Takes what a child of `w:rPr` sets.
    pub(super) fn take(&mut self, element: &Element, theme: &Theme) {
        let value = element.value();
        let value = value.as_deref();
        match element.name {
            "rFonts" => {
                self.face = theme.chinese_face(element).or(self.face.take());
                self.latin = theme.latin_face(element).or(self.latin.take());
            }
            "sz" => {
                let size = value
                    .and_then(half_points)
                    .and_then(|size| u16::try_from(size).ok());
                self.size = size.filter(|size| (2..=400).contains(size));
            }
            "b" => self.bold = Some(element.is_on()),
            "vanish" => self.hidden = Some(element.is_on()),
            "spacing" => {
                self.tracking = value
                    .and_then(twips)
                    .filter(|tracking| tracking.abs() <= 400);
            }
            _ => {}
        }
    }
}

impl ParagraphFormat {
    /// Returns this, and the base where this is silent.
    pub(super) fn over(self, base: &Self) -> Self {
        let indented = self.indent_chars.is_some() || self.indent_twips.is_some();
        Self {
            align: self.align.or(base.align),
            line: self.line.or(base.line),
            outline: self.outline.or(base.outline),
            indent_chars: if indented {
                self.indent_chars
            } else {
                base.indent_chars
            },
            indent_twips: if indented {
                self.indent_twips
            } else {
                base.indent_twips
            },
            list: self.list.or_else(|| base.list.clone()),
            list_level: self.list_level.or(base.list_level),
        }
    }

    /// Returns the level in the outline, from 1; None for body text.
    pub(super) fn level(&self) -> Option<u8> {
        self.outline
            .filter(|outline| *outline < 9)
            .map(|outline| outline + 1)
    }

    /// Takes what a child of `w:pPr` sets.
    pub(super) fn take(&mut self, element: &Element) {
        let length = |name: &str| element.get(name).and_then(|value| twips(&value));
        let value = element.value();
        let value = value.as_deref();
        match element.name {
            "spacing" => self.line = line_pitch(element),
            "ind" => {
                let chars = element.get("firstLineChars");
                self.indent_chars = chars.and_then(|chars| whole(&chars));
                self.indent_twips = length("firstLine");
            }
            "jc" => self.align = value.and_then(justification),
            "outlineLvl" => {
                self.outline = value
                    .and_then(whole)
                    .and_then(|level| u8::try_from(level).ok());
            }
            "numId" => {
                let is_name = |list: &&str| list.len() <= LONGEST_NAME_BYTES;
                self.list = value.filter(is_name).map(str::to_owned);
            }
            "ilvl" => self.list_level = value.and_then(|level| level.parse().ok()),
            _ => {}
        }
    }
}

fn line_pitch(element: &Element) -> Option<LinePitch> {
    let line = twips(&element.get("line")?).filter(|line| (1..=4000).contains(line))?;
    Some(match element.get("lineRule").as_deref() {
        Some("exact") => LinePitch::Exact(line),
        Some("atLeast") => LinePitch::AtLeast(line),
        _ => LinePitch::Multiple(line),
    })
}

fn justification(value: &str) -> Option<Justification> {
    match value {
        "center" => Some(Justification::Center),
        "right" | "end" => Some(Justification::Right),
        "left" | "start" => Some(Justification::Left),
        "both" | "distribute" => Some(Justification::Both),
        _ => None,
    }
}
