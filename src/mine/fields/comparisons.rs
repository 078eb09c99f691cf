//! Adds what a report compares its figures with: growth, falls, increases.

use std::ops::Range;

use rust_decimal::Decimal;

use super::super::field_names;
use super::super::field_names::{Change, FigureContext};
use super::super::proposal::{ComparedWith, MinedAnswer};
use super::super::variable::SaidChange;
use super::context::SlotContext;
use super::exact_figure::value_before;
use super::field_set::FieldSet;
use super::figure_slot::{
    FigureSlot, FigureTarget, ReportedChange, Way, figure_field, figure_names, words_field,
    written_sign,
};
use super::found_field::FoundField;
use super::ranges::add_range;
use crate::figure::{Basis, Measure, parse_rate};

/// Adds a comparison: to the figure it compares where that can print it, else as a new figure.
/// Returns the field and the part that print its number with its sign, for the next of a list.
pub(super) fn add_comparison(
    context: &SlotContext,
    set: &mut FieldSet,
    slot: &FigureSlot,
    target: &FigureTarget,
    reported: ReportedChange,
) -> Option<(String, &'static str)> {
    if let Some(field) = target.field
        && reported.reference.is_none()
        && let Some(printed) = print_comparison(context, &set.fields[field], slot, &reported)
    {
        if let MinedAnswer::Figure { compared, .. } = &mut set.fields[field].answer {
            *compared = Some(printed.answer);
        }
        let span = printed.start..slot.span.end;
        let part = printed.part;
        match printed.change {
            Some(change) => set.print_change(span, field, part, change),
            None => set.print(span, field, part),
        }
        return Some((set.fields[field].name.clone(), "增速"));
    }
    let reference = reported.reference.as_deref().unwrap_or_default();
    let last = format!("{}{reference}", target.name);
    let name = field_names::figure(FigureContext {
        before: if reported.change == Change::Fall {
            "下降"
        } else {
            "增长"
        },
        figure: reported.signed.trim_start_matches('-'),
        after: "",
        next: "",
        last: Some(&last),
        earlier: None,
        heading: "",
    });
    add_own_change(context, set, slot, &name, reported)
}

/// Adds a change that no figure of the report is compared by: 规模以上工业增加值增长[9.2%]. Its
/// field holds the signed number, so it is called 增速 also where the report says a fall.
pub(super) fn add_own_change(
    context: &SlotContext,
    set: &mut FieldSet,
    slot: &FigureSlot,
    name: &str,
    reported: ReportedChange,
) -> Option<(String, &'static str)> {
    let Some(words) = reported.words else {
        let way = match (reported.prints_sign, reported.names_way_again) {
            (false, _) => Way::One,
            (true, false) => Way::Both,
            (true, true) => Way::Printed,
        };
        print_unchanged_verb(context, set, slot, name, way);
        return None;
    };
    let name = signed_name(name);
    // 8.6％ and 4,830万元 are no figures that print as they stand; in words they do, sign and all.
    let field = match figure_field(context, set, slot, &name, &reported.signed, Way::Both) {
        Some(field) => field,
        None => words_field(context, set, slot, &name, &reported.signed)?,
    };
    set.print_change(reported.start..slot.span.end, field, "", words);
    Some((set.fields[field].name.clone(), ""))
}

/// Prints a change whose verb stays: its number as the report has it.
fn print_unchanged_verb(
    context: &SlotContext,
    set: &mut FieldSet,
    slot: &FigureSlot,
    name: &str,
    way: Way,
) {
    let (value, said) = match written_sign(&slot.words) {
        Some((value, said)) if !context.is_escaped(slot.span.start) => (value, Some(said)),
        _ => (slot.words.clone(), None),
    };
    match (figure_field(context, set, slot, name, &value, way), said) {
        (Some(field), Some(said)) => set.print_change(slot.span.clone(), field, "", said),
        (Some(field), None) => set.print(slot.span.clone(), field, ""),
        (None, _) if add_range(context, set, slot, name) => {}
        (None, _) => {
            let names = || figure_names(context, name, &slot.span);
            set.print_words(context, name, &slot.span, names);
        }
    }
}

/// Returns the name of a change whose number carries its sign: 税收降幅 → 税收增速; a change of a
/// rate is no rate of the rate: 出口增速增速 → 出口增速变动.
fn signed_name(name: &str) -> String {
    for (said, signed) in [
        ("降幅", "增速"),
        ("减量", "增量"),
        ("增速", "增速"),
        ("增量", "增量"),
    ] {
        let Some(of) = name.strip_suffix(said) else {
            continue;
        };
        let is_change = ["增速", "降幅", "涨幅", "增幅"]
            .iter()
            .any(|end| of.ends_with(end));
        return format!("{of}{}", if is_change { "变动" } else { signed });
    }
    name.to_owned()
}

/// Prints words that say no change of a figure (与上年持平) as its change, where it has none yet;
/// another year's has a verb behind `compared`, what it is compared with: 比上年.
pub(super) fn add_no_change(
    context: &SlotContext,
    set: &mut FieldSet,
    span: Range<usize>,
    field: usize,
    compared: &str,
) {
    let found = &set.fields[field];
    let Ok(current) = found.answer.main().parse() else {
        return;
    };
    let measure = Measure {
        rate: Some(Decimal::ZERO),
        ..Measure::new(current, found.basis())
    };
    let is_free = found.answer.compared().is_none() && !context.is_escaped(span.start);
    let (true, Some(rate)) = (is_free, measure.growth_text()) else {
        return;
    };
    let words = context.report.words(&span);
    let said = said_of_nothing(&words, compared, measure.current.is_rate());
    let rest = words.strip_prefix(compared).unwrap_or_default();
    if let MinedAnswer::Figure { compared, .. } = &mut set.fields[field].answer {
        *compared = Some(ComparedWith::Rate(rate));
    }
    if measure.growth_words().as_deref() == Some(rest) {
        let start = span.end - rest.chars().count();
        set.print(start..span.end, field, "同比");
    } else {
        set.print_change(span, field, "增速", said);
    }
}

/// Returns how a change is said where the report says that there was none.
pub(super) fn said_of_nothing(words: &str, compared: &str, is_rate: bool) -> SaidChange {
    let (rise, fall) = if is_rate {
        ("提高", "回落")
    } else {
        ("增长", "下降")
    };
    SaidChange {
        flat: Some(words.to_owned()),
        ..SaidChange::of(format!("{compared}{rise}"), format!("{compared}{fall}"))
    }
}

/// How a comparison is answered and printed.
struct PrintedComparison {
    answer: ComparedWith,
    /// The char from which on the tag prints it.
    start: usize,
    part: &'static str,
    change: Option<SaidChange>,
}

/// Returns how the compared figure prints the comparison: with its verb (同比, 增量) where it can,
/// else the rate with the verbs of the report (增速).
fn print_comparison(
    context: &SlotContext,
    field: &FoundField,
    slot: &FigureSlot,
    reported: &ReportedChange,
) -> Option<PrintedComparison> {
    if field.answer.compared().is_some() || context.is_escaped(reported.start) {
        return None;
    }
    let words = context.report.words(&(reported.start..slot.span.end));
    let measure = Measure::new(field.answer.main().parse().ok()?, field.basis());
    if let Ok(rate) = parse_rate(&reported.signed) {
        let rated = Measure {
            rate: Some(rate),
            ..measure
        };
        // A list's later member has no verb of its own, so 同比 would add one.
        let is_whole = rated.growth_words().as_deref() == Some(&words);
        let is_number = rated.growth_text().as_ref() == Some(&reported.signed);
        let (start, part, change) = match &reported.words {
            Some(said) if is_whole && said.after.is_none() => (reported.start, "同比", None),
            Some(said) if is_number => (reported.start, "增速", Some(said.clone())),
            // The report prints the sign: 增长-3.2%.
            None if is_number && reported.prints_sign && !reported.names_way_again => {
                (slot.span.start, "增速", None)
            }
            _ => return None,
        };
        let answer = ComparedWith::Rate(reported.signed.clone());
        return Some(PrintedComparison {
            answer,
            start,
            part,
            change,
        });
    }
    let last = value_before(
        &measure.current,
        &slot.words,
        reported.change == Change::Fall,
    )?;
    // 分别增加[24亿元]、3亿元: the next of the list has to know which verb this one took.
    if reported.is_listed {
        return None;
    }
    let compared = Measure {
        last: last.parse().ok(),
        ..measure
    };
    let prints = field.basis() == Basis::Current && compared.increase_words()? == words;
    let (answer, start) = (ComparedWith::Last(last), reported.start);
    prints.then_some(PrintedComparison {
        answer,
        start,
        part: "增量",
        change: None,
    })
}
