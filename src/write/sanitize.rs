//! Sanitizes words for files, the one place where the text and the Word writer are made safe.
//!
//! Separators of lines become spaces; other control characters and noncharacters are dropped. Words
//! are copied in runs between the characters that are looked at.

use crate::document::is_printable;

/// What is written in place of a character.
pub(super) enum Replacement {
    /// The character.
    Keep,
    /// These words.
    Write(&'static str),
}

/// Appends words, asking about each character that is neither a hanzi nor a plain ASCII character.
pub(super) fn push(
    out: &mut String,
    words: &str,
    mut replacement: impl FnMut(char) -> Replacement,
) {
    let mut copied = 0;
    for (at, c) in words.char_indices() {
        if is_plain(c) {
            continue;
        }
        if let Replacement::Write(instead) = replacement(c) {
            out.push_str(&words[copied..at]);
            out.push_str(instead);
            copied = at + c.len_utf8();
        }
    }
    out.push_str(&words[copied..]);
}

/// Whether a character is written as it is in every file: most of a report.
fn is_plain(c: char) -> bool {
    match c {
        ' '..='~' => !matches!(c, '"' | '&' | '<' | '>'),
        '\u{3000}'..='\u{9FFF}' => true,
        _ => false,
    }
}

/// The replacement that every file needs.
pub(super) fn fit(c: char) -> Replacement {
    match c {
        '\n' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => Replacement::Write(" "),
        c if !is_printable(c) => Replacement::Write(""),
        _ => Replacement::Keep,
    }
}
