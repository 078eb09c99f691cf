//! Mends the punctuation where words of a sentence were left out.

use super::filled::Piece;

/// Signs that part clauses, and signs that end a sentence.
const PARTS: [char; 4] = ['，', '、', '；', '：'];
const ENDS: [char; 3] = ['。', '！', '？'];
const OPENERS: [char; 5] = ['（', '(', '“', '《', '【'];
const CLOSERS: [char; 5] = ['）', ')', '”', '》', '】'];

/// What goes where two signs meet.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Lost {
    Neither,
    Left,
    Right,
    Both,
}

/// Returns pieces without a sign too many where words between them were left out.
///
/// Made for 「产值10亿元，{{#if 税收}}税收1亿元，{{/if}}。」 and 「（{{#if 甲}}…{{/if}}）」. It
/// must not touch signs that stand side by side in the template: 「……」，。
pub(super) fn mended(pieces: Vec<Piece>, text: &[char]) -> Vec<Piece> {
    let mut out: Vec<Piece> = Vec::new();
    for piece in pieces {
        let Piece::Kept(mut next) = piece else {
            out.push(piece);
            continue;
        };
        loop {
            let right = next.clone().next().map(|at| text[at]);
            let (left, is_cut) = match out.last() {
                None => (None, next.start > 0),
                Some(Piece::Kept(before)) => (
                    before.clone().last().map(|at| text[at]),
                    before.end != next.start,
                ),
                Some(_) => break,
            };
            if !is_cut {
                break;
            }
            let lost = match (left, right) {
                (None, Some(right)) => at_front(right),
                (Some(left), Some(right)) => between(left, right),
                _ => Lost::Neither,
            };
            if matches!(lost, Lost::Left | Lost::Both)
                && let Some(Piece::Kept(before)) = out.last_mut()
            {
                before.end -= 1;
            }
            if matches!(lost, Lost::Right | Lost::Both) {
                next.start += 1;
            }
            let is_emptied = matches!(out.last(), Some(Piece::Kept(before)) if before.is_empty());
            if is_emptied {
                out.pop();
            }
            if lost == Lost::Neither || next.is_empty() {
                break;
            }
        }
        if !next.is_empty() {
            out.push(Piece::Kept(next));
        }
    }
    out
}

fn at_front(right: char) -> Lost {
    if PARTS.contains(&right) || ENDS.contains(&right) {
        Lost::Right
    } else {
        Lost::Neither
    }
}

fn between(left: char, right: char) -> Lost {
    let (is_part, is_end) = (PARTS.contains(&right), ENDS.contains(&right));
    if OPENERS.contains(&left) && CLOSERS.contains(&right) {
        return Lost::Both;
    }
    if OPENERS.contains(&left) && (is_part || is_end) {
        return Lost::Right;
    }
    if ENDS.contains(&left) && (is_part || is_end) {
        return Lost::Right;
    }
    // 包括：，甲 keeps the colon; 甲，。 keeps what ends.
    if left == '：' && is_part {
        return Lost::Right;
    }
    let closes = CLOSERS.contains(&right);
    if PARTS.contains(&left) && (is_part || is_end || (closes && left != '：')) {
        return Lost::Left;
    }
    Lost::Neither
}

#[cfg(test)]
mod tests {
    use super::{Piece, mended};

    /// The words that stay, where `<…>` is left out.
    fn without(line: &str) -> String {
        let mut text = Vec::new();
        let mut pieces = Vec::new();
        let mut start = 0;
        for c in line.chars() {
            match c {
                '<' if text.len() > start => pieces.push(Piece::Kept(start..text.len())),
                '<' => {}
                '>' => start = text.len(),
                c => text.push(c),
            }
        }
        if text.len() > start {
            pieces.push(Piece::Kept(start..text.len()));
        }
        let mut words = String::new();
        for piece in mended(pieces, &text) {
            if let Piece::Kept(chars) = piece {
                words.extend(&text[chars]);
            }
        }
        words
    }

    #[test]
    fn no_sign_is_doubled_where_words_go() {
        for (line, wanted) in [
            ("产值10亿元，<税收1亿元>，增长5%。", "产值10亿元，增长5%。"),
            ("产值10亿元，<税收1亿元，>。", "产值10亿元。"),
            ("产值10亿元<，税收1亿元>。", "产值10亿元。"),
            ("包括：<甲>、乙。", "包括：乙。"),
            ("（<甲>）乙", "乙"),
            ("（<甲>，乙）", "（乙）"),
            ("<甲>，乙。", "乙。"),
            ("甲。<乙>。", "甲。"),
            ("一、甲；<二、乙；>。", "一、甲。"),
            ("他说“好”，<又说>“对”。", "他说“好”，“对”。"),
            ("甲，，乙<丙>丁", "甲，，乙丁"),
        ] {
            assert_eq!(without(line), wanted, "{line}");
        }
    }
}
