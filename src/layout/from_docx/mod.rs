//! Reference: a writer's earlier Word file to the layout it is set in.
//!
//! Each paragraph is recognised by what it says (一、 begins a first level, a colon ends a salutation) and where it
//! stands; what most words of a role are set in becomes the role's style. What the file does not tell is GB/T 9704.

mod format;
mod theme;
mod word;

use std::collections::HashMap;

use super::from_docx::format::{LinePitch, TextFormat};
use super::from_docx::word::{FormattedParagraph, Sheet, WordFile};

use super::{Alignment, Layout, Length, NumberForm, Size, StyleRole};
use crate::error::Result;

/// The head of a report ends after so many paragraphs at the latest.
const HEAD: usize = 8;
/// A heading or salutation is no longer, in characters.
const SHORT: usize = 45;

impl Layout {
    /// The layout of an earlier report: paper, margins, faces, sizes, pitch of lines and indents.
    ///
    /// # Errors
    /// What is not a Word file, is too large to be a report, or says nothing.
    pub fn from_reference(file: &[u8]) -> Result<Self> {
        let word = WordFile::read(file)?;
        let roles = roles(&word.paragraphs);
        let mut formats: HashMap<StyleRole, HashMap<&TextFormat, usize>> = HashMap::new();
        for (paragraph, role) in word.paragraphs.iter().zip(roles) {
            if let Some(role) = role {
                *formats.entry(role).or_default().entry(&paragraph.format).or_default() +=
                    paragraph.text.chars().count();
            }
        }
        // The most words win; among equals the first in order, so that the same file gives the same layout.
        let usual = |role: StyleRole| {
            let counted = formats.get(&role)?.iter();
            counted.max_by_key(|(format, count)| (**count, *format)).map(|(format, _)| *format)
        };
        let mut layout = Self::default();
        layout.take_page(&word.sheet);
        if let Some(body) = usual(StyleRole::Body) {
            layout.take_body(body, &word.sheet);
        }
        for role in StyleRole::ALL {
            if let Some(format) = usual(role) {
                layout.take_style(role, format);
            }
        }
        if let Some(number) = word.footers.first() {
            layout.take_number(number, word.sheet.footer);
        }
        Ok(layout)
    }

    /// What a footer tells of page numbers: what stands around them, where, and their type.
    fn take_number(&mut self, number: &FormattedParagraph, from_edge: Option<i32>) {
        let dashes = number.text.contains(['—', '–', '-', '－', '―']);
        self.numbers.form = match number.format.align {
            _ if !dashes => NumberForm::Plain,
            Some(Alignment::Center) => NumberForm::Centred,
            _ => NumberForm::Dashes,
        };
        let style = self.style_mut(StyleRole::PageNumber);
        number
            .format
            .latin
            .clone()
            .or_else(|| number.format.face.clone())
            .clone_into_some(&mut style.face);
        style.size = number.format.size.map_or(style.size, Size);
        let half = style.size.length().0 / 2;
        let below = from_edge.map(|edge| self.page.bottom.0 - edge - half - 1);
        self.numbers.below = below.filter(|below| *below > 0).map_or(self.numbers.below, Length);
    }

    fn take_page(&mut self, sheet: &Sheet) {
        let mut page = self.page;
        let sides = [
            &mut page.width, &mut page.height, &mut page.top, &mut page.bottom, &mut page.left,
            &mut page.right,
        ];
        for (side, found) in sides.into_iter().zip(sheet.sides) {
            *side = found.map_or(*side, Length);
        }
        let before = std::mem::replace(&mut self.page, page);
        let room = Length::from_mm(20.0);
        if self.measure() < room || self.depth() < room {
            self.page = before;
        }
    }

    /// What the body says of all styles that are set like it, and of the grid.
    fn take_body(&mut self, body: &TextFormat, sheet: &Sheet) {
        let before = self.style(StyleRole::Body).clone();
        for role in StyleRole::ALL {
            let style = self.style_mut(role);
            if style.face == before.face && style.size == before.size {
                body.face.clone_into_some(&mut style.face);
                style.size = body.size.map_or(style.size, Size);
            }
        }
        body.latin.clone_into_some(&mut self.latin);
        let size = self.style(StyleRole::Body).size.length();
        self.pitch = body.line.map_or(self.pitch, |line| pitch(line, size, sheet.grid)).max(size);
        let advance = size.0 + body.tracking.unwrap_or(0);
        let tracked = body.tracking.is_some_and(|tracking| tracking != 0);
        self.characters =
            if tracked { u16::try_from(self.measure().0 / advance.max(1)).unwrap_or(0) } else { 0 };
    }

    fn take_style(&mut self, role: StyleRole, format: &TextFormat) {
        let body = self.pitch;
        let style = self.style_mut(role);
        format.face.clone_into_some(&mut style.face);
        style.size = format.size.map_or(style.size, Size);
        style.bold = format.bold.unwrap_or(false);
        let size = style.size.length();
        // Where signatures and dates stand is computed, and a table's columns say how its cells are set.
        if !matches!(role, StyleRole::Signature | StyleRole::Date | StyleRole::TableCell) {
            style.align = format.align.unwrap_or(Alignment::Both);
            style.indent = format.first_line_indent(size).unwrap_or(0);
        }
        if role != StyleRole::Body
            && let Some(line @ (LinePitch::Exact(_) | LinePitch::AtLeast(_))) = format.line
        {
            style.pitch = Some(pitch(line, size, None).max(size)).filter(|pitch| *pitch != body);
        }
    }
}

/// Takes a value where there is one.
trait CloneIntoSome {
    fn clone_into_some(&self, into: &mut String);
}

impl CloneIntoSome for Option<String> {
    fn clone_into_some(&self, into: &mut String) {
        if let Some(value) = self {
            into.clone_from(value);
        }
    }
}

/// From line to line. A multiple counts lines of the grid, or else the height of common faces, 1.3 times their size.
fn pitch(line: LinePitch, size: Length, grid: Option<i32>) -> Length {
    match line {
        LinePitch::Exact(twips) | LinePitch::AtLeast(twips) => Length(twips),
        LinePitch::Multiple(times) => {
            let natural = grid.unwrap_or(size.0 * 13 / 10);
            Length(i32::try_from(i64::from(natural) * i64::from(times) / 240).unwrap_or(natural))
        }
    }
}

/// What each paragraph is, as far as it can be told.
fn roles(paragraphs: &[FormattedParagraph]) -> Vec<Option<StyleRole>> {
    let title = title(paragraphs);
    let mut head = title.is_some();
    let mut annexes = false;
    let said = |at: usize| paragraphs[at].text.trim();
    (0..paragraphs.len())
        .map(|at| {
            let paragraph = &paragraphs[at];
            if said(at).is_empty() {
                return None;
            }
            if paragraph.in_table {
                return Some(StyleRole::TableCell);
            }
            if title == Some(at) {
                return Some(StyleRole::Title);
            }
            // 附件：1.…, 2.… number annexes, not headings.
            annexes |= said(at).starts_with("附件");
            if let Some(role) = heading(said(at), &paragraph.format).filter(|_| !annexes) {
                head = false;
                return Some(role);
            }
            if head && title.is_some_and(|title| at > title && at <= title + HEAD) {
                match in_head(said(at), &paragraph.format) {
                    Some(role) => {
                        head = role != StyleRole::Salutation;
                        return Some(role);
                    }
                    None => head = false,
                }
            }
            (said(at).chars().count() > SHORT).then_some(StyleRole::Body)
        })
        .collect()
}

/// The paragraph of the largest type among the first, if it is short.
fn title(paragraphs: &[FormattedParagraph]) -> Option<usize> {
    let head = paragraphs.iter().take(HEAD).enumerate();
    let short = head
        .filter(|(_, p)| !p.in_table && (1..=2 * SHORT).contains(&p.text.trim().chars().count()));
    short.max_by_key(|(at, p)| (p.format.size, usize::MAX - at)).map(|(at, _)| at)
}

/// Numbered by the official forms, or set in a heading's style.
fn heading(said: &str, format: &TextFormat) -> Option<StyleRole> {
    if said.chars().count() > SHORT {
        return None;
    }
    let inner =
        said.strip_prefix('（').and_then(|rest| rest.split_once('）')).map(|(inner, _)| inner);
    let before = |mark: char| said.split_once(mark).map(|(before, _)| before);
    let hanzi = |part: Option<&str>| {
        part.is_some_and(|part| is_all(part, |c| "一二三四五六七八九十".contains(c)))
    };
    let digits = |part: Option<&str>| part.is_some_and(|part| is_all(part, |c| c.is_ascii_digit()));
    match format.outline {
        _ if hanzi(before('、')) => Some(StyleRole::Heading1),
        _ if hanzi(inner) => Some(StyleRole::Heading2),
        _ if digits(before('.')) || digits(before('．')) => Some(StyleRole::Heading3),
        _ if digits(inner) => Some(StyleRole::Heading4),
        Some(level @ 0..=3) => Some(StyleRole::heading(level + 1)),
        _ => None,
    }
}

fn is_all(part: &str, test: impl Fn(char) -> bool) -> bool {
    (1..=3).contains(&part.chars().count()) && part.chars().all(test)
}

/// What stands between the title and the text.
fn in_head(said: &str, format: &TextFormat) -> Option<StyleRole> {
    let dated = said.contains('年') && said.contains('日') || said.starts_with("——");
    match format.align {
        _ if said.ends_with(['：', ':']) && said.chars().count() <= SHORT => {
            Some(StyleRole::Salutation)
        }
        Some(Alignment::Center) if dated => Some(StyleRole::Dateline),
        Some(Alignment::Center) => Some(StyleRole::Speaker),
        _ => None,
    }
}
