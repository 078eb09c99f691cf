//! Takes a layout from an earlier Word file, so that a new report looks like the last one.
//!
//! Each paragraph is recognised by what it says (一、 begins a first level, a colon ends a
//! salutation) and where it stands; what most words of a role are set in becomes the role's style.
//! What the file does not tell is GB/T 9704.

mod format;
mod looks;
mod paragraphs;
mod roles;

use std::collections::HashMap;

use super::{Alignment, Layout, Length, NumberForm, Size, StyleRole};
use crate::diagnostic::Message;
use crate::error::{Error, Result};
use crate::ooxml::word::{self, Detail, Justification, LinePitch, PageSetup, WordParagraph};
use format::{TextFormat, pitch};
pub(crate) use looks::{PaperLooks, ParagraphLooks};
use paragraphs::{fault, page, paragraphs};
use roles::{FormattedParagraph, roles};

impl Layout {
    /// The layout of an earlier report: paper, margins, faces, sizes, pitch of lines and indents.
    ///
    /// # Errors
    /// When the file is no Word file, is too large to be a report, or holds no words.
    pub fn from_reference(file: &[u8]) -> Result<Self> {
        let word = word::read(file, Detail::Looks).map_err(fault)?;
        let paragraphs = paragraphs(&word);
        if paragraphs.iter().all(|paragraph| paragraph.text.is_empty()) {
            return Err(Error::new(Message::plain("layout.reference-empty")));
        }
        let usual = usual_formats(&paragraphs);
        let page = page(&word.sections);
        let mut layout = Self::default();
        layout.take_page(&page);
        if let Some(body) = usual.get(&StyleRole::Body) {
            layout.take_body(body, &page);
        }
        for role in StyleRole::ALL {
            if let Some(format) = usual.get(&role) {
                layout.take_style(role, format);
            }
        }
        let numbers = word
            .footers
            .iter()
            .find(|paragraph| paragraph.shows_page_number);
        if let Some(number) = numbers {
            layout.take_number(number, page.footer);
        }
        Ok(layout)
    }

    /// Takes what a footer shows of page numbers: what stands around them, where, and their type.
    fn take_number(&mut self, number: &WordParagraph, from_edge: Option<i32>) {
        let has_dashes = number.words.contains(['—', '–', '-', '－', '―']);
        self.numbers.form = match number.format.align {
            _ if !has_dashes => NumberForm::Plain,
            Some(Justification::Center) => NumberForm::Centred,
            _ => NumberForm::Dashes,
        };
        let style = self.style_mut(StyleRole::PageNumber);
        let face = number.run.latin.as_ref().or(number.run.face.as_ref());
        replace(&mut style.face, face);
        style.size = number.run.size.map_or(style.size, Size);
        let half = style.size.length().0 / 2;
        let below = from_edge.map(|edge| self.page.bottom.0 - edge - half - 1);
        self.numbers.below = below
            .filter(|below| *below > 0)
            .map_or(self.numbers.below, Length);
    }

    fn take_page(&mut self, setup: &PageSetup) {
        let before = self.page;
        // A layout has no gutter: paper bound on the left has a wider margin there.
        let left = setup.left.map(|left| left + setup.gutter.unwrap_or(0));
        let page = &mut self.page;
        for (side, found) in [
            (&mut page.width, setup.width),
            (&mut page.height, setup.height),
            (&mut page.top, setup.top),
            (&mut page.bottom, setup.bottom),
            (&mut page.left, left),
            (&mut page.right, setup.right),
        ] {
            *side = found.map_or(*side, Length);
        }
        let least = Length::from_mm(20.0);
        if self.measure() < least || self.depth() < least {
            self.page = before;
        }
    }

    /// Takes what the body sets for all styles that are set like it, and for the grid.
    fn take_body(&mut self, body: &TextFormat, setup: &PageSetup) {
        let before = self.style(StyleRole::Body).clone();
        for role in StyleRole::ALL {
            let style = self.style_mut(role);
            if style.face == before.face && style.size == before.size {
                replace(&mut style.face, body.run.face.as_ref());
                style.size = body.run.size.map_or(style.size, Size);
            }
        }
        replace(&mut self.latin, body.run.latin.as_ref());
        let size = self.style(StyleRole::Body).size.length();
        let line = body.paragraph.line;
        self.pitch = line
            .map_or(self.pitch, |line| pitch(line, size, setup.grid))
            .max(size);
        let tracking = body.run.tracking.unwrap_or(0);
        let advance = (size.0 + tracking).max(1);
        self.characters = match tracking {
            0 => 0,
            _ => u16::try_from(self.measure().0 / advance).unwrap_or(0),
        };
    }

    fn take_style(&mut self, role: StyleRole, format: &TextFormat) {
        let page_pitch = self.pitch;
        let style = self.style_mut(role);
        replace(&mut style.face, format.run.face.as_ref());
        style.size = format.run.size.map_or(style.size, Size);
        style.bold = format.run.bold.unwrap_or(false);
        let size = style.size.length();
        // Where signatures and dates stand is computed, and a table's columns say how its cells are
        // set.
        if !matches!(
            role,
            StyleRole::Signature | StyleRole::Date | StyleRole::TableCell
        ) {
            style.align = format.paragraph.align.map_or(Alignment::Both, alignment);
            style.indent = format.first_line_indent(size).unwrap_or(0);
        }
        if role != StyleRole::Body
            && let Some(line @ (LinePitch::Exact(_) | LinePitch::AtLeast(_))) =
                format.paragraph.line
        {
            let pitch = pitch(line, size, None).max(size);
            style.pitch = Some(pitch).filter(|pitch| *pitch != page_pitch);
        }
    }
}

/// What most words of each role are set in.
fn usual_formats(paragraphs: &[FormattedParagraph]) -> HashMap<StyleRole, TextFormat> {
    let mut counts: HashMap<StyleRole, HashMap<&TextFormat, usize>> = HashMap::new();
    for (paragraph, role) in paragraphs.iter().zip(roles(paragraphs)) {
        if let Some(role) = role {
            let of_role = counts.entry(role).or_default();
            *of_role.entry(&paragraph.format).or_default() += paragraph.text.chars().count();
        }
    }
    let mut usual = HashMap::new();
    for (role, formats) in counts {
        // Among equals the last in order, so that the same file gives the same layout.
        let most = formats
            .into_iter()
            .max_by_key(|(format, count)| (*count, *format));
        usual.extend(most.map(|(format, _)| (role, format.clone())));
    }
    usual
}

fn alignment(justification: Justification) -> Alignment {
    match justification {
        Justification::Left => Alignment::Left,
        Justification::Center => Alignment::Center,
        Justification::Right => Alignment::Right,
        Justification::Both => Alignment::Both,
    }
}

fn replace(value: &mut String, new: Option<&String>) {
    if let Some(new) = new {
        value.clone_from(new);
    }
}
