//! Compares parts with their total, and ratios with 100, within what rounding allows.

use std::cmp::Ordering;

use rust_decimal::Decimal;

use super::amount::{Amount, Figure, HALF_AWAY, half_digit};
use super::convert::same_unit;

impl Figure {
    /// Returns the sum of a ratio whose parts do not make 100 within their rounding.
    ///
    /// ```
    /// # use nigao::figure::Figure;
    /// let ratio = |text: &str| text.parse::<Figure>().unwrap();
    /// let sum = |text: &str| ratio(text).ratio_fault().map(|sum| sum.to_string());
    /// assert_eq!(sum("4:84.7:11.3"), None);
    /// assert_eq!(sum("4:84.7:12.3"), Some("101.0".into()));
    /// ```
    #[must_use]
    pub fn ratio_fault(&self) -> Option<Decimal> {
        let Amount::Ratio(parts) = &self.amount else {
            return None;
        };
        let mut sum = Decimal::ZERO;
        for part in parts {
            sum = sum.checked_add(*part)?;
        }
        // Each part may be off by half a digit of the finest written: 4 stands for 4.0 beside 84.7.
        let finest = parts.iter().max_by_key(|part| part.scale())?;
        let allowed = half_digit(*finest).checked_mul(Decimal::from(parts.len()))?;
        (sum.checked_sub(Decimal::ONE_HUNDRED)?.abs() > allowed).then_some(sum)
    }
}

/// Whether a figure is greater than another, both exact and of one dimension.
#[must_use]
pub fn exceeds(figure: &Figure, other: &Figure) -> bool {
    let converted = same_unit(figure, other);
    match (converted.as_ref().and_then(Figure::exact), other.exact()) {
        (Some(value), Some(other)) => value > other,
        _ => false,
    }
}

/// Returns how many times another a figure is; `None` where they have no exact ratio.
#[must_use]
pub fn times(figure: &Figure, other: &Figure) -> Option<Decimal> {
    let value = same_unit(figure, other)?.value()?;
    value.abs().checked_div(other.value()?.abs())
}

/// Returns the shares of values in their sum, in % to one decimal; together they make 100.
///
/// What rounding leaves over goes to the largest share, where it is least seen.
#[must_use]
pub fn shares(values: &[&Figure]) -> Option<Vec<Decimal>> {
    let first = values.first()?;
    let mut exact = Vec::new();
    let mut sum = Decimal::ZERO;
    for value in values {
        let value = same_unit(value, first)?.exact()?;
        sum = sum.checked_add(value)?;
        exact.push(value);
    }
    let mut shares = Vec::new();
    let mut rest = Decimal::ONE_HUNDRED;
    for value in exact {
        let share = value.checked_mul(Decimal::ONE_HUNDRED)?.checked_div(sum)?;
        let rounded = share.round_dp_with_strategy(1, HALF_AWAY);
        rest = rest.checked_sub(rounded)?;
        shares.push(rounded);
    }
    let largest = shares.iter_mut().max()?;
    *largest = largest.checked_add(rest)?;
    Some(shares.into_iter().map(|share| share.normalize()).collect())
}

/// Returns the sum of percentages, and whether it is more or less than 100 beyond their rounding.
///
/// `None` where one is no exact percentage: nothing can be said of about 20%.
///
/// ```
/// # use std::cmp::Ordering;
/// # use nigao::figure::{Figure, whole};
/// let figures = |texts: &[&str]| -> Vec<Figure> {
///     texts.iter().map(|text| text.parse().unwrap()).collect()
/// };
/// let compared = |texts: &[&str]| whole(&figures(texts)).map(|(_, compared)| compared);
/// assert_eq!(compared(&["37.4%", "42.8%", "20%"]), Some(Ordering::Equal));
/// assert_eq!(compared(&["37.4%", "42.8%", "21.8%"]), Some(Ordering::Greater));
/// assert_eq!(compared(&["37.4%", "近42%"]), None);
/// ```
#[must_use]
pub fn whole(percentages: &[Figure]) -> Option<(Decimal, Ordering)> {
    let (mut sum, mut slack) = (Decimal::ZERO, Decimal::ZERO);
    for figure in percentages {
        let is_percentage = figure.unit.as_ref().is_some_and(|unit| unit.name() == "%");
        let value = figure.exact().filter(|_| is_percentage)?;
        sum = sum.checked_add(value)?;
        slack = slack.checked_add(half_digit(value))?;
    }
    let over = sum.checked_sub(Decimal::ONE_HUNDRED)?;
    let compared = if over.abs() <= slack {
        Ordering::Equal
    } else {
        over.cmp(&Decimal::ZERO)
    };
    Some((sum, compared))
}

/// Why parts do not make their total.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum SumFault {
    /// They make another sum, beyond rounding.
    #[error("the parts make {sum}")]
    Off {
        /// What they make, in the unit of the total.
        sum: Box<Figure>,
    },
    /// An approximation, a range, a ratio, another dimension or too many digits.
    #[error("the figures cannot be added")]
    Unadded,
}

/// Checks that parts make their total, within the rounding of all of them.
///
/// # Errors
/// The sum they make instead, or that they cannot be added.
pub fn parts_add_up(total: &Figure, parts: &[Figure]) -> Result<(), SumFault> {
    let whole = total.exact().ok_or(SumFault::Unadded)?;
    let (mut sum, mut slack) = (Decimal::ZERO, total.tolerance(whole));
    for part in parts {
        let part = same_unit(part, total).ok_or(SumFault::Unadded)?;
        let value = part.exact().ok_or(SumFault::Unadded)?;
        sum = sum.checked_add(value).ok_or(SumFault::Unadded)?;
        slack = slack
            .checked_add(part.tolerance(value))
            .ok_or(SumFault::Unadded)?;
    }
    let off = sum.checked_sub(whole).ok_or(SumFault::Unadded)?.abs() > slack;
    let sum = || Box::new(Figure::new(sum, total.unit.clone()));
    if off {
        Err(SumFault::Off { sum: sum() })
    } else {
        Ok(())
    }
}
