//! Words: a title to the pieces a line may not break, and what each break between two pieces costs.

use std::cmp::Reverse;
use std::collections::HashMap;
use std::sync::LazyLock;

/// A piece of a line that stays whole, and how gladly a line breaks before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct TitlePiece<'a> {
    pub(super) words: &'a str,
    pub(super) class: BreakClass,
}

/// What a piece is, as far as breaking goes.
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
    /// 第六次, which wants what it counts
    Count,
    /// What no list knows: a name, or part of one
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

/// What a break may not cost if there is any other way.
pub(super) const NEVER: u32 = 1000;

/// The words of the list by their first character, the longest first.
static WORDS: LazyLock<HashMap<char, Vec<(&'static str, BreakClass)>>> = LazyLock::new(|| {
    let lines = include_str!("pieces.txt").lines().filter(|line| !line.starts_with('#'));
    let classes = lines.filter_map(|line| line.split_once(':')).map(|(class, words)| {
        let class = match class {
            "kinds" => BreakClass::Kind,
            "bodies" => BreakClass::Body,
            "links" => BreakClass::Link,
            "tails" => BreakClass::Tail,
            _ => BreakClass::Word,
        };
        words.split_whitespace().map(move |word| (word, class))
    });
    let mut words: HashMap<char, Vec<_>> = HashMap::new();
    for (word, class) in classes.flatten() {
        words.entry(word.chars().next().unwrap_or_default()).or_default().push((word, class));
    }
    for words in words.values_mut() {
        words.sort_by_key(|(word, _)| Reverse(word.len()));
    }
    words
});

/// A name ends with one of these.
const PLACE_ENDS: &str = "省市县区旗州盟镇乡村";
/// A number takes these with it.
const UNITS: &str = "年月日号届次个项条件户人亩公里万亿元度名周%％";
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
        let joins = pieces.last().is_some_and(|last| joins(last, &rest[..length], class));
        match pieces.last_mut() {
            Some(last) if joins => {
                let start = at - last.words.len();
                let class = if PLACE_ENDS.contains(c) { BreakClass::Place } else { last.class };
                *last = TitlePiece { words: &words[start..at + length], class };
            }
            _ => pieces.push(TitlePiece { words: &rest[..length], class }),
        }
        at += length;
    }
    pieces
}

/// Whether a piece belongs to the one before it: names grow letter by letter, and 镇 ends what it follows.
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
    let mut end = 0;
    loop {
        let latin =
            |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '/' | '~' | '～');
        let digits: usize = rest[end..].chars().take_while(|c| latin(*c)).map(char::len_utf8).sum();
        if digits == 0 {
            break;
        }
        end += digits;
        end += rest[end..]
            .chars()
            .take_while(|c| UNITS.contains(*c))
            .map(char::len_utf8)
            .sum::<usize>();
    }
    (end > 0).then_some((end, BreakClass::Word))
}

/// 第十九届, 第六次.
fn counted(rest: &str) -> Option<(usize, BreakClass)> {
    let after = rest.strip_prefix('第')?;
    let numeral: usize = after
        .chars()
        .take_while(|c| NUMERALS.contains(*c) || c.is_ascii_digit())
        .map(char::len_utf8)
        .sum();
    let unit = after[numeral..]
        .chars()
        .next()
        .filter(|c| numeral > 0 && "届次个批期号条章".contains(*c))?;
    let class = if unit == '届' { BreakClass::Word } else { BreakClass::Count };
    Some(('第'.len_utf8() + numeral + unit.len_utf8(), class))
}

fn listed(rest: &str) -> Option<(usize, BreakClass)> {
    let words = WORDS.get(&rest.chars().next()?)?;
    words.iter().find(|(word, _)| rest.starts_with(word)).map(|(word, class)| (word.len(), *class))
}

fn single(c: char) -> (usize, BreakClass) {
    let class = match c {
        '，' | '、' | '；' | '：' | '。' | '！' | '？' | '　' | ' ' | '）' | '》' | '”' | '’'
        | '】' | ')' | ',' => BreakClass::Stop,
        '（' | '《' | '“' | '‘' | '【' | '(' | '—' => BreakClass::Open,
        _ => BreakClass::Name,
    };
    (c.len_utf8(), class)
}

/// What it costs to break between two pieces.
pub(super) fn cost(before: &TitlePiece, after: &TitlePiece) -> u32 {
    match (before.class, after.class) {
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
