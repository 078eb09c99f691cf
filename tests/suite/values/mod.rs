//! Values: what a writer types, what is printed, and what follows from it.

mod calendar;
mod figures;
mod laws;
mod measures;
mod numerals;
mod places;

use nigao::figure::{Basis, Figure, Measure, Unit};

/// A figure as it would be typed into a field of a unit.
pub(crate) fn figure(text: &str, unit: &str) -> Figure {
    let unit = (!unit.is_empty()).then(|| Unit::parse(unit).unwrap());
    Figure::parse_in(text, unit.as_ref())
        .unwrap_or_else(|error| panic!("{text} in {unit:?}: {error}"))
}

/// 本年 against 上年 at current prices, both in `unit`.
pub(crate) fn compared(current: &str, last: &str, unit: &str) -> Measure {
    let last = (!last.is_empty()).then(|| figure(last, unit));
    Measure {
        last,
        ..Measure::new(figure(current, unit), Basis::Current)
    }
}

pub(crate) fn decimal(text: &str) -> rust_decimal::Decimal {
    text.parse().unwrap()
}
