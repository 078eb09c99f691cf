//! Measures words on paper, in thousandths of an em, before any font is at hand.

use unicode_width::UnicodeWidthChar;

use crate::document::{CLAIM_WORD, HOLE_WORD, Inline, Text, hole_words};

/// The width of a hanzi.
pub(super) const EM: u32 = 1000;

/// Times New Roman from `!` to `~`; another Latin face differs by less than a character a line.
const TIMES: [u16; 94] = [
    333, 408, 500, 500, 833, 778, 180, 333, 333, 500, 564, 250, 333, 250, 278, 500, 500, 500, 500,
    500, 500, 500, 500, 500, 500, 278, 278, 564, 564, 564, 444, 921, 722, 667, 667, 722, 611, 556,
    722, 722, 333, 389, 722, 611, 889, 722, 722, 556, 722, 667, 556, 611, 722, 722, 944, 722, 722,
    611, 333, 278, 333, 469, 500, 333, 444, 500, 444, 500, 444, 333, 500, 500, 278, 278, 500, 278,
    778, 500, 500, 500, 500, 333, 389, 278, 500, 500, 722, 500, 500, 444, 480, 200, 480, 541,
];

/// The width of a character; “”, ——, …… and · are as wide as a hanzi, since they are set in the
/// Chinese face.
pub(super) fn of_char(c: char) -> u32 {
    match c {
        ' ' => 250,
        '!'..='~' => u32::from(TIMES[c as usize - '!' as usize]),
        '一'..='鿿' => EM,
        c => match c.width_cjk() {
            None | Some(0) => 0,
            Some(1) => EM / 2,
            Some(_) => EM,
        },
    }
}

/// The width of words on one line, with the quarter of an em Word sets between hanzi and Latin
/// letters or digits.
pub(super) fn of(words: &str) -> u32 {
    let mut line = LineWidth::default();
    line.add(words);
    line.width
}

/// The width of a text, holes as 【待填：字段】.
pub(super) fn of_text(text: &Text) -> u32 {
    let mut line = LineWidth::default();
    for run in text.runs() {
        match run {
            Inline::Text(words) => line.add(words),
            Inline::Hole(field) => {
                line.add(HOLE_WORD);
                line.add(&hole_words(field));
                line.add("】");
            }
            Inline::Claim(words) => {
                line.add(CLAIM_WORD);
                line.add(words);
                line.add("】");
            }
            // Numbering has turned these into words.
            Inline::Ordinal(_) | Inline::Count => {}
        }
    }
    line.width
}

/// The width of a line so far, and the character it ends with.
struct LineWidth {
    width: u32,
    last: char,
}

impl Default for LineWidth {
    fn default() -> Self {
        Self {
            width: 0,
            last: ' ',
        }
    }
}

impl LineWidth {
    fn add(&mut self, words: &str) {
        for c in words.chars() {
            let advance = of_char(c).saturating_add(seam(self.last, c));
            self.width = self.width.saturating_add(advance);
            self.last = c;
        }
    }
}

/// The gap Word leaves between two neighbours on a line: a quarter of an em between a hanzi and a
/// Latin letter or digit.
pub(super) fn seam(before: char, after: char) -> u32 {
    let hanzi = |c: char| !c.is_ascii() && c.is_alphabetic();
    let latin = |c: char| c.is_ascii_alphanumeric();
    let meet = (latin(after) && hanzi(before)) || (latin(before) && hanzi(after));
    if meet { EM / 4 } else { 0 }
}

#[cfg(test)]
mod tests {
    use super::{EM, of};

    #[test]
    fn widths_are_those_of_the_page() {
        for (words, width) in [
            ("", 0),
            ("云溪镇人民政府", 7 * EM),
            ("2026年1月5日", 6 * EM + 5 * EM / 4),
            ("——“稳”……", 7 * EM),
            ("7.5%", 2083),
            ("龘𰻝😀", 3 * EM),
        ] {
            assert_eq!(of(words), width, "{words}");
        }
    }
}
