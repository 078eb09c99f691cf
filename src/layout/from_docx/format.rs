//! Combines how a paragraph and most of its words are set, to be counted and compared.

use super::super::Length;
use crate::ooxml::word::{LinePitch, ParagraphFormat, RunFormat, WordParagraph};

/// How a paragraph and its words are set, without the list it is numbered in.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) struct TextFormat {
    pub(super) run: RunFormat,
    pub(super) paragraph: ParagraphFormat,
}

impl TextFormat {
    pub(super) fn of(paragraph: &WordParagraph) -> Self {
        let unnumbered = ParagraphFormat {
            list: None,
            list_level: None,
            ..paragraph.format.clone()
        };
        Self {
            run: paragraph.run.clone(),
            paragraph: unnumbered,
        }
    }

    /// Returns how many characters of this size the first line is indented.
    pub(super) fn first_line_indent(&self, size: Length) -> Option<u16> {
        let hundredths = match (self.paragraph.indent_chars, self.paragraph.indent_twips) {
            (Some(chars), _) if chars != 0 => chars,
            (_, Some(twips)) => twips.saturating_mul(100) / size.0.max(1),
            (chars, None) => chars?,
        };
        let characters = u16::try_from(hundredths.saturating_add(50) / 100).ok();
        characters.filter(|indent| *indent <= 10)
    }
}

/// Returns the pitch of lines. A multiple counts lines of the grid, or else the height of common
/// faces, 1.3 times their size.
pub(super) fn pitch(line: LinePitch, size: Length, grid: Option<i32>) -> Length {
    match line {
        LinePitch::Exact(twips) | LinePitch::AtLeast(twips) => Length(twips),
        LinePitch::Multiple(times) => {
            let natural = grid.unwrap_or(size.0 * 13 / 10);
            let twips = i64::from(natural) * i64::from(times) / 240;
            Length(i32::try_from(twips).unwrap_or(natural))
        }
    }
}
