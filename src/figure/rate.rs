//! Parses rates of growth (增长7.5%, 下降2.1%, 持平, 7.5) and tells their trend.

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

const RISES: [&str; 4] = ["增长", "增加", "提高", "上升"];
const FALLS: [&str; 4] = ["下降", "减少", "回落", "降低"];

/// Parses a rate as users type it: 7.5%, -2.1, 增长7.5%, 下降2.1%, 提高0.3个百分点, 持平.
///
/// # Errors
/// What is no single exact number of %, 个百分点 or without unit.
///
/// ```
/// # use nigao::figure::parse_rate;
/// assert_eq!(parse_rate("下降2.1％").unwrap().to_string(), "-2.1");
/// assert!(parse_rate("7.5亿元").is_err());
/// ```
pub fn parse_rate(text: &str) -> Result<Decimal, FigureError> {
    let typed = text.trim().trim_start_matches("同比");
    let strip = |words: &[&str]| words.iter().find_map(|word| typed.strip_prefix(word));
    if typed == "持平" {
        return Ok(Decimal::ZERO);
    }
    let (words, falls) = match (strip(&RISES), strip(&FALLS)) {
        (_, Some(rest)) => (rest, true),
        (rest, None) => (rest.unwrap_or(typed), false),
    };
    let figure: Figure = words.parse()?;
    if let Some(unit) = figure.unit.as_ref().filter(|unit| !matches!(unit.name(), "%" | "个百分点"))
    {
        return Err(FigureError::Dimension {
            found: unit.name().to_owned(),
            wanted: "%".to_owned(),
        });
    }
    let value = figure.exact().ok_or_else(|| FigureError::Number { text: typed.to_owned() })?;
    // A fall of less than nothing is a slip of the pen.
    match (falls, value.is_sign_negative()) {
        (true, true) => Err(FigureError::Number { text: typed.to_owned() }),
        (true, false) => Ok(-value),
        (false, _) => Ok(value),
    }
}
