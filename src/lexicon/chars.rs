//! Tells hanzi from other characters and collects characters into a string.

/// Characters as a string, made at once: a hanzi takes three bytes.
pub(crate) fn string(chars: &[char]) -> String {
    let mut string = String::with_capacity(chars.len() * 3);
    string.extend(chars);
    string
}

/// Whether a character is a hanzi: of the basic block, or of extension A, which people's names take
/// characters from (䶮).
pub(crate) fn is_hanzi(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}')
}
