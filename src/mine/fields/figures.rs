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
use super::super::variable::SaidChange;
use super::comparisons::{add_comparison, add_own_change};
use super::context::SlotContext;
use super::exact_figure::{exact_unit, signed};
use super::field_set::FieldSet;
use super::figure_slot::{FigureSlot, FigureTarget, ReportedChange, figure_field, figure_names};
use super::thresholds::is_threshold;

/// The longest enumeration before 分别 that is looked at, in chars.
const LONGEST_LIST: usize = 60;
/// Words behind a figure that bound or count it, the longer first: 98%以上, 36批次.
const BOUNDS: [&str; 6] = ["次以上", "次", "以上", "以下", "以内", "左右"];
/// Words that say which way a figure goes and have no word for the other way.
const ONE_WAY: [&str; 12] = [
    "收窄", "缩小", "扩大", "亏损", "逆差", "顺差", "压减", "节约", "节省", "压缩", "减免", "下调",
];

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
                return sentence
                    .targets
                    .push(add_value(context, set, slot, target.name));
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
            sentence.listed_change = Some(ListedChange {
                change,
                words,
                last,
            });
            return;
        }
    }
    let mut name = figure_name(context, slot, sentence);
    if before.contains("分别") {
        let start = slot.span.start - before.chars().count();
        let members = listed_members(context, start, subject);
        sentence.listed = members
            .into_iter()
            .map(|name| FigureTarget { name, field: None })
            .collect();
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
        sentence.listed_change = Some(ListedChange {
            change,
            words,
            last,
        });
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
    let (rise, fall) = if falls {
        (opposite, verb)
    } else {
        (verb, opposite)
    };
    ReportedChange {
        change: clause.change,
        signed: if has_sign {
            slot.words.clone()
        } else {
            signed(&slot.words, falls)
        },
        start,
        words: is_switchable.then_some(SaidChange {
            rise,
            fall,
            after: None,
        }),
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
        words: words.map(|(words, last)| SaidChange {
            after: Some(last),
            ..words
        }),
    }
}

/// Returns how many figures stand in one list from this one on: [27%]、[26%]和[28%].
fn figures_in_list(context: &SlotContext, span: &Range<usize>) -> usize {
    let first = context
        .slots
        .partition_point(|slot| slot.span.start < span.start);
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

/// Tests whether a clause ends with a word that fits numbers of one sign only: 亏损「1200万元」,
/// 降幅收窄「2.1个百分点」.
fn says_one_way(before: &str) -> bool {
    let bare = field_names::before_amount(before);
    ONE_WAY
        .iter()
        .any(|word| bare.ends_with(word) || before.trim_end().ends_with(word))
}
