//! Shows numbers as fractions: `# ?/?`, `# ??/??`, `?/8`.

use super::decimal::CellNumber;
use super::parse::{DigitPlace, FormatSection, FormatToken};
use super::unfollowed::Unfollowed;

/// More digits than this in a denominator would ask for exact fractions of binary noise.
const MOST_PLACES: usize = 3;

/// Whether tokens are a fraction: places, a stroke, and places or a number.
pub(super) fn is_one(tokens: &[FormatToken]) -> bool {
    let Some(stroke) = tokens.iter().position(|token| *token == FormatToken::Slash) else {
        return false;
    };
    let before = stroke.checked_sub(1).map(|at| &tokens[at]);
    let after = tokens.get(stroke + 1);
    matches!(before, Some(FormatToken::Place(_)))
        && matches!(after, Some(FormatToken::Place(_) | FormatToken::Figure(_)))
}

fn is_place(token: &FormatToken) -> bool {
    matches!(token, FormatToken::Place(_))
}

/// A number, not negative, as a fraction.
pub(super) fn shown(value: &CellNumber, section: &FormatSection) -> Result<String, Unfollowed> {
    let tokens = &section.tokens;
    let stroke = tokens
        .iter()
        .position(|token| *token == FormatToken::Slash)
        .ok_or(Unfollowed)?;
    let above = tokens[..stroke]
        .iter()
        .rposition(|t| !is_place(t))
        .map_or(0, |at| at + 1);
    let is_below =
        |token: &&FormatToken| is_place(token) || matches!(token, FormatToken::Figure(_));
    let below = stroke + 1 + tokens[stroke + 1..].iter().take_while(is_below).count();
    let (whole, numerator) = (&tokens[..above], &tokens[above..stroke]);
    let (denominator, rest) = (&tokens[stroke + 1..below], &tokens[below..]);
    let odd = |t: &FormatToken| {
        !matches!(
            t,
            FormatToken::Place(_) | FormatToken::Literal(_) | FormatToken::Blank
        )
    };
    if section.numerals.is_some() || whole.iter().any(odd) || rest.iter().any(odd) {
        return Err(Unfollowed);
    }
    if rest.iter().any(is_place) {
        return Err(Unfollowed);
    }
    let is_mixed = whole.iter().any(is_place);
    let (units, over, under) = parts(value, denominator, is_mixed)?;
    let mut words = String::new();
    let is_zero_shown = numerator.contains(&FormatToken::Place(DigitPlace::Zero));
    let is_empty = is_mixed && over == 0 && !is_zero_shown;
    push_whole(&mut words, whole, units, is_empty);
    let width = denominator.len();
    if is_empty {
        words.push_str(&" ".repeat(numerator.len() + 1 + width));
    } else {
        words.push_str(&padded_left(over, numerator));
        words.push('/');
        words.push_str(&padded_right(under, denominator));
    }
    for token in rest {
        push_word(&mut words, token);
    }
    Ok(words)
}

/// Whole units, what is left above the stroke, and what is below.
fn parts(
    value: &CellNumber,
    denominator: &[FormatToken],
    is_mixed: bool,
) -> Result<(u64, u64, u64), Unfollowed> {
    let number = value.to_f64();
    if number > 1e12 {
        return Err(Unfollowed);
    }
    let (over, under) = if let Some(under) = fixed(denominator)? {
        let factor = i128::from(under);
        let (product, is_half) = value.times(factor).ok_or(Unfollowed)?;
        let over = u64::try_from(product).map_err(|_| Unfollowed)? + u64::from(is_half);
        (over, under)
    } else {
        if denominator.len() > MOST_PLACES {
            return Err(Unfollowed);
        }
        let most = 10_u64.pow(u32::try_from(denominator.len()).map_err(|_| Unfollowed)?) - 1;
        let fraction = convergent(number, most);
        // Excel takes the last convergent, LibreOffice the nearest fraction. Where they differ
        // (0.085 in `# ?/?`: nothing, or 1/9) neither is right for the other's user.
        if !is_nearest(fraction, number, most) {
            return Err(Unfollowed);
        }
        fraction
    };
    if is_mixed {
        Ok((over / under, over % under, under))
    } else {
        Ok((0, over, under))
    }
}

/// A denominator that is written out: `?/8`, `?/100`.
fn fixed(denominator: &[FormatToken]) -> Result<Option<u64>, Unfollowed> {
    if !denominator
        .iter()
        .any(|token| matches!(token, FormatToken::Figure(_)))
    {
        return Ok(None);
    }
    let mut number = String::new();
    for token in denominator {
        match token {
            FormatToken::Figure(c) => number.push(*c),
            FormatToken::Place(DigitPlace::Zero) if !number.is_empty() => number.push('0'),
            _ => return Err(Unfollowed),
        }
    }
    let number: u64 = number.parse().map_err(|_| Unfollowed)?;
    if number > 1_000_000 {
        Err(Unfollowed)
    } else {
        Ok(Some(number))
    }
}

/// Whether no fraction with a denominator that has room is nearer.
fn is_nearest((over, under): (u64, u64), number: f64, most: u64) -> bool {
    #[expect(clippy::cast_precision_loss)]
    let distance = |over: f64, under: u64| (over / under as f64 - number).abs();
    #[expect(clippy::cast_precision_loss)]
    let reached = distance(over as f64, under);
    #[expect(clippy::cast_precision_loss)]
    let nearest_with = |under: u64| distance((number * under as f64).round(), under);
    (1..=most).all(|under| nearest_with(under) >= reached - 1e-12)
}

/// The last convergent of the continued fraction whose denominator has room.
fn convergent(number: f64, most: u64) -> (u64, u64) {
    let (mut over_before, mut over) = (0_u64, 1_u64);
    let (mut under_before, mut under) = (1_u64, 0_u64);
    let mut left = number;
    // Every step at least adds the two before: 100 steps are beyond any denominator.
    for _ in 0..100 {
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
        let step = left.floor() as u64;
        let next_under = step.saturating_mul(under).saturating_add(under_before);
        if next_under > most {
            break;
        }
        let next_over = step.saturating_mul(over).saturating_add(over_before);
        (over_before, over) = (over, next_over);
        (under_before, under) = (under, next_under);
        let rest = left - left.floor();
        if rest < 0.000_000_05 {
            break;
        }
        left = 1.0 / rest;
    }
    (over, under.max(1))
}

/// Units before the fraction; zero is told only where nothing else is.
fn push_whole(words: &mut String, tokens: &[FormatToken], units: u64, is_alone: bool) {
    let digits = if units == 0 && !is_alone {
        String::new()
    } else {
        units.to_string()
    };
    let digits: Vec<char> = digits.chars().collect();
    let places = tokens.iter().filter(|token| is_place(token)).count();
    let mut left = places;
    for token in tokens {
        let FormatToken::Place(place) = token else {
            push_word(words, token);
            continue;
        };
        let from = if left == places {
            0
        } else {
            digits.len().saturating_sub(left)
        };
        let to = (digits.len() + 1).saturating_sub(left);
        let here = &digits[from.min(to)..to];
        match place {
            _ if !here.is_empty() => words.extend(here),
            DigitPlace::Zero => words.push('0'),
            DigitPlace::Blank => words.push(' '),
            DigitPlace::Optional => {}
        }
        left -= 1;
    }
}

fn push_word(words: &mut String, token: &FormatToken) {
    match token {
        FormatToken::Literal(literal) => words.push_str(literal),
        FormatToken::Blank => words.push(' '),
        _ => {}
    }
}

/// A numerator, filled up at its left.
fn padded_left(number: u64, tokens: &[FormatToken]) -> String {
    let digits = number.to_string();
    let missing = tokens.len().saturating_sub(digits.len());
    let fill = tokens.iter().take(missing).filter_map(|token| match token {
        FormatToken::Place(DigitPlace::Zero) => Some('0'),
        FormatToken::Place(DigitPlace::Blank) => Some(' '),
        _ => None,
    });
    fill.collect::<String>() + &digits
}

/// A denominator, filled up at its right.
fn padded_right(number: u64, tokens: &[FormatToken]) -> String {
    let digits = number.to_string();
    let fill = tokens
        .iter()
        .skip(digits.len())
        .filter_map(|token| match token {
            FormatToken::Place(DigitPlace::Blank) => Some(' '),
            _ => None,
        });
    let fill: String = fill.collect();
    digits + &fill
}
