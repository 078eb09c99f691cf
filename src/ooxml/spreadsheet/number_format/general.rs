//! Shows numbers under General: in eleven characters at most, as Excel does in a wide cell.

use super::decimal::CellNumber;
use super::parse::{FormatSection, FormatToken};
use super::unfollowed::Unfollowed;

/// How many characters General uses, the sign not counted.
const WIDTH: usize = 11;

/// A number as General shows it: 12600.456789 is 12600.45679, twelve digits are 1.23457E+11.
pub(super) fn shown(value: &CellNumber) -> String {
    let size = magnitude(&value.abs());
    if value.is_negative() {
        format!("-{size}")
    } else {
        size
    }
}

fn magnitude(value: &CellNumber) -> String {
    let width = i32::try_from(WIDTH).unwrap_or(i32::MAX);
    let first = value.magnitude();
    let count = i32::try_from(value.len()).unwrap_or(i32::MAX);
    let decimals = (count - 1 - first).max(0);
    let places_before = first.max(0) + 1;
    let exact_width = places_before + if decimals > 0 { decimals + 1 } else { 0 };
    if exact_width <= width {
        return plain(value, decimals);
    }
    // Too long to be shown exactly. Small ones are powers of ten at once, others lose decimals.
    if first < -4 || first >= width {
        return power(value);
    }
    let decimals = (width - places_before - 1).max(0);
    let rounded = value.rounded(decimals);
    // 99999999999.9 rounds to a hundred thousand million, which has no room.
    if rounded.magnitude() >= width {
        return power(value);
    }
    let decimals = (width - rounded.magnitude().max(0) - 2).max(0);
    plain(&value.rounded(decimals), decimals)
}

fn plain(value: &CellNumber, decimals: i32) -> String {
    let (whole, rest) = value.split(usize::try_from(decimals).unwrap_or_default());
    let whole = if whole.is_empty() { "0" } else { &whole };
    let rest = rest.trim_end_matches('0');
    if rest.is_empty() {
        whole.to_owned()
    } else {
        format!("{whole}.{rest}")
    }
}

/// Six digits and a power of ten.
fn power(value: &CellNumber) -> String {
    let digits_after = |value: &CellNumber| 5_i32.saturating_sub(value.magnitude());
    let rounded = value.rounded(digits_after(value));
    let exponent = rounded.magnitude();
    let mantissa = plain(&rounded.shifted(-exponent), 5);
    let sign = if exponent < 0 { '-' } else { '+' };
    format!("{mantissa}E{sign}{:02}", exponent.unsigned_abs())
}

/// General among words: `General"元"`, `[DBNum2]General`.
pub(super) fn in_section(
    value: &CellNumber,
    section: &FormatSection,
) -> Result<String, Unfollowed> {
    let mut words = String::new();
    for token in &section.tokens {
        match token {
            FormatToken::General => words.push_str(&in_numerals(value, section)?),
            FormatToken::Literal(literal) => words.push_str(literal),
            FormatToken::Blank => words.push(' '),
            FormatToken::Figure(c) => words.push(*c),
            FormatToken::Point => words.push('.'),
            FormatToken::Comma => words.push(','),
            FormatToken::Slash => words.push('/'),
            _ => return Err(Unfollowed),
        }
    }
    Ok(words)
}

fn in_numerals(value: &CellNumber, section: &FormatSection) -> Result<String, Unfollowed> {
    let words = shown(value);
    let Some(numerals) = section.numerals else {
        return Ok(words);
    };
    if words.contains('E') {
        return Err(Unfollowed);
    }
    let (whole, rest) = words.split_once('.').unwrap_or((&words, ""));
    let whole = numerals.with_places(whole).ok_or(Unfollowed)?;
    if rest.is_empty() {
        return Ok(whole);
    }
    Ok(format!("{whole}.{}", numerals.one_by_one(rest)))
}
