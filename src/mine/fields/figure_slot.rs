//! Makes the field of a figure, and holds what is said around it.

use std::ops::Range;

use rust_decimal::Decimal;

use super::super::field_names::Change;
use super::super::proposal::MinedAnswer;
use super::super::variable::SaidChange;
use super::context::{Clauses, SlotContext};
use super::exact_figure::{exact_unit, number_and_unit};
use super::field_set::FieldSet;
use super::found_field::figure_kind;
use crate::document::is_printable;
use crate::figure::{Basis, Unit};
use crate::schema::FieldKind;

/// What a figure of a sentence is about: a field, or where there is none yet, its name.
#[derive(Clone, Debug)]
pub(super) struct FigureTarget {
    pub(super) name: String,
    pub(super) field: Option<usize>,
}

/// A figure slot and the words around it.
pub(super) struct FigureSlot {
    pub(super) span: Range<usize>,
    pub(super) words: String,
    pub(super) clauses: Clauses,
}

/// Which numbers the words around a figure fit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Way {
    /// Any.
    Both,
    /// Any, of a value by itself; a count (新开工项目「40个」) is none below zero.
    Value,
    /// Those of the report's sign: 亏损「1200万元」, 突破「2万元」, 降幅收窄至「-0.4%」.
    One,
    /// None above zero: the sign is printed, and words say the way as well: 增长「-0.4%」，降幅
    /// 收窄.
    Printed,
}

impl Way {
    /// Returns that of a value, whose words may fit one sign only.
    pub(super) fn of_value(is_one_way: bool) -> Self {
        if is_one_way { Self::One } else { Self::Value }
    }

    /// Returns that of a value once its unit is known.
    fn known(self, unit: Option<&Unit>, name: &str) -> Self {
        match self {
            Self::Value if is_count(unit, name) || is_share(unit, name) => Self::One,
            Self::Value => Self::Both,
            way => way,
        }
    }

    /// Returns the least and the greatest number a field of this value takes; the report's own
    /// has the sign that the words fit: 降幅收窄至「-0.4%」.
    fn range(self, value: &str) -> (Option<Decimal>, Option<Decimal>) {
        let is_below_zero = value.starts_with('-');
        match self {
            Self::One | Self::Printed if is_below_zero => (None, Some(Decimal::ZERO)),
            Self::One => (Some(Decimal::ZERO), None),
            Self::Both | Self::Value | Self::Printed => (None, None),
        }
    }
}

/// A change as the report says it.
pub(super) struct ReportedChange {
    pub(super) change: Change,
    /// The number with the sign of the change: 下降0.6% is -0.6%.
    pub(super) signed: String,
    /// The char the verb begins at; that of the number where the list's first member has the verb.
    pub(super) start: usize,
    /// The verb and its opposite; `None` where the number has a sign, or no verb stands before it.
    pub(super) words: Option<SaidChange>,
    /// Whether the report puts signs where others put verbs: 增长-3.2%.
    pub(super) prints_sign: bool,
    /// What it is compared with, where that is not last year: 较五年前, 年均.
    pub(super) reference: Option<String>,
    /// Whether words behind it say its way once more: 上涨1.2%，涨幅回落.
    pub(super) names_way_again: bool,
    /// Whether the change is one of a list, whose later members go by the verb of this one.
    pub(super) is_listed: bool,
}

/// Returns the field of a figure answered with `value`; `None` for what is no exact figure.
pub(super) fn figure_field(
    context: &SlotContext,
    set: &mut FieldSet,
    slot: &FigureSlot,
    name: &str,
    value: &str,
    way: Way,
) -> Option<usize> {
    let unit = exact_unit(value)?;
    let is_real = ["生产总值", "增加值", "GDP"]
        .iter()
        .any(|real| name.contains(real));
    let basis = if is_real {
        Basis::Constant
    } else {
        Basis::Current
    };
    let way = way.known(unit.as_ref(), name);
    let mut kind = figure_kind(unit, basis);
    // 收窄到-2%: a number that the report prints with its sign is below zero itself.
    if let FieldKind::Figure { range, .. } = &mut kind {
        *range = way.range(value);
    }
    let key = (kind.name(), name.to_owned(), value.to_owned());
    Some(set.known_or(key, |set| {
        let names = figure_names(context, name, &slot.span);
        let answer = MinedAnswer::Figure {
            current: value.to_owned(),
            compared: None,
        };
        set.add(context, &names, kind, &slot.span, answer)
    }))
}

/// Whether a figure counts things, so that it cannot be below zero: 新开工项目40个.
///
/// Must not take a difference of two counts: 净流入人口-300人, 人员增减5人.
fn is_count(unit: Option<&Unit>, name: &str) -> bool {
    let is_difference = name.contains(['净', '差']) || name.contains("增减");
    unit.is_some_and(Unit::counts_things) && !is_difference
}

/// Whether a figure is a share of a whole, a multiple or a stretch of time: 占比「六成」,
/// 覆盖率「98%」, 连续「5年」.
///
/// Must not take 利润率-2%, which may be below zero, nor 增速-2%.
fn is_share(unit: Option<&Unit>, name: &str) -> bool {
    const SIGNED: [&str; 6] = ["增长率", "利润率", "收益率", "回报率", "变动率", "涨幅率"];
    let ends = |ends: &[&str]| ends.iter().any(|end| name.ends_with(end));
    let is_rate = unit.is_some_and(Unit::is_rate);
    let is_multiple = unit.is_some_and(|unit| ["倍", "番", "成"].contains(&unit.name()));
    let is_of_whole = ends(&["率", "占比", "比重", "比例"]) && !ends(&SIGNED);
    is_rate && is_of_whole || is_multiple || name.contains("连续")
}

/// Returns names for a figure, the best first.
pub(super) fn figure_names(context: &SlotContext, name: &str, span: &Range<usize>) -> Vec<String> {
    let mut names = vec![name.to_owned()];
    let Some(group) = context.group(span.start) else {
        return names;
    };
    if group.is_ahead {
        names.push(format!("{name}目标"));
    }
    if let Some(theme) = group.theme.filter(|theme| !name.contains(theme)) {
        names.push(format!("{theme}{name}"));
    }
    names
}

/// Returns the field of words for a number that is no exact figure.
pub(super) fn words_field(
    context: &SlotContext,
    set: &mut FieldSet,
    slot: &FigureSlot,
    name: &str,
    value: &str,
) -> Option<usize> {
    if value.trim() != value || !value.chars().all(is_printable) {
        return None;
    }
    let kind = FieldKind::Text { paragraphs: false };
    let key = (kind.name(), name.to_owned(), value.to_owned());
    Some(set.known_or(key, |set| {
        let names = figure_names(context, name, &slot.span);
        set.add(
            context,
            &names,
            kind,
            &slot.span,
            MinedAnswer::Words(value.to_owned()),
        )
    }))
}

/// Returns whether a figure carries its sign: -11.8%.
pub(super) fn starts_with_sign(words: &str) -> bool {
    words.starts_with(['-', '－', '−', '+', '＋'])
}

/// Reads a number with a sign that no figure prints (−0.4%, +4.1%): the value, and how its sign is
/// written.
pub(super) fn written_sign(words: &str) -> Option<(String, SaidChange)> {
    let sign = words.chars().next()?;
    let (rise, fall) = match sign {
        '−' | '－' => ("", sign),
        '+' => ("+", '-'),
        '＋' => ("＋", '－'),
        _ => return None,
    };
    let size = &words[sign.len_utf8()..];
    let (_, unit) = number_and_unit(size);
    let value = if rise.is_empty() {
        format!("-{size}")
    } else {
        size.to_owned()
    };
    exact_unit(&value)?;
    let said = SaidChange {
        flat: Some(format!("0{unit}")),
        ..SaidChange::of(rise.to_owned(), fall.to_string())
    };
    Some((value, said))
}

/// Tests whether the number of a figure is nothing, whatever its unit: 0%, 0.0个百分点, 0亿元. A
/// change of nothing is drafted as 持平, so a report that says 提高0 keeps its verb as it stands.
///
/// Must not take 数百家 or ０.5％ for nothing.
pub(super) fn is_zero(words: &str) -> bool {
    let mut digits = words
        .chars()
        .filter(|c| matches!(c, '0'..='9' | '０'..='９'))
        .peekable();
    digits.peek().is_some() && digits.all(|digit| matches!(digit, '0' | '０'))
}
