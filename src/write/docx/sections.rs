//! Flow: numbered lines to sections of paragraphs and tables, each with its role and what it has beside its style.

use super::super::text::texts;
use super::closing::{Indent, places};
use super::styles;
use crate::document::{Block, Heading, Label, NumberedLine, Orientation};
use crate::layout::{Alignment, Layout, StyleRole};

/// What stands between two page breaks.
pub(super) struct PageSection<'a> {
    /// Which way its pages stand.
    pub(super) way: Orientation,
    /// Its paragraphs and tables.
    pub(super) items: Vec<Item<'a>>,
}

/// A line and how it is set.
pub(super) struct Item<'a> {
    pub(super) line: &'a NumberedLine<'a>,
    /// Of a table or chart, that of its cells.
    pub(super) role: StyleRole,
    pub(super) extras: Extras,
}

/// What a paragraph has beside its style.
#[derive(Default, PartialEq, Eq)]
pub(super) struct Extras {
    /// Whether it stays on the page of the next.
    pub(super) keep_next: bool,
    /// Blank lines above, where not as the style has it.
    pub(super) above: Option<u16>,
    /// A blank line below: the head of the report ends here.
    pub(super) open: bool,
    pub(super) indent: Option<Indent>,
    pub(super) align: Option<Alignment>,
    /// The level in the outline, where the style does not say it.
    pub(super) outline: Option<u8>,
}

/// The sections of lines that say something; a page break with nothing behind it leaves nothing.
pub(super) fn sections<'a>(layout: &Layout, lines: &'a [NumberedLine<'a>]) -> Vec<PageSection<'a>> {
    let mut sections = vec![(Orientation::Portrait, Vec::new())];
    for line in lines {
        match line.block.as_ref() {
            Block::Page(way) => sections.push((*way, Vec::new())),
            block
                if matches!(block, Block::Table(_) | Block::Chart(_))
                    || texts(block).any(|text| !text.is_empty()) =>
            {
                if let Some((_, lines)) = sections.last_mut() {
                    lines.push(line);
                }
            }
            _ => {}
        }
    }
    sections.retain(|(_, lines)| !lines.is_empty());
    sections
        .into_iter()
        .map(|(way, lines)| PageSection { way, items: items(layout, &lines) })
        .collect()
}

fn items<'a>(layout: &Layout, lines: &[&'a NumberedLine<'a>]) -> Vec<Item<'a>> {
    let places = places(layout, lines);
    let roles: Vec<StyleRole> = lines.iter().map(|line| role(line)).collect();
    let item = |at: usize| {
        let (line, role) = (lines[at], roles[at]);
        let next = lines.get(at + 1);
        let above = above(line, at > 0 && roles[at - 1] == role);
        let extras = Extras {
            keep_next: next.is_some_and(|next| is_end(&next.block)),
            above: above.filter(|lines| *lines != layout.style(role).above),
            open: is_head(role) && roles.get(at + 1).is_some_and(|next| !is_head(*next)),
            indent: places[at],
            align: None,
            outline: outline(line, role),
        };
        Item { line, role, extras }
    };
    (0..lines.len()).map(item).collect()
}

/// Blank lines above a line, where not as its style has it: none between fellows, one between 附件1 and its title.
fn above(line: &NumberedLine, follows_fellow: bool) -> Option<u16> {
    match *line.block {
        Block::Title(_) if !line.label.is_empty() => Some(1),
        _ => follows_fellow.then_some(0),
    }
}

/// Whether a line stands at the head of a report, above its text.
pub(super) fn is_head(role: StyleRole) -> bool {
    matches!(role, StyleRole::Title | StyleRole::Dateline | StyleRole::Speaker)
}

/// Whether a block stands under the text and never alone on a page.
fn is_end(block: &Block) -> bool {
    matches!(block, Block::Attachment(_) | Block::Signature(_) | Block::Date(_))
}

/// What a line is set as.
fn role(line: &NumberedLine) -> StyleRole {
    match line.block.as_ref() {
        Block::Title(_) => StyleRole::Title,
        Block::Dateline(_) => StyleRole::Dateline,
        Block::Speaker(_) => StyleRole::Speaker,
        Block::Salutation(_) => StyleRole::Salutation,
        Block::Heading(Heading { run_in: Some(_), .. }) | Block::Paragraph(_) => StyleRole::Body,
        Block::Heading(Heading { label: Label::Plain, .. }) if line.level == 1 => StyleRole::Part,
        Block::Heading(_) => StyleRole::heading(line.level),
        Block::Attachment(_) => StyleRole::Attachment,
        Block::Signature(_) => StyleRole::Signature,
        Block::Date(_) => StyleRole::Date,
        Block::Table(_) | Block::Chart(_) | Block::Page(_) => StyleRole::TableCell,
    }
}

/// A heading's level in the outline, where its style does not say it: its depth, numbered or not.
fn outline(line: &NumberedLine, role: StyleRole) -> Option<u8> {
    match line.block.as_ref() {
        Block::Heading(Heading { depth, run_in: None, .. }) => {
            let level = depth.saturating_sub(1).min(8);
            (styles::outline(role) != Some(level)).then_some(level)
        }
        _ => None,
    }
}
