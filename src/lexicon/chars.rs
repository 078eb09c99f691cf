//! Tells hanzi from other characters and collects characters into a string.

/// Characters as a string, made at once: a hanzi takes three bytes.
pub(crate) fn string(chars: &[char]) -> String {
    let mut string = String::with_capacity(chars.len() * 3);
    string.extend(chars);
    string
}

/// Whether a character is a hanzi of the basic block.
pub(crate) fn is_hanzi(c: char) -> bool {
    ('\u{4e00}'..='\u{9fff}').contains(&c)
}
