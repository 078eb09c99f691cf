//! Parses a line typed at a question into the answer it stands for in a file.
//!
//! A line may give several parts at once: `73.1亿 上年65.2亿 计划70亿`, `青禾县云溪镇`.

use chrono::Datelike;

use super::{parts, places};
use crate::calendar::{Date, DateError, parse_date};
use crate::figure::{Figure, Unit};
use crate::place::Place;
use crate::schema::{Field, FieldKind};
use crate::yaml;
use crate::yaml::{Node, Value};

/// The longest line that is split into several names of places, in bytes.
const LONGEST_PLACE_LINE: usize = 300;
/// Meetings of the first four months report on the year before.
pub(super) const LAST_MONTH_OF_REPORTS: u32 = 4;

/// What a line needs to be understood besides its field.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct LineContext {
    /// The year reported on, for dates typed without one.
    pub(super) year: Option<i32>,
    /// Today, for dates typed before that year is known.
    pub(super) today: Option<Date>,
}

/// Parses a line to the answer to a whole field.
pub(super) fn answer(field: &Field, typed: &str, around: LineContext) -> Node {
    let typed = typed.trim();
    if let Some(node) = flow(field, typed) {
        return node;
    }
    match &field.kind {
        FieldKind::Place { .. } => place(typed),
        FieldKind::Date => Node::of_words(date(typed, around)),
        FieldKind::Figure { unit, ratio: false, .. } => figure(field, unit.as_ref(), typed),
        FieldKind::List { .. } => {
            let words =
                typed.split(['；', ';', '\n']).map(str::trim).filter(|words| !words.is_empty());
            Node::of(Value::List(words.map(Node::of_words).collect()))
        }
        _ => Node::of_words(typed),
    }
}

/// Parses a line to one part of an answer, and returns which part it turns out to be.
///
/// A rate typed for 上年 is 增速.
pub(super) fn part(field: &Field, part: &str, typed: &str) -> (&'static str, Node) {
    let typed = typed.trim();
    let key = parts::ALL.iter().find(|key| **key == part).copied().unwrap_or("上年");
    if key == parts::PARENT {
        return (key, place(typed));
    }
    let (label, rest) = labelled(typed);
    let key =
        label.unwrap_or(if key == "上年" && is_growth(field, typed) { "增速" } else { key });
    (key, Node::of_words(if label == Some("增速") { typed } else { rest }))
}

/// Parses `{…}` and `[…]` as in a file, where a field takes them.
fn flow(field: &Field, typed: &str) -> Option<Node> {
    let compound = matches!(
        field.kind,
        FieldKind::Place { .. }
            | FieldKind::Session
            | FieldKind::Figure { .. }
            | FieldKind::List { .. }
    );
    if !compound || !typed.starts_with(['{', '[']) {
        return None;
    }
    let (node, faults) = yaml::read("", typed).recovered();
    faults.is_empty().then_some(node)
}

/// Completes `1月5日` by a year.
///
/// The year reported on gives it: a meeting in the first four months reports on the year before.
/// Before that year is known, the year nearest to today is taken.
fn date(typed: &str, around: LineContext) -> String {
    let Err(DateError::NoYear { .. }) = parse_date(typed, None) else { return typed.to_owned() };
    let early = |year: i32| {
        parse_date(typed, Some(year)).is_ok_and(|day| day.month() <= LAST_MONTH_OF_REPORTS)
    };
    let year = match (around.year, around.today) {
        (Some(year), _) => Some(if early(year + 1) { year + 1 } else { year }),
        (None, Some(today)) => {
            let near = |year: &i32| {
                parse_date(typed, Some(*year)).ok().map(|day| (day - today).num_days().abs())
            };
            [today.year() - 1, today.year(), today.year() + 1]
                .into_iter()
                .min_by_key(|year| near(year).unwrap_or(i64::MAX))
        }
        (None, None) => None,
    };
    year.map_or_else(|| typed.to_owned(), |year| format!("{year}年{typed}"))
}

/// Parses a place, with the parents typed before it, and with the level of a 市 that is no
/// prefecture.
fn place(typed: &str) -> Node {
    let (parents, name) = split_place(typed);
    let level = if parents.is_none() { places::level(name) } else { None };
    if parents.is_none() && level.is_none() {
        return Node::of_words(name);
    }
    let mut map = Node::of(Value::Map(Vec::new()));
    map.set(parts::NAME, Node::of_words(name));
    if let Some(level) = level {
        map.set(parts::LEVEL, Node::of_words(level.to_string()));
    }
    if let Some(parents) = parents {
        map.set(parts::PARENT, place(parents));
    }
    map
}

/// Splits 青禾县云溪镇 into 青禾县 and 云溪镇: where a name of a higher level ends and two chars or
/// more begin the name of a lower one.
///
/// Must not break 大旗山镇, which is no 山镇 in a 大旗. A space splits names anywhere.
fn split_place(typed: &str) -> (Option<&str>, &str) {
    if typed.len() > LONGEST_PLACE_LINE {
        return (None, typed);
    }
    if let Some((before, name)) = typed.rsplit_once([' ', '　', '·', '/', '>', '›']) {
        return (Some(before.trim()).filter(|before| !before.is_empty()), name.trim());
    }
    let mut parted =
        typed.char_indices().rev().map(|(at, _)| typed.split_at(at)).filter(|(before, name)| {
            let levels = Place::parse(before).ok().zip(Place::parse(name).ok());
            let stem = levels
                .as_ref()
                .map_or(0, |(_, low)| name.chars().count() - low.word().chars().count());
            levels.is_some_and(|(high, low)| is_above(&high, &low)) && stem >= 2
        });
    parted.next().map_or((None, typed), |(before, name)| (Some(before), name))
}

/// Whether a place can be part of another; a 市 may stand below a 市.
fn is_above(high: &Place, low: &Place) -> bool {
    high.level() < low.level() || high.name().ends_with('市') && low.name().ends_with('市')
}

/// Parses `73.1亿 上年65.2亿 计划70亿`: this year's value, then the others in the order they are
/// asked, or by their labels.
fn figure(field: &Field, unit: Option<&Unit>, typed: &str) -> Node {
    let words = split_figure(typed);
    let whole = Figure::parse_in(typed, unit).is_ok();
    if whole || words.len() < 2 {
        let (label, rest) = labelled(typed);
        let this_year = label.is_none_or(|label| label == parts::CURRENT);
        return if this_year { Node::of_words(rest) } else { Node::of_words(typed) };
    }
    let mut map = Node::of(Value::Map(Vec::new()));
    let mut open =
        std::iter::once(parts::CURRENT).chain(parts::asked(field)).collect::<Vec<_>>().into_iter();
    for word in words {
        let (label, rest) = labelled(word);
        let key = match label {
            Some(label) => label,
            None if map.get(parts::CURRENT).is_some() && is_growth(field, word) => "增速",
            None => match open.find(|key| map.get(key).is_none()) {
                Some(key) => key,
                // More than is asked is no answer: the check refuses the whole line.
                None => return Node::of_words(typed),
            },
        };
        map.set(key, Node::of_words(if key == parts::RATE { word_of_rate(word) } else { rest }));
    }
    map
}

/// Splits a line at white space and at commas that do not separate thousands.
fn split_figure(typed: &str) -> Vec<&str> {
    typed
        .split(['，', '；', ';', '、', ' ', '　', '\t'])
        .map(|w| w.trim_matches(','))
        .filter(|w| !w.is_empty())
        .collect()
}

/// Returns the label a word begins with, and the rest.
fn labelled(word: &str) -> (Option<&'static str>, &str) {
    const LABELS: &[(&str, &str)] = &[
        ("本年", parts::CURRENT),
        ("今年", parts::CURRENT),
        ("上年", "上年"),
        ("去年", "上年"),
        ("计划", "计划"),
        ("目标", "计划"),
        ("累计", "累计"),
        ("增速", parts::RATE),
        ("同比", parts::RATE),
        ("增长", parts::RATE),
        ("下降", parts::RATE),
        ("持平", parts::RATE),
        ("提高", parts::RATE),
        ("回落", parts::RATE),
    ];
    let found = LABELS.iter().find_map(|(label, key)| Some((*key, word.strip_prefix(label)?)));
    match found {
        Some((key, rest)) => {
            (Some(key), rest.trim_start_matches([':', '：', '=', '同', '期']).trim())
        }
        None => (None, word),
    }
}

/// Strips the label 增速 and keeps the words that give a rate its sign.
fn word_of_rate(word: &str) -> &str {
    word.strip_prefix("增速").unwrap_or(word).trim_start_matches([':', '：', '=', ' '])
}

/// Whether words typed beside a value are its growth: `7.5%`, unless the value itself is in %.
fn is_growth(field: &Field, word: &str) -> bool {
    let rate = matches!(&field.kind, FieldKind::Figure { unit: Some(unit), .. } if unit.is_rate());
    labelled(word).0 == Some(parts::RATE)
        || word.ends_with("个百分点")
        || !rate && word.ends_with(['%', '％', '‰'])
}
