//! Finds what is said to be as it was, without a figure: 粮食产量同比「持平」.

use std::ops::Range;

use super::super::field_names;
use super::super::proposal::MinedAnswer;
use super::comparisons::said_of_nothing;
use super::context::{SlotContext, is_edge};
use super::exact_figure::exact_unit;
use super::field_set::FieldSet;
use super::found_field::figure_kind;
use super::value_ties::standstill;
use crate::figure::Basis;
use crate::lexicon::string;

/// How far before 持平 its clause may begin, in chars.
const LONGEST_CLAUSE: usize = 30;

/// Adds a field for the change of each: it is 0 this year, and another next year.
///
/// Must not take 工业和农业产值与上年持平, which are two things, nor 与上年持平 behind the comma of
/// a figure, which is that figure's change.
pub(super) fn add_fields(context: &SlotContext, set: &mut FieldSet) {
    let text = context.report.folded();
    for at in 0..text.len() {
        if !text[at..].starts_with(&['持', '平']) {
            continue;
        }
        let Some((span, compared)) = words_of_nothing(context, at) else {
            continue;
        };
        let clause = context.back_to(span.start, LONGEST_CLAUSE, is_edge);
        let is_listed = text[..span.start - clause.len()].ends_with(&['、']);
        let subject = string(clause);
        let is_one = !is_listed && !subject.contains(['和', '与', '及']);
        let noun = field_names::clause_noun(&subject).filter(|_| is_one);
        let can_print = set.is_free(&span) && !context.is_escaped(span.start);
        let (Some(noun), true) = (noun, can_print) else {
            continue;
        };
        let is_rate = ["率", "比重", "占比", "比例"]
            .iter()
            .any(|end| noun.ends_with(end));
        let nothing = if is_rate { "0个百分点" } else { "0%" };
        let Some(unit) = exact_unit(nothing) else {
            continue;
        };
        let kind = figure_kind(unit, Basis::Current);
        let answer = MinedAnswer::Figure {
            current: nothing.to_owned(),
            compared: None,
        };
        let field = set.add(context, &[format!("{noun}增速")], kind, &span, answer);
        let words = context.report.words(&span);
        set.print_change(span, field, "", said_of_nothing(&words, &compared, is_rate));
    }
}

/// Returns the longest words before and with the 持平 at a char that say no change, and what a
/// change in place of them is compared with; `None` where they are compared with nothing.
fn words_of_nothing(context: &SlotContext, at: usize) -> Option<(Range<usize>, String)> {
    let text = context.report.folded();
    let length = context.back_to(at, LONGEST_CLAUSE, is_edge).len();
    (at - length..at).find_map(|start| {
        let (end, compared) = standstill(text, start)?;
        let is_compared = !compared.is_empty() && end == at + 2;
        is_compared.then_some((start..end, compared))
    })
}
