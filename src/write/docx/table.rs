//! Table: a table to its grid, a header row that comes back on each page, and rows that stay whole.

use super::body::{Body, fill};
use super::styles;
use crate::document::{Align, Orientation, Table, Text};
use crate::write::layout::{Alignment, Layout, Length, Role};
use crate::write::measure;

/// Writes a table, its caption above it.
pub(super) fn write(body: &mut Body, table: &Table, way: Orientation) {
    let (layout, stencils) = body.means();
    if !table.caption.is_empty() {
        body.paragraph(Role::Caption, &table.caption);
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
        row(body, &table.header, &widths, Row { columns: None, keep_next: true });
        for (at, cells) in table.rows.iter().enumerate() {
            row(body, cells, &widths, Row { columns: Some(&table.columns), keep_next: keeps_next(at, count) });
        }
    });
}

/// No row stands alone on a page: the first two stay together, and the last two.
pub(super) fn keeps_next(row: usize, rows: usize) -> bool {
    row == 0 && rows > 1 || row + 2 == rows
}

/// What a row has beside its cells.
#[derive(Clone, Copy)]
struct Row<'a> {
    /// How its cells are set; the header has no alignments of its own.
    columns: Option<&'a [Align]>,
    /// Whether it stays on the page of the next.
    keep_next: bool,
}

/// How wide text is on pages that stand this way.
pub(super) fn room(layout: &Layout, way: Orientation) -> Length {
    match way {
        Orientation::Portrait => layout.measure(),
        Orientation::Landscape => layout.depth(),
    }
}

/// A stencil with a number in its first gap and what `content` writes in its second.
fn fill3(body: &mut Body, stencil: &[String; 3], number: i32, content: impl FnOnce(&mut Body)) {
    let [start, middle, end] = stencil;
    body.xml.extend([start, &number.to_string(), middle].map(|s: &String| s.as_str()));
    content(body);
    body.xml.push_str(end);
}

fn row(body: &mut Body, cells: &[Text], widths: &[Length], row: Row) {
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
        fill3(body, &stencils.cell, width.0, |body| body.cell(text, align, row.keep_next));
    }
    body.xml.push_str(end);
}

/// The widths of the columns, together the room there is. A column is as wide as its widest cell; what is left over is
/// shared out, and where the room is short the widest columns give way, then headings break over two lines.
pub(super) fn widths(layout: &Layout, table: &Table, room: Length) -> Vec<Length> {
    let em = i64::from(layout.advance(layout.style(Role::TableCell)).0);
    let room = i64::from(room.0);
    let in_twips = |width: u32| i64::from(width) * em / i64::from(measure::EM);
    let wanted = |lines: u32| -> Vec<i64> {
        let widest = |at: usize| table.rows.iter().filter_map(|row| row.get(at)).map(measure::of_text).max();
        let column = |(at, head)| widest(at).unwrap_or(0).max(measure::of_text(head).div_ceil(lines));
        table
            .header
            .iter()
            .enumerate()
            .map(column)
            .map(|width| in_twips(width) + em / 2 + 2 * styles::CELL_MARGIN)
            .collect()
    };
    let natural = Some(wanted(1)).filter(|widths| widths.iter().sum::<i64>() <= room).unwrap_or_else(|| wanted(2));
    let widths = fitted(natural, room);
    widths.into_iter().map(|width| Length(width.try_into().unwrap_or(0))).collect()
}

/// Widths that fill the room: all grow in proportion, or the widest are cut to one width.
fn fitted(natural: Vec<i64>, room: i64) -> Vec<i64> {
    let total = natural.iter().sum::<i64>().max(1);
    let mut widths: Vec<i64> = if total <= room {
        natural.iter().map(|width| width * room / total).collect()
    } else {
        let most = widest_allowed(&natural, room);
        natural.into_iter().map(|width| width.min(most)).collect()
    };
    let left_over = room - widths.iter().sum::<i64>();
    if let Some(first) = widths.first_mut() {
        *first += left_over;
    }
    widths
}

/// The width to which wide columns are cut so that all together fill the room.
fn widest_allowed(natural: &[i64], room: i64) -> i64 {
    let mut sorted = natural.to_vec();
    sorted.sort_unstable();
    let (mut room, mut columns) = (room, i64::try_from(sorted.len()).unwrap_or(i64::MAX));
    for width in sorted {
        if width * columns > room {
            break;
        }
        room -= width;
        columns -= 1;
    }
    room / columns.max(1)
}

#[cfg(test)]
mod tests {
    use super::fitted;

    #[test]
    fn columns_fill_the_room_and_the_widest_give_way() {
        for (natural, room, widths) in [
            (vec![100, 200], 600, vec![200, 400]),
            (vec![100, 900, 700], 900, vec![100, 400, 400]),
            (vec![100, 100], 199, vec![100, 99]),
            (vec![], 100, vec![]),
            (vec![50; 4], 3, vec![3, 0, 0, 0]),
        ] {
            assert_eq!(fitted(natural, room), widths);
        }
    }
}
