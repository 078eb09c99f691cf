//! Finds numbers typed by hand (一、 （二） 3. 四是) and which of them count one series.

use std::ops::Range;

use crate::numeral;
use crate::template::number_length;

/// A typed number of a story.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct SeriesNumber {
    pub(super) paragraph: usize,
    /// The numeral alone, in characters of the paragraph.
    pub(super) numeral: Range<usize>,
    /// Which series it counts, from 0.
    pub(super) series: usize,
    style: NumeralStyle,
}

/// The series of a story.
#[derive(Debug, Default)]
pub(super) struct NumberSeries {
    /// The numbers in the order of the file.
    pub(super) numbers: Vec<SeriesNumber>,
    /// By series: the series in which it stands.
    pub(super) outer: Vec<Option<usize>>,
    /// By series: how many members it has in the template.
    pub(super) members: Vec<u64>,
    /// By series: whether all of it stands in one turn of a list, so that each record counts from
    /// one: 「1. 概况 2. 投资」 for each, but not 「一、{{名称}}」 with 「二、其他」 behind.
    pub(super) by_record: Vec<bool>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum NumeralStyle {
    Hanzi,
    Digits,
    Circled,
}

impl NumeralStyle {
    fn print(self, number: u64) -> Option<String> {
        Some(match self {
            Self::Hanzi => numeral::hanzi(number),
            Self::Digits => number.to_string(),
            Self::Circled => {
                let offset = u32::try_from(number)
                    .ok()?
                    .checked_sub(1)
                    .filter(|n| *n < 20)?;
                char::from_u32(u32::from('①') + offset)?.to_string()
            }
        })
    }
}

impl SeriesNumber {
    /// Returns another number in the style of this one.
    pub(super) fn print(&self, number: u64) -> Option<String> {
        self.style.print(number)
    }
}

/// A number at a place where one may stand.
struct FoundNumber {
    numeral: Range<usize>,
    number: u64,
    style: NumeralStyle,
    /// The signs around the numeral: numbers of one level have the same.
    form: (String, String),
}

/// Finds the series of paragraphs, in order.
///
/// A series begins with one and counts on by ones; a number that does neither stays as it is.
pub(super) fn series<'p>(paragraphs: impl Iterator<Item = &'p str>) -> NumberSeries {
    let mut found = NumberSeries::default();
    // The series that are open, the innermost last: form, style, last number.
    let mut open: Vec<(usize, (String, String), NumeralStyle, u64)> = Vec::new();
    for (paragraph, text) in paragraphs.enumerate() {
        for number in numbers(text) {
            let known = open.iter().rposition(|(_, form, style, last)| {
                *form == number.form && *style == number.style && last + 1 == number.number
            });
            let at = if let Some(at) = known {
                open.truncate(at + 1);
                open[at].3 = number.number;
                at
            } else if number.number == 1 {
                let same = |(_, form, style, _): &(usize, (String, String), NumeralStyle, u64)| {
                    *form == number.form && *style == number.style
                };
                if let Some(at) = open.iter().rposition(same) {
                    open.truncate(at);
                }
                let outer = open.last().map(|(series, ..)| *series);
                open.push((found.outer.len(), number.form.clone(), number.style, 1));
                found.outer.push(outer);
                found.members.push(0);
                open.len() - 1
            } else {
                continue;
            };
            let series = open[at].0;
            found.members[series] += 1;
            let (numeral, style) = (number.numeral, number.style);
            found.numbers.push(SeriesNumber {
                paragraph,
                numeral,
                series,
                style,
            });
        }
    }
    found
}

/// The numbers of a paragraph: at its front, and where a clause begins with 一是 or 第一，.
fn numbers(text: &str) -> Vec<FoundNumber> {
    let chars: Vec<char> = text.chars().collect();
    let mut found = Vec::new();
    let mut may_begin = true;
    let mut at = 0;
    while at < chars.len() {
        if may_begin {
            let rest: String = chars[at..chars.len().min(at + LONGEST)].iter().collect();
            let is_front = found.is_empty() && chars[..at].iter().all(|c| c.is_whitespace());
            if let Some(number) = number_at(&rest, at, is_front) {
                at = number.numeral.end;
                found.push(number);
                may_begin = false;
                continue;
            }
        }
        may_begin = match chars[at] {
            c if c.is_whitespace() => may_begin,
            // Behind the braces of a tag stands the first word of its block.
            '。' | '；' | '：' | '}' => true,
            _ => false,
        };
        at += 1;
    }
    found
}

/// No typed number is longer, in characters.
const LONGEST: usize = 8;

fn number_at(rest: &str, at: usize, is_front: bool) -> Option<FoundNumber> {
    let label = &rest[..number_length(rest)];
    let is_numeral =
        |c: char| numeral::is_hanzi_numeral(c) || c.is_ascii_digit() || ('①'..='⑳').contains(&c);
    let start = label.find(is_numeral)?;
    let digits: String = label[start..]
        .chars()
        .take_while(|c| is_numeral(*c))
        .collect();
    let behind = &label[start + digits.len()..];
    // Inside a paragraph 一、 may be part of 一、二产业; 一是 and 第一， are not.
    let is_clause = behind == "是" || label.starts_with('第');
    if !is_front && !is_clause {
        return None;
    }
    let (number, style) = match digits.chars().next()? {
        c @ '①'..='⑳' => (
            u64::from(u32::from(c) - u32::from('①')) + 1,
            NumeralStyle::Circled,
        ),
        c if c.is_ascii_digit() => (digits.parse().ok()?, NumeralStyle::Digits),
        _ => (numeral::parse_hanzi(&digits)?, NumeralStyle::Hanzi),
    };
    let first = at + label[..start].chars().count();
    let numeral = first..first + digits.chars().count();
    Some(FoundNumber {
        numeral,
        number,
        style,
        form: (label[..start].to_owned(), behind.to_owned()),
    })
}

#[cfg(test)]
mod tests {
    use super::series;

    #[test]
    fn series_are_found_where_numbers_count_on() {
        let lines = [
            "一、过去一年工作",
            "（一）经济",
            "一是抓工业。二是抓农业。",
            "（二）民生",
            "一是抓教育；二是抓医疗；三是抓养老。",
            "二、今年工作",
            "（一）项目",
            "2025年是关键之年",
            "1.5亿元的项目",
            "（三）孤立",
            "1. 甲",
            "2. 乙",
        ];
        let found = series(lines.iter().copied());
        let each: Vec<(usize, usize)> = found
            .numbers
            .iter()
            .map(|number| (number.paragraph, number.series))
            .collect();
        let wanted = [
            (0, 0),
            (1, 1),
            (2, 2),
            (2, 2),
            (3, 1),
            (4, 3),
            (4, 3),
            (4, 3),
            (5, 0),
            (6, 4),
            (10, 5),
            (11, 5),
        ];
        assert_eq!(each, wanted);
        assert_eq!(
            found.outer,
            [None, Some(0), Some(1), Some(1), Some(0), Some(4)]
        );
        assert_eq!(found.members, [2, 2, 2, 3, 1, 2]);
        assert_eq!(found.numbers[0].print(12).as_deref(), Some("十二"));
    }
}
