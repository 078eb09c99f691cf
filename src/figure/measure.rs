//! Computes growth and completion from a figure and what it is compared with, and words them.
//!
//! Word and sign always agree (下降2.1%, never 增长-2.1%), and a rate at constant prices (可比价)
//! is published, so it is never computed here.

use std::fmt::{self, Display, Formatter};
use std::str::FromStr;

use rust_decimal::Decimal;

use super::amount::{Figure, HALF_AWAY, half_digit};
use super::convert::same_unit;
use super::rate::Trend;

/// The prices a figure is in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Basis {
    /// 现价: the rate follows from the two values.
    #[default]
    Current,
    /// 可比价: the rate is published and never computed.
    Constant,
}

impl FromStr for Basis {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        match text.trim() {
            "现价" | "当年价" => Ok(Self::Current),
            "可比价" | "不变价" => Ok(Self::Constant),
            _ => Err(()),
        }
    }
}

impl Display for Basis {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Current => "现价",
            Self::Constant => "可比价",
        })
    }
}

/// Why there is no rate of growth.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum NoRate {
    /// No 上年 and no 增速 was given.
    #[error("nothing to compare with")]
    Missing,
    /// 可比价 without a published rate.
    #[error("a rate at constant prices is published, never computed")]
    Constant,
    /// A range, a ratio or an approximation has no rate.
    #[error("an approximate figure has no rate")]
    Inexact,
    /// 上年 is zero or less.
    #[error("growth from a base of zero or less is no rate")]
    Base,
    /// The two are in units that do not convert.
    #[error("the figures are in different units")]
    Units,
    /// More digits than exact arithmetic holds.
    #[error("too many digits")]
    TooLong,
}

/// A figure and what it is compared with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Measure {
    /// 本年
    pub current: Figure,
    /// 上年
    pub last: Option<Figure>,
    /// 计划
    pub plan: Option<Figure>,
    /// 累计
    pub total: Option<Figure>,
    /// 增速 as typed, in % (in 个百分点 where the figure is itself a rate).
    pub rate: Option<Decimal>,
    /// 现价 or 可比价
    pub basis: Basis,
}

impl Measure {
    /// A figure compared with nothing yet.
    #[must_use]
    pub fn new(current: Figure, basis: Basis) -> Self {
        Self {
            current,
            last: None,
            plan: None,
            total: None,
            rate: None,
            basis,
        }
    }

    /// 增速: returns the rate typed, else computes it from 上年 to one decimal place.
    ///
    /// In %, or in 个百分点 where the figure is a rate.
    ///
    /// # Errors
    /// Why there is none.
    pub fn growth(&self) -> Result<Decimal, NoRate> {
        if let Some(rate) = self.rate {
            return Ok(rate);
        }
        let (current, last) = self.compared()?;
        if self.current.is_rate() {
            return points(difference(current, last)?, &self.current);
        }
        if self.basis == Basis::Constant {
            return Err(NoRate::Constant);
        }
        if last <= Decimal::ZERO {
            return Err(NoRate::Base);
        }
        percent(difference(current, last)?, last).ok_or(NoRate::TooLong)
    }

    /// Returns this year's and last year's number in one unit.
    fn compared(&self) -> Result<(Decimal, Decimal), NoRate> {
        let last = self.last_converted()?;
        let current = self.current.exact().ok_or(NoRate::Inexact)?;
        let last = last.exact().ok_or(NoRate::Inexact)?;
        Ok((current, last))
    }

    fn last_converted(&self) -> Result<Figure, NoRate> {
        let last = self.last.as_ref().ok_or(NoRate::Missing)?;
        same_unit(last, &self.current).ok_or(NoRate::Units)
    }

    /// 增速: returns the rate with its sign and unit: 7.5%, -2.1%, 0.3个百分点.
    #[must_use]
    pub fn growth_text(&self) -> Option<String> {
        Some(format!("{}{}", self.growth().ok()?, self.growth_unit()))
    }

    fn growth_unit(&self) -> &'static str {
        if self.current.is_rate() {
            "个百分点"
        } else {
            "%"
        }
    }

    /// 走势
    #[must_use]
    pub fn trend(&self) -> Option<Trend> {
        self.growth().ok().map(Trend::of)
    }

    /// 幅度: returns the rate without its sign; `None` when 持平.
    #[must_use]
    pub fn magnitude(&self) -> Option<String> {
        let rate = self.growth().ok()?;
        if rate.is_zero() {
            return None;
        }
        Some(format!("{}{}", rate.abs(), self.growth_unit()))
    }

    /// 同比: returns 增长7.5%, 下降2.1% or 持平; 提高0.3个百分点 or 回落0.3个百分点 of a rate.
    #[must_use]
    pub fn growth_words(&self) -> Option<String> {
        let trend = self.trend()?;
        let word = if self.current.is_rate() {
            trend.word("提高", "回落")
        } else {
            trend.word("增长", "下降")
        };
        Some(format!("{word}{}", self.magnitude().unwrap_or_default()))
    }

    /// Returns how much more than 上年 it is, in the unit of 本年; negative when less.
    #[must_use]
    pub fn increase(&self) -> Option<Figure> {
        let (current, last) = self.compared().ok()?;
        Some(Figure::new(
            current.checked_sub(last)?,
            self.current.unit.clone(),
        ))
    }

    /// 增量: returns 增加0.61亿元, 减少0.61亿元 or 持平.
    #[must_use]
    pub fn increase_words(&self) -> Option<String> {
        if self.current.is_rate() {
            return self.growth_words();
        }
        let increase = self.increase()?;
        let value = increase.value()?;
        let trend = Trend::of(value);
        let word = trend.word("增加", "减少");
        if trend == Trend::Flat {
            return Some(word.to_owned());
        }
        let size = Figure::new(value.abs(), increase.unit);
        Some(format!("{word}{size}"))
    }

    /// 完成率: computes the share of 计划 that was reached, in %, to one decimal place.
    ///
    /// `None` for rates, for approximations of 本年 and for plans of zero or less.
    #[must_use]
    pub fn completion(&self) -> Option<Decimal> {
        let plan = same_unit(self.plan.as_ref()?, &self.current)?;
        let plan = plan.value()?;
        let current = self.current.exact()?;
        if self.current.is_rate() || plan <= Decimal::ZERO {
            return None;
        }
        percent(current, plan)
    }

    /// 完成率: returns it with its sign: 112.9%.
    #[must_use]
    pub fn completion_text(&self) -> Option<String> {
        Some(format!("{}%", self.completion()?))
    }

    /// 完成: returns 完成年度计划的112.9%.
    #[must_use]
    pub fn completion_words(&self) -> Option<String> {
        Some(format!("完成年度计划的{}", self.completion_text()?))
    }

    /// 翻番: returns 翻一番 at exactly twice, 翻两番 at four times, else 增长1.1倍; `None` below
    /// twice.
    #[must_use]
    pub fn doubling(&self) -> Option<String> {
        if self.current.is_rate() {
            return None;
        }
        let (above, base) = if let Some(rate) = self.rate {
            (rate, Decimal::ONE_HUNDRED)
        } else {
            self.growth().ok()?;
            let (current, last) = self.compared().ok()?;
            (difference(current, last).ok()?, last)
        };
        let times = above.checked_div(base)?;
        if times < Decimal::ONE {
            return None;
        }
        let doublings = [(1, "翻一番"), (3, "翻两番"), (7, "翻三番"), (15, "翻四番")];
        for (more, words) in doublings {
            if times == Decimal::from(more) {
                return Some(words.to_owned());
            }
        }
        Some(format!("增长{}倍", one_place(times)))
    }

    /// 转向: returns 由负转正 or 由正转负 where the sign changed.
    #[must_use]
    pub fn turn(&self) -> Option<&'static str> {
        let (current, last) = self.compared().ok()?;
        match (last < Decimal::ZERO, current < Decimal::ZERO) {
            (true, false) if !current.is_zero() => Some("由负转正"),
            (false, true) if !last.is_zero() => Some("由正转负"),
            _ => None,
        }
    }

    /// Returns the least and the greatest rate that the rounding of 本年 and 上年 allows, where the
    /// rate typed lies outside.
    #[must_use]
    pub fn contradiction(&self) -> Option<(Decimal, Decimal)> {
        let rate = self.rate?;
        let (least, greatest) = self.allowed()?;
        let half = half_digit(rate);
        let outside = rate.checked_add(half)? < least || rate.checked_sub(half)? > greatest;
        let places = rate.scale().max(1);
        if !outside {
            return None;
        }
        let least = least.round_dp_with_strategy(places, HALF_AWAY);
        let greatest = greatest.round_dp_with_strategy(places, HALF_AWAY);
        Some((least, greatest))
    }

    /// Returns the rates that true values within half a last digit of those written can have.
    fn allowed(&self) -> Option<(Decimal, Decimal)> {
        let (current, last) = self.compared().ok()?;
        let half = self.current.tolerance(current);
        let (less, more) = (current.checked_sub(half)?, current.checked_add(half)?);
        let half_of_last = self.last_converted().ok()?.tolerance(last);
        let (low, high) = (
            last.checked_sub(half_of_last)?,
            last.checked_add(half_of_last)?,
        );
        if self.current.is_rate() {
            let points =
                |current, last| points(difference(current, last).ok()?, &self.current).ok();
            return Some((points(less, high)?, points(more, low)?));
        }
        if self.basis == Basis::Constant || low <= Decimal::ZERO {
            return None;
        }
        let rate = |current, last| {
            let hundredfold = difference(current, last)
                .ok()?
                .checked_mul(Decimal::ONE_HUNDRED)?;
            hundredfold.checked_div(last)
        };
        Some((rate(less, high)?, rate(more, low)?))
    }
}

fn difference(current: Decimal, last: Decimal) -> Result<Decimal, NoRate> {
    current.checked_sub(last).ok_or(NoRate::TooLong)
}

/// Converts a difference in the figure's unit to 个百分点: a difference of 2‰ is 0.2.
fn points(difference: Decimal, figure: &Figure) -> Result<Decimal, NoRate> {
    let per_mille = figure.unit.as_ref().is_some_and(|unit| unit.name() == "‰");
    difference
        .checked_mul(Decimal::new(1, u32::from(per_mille)))
        .ok_or(NoRate::TooLong)
}

/// Returns `part` of `whole` in %, to one decimal place.
fn percent(part: Decimal, whole: Decimal) -> Option<Decimal> {
    let hundredfold = part.checked_mul(Decimal::ONE_HUNDRED)?;
    hundredfold.checked_div(whole).map(one_place)
}

/// Rounds half away from zero to one decimal place; a whole number stays one.
fn one_place(value: Decimal) -> Decimal {
    if value.fract().is_zero() {
        return value.trunc();
    }
    let mut rounded = value.round_dp_with_strategy(1, HALF_AWAY);
    rounded.rescale(1);
    if rounded.is_zero() {
        Decimal::ZERO
    } else {
        rounded
    }
}
