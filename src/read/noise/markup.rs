//! Finds what a web page's code left in a line: tags, entities, rules of style, pictures.

use crate::lexicon::{count_leading, count_trailing, string};
use std::ops::Range;

/// The longest rule of style, in chars.
const LONGEST_RULE: usize = 400;
/// The longest tag, in chars.
const LONGEST_TAG: usize = 200;
/// The elements whose tags pages leave in their text; `<姓名>` and `<name>` are no tags.
const ELEMENTS: [&str; 30] = [
    "a", "b", "br", "center", "div", "dd", "dl", "dt", "em", "font", "h1", "h2", "h3", "h4", "hr",
    "i", "img", "li", "ol", "p", "script", "span", "strong", "style", "table", "tbody", "td", "tr",
    "u", "ul",
];
const ENTITIES: [&str; 8] = ["nbsp", "amp", "lt", "gt", "quot", "ldquo", "rdquo", "mdash"];

/// The length of a tag or entity at the start of these characters: `<p class="a">`, `</p>`,
/// `&nbsp;`.
pub(super) fn length(rest: &[char]) -> Option<usize> {
    const LONGEST_NAME: usize = 8;
    let letters = |from: usize| {
        let end = rest.len().min(from + LONGEST_NAME);
        let name = rest.get(from..end).unwrap_or_default();
        let length = count_leading(name, |c| c.is_ascii_alphanumeric());
        string(&name[..length]).to_ascii_lowercase()
    };
    match rest {
        ['<', ..] => {
            let name = letters(if rest.get(1) == Some(&'/') { 2 } else { 1 });
            let length = rest.iter().take(LONGEST_TAG).position(|c| *c == '>')?;
            let nested = rest[1..length].contains(&'<');
            (ELEMENTS.contains(&name.as_str()) && !nested).then_some(length + 1)
        }
        ['&', ..] => {
            let name = letters(1);
            let closed = rest.get(name.len() + 1) == Some(&';');
            (ENTITIES.contains(&name.as_str()) && closed).then_some(name.len() + 2)
        }
        _ => None,
    }
}

/// Whether a source holds the code of a page: two tags or entities at least.
pub(super) fn is_page(folded: &[char]) -> bool {
    let mut tags = 0;
    for (at, c) in folded.iter().enumerate() {
        if matches!(c, '<' | '&') && length(&folded[at..]).is_some() {
            tags += 1;
            if tags == 2 {
                return true;
            }
        }
    }
    false
}

/// The rules of style in a line, braces around ASCII with a colon, and the ASCII before them:
/// `p.west { margin: 0 }`.
pub(super) fn styles(folded: &[char], span: &Range<usize>) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut from = span.start;
    let mut at = span.start;
    while at < span.end {
        if folded[at] == '{' {
            let body = &folded[at..span.end.min(at + LONGEST_RULE)];
            let length = body.iter().position(|c| *c == '}').unwrap_or(0);
            let code = body[..length].iter().filter(|c| c.is_ascii()).count();
            if length > 0 && body[..length].contains(&':') && code * 10 >= length * 9 {
                let selector = count_trailing(&folded[from..at], |c| c.is_ascii());
                found.push(at - selector..at + length + 1);
                from = at + length + 1;
            }
            at += length;
        }
        at += 1;
    }
    found
}

/// A picture among the characters, such as a pointing hand.
pub(super) fn is_picture(c: char) -> bool {
    matches!(u32::from(c), 0x1F300..=0x1FAFF | 0x2614..=0x2615 | 0x2700..=0x2704)
}
