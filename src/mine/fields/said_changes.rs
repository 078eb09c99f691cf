//! Tells what change a figure says, with the words the report says it with.

use super::super::field_names::{Change, ClauseChange};
use super::super::variable::SaidChange;
use super::context::SlotContext;
use super::exact_figure::{number_and_unit, signed};
use super::figure_lists;
use super::figure_lists::with_shared_unit;
use super::figure_slot::{FigureSlot, ReportedChange, is_zero, starts_with_sign};
use super::ranges::is_range;
use super::references::reference;
use crate::lexicon::is_hanzi;

/// A change that figures of one list share: 分别增长[4.9%]和[6.7%].
#[derive(Clone, Debug)]
pub(super) struct ListedChange {
    pub(super) change: Change,
    pub(super) words: Option<SaidChange>,
    pub(super) prints_sign: bool,
    pub(super) reference: Option<String>,
    pub(super) names_way_again: bool,
    /// The field and the part of the member before.
    pub(super) last: Option<(String, &'static str)>,
}

/// Returns the change a figure says, with the report's verb: 增長 comes back as it stood.
pub(super) fn reported_change(
    context: &SlotContext,
    slot: &FigureSlot,
    clause: ClauseChange,
) -> ReportedChange {
    let start = slot.span.start - clause.verb.chars().count();
    let verb = context.report.words(&(start..slot.span.start));
    let has_sign = starts_with_sign(&slot.words);
    let prints_sign = has_sign || figure_lists::prints_signs(context, &slot.span);
    let opposite = format!("{}{}", clause.opposite, clause.particle);
    let is_word = |words: &str| !words.is_empty() && words.chars().all(char::is_alphabetic);
    let falls = clause.change == Change::Fall;
    let can_begin = !context.is_escaped(start);
    let names_way_again = figure_lists::names_way_again(context, &slot.span);
    let is_switchable = can_begin
        && !prints_sign
        && is_word(&verb)
        && !clause.opposite.is_empty()
        && !is_zero(&slot.words)
        && !is_range(&slot.words)
        && !names_way_again
        && !figure_lists::says_turn(context, &slot.span);
    let (rise, fall) = if falls {
        (opposite, verb)
    } else {
        (verb, opposite)
    };
    ReportedChange {
        change: clause.change,
        signed: signed_number(context, slot, falls),
        start,
        words: is_switchable.then(|| SaidChange {
            unit: unit_instead(context, slot),
            flat: nothing_before_words(context, slot, if falls { &fall } else { &rise }),
            ..SaidChange::of(rise.clone(), fall.clone())
        }),
        prints_sign,
        reference: reference(context, start),
        names_way_again,
        is_listed: figure_lists::length(context, &slot.span) > 1,
    }
}

/// Returns the number with the sign of its change and the unit it may share with a later one.
fn signed_number(context: &SlotContext, slot: &FigureSlot, falls: bool) -> String {
    if starts_with_sign(&slot.words) {
        return slot.words.clone();
    }
    match with_shared_unit(context, slot) {
        Some((whole, _)) => signed(&whole, falls),
        None => signed(&slot.words, falls),
    }
}

/// Returns what stands behind a number whose unit a later one has: 个 of 提高1.1个、0.7个百分点.
fn unit_instead(context: &SlotContext, slot: &FigureSlot) -> Option<String> {
    with_shared_unit(context, slot)?;
    Some(number_and_unit(&slot.words).1.to_owned())
}

/// Returns how no change is said where words go on behind the number, which 持平 would not fit:
/// 提升「9个」位次, 增长「5%」以上.
fn nothing_before_words(context: &SlotContext, slot: &FigureSlot, verb: &str) -> Option<String> {
    let next = context.report.folded().get(slot.span.end)?;
    let goes_on = is_hanzi(*next) && !"和与及以且并".contains(*next);
    let (_, unit) = number_and_unit(&slot.words);
    goes_on.then(|| format!("{verb}0{unit}"))
}

impl ReportedChange {
    /// Takes the other verb from the list's first member, where both say the same of one way:
    /// 分别增长8.1%和下降1.5% turns to 增长, not to 上升.
    pub(super) fn agree_with(&mut self, first: Option<&ListedChange>) {
        let first = first.and_then(|listed| listed.words.as_ref());
        let (Some(own), Some(first)) = (&mut self.words, first) else {
            return;
        };
        match self.change {
            Change::Fall if own.fall == first.fall => own.rise.clone_from(&first.rise),
            Change::Rise if own.rise == first.rise => own.fall.clone_from(&first.fall),
            _ => {}
        }
    }
}

impl ListedChange {
    /// Returns what the next of a list takes over from a change.
    pub(super) fn of(reported: &ReportedChange) -> Self {
        Self {
            change: reported.change,
            words: reported.words.clone(),
            prints_sign: reported.prints_sign,
            reference: reported.reference.clone(),
            names_way_again: reported.names_way_again,
            last: None,
        }
    }
}

/// Returns the change of a list's later member, whose verb stands before the first.
pub(super) fn shared_change(
    context: &SlotContext,
    slot: &FigureSlot,
    listed: &ListedChange,
) -> ReportedChange {
    // 分别增长4.1%、-11.8%和2.6% writes signs where others write verbs: no verb is put before them.
    // Nor before a sign or a nought that one member alone writes.
    let is_own = starts_with_sign(&slot.words) || is_zero(&slot.words) || is_range(&slot.words);
    let words = if listed.prints_sign || is_own {
        None
    } else {
        listed.words.clone().zip(listed.last.clone())
    };
    ReportedChange {
        change: listed.change,
        signed: signed_number(context, slot, listed.change == Change::Fall),
        start: slot.span.start,
        words: words.map(|(words, last)| SaidChange {
            after: Some(last),
            unit: unit_instead(context, slot),
            flat: None,
            ..words
        }),
        prints_sign: listed.prints_sign,
        reference: listed.reference.clone(),
        names_way_again: listed.names_way_again,
        is_listed: true,
    }
}
