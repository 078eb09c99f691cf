//! Divides numbered lines into page sections and decides the role and setting of each line.

use super::closing::{Indent, indents};
use super::style_ids::outline_level;
use crate::document::{Block, Heading, Label, NumberedLine, Orientation};
use crate::layout::{Alignment, Layout, StyleRole};
use crate::write::text::texts;

/// The lines between two page breaks.
pub(super) struct PageSection<'a> {
    /// Which way its pages stand.
    pub(super) way: Orientation,
    /// Its paragraphs and tables.
    pub(super) items: Vec<LineSetting<'a>>,
}

/// A line and how it is set.
pub(super) struct LineSetting<'a> {
    pub(super) line: &'a NumberedLine<'a>,
    /// Of a table or chart, that of its cells.
    pub(super) role: StyleRole,
    pub(super) extras: Extras,
}

/// The properties a paragraph has beside its style.
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

/// Divides lines into sections; a page break with nothing behind it leaves nothing.
pub(super) fn sections<'a>(layout: &Layout, lines: &'a [NumberedLine<'a>]) -> Vec<PageSection<'a>> {
    let mut sections = Vec::new();
    let mut way = Orientation::Portrait;
    let mut of_section: Vec<&NumberedLine> = Vec::new();
    for line in lines {
        match line.block.as_ref() {
            Block::Page(next) => {
                close(layout, way, &mut of_section, &mut sections);
                way = *next;
            }
            block if has_content(block) => of_section.push(line),
            _ => {}
        }
    }
    close(layout, way, &mut of_section, &mut sections);
    sections
}

fn has_content(block: &Block) -> bool {
    matches!(block, Block::Table(_) | Block::Chart(_)) || texts(block).any(|text| !text.is_empty())
}

fn close<'a>(
    layout: &Layout,
    way: Orientation,
    lines: &mut Vec<&'a NumberedLine<'a>>,
    sections: &mut Vec<PageSection<'a>>,
) {
    if !lines.is_empty() {
        sections.push(PageSection {
            way,
            items: settings(layout, lines),
        });
        lines.clear();
    }
}

fn settings<'a>(layout: &Layout, lines: &[&'a NumberedLine<'a>]) -> Vec<LineSetting<'a>> {
    let indents = indents(layout, lines);
    let roles: Vec<StyleRole> = lines.iter().map(|line| role(line)).collect();
    let mut settings = Vec::with_capacity(lines.len());
    for (at, line) in lines.iter().enumerate() {
        let role = roles[at];
        let next_role = roles.get(at + 1);
        let above = above(line, at > 0 && roles[at - 1] == role);
        let extras = Extras {
            keep_next: lines.get(at + 1).is_some_and(|next| is_end(&next.block)),
            above: above.filter(|lines| *lines != layout.style(role).above),
            open: is_head(role) && next_role.is_some_and(|next| !is_head(*next)),
            indent: indents[at],
            align: None,
            outline: outline(line, role),
        };
        settings.push(LineSetting { line, role, extras });
    }
    settings
}

/// Blank lines above a line where its style has another number: none between lines of one role, one
/// between 附件1 and its title.
fn above(line: &NumberedLine, follows_equal: bool) -> Option<u16> {
    match *line.block {
        Block::Title(_) if !line.label.is_empty() => Some(1),
        _ => follows_equal.then_some(0),
    }
}

/// Whether a line stands at the head of a report, above its text.
pub(super) fn is_head(role: StyleRole) -> bool {
    matches!(
        role,
        StyleRole::Title | StyleRole::Dateline | StyleRole::Speaker
    )
}

/// Whether a block stands under the text and never alone on a page.
fn is_end(block: &Block) -> bool {
    matches!(
        block,
        Block::Attachment(_) | Block::Signature(_) | Block::Date(_)
    )
}

/// What a line is set as.
fn role(line: &NumberedLine) -> StyleRole {
    match line.block.as_ref() {
        Block::Title(_) => StyleRole::Title,
        Block::Dateline(_) => StyleRole::Dateline,
        Block::Speaker(_) => StyleRole::Speaker,
        Block::Salutation(_) => StyleRole::Salutation,
        Block::Heading(Heading {
            run_in: Some(_), ..
        })
        | Block::Paragraph(_) => StyleRole::Body,
        Block::Heading(Heading {
            label: Label::Plain,
            ..
        }) if line.level == 1 => StyleRole::Part,
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
        Block::Heading(Heading {
            depth,
            run_in: None,
            ..
        }) => {
            let level = depth.saturating_sub(1).min(8);
            (outline_level(role) != Some(level)).then_some(level)
        }
        _ => None,
    }
}
