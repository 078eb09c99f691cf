//! Finds numbers with their units in a text, cheaply: what rules on figures reckon with.

use std::ops::Range;

use rust_decimal::Decimal;

use super::words_at::stands_at;
use crate::figure::Figure;

/// A number with its unit where a text has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct FoundFigure {
    /// Number and unit.
    pub(super) span: Range<usize>,
    pub(super) value: Decimal,
    /// The unit as written: 亿元, %, 个百分点, 亩; empty where none is known.
    pub(super) unit: &'static str,
    /// Whether words make it approximate: 约, 近, 余, 以上.
    pub(super) is_rough: bool,
}

/// Units that rules on figures know, the longer before those they begin with.
const UNITS: [&str; 74] = [
    "万亿元", "亿美元", "万美元", "亿元", "万元", "千元", "元", "个百分点", "百分点", "%", "‰",
    "万平方米", "平方公里", "平方米", "立方米", "万立方米", "万公顷", "公顷", "万亩", "亩", "公里",
    "千米", "米", "万吨", "亿吨", "吨", "万公斤", "公斤", "亿斤", "万斤", "斤", "万千瓦时",
    "亿千瓦时", "万千瓦", "千瓦", "万人次", "人次", "万人", "人", "万名", "名", "万户", "户次",
    "户", "万家", "家次", "家", "万件", "件", "万个", "个", "万辆", "辆", "万台", "台", "万套",
    "套", "所", "座", "处", "场次", "场", "万次", "次", "万头", "头", "万只", "只", "万株", "株",
    "项", "条", "批次", "批",
];
/// Words before a number that make it approximate.
const ROUGH_BEFORE: [&str; 12] = [
    "约", "近", "超", "逾", "超过", "突破", "不足", "达到约", "左右", "不低于", "不少于", "将近",
];
/// Words behind a number or its unit that make it approximate.
const ROUGH_AFTER: [&str; 8] = ["余", "多", "以上", "以下", "左右", "上下", "以内", "大关"];

/// A unit that rules on figures know, as they know it.
pub(super) fn known_unit(words: &str) -> Option<&'static str> {
    UNITS.iter().copied().find(|unit| *unit == words)
}

/// The figures of a text in order.
pub(super) fn figures(text: &[char]) -> Vec<FoundFigure> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < text.len() {
        if !text[at].is_ascii_digit() {
            at += 1;
            continue;
        }
        let end = number_end(text, at);
        if let Some(figure) = figure_at(text, at, end) {
            at = figure.span.end;
            found.push(figure);
        } else {
            at = end;
        }
    }
    found
}

/// The end of the digits, their point and their commas.
fn number_end(text: &[char], at: usize) -> usize {
    let mut end = at;
    while let Some(c) = text.get(end) {
        let inner = matches!(c, '.' | ',') && text.get(end + 1).is_some_and(char::is_ascii_digit);
        if !c.is_ascii_digit() && !inner {
            break;
        }
        end += 1;
    }
    end
}

fn figure_at(text: &[char], at: usize, end: usize) -> Option<FoundFigure> {
    let digits: String = text[at..end].iter().filter(|c| **c != ',').collect();
    let value = Decimal::from_str_exact(&digits).ok()?;
    let before = at.checked_sub(1).map_or('\n', |at| text[at]);
    // A part of a code, a ratio, a range or a date is reckoned with nowhere.
    if before.is_ascii_alphanumeric() || matches!(before, '.' | ':' | '/' | '第' | '~') {
        return None;
    }
    let more = text.get(end).is_some_and(|c| matches!(c, '余' | '多'));
    let unit_at = end + usize::from(more);
    let unit = UNITS
        .iter()
        .copied()
        .find(|unit| stands_at(text, unit_at, unit))
        .unwrap_or("");
    let next = text.get(end).copied().unwrap_or('\n');
    if unit.is_empty()
        && (matches!(next, '年' | '月' | '日' | '~' | ':' | '-' | '/')
            || next.is_ascii_alphabetic())
    {
        return None;
    }
    let span_end = unit_at + unit.chars().count();
    let rough_before = ROUGH_BEFORE
        .iter()
        .any(|word| super::words_at::ends_before(text, at, word));
    let rough_after = ROUGH_AFTER
        .iter()
        .any(|word| stands_at(text, span_end, word));
    let is_rough = more || rough_before || rough_after;
    Some(FoundFigure {
        span: at..span_end,
        value,
        unit,
        is_rough,
    })
}

impl FoundFigure {
    /// Half of the last digit written.
    pub(super) fn half(&self) -> Decimal {
        Decimal::try_from_i128_with_scale(5, self.value.scale() + 1).unwrap_or_default()
    }

    /// Whether it is a share or a rate of growth.
    pub(super) fn is_percent(&self) -> bool {
        self.unit == "%"
    }

    /// The value in the unit of another figure; none where the units do not convert.
    pub(super) fn in_unit_of(&self, other: &Self) -> Option<Decimal> {
        if self.unit == other.unit {
            return Some(self.value);
        }
        let parse = |figure: &Self| {
            format!("{}{}", figure.value, figure.unit)
                .parse::<Figure>()
                .ok()
        };
        let (own, wanted) = (parse(self)?, parse(other)?);
        own.convert(wanted.unit.as_ref()?).ok()?.value()
    }

    /// How many significant digits it is written with.
    pub(super) fn digits(&self) -> usize {
        let digits = self.value.mantissa().unsigned_abs().to_string();
        digits.trim_end_matches('0').len().max(1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_have_their_units() {
        let text: Vec<char> =
            "完成投资15.4亿元,增长8.5%,约300户,G318线,2025年,3:2。1,234.5万元,120余家"
                .chars()
                .collect();
        let found: Vec<_> = figures(&text)
            .into_iter()
            .map(|figure| (figure.value.to_string(), figure.unit, figure.is_rough))
            .collect();
        let wanted = [
            ("15.4", "亿元", false),
            ("8.5", "%", false),
            ("300", "户", true),
            ("1234.5", "万元", false),
            ("120", "家", true),
        ];
        let wanted = wanted.map(|(value, unit, rough)| (value.to_owned(), unit, rough));
        assert_eq!(found, wanted);
    }
}
