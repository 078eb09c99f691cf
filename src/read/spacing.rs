//! Closes the gaps that extraction and habit leave in a line, and tells rows of tables by theirs.
//!
//! Texts out of PDF files split numbers (40.8 2亿元) and space titles out (云 溪 镇); some
//! offices put a space between hanzi and digits. A space goes only where both sides must be one
//! word or number; in a row of a table none does, there a gap parts cells.

use super::fold;
use crate::lexicon::{count_leading, count_trailing, is_hanzi};

/// How many gaps between hanzi and digits show that they are a text's habit.
const HABIT: usize = 3;
/// How many hanzi are spaced out in a title at least.
const SPACED_TITLE: usize = 4;
/// The longest cell of a table in aligned columns, in chars.
const LONGEST_CELL: usize = 16;

/// Takes the positions of needless spaces out of each line; a line is the positions of its
/// characters in the source.
pub(super) fn tighten(source: &[char], lines: Vec<&mut Vec<usize>>) {
    let habit = is_habit(source, &lines);
    for line in lines {
        let text: Vec<char> = line.iter().map(|&at| fold(source[at])).collect();
        if !text.contains(&' ') || is_tabular(source, line) {
            continue;
        }
        let spaced_title = is_spaced_out(&text);
        let mut needless = vec![false; text.len()];
        for gap in 1..text.len().saturating_sub(1) {
            needless[gap] = source[line[gap]] != '\t'
                && text[gap] == ' '
                && (spaced_title
                    || splits_number(&text, gap)
                    || habit && parts_digits(&text, gap) && !is_label(&text, gap));
        }
        if needless.contains(&true) {
            let mut n = 0;
            line.retain(|_| {
                n += 1;
                !needless[n - 1]
            });
        }
    }
}

/// Whether the text puts a space between hanzi and digits more often than none.
fn is_habit(source: &[char], lines: &[&mut Vec<usize>]) -> bool {
    let meets = |a: char, b: char| is_hanzi(a) && b.is_ascii_digit();
    let (mut spaced, mut closed) = (0, 0);
    for line in lines {
        let text: Vec<char> = line.iter().map(|&at| fold(source[at])).collect();
        for pair in text.windows(2) {
            closed += usize::from(meets(pair[0], pair[1]) || meets(pair[1], pair[0]));
        }
        for gap in 1..text.len().saturating_sub(1) {
            spaced += usize::from(parts_digits(&text, gap));
        }
    }
    spaced >= HABIT && spaced > closed
}

/// Whether a single space parts hanzi and digits: 增长| |7.5| |%, 2025| |年.
fn parts_digits(text: &[char], gap: usize) -> bool {
    let (before, after) = (text[gap - 1], text[gap + 1]);
    let word = |c: char| is_hanzi(c) || c == '%';
    text[gap] == ' '
        && (word(before) && after.is_ascii_digit() || before.is_ascii_digit() && word(after))
}

/// `1 农业`, `2.1 水利`: a number at the front that is a heading's label; `2025 年` is a year.
fn is_label(text: &[char], gap: usize) -> bool {
    text[..gap].iter().all(|c| c.is_ascii_digit() || *c == '.') && text[gap + 1] != '年'
}

/// Whether a line is hanzi with a space between each two: 云 溪 镇 人 民 政 府.
fn is_spaced_out(text: &[char]) -> bool {
    let hanzi = text.iter().filter(|c| is_hanzi(**c)).count();
    let pairs = text
        .windows(2)
        .filter(|w| is_hanzi(w[0]) && is_hanzi(w[1]))
        .count();
    let stops = text.iter().any(|c| ends_sentence(*c));
    hanzi >= SPACED_TITLE && pairs == 0 && !stops && text.contains(&' ')
}

/// Whether a line is a row of a table: cells parted by tabs, by `|`, or by gaps of two spaces and
/// more.
///
/// Must not take a sentence with a wide gap before the next heading: cells are short and have no
/// stop.
pub(super) fn is_tabular(source: &[char], line: &[usize]) -> bool {
    if line.iter().any(|&at| source[at] == '\t') {
        return true;
    }
    if line.first().is_some_and(|&at| fold(source[at]) == '|') {
        return line.iter().filter(|&&at| fold(source[at]) == '|').count() > 2;
    }
    let (mut cells, mut length, mut gap) = (1, 0, 0);
    for &at in line {
        let c = fold(source[at]);
        if c == ' ' {
            gap += 1;
            continue;
        }
        if gap > 1 {
            cells += 1;
            length = 0;
        }
        gap = 0;
        length += 1;
        if length > LONGEST_CELL || ends_sentence(c) {
            return false;
        }
    }
    cells > 2
}

fn ends_sentence(c: char) -> bool {
    matches!(c, '。' | ';' | '!' | '?')
}

/// Whether a space is inside a number: 40.8| |2亿元, 20| |24年, 1| |9| |9| |3.
fn splits_number(text: &[char], gap: usize) -> bool {
    let c = |i: usize| text.get(i).copied().unwrap_or('\n');
    let number = |c: char| c.is_ascii_digit() || c == '.';
    if !number(c(gap - 1)) || !number(c(gap + 1)) {
        return false;
    }
    let left = count_trailing(&text[..gap], |c| c.is_ascii_digit());
    let right = count_leading(&text[gap + 1..], |c| c.is_ascii_digit());
    let before = if left < gap { c(gap - left - 1) } else { '\n' };
    let after = c(gap + 1 + right);
    let point_left = before == '.' && gap >= left + 2 && c(gap - left - 2).is_ascii_digit();
    let year = left + right == 4 && after == '年' && matches!(c(gap - left), '1' | '2');
    let split_fraction = point_left && left <= 2 && right <= 2 && !matches!(after, '.' | ' ');
    let ends_with_point = c(gap - 1) == '.' && left == 0 && right > 0;
    let split_point = ends_with_point && gap >= 2 && c(gap - 2).is_ascii_digit()
        || c(gap + 1) == '.' && c(gap + 2).is_ascii_digit();
    year || split_fraction || split_point || is_spaced_number(text, gap, left, right)
}

/// `1 9 9 3 年`: three digits and more, each alone between spaces.
fn is_spaced_number(text: &[char], gap: usize, left: usize, right: usize) -> bool {
    let alone = |space: Option<&char>, digit: Option<&char>| {
        space == Some(&' ') && digit.is_some_and(char::is_ascii_digit)
    };
    let before = gap >= 3 && alone(text.get(gap - 2), text.get(gap - 3));
    let after = alone(text.get(gap + 2), text.get(gap + 3));
    left == 1 && right == 1 && (before || after)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tightened(text: &str) -> Vec<String> {
        let source: Vec<char> = text.chars().collect();
        let mut lines: Vec<Vec<usize>> = vec![Vec::new()];
        for (at, c) in source.iter().enumerate() {
            match (c, lines.last_mut()) {
                ('\n', _) => lines.push(Vec::new()),
                (_, Some(line)) => line.push(at),
                _ => {}
            }
        }
        tighten(&source, lines.iter_mut().collect());
        lines
            .iter()
            .map(|line| line.iter().map(|&at| source[at]).collect())
            .collect()
    }

    #[test]
    fn only_needless_gaps_are_closed() {
        for (text, closed) in [
            ("云 溪 镇 政 府 工 作 报 告", "云溪镇政府工作报告"),
            ("投资40.8 2亿元，20 24年", "投资40.82亿元，2024年"),
            ("2025 年增长 7.5 %，建成 3 处", "2025年增长7.5%，建成3处"),
            ("1 农业 2025 年 30 项 4 处", "1 农业2025年30项4处"),
            (
                "完成 30 项，其中2025年3项、2024年2项",
                "完成 30 项，其中2025年3项、2024年2项",
            ),
            ("4\t3\t88", "4\t3\t88"),
            ("生产总值  73.1  7.5", "生产总值  73.1  7.5"),
            ("镇长  林致远", "镇长  林致远"),
        ] {
            assert_eq!(tightened(text), [closed]);
        }
    }
}
