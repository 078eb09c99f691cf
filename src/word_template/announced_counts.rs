//! Finds the counts that announce a series of typed numbers: 要抓好三个方面工作：一是…

use std::ops::Range;

use super::flat_text::FlatLine;
use super::typed_numbers::NumberSeries;
use crate::lexicon::{count_leading, counted_length};
use crate::numeral;

/// How many paragraphs with words before a series its count may be announced.
const FARTHEST: usize = 3;
/// The most characters between a number and the colon that says what it counts: 做好三篇文章：.
const LONGEST_CLAUSE: usize = 10;
/// What a number before it measures, so that it announces nothing: 三亿元：, 三个月：, 第三届：.
const UNITS: [char; 26] = [
    '年', '月', '日', '时', '分', '亿', '万', '千', '百', '十', '元', '吨', '亩', '倍', '成', '季',
    '期', '届', '次', '级', '号', '位', '度', '公', '平', '%',
];

/// A count and the series it announces.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct AnnouncedCount {
    pub(super) paragraph: usize,
    /// The numeral, in characters of the paragraph.
    pub(super) numeral: Range<usize>,
    /// Which series follows, by its number.
    pub(super) series: usize,
    /// Whether it is written in digits.
    pub(super) is_digits: bool,
}

impl AnnouncedCount {
    /// Returns another count as this one is written.
    pub(super) fn print(&self, count: u64) -> String {
        if self.is_digits {
            count.to_string()
        } else {
            numeral::counting(count)
        }
    }
}

/// Returns the counts of a story that announce its series.
///
/// A count announces the series that begins with the next typed number behind it, and no other: in
/// 「抓好三项工作：（一）一是…二是…三是…（二）」 the three are （一） to （三）.
pub(super) fn announced_counts(lines: &[FlatLine], series: &NumberSeries) -> Vec<AnnouncedCount> {
    let mut found = Vec::new();
    // Where the number before ends: paragraph and character.
    let mut before = (0, 0);
    let mut begun = vec![false; series.members.len()];
    for number in &series.numbers {
        let place = (number.paragraph, number.numeral.start);
        if !std::mem::replace(&mut begun[number.series], true) {
            let members = series.members[number.series];
            let near = nearest(lines, before, place, members);
            found.extend(near.map(|(paragraph, count)| AnnouncedCount {
                paragraph,
                numeral: count.numeral,
                series: number.series,
                is_digits: count.is_digits,
            }));
        }
        before = (number.paragraph, number.numeral.end);
    }
    found
}

/// The last count of so many things between two places.
fn nearest(
    lines: &[FlatLine],
    from: (usize, usize),
    to: (usize, usize),
    members: u64,
) -> Option<(usize, FoundCount)> {
    let mut seen = 0;
    for paragraph in (from.0..=to.0).rev() {
        let line = &lines[paragraph];
        let chars: Vec<char> = line.text.chars().collect();
        let start = if paragraph == from.0 { from.1 } else { 0 };
        let end = if paragraph == to.0 { to.1 } else { chars.len() };
        let mut counts = counts_of(&chars[..end.max(start)], members);
        let is_in_tag = |numeral: &Range<usize>| {
            line.tags
                .iter()
                .any(|tag| tag.chars.contains(&numeral.start))
        };
        counts.retain(|count| count.numeral.start >= start && !is_in_tag(&count.numeral));
        if let Some(count) = counts.pop() {
            return Some((paragraph, count));
        }
        let between = line.words_between(chars.len());
        let has_words = between.iter().any(|chars| !line.is_blank(chars));
        seen += usize::from(has_words && paragraph != to.0);
        if seen >= FARTHEST {
            break;
        }
    }
    None
}

/// A count among the words of a paragraph.
#[derive(Clone, Debug, PartialEq, Eq)]
struct FoundCount {
    numeral: Range<usize>,
    is_digits: bool,
}

/// The places where a text says that so many things follow.
fn counts_of(text: &[char], members: u64) -> Vec<FoundCount> {
    let mut found = Vec::new();
    let is_hanzi = |c: char| numeral::is_hanzi_numeral(c) || c == '两';
    let mut at = 0;
    while at < text.len() {
        let is_digits = text[at].is_ascii_digit();
        let length = if is_digits {
            count_leading(&text[at..], |c| c.is_ascii_digit())
        } else {
            count_leading(&text[at..], is_hanzi)
        };
        if length == 0 {
            at += 1;
            continue;
        }
        let numeral = at..at + length;
        at = numeral.end;
        let words: String = text[numeral.clone()].iter().collect();
        let number = match words.as_str() {
            "两" => Some(2),
            digits if is_digits => digits.parse().ok(),
            hanzi => numeral::parse_hanzi(hanzi),
        };
        let before = numeral.start.checked_sub(1).map(|before| text[before]);
        let is_part = matches!(before, Some('第' | '.' | ',' | '之'));
        if number == Some(members) && !is_part && counts_things(&text[numeral.end..]) {
            found.push(FoundCount { numeral, is_digits });
        }
    }
    found
}

fn counts_things(behind: &[char]) -> bool {
    let Some(first) = behind.first() else {
        return false;
    };
    if UNITS.contains(first) {
        return false;
    }
    if counted_length(behind).is_some() {
        return true;
    }
    // 三个月：and 三个百分点：announce nothing; 三篇文章：and 三大产业：do.
    let is_rate = |words: &str| behind.starts_with(&words.chars().collect::<Vec<char>>());
    if is_rate("个百分") || is_rate("个月") {
        return false;
    }
    let colon = behind.iter().take(LONGEST_CLAUSE).position(|c| *c == '：');
    let is_one_clause = |end: usize| {
        let mut clause = behind[..end].iter();
        clause.all(|c| c.is_alphabetic() && !numeral::is_hanzi_numeral(*c))
    };
    colon.is_some_and(is_one_clause)
}

#[cfg(test)]
mod tests {
    use super::counts_of;

    #[test]
    fn counts_that_announce_are_told_from_others() {
        for (text, members, wanted) in [
            ("要抓好以下三个方面工作：", 3, vec![5..6]),
            ("讲两点意见。", 2, vec![1..2]),
            ("突出抓好四项重点任务：", 4, vec![4..5]),
            ("抓好3项重点任务：", 3, vec![2..3]),
            ("做好三篇文章：", 3, vec![2..3]),
            ("下好三步先手棋：", 3, vec![2..3]),
            ("实施三大战略：", 3, vec![2..3]),
            ("提高三个百分点，持续三个月", 3, vec![]),
            ("完成投资三亿元：", 3, vec![]),
            ("用三年时间：", 3, vec![]),
            ("增长13.3个方面", 3, vec![]),
            ("第三个方面", 3, vec![]),
            ("三分之三个方面", 3, vec![]),
            ("三个方面", 2, vec![]),
            ("发展三大产业", 3, vec![]),
        ] {
            let text: Vec<char> = text.chars().collect();
            let found = counts_of(&text, members).into_iter();
            let found: Vec<_> = found.map(|count| count.numeral).collect();
            assert_eq!(found, wanted, "{text:?}");
        }
    }
}
