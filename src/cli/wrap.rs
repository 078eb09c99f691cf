//! Flow: a line of text to lines no wider than the terminal, broken where Chinese may be.

use unicode_width::UnicodeWidthChar;

/// Marks no line begins with.
const CLOSING: &str = "，。、；：？！）》」』】〕”’…—～·%％‰,.;:?!)]}";
/// Marks no line ends with.
const OPENING: &str = "（《「『【〔“‘([{";
/// The fewest columns worth filling.
const NARROWEST: usize = 10;

/// A text to lines of so many columns; lines that go on are set in.
pub(crate) fn flow(text: &str, columns: usize, set_in: usize) -> String {
    let columns = columns.max(set_in + NARROWEST);
    let lines = text.split('\n').map(|line| broken(line, columns, set_in));
    lines.collect::<Vec<_>>().join("\n")
}

fn broken(line: &str, columns: usize, set_in: usize) -> String {
    let mut done = String::new();
    let (mut start, mut at_most, mut taken) = (0, columns, 0);
    // Where the line may end, and how wide what comes after that is.
    let (mut chance, mut since) = (0, 0);
    let mut last = ' ';
    for (at, c) in line.char_indices() {
        if at > start && may_part(last, c) {
            (chance, since) = (at, 0);
        }
        let wide = c.width().unwrap_or(0);
        if taken + wide > at_most && at > start {
            let end = if chance > start { chance } else { at };
            done += line[start..end].trim_end();
            done += "\n";
            done += &" ".repeat(set_in);
            taken = if chance > start { since } else { 0 };
            (start, at_most) = (end, columns - set_in);
        }
        taken += wide;
        since += wide;
        last = c;
    }
    done + &line[start..]
}

/// Whether a line may end between two characters: at spaces and beside wide characters, but not where a mark clings.
fn may_part(before: char, after: char) -> bool {
    let is_wide = |c: char| c.width() == Some(2);
    let open = before == ' ' && after != ' ' || is_wide(before) || is_wide(after);
    open && after != ' ' && !CLOSING.contains(after) && !OPENING.contains(before)
}

/// As much of a text as so many columns hold, `…` for what is cut off.
pub(crate) fn cut(text: &str, columns: usize) -> String {
    let mut taken = 0;
    for (at, c) in text.char_indices() {
        let wide = c.width().unwrap_or(0);
        if taken + wide > columns {
            return cut_short(&text[..at], columns);
        }
        taken += wide;
    }
    text.to_owned()
}

fn cut_short(text: &str, columns: usize) -> String {
    let mut text = text.to_owned();
    while super::terminal::width(&text) + 1 > columns && text.pop().is_some() {}
    text + "…"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_end_where_chinese_may() {
        let cases = [
            ("随时可以离开，下次接着填。", 24, 2, "随时可以离开，下次接着\n  填。"),
            ("共 143 项", 6, 2, "共 143 项"),
            (
                "接着填：nigao ask 小结 -a 填报.yaml",
                19,
                2,
                "接着填：nigao ask\n  小结 -a 填报.yaml",
            ),
            ("甲\n乙", 10, 0, "甲\n乙"),
            ("abcdefghijklmnop", 10, 0, "abcdefghij\nklmnop"),
            ("见《一二三四》（五六）", 10, 0, "见《一二三\n四》（五\n六）"),
        ];
        for (text, columns, set_in, wanted) in cases {
            assert_eq!(flow(text, columns, set_in), wanted);
        }
        assert_eq!(cut("一二三四", 8), "一二三四");
        assert_eq!(cut("一二三四五", 8), "一二三…");
    }
}
