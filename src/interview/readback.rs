//! Reads an answer back as it was understood, with the figures derived from it.

use rust_decimal::Decimal;

use crate::answers::{ClaimState, Fact, Facts};
use crate::calendar::print_date;
use crate::diagnostic::{Diagnostics, Lang, Message};
use crate::figure::Measure;
use crate::place::Place;
use crate::schema::{Compare, Field};

/// The growth in % from which a computed rate is asked about: doubled, or halved. More often
/// than not it is a slip of the unit.
const STEEP_RISE: i32 = 100;
const STEEP_FALL: i32 = -50;

/// How an answer was understood.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Readback {
    /// The answer as it is read aloud: `73.1亿元，同比增长12.1%`; empty for what was left out.
    pub text: String,
    /// The growth in it, where it was computed and not typed.
    pub growth: Option<Growth>,
    /// What was changed about the answer, or is odd about it.
    pub remarks: Diagnostics,
    /// Questions to ask before the answer is taken: a figure a hundred times last year's.
    pub doubts: Vec<Message>,
}

/// Growth computed from two values.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Growth {
    /// How it reads: 增长12.1%.
    pub words: String,
    /// Whether it doubled at least, or halved: more likely a slip of the unit.
    pub is_steep: bool,
}

/// Reads the fact of a field back.
pub(super) fn of(field: &Field, fact: &Fact, lang: Lang) -> Readback {
    match fact {
        Fact::Figure(measure) => Readback {
            text: figure(measure, field.since()),
            growth: growth(measure),
            ..Readback::default()
        },
        fact => Readback {
            text: words(fact, lang),
            ..Readback::default()
        },
    }
}

/// Returns the growth computed from two values; `None` where a rate was typed.
fn growth(measure: &Measure) -> Option<Growth> {
    let rate = measure.growth().ok().filter(|_| measure.rate.is_none())?;
    let is_steep = !measure.current.is_rate()
        && (rate >= Decimal::from(STEEP_RISE) || rate <= Decimal::from(STEEP_FALL));
    Some(Growth {
        words: measure.growth_words()?,
        is_steep,
    })
}

/// Returns the words of a fact.
fn words(fact: &Fact, lang: Lang) -> String {
    match fact {
        Fact::Place(place) => place_words(place),
        Fact::Date(date) => print_date(*date),
        Fact::Month(month) => month.to_string(),
        Fact::Year(year) => year.to_string(),
        Fact::Session(session) => session.to_string(),
        Fact::Figure(measure) => figure(measure, Compare::Last.key()),
        Fact::Text(words) | Fact::Choice(words) => words.clone(),
        Fact::Flag(flag) => Message::plain(if *flag {
            "interview.yes"
        } else {
            "interview.no"
        })
        .text(lang),
        Fact::Claim {
            words,
            state: ClaimState::Confirmed,
        } => words.clone(),
        Fact::Claim { .. } => Message::plain("interview.declined").text(lang),
        Fact::List(records) => list(records, lang),
        Fact::Hole => String::new(),
    }
}

/// Prints a place with its parents: 云溪镇（青禾县）.
fn place_words(place: &Place) -> String {
    match place.parent() {
        Some(parent) => format!("{}（{}）", place.name(), above(parent)),
        None => place.name().to_owned(),
    }
}

/// Prints the parents of a place, the highest first: 江州市青禾县.
fn above(place: &Place) -> String {
    format!(
        "{}{}",
        place.parent().map(above).unwrap_or_default(),
        place.name()
    )
}

/// Prints a measure: 73.1亿元，上年65.2亿元，同比增长12.1%，完成年度计划的104.4%.
fn figure(measure: &Measure, since: &str) -> String {
    let mut parts = vec![measure.current.to_string()];
    if let Some(last) = &measure.last {
        parts.push(format!("{since}{last}"));
    }
    if let Some(words) = measure.growth_words() {
        let annual = since == Compare::Last.key() && !measure.current.is_rate();
        parts.push(if annual {
            format!("同比{words}")
        } else {
            format!("比{since}{words}")
        });
    }
    if let Some(plan) = &measure.plan {
        parts.push(format!("计划{plan}"));
    }
    parts.extend(measure.completion_words());
    if let Some(total) = &measure.total {
        parts.push(format!("累计{total}"));
    }
    parts.join("，")
}

/// Prints the names of records: 3 条：冷链物流园、第二水厂、….
fn list(records: &[Facts], lang: Lang) -> String {
    let names: Vec<String> = records.iter().map(|record| title(record, lang)).collect();
    match names.len() {
        0 => Message::plain("interview.none").text(lang),
        n => {
            let mark = if names.iter().any(|name| name.contains('，')) {
                "；"
            } else {
                "、"
            };
            Message::new(
                "interview.records",
                [("n", n.to_string()), ("names", names.join(mark))],
            )
            .text(lang)
        }
    }
}

/// Names a record by its first answer.
fn title(record: &Facts, lang: Lang) -> String {
    record
        .iter()
        .map(|(_, fact)| words(fact, lang))
        .find(|words| !words.is_empty())
        .unwrap_or_else(|| "…".to_owned())
}
