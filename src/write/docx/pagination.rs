//! Pages: sections to the page each line begins on, counted on the layout's grid before any program has drawn it.

use super::super::text::{texts, words};
use super::body;
use super::closing::Indent;
use super::line_count::rows;
use super::sections::{Item, PageSection, is_head};
use super::{chart, columns, styles, table};
use crate::document::{Block, Orientation, Table, Text, plots};
use crate::layout::{Layout, Length, StyleRole};

/// The line between two rows of a table, in twips.
const RULE: i32 = 10;

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
    /// What comes again at the head of each page: the header of the table it belongs to.
    repeated: i32,
}

/// For each item of each section, the page it begins on; the first is 1.
pub(super) fn of(layout: &Layout, sections: &[PageSection]) -> Vec<Vec<usize>> {
    let mut last = 0;
    let mut pages = Vec::new();
    for section in sections {
        let room = columns::room(layout, section.way);
        let depth = match section.way {
            Orientation::Portrait => layout.depth().0,
            Orientation::Landscape => layout.measure().0,
        };
        let strips: Vec<Vec<Strip>> =
            section.items.iter().map(|item| strips(layout, item, room)).collect();
        let flat: Vec<&Strip> = strips.iter().flatten().collect();
        let placed = place(&flat, depth);
        let mut next = 0;
        let first_of = |strips: &Vec<Strip>| {
            let page = placed.get(next).copied().unwrap_or(1);
            next += strips.len();
            last + page
        };
        let section_pages: Vec<usize> = strips.iter().map(first_of).collect();
        last += placed.last().copied().unwrap_or(1);
        pages.push(section_pages);
    }
    pages
}

/// The page each strip begins on, from 1; behind them the page the last one ends on.
fn place(strips: &[&Strip], depth: i32) -> Vec<usize> {
    let (mut page, mut used) = (1, 0);
    let mut pages = Vec::with_capacity(strips.len() + 1);
    let needed = needed(strips);
    for (strip, needed) in strips.iter().zip(needed) {
        if used > 0 && needed.saturating_add(used + strip.above) > depth {
            (page, used) = (page + 1, strip.repeated);
        }
        used += if used > strip.repeated || page == 1 { strip.above } else { 0 };
        pages.push(page);
        for row in 0..strip.rows {
            if row > 0 && used + strip.pitch > depth {
                (page, used) = (page + 1, 0);
            }
            used += strip.pitch;
        }
        used += strip.below;
    }
    pages.push(page);
    pages
}

/// How much must fit on the page a strip begins on: its first row, or all of it and what it stays with.
fn needed(strips: &[&Strip]) -> Vec<i32> {
    let mut needed: Vec<i32> = Vec::with_capacity(strips.len());
    for (at, strip) in strips.iter().enumerate().rev() {
        let whole = i32::try_from(strip.rows)
            .unwrap_or(i32::MAX)
            .saturating_mul(strip.pitch)
            .saturating_add(strip.below);
        needed.push(match (strips.get(at + 1), needed.last()) {
            (Some(next), Some(rest)) if strip.keep_next => {
                whole.saturating_add(next.above).saturating_add(*rest)
            }
            _ => strip.pitch,
        });
    }
    needed.reverse();
    needed
}

fn strips(layout: &Layout, item: &Item, room: Length) -> Vec<Strip> {
    match item.line.block.as_ref() {
        Block::Table(grid) => return table_strips(layout, grid, room),
        Block::Chart(table) => return chart_strips(layout, table, room),
        _ => {}
    }
    let (line, role, extras) = (item.line, item.role, &item.extras);
    let style = layout.style(role);
    let mut strips = Vec::new();
    if role == StyleRole::Title && !line.label.is_empty() {
        strips.push(Strip {
            rows: 1,
            pitch: pitch(layout, StyleRole::Annex),
            keep_next: true,
            ..Strip::default()
        });
    }
    let rows = if is_head(role) {
        texts(&line.block).map(|text| body::centred(layout, role, text).len()).sum()
    } else {
        let said: String =
            std::iter::once(line.label.clone()).chain(texts(&line.block).map(words)).collect();
        let (left, first) = match extras.indent {
            Some(Indent::Left(left)) => (left.0, 0),
            Some(Indent::Hanging { left, hanging }) => (left.0, -hanging.0),
            Some(Indent::Right(_)) | None => (0, i32::from(style.indent) * layout.advance(style).0),
        };
        rows(layout, role, &said, room.0 - left, first)
    };
    strips.push(Strip {
        above: i32::from(extras.above.unwrap_or(style.above)) * layout.pitch.0,
        rows,
        pitch: pitch(layout, role),
        below: if extras.open { layout.pitch.0 } else { 0 },
        keep_next: extras.keep_next || styles::keeps_next(role),
        repeated: 0,
    });
    strips
}

fn table_strips(layout: &Layout, grid: &Table, room: Length) -> Vec<Strip> {
    let widths = columns::widths(layout, grid, room);
    let height = |cells: &[Text], role: StyleRole| {
        let count = |(cell, width): (&Text, &Length)| {
            rows(layout, role, &words(cell), columns::inside(*width).0, 0)
        };
        let most = cells.iter().zip(&widths).map(count).max().unwrap_or(1);
        i32::try_from(most)
            .unwrap_or(i32::MAX)
            .saturating_mul(pitch(layout, role))
            .saturating_add(RULE + 2 * styles::CELL_HEADROOM.0)
    };
    let header = height(&grid.header, StyleRole::TableHead);
    let mut strips: Vec<Strip> = caption(layout, grid, room).into_iter().collect();
    strips.push(Strip { rows: 1, pitch: header, keep_next: true, ..Strip::default() });
    let count = grid.rows.len();
    strips.extend(grid.rows.iter().enumerate().map(|(at, cells)| Strip {
        rows: 1,
        pitch: height(cells, StyleRole::TableCell),
        keep_next: table::keeps_next(at, count),
        repeated: header,
        ..Strip::default()
    }));
    strips
}

fn chart_strips(layout: &Layout, table: &Table, room: Length) -> Vec<Strip> {
    let gap = styles::FIGURE_GAP;
    let figure =
        |_| Strip { above: gap, rows: 1, pitch: chart::height().0, below: gap, ..Strip::default() };
    caption(layout, table, room).into_iter().chain(plots(table).iter().map(figure)).collect()
}

/// The caption of a table stays with it.
fn caption(layout: &Layout, table: &Table, room: Length) -> Option<Strip> {
    let rows = rows(layout, StyleRole::Caption, &words(&table.caption), room.0, 0);
    let strip = Strip {
        rows,
        pitch: pitch(layout, StyleRole::Caption),
        keep_next: true,
        ..Strip::default()
    };
    (!table.caption.is_empty()).then_some(strip)
}

fn pitch(layout: &Layout, role: StyleRole) -> i32 {
    layout.style(role).pitch.unwrap_or(layout.pitch).0
}
