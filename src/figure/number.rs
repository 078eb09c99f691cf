//! Parses the number at the front of a figure: 1,234.5, 1亿2000万, 三点二.

use rust_decimal::Decimal;

use super::error::FigureError;
use super::hanzi::signed_hanzi;
use super::unit::MAGNITUDES;
use crate::numeral::is_hanzi_numeral;

/// The most digits a number may have, and after its point, to stay exact through every conversion.
const MOST_DIGITS: usize = 18;
const MOST_DECIMALS: usize = 9;

/// Returns the number at the front, Arabic or hanzi, and what follows.
pub(super) fn leading_number(text: &str) -> Result<(Decimal, &str), FigureError> {
    let fault = || FigureError::Number {
        text: text.to_owned(),
    };
    let Some((mut value, mut rest)) = arabic(text)? else {
        return signed_hanzi(text).ok_or_else(fault);
    };
    while let Some((power, after)) = magnitude(rest) {
        if !after.starts_with(|c: char| c.is_ascii_digit()) {
            break;
        }
        let Some((low, tail)) = arabic(after)? else {
            break;
        };
        value = join(value, power, low, tail).ok_or_else(fault)?;
        rest = tail;
    }
    Ok((value, rest))
}

/// Returns the Arabic number at the front, and what follows.
fn arabic(text: &str) -> Result<Option<(Decimal, &str)>, FigureError> {
    let sign = usize::from(text.starts_with(['-', '+']));
    let digits = &text[sign..];
    let length = digits
        .find(|c| !matches!(c, '0'..='9' | ',' | '.'))
        .unwrap_or(digits.len());
    let end = sign + length;
    let hanzi_follow = length == 0 && text[end..].starts_with(is_hanzi_numeral);
    if end == 0 || hanzi_follow {
        return Ok(None);
    }
    Ok(Some((number(&text[..end])?, &text[end..])))
}

/// Returns the power of ten a text begins with, and what follows.
fn magnitude(text: &str) -> Option<(u32, &str)> {
    for (word, power) in MAGNITUDES {
        if let Some(rest) = text.strip_prefix(word) {
            return Some((power, rest));
        }
    }
    None
}

/// Joins the parts of 1亿2000万 (12000万) and 2万3000 (23000).
///
/// Refuses 3万5, which could be 30005 or 35000.
fn join(high: Decimal, power: u32, low: Decimal, tail: &str) -> Option<Decimal> {
    let next = magnitude(tail).map_or(0, |(power, _)| power);
    let step = Decimal::from(10_u64.checked_pow(power.checked_sub(next)?)?);
    let fits = low < step && (next > 0 || low >= step / Decimal::TEN);
    if high.scale() != 0 || !fits {
        return None;
    }
    let low = if high.is_sign_negative() { -low } else { low };
    high.checked_mul(step)?.checked_add(low)
}

/// Parses digits, thousands grouped by commas, and a decimal point with digits on both sides.
pub(super) fn number(typed: &str) -> Result<Decimal, FigureError> {
    let text = || typed.to_owned();
    let (sign, bare) = match typed.strip_prefix('-') {
        Some(bare) => ("-", bare),
        None => ("", typed.strip_prefix('+').unwrap_or(typed)),
    };
    let (whole, decimals) = match bare.split_once('.') {
        Some((whole, decimals)) => (whole, Some(decimals)),
        None => (bare, None),
    };
    let all_digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    if !decimals.is_none_or(all_digits) || !whole.split(',').all(all_digits) {
        return Err(FigureError::Number { text: text() });
    }
    if !well_grouped(whole) {
        return Err(FigureError::Grouping { text: text() });
    }
    let places = decimals.map_or(0, str::len);
    if whole.len() + places > MOST_DIGITS || places > MOST_DECIMALS {
        return Err(FigureError::TooLong { text: text() });
    }
    let plain = [sign, bare].concat().replace(',', "");
    let value =
        Decimal::from_str_exact(&plain).map_err(|_| FigureError::TooLong { text: text() })?;
    Ok(if value.is_zero() { value.abs() } else { value })
}

/// Whether commas stand before each three digits.
fn well_grouped(whole: &str) -> bool {
    let mut groups = whole.split(',');
    let first = groups.next().unwrap_or_default();
    !whole.contains(',') || (first.len() <= 3 && groups.all(|group| group.len() == 3))
}
