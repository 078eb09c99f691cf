//! Converts a figure to another unit, without a digit more than was known.

use rust_decimal::Decimal;

use super::amount::{Amount, Approx, Figure, HALF_AWAY};
use super::error::FigureError;
use super::unit::Unit;

/// The digits from which a quotient counts as endless: an exact decimal holds 28, and a division
/// that does not end fills all of them.
const ENDLESS: u32 = 26;
/// The fewest significant digits that an endless quotient is rounded to.
const LEAST_DIGITS: u32 = 4;

impl Figure {
    /// Converts the figure to another unit of its dimension.
    ///
    /// The result is exact where the division ends, else it has the digits of the figure but no
    /// fewer than four (1000亩 is 66.67公顷). A bare number takes the unit; a ratio and a blank
    /// stay as they are.
    ///
    /// # Errors
    /// [`FigureError::Dimension`] for another dimension, [`FigureError::TooLong`] for more digits
    /// than exact arithmetic holds.
    pub fn convert(self, to: &Unit) -> Result<Self, FigureError> {
        if matches!(self.amount, Amount::Ratio(_)) {
            return Ok(self);
        }
        let Some(from) = &self.unit else {
            return Ok(Self {
                unit: Some(to.clone()),
                ..self
            });
        };
        if from == to {
            return Ok(self);
        }
        match from.conversion(to) {
            Some(_) if self.is_blank() => Ok(self),
            Some(factor) => self.rescale(to, factor),
            None => Err(FigureError::Dimension {
                found: from.name().to_owned(),
                wanted: to.name().to_owned(),
            }),
        }
    }

    /// Multiplies and divides the numbers by a conversion factor.
    fn rescale(&self, to: &Unit, factor: (Decimal, Decimal)) -> Result<Self, FigureError> {
        let change = |value, filled| {
            let too_long = || FigureError::TooLong {
                text: self.to_string(),
            };
            scale(value, filled, factor).ok_or_else(too_long)
        };
        let (amount, filled) = match self.amount {
            Amount::One(value) => {
                let (value, filled) = change(value, self.filled)?;
                (Amount::One(value), filled)
            }
            Amount::Range(low, high) => (Amount::Range(change(low, 0)?.0, change(high, 0)?.0), 0),
            Amount::Ratio(_) | Amount::Blank(_) => (self.amount.clone(), 0),
        };
        // 10余万 in 亿 is 0.001亿余 by its digits, which nobody writes: 余 follows the magnitude.
        let past = !to.magnitude().is_empty() && !is_whole(&amount);
        let approx = Approx {
            past_magnitude: self.approx.more.is_some() && past,
            ..self.approx
        };
        Ok(Self {
            amount,
            unit: Some(to.clone()),
            approx,
            filled,
        })
    }
}

/// Returns a figure in the unit of another, for comparing the two.
pub(super) fn same_unit(figure: &Figure, like: &Figure) -> Option<Figure> {
    match (&figure.unit, &like.unit) {
        (_, Some(unit)) => figure.clone().convert(unit).ok(),
        (None, None) => Some(figure.clone()),
        (Some(_), None) => None,
    }
}

/// Returns `value × times ÷ over`, and how many zeros before the decimal point follow the last
/// known digit.
fn scale(value: Decimal, filled: u32, factor: (Decimal, Decimal)) -> Option<(Decimal, u32)> {
    let (times, over) = factor;
    if let Some(power) = power_of_ten(times.checked_div(over)?) {
        return shift(value, filled, power);
    }
    let product = value.checked_mul(times)?;
    let quotient = product.checked_div(over)?.normalize();
    if digits(quotient) < ENDLESS {
        return Some((quotient, 0));
    }
    let kept = digits(value).max(LEAST_DIGITS);
    let rounded = quotient.round_sf_with_strategy(kept, HALF_AWAY)?;
    Some((rounded, 0))
}

/// Moves the decimal point and keeps the digits written.
///
/// 12.50 by −4 is 0.001250, 731000 by −4 is 73.1, and 73.1 by 4 is 731000 with three zeros filled.
fn shift(value: Decimal, filled: u32, power: i32) -> Option<(Decimal, u32)> {
    let known = value.mantissa().checked_div(10_i128.checked_pow(filled)?)?;
    let places = i64::from(value.scale()) - i64::from(filled) - i64::from(power);
    let decimals = u32::try_from(places.max(0)).ok()?;
    let zeros = u32::try_from((-places).max(0)).ok()?;
    let mantissa = known.checked_mul(10_i128.checked_pow(zeros)?)?;
    let moved = Decimal::try_from_i128_with_scale(mantissa, decimals).ok()?;
    // The last zeros of 731000万 are no digits anyone measured: 73.1亿. Those of 12.50万 are.
    let whole = value.scale() == 0 && filled == 0;
    Some((if whole { moved.normalize() } else { moved }, zeros))
}

/// Returns the power of ten that a factor is, if it is one.
fn power_of_ten(factor: Decimal) -> Option<i32> {
    let factor = factor.normalize();
    let zeros = factor.mantissa().checked_ilog10()?;
    if factor.mantissa() != 10_i128.checked_pow(zeros)? {
        return None;
    }
    let decimals = i32::try_from(factor.scale()).ok()?;
    i32::try_from(zeros).ok()?.checked_sub(decimals)
}

/// Counts the significant digits a value is written with.
fn digits(value: Decimal) -> u32 {
    match value.mantissa().unsigned_abs().checked_ilog10() {
        Some(log) => log + 1,
        None => 1,
    }
}

fn is_whole(amount: &Amount) -> bool {
    matches!(amount, Amount::One(value) if value.scale() == 0)
}

#[cfg(test)]
mod tests {
    use crate::figure::{Figure, FigureError, Unit};

    #[test]
    fn digits_survive_a_change_of_unit() {
        // (typed, wanted unit, printed)
        let cases = [
            ("73.1亿元", "万元", "731000万元"),
            ("12.50万元", "亿元", "0.001250亿元"),
            ("731000万元", "亿元", "73.1亿元"),
            ("1000亩", "公顷", "66.67公顷"),
            ("15亩", "公顷", "1公顷"),
            ("30斤", "公斤", "15公斤"),
            ("600公斤/亩", "公斤/公顷", "9000公斤/公顷"),
            ("5-8万元", "元", "50000～80000元"),
            ("4:84.7:11.3", "%", "4:84.7:11.3"),
        ];
        for (typed, unit, printed) in cases {
            let unit = Unit::parse(unit).unwrap();
            let figure: Figure = typed.parse().unwrap();
            assert_eq!(
                figure.convert(&unit).unwrap().to_string(),
                printed,
                "{typed}"
            );
        }
    }

    #[test]
    fn another_dimension_is_refused() {
        let figure: Figure = "5公里".parse().unwrap();
        let error = figure.convert(&Unit::parse("亩").unwrap()).unwrap_err();
        assert!(matches!(error, FigureError::Dimension { .. }));
    }
}
