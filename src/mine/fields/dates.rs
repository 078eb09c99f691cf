//! Turns the years of a report into one that rolls, and its days and other times into fields.

use std::ops::{Range, RangeInclusive};

use super::super::field_names;
use super::super::proposal::MinedAnswer;
use super::super::slots::SlotKind;
use super::context::{SlotContext, short_heading};
use super::field_set::FieldSet;
use crate::calendar::{YEARS, Year, parse_date, print_date};
use crate::read::LineRole;
use crate::schema::FieldKind;

/// The chars from a report's beginning in which a year named only once is still the report's.
const FIRST_PAGE: usize = 400;
/// The longest words a time is named by, in chars.
const LONGEST_EVENT: usize = 8;
const LONGEST_SUBJECT: usize = 6;

/// A date slot that begins with a year in four digits: 2024年, 2024年底.
struct YearSlot<'a> {
    year: i32,
    /// What stands behind 年: 度, 底, 5月.
    rest: &'a str,
}

/// Adds the year the report is on, those beside it, and every other date.
pub(super) fn add_fields(context: &SlotContext, set: &mut FieldSet) {
    let mut dates: Vec<(Range<usize>, String)> = Vec::new();
    for span in context.of_kind(SlotKind::Date) {
        let words = context.report.words(&span);
        dates.push((span, words));
    }
    // A year before those a field takes (1948) stays a date in words.
    let base = base_year(context, &dates).filter(|base| YEARS.contains(base));
    let mut year_field = None;
    for (span, words) in dates {
        let slot = year_slot(&words).zip(base);
        let near = slot.and_then(|(slot, base)| Some((slot.rest, year_part(slot.year - base)?)));
        match near {
            Some((rest, part)) if may_follow(context, &span, rest) => {
                let field = *year_field.get_or_insert_with(|| {
                    let answer = MinedAnswer::Words(base.unwrap_or_default().to_string());
                    let kind = year_kind(base.unwrap_or_default());
                    set.add_general("年份", kind, answer)
                });
                print_year(context, set, field, part, span, rest);
            }
            _ => print_date_slot(context, set, &span, &words),
        }
    }
}

/// Returns the kind of the field for the year reported on. The shared field of this name takes the
/// years reports are written about now; a report of 1960 has all years of the calendar.
fn year_kind(year: i32) -> FieldKind {
    const SHARED: RangeInclusive<i32> = 1990..=2060;
    let bound = |bound: i32| (!SHARED.contains(&year)).then_some(bound);
    FieldKind::Year {
        least: bound(*YEARS.start()),
        most: bound(*YEARS.end()),
    }
}

/// Returns the part of the year field for a year this far from it.
fn year_part(distance: i32) -> Option<&'static str> {
    match distance {
        0 => Some(""),
        1 => Some("次年"),
        -1 => Some("上年"),
        _ => None,
    }
}

/// Returns the year reported on: the one over the review, else the one named most often, else the
/// one before it if the report begins with that. A year named but once, and not at the beginning,
/// is history.
fn base_year(context: &SlotContext, dates: &[(Range<usize>, String)]) -> Option<i32> {
    if let Some(reviewed) = context.reviewed_year() {
        return Some(reviewed);
    }
    let mut years: Vec<(i32, usize)> = Vec::new();
    for (span, words) in dates {
        years.extend(year_slot(words).map(|slot| (slot.year, span.start)));
    }
    // 过去一年工作回顾 names no year, 2026年工作安排 the one after it.
    let before_plans = context.planned_year().map(|year| year - 1);
    let reviewed = before_plans.filter(|before| years.iter().any(|(year, _)| year == before));
    if reviewed.is_some() {
        return reviewed;
    }
    let most = most_frequent(years.iter().map(|(year, _)| *year))?;
    let early = (context.report.chars().len() / 3).max(FIRST_PAGE);
    let mentions = years.iter().filter(|(year, _)| *year == most);
    if mentions.clone().count() == 1 && !mentions.clone().any(|(_, at)| *at <= early) {
        return None;
    }
    let first = years
        .iter()
        .map(|(year, _)| *year)
        .find(|year| (most - 1..=most).contains(year));
    first.or(Some(most))
}

/// Returns the most frequent of some years, of equals the first.
fn most_frequent(years: impl Iterator<Item = i32>) -> Option<i32> {
    let mut counts: Vec<(i32, usize)> = Vec::new();
    for year in years {
        match counts.iter_mut().find(|(known, _)| *known == year) {
            Some((_, count)) => *count += 1,
            None => counts.push((year, 1)),
        }
    }
    counts
        .into_iter()
        .rev()
        .max_by_key(|(_, count)| *count)
        .map(|(year, _)| year)
}

/// Tests whether what stands behind a year may stay as it is or can be asked alone: 2024年度,
/// 2024年5月 in the text. 2024年1月5日 and the month in a dateline belong to a day.
fn may_follow(context: &SlotContext, span: &Range<usize>, rest: &str) -> bool {
    if matches!(
        rest,
        "" | "度" | "底" | "初" | "末" | "内" | "年底" | "上半年" | "下半年"
    ) {
        return true;
    }
    let is_month = rest.ends_with('月')
        && rest
            .chars()
            .all(|c| c.is_ascii_digit() || "-—至月".contains(c));
    let role = context.line_role(span.start);
    is_month && matches!(role, Some(LineRole::Heading | LineRole::Paragraph))
}

fn print_year(
    context: &SlotContext,
    set: &mut FieldSet,
    field: usize,
    part: &'static str,
    span: Range<usize>,
    rest: &str,
) {
    let split = span.end - rest.chars().count();
    set.print(span.start..split, field, part);
    if rest.ends_with('月') {
        let month = split..span.end;
        let names = time_names(context, &month, "月份");
        set.print_words(context, &names[0].clone(), &month, || names);
    }
}

/// Prints a day as a date, any other time as words.
fn print_date_slot(context: &SlotContext, set: &mut FieldSet, span: &Range<usize>, words: &str) {
    let names = match context.line_role(span.start) {
        Some(LineRole::Dateline | LineRole::Title) => vec!["会议日期".to_owned()],
        Some(LineRole::Date) => vec!["成文日期".to_owned()],
        // 1-11月份: up to when the figures behind it are counted.
        _ if is_stretch_of_months(words) => vec!["统计时段".to_owned()],
        _ => time_names(context, span, "时间"),
    };
    if is_basis(context, span, words) {
        let about = field_names::clause_noun(&context.clauses(span).before);
        let name = format!("{}基期", about.unwrap_or_default());
        set.print_words(context, &name, span, || vec![name.clone()]);
        return set.keep_unasked(&name);
    }
    if names_far_year(context, span, words) {
        let name = names[0].clone();
        set.print_words(context, &name, span, || names);
        return set.keep_slot_unasked(span);
    }
    // 一季度下降5.6%，二季度增长1.2%: a part of every year.
    if is_season(words) {
        set.print_words(context, words, span, || vec![words.to_owned()]);
        return set.keep_slot_unasked(span);
    }
    let is_day = parse_date(words, None).is_ok_and(|date| print_date(date) == words);
    if !is_day {
        return set.print_words(context, &names[0].clone(), span, || names);
    }
    let key = (FieldKind::Date.name(), String::new(), words.to_owned());
    let field = set.known_or(key, |set| {
        let answer = MinedAnswer::Words(words.to_owned());
        set.add(context, &names, FieldKind::Date, span, answer)
    });
    set.print(span.clone(), field, "");
}

/// Tests whether words are the months from one to another: 1—11月, 1至9月份.
fn is_stretch_of_months(words: &str) -> bool {
    let month = words.strip_suffix('份').unwrap_or(words);
    let is_link = |c: char| matches!(c, '-' | '—' | '－' | '～' | '~' | '至' | '到');
    let ends = month
        .strip_suffix('月')
        .and_then(|ends| ends.split_once(is_link));
    let is_month = |end: &str| {
        let number = end.trim_matches(is_link).trim_end_matches('月');
        number.parse::<u8>().is_ok_and(|month| month <= 12)
    };
    ends.is_some_and(|(first, last)| is_month(first) && is_month(last))
}

/// Tests whether words in the text are a year alone that is none of those around the report's:
/// 1978年, 2035年. It is history, or a goal that stands for years.
fn names_far_year(context: &SlotContext, span: &Range<usize>, words: &str) -> bool {
    let year = words.strip_suffix('年').map(str::parse::<i32>);
    let role = context.line_role(span.start);
    matches!(year, Some(Ok(_))) && matches!(role, Some(LineRole::Heading | LineRole::Paragraph))
}

/// Tests whether words name a quarter or a half of any year: 一季度, 下半年.
fn is_season(words: &str) -> bool {
    let quarter = words.strip_prefix('第').unwrap_or(words);
    matches!(
        quarter,
        "一季度" | "二季度" | "三季度" | "四季度" | "1季度" | "2季度" | "3季度" | "4季度"
    )
}

/// Tests whether a year is what others are measured from (比2020年, 由2015年的): history, which
/// stays as it is unless somebody wants it asked.
fn is_basis(context: &SlotContext, span: &Range<usize>, words: &str) -> bool {
    let before = context.clauses(span).before;
    let is_year = words
        .strip_suffix('年')
        .is_some_and(|year| year.parse::<i32>().is_ok());
    is_year && before.ends_with(['比', '较', '由', '从', '是', '自', '到', '至'])
}

/// Returns names for a time, the best first: by what happens then, or by what it stands under.
///
/// Made for 2024年5月，云湖水库除险加固工程完工 (云湖水库除险加固月份).
fn time_names(context: &SlotContext, span: &Range<usize>, word: &str) -> Vec<String> {
    let clauses = context.clauses(span);
    if clauses.after.contains('任') || clauses.before.ends_with('任') {
        return vec![format!("任职{word}")];
    }
    let after = clauses
        .after
        .trim_start_matches(['起', '以', '前', '底', '，', '度']);
    let mut event = field_names::thing(after, LONGEST_EVENT);
    if event.is_empty() && after.trim().is_empty() {
        event = field_names::thing(field_names::trimmed(&clauses.next), LONGEST_EVENT);
    }
    let subject = field_names::tail(field_names::before_amount(&clauses.before), LONGEST_SUBJECT);
    let heading = short_heading(&context.heading(span.start));
    let heading = field_names::tail(&heading, LONGEST_SUBJECT);
    let mut names = Vec::new();
    for about in [event, subject, heading] {
        if about.chars().count() > 1 {
            names.push(format!("{about}{word}"));
        }
    }
    names.push(word.to_owned());
    names
}

/// Takes 2024年 and what stands behind it apart.
fn year_slot(words: &str) -> Option<YearSlot<'_>> {
    let (digits, rest) = words.split_once('年')?;
    let Year(year) = digits.parse().ok()?;
    (year.to_string() == digits).then_some(YearSlot { year, rest })
}
