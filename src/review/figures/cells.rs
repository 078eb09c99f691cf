//! Reads the cells of tables, for the rules on their sums.

use std::ops::Range;

use rust_decimal::Decimal;

use crate::diagnostic::Severity;
use crate::review::rule::{Rule, RuleCard, RuleTier};

pub(super) static TABLE: Rule = Rule {
    code: "figures.table",
    severity: Severity::Error,
    tier: RuleTier::Statistics,
    source: "合计等于各项之和，在四舍五入允许的范围内",
    title: "review.title.figures-table",
    hit: RuleCard::of(
        "工作汇报\n村名\t户数（户）\t耕地（亩）\n上村\t320\t1500\n下村\t280\t1700\n合计\t600\t3300",
    ),
    miss: RuleCard::of(
        "工作汇报\n村名\t户数（户）\t增长（%）\n上村\t320\t5.1\n下村\t280\t4.7\n合计\t600\t4.9",
    ),
};

/// Heads of columns that no sum is of.
const NOT_SUMMED: [&str; 12] = [
    "%", "率", "比", "均", "价", "序号", "排名", "名次", "占", "增速", "指数", "年份",
];

/// Whether the column of a title has a sum: rates, prices and ranks have none.
pub(super) fn is_summed(title: &str) -> bool {
    !NOT_SUMMED.iter().any(|word| title.contains(word))
}

/// A cell of a table.
#[derive(Clone, Debug)]
pub(super) struct TableCellText {
    pub(super) span: Range<usize>,
    pub(super) words: String,
}

/// Half of the last digit of a number.
pub(super) fn half(value: &Decimal) -> Decimal {
    Decimal::try_from_i128_with_scale(5, value.scale() + 1).unwrap_or_default()
}

/// A cell that is a number and nothing else.
pub(super) fn number(words: &str) -> Option<Decimal> {
    let plain: String = words.chars().filter(|c| !matches!(c, ',' | ' ')).collect();
    Decimal::from_str_exact(&plain).ok()
}

/// Words of a cell as a sentence shows them: matched words have half-width brackets.
pub(super) fn shown(words: &str) -> String {
    words.replace('(', "（").replace(')', "）")
}
