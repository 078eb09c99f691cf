//! Looks at characters: tells hanzi from others, counts those that fit, finds words at a place.

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

/// How many characters from the start on fit: 2 digits in `12月`.
pub(crate) fn count_leading(chars: &[char], fits: impl Fn(char) -> bool) -> usize {
    let end = chars.iter().position(|c| !fits(*c));
    end.unwrap_or(chars.len())
}

/// How many characters at the end fit: 2 digits in `同比12`.
pub(crate) fn count_trailing(chars: &[char], fits: impl Fn(char) -> bool) -> usize {
    let last = chars.iter().rposition(|c| !fits(*c));
    last.map_or(chars.len(), |last| chars.len() - last - 1)
}

/// Whether words stand at a place.
pub(crate) fn stands_at(text: &[char], at: usize, words: &str) -> bool {
    let mut rest = text.get(at..).unwrap_or_default().iter();
    words.chars().all(|c| rest.next() == Some(&c))
}

/// Whether words end right before a place.
pub(crate) fn ends_before(text: &[char], at: usize, words: &str) -> bool {
    let mut back = text[..at].iter().rev();
    words.chars().rev().all(|c| back.next() == Some(&c))
}
