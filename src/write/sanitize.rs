//! Clean: typed words to what a file can hold, the one place where both writers are made safe.
//!
//! Separators of lines become spaces; other control characters and noncharacters go. Most bytes of a report need no
//! look at all, so words are copied in long runs between those that do.

use crate::document::is_printable;

/// What is written for a character that is not written as it is.
pub(super) enum Replacement {
    /// As it is.
    Keep,
    /// These words for it.
    Write(&'static str),
}

/// Appends words, asking about each character that is no plain letter of Chinese or ASCII.
pub(super) fn push(out: &mut String, words: &str, mut care: impl FnMut(char) -> Replacement) {
    let bytes = words.as_bytes();
    let mut copied = 0;
    let mut at = 0;
    loop {
        at += plain_chunks(&bytes[at..]);
        let Some(plain) = bytes[at..].iter().position(|byte| !PLAIN[usize::from(*byte)]) else {
            break;
        };
        let start = at + plain;
        // A byte that is not plain begins a character.
        if !wants_care(bytes[start], bytes.get(start + 1).copied().unwrap_or(0)) {
            at = start + 1;
            continue;
        }
        let Some(c) = words[start..].chars().next() else { break };
        at = start + c.len_utf8();
        if let Replacement::Write(instead) = care(c) {
            out.push_str(&words[copied..start]);
            out.push_str(instead);
            copied = at;
        }
    }
    out.push_str(&words[copied..]);
}

/// Whether a byte and the next begin a control character, a sign of XML, U+0080 to U+00FF, U+2000 to U+2FFF, or U+FDC0
/// and beyond, but for punctuation in full width. Letters, digits, hanzi and bytes inside a character do not.
///
/// Without branches, so that many bytes are looked at in one step.
#[allow(clippy::needless_bitwise_bool)]
const fn wants_care(byte: u8, next: u8) -> bool {
    let sign = (byte < b' ')
        | (byte == b'"')
        | (byte == b'&')
        | (byte == b'<')
        | (byte == b'>')
        | (byte == 0x7f);
    let doubtful = (byte == 0xC2) | (byte == 0xC3) | (byte == 0xE2) | (byte >= 0xF0);
    let rare = (byte == 0xEF) & ((next == 0xB7) | (next == 0xBF));
    sign | doubtful | rare
}

/// Bytes that begin nothing that wants care, whatever comes next.
static PLAIN: [bool; 256] = {
    let mut plain = [true; 256];
    let mut byte: u8 = 0;
    loop {
        plain[byte as usize] = !wants_care(byte, 0xBF);
        if byte == u8::MAX {
            break plain;
        }
        byte += 1;
    }
};

/// How many bytes at the front, in whole chunks, want no care.
fn plain_chunks(bytes: &[u8]) -> usize {
    const CHUNK: usize = 32;
    let mut at = 0;
    while let Some([chunk @ .., _]) = bytes[at..].first_chunk::<{ CHUNK + 1 }>() {
        let next = &bytes[at + 1..][..CHUNK];
        if chunk.iter().zip(next).fold(false, |care, (byte, next)| care | wants_care(*byte, *next))
        {
            break;
        }
        at += CHUNK;
    }
    at
}

/// What every file takes and what it does not.
pub(super) fn fit(c: char) -> Replacement {
    match c {
        '\n' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => Replacement::Write(" "),
        c if !is_printable(c) => Replacement::Write(""),
        _ => Replacement::Keep,
    }
}
