//! Puts digits in the places of a format: `#,##0.0#`, `0"."0,`, `##0.0E+0`.

use super::decimal::CellNumber;
use super::parse::{DigitPlace, FormatSection, FormatToken};
use super::unfollowed::Unfollowed;

/// What a section does with a number besides its places.
struct DigitLayout<'a> {
    /// The tokens before the point, those after it, and those from the exponent on.
    whole: &'a [FormatToken],
    rest: &'a [FormatToken],
    power: &'a [FormatToken],
    has_point: bool,
    /// Commas that divide by a thousand, and percent signs that multiply by a hundred.
    shift: i32,
    has_thousands: bool,
}

/// Refuses what has no clear meaning: two points, a comma that neither parts nor scales.
pub(super) fn check(tokens: &[FormatToken]) -> Result<(), Unfollowed> {
    plan(tokens).map(|_| ())
}

fn plan(tokens: &[FormatToken]) -> Result<DigitLayout<'_>, Unfollowed> {
    let is_power = |token: &FormatToken| matches!(token, FormatToken::Exponent(_));
    let power_at = tokens.iter().position(is_power).unwrap_or(tokens.len());
    let (mantissa, power) = tokens.split_at(power_at);
    let point_at = mantissa
        .iter()
        .position(|token| *token == FormatToken::Point);
    let (whole, rest) = match point_at {
        Some(at) => (&mantissa[..at], &mantissa[at + 1..]),
        None => (mantissa, &mantissa[mantissa.len()..]),
    };
    if rest.contains(&FormatToken::Point) || power.iter().skip(1).any(is_power) {
        return Err(Unfollowed);
    }
    let (has_thousands, scale_whole) = commas(whole)?;
    let (parts_rest, scale_rest) = commas(rest)?;
    if !power.is_empty() && (has_thousands || scale_whole + scale_rest > 0) {
        return Err(Unfollowed);
    }
    // `100` is a 1 before two places, which no author means.
    let has_figures = tokens
        .iter()
        .any(|token| matches!(token, FormatToken::Figure(_)));
    if has_figures && tokens.iter().any(is_place) {
        return Err(Unfollowed);
    }
    let strays = |t: &FormatToken| {
        matches!(
            t,
            FormatToken::Comma | FormatToken::Point | FormatToken::Percent
        )
    };
    let has_power_places = power.iter().any(is_place);
    let is_power_odd = !power.is_empty() && (power.iter().any(strays) || !has_power_places);
    if parts_rest || is_power_odd {
        return Err(Unfollowed);
    }
    let percents = tokens
        .iter()
        .filter(|token| **token == FormatToken::Percent)
        .count();
    // `%%` multiplies by ten thousand in Excel and by a hundred in LibreOffice.
    let percents = i32::try_from(percents)
        .ok()
        .filter(|count| *count < 2)
        .ok_or(Unfollowed)?;
    let shift = 2 * percents - 3 * (scale_whole + scale_rest);
    Ok(DigitLayout {
        whole,
        rest,
        power,
        has_point: point_at.is_some(),
        shift,
        has_thousands,
    })
}

/// Whether a section has any place for the digits of a number.
pub(super) fn has_places(section: &FormatSection) -> bool {
    section.tokens.iter().any(is_place)
}

fn is_place(token: &FormatToken) -> bool {
    matches!(token, FormatToken::Place(_))
}

/// Whether commas part thousands, and how many divide by a thousand: those right after the last
/// place. A comma before every place, or after words, is refused.
fn commas(tokens: &[FormatToken]) -> Result<(bool, i32), Unfollowed> {
    let Some(last_place) = tokens.iter().rposition(is_place) else {
        // Without places there is nothing to part; `,` among words is refused with the rest.
        return if tokens.contains(&FormatToken::Comma) {
            Err(Unfollowed)
        } else {
            Ok((false, 0))
        };
    };
    let first_place = tokens.iter().position(is_place).unwrap_or(last_place);
    if tokens[..first_place].contains(&FormatToken::Comma) {
        return Err(Unfollowed);
    }
    let has_thousands = tokens[first_place..last_place].contains(&FormatToken::Comma);
    let after = &tokens[last_place + 1..];
    let scaling = after
        .iter()
        .take_while(|token| **token == FormatToken::Comma)
        .count();
    if after[scaling..].contains(&FormatToken::Comma) {
        return Err(Unfollowed);
    }
    Ok((
        has_thousands,
        i32::try_from(scaling).map_err(|_| Unfollowed)?,
    ))
}

/// A number, not negative, in the places of a section.
pub(super) fn shown(value: &CellNumber, section: &FormatSection) -> Result<String, Unfollowed> {
    let plan = plan(&section.tokens)?;
    let value = value.shifted(plan.shift);
    if !plan.power.is_empty() {
        if section.numerals.is_some() {
            return Err(Unfollowed);
        }
        return Ok(with_power(&value, &plan));
    }
    if section.numerals.is_some() && plan.has_thousands {
        return Err(Unfollowed);
    }
    let words = mantissa(&value, &plan);
    // Words in quotes stay as they are; a code that mixes figures into them is not followed.
    match section.numerals {
        None => Ok(words),
        Some(_) if has_figures(&section.tokens) => Err(Unfollowed),
        Some(numerals) => Ok(numerals.one_by_one(&words)),
    }
}

/// Whether the words of a code hold figures, which would be taken for the number's digits.
fn has_figures(tokens: &[FormatToken]) -> bool {
    tokens.iter().any(|token| match token {
        FormatToken::Literal(words) => words.contains(|c: char| c.is_ascii_digit()),
        FormatToken::Figure(_) => true,
        _ => false,
    })
}

fn mantissa(value: &CellNumber, plan: &DigitLayout<'_>) -> String {
    let decimals = plan.rest.iter().filter(|token| is_place(token)).count();
    let (mut whole, rest) = value.split(decimals);
    // A power of ten needs a digit before it.
    if whole.is_empty() && !plan.power.is_empty() {
        whole.push('0');
    }
    let mut words = whole_part(&whole, plan);
    if plan.has_point {
        words.push('.');
    }
    words.push_str(&decimal_part(&rest, plan.rest));
    words
}

/// Digits before the point fill the places from the right; what is left over stands before the
/// first place: 170800 in `0"."0` is 17080.0. Without places they stand before the point, if the
/// code has decimals: 12.3 in `.00` is 12.30.
fn whole_part(digits: &str, plan: &DigitLayout<'_>) -> String {
    let tokens = plan.whole;
    let digits: Vec<char> = digits.chars().collect();
    let places = tokens.iter().filter(|token| is_place(token)).count();
    let mut words = String::new();
    if places == 0 {
        push_others(&mut words, tokens);
        if plan.rest.iter().any(is_place) {
            words.extend(&digits);
        }
        return words;
    }
    // How many places are left, this one counted; the last is 1.
    let mut left = places;
    let mut has_digit_before = false;
    for token in tokens {
        let FormatToken::Place(place) = token else {
            push_other(&mut words, token);
            continue;
        };
        let from = if left == places {
            0
        } else {
            digits.len().saturating_sub(left)
        };
        let to = (digits.len() + 1).saturating_sub(left);
        let filler = match place {
            DigitPlace::Zero => Some('0'),
            DigitPlace::Blank => Some(' '),
            DigitPlace::Optional => None,
        };
        let here = &digits[from.min(to)..to];
        let shown: Vec<char> = if here.is_empty() {
            filler.into_iter().collect()
        } else {
            here.into()
        };
        for (at, c) in shown.iter().enumerate() {
            words.push(*c);
            let after = left - 1 + shown.len() - 1 - at;
            has_digit_before |= c.is_ascii_digit();
            if plan.has_thousands && after > 0 && after.is_multiple_of(3) {
                if has_digit_before {
                    words.push(',');
                } else if *c == ' ' {
                    words.push(' ');
                }
            }
        }
        left -= 1;
    }
    words
}

/// Digits after the point; zeros at the end give way to nothing at `#` and to a blank at `?`.
fn decimal_part(digits: &str, tokens: &[FormatToken]) -> String {
    let kept = digits.trim_end_matches('0').len();
    let places: Vec<DigitPlace> = tokens
        .iter()
        .filter_map(|token| {
            if let FormatToken::Place(place) = token {
                Some(*place)
            } else {
                None
            }
        })
        .collect();
    let last_zero = places
        .iter()
        .rposition(|place| *place == DigitPlace::Zero)
        .map_or(0, |at| at + 1);
    let fixed = kept.max(last_zero);
    let mut digits = digits.chars().enumerate();
    let mut words = String::new();
    for token in tokens {
        let FormatToken::Place(place) = token else {
            push_other(&mut words, token);
            continue;
        };
        let Some((at, digit)) = digits.next() else {
            continue;
        };
        match place {
            _ if at < fixed => words.push(digit),
            DigitPlace::Blank => words.push(' '),
            _ => {}
        }
    }
    words
}

/// A number as a power of ten: `0.00E+00`. With n places before the point the exponent is a
/// multiple of n: 12345 in `##0.0E+0` is 12.3E+3.
fn with_power(value: &CellNumber, plan: &DigitLayout<'_>) -> String {
    let step = plan
        .whole
        .iter()
        .filter(|token| is_place(token))
        .count()
        .max(1);
    let step = i32::try_from(step).unwrap_or(1);
    let decimals = plan.rest.iter().filter(|token| is_place(token)).count();
    let decimals = i32::try_from(decimals).unwrap_or_default();
    let exponent_of = |value: &CellNumber| value.magnitude().div_euclid(step) * step;
    let mut exponent = exponent_of(value);
    let rounded = value.shifted(-exponent).rounded(decimals);
    // 9.99 in 0.0E+0 rounds to 10.0, which is 1.0E+1.
    if rounded.magnitude() >= step {
        exponent += step;
    }
    let plain = mantissa(&value.shifted(-exponent), plan);
    let mut words = plain + "E";
    let mut places = 0;
    let mut after = String::new();
    for token in plan.power {
        match token {
            FormatToken::Exponent(has_plus) => {
                if exponent < 0 {
                    words.push('-');
                } else if *has_plus {
                    words.push('+');
                }
            }
            FormatToken::Place(DigitPlace::Zero) => places += 1,
            FormatToken::Place(_) => {}
            other => push_other(&mut after, other),
        }
    }
    let digits = format!("{:0places$}", exponent.unsigned_abs());
    words + &digits + &after
}

fn push_others(words: &mut String, tokens: &[FormatToken]) {
    for token in tokens {
        push_other(words, token);
    }
}

/// A token that is no place.
fn push_other(words: &mut String, token: &FormatToken) {
    match token {
        FormatToken::Literal(literal) => words.push_str(literal),
        FormatToken::Blank => words.push(' '),
        FormatToken::Figure(c) => words.push(*c),
        FormatToken::Percent => words.push('%'),
        FormatToken::Slash => words.push('/'),
        _ => {}
    }
}
