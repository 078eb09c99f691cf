//! Tokenizes a title into pieces no line may break, and prices a break between two of them.
//!
//! It is a greedy longest match against `pieces.txt`, not the lexicon: a title breaks between
//! offices, meetings and kinds of papers, and 工作报告 is one piece although it is two words.

use std::cmp::Reverse;
use std::collections::HashMap;
use std::sync::LazyLock;

use crate::line_break::{ends_phrase, is_never_last};

/// A piece that stays whole, and its class.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct TitlePiece<'a> {
    pub(super) words: &'a str,
    pub(super) class: BreakClass,
}

/// The class of a piece, which decides where a line breaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum BreakClass {
    /// 报告, 讲话
    Kind,
    /// 人民政府, 工作会议
    Body,
    /// 发展, 2025年
    Word,
    /// 关于, 和
    Link,
    /// 的, 上
    Tail,
    /// 第六次, which is not parted from what it counts
    Count,
    /// What no list has: a name, or part of one
    Name,
    /// A name that ends in 镇, 县, 市…
    Place,
    /// ， 、 a space, a closing bracket
    Stop,
    /// An opening bracket or a dash
    Open,
    /// A hole in the document
    Hole,
}

/// The cost of a break that is never made.
pub(super) const NEVER: u32 = 1000;

/// The words of the list by their first character, the longest first.
static WORDS: LazyLock<HashMap<char, Vec<(&'static str, BreakClass)>>> = LazyLock::new(|| {
    let mut words: HashMap<char, Vec<_>> = HashMap::new();
    for line in include_str!("pieces.txt").lines() {
        if line.starts_with('#') {
            continue;
        }
        let Some((class, listed)) = line.split_once(':') else {
            continue;
        };
        let class = match class {
            "kinds" => BreakClass::Kind,
            "bodies" => BreakClass::Body,
            "links" => BreakClass::Link,
            "tails" => BreakClass::Tail,
            _ => BreakClass::Word,
        };
        for word in listed.split_whitespace() {
            let first = word.chars().next().unwrap_or_default();
            words.entry(first).or_default().push((word, class));
        }
    }
    for words in words.values_mut() {
        words.sort_by_key(|(word, _)| Reverse(word.len()));
    }
    words
});

/// The last characters of the names of places: no line begins with the 镇 of 云溪镇.
const PLACE_ENDS: &str = "省市县区旗州盟镇乡村";
/// Characters that are not parted from the number before them.
const UNITS: &str = "年月日号届次个项条件户人亩公里万亿元度名周%％";
/// Numerals between 第 and 届 or 次.
const NUMERALS: &str = "一二三四五六七八九十百零〇两";

/// Cuts words into pieces; together they are the words.
pub(super) fn pieces(words: &str) -> Vec<TitlePiece<'_>> {
    let mut pieces: Vec<TitlePiece> = Vec::new();
    let mut at = 0;
    while let Some(c) = words[at..].chars().next() {
        let rest = &words[at..];
        let (length, class) = number(rest)
            .or_else(|| counted(rest))
            .or_else(|| listed(rest))
            .unwrap_or_else(|| single(c));
        let joins = pieces
            .last()
            .is_some_and(|last| joins(last, &rest[..length], class));
        match pieces.last_mut() {
            Some(last) if joins => {
                let start = at - last.words.len();
                let class = if PLACE_ENDS.contains(c) {
                    BreakClass::Place
                } else {
                    last.class
                };
                *last = TitlePiece {
                    words: &words[start..at + length],
                    class,
                };
            }
            _ => pieces.push(TitlePiece {
                words: &rest[..length],
                class,
            }),
        }
        at += length;
    }
    pieces
}

/// Whether a piece belongs to the one before it: names grow letter by letter, and 镇 ends what it
/// follows.
fn joins(last: &TitlePiece, words: &str, class: BreakClass) -> bool {
    let ends_place = words.chars().count() == 1 && words.chars().all(|c| PLACE_ENDS.contains(c));
    match (last.class, class) {
        (BreakClass::Word | BreakClass::Body | BreakClass::Link, BreakClass::Name) => ends_place,
        (BreakClass::Name, BreakClass::Word) => {
            matches!(words, "街道" | "社区" | "自治州" | "自治县" | "地区")
        }
        (BreakClass::Name, BreakClass::Name)
        | (BreakClass::Stop, BreakClass::Stop)
        | (BreakClass::Open, BreakClass::Open) => true,
        _ => false,
    }
}

/// 2026年1月5日, 7.5%, GDP: digits and letters with their units.
fn number(rest: &str) -> Option<(usize, BreakClass)> {
    let is_latin = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '/' | '~' | '～');
    let mut end = 0;
    loop {
        let digits = prefix(&rest[end..], is_latin);
        if digits == 0 {
            break;
        }
        end += digits;
        end += prefix(&rest[end..], |c| UNITS.contains(c));
    }
    (end > 0).then_some((end, BreakClass::Word))
}

/// How many bytes at the front are such characters.
fn prefix(words: &str, is_in: impl Fn(char) -> bool) -> usize {
    words.find(|c| !is_in(c)).unwrap_or(words.len())
}

/// 第十九届, 第六次.
fn counted(rest: &str) -> Option<(usize, BreakClass)> {
    let after = rest.strip_prefix('第')?;
    let numeral = prefix(after, |c| NUMERALS.contains(c) || c.is_ascii_digit());
    let unit = after[numeral..].chars().next()?;
    if numeral == 0 || !"届次个批期号条章".contains(unit) {
        return None;
    }
    let class = if unit == '届' {
        BreakClass::Word
    } else {
        BreakClass::Count
    };
    Some(('第'.len_utf8() + numeral + unit.len_utf8(), class))
}

fn listed(rest: &str) -> Option<(usize, BreakClass)> {
    let words = WORDS.get(&rest.chars().next()?)?;
    words
        .iter()
        .find(|(word, _)| rest.starts_with(word))
        .map(|(word, class)| (word.len(), *class))
}

fn single(c: char) -> (usize, BreakClass) {
    // A dash opens a dateline: ——2026年1月5日在….
    let class = if is_never_last(c) || c == '—' {
        BreakClass::Open
    } else if ends_phrase(c) || matches!(c, '　' | ' ') {
        BreakClass::Stop
    } else {
        BreakClass::Name
    };
    (c.len_utf8(), class)
}

/// The cost of a break between pieces of two classes.
pub(super) fn cost(before: BreakClass, after: BreakClass) -> u32 {
    match (before, after) {
        (BreakClass::Open | BreakClass::Link, _) | (_, BreakClass::Stop | BreakClass::Tail) => {
            NEVER
        }
        (BreakClass::Count, _) => 40,
        (BreakClass::Stop, _) => 0,
        (BreakClass::Tail, BreakClass::Kind) => 2,
        (BreakClass::Tail | BreakClass::Body | BreakClass::Place, _) => 3,
        (_, BreakClass::Kind | BreakClass::Open) => 4,
        (_, BreakClass::Link) => 5,
        _ => 8,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_falls_into_words_names_and_numbers() {
        for title in [
            "云溪镇|人民政府|工作报告",
            "在|青禾县|第二十届|人民代表大会|第六次|会议|上|的|讲话",
            "——|2026年1月5日|在|云溪镇|第十九届|人民代表大会|第六次|会议|上",
            "关于|青禾县|2025年|国民经济和社会发展|计划|执行情况|与|2026年|国民经济和社会发展|计划|草案|的|报告",
            // 和 may be the beginning of a name, but no line ends with it.
            "平安镇|和|平街道|班子成员|林致远|述职报告",
            "GDP|增长|7.5%|以上",
        ] {
            let found: Vec<&str> = pieces(&title.replace('|', ""))
                .into_iter()
                .map(|piece| piece.words.to_owned().leak() as &str)
                .collect();
            assert_eq!(found.join("|"), title);
        }
    }
}
