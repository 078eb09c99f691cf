//! Finds what a web page's code left in a line: tags, entities, rules of style, pictures.

use std::ops::Range;

/// A rule of style is no longer than this, in characters.
const RULE: usize = 400;
/// A tag is no longer than this, in characters.
const TAG: usize = 200;

/// `<p class="a">`, `</p>`, `&nbsp;` at the start of these characters: its length.
pub(super) fn length(rest: &[char]) -> Option<usize> {
    let name = |c: &char| c.is_ascii_alphabetic();
    match rest {
        ['<', '/', c, ..] | ['<', c, ..] if name(c) => {
            let length = rest.iter().take(TAG).position(|c| *c == '>')?;
            (!rest[1..length].contains(&'<')).then_some(length + 1)
        }
        ['&', ..] => {
            let letters = rest[1..].iter().take(8).take_while(|c| name(c)).count();
            (letters > 1 && rest.get(letters + 1) == Some(&';')).then_some(letters + 2)
        }
        _ => None,
    }
}

/// `p.west { margin: 0 }`: braces around ASCII with a colon in it, and the ASCII before them.
pub(super) fn styles(folded: &[char], span: &Range<usize>, found: &mut Vec<Range<usize>>) {
    let mut from = span.start;
    let mut at = span.start;
    while at < span.end {
        if folded[at] == '{' {
            let body = &folded[at..span.end.min(at + RULE)];
            let length = body.iter().position(|c| *c == '}').unwrap_or(0);
            let code = body[..length].iter().filter(|c| c.is_ascii()).count();
            if length > 0 && body[..length].contains(&':') && code * 10 >= length * 9 {
                let selector = folded[from..at].iter().rev().take_while(|c| c.is_ascii()).count();
                found.push(at - selector..at + length + 1);
                from = at + length + 1;
            }
            at += length;
        }
        at += 1;
    }
}

/// A picture among the characters, such as a pointing hand: no report has one.
pub(super) fn is_picture(c: char) -> bool {
    matches!(u32::from(c), 0x1F300..=0x1FAFF | 0x2600..=0x2604 | 0x2614..=0x2615 | 0x2700..=0x2712)
}
