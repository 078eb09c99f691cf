//! Scales two axes so that their zeros and their marks are at the same heights.

use rust_decimal::Decimal;

/// The most steps of an axis, before the other axis needs more.
const STEPS: i64 = 5;

/// The ends of an axis, and the distance of its marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Scale {
    pub(super) least: Decimal,
    pub(super) most: Decimal,
    pub(super) step: Decimal,
}

/// Steps of one axis above and below zero.
struct Reach {
    step: Decimal,
    up: Decimal,
    down: Decimal,
}

/// The scales of the values on the first axis and on the second.
///
/// A column that falls must not stand beside a line that rises only because their zeros differ.
pub(super) fn scales(values: [&[Decimal]; 2]) -> [Scale; 2] {
    let reaches = values.map(reach);
    let up = reaches[0].up.max(reaches[1].up);
    let down = reaches[0].down.max(reaches[1].down);
    reaches.map(|Reach { step, .. }| Scale {
        least: -step * down,
        most: step * up,
        step,
    })
}

fn reach(values: &[Decimal]) -> Reach {
    // A tenth is left for the number over a column.
    let room = Decimal::new(11, 1);
    let (mut most, mut least) = (Decimal::ZERO, Decimal::ZERO);
    for value in values {
        most = most.max(*value);
        least = least.min(*value);
    }
    let (most, least) = (most * room, least * room);
    let step = round(most.max(-least) / Decimal::from(STEPS));
    Reach {
        step,
        up: (most / step).ceil().max(Decimal::ONE),
        down: (-least / step).ceil(),
    }
}

/// The next of 1, 2, 2.5, 5 and their tens that is no less.
fn round(step: Decimal) -> Decimal {
    if step <= Decimal::ZERO {
        return Decimal::ONE;
    }
    let mut unit = Decimal::ONE;
    while unit * Decimal::TEN <= step {
        unit *= Decimal::TEN;
    }
    while unit > step {
        unit /= Decimal::TEN;
    }
    let round = [10, 20, 25, 50, 100].map(|tenths| unit * Decimal::new(tenths, 1));
    round
        .into_iter()
        .find(|round| *round >= step)
        .unwrap_or(unit)
        .normalize()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marks(first: &[&str], second: &[&str]) -> String {
        let read = |values: &[&str]| {
            values
                .iter()
                .map(|value| value.parse().unwrap())
                .collect::<Vec<Decimal>>()
        };
        let scales = scales([&read(first), &read(second)]);
        scales
            .map(|Scale { least, most, step }| {
                format!("{}..{} by {}", least.normalize(), most.normalize(), step)
            })
            .join(", ")
    }

    #[test]
    fn marks_are_round_and_stand_on_the_same_lines() {
        let cases = [
            (
                &["15.4", "14.2"][..],
                &["8.5"][..],
                "0..25 by 5, 0..10 by 2",
            ),
            (
                &["43860", "41650"],
                &["5.3", "6.6"],
                "0..50000 by 10000, 0..10 by 2",
            ),
            (&["0.0032"], &["120"], "0..0.004 by 0.001, 0..200 by 50"),
            (&["100", "80"], &["-20"], "-125..125 by 25, -25..25 by 5"),
            (&["-3", "20"], &["766.7"], "-5..25 by 5, -200..1000 by 200"),
            (&["0"], &[], "0..1 by 1, 0..1 by 1"),
            (
                &["999999999999999999", "0.000000001"],
                &["1"],
                "0..1250000000000000000 by 250000000000000000, 0..1.25 by 0.25",
            ),
        ];
        for (first, second, expected) in cases {
            assert_eq!(marks(first, second), expected);
        }
    }
}
