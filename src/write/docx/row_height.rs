//! Estimates the heights of a table's rows, and decides which of them may break over two pages.

use super::columns;
use super::line_count::lines;
use super::style_ids::CELL_HEADROOM;
use crate::document::{Orientation, Text};
use crate::layout::{Layout, Length, StyleRole};
use crate::write::text::words;

/// The line between two rows of a table, in twips.
const RULE: i32 = 10;

/// The height of a row in twips, its lower rule included.
pub(super) fn row_height(
    layout: &Layout,
    cells: &[Text],
    widths: &[Length],
    role: StyleRole,
) -> i32 {
    let mut most = 1;
    for (cell, width) in cells.iter().zip(widths) {
        most = most.max(lines(
            layout,
            role,
            &words(cell),
            columns::inside(*width).0,
            0,
        ));
    }
    let most = i32::try_from(most).unwrap_or(i32::MAX);
    let pitch = layout.style(role).pitch.unwrap_or(layout.pitch).0;
    most.saturating_mul(pitch)
        .saturating_add(RULE + 2 * CELL_HEADROOM.0)
}

/// Whether a row of cells may break over two pages: one that may come out taller than half a page.
///
/// A row that fits a page, but not a page less the repeated header, is laid out by `LibreOffice`
/// past the foot of the page, and its last lines are lost. Half a page leaves room for another face
/// than ours, wider by a third, and for a header of several lines.
pub(super) fn may_break(
    layout: &Layout,
    cells: &[Text],
    widths: &[Length],
    way: Orientation,
) -> bool {
    let height = row_height(layout, cells, widths, StyleRole::TableCell);
    height > columns::depth(layout, way).0 / 2
}

/// No row stands alone on a page: the first two stay together, and the last two.
pub(super) fn keeps_next_row(row: usize, rows: usize) -> bool {
    row == 0 && rows > 1 || row + 2 == rows
}
