//! Rolls last year's answers forward: years and sessions advance, 本年 becomes 上年.

use chrono::{Datelike, NaiveDate};

use super::check::{Mode, check_field};
use super::facts::Fact;
use super::given::Answers;
use crate::calendar::print_date;
use crate::figure::Figure;
use crate::schema::{Compare, Field, FieldKind, Schema};
use crate::yaml::{Node, Value};

/// What last year's answers give for this year. What has to be asked anew is not there.
///
/// ```
/// use nigao::{answers::{self, Answers}, schema, yaml::print};
/// let (schema, _) = schema::read("s.yaml", "
/// title: 例
/// kind: 讲话
/// summary: 例
/// fields:
/// - {name: 年份, kind: year}
/// - {name: 姓名, kind: text, keep: true}
/// - {name: 税收, kind: figure, unit: 亿元, compare: [上年]}
/// - {name: 评价, kind: text}
/// ", &[]).recovered();
/// let last = "年份: 2025\n姓名: 林致远\n税收: {本年: 5.65亿元, 增速: 12%}\n评价: 好";
/// let last = Answers::read("a.yaml", last);
/// let rolled = answers::roll(&schema, &last);
/// let rolled = print::flow(&rolled.to_node());
/// assert_eq!(rolled, "{年份: 2026, 姓名: 林致远, 税收: {上年: 5.65亿元}}");
/// ```
#[must_use]
pub fn roll(schema: &Schema, last: &Answers) -> Answers {
    let last = last.to_node();
    let mut rolled = Node::of(Value::Map(Vec::new()));
    for field in &schema.fields {
        let answer = last.get(&field.name).filter(|node| !node.is_empty());
        if let Some(node) = answer.and_then(|answer| rolled_answer(field, answer)) {
            rolled.set(&field.name, node);
        }
    }
    Answers::of(rolled)
}

/// What an answer gives for the next year.
fn rolled_answer(field: &Field, answer: &Node) -> Option<Node> {
    match (field.keep, &field.kind) {
        (Some(true), _)
        | (None, FieldKind::Place { .. } | FieldKind::Choice { .. } | FieldKind::Flag) => {
            Some(answer.clone())
        }
        (None, FieldKind::Year { .. } | FieldKind::Date | FieldKind::Session) => {
            advanced(field, answer)
        }
        (
            None,
            FieldKind::Figure {
                compare,
                since: None,
                ..
            },
        ) if compare.contains(&Compare::Last) => {
            let current = if answer.scalar().is_some() {
                Some(answer)
            } else {
                answer.get("本年")
            };
            let mut map = Node::of(Value::Map(Vec::new()));
            map.set(
                "上年",
                current
                    .filter(|node| !node.is_empty() && !is_blank(node))?
                    .clone(),
            );
            Some(map)
        }
        (Some(false) | None, _) => None,
    }
}

/// Whether a blank was left for a figure: `__亿元`.
fn is_blank(node: &Node) -> bool {
    node.scalar()
        .and_then(|words| words.parse().ok())
        .is_some_and(|figure: Figure| figure.is_blank())
}

/// A year, a date or a session, one on.
fn advanced(field: &Field, answer: &Node) -> Option<Node> {
    let words = match check_field(field, answer, Mode::default()).value? {
        Fact::Year(year) => year.next().0.to_string(),
        Fact::Date(date) => print_date(next_year(date)?),
        Fact::Session(session) => {
            let next = session.next()?;
            format!("{}{}", next.term_words(), next.meeting_words())
        }
        _ => return None,
    };
    Some(Node::of_words(words))
}

/// The same day a year on; 29 February becomes the 28th.
fn next_year(date: NaiveDate) -> Option<NaiveDate> {
    date.with_year(date.year() + 1)
        .or_else(|| NaiveDate::from_ymd_opt(date.year() + 1, 2, 28))
}
