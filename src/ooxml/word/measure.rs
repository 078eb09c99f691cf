//! Parses the lengths and numbers of Word's XML as the programs that write it do.
//!
//! The schema wants whole twips, but Google Docs and converters write `559.7`, and Strict files
//! `28pt` (`ST_UniversalMeasure`); Word opens all of them.

/// Units of `ST_UniversalMeasure`, and how many points each is.
const UNITS: [(&str, f64); 6] = [
    ("mm", 72.0 / 25.4),
    ("cm", 72.0 / 2.54),
    ("in", 72.0),
    ("pt", 1.0),
    ("pc", 12.0),
    ("pi", 12.0),
];
/// Longer than any paper, in points or in units of the schema, and far from any overflow.
const LONGEST: f64 = 1_000_000.0;

/// Returns a length in twips.
pub(super) fn twips(value: &str) -> Option<i32> {
    scaled(value, 20.0)
}

/// Returns a size of type in half points.
pub(super) fn half_points(value: &str) -> Option<i32> {
    scaled(value, 2.0)
}

/// Returns a number without unit, rounded.
pub(super) fn whole(value: &str) -> Option<i32> {
    rounded(value.trim().parse().ok()?)
}

/// A number as it stands, or a length in points times `per_point`.
fn scaled(value: &str, per_point: f64) -> Option<i32> {
    let value = value.trim();
    for (unit, points) in UNITS {
        if let Some(number) = value.strip_suffix(unit) {
            let number: f64 = number.trim().parse().ok()?;
            return rounded(number * points * per_point);
        }
    }
    whole(value)
}

#[allow(clippy::cast_possible_truncation)] // within LONGEST
fn rounded(number: f64) -> Option<i32> {
    (number.abs() <= LONGEST).then(|| number.round() as i32)
}

#[cfg(test)]
mod tests {
    use super::{half_points, twips, whole};

    #[test]
    fn lengths_of_every_program() {
        for (value, length) in [
            ("560", Some(560)),
            ("559.7", Some(560)),
            ("-20", Some(-20)),
            ("28pt", Some(560)),
            ("3cm", Some(1701)),
            ("297mm", Some(16838)),
            ("1in", Some(1440)),
            ("1pc", Some(240)),
            ("2.5 cm", Some(1417)),
            ("", None),
            ("auto", None),
            ("pt", None),
            ("NaN", None),
            ("1e300", None),
        ] {
            assert_eq!(twips(value), length, "{value}");
        }
        assert_eq!(half_points("18pt"), Some(36));
        assert_eq!(half_points("29.98"), Some(30));
        assert_eq!(whole("200"), Some(200));
    }
}
