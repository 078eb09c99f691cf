//! Columns: a table to the widths of its columns, each as wide as its words where there is room.

use super::super::text_width;
use super::super::text_width::EM;
use super::styles::CELL_MARGIN;
use crate::document::{Orientation, Table};
use crate::layout::{Layout, Length, StyleRole};

/// How wide text is on pages that stand this way.
pub(super) fn room(layout: &Layout, way: Orientation) -> Length {
    match way {
        Orientation::Portrait => layout.measure(),
        Orientation::Landscape => layout.depth(),
    }
}

/// How wide words may stand in a column.
pub(super) fn inside(column: Length) -> Length {
    Length(column.0 - 2 * CELL_MARGIN.0)
}

/// The widths of the columns, together the room there is. A column is as wide as its widest cell; what is left over is
/// shared out. Where the room is short columns stand closer, then headings break over two lines, then the widest give
/// way.
pub(super) fn widths(layout: &Layout, table: &Table, room: Length) -> Vec<Length> {
    let em = i64::from(layout.advance(layout.style(StyleRole::TableCell)).0);
    let room = i64::from(room.0);
    let widest =
        |at: usize| table.rows.iter().filter_map(|row| row.get(at)).map(text_width::of_text).max();
    let widths: Vec<[u32; 2]> = table
        .header
        .iter()
        .enumerate()
        .map(|(at, head)| [text_width::of_text(head), widest(at).unwrap_or(0)])
        .collect();
    let wanted = |lines: u32, spare: i64| -> Vec<i64> {
        let column = |[head, cell]: &[u32; 2]| {
            i64::from(head.div_ceil(lines).max(*cell)) * em / i64::from(EM)
        };
        widths
            .iter()
            .map(column)
            .map(|width| width + spare + 2 * i64::from(CELL_MARGIN.0))
            .collect()
    };
    let fits = |widths: &Vec<i64>| widths.iter().sum::<i64>() <= room;
    let natural = [(1, em / 2), (1, em / 8)]
        .map(|(lines, spare)| wanted(lines, spare))
        .into_iter()
        .find(fits);
    let widths = fitted(natural.unwrap_or_else(|| wanted(2, em / 2)), room);
    widths.into_iter().map(|width| Length(width.try_into().unwrap_or(0))).collect()
}

/// Widths that fill the room: all grow alike, or the widest are cut to one width.
fn fitted(natural: Vec<i64>, room: i64) -> Vec<i64> {
    let count = i64::try_from(natural.len().max(1)).unwrap_or(i64::MAX);
    let spare = room - natural.iter().sum::<i64>();
    let mut widths: Vec<i64> = if spare >= 0 {
        natural.into_iter().map(|width| width + spare / count).collect()
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
            (vec![100, 200], 600, vec![250, 350]),
            (vec![100, 900, 700], 900, vec![100, 400, 400]),
            (vec![100, 100], 199, vec![100, 99]),
            (vec![], 100, vec![]),
            (vec![50; 4], 3, vec![3, 0, 0, 0]),
        ] {
            assert_eq!(fitted(natural, room), widths);
        }
    }
}
