//! Finds the language of names in dates: `[$-804]`, `[$-en-US]`.

use super::numerals::Numerals;

/// The language a section names; months and days have names, halves of the day too.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum FormatLanguage {
    /// No language is named.
    #[default]
    Unnamed,
    Chinese,
    English,
    /// Another: figures are the same, names are not followed.
    Other,
}

impl FormatLanguage {
    /// The language of a tag in lower case, a name or a hexadecimal number, and the numerals the
    /// number asks for. None for another calendar and for figures of other scripts.
    pub(super) fn of(tag: &str) -> Option<(Self, Option<Numerals>)> {
        if tag.contains('-') || !tag.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return Self::named(tag).map(|language| (language, None));
        }
        let number = u32::from_str_radix(tag, 16).ok()?;
        // From the top: a byte for the shape of figures, a byte for the calendar, the language.
        let numerals = match number >> 24 {
            0 | 1 => None,
            // LibreOffice writes [DBNum1] so.
            0x1E => Numerals::numbered(b'1'),
            0x1F => Numerals::numbered(b'2'),
            0x20 => Numerals::numbered(b'3'),
            _ => return None,
        };
        let is_gregorian = matches!(number >> 16 & 0xFF, 0 | 1);
        // The lowest ten bits are the language, those above the country.
        let language = match number & 0x3FF {
            0x004 => Self::Chinese,
            0x009 => Self::English,
            0 => Self::Unnamed,
            _ => Self::Other,
        };
        is_gregorian.then_some((language, numerals))
    }

    fn named(tag: &str) -> Option<Self> {
        let mut pieces = tag.split('-');
        let language = pieces.next()?;
        let is_plain = pieces.all(|piece| piece.len() <= 4 && !piece.contains(','));
        match language {
            _ if !is_plain => None,
            "zh" => Some(Self::Chinese),
            "en" => Some(Self::English),
            language if (2..=3).contains(&language.len()) => Some(Self::Other),
            _ => None,
        }
    }
}
