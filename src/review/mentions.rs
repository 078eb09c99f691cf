//! Finds names of the table of units in a text, each read as the sentence around it reads.

use std::ops::Range;

use super::unit_names::{short_form_at, units_called};
use super::words_at::words_around;
use crate::gazetteer::Code;
use crate::lexicon::{Word, WordKind, is_hanzi, longest_name, split, string};

/// A name of the table of units where a text has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct PlaceMention {
    pub(super) span: Range<usize>,
    pub(super) name: String,
    /// The units that bear the name.
    pub(super) codes: Vec<Code>,
}

/// How much of the text on either side decides where a name begins and ends, in characters.
const AROUND: usize = 12;

/// The full names of units in a text, in order and apart.
///
/// 推|进乡|镇 holds no 进乡: the name must be a word of the clause as it splits.
pub(super) fn place_mentions(text: &[char]) -> Vec<PlaceMention> {
    let mut mentions: Vec<PlaceMention> = Vec::new();
    let mut at = 0;
    while at < text.len() {
        let length = longest_name(&text[at..]);
        let length = length.filter(|length| is_unit(&text[at..at + length]));
        let length = length.filter(|length| is_word(text, at, *length));
        let behind_name = mentions.last().is_some_and(|last| last.span.end == at);
        let length = length.filter(|length| behind_name || stands_clear(text, at, *length));
        let length = length.or_else(|| short_form_at(text, at));
        if let Some(length) = length {
            let span = at..at + length;
            let name = string(&text[span.clone()]);
            let codes = units_called(&name);
            mentions.push(PlaceMention { span, name, codes });
        }
        at += length.unwrap_or(1);
    }
    mentions
}

/// Whether a name is that of a unit of government, and no word behind a particle or a verb.
///
/// The table lists zones as townships (滨江新城), and 大|城镇, 于|城镇 are names elsewhere.
fn is_unit(name: &[char]) -> bool {
    const ENDINGS: &str = "省市县区旗州盟镇乡木道";
    const OPENERS: &str =
        "大小新老中好多于向同为在到从对全各本我两二三四五六七八九十上下省市县区州镇乡村";
    let [first, rest @ ..] = name else {
        return false;
    };
    let zone = [
        "新区", "园区", "开发区", "示范区", "管理区", "度假区", "矿区",
    ];
    let is_zone = zone.iter().any(|ending| string(name).ends_with(ending)) && name.len() > 4;
    let words = split(name, 1, name.len());
    let is_common = matches!(
        words[..],
        [Word {
            kind: WordKind::Common { .. },
            ..
        }]
    );
    let reads_otherwise = OPENERS.contains(*first) && rest.len() > 1 && is_common;
    name.last().is_some_and(|last| ENDINGS.contains(*last)) && !is_zone && !reads_otherwise
}

/// Whether a name whose end is a common word begins where a word does: not 每万|城镇, 江南|古镇,
/// which are names of townships somewhere.
fn stands_clear(text: &[char], at: usize, length: usize) -> bool {
    let words = split(text, at + 1, at + length);
    let is_common = matches!(
        words[..],
        [Word {
            kind: WordKind::Common { .. },
            ..
        }]
    );
    let before = at.checked_sub(1).map(|at| text[at]);
    !is_common || length < 3 || !before.is_some_and(is_hanzi)
}

/// Whether the clause around a name splits so that the name is a word of it.
fn is_word(text: &[char], at: usize, length: usize) -> bool {
    let words = words_around(text, &(at..at + length), AROUND);
    let same =
        |word: &Word| word.kind == WordKind::Name && word.start == at && word.end == at + length;
    words.iter().any(same)
}

impl PlaceMention {
    /// The length of its codes: 2 for a province, 4 for a prefecture, 6 for a county, 9 for a
    /// township; the outermost where several units bear the name.
    pub(super) fn rank(&self) -> usize {
        let lengths = self.codes.iter().map(|code| digits(*code));
        lengths.min().unwrap_or(9)
    }
}

/// The number of digits of a code.
pub(super) fn digits(code: Code) -> usize {
    match code.number() {
        0..=99 => 2,
        100..=9999 => 4,
        10_000..=999_999 => 6,
        _ => 9,
    }
}

/// Whether one unit is the other or lies in it.
pub(super) fn is_within(inner: Code, outer: Code) -> bool {
    let (inner_digits, outer_digits) = (digits(inner), digits(outer));
    inner_digits >= outer_digits
        && inner.number() / 10_u32.pow(u32::try_from(inner_digits - outer_digits).unwrap_or(0))
            == outer.number()
}

/// Whether two units lie in one another.
pub(super) fn are_kin(one: Code, other: Code) -> bool {
    is_within(one, other) || is_within(other, one)
}

/// Whether two units of one rank have the same parent.
pub(super) fn are_siblings(one: Code, other: Code) -> bool {
    let step = |rank: usize| if rank == 9 { 3 } else { 2 };
    let parent = |code: Code| code.number() / 10_u32.pow(step(digits(code)));
    digits(one) == digits(other) && parent(one) == parent(other)
}

/// The name of a unit behind those it lies in, the outermost first: 湖南省益阳市安化县.
pub(super) fn in_full(code: Code, name: &str) -> String {
    let mut words = parents(code);
    words.push_str(name);
    words
}

/// The names of the units a unit lies in, the outermost first: 湖南省益阳市.
pub(super) fn parents(code: Code) -> String {
    let mut names = code.parents();
    names.reverse();
    names.concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(words: &str) -> Vec<String> {
        let text: Vec<char> = words.chars().collect();
        place_mentions(&text)
            .into_iter()
            .map(|mention| mention.name)
            .collect()
    }

    #[test]
    fn names_are_words_of_their_sentence() {
        assert_eq!(found("我县赴湖南省安化县学习"), ["湖南省", "安化县"]);
        assert!(found("推进乡镇机构改革,打造全市重镇").is_empty());
        assert!(found("每万城镇常住人口、江南古镇").is_empty());
        assert_eq!(found("民乐县南古镇"), ["民乐县", "南古镇"]);
        assert_eq!(found("在恭城县委的领导下"), ["恭城县"]);
    }

    #[test]
    fn units_are_kin_siblings_or_strangers() {
        let unit = |name: &str| units_called(name)[0];
        let (county, city, other) = (unit("平乐县"), unit("桂林市"), unit("安化县"));
        assert!(are_kin(county, city) && !are_kin(county, other));
        assert!(are_siblings(county, unit("恭城瑶族自治县")) && !are_siblings(county, other));
        assert_eq!(in_full(other, "安化县"), "湖南省益阳市安化县");
    }
}
