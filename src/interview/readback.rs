//! Echo: a fact to the words that show a writer how an answer was understood, derived figures with it.

use rust_decimal::Decimal;

use crate::answers::{ClaimState, Fact, Facts};
use crate::calendar::print_date;
use crate::diagnostic::{Diagnostic, Lang, Message};
use crate::figure::Measure;
use crate::place::Place;
use crate::schema::{Compare, Field};

/// Growth in % that is asked about again.
const DOUBLED: i32 = 100;
const HALVED: i32 = -50;

/// How an answer was understood.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Readback {
    /// The answer as it is read aloud: `73.1亿元，同比增长12.1%`; empty for what was left out.
    pub text: String,
    /// The growth in it, where it was computed and not typed.
    pub growth: Option<Growth>,
    /// What is odd about it.
    pub remarks: Vec<Diagnostic>,
}

/// Growth computed from two values.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Growth {
    /// How it reads: 增长12.1%.
    pub words: String,
    /// Whether it doubled at least, or halved: more likely a slip of the unit.
    pub is_steep: bool,
}

/// How a fact of a field was understood.
pub(super) fn of(field: &Field, fact: &Fact, lang: Lang) -> Readback {
    match fact {
        Fact::Figure(measure) => Readback {
            text: figure(measure, field.since()),
            growth: growth(measure),
            remarks: Vec::new(),
        },
        fact => Readback { text: words(fact, lang), ..Readback::default() },
    }
}

/// The growth that two values come to; none where it was typed.
fn growth(measure: &Measure) -> Option<Growth> {
    let rate = measure.growth().ok().filter(|_| measure.rate.is_none())?;
    let is_steep = !measure.current.is_rate()
        && (rate >= Decimal::from(DOUBLED) || rate <= Decimal::from(HALVED));
    Some(Growth { words: measure.growth_words()?, is_steep })
}

/// The words of a fact.
fn words(fact: &Fact, lang: Lang) -> String {
    match fact {
        Fact::Place(place) => place_words(place),
        Fact::Date(date) => print_date(*date),
        Fact::Year(year) => year.to_string(),
        Fact::Session(session) => session.to_string(),
        Fact::Figure(measure) => figure(measure, Compare::Last.key()),
        Fact::Text(words) | Fact::Choice(words) => words.clone(),
        Fact::Flag(flag) => {
            Message::plain(if *flag { "interview.yes" } else { "interview.no" }).text(lang)
        }
        Fact::Claim { words, state: ClaimState::Confirmed } => words.clone(),
        Fact::Claim { .. } => Message::plain("interview.declined").text(lang),
        Fact::List(records) => list(records, lang),
        Fact::Hole => String::new(),
    }
}

/// 云溪镇（青禾县）
fn place_words(place: &Place) -> String {
    match place.parent() {
        Some(parent) => format!("{}（{}）", place.name(), above(parent)),
        None => place.name().to_owned(),
    }
}

/// 江州市青禾县
fn above(place: &Place) -> String {
    format!("{}{}", place.parent().map(above).unwrap_or_default(), place.name())
}

/// 73.1亿元，上年65.2亿元，同比增长12.1%，完成年度计划的104.4%
fn figure(measure: &Measure, since: &str) -> String {
    let named =
        |name: &str, figure: &Option<_>| figure.as_ref().map(|figure| format!("{name}{figure}"));
    let growth = measure.growth_words().map(|words| {
        let annual = since == Compare::Last.key() && !measure.current.is_rate();
        if annual { format!("同比{words}") } else { format!("比{since}{words}") }
    });
    let parts = [
        Some(measure.current.to_string()),
        named(since, &measure.last),
        growth,
        named("计划", &measure.plan),
        measure.completion_words(),
        named("累计", &measure.total),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join("，")
}

/// 3 条：冷链物流园、第二水厂、…
fn list(records: &[Facts], lang: Lang) -> String {
    let names: Vec<String> = records.iter().map(|record| title(record, lang)).collect();
    match names.len() {
        0 => Message::plain("interview.none").text(lang),
        n => {
            let mark = if names.iter().any(|name| name.contains('，')) { "；" } else { "、" };
            Message::new("interview.records", [("n", n.to_string()), ("names", names.join(mark))])
                .text(lang)
        }
    }
}

/// What a record is called: its first answer.
fn title(record: &Facts, lang: Lang) -> String {
    record
        .iter()
        .map(|(_, fact)| words(fact, lang))
        .find(|words| !words.is_empty())
        .unwrap_or_else(|| "…".to_owned())
}
