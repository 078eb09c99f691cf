//! Ties a value to what stands beside it: the value it moved from, 持平 behind it.

use super::super::field_names;
use super::super::field_names::Change;
use super::comparisons::add_no_change;
use super::context::SlotContext;
use super::field_set::FieldSet;
use super::figure_slot::{FigureSlot, FigureTarget};
use crate::lexicon::string;

/// The longest words of a standstill, in chars.
const LONGEST_STANDSTILL: usize = 14;

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
    // 由99位提升至87位: the better rank is the smaller.
    let is_rank = target.name.ends_with("位次");
    match field_names::moved_way(&slot.clauses.before) {
        Change::Rise if is_rank => set.bound(to, from),
        Change::Fall if is_rank => set.bound(from, to),
        Change::Rise => set.bound(from, to),
        Change::Fall => set.bound(to, from),
        Change::None | Change::Share => {}
    }
}

/// Prints what says no change behind a figure as its change, which is another next year:
/// 优良率100%，同比持平; 失业率3.2%，与上年基本持平.
pub(super) fn add_standstill(
    context: &SlotContext,
    set: &mut FieldSet,
    slot: &FigureSlot,
    field: usize,
) {
    let text = context.report.folded();
    let comma = usize::from(matches!(text.get(slot.span.end), Some(',' | '，')));
    let start = slot.span.end + comma;
    if let Some((end, compared)) = standstill(text, start) {
        add_no_change(context, set, start..end, field, &compared);
    }
}

/// Reads words that say no change and end their clause: where they end, and what a change in
/// place of them is compared with.
pub(super) fn standstill(text: &[char], start: usize) -> Option<(usize, String)> {
    const STOPS: &str = "。，；、！,;)）\n";
    let most = (start + LONGEST_STANDSTILL).min(text.len());
    let is_stop = |c: &char| STOPS.contains(*c);
    let stop = text[start..most].iter().position(is_stop);
    let end = stop.map_or(most, |stop| start + stop);
    let ends = text.get(end).is_none_or(is_stop);
    let compared = field_names::compared_of_nothing(&string(&text[start..end]))?;
    ends.then_some((end, compared))
}
