//! Defines a figure: a number, a ratio or a range with its unit, and how it is printed.

use std::fmt::{self, Display, Formatter};

use rust_decimal::{Decimal, RoundingStrategy};

use super::unit::Unit;

/// The number or numbers of a figure, without its unit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Amount {
    /// 73.1
    One(Decimal),
    /// 4:84.7:11.3
    Ratio(Vec<Decimal>),
    /// 15%～30%: the lower end first.
    Range(Decimal, Decimal),
    /// `__`, `**`, `××`: a blank left for the number, as written.
    Blank(String),
}

/// The words that make a figure an approximation or a bound, as written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Approx {
    /// Before the number: 约, 近, 超, 逾, 不足 …
    pub before: Option<&'static str>,
    /// Between number and unit: 余, 多.
    pub more: Option<&'static str>,
    /// 余 stands behind the magnitude: 1万余人, not 300余万元.
    pub past_magnitude: bool,
    /// Behind the unit: 以上, 以下, 以内, 左右 …
    pub after: Option<&'static str>,
}

impl Approx {
    /// No such word.
    pub const NONE: Self = Self {
        before: None,
        more: None,
        past_magnitude: false,
        after: None,
    };

    /// Whether the figure is exact as far as it is written.
    #[must_use]
    pub fn is_none(self) -> bool {
        self == Self::NONE
    }
}

/// A number, a ratio or a range with its unit.
///
/// ```
/// # use nigao::figure::{Figure, Unit};
/// let field = Unit::parse("万元").unwrap();
/// let figure = Figure::parse_in("７３．１亿", Some(&field)).unwrap();
/// assert_eq!(figure.to_string(), "731000万元");
/// assert_eq!("98％以上".parse::<Figure>().unwrap().to_string(), "98%以上");
/// assert!("__亿元".parse::<Figure>().unwrap().is_blank());
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Figure {
    /// The number or numbers.
    pub amount: Amount,
    /// The unit; none for bare numbers and ratios.
    pub unit: Option<Unit>,
    /// The words of approximation.
    pub approx: Approx,
    /// Zeros before the decimal point that came from converting: 73.1亿 is 731000万, of which
    /// three digits are known.
    pub(super) filled: u32,
}

impl Figure {
    /// The exact figure of one number.
    #[must_use]
    pub fn new(value: Decimal, unit: Option<Unit>) -> Self {
        Self {
            amount: Amount::One(value),
            unit,
            approx: Approx::NONE,
            filled: 0,
        }
    }

    /// The ratio of some parts: 22.3:40:37.7.
    #[must_use]
    pub fn of_ratio(parts: Vec<Decimal>) -> Self {
        Self {
            amount: Amount::Ratio(parts),
            unit: None,
            approx: Approx::NONE,
            filled: 0,
        }
    }

    /// Whether a blank stands where the number should.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        matches!(self.amount, Amount::Blank(_))
    }

    /// The number, if there is one only.
    #[must_use]
    pub fn value(&self) -> Option<Decimal> {
        match self.amount {
            Amount::One(value) => Some(value),
            _ => None,
        }
    }

    /// The number, if there is one only and no word makes it approximate.
    #[must_use]
    pub fn exact(&self) -> Option<Decimal> {
        self.value().filter(|_| self.approx.is_none())
    }

    /// 数: the number as written, with the words of approximation but no unit.
    #[must_use]
    pub fn number(&self) -> String {
        let bare = Self {
            unit: None,
            ..self.clone()
        };
        bare.to_string()
    }

    /// Whether the figure compares by difference in 个百分点: its unit is % or ‰.
    #[must_use]
    pub fn is_rate(&self) -> bool {
        self.unit.as_ref().is_some_and(Unit::is_rate)
    }

    /// Half of the last digit written: how far the true value can lie from it.
    pub(super) fn tolerance(&self, value: Decimal) -> Decimal {
        let half = half_digit(value);
        let zeros = Decimal::from(10_u64.saturating_pow(self.filled));
        half.checked_mul(zeros).unwrap_or(half)
    }
}

/// Half of the last digit written.
pub(super) fn half_digit(value: Decimal) -> Decimal {
    Decimal::try_from_i128_with_scale(5, value.scale() + 1).unwrap_or_default()
}

/// 四舍五入: statistics round half away from zero.
pub(super) const HALF_AWAY: RoundingStrategy = RoundingStrategy::MidpointAwayFromZero;

impl Display for Figure {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let Approx {
            before,
            more,
            past_magnitude,
            after,
        } = self.approx;
        f.write_str(before.unwrap_or_default())?;
        match &self.amount {
            Amount::One(value) => write!(f, "{value}")?,
            Amount::Ratio(parts) => {
                let parts: Vec<String> = parts.iter().map(ToString::to_string).collect();
                f.write_str(&parts.join(":"))?;
            }
            Amount::Range(low, high) => write!(f, "{low}{}～{high}", self.repeated())?,
            Amount::Blank(mask) => f.write_str(mask)?,
        }
        let (magnitude, root) = match &self.unit {
            Some(unit) => (unit.magnitude(), unit.root()),
            None => ("", ""),
        };
        let (head, tail) = if past_magnitude {
            (magnitude, "")
        } else {
            ("", magnitude)
        };
        write!(
            f,
            "{head}{}{tail}{root}{}",
            more.unwrap_or_default(),
            after.unwrap_or_default()
        )
    }
}

impl Figure {
    /// The unit that the lower end of a range repeats: % and units with a magnitude, as in
    /// 13万元～17万元 (GB/T 15835-2011).
    fn repeated(&self) -> &str {
        match &self.unit {
            Some(unit) if unit.is_rate() || !unit.magnitude().is_empty() => unit.name(),
            _ => "",
        }
    }
}
