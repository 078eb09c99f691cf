//! Turns the numbers in the cells of tables into fields: those the text names too are its fields.
//!
//! 地区生产总值 | 亿元 | 73.1 | 7.5 prints the number of the field that the text's 73.1亿元 is, and
//! the rate that its 增长7.5% is; 同比% is not asked again.

use std::ops::Range;

use super::super::indicator_names::best_known;
use super::super::proposal::{ComparedWith, MinedAnswer};
use super::super::slots::{SlotKind, cells};
use super::context::SlotContext;
use super::exact_figure::exact_unit;
use super::field_set::FieldSet;
use super::figure_slot::figure_names;
use super::found_field::figure_kind;
use crate::figure::{Basis, Figure};
use crate::read::LineRole;
use crate::schema::FieldKind;

/// Words of a column's head that say how a value changed.
const RATES: [&str; 6] = ["同比", "增长", "增速", "增幅", "±", "比上年"];
/// Words of a column's head that say nothing of their own: the row names the value.
const PLAIN_HEADS: [&str; 12] = [
    "完成数", "完成", "数值", "数量", "本年", "绝对数", "绝对值", "合计", "总量", "金额", "指标值",
    "实绩",
];

/// Adds the figures that fill cells, table by table.
pub(super) fn add_fields(context: &SlotContext, set: &mut FieldSet) {
    let figures = context.of_kind(SlotKind::Figure);
    let mut head: Vec<String> = Vec::new();
    for line in context.report.lines() {
        if line.role != LineRole::Row {
            head.clear();
            continue;
        }
        let cells = cells(context.report, &line.span);
        let words: Vec<String> = cells
            .iter()
            .map(|cell| context.report.words(cell))
            .collect();
        if head.len() != words.len() {
            head = words;
            continue;
        }
        for (column, cell) in cells.iter().enumerate().skip(1) {
            let is_figure = figures
                .binary_search_by_key(&cell.start, |span| span.start)
                .is_ok();
            if is_figure && context.is_cell(cell) && set.is_free(cell) {
                add_cell(
                    context,
                    set,
                    &TableCell {
                        span: cell,
                        head: &head,
                        row: &words,
                        column,
                    },
                );
            }
        }
    }
}

/// A cell with the words of its row and of the row above all.
struct TableCell<'a> {
    span: &'a Range<usize>,
    head: &'a [String],
    row: &'a [String],
    column: usize,
}

impl TableCell<'_> {
    fn words(&self) -> &str {
        &self.row[self.column]
    }

    fn is_rate(&self) -> bool {
        RATES
            .iter()
            .any(|word| self.head[self.column].contains(word))
    }

    /// What the row is about, less what is in brackets and what leads to it:
    /// 其中：税收收入（亿元）.
    fn subject(&self) -> String {
        let label = self.row[0].rsplit(['：', ':']).next().unwrap_or_default();
        let label = outside_brackets(label);
        let label = label.trim_start_matches(|c: char| {
            c.is_ascii_digit() || "一二三四五六七八九十、.．# 　".contains(c)
        });
        label.chars().filter(|c| c.is_alphanumeric()).collect()
    }

    /// The unit, from a column 单位 or from brackets in the column's head or the row's label.
    fn unit(&self) -> String {
        if self.is_rate() {
            return "%".to_owned();
        }
        let column = self.head.iter().position(|head| head.contains("单位"));
        let said = column.map(|column| self.row[column].clone());
        let bracketed = || {
            [&self.head[self.column], &self.row[0]]
                .into_iter()
                .find_map(|words| in_brackets(words))
        };
        said.or_else(bracketed).unwrap_or_default()
    }

    /// A name for the value: the row, and the column where that says more.
    fn name(&self) -> String {
        let subject = self.subject();
        let head = outside_brackets(&self.head[self.column]);
        match () {
            () if subject.is_empty() => "表内数据".to_owned(),
            () if self.is_rate() => format!("{subject}增速"),
            () if PLAIN_HEADS.contains(&head.as_str()) || head.is_empty() => subject,
            () => {
                subject
                    + &head
                        .chars()
                        .filter(|c| c.is_alphanumeric())
                        .collect::<String>()
            }
        }
    }
}

fn add_cell(context: &SlotContext, set: &mut FieldSet, cell: &TableCell) {
    if let Some((field, part)) = told_field(set, cell) {
        set.print(cell.span.clone(), field, part);
        return;
    }
    let name = cell.name();
    let bare = cell.words();
    let whole = format!("{bare}{}", cell.unit());
    // With its unit the field can be asked and compared; without, it prints as it stands.
    let number = |words: &str| words.parse::<Figure>().ok().map(|figure| figure.number());
    let has_unit = exact_unit(&whole).is_some() && number(&whole).as_deref() == Some(bare);
    let (value, part) = if has_unit {
        (whole, "数")
    } else {
        (bare.to_owned(), "")
    };
    let Some(unit) = exact_unit(&value) else {
        set.print_words(context, &name, cell.span, || {
            figure_names(context, &name, cell.span)
        });
        return;
    };
    let kind = figure_kind(unit, Basis::Current);
    let key = (kind.name(), name.clone(), value.clone());
    let field = set.known_or(key, |set| {
        let names = figure_names(context, &name, cell.span);
        let answer = MinedAnswer::Figure {
            current: value,
            compared: None,
        };
        set.add(context, &names, kind, cell.span, answer)
    });
    set.print(cell.span.clone(), field, part);
}

/// The field of the text that says what a cell says, and the part that prints it as it stands.
fn told_field(set: &FieldSet, cell: &TableCell) -> Option<(usize, &'static str)> {
    let subject = best_known(&cell.subject());
    let words = cell.words();
    for (at, field) in set.of_indicator(&subject) {
        let FieldKind::Figure { .. } = field.kind else {
            continue;
        };
        if cell.is_rate() {
            let Some(ComparedWith::Rate(rate)) = field.answer.compared() else {
                continue;
            };
            if rate == words {
                return Some((at, "增速"));
            }
            if rate.strip_suffix('%') == Some(words) {
                return Some((at, "增速数"));
            }
            continue;
        }
        let value = field.answer.main();
        if value == words {
            return Some((at, ""));
        }
        if value.parse::<Figure>().ok()?.number() == words {
            return Some((at, "数"));
        }
    }
    None
}

/// The words before a bracket: 增长（%） is 增长.
fn outside_brackets(words: &str) -> String {
    words
        .split(['（', '('])
        .next()
        .unwrap_or_default()
        .trim()
        .to_owned()
}

/// The words in brackets: 亿元 of 投资（亿元）.
fn in_brackets(words: &str) -> Option<String> {
    let (_, rest) = words.split_once(['（', '('])?;
    let (inside, _) = rest.split_once(['）', ')'])?;
    Some(
        inside
            .trim_start_matches("单位")
            .trim_start_matches(['：', ':'])
            .to_owned(),
    )
}
