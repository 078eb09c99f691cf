//! Rows: words to how many lines they take on the page, before any font is at hand.

use super::super::text_width;
use super::super::text_width::EM;
use crate::layout::{Layout, StyleRole};

/// Signs no line begins with.
const CLOSING: &str = "，。、；：！？）》〉”’】」』％…—·～,.;:!?)%";
/// Signs no line ends with.
const OPENING: &str = "（《〈“‘【「『(";
/// Signs that may stand in the margin.
const HANGING: &str = "，。、；：";

/// How many lines words of a role take in a room, the first line so far in; in twips.
pub(super) fn rows(layout: &Layout, role: StyleRole, words: &str, room: i32, first: i32) -> usize {
    let style = layout.style(role);
    let twips = |width: u32| i64::from(width) * i64::from(style.size.length().0) / i64::from(EM);
    let (room, tracking) = (i64::from(room), i64::from(layout.tracking(style).0));
    let (mut rows, mut at) = (1, i64::from(first));
    // How much of the line may not be parted from what comes.
    let mut whole = 0;
    let mut before = ' ';
    for c in words.chars() {
        let (width, seam) =
            (twips(text_width::of_char(c)) + tracking, twips(text_width::seam(before, c)));
        whole = if may_break(before, c) { width } else { whole + seam + width };
        at += seam + width;
        if at > room && !hangs(before, c) && c != ' ' {
            rows += 1;
            // What is longer than a line is parted all the same.
            whole = if whole <= room { whole } else { width };
            at = whole;
        }
        before = c;
    }
    rows
}

/// Whether a line may end between two characters.
fn may_break(before: char, after: char) -> bool {
    let latin = |c: char| c.is_ascii_graphic();
    !(CLOSING.contains(after) || OPENING.contains(before) || latin(before) && latin(after))
}

/// Whether a sign may stand in the margin; behind Latin letters `LibreOffice` lets none.
fn hangs(before: char, c: char) -> bool {
    HANGING.contains(c) && !before.is_ascii_graphic()
}

#[cfg(test)]
mod tests {
    use super::rows;
    use crate::layout::{Layout, StyleRole};

    #[test]
    fn words_fill_lines_of_28_characters() {
        let layout = Layout::default();
        for (words, lines) in [
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
            assert_eq!(rows(&layout, StyleRole::Body, words, 8846, 630), lines, "{words}");
        }
    }
}
