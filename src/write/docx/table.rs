//! Table: a table to its grid, a header row that comes back on each page, and rows that stay whole.

use super::body::{BodyWriter, fill};
use super::columns::{room, widths};
use crate::document::{Align, Orientation, Table, Text};
use crate::layout::{Alignment, Length, StyleRole};

/// Writes a table, its caption above it.
pub(super) fn write(body: &mut BodyWriter, table: &Table, way: Orientation) {
    let (layout, stencils) = body.means();
    if !table.caption.is_empty() {
        body.paragraph(StyleRole::Caption, &table.caption);
    }
    let room = room(layout, way);
    let widths = widths(layout, table, room);
    fill3(body, &stencils.table, room.0, |body| {
        body.xml.push_str("<w:tblGrid>");
        for width in &widths {
            fill(&mut body.xml, &stencils.column, width.0);
        }
        body.xml.push_str("</w:tblGrid>");
        let count = table.rows.len();
        row(body, &table.header, &widths, RowProperties { columns: None, keep_next: true });
        for (at, cells) in table.rows.iter().enumerate() {
            row(
                body,
                cells,
                &widths,
                RowProperties { columns: Some(&table.columns), keep_next: keeps_next(at, count) },
            );
        }
    });
}

/// No row stands alone on a page: the first two stay together, and the last two.
pub(super) fn keeps_next(row: usize, rows: usize) -> bool {
    row == 0 && rows > 1 || row + 2 == rows
}

/// What a row has beside its cells.
#[derive(Clone, Copy)]
struct RowProperties<'a> {
    /// How its cells are set; the header has no alignments of its own.
    columns: Option<&'a [Align]>,
    /// Whether it stays on the page of the next.
    keep_next: bool,
}

/// A stencil with a number in its first gap and what `content` writes in its second.
fn fill3(
    body: &mut BodyWriter,
    stencil: &[String; 3],
    number: i32,
    content: impl FnOnce(&mut BodyWriter),
) {
    let [start, middle, end] = stencil;
    body.xml.extend([start, &number.to_string(), middle].map(|s: &String| s.as_str()));
    content(body);
    body.xml.push_str(end);
}

fn row(body: &mut BodyWriter, cells: &[Text], widths: &[Length], row: RowProperties) {
    let (_, stencils) = body.means();
    let [start, middle, end] = &stencils.row;
    let repeated = if row.columns.is_none() { stencils.header_row } else { "" };
    body.xml.extend([start, repeated, middle]);
    for (at, (text, width)) in cells.iter().zip(widths).enumerate() {
        let align = row.columns.and_then(|columns| columns.get(at)).map(|align| match align {
            Align::Left => Alignment::Left,
            Align::Center => Alignment::Center,
            Align::Right => Alignment::Right,
        });
        fill3(body, &stencils.cell, width.0, |body| body.cell(text, *width, align, row.keep_next));
    }
    body.xml.push_str(end);
}
