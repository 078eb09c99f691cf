//! Turns the numbers of a report into fields, a comparison into part of the figure it compares.
//!
//! A change keeps its sign and its word: a draft of another year says 下降0.6% where this report
//! says 增长4.9%. Where a part of the figure prints both (同比, 增量) it is used; else the tag
//! names both verbs; and where no tag can, the field takes no negative number.

use std::collections::VecDeque;
use std::ops::Range;

use super::super::field_names;
use super::super::field_names::{Change, ClauseChange, FigureContext};
use super::super::proposal::{ComparedWith, MinedAnswer};
use super::super::slots::SlotKind;
use super::super::variable::SaidChange;
use super::context::{Clauses, SlotContext};
use super::exact_figure::{exact_unit, signed, value_before};
use super::field_set::FieldSet;
use super::found_field::{FoundField, figure_kind};
use super::thresholds::is_threshold;
use crate::document::is_printable;
use crate::figure::{Basis, Measure, parse_rate};
use crate::schema::FieldKind;
use rust_decimal::Decimal;

/// The longest enumeration before 分别 that is looked at, in chars.
const LONGEST_LIST: usize = 60;
/// Words behind a figure that bound or count it, the longer first: 98%以上, 36批次.
const BOUNDS: [&str; 6] = ["次以上", "次", "以上", "以下", "以内", "左右"];
/// Words that say which way a figure goes and have no word for the other way.
const ONE_WAY: [&str; 12] = [
    "收窄", "缩小", "扩大", "亏损", "逆差", "顺差", "压减", "节约", "节省", "压缩", "减免", "下调",
];

/// What a figure of a sentence is about: a field, or where there is none yet, its name.
#[derive(Clone, Debug)]
struct FigureTarget {
    name: String,
    field: Option<usize>,
}

/// A change that figures of one list share: 分别增长[4.9%]和[6.7%].
#[derive(Clone, Debug)]
struct ListedChange {
    change: Change,
    words: Option<SaidChange>,
    /// The field and the part of the member before.
    last: Option<(String, &'static str)>,
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
    listed_change: Option<ListedChange>,
}

/// A figure slot and the words around it.
struct FigureSlot {
    span: Range<usize>,
    words: String,
    clauses: Clauses,
}

/// A change as the report says it.
struct ReportedChange {
    change: Change,
    /// The number with the sign of the change: 下降0.6% is -0.6%.
    signed: String,
    /// The char the verb begins at; that of the number where the list's first member has the verb.
    start: usize,
    /// The verb and its opposite; `None` where the number has a sign, or no verb stands before it.
    words: Option<SaidChange>,
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
        if context.is_cell(&span) || is_threshold(context, &span) {
            continue;
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
    let clause = field_names::change(before);
    let subject = field_names::trimmed(clause.subject);
    let is_change = matches!(clause.change, Change::Rise | Change::Fall);
    let is_joined = subject.is_empty() && starts_with_joiner(before);
    if is_joined
        && (before.chars().count() <= 1 || is_change)
        && let Some(target) = sentence.listed.pop_front()
    {
        let listed = sentence.listed_change.clone();
        let reported = match (is_change, &listed) {
            (true, _) => reported_change(context, slot, clause),
            (false, Some(listed)) => shared_change(slot, listed),
            (false, None) => {
                return sentence.targets.push(add_value(context, set, slot, target.name));
            }
        };
        let printed = add_comparison(context, set, slot, &target, reported);
        if let Some(listed) = &mut sentence.listed_change {
            listed.last = printed;
            if starts_with_sign(&slot.words) {
                listed.words = None;
            }
        }
        return;
    }
    if is_joined
        && before.chars().count() <= 1
        && slot.words.ends_with('%')
        // A change of 0% would come back as 持平.
        && slot.words.contains(|c: char| matches!(c, '1'..='9'))
        && let Some(listed) = sentence.listed_change.clone()
    {
        // 分别增长4.9%和[6.7%] of things that the sentence before named: the verb is the first's.
        let name = figure_name(context, slot, sentence);
        let printed = add_own_change(context, set, slot, &name, shared_change(slot, &listed));
        if let Some(listed) = &mut sentence.listed_change {
            listed.last = printed;
        }
        return;
    }
    if clause.change != Change::None && subject.is_empty() {
        let target = if before.contains("分别") {
            let listed = figures_in_list(context, &slot.span);
            let from = sentence.targets.len().saturating_sub(listed);
            sentence.listed = sentence.targets[from..].iter().cloned().collect();
            sentence.listed.pop_front()
        } else {
            sentence.targets.last().cloned()
        };
        if let Some(target) = target {
            let reported = reported_change(context, slot, clause);
            let (change, words) = (reported.change, reported.words.clone());
            let last = add_comparison(context, set, slot, &target, reported);
            sentence.listed_change = Some(ListedChange { change, words, last });
            return;
        }
    }
    let mut name = figure_name(context, slot, sentence);
    if before.contains("分别") {
        let start = slot.span.start - before.chars().count();
        let members = listed_members(context, start, subject);
        sentence.listed =
            members.into_iter().map(|name| FigureTarget { name, field: None }).collect();
        sentence.listed_change = None;
        if let Some(first) = sentence.listed.pop_front() {
            name = first.name;
        }
    }
    if !is_change {
        let target = add_value(context, set, slot, name);
        if clause.change == Change::None {
            sentence.targets.push(target);
        }
        return;
    }
    let reported = reported_change(context, slot, clause);
    let (change, words) = (reported.change, reported.words.clone());
    let last = add_own_change(context, set, slot, &name, reported);
    if before.contains("分别") {
        sentence.listed_change = Some(ListedChange { change, words, last });
    }
}

/// Returns what a figure is called by the words around it.
fn figure_name(context: &SlotContext, slot: &FigureSlot, sentence: &SentenceState) -> String {
    let heading = context.heading(slot.span.start);
    field_names::figure(FigureContext {
        before: &slot.clauses.before,
        figure: &slot.words,
        after: &slot.clauses.after,
        next: &slot.clauses.next,
        last: sentence.targets.last().map(|target| target.name.as_str()),
        heading: &heading,
    })
}

/// Tests whether nothing but a sign of enumeration can stand before: 和[6.7%], 、[8%].
fn starts_with_joiner(before: &str) -> bool {
    before.is_empty() || before.starts_with(['和', '与', '及'])
}

/// Returns the change a figure says, with the report's verb: 增長 comes back as it stood.
fn reported_change(
    context: &SlotContext,
    slot: &FigureSlot,
    clause: ClauseChange,
) -> ReportedChange {
    let start = slot.span.start - clause.verb.chars().count();
    let verb = context.report.words(&(start..slot.span.start));
    let has_sign = slot.words.starts_with(['-', '－', '−', '+', '＋']);
    let opposite = format!("{}{}", clause.opposite, clause.particle);
    let is_word = |words: &str| !words.is_empty() && words.chars().all(char::is_alphabetic);
    let falls = clause.change == Change::Fall;
    let can_begin = !context.is_escaped(start);
    let is_switchable = can_begin && !has_sign && is_word(&verb) && !clause.opposite.is_empty();
    let (rise, fall) = if falls { (opposite, verb) } else { (verb, opposite) };
    ReportedChange {
        change: clause.change,
        signed: if has_sign { slot.words.clone() } else { signed(&slot.words, falls) },
        start,
        words: is_switchable.then_some(SaidChange { rise, fall, after: None }),
    }
}

/// Returns whether a figure carries its sign: -11.8%.
fn starts_with_sign(words: &str) -> bool {
    words.starts_with(['-', '－', '−'])
}

/// Returns the change of a list's later member, whose verb stands before the first.
fn shared_change(slot: &FigureSlot, listed: &ListedChange) -> ReportedChange {
    // 分别增长4.1%、-11.8%和2.6% writes signs where others write verbs: no verb is put before them.
    let words = if starts_with_sign(&slot.words) {
        None
    } else {
        listed.words.clone().zip(listed.last.clone())
    };
    ReportedChange {
        change: listed.change,
        signed: signed(&slot.words, listed.change == Change::Fall),
        start: slot.span.start,
        words: words.map(|(words, last)| SaidChange { after: Some(last), ..words }),
    }
}

/// Returns how many figures stand in one list from this one on: [27%]、[26%]和[28%].
fn figures_in_list(context: &SlotContext, span: &Range<usize>) -> usize {
    let first = context.slots.partition_point(|slot| slot.span.start < span.start);
    let mut count = 1;
    for pair in context.slots[first..].windows(2) {
        let between = pair[0].span.end.min(pair[1].span.start)..pair[1].span.start;
        let between = context.report.words(&between);
        let clause = field_names::change(&between);
        let is_joined = matches!(clause.subject, "、" | "和" | "与" | "及" | "");
        if pair[1].kind != SlotKind::Figure || between.is_empty() || !is_joined {
            break;
        }
        count += 1;
    }
    count
}

/// Returns the members of the list a clause ends: 硬化率、亮化率和「绿化率分别达到」.
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
    let is_one_way = says_one_way(&slot.clauses.before);
    let Some(field) = figure_field(context, set, slot, &name, &slot.words, is_one_way) else {
        set.print_words(context, &name, &slot.span, || figure_names(context, &name, &slot.span));
        return FigureTarget { name, field: None };
    };
    set.print(slot.span.clone(), field, "");
    FigureTarget { name, field: Some(field) }
}

/// Tests whether a clause ends with a word that fits numbers of one sign only: 亏损「1200万元」,
/// 降幅收窄「2.1个百分点」.
fn says_one_way(before: &str) -> bool {
    let bare = field_names::before_amount(before);
    ONE_WAY.iter().any(|word| bare.ends_with(word) || before.trim_end().ends_with(word))
}

/// Returns the field of a figure answered with `value`; `None` for what is no exact figure.
fn figure_field(
    context: &SlotContext,
    set: &mut FieldSet,
    slot: &FigureSlot,
    name: &str,
    value: &str,
    is_one_way: bool,
) -> Option<usize> {
    let unit = exact_unit(value)?;
    let is_real = ["生产总值", "增加值", "GDP"].iter().any(|real| name.contains(real));
    let basis = if is_real { Basis::Constant } else { Basis::Current };
    let mut kind = figure_kind(unit, basis);
    // 收窄到-2%: a number that the report prints with its sign is below zero itself.
    let takes_no_sign = is_one_way && !value.starts_with(['-', '－', '−']);
    if let (true, FieldKind::Figure { range, .. }) = (takes_no_sign, &mut kind) {
        *range = (Some(Decimal::ZERO), None);
    }
    let key = (kind.name(), name.to_owned(), value.to_owned());
    Some(set.known_or(key, |set| {
        let names = figure_names(context, name, &slot.span);
        let answer = MinedAnswer::Figure { current: value.to_owned(), compared: None };
        set.add(context, &names, kind, &slot.span, answer)
    }))
}

/// Returns names for a figure, the best first.
pub(super) fn figure_names(context: &SlotContext, name: &str, span: &Range<usize>) -> Vec<String> {
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
/// Returns the field and the part that print its number with its sign, for the next of a list.
fn add_comparison(
    context: &SlotContext,
    set: &mut FieldSet,
    slot: &FigureSlot,
    target: &FigureTarget,
    reported: ReportedChange,
) -> Option<(String, &'static str)> {
    if let Some(field) = target.field
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
        let is_rate = part != "增量";
        return is_rate.then(|| (set.fields[field].name.clone(), "增速"));
    }
    let name = field_names::figure(FigureContext {
        before: if reported.change == Change::Fall { "下降" } else { "增长" },
        figure: &slot.words,
        after: "",
        next: "",
        last: Some(&target.name),
        heading: "",
    });
    add_own_change(context, set, slot, &name, reported)
}

/// Adds a change that no figure of the report is compared by: 规模以上工业增加值增长[9.2%]. Its
/// field holds the signed number, so it is called 增速 also where the report says a fall.
fn add_own_change(
    context: &SlotContext,
    set: &mut FieldSet,
    slot: &FigureSlot,
    name: &str,
    reported: ReportedChange,
) -> Option<(String, &'static str)> {
    let Some(words) = reported.words else {
        let has_sign = reported.signed == slot.words && slot.words.starts_with(['-', '－', '−']);
        let field = figure_field(context, set, slot, name, &slot.words, !has_sign);
        match field {
            Some(field) => set.print(slot.span.clone(), field, ""),
            None => {
                let names = || figure_names(context, name, &slot.span);
                set.print_words(context, name, &slot.span, names);
            }
        }
        return None;
    };
    let name = name.replace("降幅", "增速").replace("减量", "增量");
    // 8.6％ and 4,830万元 are no figures that print as they stand; in words they do, sign and all.
    let field = match figure_field(context, set, slot, &name, &reported.signed, false) {
        Some(field) => field,
        None => words_field(context, set, slot, &name, &reported.signed)?,
    };
    set.print_change(reported.start..slot.span.end, field, "", words);
    Some((set.fields[field].name.clone(), ""))
}

/// Returns the field of words for a number that is no exact figure.
fn words_field(
    context: &SlotContext,
    set: &mut FieldSet,
    slot: &FigureSlot,
    name: &str,
    value: &str,
) -> Option<usize> {
    if value.trim() != value || !value.chars().all(is_printable) {
        return None;
    }
    let kind = FieldKind::Text { paragraphs: false };
    let key = (kind.name(), name.to_owned(), value.to_owned());
    Some(set.known_or(key, |set| {
        let names = figure_names(context, name, &slot.span);
        set.add(context, &names, kind, &slot.span, MinedAnswer::Words(value.to_owned()))
    }))
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
        let rated = Measure { rate: Some(rate), ..measure };
        // A list's later member has no verb of its own, so 同比 would add one.
        let is_whole = rated.growth_words().as_deref() == Some(&words);
        let is_number = rated.growth_text().as_ref() == Some(&reported.signed);
        let (start, part, change) = match &reported.words {
            Some(said) if is_whole && said.after.is_none() => (reported.start, "同比", None),
            Some(said) if is_number => (reported.start, "增速", Some(said.clone())),
            // The report prints the sign: 增长-3.2%.
            None if is_number && reported.signed == slot.words => (slot.span.start, "增速", None),
            _ => return None,
        };
        let answer = ComparedWith::Rate(reported.signed.clone());
        return Some(PrintedComparison { answer, start, part, change });
    }
    let last = value_before(&measure.current, &slot.words, reported.change == Change::Fall)?;
    let compared = Measure { last: last.parse().ok(), ..measure };
    let prints = field.basis() == Basis::Current && compared.increase_words()? == words;
    let (answer, start) = (ComparedWith::Last(last), reported.start);
    prints.then_some(PrintedComparison { answer, start, part: "增量", change: None })
}
