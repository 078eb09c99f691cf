//! Turns a line typed at a question into the answer it stands for in a file.
//!
//! The grammar is that of files ([`crate::answers`]); only a day without a year is completed here,
//! because the day of the interview helps.

use super::parts;
use crate::answers::date_line::{DateContext, missing_year};
use crate::answers::{figure_line, place_line, spelling};
use crate::schema::{Field, FieldKind};
use crate::yaml::{Node, Value};

/// Parses a line to the answer to a whole field.
pub(super) fn answer(field: &Field, typed: &str, context: DateContext) -> Node {
    let typed = typed.trim();
    let words = Node::of_words(typed);
    if let Some(expanded) = spelling::expand(field, &words) {
        return expanded;
    }
    match &field.kind {
        FieldKind::Date => match missing_year(field, typed, context) {
            Some(year) => Node::of_words(format!("{year}年{typed}")),
            None => words,
        },
        FieldKind::List { fields, .. } => Node::of(Value::List(
            spelling::records(fields, &words).unwrap_or_default(),
        )),
        _ => words,
    }
}

/// Parses a line to one part of an answer, and returns which part it turns out to be.
///
/// A rate typed for 上年 is 增速.
pub(super) fn part(field: &Field, part: &str, typed: &str) -> (&'static str, Node) {
    let typed = typed.trim();
    let key = parts::ALL
        .iter()
        .find(|key| **key == part)
        .copied()
        .unwrap_or(parts::LAST);
    if key == parts::PARENT {
        return (key, place_line::parse(typed));
    }
    let (key, value) = figure_line::parse_part(field, key, typed);
    (key, Node::of_words(value))
}
