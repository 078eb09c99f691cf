//! Reads the lists that figures stand in: what joins them, what they are of, how their signs stand.

use std::ops::Range;

use super::super::field_names;
use super::super::slots::SlotKind;
use super::context::{SlotContext, ends_sentence};
use super::exact_figure::{exact_unit, number_and_unit};
use super::figure_slot::{FigureSlot, is_zero};
use crate::figure::Figure;
use crate::lexicon::string;

/// The longest enumeration before 分别 that is looked at, in chars.
const LONGEST_LIST: usize = 60;
/// The most figures of one list that are looked at.
const MOST_MEMBERS: usize = 12;

/// What stands between a figure and the one before it in its sentence.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Joint {
    /// Words, or there is none before it.
    #[default]
    None,
    /// A sign of enumeration and what may follow it: 、, 和, 、下降.
    Sign,
    /// A comma.
    Comma,
}

/// Returns what joins a figure to the one that ends at `end`; 0 for none.
pub(super) fn joint(context: &SlotContext, end: usize, span: &Range<usize>) -> Joint {
    let between = &context.report.folded()[end.min(span.start)..span.start];
    let mut signs = between.iter().skip_while(|c| **c == ' ');
    match signs.next() {
        _ if end == 0 => Joint::None,
        Some('、' | '和' | '与' | '及' | '以') => Joint::Sign,
        // 分别较上年增长12%，[13%]
        Some(',' | '，') if between.len() == 1 && is_rate(context, span) => Joint::Sign,
        Some(',' | '，') => Joint::Comma,
        _ => Joint::None,
    }
}

fn is_rate(context: &SlotContext, span: &Range<usize>) -> bool {
    measured(&context.report.words(span)) == Some(true)
}

/// Returns the figures that stand in one list from this one on: [27%]、[26%]和下降[28%].
fn list(context: &SlotContext, span: &Range<usize>) -> Vec<Range<usize>> {
    let first = context
        .slots
        .partition_point(|slot| slot.span.start < span.start);
    let mut members = vec![span.clone()];
    for pair in context.slots[first..].windows(2).take(MOST_MEMBERS) {
        let between = pair[0].span.end.min(pair[1].span.start)..pair[1].span.start;
        let between = context.report.words(&between);
        let clause = field_names::change(&between);
        let subject = clause.subject.trim_end_matches(['约', '近']);
        let is_listed = matches!(subject, "、" | "和" | "与" | "及" | "以及" | "");
        let is_joined = is_listed || between == "，" && is_rate(context, &pair[1].span);
        let [first, second] =
            [&pair[0].span, &pair[1].span].map(|span| measured(&context.report.words(span)));
        let alike = first == second || first.is_none() || second.is_none();
        if pair[1].kind != SlotKind::Figure || between.is_empty() || !is_joined || !alike {
            break;
        }
        members.push(pair[1].span.clone());
    }
    members
}

/// Tells whether a figure is a rate; `None` where the unit of a later one says it:
/// 0.6和1.9个百分点.
fn measured(words: &str) -> Option<bool> {
    let is_open = words.ends_with(|c: char| c.is_ascii_digit() || c == '个');
    let is_rate = words.contains(['%', '％', '‰', '点', '成', '倍']);
    (!is_open).then_some(is_rate)
}

/// Returns how many figures stand in one list from this one on.
pub(super) fn length(context: &SlotContext, span: &Range<usize>) -> usize {
    list(context, span).len()
}

/// Tests whether a list writes signs where others write verbs (增长12.4%和-3.5%), or holds a change
/// of 0%, which no verb says.
pub(super) fn prints_signs(context: &SlotContext, span: &Range<usize>) -> bool {
    let list = list(context, span);
    let is_signed = |span: &Range<usize>| {
        let words = context.report.words(span);
        words.starts_with(['-', '－', '−', '+', '＋']) || is_zero(&words)
    };
    list.len() > 1 && list.iter().any(is_signed)
}

/// Returns the sentence a figure stands in, up to the char `to`.
fn sentence<'a>(context: &SlotContext<'a>, to: usize) -> &'a [char] {
    context.back_to(to, LONGEST_LIST, ends_sentence)
}

/// Tests whether a sentence names the way of a figure's change once more behind it: 上涨1.2%，
/// 「涨幅」比上年回落; 下降2.6%，连续五年「负增长」. The verb alone may not turn then.
///
/// Must not take 增长5%，利润降幅收窄, which is of another thing.
pub(super) fn names_way_again(context: &SlotContext, span: &Range<usize>) -> bool {
    const NOUNS: [&str; 6] = ["增幅", "涨幅", "升幅", "降幅", "跌幅", "减幅"];
    const SAYINGS: [&str; 8] = [
        "负增长", "正增长", "双下降", "双降", "双增", "双升", "新高", "新低",
    ];
    let text = context.report.folded();
    let most = (span.end + LONGEST_LIST).min(text.len());
    let rest = string(&text[span.end..most]);
    let rest = rest.split(ends_sentence).next().unwrap_or_default();
    let mut clauses = rest.split([',', '，']).skip(1);
    clauses.any(|clause| {
        let about = clause.trim_start_matches(['且', '其', '但']);
        let says_again = NOUNS.iter().any(|noun| about.starts_with(noun));
        says_again || SAYINGS.iter().any(|saying| clause.contains(saying))
    })
}

/// Tests whether a sentence says that a change turned its way: 由负转正, 由增转降, 扭亏为盈. Its
/// figure may not turn again.
pub(super) fn says_turn(context: &SlotContext, span: &Range<usize>) -> bool {
    let sentence = sentence(context, span.start);
    let turns = |c: char| "增升正负降跌盈亏减涨".contains(c);
    let is_turn = |words: &[char]| match words {
        ['由', from, '转', to, ..] => turns(*from) && turns(*to),
        ['扭', '亏', ..] | ['止', '跌' | '降', ..] | ['回', '正', ..] => true,
        _ => false,
    };
    (0..sentence.len()).any(|at| is_turn(&sentence[at..]))
}

/// Returns the members of the list that a clause ends (硬化率、亮化率和「绿化率分别达到」), of the
/// one word that names two (「城乡居民收入分别为」), or of an enumeration of as many members in a
/// clause before: 起数、死亡人数实现“双下降”，「分别减少」.
pub(super) fn members(
    context: &SlotContext,
    clause: usize,
    subject: &str,
    span: &Range<usize>,
) -> Vec<String> {
    let text = sentence(context, clause);
    let count = length(context, span);
    let is_stop = |c: &char| ",:，：()（）".contains(*c);
    let stop = text.iter().rposition(is_stop);
    let list = string(&text[stop.map_or(0, |at| at + 1)..]) + subject;
    let found = field_names::members(&list);
    if let [all] = &found[..]
        && let Some(each) = field_names::together(all, count)
    {
        return each;
    }
    if !subject.is_empty() {
        return found;
    }
    let mut earlier = text[..stop.unwrap_or(0)].rsplit(is_stop);
    earlier
        .find_map(|clause| enumeration(clause, count))
        .unwrap_or_default()
}

/// Returns the members of a clause that begins with an enumeration of so many.
fn enumeration(clause: &[char], count: usize) -> Option<Vec<String>> {
    let mut members: Vec<String> = clause
        .split(|c| matches!(c, '、' | '和' | '与'))
        .map(string)
        .collect();
    if members.len() != count || count < 2 {
        return None;
    }
    // The last goes on with what is said of all.
    let last = members.pop()?;
    members.push(field_names::clause_noun(&last)?);
    Some(field_names::members(&members.join("、")))
}

/// Returns the clause before the year that a figure is of: 生产总值由「2015年的」58亿元.
pub(super) fn before_date(
    context: &SlotContext,
    span: &Range<usize>,
    before: &str,
) -> Option<String> {
    if !matches!(before, "" | "的") {
        return None;
    }
    let slot = context
        .slots
        .partition_point(|slot| slot.span.start < span.start);
    let last = context.slots[..slot].last()?;
    let touches = last.span.end + before.chars().count() == span.start;
    (last.kind == SlotKind::Date && touches).then(|| context.clauses(&last.span).before)
}

/// Returns the clause before short words in parentheses that stand right before a figure:
/// 「实际利用外资」（验资）0.93亿元.
pub(super) fn before_parenthesis(
    context: &SlotContext,
    span: &Range<usize>,
    before: &str,
) -> Option<String> {
    const LONGEST: usize = 8;
    let text = context.report.folded();
    let close = span.start.checked_sub(1)?;
    if !before.is_empty() || !matches!(text[close], ')' | '）') {
        return None;
    }
    let floor = span.start.saturating_sub(LONGEST);
    let open = text[floor..span.start]
        .iter()
        .rposition(|c| matches!(c, '(' | '（'))?;
    let at = floor + open;
    let is_plain = text[at + 1..close].iter().all(|c| c.is_alphabetic());
    is_plain.then(|| context.clauses(&(at..span.start)).before)
}

/// Returns the sentence a figure stands in, up to the figure's own clause, `before` it.
fn sentence_before<'a>(context: &SlotContext<'a>, span: &Range<usize>, before: &str) -> &'a [char] {
    sentence(context, span.start - before.chars().count())
}

/// Returns what the nearest clause before a figure's own is about, in the same sentence.
pub(super) fn earlier_noun(
    context: &SlotContext,
    span: &Range<usize>,
    before: &str,
) -> Option<String> {
    let text = sentence_before(context, span, before);
    // 增加值增速由负转正、达[2.3%]
    let clauses = text.rsplit(|c| matches!(c, ',' | '，' | '、'));
    let mut nouns = clauses.filter_map(|clause| field_names::clause_noun(&string(clause)));
    nouns.next()
}

/// Returns what the clause right before a figure's own is about, where it holds no number:
/// 外贸进出口增长12.8%，「实际利用外资由升转降」，下降6.2%.
pub(super) fn nearest_noun(
    context: &SlotContext,
    span: &Range<usize>,
    before: &str,
) -> Option<String> {
    let text = sentence_before(context, span, before);
    let is_comma = |c: &char| matches!(c, ',' | '，');
    let end = text.iter().rposition(is_comma)?;
    let start = text[..end].iter().rposition(is_comma)? + 1;
    let nearest = string(&text[start..end]);
    let has_number = nearest.contains(|c: char| c.is_ascii_digit());
    let noun = field_names::clause_noun(&nearest).filter(|_| !has_number);
    noun.filter(|_| says_turn(context, span))
}

/// Returns a bare number with the unit that the last member of its list writes for all, and the
/// words behind that: 20 of 20、40、60元, 1.1个 of 1.1个、0.7个百分点.
pub(super) fn with_shared_unit(
    context: &SlotContext,
    slot: &FigureSlot,
) -> Option<(String, String)> {
    let (number, own_unit) = number_and_unit(&slot.words);
    if number.is_empty() || !matches!(own_unit, "" | "个") {
        return None;
    }
    let list = list(context, &slot.span);
    let last_span = list.last()?;
    let last = context.report.words(last_span);
    let (_, unit) = number_and_unit(&last);
    if unit == own_unit || !own_unit.is_empty() && unit != "个百分点" {
        return None;
    }
    let whole = format!("{number}{unit}");
    let prints = exact_unit(&whole).is_some_and(|unit| unit.is_some())
        && whole.parse::<Figure>().ok()?.number() == number;
    let is_shared = list.len() > 1 && !unit.is_empty() && prints;
    is_shared.then(|| (whole, context.clauses(last_span).after))
}
