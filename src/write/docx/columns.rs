//! Divides the width of a page among the columns of a table, by the width of their words.

use super::style_ids::CELL_MARGIN;
use crate::document::{Orientation, Table};
use crate::layout::{Layout, Length, StyleRole};
use crate::write::text_width::{self, EM};

/// How wide text is on pages that stand this way.
pub(super) fn room(layout: &Layout, way: Orientation) -> Length {
    match way {
        Orientation::Portrait => layout.measure(),
        Orientation::Landscape => layout.depth(),
    }
}

/// How tall text is on pages that stand this way.
pub(super) fn depth(layout: &Layout, way: Orientation) -> Length {
    match way {
        Orientation::Portrait => layout.depth(),
        Orientation::Landscape => layout.measure(),
    }
}

/// How wide words may stand in a column.
pub(super) fn inside(column: Length) -> Length {
    Length(column.0 - 2 * CELL_MARGIN.0)
}

/// The widths of a table's columns, which add up to the room.
///
/// A column is as wide as its widest cell; the rest of the room is shared out. Where the room is
/// short, columns stand closer, then heads break over two lines, then the widest give way.
pub(super) fn widths(layout: &Layout, table: &Table, room: Length) -> Vec<Length> {
    let em = i64::from(layout.advance(layout.style(StyleRole::TableCell)).0);
    let room = i64::from(room.0);
    let words = widest_words(table);
    let wanted = |head_lines: u32, spare: i64| -> Vec<i64> {
        let mut wanted = Vec::with_capacity(words.len());
        for (head, cell) in &words {
            let ems = i64::from(head.div_ceil(head_lines).max(*cell));
            wanted.push(ems * em / i64::from(EM) + spare + 2 * i64::from(CELL_MARGIN.0));
        }
        wanted
    };
    let mut natural = wanted(1, em / 2);
    if natural.iter().sum::<i64>() > room {
        natural = wanted(1, em / 8);
    }
    if natural.iter().sum::<i64>() > room {
        natural = wanted(2, em / 2);
    }
    let mut widths = Vec::with_capacity(natural.len());
    for width in fitted(natural, room) {
        widths.push(Length(width.try_into().unwrap_or(0)));
    }
    widths
}

/// For each column the width of its head and of its widest cell, in thousandths of an em.
fn widest_words(table: &Table) -> Vec<(u32, u32)> {
    let mut widest: Vec<(u32, u32)> = table
        .header
        .iter()
        .map(|head| (text_width::of_text(head), 0))
        .collect();
    for row in &table.rows {
        for ((_, widest), cell) in widest.iter_mut().zip(row) {
            *widest = (*widest).max(text_width::of_text(cell));
        }
    }
    widest
}

/// Widths that fill the room: all grow alike, or the widest are cut to one width.
fn fitted(natural: Vec<i64>, room: i64) -> Vec<i64> {
    let count = i64::try_from(natural.len().max(1)).unwrap_or(i64::MAX);
    let spare = room - natural.iter().sum::<i64>();
    let mut widths: Vec<i64> = if spare >= 0 {
        natural
            .into_iter()
            .map(|width| width + spare / count)
            .collect()
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
