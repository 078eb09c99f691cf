//! Paginates sections on the layout's grid, before any program lays them out.

use super::closing::Indent;
use super::line_count::lines;
use super::row_height::{keeps_next_row, may_break, row_height};
use super::sections::{LineSetting, PageSection, is_head};
use super::style_ids::{FIGURE_GAP, keeps_next};
use super::{chart, columns};
use crate::document::{Block, Orientation, Table, plots};
use crate::layout::{Layout, Length, StyleRole};
use crate::write::text::{texts, words};
use crate::write::title_breaks;

/// Rows of one height that follow each other.
#[derive(Default)]
struct Strip {
    /// Blank above, but not at the head of a page; in twips, as all heights.
    above: i32,
    rows: usize,
    pitch: i32,
    below: i32,
    /// Whether the last row stays on the page of the next strip.
    keep_next: bool,
    /// The height of the header that is repeated on each page of the table.
    repeated: i32,
}

impl Strip {
    fn height(&self) -> i32 {
        let rows = i32::try_from(self.rows).unwrap_or(i32::MAX);
        rows.saturating_mul(self.pitch).saturating_add(self.below)
    }
}

/// For each item of each section, the page it begins on; the first is 1.
pub(super) fn pages(layout: &Layout, sections: &[PageSection]) -> Vec<Vec<usize>> {
    let mut last = 0;
    let mut pages = Vec::new();
    for section in sections {
        let depth = columns::depth(layout, section.way).0;
        let mut strips: Vec<Strip> = Vec::new();
        let mut first_strips = Vec::with_capacity(section.items.len());
        for item in &section.items {
            first_strips.push(strips.len());
            push_strips(layout, item, section.way, &mut strips);
        }
        let placed = place(&strips, depth);
        let mut section_pages = Vec::with_capacity(first_strips.len());
        for first in first_strips {
            section_pages.push(last + placed.get(first).copied().unwrap_or(1));
        }
        last += placed.last().copied().unwrap_or(1);
        pages.push(section_pages);
    }
    pages
}

/// The page each strip begins on, from 1; behind them the page the last one ends on.
fn place(strips: &[Strip], depth: i32) -> Vec<usize> {
    let (mut page, mut used) = (1, 0);
    let mut pages = Vec::with_capacity(strips.len() + 1);
    for (strip, needed) in strips.iter().zip(needed(strips)) {
        if used > 0 && needed.saturating_add(used + strip.above) > depth {
            (page, used) = (page + 1, strip.repeated);
        }
        used += if used > strip.repeated || page == 1 {
            strip.above
        } else {
            0
        };
        pages.push(page);
        for row in 0..strip.rows {
            if row > 0 && used + strip.pitch > depth {
                (page, used) = (page + 1, strip.repeated);
            }
            used += strip.pitch;
        }
        used += strip.below;
    }
    pages.push(page);
    pages
}

/// For each strip, the height that must fit on the page it begins on: its first row, or all of it
/// and what it is kept with.
fn needed(strips: &[Strip]) -> Vec<i32> {
    let mut needed = vec![0; strips.len()];
    for at in (0..strips.len()).rev() {
        let strip = &strips[at];
        needed[at] = match strips.get(at + 1) {
            Some(next) if strip.keep_next => strip
                .height()
                .saturating_add(next.above)
                .saturating_add(needed[at + 1]),
            _ => strip.pitch,
        };
    }
    needed
}

fn push_strips(layout: &Layout, item: &LineSetting, way: Orientation, strips: &mut Vec<Strip>) {
    let room = columns::room(layout, way);
    match item.line.block.as_ref() {
        Block::Table(grid) => push_table(layout, grid, way, strips),
        Block::Chart(table) => push_chart(layout, table, room, strips),
        _ => push_line(layout, item, room, strips),
    }
}

fn push_line(layout: &Layout, item: &LineSetting, room: Length, strips: &mut Vec<Strip>) {
    let (line, role, extras) = (item.line, item.role, &item.extras);
    let style = layout.style(role);
    if role == StyleRole::Title && !line.label.is_empty() {
        let pitch = pitch(layout, StyleRole::Annex);
        strips.push(Strip {
            rows: 1,
            pitch,
            keep_next: true,
            ..Strip::default()
        });
    }
    let rows = if is_head(role) {
        let heads = texts(&line.block);
        heads
            .map(|text| title_breaks::centred(layout, role, text).len())
            .sum()
    } else {
        let mut all = line.label.clone();
        for text in texts(&line.block) {
            all.push_str(&words(text));
        }
        let (left, first) = match extras.indent {
            Some(Indent::Left(left)) => (left.0, 0),
            Some(Indent::Hanging { left, hanging }) => (left.0, -hanging.0),
            Some(Indent::Right(_)) | None => (0, i32::from(style.indent) * layout.advance(style).0),
        };
        lines(layout, role, &all, room.0 - left, first)
    };
    strips.push(Strip {
        above: i32::from(extras.above.unwrap_or(style.above)) * layout.pitch.0,
        rows,
        pitch: pitch(layout, role),
        below: if extras.open { layout.pitch.0 } else { 0 },
        keep_next: extras.keep_next || keeps_next(role),
        repeated: 0,
    });
}

fn push_table(layout: &Layout, grid: &Table, way: Orientation, strips: &mut Vec<Strip>) {
    let room = columns::room(layout, way);
    push_caption(layout, grid, room, strips);
    let widths = columns::widths(layout, grid, room);
    let role = StyleRole::TableHead;
    let header = row_height(layout, &grid.header, &widths, role);
    strips.push(Strip {
        rows: 1,
        pitch: header,
        keep_next: true,
        ..Strip::default()
    });
    for (at, cells) in grid.rows.iter().enumerate() {
        let role = StyleRole::TableCell;
        let may_break = may_break(layout, cells, &widths, way);
        let height = row_height(layout, cells, &widths, role);
        // A row that may break goes on line by line.
        let pitch = if may_break {
            pitch(layout, role)
        } else {
            height
        };
        let rows = usize::try_from(height / pitch.max(1)).unwrap_or(1);
        strips.push(Strip {
            rows: if may_break { rows } else { 1 },
            pitch,
            keep_next: keeps_next_row(at, grid.rows.len()) && !may_break,
            repeated: header,
            ..Strip::default()
        });
    }
}

fn push_chart(layout: &Layout, table: &Table, room: Length, strips: &mut Vec<Strip>) {
    push_caption(layout, table, room, strips);
    let pitch = chart::height().0;
    for _ in plots(table) {
        let (above, below) = (FIGURE_GAP, FIGURE_GAP);
        strips.push(Strip {
            above,
            rows: 1,
            pitch,
            below,
            ..Strip::default()
        });
    }
}

/// The caption of a table stays with it.
fn push_caption(layout: &Layout, table: &Table, room: Length, strips: &mut Vec<Strip>) {
    if table.caption.is_empty() {
        return;
    }
    let role = StyleRole::Caption;
    let rows = lines(layout, role, &words(&table.caption), room.0, 0);
    strips.push(Strip {
        rows,
        pitch: pitch(layout, role),
        keep_next: true,
        ..Strip::default()
    });
}

fn pitch(layout: &Layout, role: StyleRole) -> i32 {
    layout.style(role).pitch.unwrap_or(layout.pitch).0
}
