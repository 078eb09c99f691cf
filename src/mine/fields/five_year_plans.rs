//! Finds what a year is to its five-year plan: 2025年是“十四五”规划收官之年.
//!
//! Left as words they would be wrong next year: 2026 is no 收官之年 of 十四五.

use std::ops::Range;

use super::context::SlotContext;
use super::field_set::FieldSet;
use crate::calendar::{FiveYearPlan, Year};
use crate::lexicon::string;

/// The longest words between the name of a plan and the phase, in chars: ”规划的.
const LONGEST_GAP: usize = 8;
/// The years a report speaks of, from the one it is on, and the parts that print what they are to
/// their plan.
const YEARS: [(i32, &str, &str); 3] = [
    (0, "规划", "规划进程"),
    (1, "次年.规划", "次年.规划进程"),
    (-1, "上年.规划", "上年.规划进程"),
];

/// Prints the plan and the phase of the report's year, of the next or of the last, where the
/// report says both next to each other.
pub(super) fn add_fields(context: &SlotContext, set: &mut FieldSet) {
    let Some((field, base)) = set.general_year() else {
        return;
    };
    let text = context.report.folded();
    for (distance, plan_part, phase_part) in YEARS {
        let year = Year(base + distance);
        let Some(plan) = FiveYearPlan::of(year) else {
            continue;
        };
        let Some(phase) = plan.phase(year) else {
            continue;
        };
        for (name, phase) in mentions(text, &plan.name(), phase) {
            let is_same = |span: &Range<usize>| {
                let is_same_words = context.report.chars()[span.clone()] == text[span.clone()];
                is_same_words && set.is_free(span) && !context.is_escaped(span.start)
            };
            if is_same(&name) && is_same(&phase) {
                set.print(name, field, plan_part);
                set.print(phase, field, phase_part);
            }
        }
    }
}

/// Returns where the name of a plan stands with its phase right behind:
/// “「十四五」”规划「收官之年」.
fn mentions(text: &[char], name: &str, phase: &str) -> Vec<(Range<usize>, Range<usize>)> {
    let (name, phase): (Vec<char>, Vec<char>) = (name.chars().collect(), phase.chars().collect());
    let mut found = Vec::new();
    for at in 0..text.len() {
        if !text[at..].starts_with(&name) {
            continue;
        }
        let behind = at + name.len();
        for gap in 0..=LONGEST_GAP {
            let start = behind + gap;
            if text
                .get(start..)
                .is_some_and(|rest| rest.starts_with(&phase))
            {
                let between = string(&text[behind..start]);
                if !between.contains(['，', '。', '；', '\n']) {
                    found.push((at..behind, start..start + phase.len()));
                }
                break;
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_phase_belongs_to_the_plan_right_before_it() {
        for (text, wanted) in [
            ("2025年是“十四五”规划收官之年。", 1),
            ("“十四五”的收官之年", 1),
            ("“十四五”以来，全镇上下一心，收官之年", 0),
            ("“十三五”规划收官之年", 0),
        ] {
            let chars: Vec<char> = text.chars().collect();
            assert_eq!(
                mentions(&chars, "十四五", "收官之年").len(),
                wanted,
                "{text}"
            );
        }
    }
}
