//! Estimates how many lines words take on the page, before any font is at hand.

use crate::layout::{Layout, StyleRole};
use crate::line_break::{hangs_in_margin, may_break};
use crate::write::text_width::{self, EM};

/// How many lines words of a role take.
///
/// `room` is the width of a line and `first` the indent of the first one, in twips.
pub(super) fn lines(layout: &Layout, role: StyleRole, words: &str, room: i32, first: i32) -> usize {
    let style = layout.style(role);
    let size = i64::from(style.size.length().0);
    let twips = |width: u32| i64::from(width) * size / i64::from(EM);
    let (room, tracking) = (i64::from(room), i64::from(layout.tracking(style).0));
    let (mut lines, mut at) = (1, i64::from(first));
    // The end of the line that may not be parted from the next character.
    let mut unbreakable = 0;
    let mut before = ' ';
    for c in words.chars() {
        let width = twips(text_width::of_char(c)) + tracking;
        let seam = twips(text_width::seam(before, c));
        unbreakable = if may_break(before, c) {
            width
        } else {
            unbreakable + seam + width
        };
        at += seam + width;
        if at > room && !hangs_in_margin(before, c) && c != ' ' {
            lines += 1;
            // What is longer than a line is parted all the same.
            unbreakable = if unbreakable <= room {
                unbreakable
            } else {
                width
            };
            at = unbreakable;
        }
        before = c;
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::lines;
    use crate::layout::{Layout, StyleRole};

    #[test]
    fn words_fill_lines_of_28_characters() {
        let layout = Layout::default();
        for (words, count) in [
            ("", 1),
            (&*"话".repeat(26), 1),
            (&"话".repeat(27), 2),
            (&"话".repeat(26 + 28), 2),
            // A comma hangs, and what follows begins a line.
            (&format!("{}，", "话".repeat(26)), 1),
            (&format!("{}，话", "话".repeat(26)), 2),
            // A closing bracket takes the character before it along.
            (&format!("{}）{}", "话".repeat(26), "话".repeat(26)), 2),
            (&format!("{}）{}", "话".repeat(26), "话".repeat(27)), 3),
            // A number is not parted, but what is longer than a line is.
            (&format!("{}12.75", "话".repeat(24)), 2),
            (&"a".repeat(200), 5),
        ] {
            assert_eq!(
                lines(&layout, StyleRole::Body, words, 8846, 630),
                count,
                "{words}"
            );
        }
    }
}
