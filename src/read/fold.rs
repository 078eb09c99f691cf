//! Folds characters for matching: ２, 經, ⼈ and an ideographic space match as 2, 经, 人 and a
//! space.

use std::sync::LazyLock;

/// Pairs of a traditional character and its simplified one, from `OpenCC`'s `TSCharacters`
/// (Apache-2.0), one pair a line.
const TRADITIONAL: &str = include_str!("traditional.txt");
/// Pairs of a radical or compatibility ideograph and the hanzi it looks like, see `data/README.md`.
const LOOKALIKES: &str = include_str!("../../data/lookalikes.txt");
/// White space inside a line.
const SPACES: [char; 9] = [
    '\u{a0}', '\u{3000}', '\u{2002}', '\u{2003}', '\u{2009}', '\u{202f}', '\t', '\u{feff}',
    '\u{200b}',
];
/// Signs that look alike: brackets, dashes, minus signs, colons, quotation marks.
const SIGNS: [(char, char); 13] = [
    ('〔', '('),
    ('〕', ')'),
    ('﹙', '('),
    ('﹚', ')'),
    ('―', '—'),
    ('─', '—'),
    ('━', '—'),
    ('−', '-'),
    ('﹪', '%'),
    ('︰', ':'),
    ('∶', ':'),
    ('〞', '”'),
    ('〝', '“'),
];

/// For every character of the basic plane, the character it is matched as.
static TABLE: LazyLock<Box<[u16]>> = LazyLock::new(|| {
    let mut table: Box<[u16]> = (0..=u16::MAX).collect();
    for pair in TRADITIONAL.lines() {
        set_pair(&mut table, pair);
    }
    for (from, to) in ('！'..='～').zip('!'..='~') {
        set(&mut table, from, to);
    }
    for from in SPACES {
        set(&mut table, from, ' ');
    }
    for (from, to) in SIGNS {
        set(&mut table, from, to);
    }
    let lookalikes = LOOKALIKES.lines().filter(|line| !line.starts_with('#'));
    for pair in lookalikes.flat_map(str::split_whitespace) {
        set_pair(&mut table, pair);
    }
    table
});

/// Sets the first character of a pair to match as the second does: ⾞ as 車, and so as 车.
fn set_pair(table: &mut [u16], pair: &str) {
    let mut pair = pair.chars();
    if let (Some(from), Some(to)) = (pair.next(), pair.next()) {
        let to = table
            .get(to as usize)
            .and_then(|&to| char::from_u32(u32::from(to)))
            .unwrap_or(to);
        set(table, from, to);
    }
}

fn set(table: &mut [u16], from: char, to: char) {
    if let (Some(slot), Ok(to)) = (table.get_mut(from as usize), u16::try_from(u32::from(to))) {
        *slot = to;
    }
}

/// Returns the character another is matched as.
///
/// Half-width for full-width, simplified for traditional, a hanzi for the radical that looks like
/// it, a space for any white space inside a line. The text itself is never changed.
///
/// ```
/// use nigao::read::fold;
/// assert_eq!(['２', '經', '（', '⼈', '⻓', '−'].map(fold), ['2', '经', '(', '人', '长', '-']);
/// ```
#[must_use]
pub fn fold(c: char) -> char {
    TABLE
        .get(c as usize)
        .and_then(|&to| char::from_u32(u32::from(to)))
        .unwrap_or(c)
}
