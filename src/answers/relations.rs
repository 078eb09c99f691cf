//! Checks what the schema says of its fields together: parts and wholes, sums, ratios, dates.

use std::cmp::Ordering;

use chrono::Datelike;
use rust_decimal::Decimal;

use super::facts::{Fact, Facts};
use super::parts::PLAN;
use crate::calendar::{Date, Month, Year};
use crate::diagnostic::{Diagnostic, Diagnostics, Location, Message};
use crate::figure::{
    Amount, Basis, Figure, Measure, SumFault, Unit, exceeds, parts_add_up, shares, whole,
};
use crate::schema::{Field, FieldKind, Relation};

/// Checks the relations of the fields of a table or a record, where all the fields are answered.
///
/// With `only`, just those that the field takes part in. `locate` returns where a field is
/// answered.
pub(super) fn check(
    fields: &[Field],
    facts: &Facts,
    only: Option<&str>,
    locate: impl Fn(&str) -> Option<Location>,
) -> Diagnostics {
    let mut faults = Diagnostics::new();
    for field in fields {
        for relation in &field.relations {
            let names = relation.fields();
            let concerns = |name: &str| field.name == name || names.contains(&name);
            if only.is_some_and(|only| !concerns(only)) {
                continue;
            }
            let Some(fact) = facts.get(&field.name) else {
                continue;
            };
            let Some(message) = broken(fields, field, relation, fact, facts) else {
                continue;
            };
            // The one answered last is the one to look at, if the order of the file tells.
            let location =
                locate(&field.name).or_else(|| names.iter().find_map(|name| locate(name)));
            let is_certain = !matches!(
                relation,
                Relation::SumOf(_) | Relation::RatioOf(_) | Relation::WholeWith(_)
            );
            faults.push(if is_certain {
                Diagnostic::error(location, message)
            } else {
                Diagnostic::warning(location, message)
            });
        }
    }
    faults
}

/// Returns what is wrong where a relation does not hold; `None` where nothing can be said.
fn broken(
    fields: &[Field],
    field: &Field,
    relation: &Relation,
    fact: &Fact,
    facts: &Facts,
) -> Option<Message> {
    match relation {
        Relation::AtMost(other) => {
            let (part, whole) = (figure(fact)?, figure_at(other, facts)?);
            exceeds(part, whole).then(|| {
                let (part, whole) = (part.to_string(), whole.to_string());
                let args = [
                    ("field", &field.name),
                    ("value", &part),
                    ("other", &other.replace('.', "的")),
                    ("whole", &whole),
                ];
                Message::new("relation.at-most", args)
            })
        }
        Relation::PartOf(other) => part_of(fields, field, other, facts),
        Relation::SumOf(parts) => sum_of(field, figure(fact)?, parts, facts),
        Relation::RatioOf(sources) => ratio_of(field, figure(fact)?, sources, facts),
        Relation::WholeWith(others) => {
            shares_of_whole(field, figure(fact)?, others, facts, Ordering::is_ne)
        }
        Relation::PartWith(others) => {
            shares_of_whole(field, figure(fact)?, others, facts, Ordering::is_gt)
        }
        Relation::NotBefore(other) => {
            let (own, other_day) = (day(fact)?, day(facts.get(other)?)?);
            let is_before = own.1 < other_day.0;
            is_before.then(|| order("relation.not-before", field, fact, other, facts))
        }
        Relation::NotAfter(other) => {
            let (own, other_day) = (day(fact)?, day(facts.get(other)?)?);
            let is_after = own.0 > other_day.1;
            is_after.then(|| order("relation.not-after", field, fact, other, facts))
        }
        Relation::InYear(years) => in_year(field, fact, years, facts),
    }
}

/// The parts of one whole are together no greater than it; the last of them reports it.
fn part_of(fields: &[Field], field: &Field, whole: &str, facts: &Facts) -> Option<Message> {
    let is_part = |field: &&Field| {
        field
            .relations
            .contains(&Relation::PartOf(whole.to_owned()))
    };
    let parts: Vec<&Field> = fields.iter().filter(is_part).collect();
    let answered = |field: &&&Field| facts.get(&field.name).and_then(figure).is_some();
    let last = parts.iter().rfind(answered)?;
    if last.name != field.name {
        return None;
    }
    let whole_figure = figure(facts.get(whole)?)?;
    let values: Vec<Figure> = parts
        .iter()
        .filter_map(|part| facts.get(&part.name).and_then(figure))
        .cloned()
        .collect();
    let Err(SumFault::Off { sum }) = parts_add_up(whole_figure, &values) else {
        return None;
    };
    if !exceeds(&sum, whole_figure) {
        return None;
    }
    let names: Vec<&str> = parts.iter().map(|part| part.name.as_str()).collect();
    let args = [
        ("parts", names.join("、")),
        ("sum", sum.to_string()),
        ("other", whole.to_owned()),
        ("whole", whole_figure.to_string()),
    ];
    Some(Message::new("relation.part-of", args))
}

fn sum_of(field: &Field, total: &Figure, parts: &[String], facts: &Facts) -> Option<Message> {
    let mut values = Vec::new();
    for part in parts {
        values.push(figure(facts.get(part)?)?.clone());
    }
    let Err(SumFault::Off { sum }) = parts_add_up(total, &values) else {
        return None;
    };
    let args = [
        ("field", field.name.clone()),
        ("value", total.to_string()),
        ("parts", parts.join("、")),
        ("sum", sum.to_string()),
    ];
    Some(Message::new("relation.sum-of", args))
}

/// Percentages that are together 100%, or at most, against their sum.
fn shares_of_whole(
    field: &Field,
    own: &Figure,
    others: &[String],
    facts: &Facts,
    is_off: fn(Ordering) -> bool,
) -> Option<Message> {
    let mut figures = vec![own.clone()];
    for other in others {
        figures.push(figure(facts.get(other)?)?.clone());
    }
    let (sum, compared) = whole(&figures)?;
    if !is_off(compared) {
        return None;
    }
    let names: Vec<&str> = std::iter::once(&field.name)
        .chain(others)
        .map(String::as_str)
        .collect();
    let args = [("parts", names.join("、")), ("sum", format!("{sum}%"))];
    Some(Message::new("relation.whole", args))
}

/// A ratio or a rate against what follows from the values it is of.
fn ratio_of(field: &Field, typed: &Figure, sources: &[String], facts: &Facts) -> Option<Message> {
    let computed = computed_ratio(field, sources, facts)?;
    let agrees = match (&typed.amount, &computed.amount) {
        (Amount::Ratio(typed), Amount::Ratio(computed)) => {
            typed.len() == computed.len()
                && typed.iter().zip(computed).all(|(a, b)| are_near(*a, *b))
        }
        (Amount::One(typed), Amount::One(computed)) => are_near(*typed, *computed),
        _ => return None,
    };
    if agrees || !typed.approx.is_none() {
        return None;
    }
    let args = [
        ("field", field.name.clone()),
        ("value", typed.to_string()),
        ("sources", sources.join("、")),
        ("computed", computed.to_string()),
    ];
    Some(Message::new("relation.ratio-of", args))
}

/// Whether a ratio typed is the one computed, but for rounding and the rounding of its values.
fn are_near(typed: Decimal, computed: Decimal) -> bool {
    /// How far rounding may move a share, in percentage points.
    const ROUNDING: Decimal = Decimal::from_parts(6, 0, 0, false, 1);
    let slack = if typed.scale() == 0 {
        Decimal::ONE
    } else {
        ROUNDING
    };
    (typed - computed).abs() <= slack
}

/// Computes a ratio or a rate from the values it follows from, to one decimal.
///
/// `None` where a value is missing, not exact, or in another unit.
pub(crate) fn computed_ratio(field: &Field, sources: &[String], facts: &Facts) -> Option<Figure> {
    let FieldKind::Figure { ratio, unit, .. } = &field.kind else {
        return None;
    };
    let mut values = Vec::new();
    for source in sources {
        values.push(figure(facts.get(source)?)?);
    }
    if *ratio {
        let whole = shares(&values)?;
        return Some(Figure::of_ratio(whole));
    }
    let [part, whole] = values[..] else {
        return None;
    };
    if !unit.as_ref().is_some_and(Unit::is_rate) {
        return None;
    }
    let measure = Measure {
        plan: Some(whole.clone()),
        ..Measure::new(part.clone(), Basis::default())
    };
    Some(Figure::new(measure.completion()?, unit.clone()))
}

/// Returns the fact that a field need not be asked for, because it follows from others.
pub(crate) fn computed(field: &Field, facts: &Facts) -> Option<Fact> {
    for relation in &field.relations {
        if let Relation::RatioOf(sources) = relation {
            let FieldKind::Figure { basis, .. } = field.kind else {
                return None;
            };
            let figure = computed_ratio(field, sources, facts)?;
            return Some(Fact::Figure(Measure::new(figure, basis)));
        }
    }
    None
}

fn in_year(field: &Field, fact: &Fact, years: &[String], facts: &Facts) -> Option<Message> {
    let (first, last) = day(fact)?;
    let mut allowed = Vec::new();
    for path in years {
        let (root, steps) = path
            .split_once('.')
            .map_or((path.as_str(), ""), |parts| parts);
        let Some(Fact::Year(Year(year))) = facts.get(root) else {
            return None;
        };
        let mut year = *year;
        for step in steps.split('.') {
            year += match step {
                "次年" => 1,
                "上年" => -1,
                _ => 0,
            };
        }
        allowed.push(year);
    }
    if (first.year()..=last.year()).any(|year| allowed.contains(&year)) {
        return None;
    }
    let words: Vec<String> = allowed.iter().map(|year| Year(*year).to_string()).collect();
    let args = [
        ("field", field.name.clone()),
        ("value", printed(fact)),
        ("years", words.join("、")),
        (
            "other",
            years.first().map_or(String::new(), |path| {
                path.split('.').next().unwrap_or_default().to_owned()
            }),
        ),
    ];
    Some(Message::new("relation.in-year", args))
}

fn order(key: &'static str, field: &Field, fact: &Fact, other: &str, facts: &Facts) -> Message {
    let there = facts.get(other).map(printed).unwrap_or_default();
    let args = [
        ("field", field.name.clone()),
        ("value", printed(fact)),
        ("other", other.to_owned()),
        ("there", there),
    ];
    Message::new(key, args)
}

/// Returns the figure at a path: 实事办结, 实事办结.计划.
fn figure_at<'a>(path: &str, facts: &'a Facts) -> Option<&'a Figure> {
    let (name, part) = path.split_once('.').unwrap_or((path, ""));
    match (facts.get(name)?, part) {
        (Fact::Figure(measure), PLAN) => measure.plan.as_ref(),
        (fact, _) => figure(fact),
    }
}

fn figure(fact: &Fact) -> Option<&Figure> {
    match fact {
        Fact::Figure(measure) => Some(&measure.current),
        _ => None,
    }
}

/// Returns the first and the last day that a fact can mean: a year is all of its days.
fn day(fact: &Fact) -> Option<(Date, Date)> {
    match fact {
        Fact::Date(date) => Some((*date, *date)),
        Fact::Month(Month { year, month }) => {
            let first = Date::from_ymd_opt(*year, *month, 1)?;
            Some((
                first,
                first
                    .checked_add_months(chrono::Months::new(1))?
                    .pred_opt()?,
            ))
        }
        Fact::Year(Year(year)) => Some((
            Date::from_ymd_opt(*year, 1, 1)?,
            Date::from_ymd_opt(*year, 12, 31)?,
        )),
        _ => None,
    }
}

fn printed(fact: &Fact) -> String {
    match fact {
        Fact::Date(date) => crate::calendar::print_date(*date),
        Fact::Month(month) => month.to_string(),
        Fact::Year(year) => year.to_string(),
        Fact::Figure(measure) => measure.current.to_string(),
        _ => String::new(),
    }
}
