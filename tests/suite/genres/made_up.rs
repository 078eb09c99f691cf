//! Made-up answers: a schema to an answer for every field, in words that say nothing, so that a
//! draft shows its template.

use std::fmt::Write;

use chrono::{Datelike, NaiveDate};
use nigao::answers::Fact;
use nigao::calendar::Year;
use nigao::place::Place;
use nigao::schema::{Compare, Field, FieldKind, Relation};
use rust_decimal::Decimal;

use super::stage::Stage;

/// What stands for any text.
pub(crate) const WORDS: &str = "某某";
/// How many records a list has.
pub(crate) const RECORDS: usize = 2;

/// Answers to a genre, each as it would be typed on one line.
#[derive(Clone)]
pub(crate) struct MadeUp(Vec<(String, String)>);

/// Which way every figure went.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Trend {
    Up,
    Down,
    Flat,
}

impl MadeUp {
    /// Every field of the genre answered, everything optional included.
    pub(crate) fn full(stage: &Stage) -> Self {
        Self::of(stage, stage.year(), Trend::Up)
    }

    /// The same for another year, the dates as far from it as the sample's are, and with all
    /// figures going one way.
    pub(crate) fn of(stage: &Stage, year: Year, trend: Trend) -> Self {
        let answer = |field: &Field| match (&field.kind, stage.sample.get(&field.name)) {
            (FieldKind::Year { .. }, _) => year.0.to_string(),
            (FieldKind::Date, Some(Fact::Date(date))) => moved(*date, year.0 - stage.year().0),
            (FieldKind::Month, Some(Fact::Month(month))) => {
                format!(
                    "{}年{}月",
                    month.year + year.0 - stage.year().0,
                    month.month
                )
            }
            (FieldKind::Place { .. }, Some(Fact::Place(place))) => located(place),
            _ => answer(field, &stage.schema.fields, RECORDS, true, trend),
        };
        let fields = stage
            .schema
            .fields
            .iter()
            .filter(|field| !is_computed(field));
        Self(
            fields
                .map(|field| (field.name.clone(), answer(field)))
                .collect(),
        )
    }

    /// The same with one field answered otherwise.
    pub(crate) fn with(mut self, field: &str, answer: impl Into<String>) -> Self {
        self.set(field, Some(answer.into()));
        self
    }

    /// The answer of a field.
    pub(crate) fn get(&self, field: &str) -> Option<String> {
        self.0
            .iter()
            .find(|(name, _)| name == field)
            .map(|(_, answer)| answer.clone())
    }

    /// Answers a field otherwise, or not at all.
    pub(crate) fn set(&mut self, field: &str, answer: Option<String>) {
        self.0.retain(|(name, _)| name != field);
        self.0
            .extend(answer.map(|answer| (field.to_owned(), answer)));
    }

    /// As a file.
    pub(crate) fn yaml(&self) -> String {
        self.0
            .iter()
            .fold(String::new(), |mut yaml, (field, answer)| {
                writeln!(yaml, "{field}: {answer}").unwrap();
                yaml
            })
    }
}

fn located(place: &Place) -> String {
    let above = place
        .parent()
        .map(|above| format!(", 上级: {}", above.name()))
        .unwrap_or_default();
    format!("{{名称: {}{above}}}", place.name())
}

fn moved(date: NaiveDate, years: i32) -> String {
    let year = date.year() + years;
    date.with_year(year)
        .map_or_else(|| format!("{year}-2-28"), |date| date.to_string())
}

/// A list of so many records; with `bare` records only what they must have.
pub(crate) fn list(fields: &[Field], records: usize, full: bool) -> String {
    let asked = |field: &&Field| (full || !field.optional) && !is_computed(field);
    let pairs = fields.iter().filter(asked).map(|field| {
        format!(
            "{}: {}",
            field.name,
            answer(field, fields, 1, full, Trend::Up)
        )
    });
    let record = format!("{{{}}}", pairs.collect::<Vec<_>>().join(", "));
    format!("[{}]", vec![record; records].join(", "))
}

/// Whether a field follows from the answers of others, and is left to follow.
fn is_computed(field: &Field) -> bool {
    field
        .relations
        .iter()
        .any(|relation| matches!(relation, Relation::RatioOf(_)))
}

/// Into how many parts the whole is divided that a figure is part of, so that the parts together
/// are no greater than it; 1 for a figure that is part of none.
fn parts_of_whole(field: &Field, table: &[Field]) -> usize {
    let is_part_of = |relation: &&Relation| matches!(relation, Relation::PartOf(_));
    let Some(relation) = field.relations.iter().find(is_part_of) else {
        return 1;
    };
    table
        .iter()
        .filter(|other| other.relations.contains(relation))
        .count()
}

fn answer(field: &Field, table: &[Field], records: usize, full: bool, trend: Trend) -> String {
    match &field.kind {
        FieldKind::Place { .. } => "{名称: 云溪镇, 上级: 青禾县}".to_owned(),
        FieldKind::Date | FieldKind::Month => "2025-6-18".to_owned(),
        FieldKind::Year { .. } => "2025".to_owned(),
        FieldKind::Session => "19-6".to_owned(),
        FieldKind::Figure { .. } => figure(field, parts_of_whole(field, table), trend),
        FieldKind::Text { .. } => WORDS.to_owned(),
        FieldKind::Choice { options } => options[0].clone(),
        FieldKind::Flag | FieldKind::Claim { .. } => "是".to_owned(),
        FieldKind::List { fields, min, max } => {
            list(fields, records.clamp(*min, max.unwrap_or(usize::MAX)), full)
        }
    }
}

/// Whether a figure is at most its own plan: 实事办结.
fn is_within_plan(field: &Field) -> bool {
    let plan = format!("{}.计划", field.name);
    field.relations.contains(&Relation::AtMost(plan))
}

fn figure(field: &Field, parts: usize, trend: Trend) -> String {
    let FieldKind::Figure {
        unit,
        compare,
        range: (least, most),
        ratio,
        ..
    } = &field.kind
    else {
        return String::new();
    };
    if *ratio {
        return "10:40:50".to_owned();
    }
    let bounded = |value: i64| {
        let value = (Decimal::from(value) / Decimal::from(parts))
            .round_dp(1)
            .normalize();
        value.max(least.unwrap_or(value)).min(most.unwrap_or(value))
    };
    let (last, rate) = match trend {
        Trend::Up => (10, "20%"),
        Trend::Down => (15, "-20%"),
        Trend::Flat => (12, "0%"),
    };
    let unit = unit
        .as_ref()
        .map_or_else(|| "亿元".to_owned(), ToString::to_string);
    let mut pairs = vec![format!("本年: {}{unit}", bounded(12))];
    for compared in compare {
        pairs.push(match compared {
            Compare::Last if field.is_constant() => format!("增速: {rate}"),
            Compare::Last => format!("上年: {}{unit}", bounded(last)),
            // What was promised is not outdone, what was planned may be.
            Compare::Plan if is_within_plan(field) => format!("计划: {}{unit}", bounded(12)),
            Compare::Plan => format!("计划: {}{unit}", bounded(10)),
            Compare::Total => format!("累计: {}{unit}", bounded(30)),
        });
    }
    format!("{{{}}}", pairs.join(", "))
}

/// What the tests ask of a field.
trait Asked {
    fn is_constant(&self) -> bool;
}

impl Asked for Field {
    fn is_constant(&self) -> bool {
        matches!(
            self.kind,
            FieldKind::Figure {
                basis: nigao::figure::Basis::Constant,
                ..
            }
        )
    }
}
