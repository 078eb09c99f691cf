//! Tests which figures print as they were read, and computes with them.

use crate::figure::{Figure, Unit};

/// Returns the unit (if it has one) of a figure that prints as it was read; `None` for any other
/// words.
pub(super) fn exact_unit(words: &str) -> Option<Option<Unit>> {
    let figure: Figure = words.parse().ok()?;
    let unit = figure.unit.clone();
    let again = Figure::parse_in(words, unit.as_ref()).ok()?;
    let is_named = unit
        .as_ref()
        .is_none_or(|unit| !unit.to_string().trim().is_empty());
    let is_same = again == figure || again.to_string() == words;
    (is_named && is_same && figure.to_string() == words).then_some(unit)
}

/// Splits a figure without a sign into its number and what stands behind that: 1.1 and 个.
pub(super) fn number_and_unit(words: &str) -> (&str, &str) {
    let unit = words.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.');
    words.split_at(words.len() - unit.len())
}

/// Returns a number with the sign of a change: 0.6% that falls is -0.6%.
pub(super) fn signed(number: &str, falls: bool) -> String {
    if falls {
        format!("-{number}")
    } else {
        number.to_owned()
    }
}

/// Returns last year's value, from this year's and how much it is more or less.
pub(super) fn value_before(current: &Figure, change: &str, falls: bool) -> Option<String> {
    let change: Figure = change.parse().ok()?;
    if current.unit != change.unit {
        return None;
    }
    let (now, by) = (current.exact()?, change.exact()?);
    let last = if falls {
        now.checked_add(by)?
    } else {
        now.checked_sub(by)?
    };
    let last = Figure::new(last, current.unit.clone()).to_string();
    exact_unit(&last).map(|_| last)
}
