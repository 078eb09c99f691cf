//! Doubts figures that are far from what they are compared with: a slip of the unit or the sign.
//!
//! A doubt is a warning in a check and a question in an interview: the figure may still be right.

use rust_decimal::Decimal;

use super::facts::{Fact, Facts};
use crate::diagnostic::{Diagnostic, Diagnostics, Location, Message};
use crate::figure::{Figure, Measure, times};
use crate::place::Level;
use crate::schema::{Field, FieldKind, Schema};
use crate::yaml::Node;

/// How many times two values may be apart.
const MOST_TIMES: i64 = 100;
/// How many times a value may be away from an example that a whole ladder of levels shares: the
/// township and the prefecture of one genre differ a hundredfold.
const MOST_TIMES_OF_SHARED_EXAMPLE: i64 = 10_000;
/// How many percentage points two years' rates may be apart.
const MOST_POINTS: i64 = 30;
/// How many percent something may grow or shrink by in a year.
const MOST_GROWTH: i64 = 200;
/// The figures that others are measured by, the first that is answered.
pub(super) const BASES: [&str; 2] = ["生产总值", "地区生产总值"];
/// The key all doubts begin with.
pub(crate) const DOUBT: &str = "doubt.";

/// Returns what is doubtful about a figure by itself, as it was typed.
///
/// Made for 0.942 in a field of %, and for 154000亿元 beside 15.4亿元; must not question a rate
/// that is usually below one (the example tells), or a counter: 1件 beside an example of 186件.
pub(super) fn doubts(
    field: &Field,
    measure: &Measure,
    typed: &str,
    location: &Location,
) -> Diagnostics {
    let mut doubts = Diagnostics::new();
    let mut doubt = |message: Message, hint: Option<Message>| {
        let warning = Diagnostic::warning(Some(location.clone()), message);
        doubts.push(match hint {
            Some(hint) => warning.hint(hint),
            None => warning,
        });
    };
    let current = &measure.current;
    if let Some(key) = odd_amount(field, current, typed) {
        let args = [
            ("field", field.name.clone()),
            ("value", current.to_string()),
        ];
        doubt(Message::new(key, args), None);
    }
    if current.is_rate() {
        if let Some((value, percent)) = fraction(current, typed, field) {
            let (message, hint) = fraction_messages(field, &value, &percent);
            doubt(message, Some(hint));
        }
        if let Some(points) = measure.last.as_ref().and_then(|_| measure.growth().ok())
            && points.abs() > Decimal::from(MOST_POINTS)
            && measure.rate.is_none()
        {
            doubt(
                with_last("doubt.points", field, measure, Some(points.abs())),
                None,
            );
        }
        return doubts;
    }
    if measure
        .last
        .as_ref()
        .is_some_and(|last| is_far(current, last, MOST_TIMES))
    {
        doubt(with_last("doubt.times-last", field, measure, None), None);
    }
    doubts
}

/// Returns the question about an amount that is below nothing, or of half a thing.
///
/// Made for -86户, -17080万元 and 86.5户; must not question a rate that falls, 2.3万户 that is
/// 23000, or what the example has: 户均3.2人.
fn odd_amount(field: &Field, current: &Figure, typed: &str) -> Option<&'static str> {
    let value = current.value().filter(|_| !current.is_rate())?;
    let usual = field.example_figure.as_ref().and_then(Figure::value)?;
    if value < Decimal::ZERO && usual >= Decimal::ZERO {
        return Some("doubt.negative");
    }
    let unit = current.unit.as_ref()?;
    let is_typed_in_part = typed.contains(['.', '．', '点']);
    let is_part = unit.counts_things() && unit.magnitude().is_empty() && is_typed_in_part;
    (is_part && !value.fract().is_zero() && usual.fract().is_zero()).then_some("doubt.part")
}

/// Returns what is said of a fraction where a percentage is meant, 0.085 for 8.5, and the hint.
fn fraction_messages(field: &Field, value: &str, percent: &str) -> (Message, Message) {
    let args = [
        ("field", field.name.as_str()),
        ("value", value),
        ("percent", percent),
    ];
    let hint = Message::new(
        "doubt.fraction.hint",
        [("value", value), ("percent", percent)],
    );
    (Message::new("doubt.fraction", args), hint)
}

/// Returns what is doubtful about a rate of growth that was typed: 0.085 for 8.5%, or 850%.
///
/// Must not question 0.5, half a percent: a rate published has one decimal, a fraction has more.
pub(super) fn rate_doubt(field: &Field, measure: &Measure, node: &Node) -> Option<Diagnostic> {
    let (rate, typed) = (measure.rate?, node.scalar()?);
    let location = Some(node.location.clone());
    let is_bare = typed
        .parse::<Figure>()
        .is_ok_and(|figure| figure.unit.is_none());
    if is_bare && rate.abs() < Decimal::ONE && rate.normalize().scale() > 1 {
        let percent = (rate * Decimal::ONE_HUNDRED).normalize().to_string();
        let value = rate.to_string();
        let (message, hint) = fraction_messages(field, &value, &percent);
        return Some(Diagnostic::warning(location, message).hint(hint));
    }
    if rate.abs() <= Decimal::from(MOST_GROWTH) {
        return None;
    }
    let args = [
        ("field", field.name.clone()),
        ("rate", rate.normalize().to_string()),
    ];
    Some(Diagnostic::warning(
        location,
        Message::new("doubt.growth", args),
    ))
}

/// Returns how many times a figure of a genre may be away from its example.
pub(super) fn most_times(schema_levels: &[String]) -> i64 {
    if tiers(schema_levels) > 1 {
        MOST_TIMES_OF_SHARED_EXAMPLE
    } else {
        MOST_TIMES
    }
}

/// Returns what is doubtful about a figure that is more than `most` times away from its example.
pub(super) fn beside_example(
    most: i64,
    field: &Field,
    measure: &Measure,
    location: Option<Location>,
) -> Option<Diagnostic> {
    let example = field.example_figure.as_ref()?;
    let current = &measure.current;
    if current.is_rate() != example.is_rate() {
        return None;
    }
    let ratio = times(current, example)?;
    // Of things that are counted there may be one or a hundred; of money there are not.
    // Nor is a small rate a slip: 0.05% of something may be all there is.
    let is_counter = example.is_rate()
        || example
            .unit
            .as_ref()
            .is_none_or(|unit| unit.dimension() == unit.root());
    let is_too_small =
        !is_counter && !ratio.is_zero() && ratio * Decimal::from(most) < Decimal::ONE;
    if ratio <= Decimal::from(most) && !is_too_small {
        return None;
    }
    let args = [
        ("field", field.name.clone()),
        ("value", current.to_string()),
        ("other", example.to_string()),
    ];
    Some(Diagnostic::warning(
        location,
        Message::new("doubt.times-example", args),
    ))
}

/// Returns what is doubtful about a figure beside the gross product of the same answers.
pub(super) fn beside_basis(
    field: &Field,
    measure: &Measure,
    facts: &Facts,
    location: Option<Location>,
) -> Option<Diagnostic> {
    let (name, basis) = BASES.iter().find_map(|name| match facts.get(name) {
        Some(Fact::Figure(basis)) => Some((*name, &basis.current)),
        _ => None,
    })?;
    if name == field.name || times(&measure.current, basis)? <= Decimal::from(MOST_TIMES) {
        return None;
    }
    let args = [
        ("field", field.name.clone()),
        ("value", measure.current.to_string()),
        ("other", name.to_owned()),
        ("whole", basis.to_string()),
    ];
    Some(Diagnostic::warning(
        location,
        Message::new("doubt.times-basis", args),
    ))
}

/// Whether a field is measured in money, so that the gross product bounds it.
pub(super) fn is_money(field: &Field) -> bool {
    match &field.kind {
        FieldKind::Figure {
            unit: Some(unit), ..
        } => unit.dimension() == "元",
        _ => false,
    }
}

/// Doubts all figures of a table beside their examples, or beside the gross product.
pub(super) fn table(
    schema: &Schema,
    facts: &Facts,
    only: Option<&str>,
    locate: impl Fn(&str) -> Option<Location>,
) -> Diagnostics {
    let mut doubts = Diagnostics::new();
    let most = most_times(&schema.levels);
    for field in &schema.fields {
        if only.is_some_and(|only| only != field.name) {
            continue;
        }
        let Some(Fact::Figure(measure)) = facts.get(&field.name) else {
            continue;
        };
        let location = locate(&field.name);
        let beside = if is_money(field) {
            beside_basis(field, measure, facts, location.clone())
        } else {
            None
        };
        doubts.extend(beside.or_else(|| beside_example(most, field, measure, location)));
    }
    doubts
}

/// Returns a bare number below one in a field of %, and the percentage it may stand for.
fn fraction(current: &Figure, typed: &str, field: &Field) -> Option<(String, String)> {
    let value = current.value()?;
    if value <= Decimal::ZERO || value >= Decimal::ONE {
        return None;
    }
    let is_bare = typed
        .parse::<Figure>()
        .is_ok_and(|figure| figure.unit.is_none());
    let example = field.example_figure.as_ref();
    let usual = example.and_then(Figure::value).unwrap_or(Decimal::ONE);
    if !is_bare || usual < Decimal::ONE {
        return None;
    }
    let percent = (value * Decimal::ONE_HUNDRED).normalize();
    Some((value.to_string(), percent.to_string()))
}

fn with_last(
    key: &'static str,
    field: &Field,
    measure: &Measure,
    points: Option<Decimal>,
) -> Message {
    let last = measure
        .last
        .as_ref()
        .map(ToString::to_string)
        .unwrap_or_default();
    let mut args = vec![
        ("field", field.name.clone()),
        ("value", measure.current.to_string()),
        ("since", field.since().to_owned()),
        ("other", last),
    ];
    args.extend(points.map(|points| ("points", points.to_string())));
    Message::with(key, args)
}

fn is_far(value: &Figure, other: &Figure, most: i64) -> bool {
    let Some(ratio) = times(value, other) else {
        return false;
    };
    let most = Decimal::from(most);
    ratio > most || !ratio.is_zero() && ratio * most < Decimal::ONE
}

/// Counts the tiers of government that the levels of a genre are of.
fn tiers(levels: &[String]) -> usize {
    let mut tiers: Vec<u8> = Vec::new();
    for word in levels {
        let tier = match Level::parse(word) {
            Ok(Level::Province) => 0,
            Ok(Level::Prefecture) => 1,
            Ok(Level::County) => 2,
            _ => 3,
        };
        if !tiers.contains(&tier) {
            tiers.push(tier);
        }
    }
    tiers.len()
}
