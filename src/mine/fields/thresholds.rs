//! Tests which figures set a bound of a kind of things, and are not asked for.

use std::ops::Range;

use super::context::SlotContext;
use crate::lexicon::is_hanzi;

/// Tests whether a figure says which things are meant and not how many: 65岁 of 65岁以上老人, 亿元
/// of 亿元以上项目. It stays as it is; a goal (增长6%以上, 新增400人以上。) is none.
pub(super) fn is_threshold(context: &SlotContext, span: &Range<usize>) -> bool {
    if is_threshold_unit(context, span) {
        return true;
    }
    let chars = context.report.folded();
    let after: String = chars[span.end..].iter().take(2).collect();
    let noun = chars
        .get(span.end + 2)
        .is_some_and(|c| is_hanzi(*c) && !"的和与及并且".contains(*c));
    ["以上", "以下"].contains(&after.as_str())
        && noun
        && (chars[..span.end].ends_with(&['岁']) || sizes_projects(chars, span.end))
}

/// Tests whether an amount of money says how large projects are: 10亿元以上|项目.
fn sizes_projects(chars: &[char], end: usize) -> bool {
    let thing: String = chars[end..].iter().skip(2).take(2).collect();
    chars[..end].ends_with(&['元']) && ["项目", "企业", "工程", "产业"].contains(&thing.as_str())
}

/// Tests whether a figure is a unit without a number that says of what size things are: 亿元 of
/// 亿元以上项目 and 亿元项目, 千万元 of 千万元级, 千人 of 千人拥有量, % over a column. A number
/// somebody took out (完成投资亿元) is none; then most of the report's numbers are gone.
fn is_threshold_unit(context: &SlotContext, span: &Range<usize>) -> bool {
    let chars = context.report.folded();
    let is_unit = chars[span.clone()]
        .iter()
        .all(|c| "十百千万亿元人户％%".contains(*c));
    let after: String = chars[span.end..].iter().take(2).collect();
    let sets_bound = after.starts_with('级') || ["以上", "以下"].contains(&after.as_str());
    is_unit && (sets_bound || context.keeps_numbers())
}
