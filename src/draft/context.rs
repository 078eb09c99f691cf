//! Turns facts into the JSON handlebars looks values up in, every part of a value by its name.

use std::fmt::Display;

use serde_json::{Map, Value, json};

use crate::answers::{ClaimState, Fact, Facts};
use crate::calendar;
use crate::calendar::{FiveYearPlan, Month, Session, Year};
use crate::document::{CLAIM_OPEN, HOLE_CLOSE, HOLE_OPEN};
use crate::figure::Measure;
use crate::numeral::hanzi;
use crate::place::Place;

/// The key of the words of a value with parts.
const WORDS: &str = "文";
/// The same behind a path.
pub(super) const WORDS_PART: &str = ".文";
/// How many years before and after a year a template can name: `{{年份.次年.次年}}`.
const YEARS_AROUND: u8 = 2;

/// The values of a table or record; `prefix` is the path of the record, `项目.2.`.
pub(super) fn of(facts: &Facts, prefix: &str) -> Value {
    let mut values = Map::new();
    for (name, fact) in facts.iter() {
        values.insert(name.to_owned(), value(&format!("{prefix}{name}"), fact));
    }
    Value::Object(values)
}

fn value(path: &str, fact: &Fact) -> Value {
    match fact {
        Fact::Place(place) => of_place(place),
        Fact::Date(date) => of_date(*date),
        Fact::Month(month) => of_month(*month),
        Fact::Year(year) => of_year(*year, YEARS_AROUND),
        Fact::Session(session) => of_session(*session),
        Fact::Figure(measure) => of_figure(measure),
        Fact::Text(words) | Fact::Choice(words) => json!(words),
        Fact::Flag(flag) => json!(flag),
        Fact::Claim { words, state } => match state {
            ClaimState::Confirmed => json!(words),
            ClaimState::Declined => json!(false),
            ClaimState::Open => json!(format!("{CLAIM_OPEN}{words}{HOLE_CLOSE}")),
        },
        Fact::List(records) => {
            let mut values = Vec::with_capacity(records.len());
            for (record, n) in records.iter().zip(1..) {
                values.push(of(record, &format!("{path}.{n}.")));
            }
            Value::Array(values)
        }
        Fact::Hole => json!(hole(path)),
    }
}

/// The mark of a hole, which [`crate::document::escape`] lets through.
///
/// The path is that of the answer: 税收.同比, and in a record with its number 项目.2.备注.
pub(super) fn hole(path: &str) -> String {
    format!("{HOLE_OPEN}{path}{HOLE_CLOSE}")
}

/// An object of the parts that have a value.
fn object<const N: usize>(parts: [(&str, Option<Value>); N]) -> Value {
    let mut object = Map::new();
    for (name, value) in parts {
        if let Some(value) = value {
            object.insert(name.to_owned(), value);
        }
    }
    Value::Object(object)
}

fn words(words: impl Display) -> Value {
    Value::String(words.to_string())
}

fn of_place(place: &Place) -> Value {
    object([
        (WORDS, Some(words(place.name()))),
        ("简称", Some(words(place.short()))),
        ("级", Some(words(place.word()))),
        ("全域", Some(words(place.whole()))),
        ("我", Some(words(place.ours()))),
        ("党委", Some(words(place.party()))),
        ("党组织", Some(words(place.party_full()))),
        ("政府", place.government().map(words)),
        ("政府全称", place.government_full().map(words)),
        ("主官", place.head().map(words)),
        ("人大", place.congress().map(words)),
        ("人大机构", place.congress_organ().map(words)),
        ("政协", place.consultative().map(words)),
        ("代表大会", place.congress_full().map(words)),
        ("下级", place.below().map(words)),
        ("上级", place.parent().map(of_place)),
    ])
}

fn of_date(date: chrono::NaiveDate) -> Value {
    use chrono::Datelike;
    let (year, month, day) = (date.year(), date.month(), date.day());
    object([
        (WORDS, Some(words(calendar::print_date(date)))),
        ("年", Some(words(format_args!("{year}年")))),
        ("月", Some(words(format_args!("{month}月")))),
        ("日", Some(words(format_args!("{day}日")))),
        ("月日", Some(words(format_args!("{month}月{day}日")))),
        ("年月", Some(words(format_args!("{year}年{month}月")))),
        ("年份", Some(of_year(Year(year), YEARS_AROUND))),
    ])
}

fn of_month(month: Month) -> Value {
    object([
        (WORDS, Some(words(month))),
        ("年", Some(words(format_args!("{}年", month.year)))),
        ("月", Some(words(format_args!("{}月", month.month)))),
        ("年月", Some(words(month))),
        ("年份", Some(of_year(Year(month.year), YEARS_AROUND))),
    ])
}

fn of_year(year: Year, around: u8) -> Value {
    let plan = FiveYearPlan::of(year);
    let near = |year: Year| (around > 0).then(|| of_year(year, around - 1));
    object([
        (WORDS, Some(words(year))),
        ("数", Some(words(year.0))),
        ("上年", near(year.prev())),
        ("次年", near(year.next())),
        ("规划", plan.as_ref().map(|plan| words(plan.name()))),
        (
            "规划进程",
            plan.as_ref().and_then(|plan| plan.phase(year)).map(words),
        ),
        ("规划首年", plan.as_ref().map(|plan| words(plan.first()))),
        ("规划末年", plan.as_ref().map(|plan| words(plan.last()))),
        (
            "下一规划",
            plan.as_ref().map(|plan| words(plan.next().name())),
        ),
    ])
}

fn of_session(session: Session) -> Value {
    object([
        (WORDS, Some(words(session))),
        ("届", Some(words(session.term_words()))),
        ("次", Some(words(session.meeting_words()))),
        ("届数", Some(words(session.term()))),
        ("次数", Some(words(session.meeting()))),
        ("届号", Some(words(hanzi(session.term().into())))),
        ("次号", Some(words(hanzi(session.meeting().into())))),
        ("上次", session.previous().map(words)),
    ])
}

fn of_figure(measure: &Measure) -> Value {
    object([
        (WORDS, Some(words(&measure.current))),
        ("数", Some(words(measure.current.number()))),
        ("单位", measure.current.unit.as_ref().map(words)),
        ("上年", measure.last.as_ref().map(words)),
        ("计划", measure.plan.as_ref().map(words)),
        ("累计", measure.total.as_ref().map(words)),
        ("增速", measure.growth_text().map(words)),
        ("增速数", measure.growth().ok().map(words)),
        ("同比", measure.growth_words().map(words)),
        ("走势", measure.trend().map(words)),
        ("幅度", measure.magnitude().map(words)),
        ("增量", measure.increase_words().map(words)),
        ("完成率", measure.completion_text().map(words)),
        ("完成", measure.completion_words().map(words)),
        ("翻番", measure.doubling().map(words)),
        ("转向", measure.turn().map(words)),
    ])
}
