//! Clean: typed words to what a file can hold, the one place where both writers are made safe.
//!
//! Separators of lines become spaces; other control characters and noncharacters go. Most bytes of a report need no
//! look at all, so words are copied in long runs between those that do.

use crate::document::is_printable;

/// What is written for a character that is not written as it is.
pub(super) enum Care {
    /// As it is.
    Keep,
    /// These words for it.
    Write(&'static str),
}

/// Appends words, asking about each character that is no plain letter of Chinese or ASCII.
pub(super) fn push(out: &mut String, words: &str, mut care: impl FnMut(char) -> Care) {
    let bytes = words.as_bytes();
    let mut copied = 0;
    let mut at = 0;
    while let Some(plain) = bytes[at..].iter().position(|byte| !PLAIN[usize::from(*byte)]) {
        let start = at + plain;
        // A byte that is not plain begins a character. Most are punctuation in full width, U+F000 and up.
        if let [0xEF, second, ..] = bytes[start..]
            && !matches!(second, 0xB7 | 0xBF)
        {
            at = start + 3;
            continue;
        }
        let Some(c) = words[start..].chars().next() else { break };
        at = start + c.len_utf8();
        if let Care::Write(instead) = care(c) {
            out.push_str(&words[copied..start]);
            out.push_str(instead);
            copied = at;
        }
    }
    out.push_str(&words[copied..]);
}

/// Bytes that begin nothing that wants care: letters and digits of ASCII, hanzi, and every byte inside a character.
/// The others begin control characters, signs of XML, U+0080 to U+00FF, U+2000 to U+2FFF, or U+F000 and beyond.
static PLAIN: [bool; 256] = {
    let mut plain = [true; 256];
    let mut byte: u8 = 0;
    loop {
        plain[byte as usize] =
            !matches!(byte, 0..b' ' | b'"' | b'&' | b'<' | b'>' | 0x7f | 0xC2 | 0xC3 | 0xE2 | 0xEF..=0xFF);
        if byte == u8::MAX {
            break plain;
        }
        byte += 1;
    }
};

/// What every file takes and what it does not.
pub(super) fn fit(c: char) -> Care {
    match c {
        '\n' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => Care::Write(" "),
        c if !is_printable(c) => Care::Write(""),
        _ => Care::Keep,
    }
}
