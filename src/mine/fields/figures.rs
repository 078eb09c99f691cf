//! Turns the numbers of a report into fields, a comparison into part of the figure it compares.

use std::collections::VecDeque;
use std::ops::Range;

use super::super::field_names;
use super::super::field_names::{Change, FigureContext};
use super::super::proposal::{Comparison, MinedAnswer};
use super::super::slots::SlotKind;
use super::context::{Clauses, SlotContext};
use super::field_set::FieldSet;
use super::found_field::{FoundField, figure_kind};
use crate::figure::{Basis, Figure, Measure, Unit, parse_rate};

/// The longest enumeration before 分别 that is looked at, in chars.
const LONGEST_LIST: usize = 60;
/// Words behind a figure that bound or count it, the longer first: 98%以上, 36批次.
const BOUNDS: [&str; 6] = ["次以上", "次", "以上", "以下", "以内", "左右"];

/// What a figure of a sentence is about: a field, or where there is none yet, its name.
#[derive(Clone, Debug)]
struct FigureTarget {
    name: String,
    field: Option<usize>,
}

/// What a sentence has said before the figure that is looked at.
#[derive(Debug, Default)]
struct SentenceState {
    /// Where its last figure ends.
    end: usize,
    /// Its figures, without those that say changes.
    targets: Vec<FigureTarget>,
    /// What the next figures of a list are, in order: 分别达到[98%]和[95%].
    listed: VecDeque<FigureTarget>,
    /// The change that the figures of that list say.
    listed_change: Option<Change>,
}

/// A figure slot and the words around it.
struct FigureSlot {
    span: Range<usize>,
    words: String,
    clauses: Clauses,
}

/// Adds the figures, sentence by sentence.
pub(super) fn add_fields(context: &SlotContext, set: &mut FieldSet) {
    let mut sentence = SentenceState::default();
    for span in context.of_kind(SlotKind::Figure) {
        let between = sentence.end.min(span.start)..span.start;
        let ends = |c: &char| "。；！？;!?\n".contains(*c);
        if context.report.chars()[between].iter().any(ends) {
            sentence = SentenceState::default();
        }
        let span = with_bound(context, &span);
        sentence.end = span.end;
        let slot = FigureSlot {
            words: context.report.words(&span),
            clauses: context.clauses(&span),
            span,
        };
        add_figure(context, set, &slot, &mut sentence);
    }
}

/// Extends a figure by the words that bound or count it, where it is a figure with them too.
fn with_bound(context: &SlotContext, span: &Range<usize>) -> Range<usize> {
    let after: String = context.report.chars()[span.end..].iter().take(3).collect();
    let words = context.report.words(span);
    for bound in BOUNDS {
        if after.starts_with(bound) && exact_unit(&format!("{words}{bound}")).is_some() {
            return span.start..span.end + bound.chars().count();
        }
    }
    span.clone()
}

fn add_figure(
    context: &SlotContext,
    set: &mut FieldSet,
    slot: &FigureSlot,
    sentence: &mut SentenceState,
) {
    let before = slot.clauses.before.as_str();
    let (rest, change) = field_names::change(before);
    let subject = field_names::trimmed(rest);
    if change != Change::None && subject.is_empty() {
        let target = if before.contains("分别") {
            let listed = figures_in_list(context, &slot.span);
            let from = sentence.targets.len().saturating_sub(listed);
            sentence.listed = sentence.targets[from..].iter().cloned().collect();
            sentence.listed_change = Some(change);
            sentence.listed.pop_front()
        } else {
            sentence.targets.last().cloned()
        };
        if let Some(target) = target {
            return add_comparison(context, set, slot, &target, change);
        }
    } else if subject.is_empty()
        && matches!(before, "" | "和" | "与" | "及")
        && let Some(target) = sentence.listed.pop_front()
    {
        match sentence.listed_change {
            Some(change) => add_comparison(context, set, slot, &target, change),
            None => sentence.targets.push(add_value(context, set, slot, target.name)),
        }
        return;
    }
    let heading = context.heading(slot.span.start);
    let mut name = field_names::figure(FigureContext {
        before,
        figure: &slot.words,
        after: &slot.clauses.after,
        next: &slot.clauses.next,
        last: sentence.targets.last().map(|target| target.name.as_str()),
        heading: &heading,
    });
    if before.contains("分别") {
        let clause = slot.span.start - before.chars().count();
        let members = listed_members(context, clause, subject);
        sentence.listed =
            members.into_iter().map(|name| FigureTarget { name, field: None }).collect();
        sentence.listed_change = (change != Change::None).then_some(change);
        if let Some(first) = sentence.listed.pop_front() {
            name = first.name;
        }
    }
    let target = add_value(context, set, slot, name);
    if change == Change::None {
        sentence.targets.push(target);
    }
}

/// Returns how many figures stand in one list from this one on: [27%]、[26%]和[28%].
fn figures_in_list(context: &SlotContext, span: &Range<usize>) -> usize {
    let first = context.slots.partition_point(|slot| slot.span.start < span.start);
    let mut count = 1;
    for pair in context.slots[first..].windows(2) {
        let between = pair[0].span.end.min(pair[1].span.start)..pair[1].span.start;
        let between = context.report.words(&between);
        let is_joined = matches!(between.as_str(), "、" | "和" | "与" | "及");
        if pair[1].kind != SlotKind::Figure || !is_joined {
            break;
        }
        count += 1;
    }
    count
}

/// Returns the members of the list a clause ends: 硬化率、亮化率和[绿化率分别达到].
fn listed_members(context: &SlotContext, clause: usize, subject: &str) -> Vec<String> {
    let text = context.report.folded();
    let floor = clause.saturating_sub(LONGEST_LIST);
    let is_stop = |c: &char| "，。；：！？,;:!?\n（）()".contains(*c);
    let stop = text[floor..clause].iter().rposition(is_stop);
    let start = stop.map_or(floor, |at| floor + at + 1);
    let list: String = text[start..clause].iter().collect::<String>() + subject;
    field_names::members(&list)
}

/// Adds a figure under its name; where that is taken, told apart by plans or by what the section
/// is about. What is no exact figure (数百家) is a field of words.
fn add_value(
    context: &SlotContext,
    set: &mut FieldSet,
    slot: &FigureSlot,
    name: String,
) -> FigureTarget {
    let Some(unit) = exact_unit(&slot.words) else {
        set.print_words(context, &name, &slot.span, || figure_names(context, &name, &slot.span));
        return FigureTarget { name, field: None };
    };
    let is_real = ["生产总值", "增加值", "GDP"].iter().any(|real| name.contains(real));
    let basis = if is_real { Basis::Constant } else { Basis::Current };
    let kind = figure_kind(unit, basis);
    let key = (kind.name(), name.clone(), slot.words.clone());
    let field = set.known_or(key, |set| {
        let names = figure_names(context, &name, &slot.span);
        let answer = MinedAnswer::Figure { current: slot.words.clone(), compared: None };
        set.add(context, &names, kind, &slot.span, answer)
    });
    set.print(slot.span.clone(), field, "");
    FigureTarget { name, field: Some(field) }
}

/// Returns names for a figure, the best first.
fn figure_names(context: &SlotContext, name: &str, span: &Range<usize>) -> Vec<String> {
    let mut names = vec![name.to_owned()];
    let Some(group) = context.group(span.start) else { return names };
    if group.is_ahead {
        names.push(format!("{name}目标"));
    }
    if let Some(theme) = group.theme.filter(|theme| !name.contains(theme)) {
        names.push(format!("{theme}{name}"));
    }
    names
}

/// Adds a comparison: to the figure it compares where that can print it, else as a new figure.
fn add_comparison(
    context: &SlotContext,
    set: &mut FieldSet,
    slot: &FigureSlot,
    target: &FigureTarget,
    change: Change,
) {
    if let Some(field) = target.field
        && let Some(printed) = print_comparison(context, &set.fields[field], slot, change)
    {
        if let MinedAnswer::Figure { compared, .. } = &mut set.fields[field].answer {
            *compared = Some(printed.answer);
        }
        return set.print(printed.start..slot.span.end, field, printed.part);
    }
    let name = field_names::figure(FigureContext {
        before: if change == Change::Fall { "下降" } else { "增长" },
        figure: &slot.words,
        after: "",
        next: "",
        last: Some(&target.name),
        heading: "",
    });
    add_value(context, set, slot, name);
}

/// How a comparison is answered and printed.
struct PrintedComparison {
    answer: Comparison,
    /// The char from which on the part prints it.
    start: usize,
    part: &'static str,
}

/// Returns how the compared figure prints the comparison: with its verb (同比, 增量) where it can,
/// else the number alone (增速).
fn print_comparison(
    context: &SlotContext,
    field: &FoundField,
    slot: &FigureSlot,
    change: Change,
) -> Option<PrintedComparison> {
    const VERBS: [&str; 6] = ["增长", "下降", "提高", "回落", "增加", "减少"];
    if field.answer.compared().is_some() {
        return None;
    }
    let falls = change == Change::Fall;
    let number = &slot.words;
    let signed = if falls { format!("-{number}") } else { number.clone() };
    let verb = VERBS.into_iter().find(|verb| slot.clauses.before.ends_with(verb));
    let with_verb = slot.span.start - verb.map_or(0, |verb| verb.chars().count());
    // The report's words: 增長 is read as 增长, but must come back as it stood.
    let words = context.report.words(&(with_verb..slot.span.end));
    let measure = measure(field)?;
    if let Ok(rate) = parse_rate(&signed) {
        let rated = Measure { rate: Some(rate), ..measure };
        let (start, part) = if rated.growth_words().as_deref() == Some(&words) {
            (with_verb, "同比")
        } else if rated.growth_text().as_ref() == Some(number) {
            (slot.span.start, "增速")
        } else {
            return None;
        };
        return Some(PrintedComparison { answer: Comparison::Rate(signed), start, part });
    }
    let last = value_before(&measure.current, number, falls)?;
    let compared = Measure { last: last.parse().ok(), ..measure };
    let prints = field.basis() == Basis::Current && compared.increase_words()? == words;
    let answer = Comparison::Last(last);
    prints.then_some(PrintedComparison { answer, start: with_verb, part: "增量" })
}

fn measure(field: &FoundField) -> Option<Measure> {
    Some(Measure::new(field.answer.main().parse().ok()?, field.basis()))
}

/// Returns last year's value, from this year's and how much it is more or less.
fn value_before(current: &Figure, change: &str, falls: bool) -> Option<String> {
    let change: Figure = change.parse().ok()?;
    if current.unit != change.unit {
        return None;
    }
    let (now, by) = (current.exact()?, change.exact()?);
    let last = if falls { now.checked_add(by)? } else { now.checked_sub(by)? };
    let last = Figure::new(last, current.unit.clone()).to_string();
    exact_unit(&last).map(|_| last)
}

/// Returns the unit (if it has one) of a figure that prints as it was read; `None` for any other
/// words.
fn exact_unit(words: &str) -> Option<Option<Unit>> {
    let figure: Figure = words.parse().ok()?;
    let unit = figure.unit.clone();
    let again = Figure::parse_in(words, unit.as_ref()).ok()?;
    let is_named = unit.as_ref().is_none_or(|unit| !unit.to_string().trim().is_empty());
    let is_same = again == figure || again.to_string() == words;
    (is_named && is_same && figure.to_string() == words).then_some(unit)
}
