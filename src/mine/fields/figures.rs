//! Turns the numbers of a report into fields, a comparison into part of the figure it compares.
//!
//! A change keeps its sign and its word: a draft of another year says 下降0.6% where this report
//! says 增长4.9%. Where a part of the figure prints both (同比, 增量) it is used; else the tag
//! names both verbs; and where no tag can, the field takes no negative number.

use std::collections::VecDeque;
use std::ops::Range;

use super::super::field_names;
use super::super::field_names::{Change, ClauseChange, FigureContext};
use super::super::slots::SlotKind;
use super::comparisons::{add_comparison, add_own_change};
use super::context::{SlotContext, ends_sentence};
use super::exact_figure::{exact_unit, number_and_unit};
use super::field_set::FieldSet;
use super::figure_lists;
use super::figure_lists::Joint;
use super::figure_slot::{FigureSlot, FigureTarget, Way, figure_field, figure_names, written_sign};
use super::references::with_reference;
use super::said_changes::{ListedChange, reported_change, shared_change};
use super::thresholds::{is_fixed, is_threshold};
use super::value_ties::{add_standstill, hold_to_verb};
use crate::numeral;

/// The longest name taken from the words before a figure, in chars.
const LONGEST_NAME: usize = 12;
/// Words behind a figure that bound or count it, the longer first: 98%以上, 36批次.
const BOUNDS: [&str; 6] = ["次以上", "次", "以上", "以下", "以内", "左右"];
/// Words that say which way a figure goes and have no word for the other way.
const ONE_WAY: [&str; 44] = [
    "增", "减", "升", "降", "涨", "跌", "增产", "减产", "增支", "减支", "增亏", "减亏", "多收",
    "少收", "降幅", "跌幅", "差距", "缺口", "收窄", "缩小", "扩大", "亏损", "逆差", "顺差", "压减",
    "节约", "节省", "压缩", "减免", "下调", "提速", "精简", "超收", "短收", "少结余", "多结余",
    "拉动增长", "新增", "削减", "延伸", "增收", "减收", "降价", "涨价",
];
/// Words that say on which side of another value a figure lies.
const DIFFERENCES: [&str; 8] = [
    "高于", "低于", "快于", "慢于", "多于", "少于", "优于", "好于",
];

/// What a sentence has said before the figure that is looked at.
#[derive(Debug, Default)]
struct SentenceState {
    /// Where its last figure ends.
    end: usize,
    /// What joins the figure that is looked at to the last one.
    joint: Joint,
    /// Its figures, without those that say changes.
    targets: Vec<FigureTarget>,
    /// How many of the last targets form one enumeration.
    enumerated: usize,
    /// The words of its last figure that says no change.
    unit: String,
    /// What the next figures of a list are, in order: 分别达到[98%]和[95%].
    listed: VecDeque<FigureTarget>,
    /// The change that the figures of that list say.
    listed_change: Option<ListedChange>,
    /// What the last change with words of its own was of.
    changed: Option<String>,
}

/// Adds the figures, sentence by sentence.
pub(super) fn add_fields(context: &SlotContext, set: &mut FieldSet) {
    let mut sentence = SentenceState::default();
    for span in context.of_kind(SlotKind::Figure) {
        let between = sentence.end.min(span.start)..span.start;
        let mut between = context.report.chars()[between].iter();
        if between.any(|c| ends_sentence(*c)) {
            sentence = SentenceState::default();
        }
        if context.is_cell(&span) || is_threshold(context, &span) || !set.is_free(&span) {
            continue;
        }
        let span = with_bound(context, &span);
        sentence.joint = figure_lists::joint(context, sentence.end, &span);
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
    let clause = field_names::change_of(before, &slot.words, &slot.clauses.after);
    let subject = field_names::trimmed(clause.subject);
    let is_change = matches!(clause.change, Change::Rise | Change::Fall);
    let is_apart = before.contains("分别");
    let is_joined = subject.is_empty()
        && !is_apart
        && match sentence.joint {
            Joint::Sign => true,
            Joint::Comma => is_change && !sentence.listed.is_empty(),
            Joint::None => false,
        };
    if is_joined && let Some(target) = sentence.listed.pop_front() {
        return add_listed(context, set, slot, sentence, clause, &target);
    }
    if is_joined
        && clause.change == Change::None
        && let Some(listed) = sentence.listed_change.clone()
    {
        // 分别增长4.9%和[6.7%] of things that the sentence before named: the verb is the first's.
        let name = figure_name(context, slot, sentence);
        let printed = add_own_change(
            context,
            set,
            slot,
            &name,
            shared_change(context, slot, &listed),
        );
        if let Some(listed) = &mut sentence.listed_change {
            listed.last = printed;
        }
        return;
    }
    if clause.change != Change::None && subject.is_empty() {
        let count = figure_lists::length(context, &slot.span);
        let is_enumerated = count > 1 && sentence.enumerated == count;
        let target = if (is_apart || is_enumerated) && sentence.targets.len() >= count {
            let from = sentence.targets.len() - count;
            sentence.listed = sentence.targets[from..].iter().cloned().collect();
            sentence.listed.pop_front()
        } else if is_apart {
            None
        } else {
            sentence.targets.last().cloned()
        };
        if let Some(target) = target {
            sentence.listed_change = None;
            return add_change(context, set, slot, sentence, clause, &target);
        }
    }
    if is_apart {
        let members = apart_members(context, slot, sentence, clause.subject, subject);
        sentence.listed = members
            .into_iter()
            .map(|name| FigureTarget { name, field: None })
            .collect();
        sentence.listed_change = None;
    }
    let first = sentence.listed.pop_front().filter(|_| is_apart);
    if is_change {
        if let Some(target) = first {
            return add_change(context, set, slot, sentence, clause, &target);
        }
        let name = figure_name(context, slot, sentence);
        let reported = reported_change(context, slot, clause);
        let name = with_reference(name, reported.reference.as_deref());
        let changed = field_names::tail(subject, LONGEST_NAME);
        if changed.chars().count() > 1 && field_names::bare_measure(&changed).is_none() {
            sentence.changed = Some(changed);
        }
        let listed = ListedChange::of(&reported);
        let last = add_own_change(context, set, slot, &name, reported);
        sentence.listed_change = Some(ListedChange { last, ..listed });
        return;
    }
    sentence.listed_change = None;
    let name = match first {
        Some(first) => first.name,
        None => value_name(context, slot, sentence, is_joined),
    };
    let target = add_value(context, set, slot, name);
    hold_to_verb(set, slot, sentence.targets.last(), &target);
    if is_fixed(context, &slot.span) {
        set.keep_slot_unasked(&slot.span);
    }
    if let Some(field) = target.field {
        add_standstill(context, set, slot, field);
    }
    // 完成全年任务的108.6%，同比增长1.2倍: what grew is what was planned.
    let is_aside = target.name.ends_with("完成率") || target.name.contains("连续");
    if clause.change == Change::None && !is_aside {
        sentence.enumerated = match sentence.joint {
            Joint::Sign => sentence.enumerated + 1,
            Joint::Comma | Joint::None => 1,
        };
        sentence.unit.clone_from(&slot.words);
        sentence.targets.push(target);
    }
}

/// Returns what the figures of a list that begins here are, in order: the members the clause names,
/// or where it only measures (同比增速分别为), that of the things the sentence named before.
fn apart_members(
    context: &SlotContext,
    slot: &FigureSlot,
    sentence: &SentenceState,
    clause: &str,
    subject: &str,
) -> Vec<String> {
    let count = figure_lists::length(context, &slot.span);
    let from = sentence.targets.len().checked_sub(count);
    if let (Some(measure), Some(from)) = (field_names::bare_measure(clause), from) {
        let measured = sentence.targets[from..].iter();
        return measured
            .map(|target| format!("{}{measure}", target.name))
            .collect();
    }
    let start = slot.span.start - slot.clauses.before.chars().count();
    let mut members = figure_lists::members(context, start, subject, &slot.span);
    // 牛羊出栏分别增长5.2%、1.9%: one name for more figures.
    if let Some(first) = members.first().cloned() {
        for number in members.len() + 1..=count {
            let number = u64::try_from(number).unwrap_or_default();
            members.push(format!("{first}之{}", numeral::hanzi(number)));
        }
    }
    members
}

/// Adds a later member of a list: the value of its target, or the change of it, with its own verb
/// or that of the member before.
fn add_listed(
    context: &SlotContext,
    set: &mut FieldSet,
    slot: &FigureSlot,
    sentence: &mut SentenceState,
    clause: ClauseChange,
    target: &FigureTarget,
) {
    let says_change = matches!(clause.change, Change::Rise | Change::Fall);
    let Some(listed) = sentence.listed_change.clone().filter(|_| !says_change) else {
        if says_change {
            return add_change(context, set, slot, sentence, clause, target);
        }
        let target = add_value(context, set, slot, target.name.clone());
        sentence.enumerated += 1;
        return sentence.targets.push(target);
    };
    let printed = add_comparison(
        context,
        set,
        slot,
        target,
        shared_change(context, slot, &listed),
    );
    if let Some(listed) = &mut sentence.listed_change {
        listed.last = printed;
    }
}

/// Adds a change with a verb of its own to what it is of; later members of the list share the verb.
fn add_change(
    context: &SlotContext,
    set: &mut FieldSet,
    slot: &FigureSlot,
    sentence: &mut SentenceState,
    clause: ClauseChange,
    target: &FigureTarget,
) {
    let mut reported = reported_change(context, slot, clause);
    reported.agree_with(sentence.listed_change.as_ref());
    let goes_on = |listed: &ListedChange| listed.prints_sign;
    if sentence.listed_change.as_ref().is_some_and(goes_on) {
        reported.prints_sign = true;
        reported.words = None;
    }
    let listed = ListedChange::of(&reported);
    let last = add_comparison(context, set, slot, target, reported);
    sentence.listed_change = Some(ListedChange { last, ..listed });
}

/// Returns the name of a value; a later member of an enumeration that no words tell apart is
/// counted: 补助标准之二.
fn value_name(
    context: &SlotContext,
    slot: &FigureSlot,
    sentence: &SentenceState,
    is_joined: bool,
) -> String {
    let name = figure_name(context, slot, sentence);
    let first = sentence.targets.len().checked_sub(sentence.enumerated);
    let first = first.and_then(|first| sentence.targets.get(first));
    let (true, Some(first)) = (is_joined && sentence.enumerated > 0, first) else {
        return name;
    };
    let is_unnamed = field_names::thing(&slot.clauses.after, LONGEST_NAME).is_empty();
    if !is_unnamed && name != first.name {
        return name;
    }
    // 并购重组397起、1767.8亿元: another quantity of the same.
    let quantity = field_names::quantity(&slot.words);
    let is_other = quantity != field_names::quantity(&sentence.unit) && quantity != "数量";
    if is_other && sentence.enumerated == 1 {
        return format!("{}{quantity}", first.name);
    }
    let number = u64::try_from(sentence.enumerated + 1).unwrap_or_default();
    format!("{}之{}", first.name, numeral::hanzi(number))
}

/// Returns the clause before a figure with the threshold in it, where one says which things are
/// counted: 引进「3000万元以上项目」24个.
fn over_threshold(context: &SlotContext, slot: &FigureSlot) -> Option<String> {
    let own = &slot.clauses.before;
    let at = context
        .slots
        .partition_point(|other| other.span.start < slot.span.start);
    let bound = &context.slots[..at].last()?.span;
    let touches = bound.end + own.chars().count() == slot.span.start;
    if !touches || !is_threshold(context, bound) {
        return None;
    }
    let before = context.clauses(bound).before;
    let whole = format!("{before}{}{own}", context.report.words(bound));
    // A name begins with no digit: there the thing alone is named.
    let begins_with_digit = field_names::trimmed(&whole).starts_with(|c: char| c.is_ascii_digit());
    (!begins_with_digit).then_some(whole)
}

/// Returns what a figure is called by the words around it.
fn figure_name(context: &SlotContext, slot: &FigureSlot, sentence: &SentenceState) -> String {
    let heading = context.heading(slot.span.start);
    let own = &slot.clauses.before;
    let elsewhere = figure_lists::before_date(context, &slot.span, own)
        .or_else(|| figure_lists::before_parenthesis(context, &slot.span, own))
        .or_else(|| over_threshold(context, slot));
    let before = elsewhere.as_ref().unwrap_or(own);
    let earlier = if sentence.targets.is_empty() {
        let noun = || figure_lists::earlier_noun(context, &slot.span, &slot.clauses.before);
        figure_lists::nearest_noun(context, &slot.span, &slot.clauses.before)
            .or_else(|| sentence.changed.clone())
            .or_else(noun)
    } else {
        None
    };
    // 分别给予[3]、5、8万元奖励: all are what the last is.
    let shared = figure_lists::with_shared_unit(context, slot);
    let (figure, after) = match &shared {
        Some((whole, after)) => (whole, after),
        None => (&slot.words, &slot.clauses.after),
    };
    field_names::figure(FigureContext {
        before,
        figure,
        after,
        next: &slot.clauses.next,
        last: sentence.targets.last().map(|target| target.name.as_str()),
        earlier: earlier.as_deref(),
        heading: &heading,
    })
}

/// Adds a figure under its name; where that is taken, told apart by plans or by what the section
/// is about. What is no exact figure (数百家) is a field of words.
fn add_value(
    context: &SlotContext,
    set: &mut FieldSet,
    slot: &FigureSlot,
    name: String,
) -> FigureTarget {
    let before = &slot.clauses.before;
    let is_one_way = says_one_way(before) || figure_lists::says_turn(context, &slot.span);
    let way = Way::of_value(is_one_way || is_bound(before));
    let target = |name: String, field: usize| FigureTarget {
        name,
        field: Some(field),
    };
    if let Some((whole, _)) = figure_lists::with_shared_unit(context, slot)
        && let Some(field) = figure_field(context, set, slot, &name, &whole, way)
    {
        // Digits and a point are as many bytes as chars.
        let number = slot.span.start..slot.span.start + number_and_unit(&slot.words).0.len();
        set.print(number, field, "数");
        return target(name, field);
    }
    if let Some((value, said)) = written_sign(&slot.words)
        && !context.is_escaped(slot.span.start)
        && let Some(field) = figure_field(context, set, slot, &name, &value, way)
    {
        set.print_change(slot.span.clone(), field, "", said);
        return target(name, field);
    }
    let Some(field) = figure_field(context, set, slot, &name, &slot.words, way) else {
        set.print_words(context, &name, &slot.span, || {
            figure_names(context, &name, &slot.span)
        });
        return FigureTarget { name, field: None };
    };
    set.print(slot.span.clone(), field, "");
    FigureTarget {
        name,
        field: Some(field),
    }
}

/// Tests whether a clause says which side of a round number a value lies on: 突破「2万元」,
/// 近「2000人」. No such number is below zero.
fn is_bound(before: &str) -> bool {
    const BOUNDING: [&str; 10] = [
        "近", "超", "超过", "逾", "突破", "接近", "不足", "迈上", "跨上", "跨越",
    ];
    let bare = before.trim_end_matches(['了', '约']);
    BOUNDING.iter().any(|word| bare.ends_with(word))
}

/// Tests whether a clause ends with a word that fits numbers of one sign only: 亏损「1200万元」,
/// 降幅收窄「2.1个百分点」.
fn says_one_way(before: &str) -> bool {
    let bare = field_names::before_amount(before);
    let ends = |word: &str| bare.ends_with(word) || before.trim_end().ends_with(word);
    // 低于全市平均水平[2.3个百分点]
    let is_compared = DIFFERENCES.iter().any(|word| before.contains(word));
    ONE_WAY.iter().any(|word| ends(word)) || is_compared
}
