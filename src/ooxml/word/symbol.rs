//! Gives the characters that symbols of private fonts look like.
//!
//! Wingdings and its like draw ☑ under the code of `R`: Word keeps it as `w:sym`, as a private code
//! (U+F052), or as the letter itself in a run set in the font.

use crate::ooxml::Element;

/// A font whose letters are signs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum SymbolFont {
    Wingdings,
    Wingdings2,
    Wingdings3,
    Webdings,
    Symbol,
}

/// Signs of fonts by their codes. What is not here shows nothing.
type SignTable = &'static [(u32, &'static str)];

/// Runs of signs: the code of the first, and the signs one after another.
const WINGDINGS: SignTable = &[
    (0x22, "✂✁"),
    (0x28, "☎✆✉"),
    (0x3F, "✍"),
    (0x45, "☜☞☝☟"),
    (0x4A, "☺"),
    (0x4C, "☹"),
    (0x6C, "●❍■□"),
    (0x71, "❑❒"),
    (0x74, "⬧◆❖"),
    (0x77, "⬥"),
    (0x80, "⓪①②③④⑤⑥⑦⑧⑨⑩⓿❶❷❸❹❺❻❼❽❾❿"),
    (0x9E, "·•"),
    (0xA1, "○"),
    (0xA4, "◉◎"),
    (0xA7, "▪☐"),
    (0xAB, "★"),
    (0xD8, "➢"),
    (0xDF, "←→↑↓↖↗↙↘"),
    (0xE8, "➔"),
    (0xEF, "⇦⇨⇧⇩⬄⇳"),
    (0xFB, "×√☒☑"),
];
const WINGDINGS_2: SignTable = &[
    (0x4F, "×√☒☑☒☒"),
    (0x69, "⓪①②③④⑤⑥⑦⑧⑨⑩⓿❶❷❸❹❺❻❼❽❾❿"),
    (0x96, "•●"),
    (0x9E, "⦿"),
    (0xA2, "■☐"),
    (0xAE, "◆◇"),
];
const WINGDINGS_3: SignTable = &[(0x66, "←→↑↓↖↗↙↘"), (0x70, "▲▼△▽◀▶◁▷"), (0x7D, "◀▶")];
const WEBDINGS: SignTable = &[
    (0x61, "✓"),
    (0x63, "□"),
    (0x67, "■"),
    (0x6E, "●"),
    (0x72, "✗"),
];
const SYMBOL: SignTable = &[
    (0x41, "ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ"),
    (0x61, "αβχδεφγηιϕκλμνοπθρστυϖωξψζ"),
    (0xA3, "≤⁄∞"),
    (0xA7, "♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…"),
    (0xC4, "⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇"),
    (0xD2, "®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓"),
    (0xE5, "∑"),
    (0xF2, "∫"),
];

impl SymbolFont {
    /// Returns the font of a name; None for fonts of letters.
    pub(super) fn named(name: &str) -> Option<Self> {
        match name.trim().to_ascii_lowercase().as_str() {
            "wingdings" => Some(Self::Wingdings),
            "wingdings 2" => Some(Self::Wingdings2),
            "wingdings 3" => Some(Self::Wingdings3),
            "webdings" => Some(Self::Webdings),
            "symbol" => Some(Self::Symbol),
            _ => None,
        }
    }

    /// Returns the sign of a code, private or not; None where none is known.
    pub(super) fn sign(self, code: u32) -> Option<char> {
        let code = if (0xF000..=0xF0FF).contains(&code) {
            code - 0xF000
        } else {
            code
        };
        let table = match self {
            Self::Wingdings => WINGDINGS,
            Self::Wingdings2 => WINGDINGS_2,
            Self::Wingdings3 => WINGDINGS_3,
            Self::Webdings => WEBDINGS,
            Self::Symbol => SYMBOL,
        };
        // Digits and marks of Symbol are what they are.
        if self == Self::Symbol && (0x20..0x40).contains(&code) {
            return char::from_u32(code);
        }
        let (first, signs) = table.iter().rev().find(|(first, _)| *first <= code)?;
        signs.chars().nth(usize::try_from(code - first).ok()?)
    }

    /// Returns words set in the font as the signs they look like; hanzi stay, which no such font
    /// draws.
    pub(super) fn signs(self, words: &str) -> String {
        let mut signs = String::new();
        for c in words.chars() {
            let code = u32::from(c);
            if c == ' ' || (code > 0xFF && !(0xF000..=0xF0FF).contains(&code)) {
                signs.push(c);
            } else {
                signs.extend(self.sign(code));
            }
        }
        signs
    }
}

/// Returns the character of a `w:sym`: by its code, or by its look where the code is private.
/// Private codes of fonts that are not known show nothing.
pub(in crate::ooxml) fn symbol(element: &Element) -> Option<char> {
    let code = u32::from_str_radix(&element.get("char")?, 16).ok()?;
    match element
        .get("font")
        .and_then(|font| SymbolFont::named(&font))
    {
        Some(font) => font.sign(code),
        None => char::from_u32(code).filter(|_| !(0xE000..=0xF8FF).contains(&code)),
    }
}

#[cfg(test)]
mod tests {
    use super::SymbolFont;

    #[test]
    fn letters_of_symbol_fonts_are_signs() {
        for (font, words, signs) in [
            ("Wingdings 2", "£", "☐"),
            ("Wingdings 2", "R", "☑"),
            ("Wingdings 2", "\u{f052}", "☑"),
            ("Wingdings", "\u{fc}\u{fe}\u{a8}", "√☑☐"),
            ("Wingdings", "l n o", "● ■ □"),
            ("Wingdings", "\u{81}\u{82}", "①②"),
            ("Webdings", "a", "✓"),
            ("Symbol", "a\u{b3}3\u{b0}", "α≥3°"),
            ("WINGDINGS", "云溪", "云溪"),
        ] {
            let font = SymbolFont::named(font).expect("a symbol font");
            assert_eq!(font.signs(words), signs, "{words}");
        }
        assert_eq!(SymbolFont::named("仿宋"), None);
    }
}
