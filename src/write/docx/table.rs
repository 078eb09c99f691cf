//! Writes tables: a grid, a header row repeated on each page, rows whole where they can be.

use super::columns::{room, widths};
use super::row_height::{keeps_next_row, may_break};
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
    let header = RowProperties {
        columns: None,
        keep_next: true,
        may_break: false,
    };
    row(body, &table.header, &widths, header);
    for (at, cells) in table.rows.iter().enumerate() {
        let may_break = may_break(body.layout, cells, &widths, way);
        let keep_next = keeps_next_row(at, table.rows.len()) && !may_break;
        let properties = RowProperties {
            columns: Some(&table.columns),
            keep_next,
            may_break,
        };
        row(body, cells, &widths, properties);
    }
    body.xml.push_str(&fragments.table[2]);
}

/// The properties of a row beside its cells.
#[derive(Clone, Copy)]
struct RowProperties<'a> {
    /// How its cells are aligned; None in the header, whose style says it.
    columns: Option<&'a [Align]>,
    /// Whether it stays on the page of the next.
    keep_next: bool,
    /// Whether it may break over two pages.
    may_break: bool,
}

/// Opens a fragment whose first gap takes a number.
fn open(body: &mut BodyWriter, fragment: &[String; 3], number: i32) {
    let [start, middle, _] = fragment;
    body.xml
        .extend([start, number.to_string().as_str(), middle]);
}

fn row(body: &mut BodyWriter, cells: &[Text], widths: &[Length], row: RowProperties) {
    let fragments = body.fragments;
    let fragment = if row.may_break {
        &fragments.breaking_row
    } else {
        &fragments.row
    };
    let [start, middle, end] = fragment;
    let repeated = if row.columns.is_none() {
        fragments.header_row
    } else {
        ""
    };
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
