//! Folds characters for matching: ２, 經 and an ideographic space match as 2, 经 and a space.

use std::sync::LazyLock;

/// Pairs of a traditional character and its simplified one, from `OpenCC`'s `TSCharacters`
/// (Apache-2.0), one pair a line.
const TRADITIONAL: &str = include_str!("traditional.txt");

/// For every character of the basic plane, the character it is matched as.
static TABLE: LazyLock<Box<[u16]>> = LazyLock::new(|| {
    let mut table: Box<[u16]> = (0..=u16::MAX).collect();
    let mut set = |from: char, to: char| {
        table[from as usize] = u16::try_from(u32::from(to)).unwrap_or(u16::MAX);
    };
    for line in TRADITIONAL.lines() {
        let mut pair = line.chars();
        if let (Some(from), Some(to)) = (pair.next(), pair.next()) {
            set(from, to);
        }
    }
    for (from, to) in ('！'..='～').zip('!'..='~') {
        set(from, to);
    }
    for from in [
        '\u{a0}', '\u{3000}', '\u{2002}', '\u{2003}', '\u{2009}', '\u{202f}', '\t', '\u{feff}',
        '\u{200b}',
    ] {
        set(from, ' ');
    }
    for (from, to) in [
        ('〔', '('),
        ('〕', ')'),
        ('﹙', '('),
        ('﹚', ')'),
        ('―', '—'),
        ('─', '—'),
        ('━', '—'),
        ('﹪', '%'),
        ('︰', ':'),
        ('∶', ':'),
        ('〞', '”'),
        ('〝', '“'),
    ] {
        set(from, to);
    }
    table
});

/// The character another is matched as: half-width for full-width, simplified for traditional, a
/// space for any white space inside a line. The text itself is never changed.
///
/// ```
/// use nigao::read::fold;
/// assert_eq!(['２', '經', '（', '\u{3000}', '一'].map(fold), ['2', '经', '(', ' ', '一']);
/// ```
#[must_use]
pub fn fold(c: char) -> char {
    TABLE.get(c as usize).and_then(|&to| char::from_u32(u32::from(to))).unwrap_or(c)
}
