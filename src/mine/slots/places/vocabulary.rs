//! Lists the generic words that close a name, and words before one that are no name.

use std::sync::LazyLock;

use crate::lexicon::{CharSet, WordSet, char_list, word_list};

/// What a generic word closes.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum SuffixClass {
    /// Units of the state and villages.
    Unit,
    /// Roads, waters, mountains.
    Feature,
    /// Parks, squares, zones: longer names.
    Site,
}

pub(super) static UNITS: LazyLock<WordSet> = word_list!("generic-units");
pub(super) static FEATURES: LazyLock<WordSet> = word_list!("generic-features");
pub(super) static SITES: LazyLock<WordSet> = word_list!("generic-sites");
/// Characters that are words of their own before a name.
pub(super) static FUNCTION: LazyLock<CharSet> = char_list!("function-chars");
/// Offices, which stand before the name of who holds them.
pub(super) static OFFICES: LazyLock<WordSet> = word_list!("offices");
/// The commonest surnames.
pub(super) static SURNAMES: LazyLock<CharSet> = char_list!("surnames");
/// Characters that count or point: 各村, 三村, 辖县.
pub(super) static MANY: LazyLock<CharSet> = char_list!("counting-chars");
/// Those of them that never stand in a name.
pub(super) const PARTICLES: &str = "的了着得是就也还更最很被让使且级以";
/// Verbs of one character that stand before 路, 村, 山 and the like.
pub(super) static VERBS: LazyLock<CharSet> = char_list!("verb-chars");
/// Verbs of one character that stand before 路, 河, 山 and the like.
pub(super) const WORKS: &str = "修铺筑治架造登爬开填围进下出入断绕拓护管养过跨";
/// Words common enough to be no name elsewhere, but good names of roads and squares.
pub(super) static NAMING: LazyLock<WordSet> = word_list!("naming-words");
/// What may be named by [`NAMING`].
pub(super) static NAMED: LazyLock<WordSet> = word_list!("named-by-words");
/// Common words that say what kind of unit or site it is.
pub(super) static KINDS: LazyLock<WordSet> = word_list!("unit-kinds");
/// Words that a generic word takes before it: 高等级公路, 经济技术开发区.
pub(super) static MODIFIERS: LazyLock<WordSet> = word_list!("site-modifiers");
/// Words that begin like a generic word and go on.
static COMPOUNDS: LazyLock<WordSet> = word_list!("generic-compounds");
/// 河道, 山区 are words, and 村级, 镇区, 市委 are split: whether the next character makes another
/// word of a generic one.
pub(super) fn begins_word(generic: char, next: char) -> bool {
    COMPOUNDS.is(&[generic, next])
}

/// 云溪镇党委, 青禾县委: the office does not make the unit's name a common word.
pub(super) fn units_office(unit: char, next: char) -> bool {
    match unit {
        '镇' | '乡' => "党人政纪机".contains(next),
        '市' | '县' | '区' | '省' => "人政".contains(next),
        '村' => "两委民组".contains(next),
        _ => false,
    }
}

/// Whether characters are a generic word and nothing else.
pub(super) fn is_generic(chars: &[char]) -> bool {
    UNITS.is(chars) || FEATURES.is(chars) || SITES.is(chars)
}
