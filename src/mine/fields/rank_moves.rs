//! Finds ranks that moved: 综合考核由全县第「9位」升至第「4位」.
//!
//! Both are figures, held to the verb between them: with 升至 the second is no greater. What is
//! written in hanzi (由第九名前移到第四名) cannot be held, stays as it is and is told of.

use std::ops::Range;

use rust_decimal::Decimal;

use super::super::field_names;
use super::super::field_names::Change;
use super::context::{SlotContext, is_edge};
use super::field_set::FieldSet;
use super::figure_slot::{FigureSlot, Way, figure_field};
use crate::lexicon::{count_leading, string};
use crate::schema::FieldKind;

/// How far a clause may begin before its first rank, and how far the second is from it, in chars.
const LONGEST_CLAUSE: usize = 30;
const LONGEST_MOVE: usize = 10;
/// Verbs of a move to a better rank, and to a worse.
const BETTER: [&str; 14] = [
    "前移", "跃升", "上升", "提升", "攀升", "升", "跃居", "跃", "进位", "前进", "提前", "上移",
    "挺进", "提高",
];
const WORSE: [&str; 8] = ["后移", "下降", "下滑", "下移", "退", "跌", "降", "滑落"];

/// A rank that moved: the digits with 位 or 名, before and behind the verb.
struct RankMove {
    from: Range<usize>,
    to: Range<usize>,
    change: Change,
    /// The clause up to 由.
    subject: String,
}

/// Adds two figures for each rank that moved.
pub(super) fn add_fields(context: &SlotContext, set: &mut FieldSet) {
    for moved in find(context) {
        let (from, to) = (moved.from.clone(), moved.to.clone());
        let is_free = set.is_free(&(from.start..to.end));
        let is_escaped = context.is_escaped(from.start) || context.is_escaped(to.start);
        if !is_free || is_escaped {
            continue;
        }
        let noun = field_names::clause_noun(&moved.subject).unwrap_or_default();
        let of = ["排名", "位次", "名次"]
            .iter()
            .find_map(|end| noun.strip_suffix(end))
            .unwrap_or(&noun);
        let name = format!("{of}位次");
        let (Some(before), Some(after)) = (
            add_rank(context, set, &from, &format!("原{name}")),
            add_rank(context, set, &to, &name),
        ) else {
            continue;
        };
        set.print(from, before, "");
        set.print(to, after, "");
        match moved.change {
            Change::Fall => set.bound(before, after),
            _ => set.bound(after, before),
        }
    }
}

fn add_rank(
    context: &SlotContext,
    set: &mut FieldSet,
    span: &Range<usize>,
    name: &str,
) -> Option<usize> {
    let slot = FigureSlot {
        words: context.report.words(span),
        clauses: context.clauses(span),
        span: span.clone(),
    };
    let field = figure_field(context, set, &slot, name, &slot.words, Way::One)?;
    if let FieldKind::Figure { range, .. } = &mut set.fields[field].kind {
        range.0 = Some(Decimal::ONE);
    }
    Some(field)
}

/// Returns the ranks of a report that moved.
fn find(context: &SlotContext) -> Vec<RankMove> {
    let text = context.report.folded();
    let mut found: Vec<RankMove> = Vec::new();
    let mut last: Option<Range<usize>> = None;
    for rank in ranks(text) {
        let from = last.replace(rank.clone());
        let Some(from) = from.filter(|from| rank.start - from.end <= LONGEST_MOVE) else {
            continue;
        };
        let between = string(&text[from.end..rank.start]);
        let clause = string(context.back_to(from.start, LONGEST_CLAUSE, parts_clauses));
        let subject = clause.rsplit_once(['由', '从']).map(|(subject, _)| subject);
        if let (Some(change), Some(subject)) = (moved_way(&between), subject) {
            found.push(RankMove {
                from,
                to: rank,
                change,
                subject: subject.to_owned(),
            });
        }
    }
    found
}

/// Returns which way a rank went by the words between the two: 「升至全市第」4位.
fn moved_way(between: &str) -> Option<Change> {
    let begins = |verbs: &[&str]| verbs.iter().any(|verb| between.starts_with(verb));
    let is_clause = !between.contains(parts_clauses);
    match () {
        () if !is_clause => None,
        () if begins(&BETTER) => Some(Change::Rise),
        () if begins(&WORSE) => Some(Change::Fall),
        () => None,
    }
}

/// Returns the numbers of ranks in digits, with 位 or 名: 第「12位」.
fn ranks(text: &[char]) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    for at in 1..text.len() {
        if text[at - 1] != '第' {
            continue;
        }
        let digits = count_leading(&text[at..], |c| c.is_ascii_digit());
        let end = at + digits + 1;
        let is_rank = matches!(text.get(at + digits), Some('位' | '名'));
        if digits > 0 && is_rank {
            found.push(at..end);
        }
    }
    found
}

/// Tests whether a char ends a clause; 、 does not.
fn parts_clauses(c: char) -> bool {
    c != '、' && is_edge(c)
}
