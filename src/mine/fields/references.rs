//! Tells what a change is compared with, where that is not last year: 较五年前增长30%.
//!
//! The field of a figure asks for last year's value and computes from it, so it may not say
//! 比五年前增加18辆: that change is a field of its own.

use super::context::{SlotContext, is_edge};
use crate::lexicon::string;

/// How far before a verb of change its comparison may begin, in chars.
const LONGEST_COMPARISON: usize = 16;
/// The longest comparison that becomes a part of a name, in chars.
const LONGEST_LABEL: usize = 6;
/// What is last year's, or the end of it.
const LAST_YEAR: [&str; 9] = [
    "上年", "去年", "同期", "年初", "上年末", "去年底", "上年底", "年末", "年底",
];

/// Returns what the change whose verb begins at `verb` is compared with, for its name; `None` for
/// last year, and where nothing is said.
///
/// Made for 比五年前增加18辆, 较常年偏多一成, 五年提高6.8个百分点, 年均增长6%; must not take
/// 同比增长, 较年初增加, 占比提高.
pub(super) fn reference(context: &SlotContext, verb: usize) -> Option<String> {
    let clause = string(context.back_to(verb, LONGEST_COMPARISON, is_edge));
    let clause = clause.trim_end_matches("分别");
    let clause = clause.strip_suffix("相比").unwrap_or(clause);
    for every in ["年均", "月均", "环比", "累计"] {
        if clause.ends_with(every) {
            return Some(every.to_owned());
        }
    }
    if let Some(years) = years(clause) {
        return Some(years);
    }
    let at = clause.rfind(['比', '较', '与'])?;
    let (before, compared) = clause.split_at(at);
    let than: String = compared.chars().skip(1).collect();
    let is_noun = before.ends_with(['占', '同', '环', '之', '对', '可', '配', '性'])
        || than.starts_with(['重', '例', '率', '为', '值', '分', '较']);
    // 分别比上年多6个和少2个: the second is compared with what the first is.
    let names = |last: &&&str| than.ends_with(**last) || than.starts_with(**last);
    let is_last_year = LAST_YEAR.iter().any(|last| names(&last)) || than.is_empty();
    if is_noun || is_last_year {
        return None;
    }
    let is_short = than.chars().count() < LONGEST_LABEL;
    Some(if is_short {
        format!("较{than}")
    } else {
        "较前".to_owned()
    })
}

/// Returns the name of a change with what it is compared with, where the name has room for it:
/// 城镇化率增速 → 城镇化率年均增速.
pub(super) fn with_reference(name: String, reference: Option<&str>) -> String {
    const LONGEST: usize = 15;
    let Some(reference) = reference else {
        return name;
    };
    let ends = ["增速", "降幅", "增量", "减量", "变动"];
    let Some(end) = ends.iter().find(|end| name.ends_with(**end)) else {
        return name;
    };
    let of = &name[..name.len() - end.len()];
    let whole = format!("{of}{reference}{end}");
    let has_room = whole.chars().count() <= LONGEST && !of.contains(reference);
    if has_room { whole } else { name }
}

/// Returns a stretch of years at the end of a clause: 五年, 三年来.
fn years(clause: &str) -> Option<String> {
    let bare = clause.strip_suffix('来').unwrap_or(clause);
    let bare = bare.strip_suffix("累计").unwrap_or(bare);
    let number = bare.strip_suffix('年')?;
    let digit = number.chars().next_back()?;
    "二两三四五六七八九十"
        .contains(digit)
        .then(|| format!("{digit}年"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stretches_of_years_are_no_last_year() {
        for (clause, wanted) in [
            ("城镇化率五年", Some("五年")),
            ("三年来", Some("三年")),
            ("2024年", None),
            ("全年", None),
        ] {
            assert_eq!(years(clause).as_deref(), wanted, "{clause}");
        }
    }
}
