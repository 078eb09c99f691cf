//! Looks for words at a place of a text, right before it, and everywhere in it.

/// Every place where words stand in a text.
pub(super) fn find_all(text: &[char], words: &str) -> Vec<usize> {
    let words: Vec<char> = words.chars().collect();
    let Some((first, _)) = words.split_first() else {
        return Vec::new();
    };
    let mut found = Vec::new();
    for (at, c) in text.iter().enumerate() {
        if c == first && text[at..].starts_with(&words) {
            found.push(at);
        }
    }
    found
}

/// Whether words stand at a place.
pub(super) fn stands_at(text: &[char], at: usize, words: &str) -> bool {
    let mut rest = text.get(at..).unwrap_or_default().iter();
    words.chars().all(|c| rest.next() == Some(&c))
}

/// Whether words end right before a place.
pub(super) fn ends_before(text: &[char], at: usize, words: &str) -> bool {
    let mut back = text[..at].iter().rev();
    words.chars().rev().all(|c| back.next() == Some(&c))
}
