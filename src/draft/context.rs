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
use crate::template::TagVocabulary;

/// The key of the words of a value with parts.
const WORDS: &str = "文";
/// The same behind a path.
pub(super) const WORDS_PART: &str = ".文";
/// How many years before and after a year a template can name: `{{年份.次年.次年}}`.
const YEARS_AROUND: u8 = 2;

/// The values of a table or record; `prefix` is the path of the record, `项目.2.`.
///
/// A value has some twenty parts; only those in `named` are made.
pub(super) fn of(facts: &Facts, prefix: &str, named: &TagVocabulary) -> Value {
    let mut values = Map::new();
    for (name, fact) in facts.iter() {
        let value = value(&format!("{prefix}{name}"), fact, named);
        values.insert(name.to_owned(), value);
    }
    Value::Object(values)
}

fn value(path: &str, fact: &Fact, named: &TagVocabulary) -> Value {
    match fact {
        Fact::Place(place) => of_place(place, named),
        Fact::Date(date) => of_date(*date, named),
        Fact::Month(month) => of_month(*month, named),
        Fact::Year(year) => of_year(*year, YEARS_AROUND, named),
        Fact::Session(session) => of_session(*session, named),
        Fact::Figure(measure) => of_figure(measure, named),
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
                values.push(of(record, &format!("{path}.{n}."), named));
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

/// The parts that a comparison looks at though no tag names them: `(eq 年份 2025)`.
pub(super) const COMPARED: [&str; 2] = ["数", "单位"];

/// The parts of a value that the template names, as an object.
struct ValueParts<'a> {
    named: &'a TagVocabulary,
    parts: Map<String, Value>,
}

impl<'a> ValueParts<'a> {
    /// A value that is printed by itself as these words.
    fn new(words: impl Display, named: &'a TagVocabulary) -> Self {
        let mut parts = Map::new();
        parts.insert(WORDS.to_owned(), Value::String(words.to_string()));
        Self { named, parts }
    }

    /// Adds a part in words.
    fn with<T: Display>(self, name: &str, words: impl FnOnce() -> T) -> Self {
        self.maybe(name, || Some(words()))
    }

    /// Adds a part in words, if the value has it.
    fn maybe<T: Display>(self, name: &str, words: impl FnOnce() -> Option<T>) -> Self {
        self.value(name, || {
            words().map(|words| Value::String(words.to_string()))
        })
    }

    /// Adds a part that has parts of its own, if the value has it.
    fn value(mut self, name: &str, value: impl FnOnce() -> Option<Value>) -> Self {
        let is_wanted = self.named.has(name) || COMPARED.contains(&name);
        if is_wanted && let Some(value) = value() {
            self.parts.insert(name.to_owned(), value);
        }
        self
    }

    fn done(self) -> Value {
        Value::Object(self.parts)
    }
}

fn of_place(place: &Place, named: &TagVocabulary) -> Value {
    ValueParts::new(place.name(), named)
        .with("简称", || place.short())
        .with("级", || place.word())
        .with("全域", || place.whole())
        .with("我", || place.ours())
        .with("党委", || place.party())
        .with("党组织", || place.party_full())
        .maybe("政府", || place.government())
        .maybe("政府全称", || place.government_full())
        .maybe("主官", || place.head())
        .maybe("人大", || place.congress())
        .maybe("人大机构", || place.congress_organ())
        .maybe("政协", || place.consultative())
        .maybe("代表大会", || place.congress_full())
        .maybe("下级", || place.below())
        .value("上级", || {
            place.parent().map(|above| of_place(above, named))
        })
        .done()
}

fn of_date(date: chrono::NaiveDate, named: &TagVocabulary) -> Value {
    use chrono::Datelike;
    let (year, month, day) = (date.year(), date.month(), date.day());
    ValueParts::new(calendar::print_date(date), named)
        .with("年", || format!("{year}年"))
        .with("月", || format!("{month}月"))
        .with("日", || format!("{day}日"))
        .with("月日", || format!("{month}月{day}日"))
        .with("年月", || format!("{year}年{month}月"))
        .value("年份", || Some(of_year(Year(year), YEARS_AROUND, named)))
        .done()
}

fn of_month(month: Month, named: &TagVocabulary) -> Value {
    ValueParts::new(month, named)
        .with("年", || format!("{}年", month.year))
        .with("月", || format!("{}月", month.month))
        .with("年月", || month)
        .value("年份", || {
            Some(of_year(Year(month.year), YEARS_AROUND, named))
        })
        .done()
}

fn of_year(year: Year, around: u8, named: &TagVocabulary) -> Value {
    let plan = FiveYearPlan::of(year);
    let plan = plan.as_ref();
    let near = |year: Year| (around > 0).then(|| of_year(year, around - 1, named));
    ValueParts::new(year, named)
        .with("数", || year.0)
        .value("上年", || near(year.prev()))
        .value("次年", || near(year.next()))
        .maybe("规划", || plan.map(|plan| plan.name()))
        .maybe("规划进程", || plan.and_then(|plan| plan.phase(year)))
        .maybe("规划首年", || plan.map(|plan| plan.first()))
        .maybe("规划末年", || plan.map(|plan| plan.last()))
        .maybe("下一规划", || plan.map(|plan| plan.next().name()))
        .done()
}

fn of_session(session: Session, named: &TagVocabulary) -> Value {
    ValueParts::new(session, named)
        .with("届", || session.term_words())
        .with("次", || session.meeting_words())
        .with("届数", || session.term())
        .with("次数", || session.meeting())
        .with("届号", || hanzi(session.term().into()))
        .with("次号", || hanzi(session.meeting().into()))
        .maybe("上次", || session.previous())
        .done()
}

fn of_figure(measure: &Measure, named: &TagVocabulary) -> Value {
    ValueParts::new(&measure.current, named)
        .with("数", || measure.current.number())
        .maybe("单位", || measure.current.unit.as_ref())
        .maybe("上年", || measure.last.as_ref())
        .maybe("计划", || measure.plan.as_ref())
        .maybe("累计", || measure.total.as_ref())
        .maybe("增速", || measure.growth_text())
        .maybe("增速数", || measure.growth().ok())
        .maybe("同比", || measure.growth_words())
        .maybe("走势", || measure.trend())
        .maybe("幅度", || measure.magnitude())
        .maybe("增量", || measure.increase_words())
        .maybe("完成率", || measure.completion_text())
        .maybe("完成", || measure.completion_words())
        .maybe("翻番", || measure.doubling())
        .maybe("转向", || measure.turn())
        .done()
}
