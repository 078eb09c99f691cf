//! Reads words of a line and of a Word file as they are compared with each other.

/// Returns the years in digits that some words name: runs of four digits.
pub(super) fn years_in(words: &str) -> Vec<u32> {
    let runs = words.split(|c: char| !c.is_ascii_digit());
    let years = runs.filter(|digits| digits.len() == 4);
    years.filter_map(|digits| digits.parse().ok()).collect()
}

/// Returns what numbers of documents name as their year: 〔2025〕, the number of this report or
/// of another.
pub(super) fn document_years(words: &str) -> String {
    let mut years = String::new();
    for part in words.split(['〔', '［', '[']).skip(1) {
        let year = part.split(['〕', '］', ']']).next().unwrap_or_default();
        years.push_str(year);
        years.push('|');
    }
    years
}

/// Returns a character as lines are compared by; none for white space and what shows as nothing.
pub(super) fn folded(c: char) -> Option<char> {
    match c {
        '\u{200b}' | '\u{feff}' | '\u{ad}' => None,
        c if c.is_whitespace() => None,
        // Full-width signs of ASCII.
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0),
        c => Some(c),
    }
}

/// Returns a row of markup with each cell a line of its own.
pub(super) fn cells_as_lines(row: &str) -> String {
    let mut lines = String::new();
    let mut chars = row.chars();
    while let Some(c) = chars.next() {
        match c {
            '\\' => lines.extend([Some(c), chars.next()].into_iter().flatten()),
            '|' => lines.push('\n'),
            c => lines.push(c),
        }
    }
    lines
}

/// Returns markup of words as the words.
pub(super) fn unescaped(markup: &str) -> String {
    let mut words = String::new();
    let mut chars = markup.chars();
    while let Some(c) = chars.next() {
        words.extend(if c == '\\' { chars.next() } else { Some(c) });
    }
    words
}
