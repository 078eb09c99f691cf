//! Parses rates of growth (增长7.5%, 比上年下降2.1%, 负增长3%, 持平) and tells their trend.

use std::fmt::{self, Display, Formatter};

use rust_decimal::Decimal;

use super::amount::Figure;
use super::error::FigureError;

/// 走势
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trend {
    /// 增长
    Up,
    /// 下降
    Down,
    /// 持平
    Flat,
}

impl Trend {
    /// Returns the trend of a rate or a difference.
    pub(super) fn of(rate: Decimal) -> Self {
        if rate.is_zero() {
            Self::Flat
        } else if rate.is_sign_negative() {
            Self::Down
        } else {
            Self::Up
        }
    }

    /// Returns the word for it, of a pair such as 增长 and 下降.
    pub(super) fn word(self, up: &'static str, down: &'static str) -> &'static str {
        match self {
            Self::Up => up,
            Self::Down => down,
            Self::Flat => "持平",
        }
    }
}

impl Display for Trend {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str(self.word("增长", "下降"))
    }
}

/// What a rate is compared with, longer phrases first. Not 环比 and 比年初: those are other rates.
const COMPARED: [&str; 16] = [
    "与上年同期相比", "与去年同期相比", "与上年相比", "与去年相比", "比上年同期", "比去年同期",
    "较上年同期", "较去年同期", "同上年", "与上年", "与去年", "比上年", "比去年", "较上年",
    "较去年", "同比",
];
/// Nouns for a rate: the number after them has its sign.
const NOUNS: [&str; 7] = [
    "增长速度", "增长幅度", "增长率", "增速", "增幅", "涨幅", "升幅",
];
const RISES: [&str; 11] = [
    "增长", "增加", "提高", "上升", "上涨", "提升", "攀升", "扩大", "增", "升", "涨",
];
const FALLS: [&str; 13] = [
    "负增长", "下降", "减少", "回落", "降低", "下滑", "下跌", "缩小", "降幅", "跌幅", "减幅", "降",
    "减",
];
const FLAT: [&str; 5] = ["持平", "基本持平", "零增长", "没有变化", "不变"];
/// What may stand between the word and its number: 增长了7.5%, 增速为7.5%, 增速：7.5%.
const LINKS: [char; 6] = ['了', '为', '是', ':', '：', '='];
const DOUBLINGS: [(&str, i64); 4] = [
    ("翻番", 100),
    ("翻一番", 100),
    ("翻两番", 300),
    ("翻三番", 700),
];
const END_MARKS: [char; 6] = ['。', '；', '，', '、', ';', ','];

/// Parses a rate as users type it: 7.5%, -2.1, 比上年增长7.5%, 负增长3%, 提高0.3个百分点, 持平.
///
/// Must not take 增速回落0.3个百分点 for a rate: it says how the rate has changed.
///
/// # Errors
/// What is no single exact number of %, 个百分点, 倍 or without unit.
///
/// ```
/// # use nigao::figure::parse_rate;
/// assert_eq!(parse_rate("下降2.1％").unwrap().to_string(), "-2.1");
/// assert_eq!(parse_rate("比上年增长10.3%").unwrap().to_string(), "10.3");
/// assert!(parse_rate("7.5亿元").is_err());
/// ```
pub fn parse_rate(text: &str) -> Result<Decimal, FigureError> {
    let fault = || FigureError::Number {
        text: text.trim().to_owned(),
    };
    let typed = text.trim().trim_end_matches(END_MARKS);
    let typed = without_comparison(typed);
    let (noun, rest) = strip_word(typed, &NOUNS);
    let rest = if noun { without_comparison(rest) } else { rest };
    if FLAT.contains(&rest) {
        return Ok(Decimal::ZERO);
    }
    let (falls, rest) = strip_word(rest, &FALLS);
    let (rises, rest) = if falls {
        (false, rest)
    } else {
        strip_word(rest, &RISES)
    };
    if let Some((_, percent)) = DOUBLINGS.iter().find(|(words, _)| *words == rest) {
        return Ok(Decimal::from(*percent));
    }
    let figure: Figure = rest.parse()?;
    let value = figure.exact().ok_or_else(fault)?;
    let unit = figure.unit.as_ref().map_or("", |unit| unit.name());
    let value = match unit {
        "个百分点" if noun && (rises || falls) => return Err(fault()),
        "" | "%" | "个百分点" => value,
        "倍" if rises => value.checked_mul(Decimal::ONE_HUNDRED).ok_or_else(fault)?,
        unit => {
            let (found, wanted) = (unit.to_owned(), "%".to_owned());
            return Err(FigureError::Dimension { found, wanted });
        }
    };
    // A fall of less than nothing is a slip of the pen.
    match (falls, value.is_sign_negative()) {
        (true, true) => Err(fault()),
        (true, false) => Ok(-value),
        (false, _) => Ok(value),
    }
}

/// Whether a text begins as a rate of growth does: with a comparison, a noun or a verb.
#[must_use]
pub fn begins_as_rate(text: &str) -> bool {
    let bare = without_comparison(text);
    let words = [&NOUNS[..], &RISES, &FALLS, &FLAT];
    bare.len() < text.len()
        || words.iter().any(|words| strip_word(text, words).0)
        || DOUBLINGS.iter().any(|(words, _)| text.starts_with(words))
}

/// Strips the words around the value of a rate: 增长7%左右 is 7%左右, 下降2.1% is -2.1%.
#[must_use]
pub fn bare_rate(text: &str) -> String {
    let (_, rest) = strip_word(without_comparison(text.trim()), &NOUNS);
    let (falls, rest) = strip_word(without_comparison(rest), &FALLS);
    if falls {
        return format!("-{rest}");
    }
    strip_word(rest, &RISES).1.to_owned()
}

/// Strips what a rate is compared with.
fn without_comparison(text: &str) -> &str {
    let mut rest = text;
    loop {
        let (found, after) = strip_word(rest, &COMPARED);
        if !found {
            return rest;
        }
        rest = after;
    }
}

/// Strips one of the words and the link behind it.
fn strip_word<'a>(text: &'a str, words: &[&str]) -> (bool, &'a str) {
    for word in words {
        if let Some(rest) = text.strip_prefix(word) {
            let rest = rest.trim_start_matches(|c: char| LINKS.contains(&c) || c.is_whitespace());
            return (true, rest);
        }
    }
    (false, text)
}

#[cfg(test)]
mod tests {
    use super::{begins_as_rate, parse_rate};

    #[test]
    fn a_rate_has_many_spellings() {
        let cases = [
            ("7.5", "7.5"),
            ("7.5%", "7.5"),
            ("-2.1%", "-2.1"),
            ("增长7.5%", "7.5"),
            ("增长7.5%。", "7.5"),
            ("同比增长 7.5 %", "7.5"),
            ("比上年增长10.3%", "10.3"),
            ("较上年同期增长10.3%", "10.3"),
            ("与去年同期相比增长10.3%", "10.3"),
            ("增速10.3%", "10.3"),
            ("增速：10.3%", "10.3"),
            ("增幅为10.3%", "10.3"),
            ("同比增幅10.3%", "10.3"),
            ("增速-2.1%", "-2.1"),
            ("增长了7.5%", "7.5"),
            ("负增长3%", "-3"),
            ("同比负增长3%", "-3"),
            ("下降2.1%", "-2.1"),
            ("降幅2.1%", "-2.1"),
            ("减少百分之三点二", "-3.2"),
            ("提高0.3个百分点", "0.3"),
            ("回落0.3个百分点", "-0.3"),
            ("持平", "0"),
            ("与上年持平", "0"),
            ("零增长", "0"),
            ("增长1.2倍", "120.0"),
            ("翻一番", "100"),
        ];
        for (typed, rate) in cases {
            assert_eq!(
                parse_rate(typed).map(|rate| rate.to_string()),
                Ok(rate.into()),
                "{typed}"
            );
        }
    }

    #[test]
    fn what_is_no_rate_is_refused() {
        for typed in [
            "", "增长", "下降-2.1%", "7.5亿元", "增速回落0.3个百分点", "增长近7%", "5～8%",
        ] {
            assert!(parse_rate(typed).is_err(), "{typed}");
        }
    }

    #[test]
    fn a_rate_is_told_from_a_value_by_its_first_word() {
        for typed in [
            "增长7.5%", "比上年增长7.5%", "同比7.5%", "持平", "负增长3%", "翻一番",
        ] {
            assert!(begins_as_rate(typed), "{typed}");
        }
        for typed in ["7.5%", "3.2亿元", "上年3.2亿元", "计划5亿元"] {
            assert!(!begins_as_rate(typed), "{typed}");
        }
    }
}
