//! Ties a value to what stands beside it: the value it moved from, 持平 behind it.

use super::super::field_names;
use super::super::field_names::Change;
use super::comparisons::add_no_change;
use super::context::SlotContext;
use super::field_set::FieldSet;
use super::figure_slot::{FigureSlot, FigureTarget};
use crate::lexicon::string;

/// The chars of 持平.
const STANDSTILL: usize = 2;
/// The longest words of a standstill, in chars.
const LONGEST_STANDSTILL: usize = 8;

/// Holds the two values of 由12家增加到31家 to their verb: of the next year's values the first may
/// not be the greater, or the draft would call a fall a rise.
pub(super) fn hold_to_verb(
    set: &mut FieldSet,
    slot: &FigureSlot,
    last: Option<&FigureTarget>,
    target: &FigureTarget,
) {
    let last = last.filter(|last| last.name == format!("原{}", target.name));
    let (Some(from), Some(to)) = (last.and_then(|last| last.field), target.field) else {
        return;
    };
    match field_names::moved_way(&slot.clauses.before) {
        Change::Rise => set.bound(from, to),
        Change::Fall => set.bound(to, from),
        Change::None | Change::Share => {}
    }
}

/// Prints 持平 behind a figure as its change, which is another next year: 优良率100%，同比持平.
///
/// Must not take 与上年持平, whose grammar fits no other word.
pub(super) fn add_standstill(
    context: &SlotContext,
    set: &mut FieldSet,
    slot: &FigureSlot,
    field: usize,
) {
    const COMPARED: [&str; 7] = [
        "同比持平", "比上年持平", "较上年持平", "比去年持平", "较去年持平", "较年初持平",
        "比年初持平",
    ];
    let text = context.report.folded();
    let comma = usize::from(matches!(text.get(slot.span.end), Some(',' | '，')));
    let start = slot.span.end + comma;
    let after = string(&text[start..(start + LONGEST_STANDSTILL).min(text.len())]);
    let Some(words) = COMPARED.iter().find(|words| after.starts_with(**words)) else {
        return;
    };
    let end = start + words.chars().count();
    add_no_change(context, set, end - STANDSTILL..end, field);
}
