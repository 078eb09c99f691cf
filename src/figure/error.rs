//! Lists the reasons why a text is no figure.

use rust_decimal::Decimal;

/// Why a text is no figure.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum FigureError {
    /// No number where one should stand.
    #[error("{text:?} is not a figure")]
    Number {
        /// What was typed.
        text: String,
    },
    /// Several numbers where one is asked: 850 780.
    #[error("{text:?} has several numbers")]
    Several {
        /// What was typed.
        text: String,
    },
    /// A magnitude in a number without unit, beside the magnitude of the field: 1万7080 in 万元.
    #[error("{text:?} has a magnitude and no unit")]
    Magnitude {
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
    /// More than eighteen digits, or nine after the point: more than every conversion keeps exact.
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
