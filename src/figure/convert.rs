//! Converting: a figure in one unit to the same figure in another, without a digit more than is known.

use rust_decimal::Decimal;

use super::{Amount, Approx, Figure, FigureError, HALF_AWAY, Unit};

impl Figure {
    /// The same figure in another unit of its dimension: exact where the division ends, else to the digits it has but
    /// no fewer than four (1000亩 is 66.67公顷). A bare number takes the unit; a ratio and a blank stay as they are.
    ///
    /// # Errors
    /// Another dimension, or more digits than exact arithmetic holds.
    pub fn convert(self, to: &Unit) -> Result<Self, FigureError> {
        if matches!(self.amount, Amount::Ratio(_)) {
            return Ok(self);
        }
        match &self.unit {
            None => Ok(Self { unit: Some(to.clone()), ..self }),
            Some(from) if from == to => Ok(self),
            Some(from) => match from.conversion(to) {
                Some(_) if self.is_blank() => Ok(self),
                Some((times, over)) => self.rescale(to, times, over),
                None => Err(FigureError::Dimension {
                    found: from.name().to_owned(),
                    wanted: to.name().to_owned(),
                }),
            },
        }
    }

    fn rescale(&self, to: &Unit, times: Decimal, over: Decimal) -> Result<Self, FigureError> {
        let change = |value, filled| {
            scale(value, filled, times, over).ok_or(FigureError::TooLong { text: self.to_string() })
        };
        let (amount, filled) = match self.amount {
            Amount::One(value) => {
                let (value, filled) = change(value, self.filled)?;
                (Amount::One(value), filled)
            }
            Amount::Range(low, high) => (Amount::Range(change(low, 0)?.0, change(high, 0)?.0), 0),
            Amount::Ratio(_) | Amount::Blank(_) => (self.amount.clone(), 0),
        };
        let past = !to.magnitude().is_empty() && !is_whole(&amount);
        let approx = Approx { past_magnitude: self.approx.more.is_some() && past, ..self.approx };
        Ok(Self { amount, unit: Some(to.clone()), approx, filled })
    }
}

/// `value × times ÷ over`, and how many zeros before the point stand behind the last digit known.
fn scale(value: Decimal, filled: u32, times: Decimal, over: Decimal) -> Option<(Decimal, u32)> {
    if let Some(power) = power_of_ten(times.checked_div(over)?) {
        return shift(value, filled, power);
    }
    let quotient = value.checked_mul(times)?.checked_div(over)?.normalize();
    // A division that does not end fills all of the 28 digits there are.
    if digits(quotient) < 26 {
        return Some((quotient, 0));
    }
    quotient.round_sf_with_strategy(digits(value).max(4), HALF_AWAY).map(|value| (value, 0))
}

/// Moves the decimal point, keeping the digits written: 12.50 by −4 is 0.001250, 731000 by −4 is 73.1, and 73.1 by 4
/// is 731000 with three zeros filled in.
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

/// The power of ten a factor is, if it is one.
fn power_of_ten(factor: Decimal) -> Option<i32> {
    let factor = factor.normalize();
    let zeros = factor.mantissa().checked_ilog10()?;
    let exact = factor.mantissa() == 10_i128.checked_pow(zeros)?;
    let power = i32::try_from(zeros).ok()?.checked_sub(i32::try_from(factor.scale()).ok()?)?;
    exact.then_some(power)
}

/// How many significant digits a value is written with.
fn digits(value: Decimal) -> u32 {
    value.mantissa().unsigned_abs().checked_ilog10().map_or(1, |log| log + 1)
}

fn is_whole(amount: &Amount) -> bool {
    matches!(amount, Amount::One(value) if value.scale() == 0)
}
