//! Writes tables: a grid, a header row that is repeated on each page, rows that stay whole.

use super::columns::{room, widths};
use super::writer::{BodyWriter, fill};
use crate::document::{Align, Orientation, Table, Text};
use crate::layout::{Alignment, Length, StyleRole};

/// Writes a table, its caption above it.
pub(super) fn write(body: &mut BodyWriter, table: &Table, way: Orientation) {
    let fragments = body.fragments;
    if !table.caption.is_empty() {
        body.paragraph(StyleRole::Caption, &table.caption);
    }
    let room = room(body.layout, way);
    let widths = widths(body.layout, table, room);
    open(body, &fragments.table, room.0);
    body.xml.push_str("<w:tblGrid>");
    for width in &widths {
        fill(&mut body.xml, &fragments.column, width.0);
    }
    body.xml.push_str("</w:tblGrid>");
    row(body, &table.header, &widths, RowProperties { columns: None, keep_next: true });
    for (at, cells) in table.rows.iter().enumerate() {
        let keep_next = keeps_next(at, table.rows.len());
        let properties = RowProperties { columns: Some(&table.columns), keep_next };
        row(body, cells, &widths, properties);
    }
    body.xml.push_str(&fragments.table[2]);
}

/// No row stands alone on a page: the first two stay together, and the last two.
pub(super) fn keeps_next(row: usize, rows: usize) -> bool {
    row == 0 && rows > 1 || row + 2 == rows
}

/// The properties of a row beside its cells.
#[derive(Clone, Copy)]
struct RowProperties<'a> {
    /// How its cells are aligned; None in the header, whose style says it.
    columns: Option<&'a [Align]>,
    /// Whether it stays on the page of the next.
    keep_next: bool,
}

/// Opens a fragment whose first gap takes a number.
fn open(body: &mut BodyWriter, fragment: &[String; 3], number: i32) {
    let [start, middle, _] = fragment;
    body.xml.extend([start, number.to_string().as_str(), middle]);
}

fn row(body: &mut BodyWriter, cells: &[Text], widths: &[Length], row: RowProperties) {
    let fragments = body.fragments;
    let [start, middle, end] = &fragments.row;
    let repeated = if row.columns.is_none() { fragments.header_row } else { "" };
    body.xml.extend([start, repeated, middle]);
    for (at, (text, width)) in cells.iter().zip(widths).enumerate() {
        let column = row.columns.and_then(|columns| columns.get(at));
        let align = column.map(|align| match align {
            Align::Left => Alignment::Left,
            Align::Center => Alignment::Center,
            Align::Right => Alignment::Right,
        });
        open(body, &fragments.cell, width.0);
        body.cell(text, *width, align, row.keep_next);
        body.xml.push_str(&fragments.cell[2]);
    }
    body.xml.push_str(end);
}
