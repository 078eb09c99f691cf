//! Figures: a number with its unit as a writer types it, to the exact value and the words it is read aloud in.

mod convert;
mod measure;
mod parse;
mod rate;
mod sum;
mod unit;

use std::fmt::{self, Display, Formatter};

use rust_decimal::{Decimal, RoundingStrategy};

pub use measure::{Basis, Measure, NoRate};
pub use rate::{Trend, parse_rate};
pub use sum::{SumFault, parts_add_up};
pub use unit::Unit;

/// Why a text is no figure.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FigureError {
    /// No number where one should stand.
    #[error("{text:?} is not a figure")]
    Number {
        /// What was typed.
        text: String,
    },
    /// `1_000`: underlines mark a blank, not thousands.
    #[error("{text:?} has an underline in it")]
    Underline {
        /// What was typed.
        text: String,
    },
    /// A comma that does not part thousands: 12,34.
    #[error("the commas of {text:?} do not part thousands")]
    Grouping {
        /// What was typed.
        text: String,
    },
    /// More than eighteen digits, or nine after the point: more than is kept exact through every conversion.
    #[error("{text:?} has too many digits")]
    TooLong {
        /// What was typed, shortened.
        text: String,
    },
    /// A range from more to less.
    #[error("the range runs from {low} down to {high}")]
    Backwards {
        /// Its first end.
        low: Decimal,
        /// Its second end.
        high: Decimal,
    },
    /// Something that can be no unit.
    #[error("{unit:?} is not a unit")]
    Unit {
        /// The word found.
        unit: String,
    },
    /// A unit that cannot become the one wanted.
    #[error("{found} cannot be given in {wanted}")]
    Dimension {
        /// The unit typed.
        found: String,
        /// The unit of the field.
        wanted: String,
    },
}

/// What a figure says before its unit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Amount {
    /// 73.1
    One(Decimal),
    /// 4:84.7:11.3
    Ratio(Vec<Decimal>),
    /// 15%～30%: the lower end first.
    Range(Decimal, Decimal),
    /// `__`, `**`, `××`: a blank somebody left for the number, as written.
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
    pub const NONE: Self = Self { before: None, more: None, past_magnitude: false, after: None };

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
    /// How many zeros before the decimal point came from converting: 73.1亿 is 731000万 known to three digits.
    filled: u32,
}

impl Figure {
    /// The exact figure of one number.
    #[must_use]
    pub fn new(value: Decimal, unit: Option<Unit>) -> Self {
        Self { amount: Amount::One(value), unit, approx: Approx::NONE, filled: 0 }
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
        let bare = Self { unit: None, ..self.clone() };
        bare.to_string()
    }

    /// Whether the figure compares by difference in 个百分点: its unit is % or ‰.
    #[must_use]
    pub fn is_rate(&self) -> bool {
        self.unit.as_ref().is_some_and(Unit::is_rate)
    }

    /// Half of the last digit written: how far the true value can lie from it.
    fn tolerance(&self, value: Decimal) -> Decimal {
        let half = half_digit(value);
        let zeros = Decimal::from(10_u64.saturating_pow(self.filled));
        half.checked_mul(zeros).unwrap_or(half)
    }
}

/// Half of the last digit written.
fn half_digit(value: Decimal) -> Decimal {
    Decimal::try_from_i128_with_scale(5, value.scale() + 1).unwrap_or_default()
}

/// 四舍五入: statistics round half away from zero.
const HALF_AWAY: RoundingStrategy = RoundingStrategy::MidpointAwayFromZero;

impl Display for Figure {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let Approx { before, more, past_magnitude, after } = self.approx;
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
        let (magnitude, root) =
            self.unit.as_ref().map_or(("", ""), |unit| (unit.magnitude(), unit.root()));
        let (head, tail) = if past_magnitude { (magnitude, "") } else { ("", magnitude) };
        write!(f, "{head}{}{tail}{root}{}", more.unwrap_or_default(), after.unwrap_or_default())
    }
}

impl Figure {
    /// What the lower end of a range repeats: % and units with a magnitude (GB/T 15835-2011).
    fn repeated(&self) -> &str {
        match &self.unit {
            Some(unit) if unit.is_rate() || !unit.magnitude().is_empty() => unit.name(),
            _ => "",
        }
    }
}
