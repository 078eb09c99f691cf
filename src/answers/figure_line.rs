//! Parses a line that gives a figure and what it is compared with: `3.2亿元 增速10.3%`.
//!
//! The same line means the same at the prompt, in a file, after `--set` and in a cell of a sheet.

use std::borrow::Cow;

use rust_decimal::Decimal;

use super::figure_labels::{
    begins_with_label, is_label, is_number_like, label, without_rate_label,
};
use super::parts::{CURRENT, LAST, RATE};
use crate::figure::{Basis, Figure, Unit, bare_rate, begins_as_rate, is_plain, parse_rate, times};
use crate::numeral::half_width;
use crate::schema::{Compare, Field, FieldKind};
use crate::yaml::{Node, Value};

/// Parses a line to the answer of a figure field: a scalar, or a map of its parts.
///
/// A line that has more values than the field asks for comes back as it is: the check refuses it.
pub(crate) fn parse(field: &Field, typed: &str) -> Node {
    let FieldKind::Figure {
        unit, ratio: false, ..
    } = &field.kind
    else {
        return Node::of_words(typed);
    };
    if is_plain(typed, unit.as_ref()) {
        return Node::of_words(typed);
    }
    let written = as_written(typed);
    let typed = written.as_ref();
    let is_doubted = typed.contains(',') && doubted_comma(field, typed).is_some();
    if is_doubted || Figure::parse_in(typed, unit.as_ref()).is_ok() {
        return Node::of_words(typed);
    }
    let clauses = clauses(field, typed);
    if clauses.len() < 2 {
        let is_rate = unit.as_ref().is_some_and(Unit::is_rate);
        return match label(field, typed) {
            Some((CURRENT, value)) => Node::of_words(value),
            Some((RATE, words)) if is_rate => Node::of_words(bare_rate(words)),
            // 增加86户 is a value nobody asked for, not a rate.
            Some((RATE, words)) if parse_rate(without_rate_label(words)).is_err() => {
                Node::of_words(typed)
            }
            Some((RATE, words)) => map_of(vec![(RATE, without_rate_label(words).to_owned())]),
            Some((key, value)) => map_of(vec![(key, value.to_owned())]),
            None => Node::of_words(typed),
        };
    }
    match assign(field, &clauses) {
        Some(parts) => map_of(parts),
        None => Node::of_words(typed),
    }
}

/// Replaces spoken and drawn forms by written ones: 3个亿, 3亿元整, ↑5%, 3亿元（增长5%）.
fn as_written(typed: &str) -> Cow<'_, str> {
    const FORMS: [(&str, &str); 5] = [
        ("个亿", "亿"),
        ("元整", "元"),
        ("↑", " 增长"),
        ("↓", " 下降"),
        ("⬆", " 增长"),
    ];
    let mut written = Cow::Borrowed(typed);
    for (form, words) in FORMS {
        if written.contains(form) {
            written = Cow::Owned(written.replace(form, words));
        }
    }
    // What stands in brackets behind a value is another value, if it is a rate or has a label.
    let opened = written.rsplit_once(['（', '(']);
    if let Some((value, inside)) = opened
        && let Some(inside) = inside.trim_end().strip_suffix(['）', ')'])
        && !value.trim().is_empty()
        && (begins_as_rate(inside)
            || begins_with_label(inside)
            || inside.starts_with(['+', '-', '＋', '－', '\u{2212}']))
    {
        written = Cow::Owned(format!("{value} {inside}"));
    }
    written
}

/// Parses a line typed for one part, and returns the part it turns out to be: a rate typed for 上年
/// is 增速.
pub(crate) fn parse_part<'a>(
    field: &Field,
    part: &'static str,
    typed: &'a str,
) -> (&'static str, &'a str) {
    if let Some((key, value)) = label(field, typed) {
        let value = if key == RATE {
            without_rate_label(typed)
        } else {
            value
        };
        return (key, value);
    }
    let key = if part == LAST && is_growth(field, typed) {
        RATE
    } else {
        part
    };
    (key, typed)
}

/// How many times one value may be the other for the two to pass for two years' values.
const MOST_TIMES_APART: u64 = 10;

/// Returns what a comma may stand for beside the mark between two values, where nothing tells
/// which: nothing, as it groups thousands, or a decimal point.
///
/// Made for `850,780` where this year's and last year's value are asked, and for `15,4`, whose
/// comma is the key beside the point; must not question `12,618万元` (12 and 618 are no two
/// years' values), `5,040`, `1,234,567`, `15,14` and `15.4,14.2`.
pub(crate) fn doubted_comma(field: &Field, typed: &str) -> Option<&'static str> {
    let FieldKind::Figure {
        compare,
        ratio: false,
        ..
    } = &field.kind
    else {
        return None;
    };
    if compare.is_empty() {
        return None;
    }
    let narrow = half_width(typed);
    let number: String = narrow.chars().filter(|c| !c.is_whitespace()).collect();
    let is_digit = |c: char| c.is_ascii_digit();
    let end = number
        .find(|c: char| !is_digit(c) && c != ',')
        .unwrap_or(number.len());
    let (first, second) = number[..end].split_once(',')?;
    let is_decimal = second.len() < 3 && !narrow.contains([' ', '\u{3000}']);
    if is_decimal && number[end..].contains(is_digit) || !is_decimal && second.starts_with('0') {
        return None;
    }
    if !is_decimal && clauses(field, typed).len() > 1 {
        return None;
    }
    let (first, second) = (first.parse::<u64>().ok()?, second.parse::<u64>().ok()?);
    let (less, more) = (first.min(second), first.max(second));
    if is_decimal {
        let is_near = more.saturating_mul(2) < less.saturating_mul(3);
        return (!is_near).then_some(".");
    }
    (less > 0 && more <= less.saturating_mul(MOST_TIMES_APART)).then_some("")
}

/// Gives each clause of a line to a part, by its label or in the order the parts are asked.
fn assign(field: &Field, clauses: &[String]) -> Option<Vec<(&'static str, String)>> {
    let mut parts: Vec<(&'static str, String)> = Vec::new();
    for clause in clauses {
        let is_given = |key: &str| parts.iter().any(|(given, _)| *given == key);
        let (key, value) = match label(field, clause) {
            Some((RATE, _)) => (RATE, without_rate_label(clause)),
            Some(found) => found,
            None if is_given(CURRENT) && is_growth(field, clause) => (RATE, clause.as_str()),
            None => (next_part(field, is_given)?, clause.as_str()),
        };
        if is_given(key) {
            return None;
        }
        parts.push((key, value.to_owned()));
    }
    share_unit(field, &mut parts);
    Some(parts)
}

/// Returns the first part that is asked and not given yet.
fn next_part(field: &Field, is_given: impl Fn(&str) -> bool) -> Option<&'static str> {
    if !is_given(CURRENT) {
        return Some(CURRENT);
    }
    asked(field).into_iter().find(|key| !is_given(key))
}

/// Returns the parts of a figure that are asked after 本年, in order.
///
/// A rate that may not be computed (可比价) is asked for, else last year's value.
pub(crate) fn asked(field: &Field) -> Vec<&'static str> {
    let FieldKind::Figure { compare, basis, .. } = &field.kind else {
        return Vec::new();
    };
    let mut keys = Vec::new();
    for compare in compare {
        let constant = *basis == Basis::Constant;
        keys.push(if *compare == Compare::Last && constant {
            RATE
        } else {
            compare.key()
        });
    }
    keys
}

/// Gives a bare number the unit that another value of the line was typed with.
///
/// Made for `154000万，去年142000` in a field of 亿元, where both are in 万; must not break
/// `15.4亿元 14.2亿元`, 增速, which has a unit of its own kind, and `16.2 154000万`, where the bare
/// number is near the other in the field's own unit.
fn share_unit(field: &Field, parts: &mut [(&'static str, String)]) {
    let unit_of = |value: &str| value.parse::<Figure>().ok().map(|figure| figure.unit);
    let mut typed: Option<Unit> = None;
    for (key, value) in parts.iter() {
        if *key == RATE {
            continue;
        }
        let Some(Some(unit)) = unit_of(value) else {
            continue;
        };
        if typed.as_ref().is_some_and(|typed| *typed != unit) {
            return;
        }
        typed = Some(unit);
    }
    let Some(unit) = typed else { return };
    let FieldKind::Figure { unit: own, .. } = &field.kind else {
        return;
    };
    let figure_of = |value: &str| Figure::parse_in(value, own.as_ref()).ok();
    let with_unit = parts
        .iter()
        .find(|(key, value)| *key != RATE && unit_of(value).flatten().is_some());
    let other = with_unit.and_then(|(_, value)| figure_of(value));
    let is_near = |value: &str| {
        let apart = figure_of(value)
            .zip(other.as_ref())
            .and_then(|(one, other)| times(&one, other));
        let most = Decimal::from(MOST_TIMES_APART);
        apart.is_some_and(|apart| apart <= most && apart * most >= Decimal::ONE)
    };
    for (key, value) in parts.iter_mut() {
        // +10.3 beside 16.2亿元 may be a rate: it is refused with its sign, not given a unit.
        let is_signed = value.trim().starts_with(['+', '-', '＋', '－', '\u{2212}']);
        if *key == RATE || is_signed || unit_of(value) != Some(None) {
            continue;
        }
        let shared = format!("{}{unit}", value.trim());
        if is_near(&shared) || !is_near(value) {
            *value = shared;
        }
    }
}

/// Splits a line into its values: at white space, at marks, and at commas that group no thousands.
///
/// A label alone goes with the value behind it (`比上年 增长10.3%`), and a unit alone with the
/// number before it (`3.2 亿元 2.9 亿元`).
fn clauses(field: &Field, typed: &str) -> Vec<String> {
    let mut clauses: Vec<String> = Vec::new();
    let mut pending = String::new();
    for word in words(typed) {
        let whole = format!("{pending}{word}");
        if is_label(field, &whole) {
            pending = whole;
            continue;
        }
        let begins = !pending.is_empty() || label(field, word).is_some() || is_number_like(word);
        pending.clear();
        match clauses.last_mut() {
            Some(last) if !begins => last.push_str(word),
            _ => clauses.push(whole),
        }
    }
    if !pending.is_empty() {
        clauses.push(pending);
    }
    clauses
}

/// Splits a line at white space, at marks, and at commas that group no thousands.
fn words(typed: &str) -> Vec<&str> {
    let chars: Vec<(usize, char)> = typed.char_indices().collect();
    let mut words = Vec::new();
    let mut start = 0;
    for (index, (at, c)) in chars.iter().enumerate() {
        let separates = match c {
            '，' | '；' | ';' | '、' => true,
            ',' => !groups_thousands(&chars, index),
            // 3.2亿元。增速10.3%, but not 3。2亿元.
            '。' => !is_between_digits(&chars, index),
            c => c.is_whitespace(),
        };
        if separates {
            words.push(&typed[start..*at]);
            start = at + c.len_utf8();
        }
    }
    words.push(&typed[start..]);
    words.retain(|word| !word.is_empty());
    words
}

fn is_between_digits(chars: &[(usize, char)], index: usize) -> bool {
    let is_digit = |at: usize| chars.get(at).is_some_and(|(_, c)| c.is_ascii_digit());
    index > 0 && is_digit(index - 1) && is_digit(index + 1)
}

/// Whether a comma has one to three digits before it, back to another comma or the start of the
/// number, and exactly three behind it.
fn groups_thousands(chars: &[(usize, char)], comma: usize) -> bool {
    let is_digit = |index: usize| chars.get(index).is_some_and(|(_, c)| c.is_ascii_digit());
    let mut before = comma;
    while before > 0 && is_digit(before - 1) {
        before -= 1;
    }
    let starts_number = before == 0 || chars[before - 1].1 != '.';
    let after_three = (1..=3).all(|step| is_digit(comma + step)) && !is_digit(comma + 4);
    (1..=3).contains(&(comma - before)) && starts_number && after_three
}

/// Whether words typed beside a value are its growth: 7.5%, unless the value itself is in %.
pub(crate) fn is_growth(field: &Field, word: &str) -> bool {
    let unit = match &field.kind {
        FieldKind::Figure { unit, .. } => unit.as_ref(),
        _ => None,
    };
    let word = word.trim().trim_end_matches(['。', '；', '，']);
    begins_as_rate(word)
        || word.ends_with("百分点")
        || !unit.is_some_and(Unit::is_rate) && word.ends_with(['%', '％', '‰'])
}

fn map_of(parts: Vec<(&'static str, String)>) -> Node {
    let mut map = Node::of(Value::Map(Vec::new()));
    for (key, value) in parts {
        map.set(key, Node::of_words(value));
    }
    map
}

#[cfg(test)]
mod tests {
    use super::{doubted_comma, parse};
    use crate::schema::{self, Field};
    use crate::yaml::print::flow;

    fn field(attributes: &str) -> Field {
        let head = "title: 例\nkind: 讲话\nsummary: 例\nfields:\n";
        let source = format!("{head}- {{name: 税收, kind: figure, {attributes}}}\n");
        let (schema, faults) = schema::read("s.yaml", &source, &[]).recovered();
        assert!(faults.is_empty(), "{faults:?}");
        schema.fields[0].clone()
    }

    #[test]
    fn a_line_gives_all_parts_of_a_figure() {
        let field = field("unit: 亿元, compare: [上年, 计划]");
        let cases = [
            ("3.2亿元", "3.2亿元"),
            ("3.2亿元 增速10.3%", "{本年: 3.2亿元, 增速: 10.3%}"),
            (
                "3.2亿，比上年增长10.3%",
                "{本年: 3.2亿, 增速: 比上年增长10.3%}",
            ),
            ("3.2亿元，增幅10.3%", "{本年: 3.2亿元, 增速: 增幅10.3%}"),
            ("3.2亿元 负增长3%", "{本年: 3.2亿元, 增速: 负增长3%}"),
            (
                "3.2亿元。比上年 增长 10.3%",
                "{本年: 3.2亿元, 增速: 比上年增长10.3%}",
            ),
            ("3.2 亿元 2.9 亿元", "{本年: 3.2亿元, 上年: 2.9亿元}"),
            ("850 780", "{本年: 850, 上年: 780}"),
            ("850，780", "{本年: 850, 上年: 780}"),
            ("15.4,14.2", "{本年: 15.4, 上年: 14.2}"),
            ("154000万，去年142000", "{本年: 154000万, 上年: 142000万}"),
            ("16.2 154000万", "{本年: 16.2, 上年: 154000万}"),
            ("3.2亿元（上年2.9亿元）", "{本年: 3.2亿元, 上年: 2.9亿元}"),
            ("上年2.9 本年3.2", "{上年: '2.9', 本年: '3.2'}"),
            (
                "3.2，计划：3亿元，去年同期2.9",
                "{本年: 3.2亿元, 计划: 3亿元, 上年: 2.9亿元}",
            ),
            (
                "3.2个亿（同比增长10.3%）",
                "{本年: 3.2亿, 增速: 同比增长10.3%}",
            ),
            ("3.2亿元(+10.3%)", "{本年: 3.2亿元, 增速: +10.3%}"),
            ("3.2亿元 ↓3%", "{本年: 3.2亿元, 增速: 下降3%}"),
            ("3.2亿元（快报数）", "3.2亿元（快报数）"),
            ("本年3.2亿", "3.2亿"),
            ("上年2.9亿", "{上年: 2.9亿}"),
            ("完成率98%", "完成率98%"),
            ("1 2 3 4", "1 2 3 4"),
        ];
        for (typed, node) in cases {
            let found = flow(&parse(&field, typed)).replace(['\'', '"'], "");
            assert_eq!(found, node.replace('\'', ""), "{typed}");
        }
    }

    #[test]
    fn a_rate_as_the_value_itself_loses_its_verb() {
        let field = field("unit: '%'");
        for (typed, node) in [
            ("增长8%", "8%"),
            ("增长7%左右", "7%左右"),
            ("下降2.1%", "-2.1%"),
        ] {
            assert_eq!(parse(&field, typed).scalar(), Some(node), "{typed}");
        }
    }

    #[test]
    fn one_comma_is_doubted_only_where_two_values_are_asked() {
        let (two, one) = (field("unit: 万元, compare: [上年]"), field("unit: 万元"));
        let cases = [
            ("850,780", ""),
            ("850,780万元", ""),
            ("98,101.5", ""),
            ("15,4", "."),
            ("15,4亿元", "."),
            ("3,05", "."),
            ("１５，４", "."),
        ];
        for (typed, meant) in cases {
            assert_eq!(doubted_comma(&two, typed), Some(meant), "{typed}");
            assert_eq!(doubted_comma(&one, typed), None, "{typed}");
        }
        for typed in [
            "1,234,567", "12,618", "5,040", "1,234.5", "850780", "15.4,14.2", "850 780", "15,14",
            "15, 4", "16,15.4", "9,8", "本年850 上年780",
        ] {
            assert_eq!(doubted_comma(&two, typed), None, "{typed}");
        }
    }
}
