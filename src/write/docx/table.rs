//! Table: a table to its grid, a header row that comes back on each page, and rows that stay whole.

use super::body::{Body, fill};
use crate::document::{Align, Orientation, Table, Text};
use crate::write::layout::{Alignment, Layout, Length, Role};
use crate::write::measure;
use crate::write::text::words;

/// Writes a table, its caption above it.
pub(super) fn write(body: &mut Body, table: &Table, way: Orientation) {
    let (layout, stencils) = body.means();
    if !table.caption.is_empty() {
        body.paragraph(Role::Caption, &table.caption);
    }
    let room = layout.room(way);
    let widths = widths(layout, table, room);
    fill3(body, &stencils.table, room.0, |body| {
        body.xml.push_str("<w:tblGrid>");
        for width in &widths {
            fill(&mut body.xml, &stencils.column, width.0);
        }
        body.xml.push_str("</w:tblGrid>");
        row(body, &table.header, &widths, None);
        table.rows.iter().for_each(|cells| row(body, cells, &widths, Some(&table.columns)));
    });
}

/// A stencil with a number in its first gap and what `content` writes in its second.
fn fill3(body: &mut Body, stencil: &[String; 3], number: i32, content: impl FnOnce(&mut Body)) {
    let [start, middle, end] = stencil;
    body.xml.extend([start, &number.to_string(), middle].map(|s: &String| s.as_str()));
    content(body);
    body.xml.push_str(end);
}

/// A row; the header has no alignments of its own.
fn row(body: &mut Body, cells: &[Text], widths: &[Length], columns: Option<&[Align]>) {
    let (_, stencils) = body.means();
    let [start, middle, end] = &stencils.row;
    let repeated = if columns.is_none() { stencils.header_row } else { "" };
    body.xml.extend([start, repeated, middle]);
    for (at, (text, width)) in cells.iter().zip(widths).enumerate() {
        let align = columns.and_then(|columns| columns.get(at)).map(|align| match align {
            Align::Left => Alignment::Left,
            Align::Center => Alignment::Center,
            Align::Right => Alignment::Right,
        });
        fill3(body, &stencils.cell, width.0, |body| body.cell(text, align));
    }
    body.xml.push_str(end);
}

/// The widths of the columns, in the ratio of their widest cells, and together the room there is.
fn widths(layout: &Layout, table: &Table, room: Length) -> Vec<Length> {
    let em = i64::from(layout.style(Role::TableCell).size.length().0);
    let room = i64::from(room.0);
    let count = i64::try_from(table.header.len().max(1)).unwrap_or(1);
    let least = (room / count).min(4 * em);
    let most = room / 2;
    let wanted: Vec<i64> = (0..table.header.len())
        .map(|at| {
            let cells = std::iter::once(&table.header).chain(&table.rows).filter_map(|row| row.get(at));
            let widest = cells.map(|cell| i64::from(measure::of(&words(cell)))).max().unwrap_or(0);
            (widest * em / i64::from(measure::EM) + 2 * em).clamp(least, most.max(least))
        })
        .collect();
    let total = wanted.iter().sum::<i64>().max(1);
    let mut widths: Vec<i64> = wanted.iter().map(|width| width * room / total).collect();
    let left_over = room - widths.iter().sum::<i64>();
    if let Some(first) = widths.first_mut() {
        *first += left_over;
    }
    widths.into_iter().map(|width| Length(width.try_into().unwrap_or(0))).collect()
}
