//! Tells how each paragraph of a Word file is set, for whoever compares it with a layout.

use super::format::pitch;
use super::paragraphs::{fault, page, paragraphs};
use super::roles::{FormattedParagraph, roles};
use crate::error::Result;
use crate::layout::{Length, Page, Size, StyleRole};
use crate::ooxml::word::{self, Detail, Justification, LinePitch, PageSetup};

/// How a Word file is set; None where it does not say.
#[derive(Debug)]
pub(crate) struct PaperLooks {
    /// The paper and margins of its first upright section.
    pub(crate) page: Option<Page>,
    /// Whether a footer shows the number of its page.
    pub(crate) has_page_numbers: bool,
    /// Its paragraphs in reading order, those of tables with them.
    pub(crate) paragraphs: Vec<ParagraphLooks>,
}

/// How a paragraph is set; None where the file does not say.
#[derive(Debug)]
pub(crate) struct ParagraphLooks {
    /// Its number and words.
    pub(crate) text: String,
    /// What it is, as far as its words and its place tell.
    pub(crate) role: Option<StyleRole>,
    /// The Chinese face of most of its words.
    pub(crate) face: Option<String>,
    /// The size of most of its words.
    pub(crate) size: Option<Size>,
    /// From line to line; a multiple only where the page has a grid it counts.
    pub(crate) pitch: Option<Length>,
    /// Whether its first line stands in, or none of it would: centred, hanging, numbered.
    pub(crate) stands_in: bool,
}

impl PaperLooks {
    /// Reads how a Word file is set.
    ///
    /// # Errors
    /// When the file is no Word file, or is beyond the limits.
    pub(crate) fn of(file: &[u8]) -> Result<Self> {
        let word = word::read(file, Detail::Looks).map_err(fault)?;
        let setup = page(&word.sections);
        let formatted = paragraphs(&word);
        let roles = roles(&formatted);
        let looks = |(paragraph, role): (FormattedParagraph, Option<StyleRole>)| {
            ParagraphLooks::of(paragraph, role, setup.grid)
        };
        Ok(Self {
            page: page_of(&setup),
            has_page_numbers: word.footers.iter().any(|one| one.shows_page_number),
            paragraphs: formatted.into_iter().zip(roles).map(looks).collect(),
        })
    }
}

impl ParagraphLooks {
    fn of(paragraph: FormattedParagraph, role: Option<StyleRole>, grid: Option<i32>) -> Self {
        let FormattedParagraph {
            text,
            format,
            is_spaced_in,
            is_numbered,
            ..
        } = paragraph;
        let size = format.run.size.map(Size);
        let square = size.map(Size::length);
        let line = format.paragraph.line;
        let pitch = match (line, square) {
            (Some(LinePitch::Multiple(_)), _) if grid.is_none() => None,
            (Some(line), Some(square)) => Some(pitch(line, square, grid)),
            (Some(LinePitch::Exact(twips) | LinePitch::AtLeast(twips)), None) => {
                Some(Length(twips))
            }
            _ => None,
        };
        let indent = square.and_then(|square| format.first_line_indent(square));
        let hangs = [format.paragraph.indent_chars, format.paragraph.indent_twips]
            .into_iter()
            .flatten()
            .any(|indent| indent < 0);
        let aside = matches!(
            format.paragraph.align,
            Some(Justification::Center | Justification::Right)
        );
        let is_known = square.is_some();
        Self {
            text,
            role,
            face: format.run.face,
            size,
            pitch,
            stands_in: !is_known
                || is_spaced_in
                || is_numbered
                || hangs
                || aside
                || indent.is_some_and(|indent| indent >= 2),
        }
    }
}

/// Paper and margins, if all are said; a gutter widens the margin.
fn page_of(setup: &PageSetup) -> Option<Page> {
    Some(Page {
        width: Length(setup.width?),
        height: Length(setup.height?),
        top: Length(setup.top?),
        bottom: Length(setup.bottom?),
        left: Length(setup.left? + setup.gutter.unwrap_or(0)),
        right: Length(setup.right?),
    })
}
