//! Scores a beginning of a name by what stands in it, before it, and elsewhere in the text.

use std::ops::Range;

use super::super::scan::one_of;
use super::clauses::ClauseIndex;
use super::found::FoundPlaces;
use super::likeness::name_margin;
use super::vocabulary::{FUNCTION, KINDS, PARTICLES, SuffixClass, VERBS, WORKS};
use crate::lexicon::{Word, WordKind, stem_cost};

/// A string that comes back speaks for a name that holds it whole; one that is rarer than its own
/// end, against.
pub(super) fn returns(count: u32, rarer: u32) -> i32 {
    match () {
        () if count > 1 && (rarer == u32::MAX || count == rarer) => 3,
        () if rarer != u32::MAX && count < rarer => -3,
        () => 0,
    }
}

/// What the words between a beginning and the generic word say.
pub(super) fn inside(
    clauses: &ClauseIndex,
    found: &FoundPlaces,
    start: usize,
    end: usize,
    class: SuffixClass,
) -> i32 {
    let length = end - start;
    let mut score = match length {
        2 => 3,
        3 => 2,
        4 => 0,
        _ => -2,
    };
    let mut at = start;
    while at < end {
        let Some((_, word)) = clauses.word(at) else {
            return -9;
        };
        let (from, to) = (word.start.max(start), word.end.min(end));
        let whole = from == word.start && to == word.end;
        score += match word.kind {
            WordKind::Unknown => 2,
            WordKind::Common { .. } if word.end - word.start == 1 => {
                single(clauses, at, at == start, class)
            }
            WordKind::Common { .. } if !whole => -4,
            WordKind::Common { noun: true, cost } if cost >= 26 || is_street(clauses, end) => -1,
            WordKind::Common { noun: true, .. } if class == SuffixClass::Site && at > start => -1,
            WordKind::Common { noun: true, cost } => {
                common_noun(clauses, from..to, cost, to == end)
            }
            WordKind::Common { noun: false, .. } => -8,
            WordKind::Stem { .. } if whole && class != SuffixClass::Unit && at == start => 3,
            WordKind::Stem { .. } if whole => 0,
            WordKind::Stem { .. } | WordKind::Name => -4,
        };
        if found.has(at) && at > start {
            score -= 2;
        }
        at = to;
    }
    score + likeness(clauses, start, end)
}

/// How much more the characters are like the stem of a name than like the words they are.
fn likeness(clauses: &ClauseIndex, start: usize, end: usize) -> i32 {
    let margin = name_margin(clauses, start, end);
    (margin / 3).clamp(-3, 4)
}

/// How much a common noun speaks against a name: little where places like to be called so (兴隆).
/// Right before the generic word it may say what kind it is (平安|社区), but not in 平安里|社区.
fn common_noun(clauses: &ClauseIndex, word_span: Range<usize>, cost: u8, is_last: bool) -> i32 {
    let margin = i32::from(cost)
        - i32::try_from(stem_cost(&clauses.text[word_span.clone()])).unwrap_or(i32::MAX);
    match margin {
        _ if is_last && KINDS.is(&clauses.text[word_span.clone()]) => -6,
        3.. => 1,
        0..3 => -1,
        -3..0 => -4,
        _ => -6,
    }
}

/// 大道, 北路: what comes before it is a name, however common the word.
fn is_street(clauses: &ClauseIndex, at: usize) -> bool {
    one_of(
        clauses.text,
        at,
        &[
            "大道", "东路", "西路", "南路", "北路", "中路", "大街", "东街", "西街", "南街", "北街",
        ],
    )
    .is_some()
}

fn single(clauses: &ClauseIndex, at: usize, first: bool, class: SuffixClass) -> i32 {
    let c = clauses.text[at];
    let next = clauses.text.get(at + 1).copied().unwrap_or('\n');
    match () {
        // 一批高快速路
        () if "一二两三四五六七八九十几数多".contains(c)
            && "批个条座类项家名次种些处期级届代轮系段".contains(next) =>
        {
            -5
        }
        // 改造和兴路: a conjunction cannot follow a verb.
        () if first
            && matches!(c, '和' | '多' | '新' | '老' | '同')
            && follows_verb(clauses, at) =>
        {
            0
        }
        // 的星河, 着党旗: particles stand in no name.
        () if PARTICLES.contains(c) => -9,
        () if FUNCTION.has(c) || first && "镇县市区村省乡州新老".contains(c) => -3,
        () if "镇县市区村省乡促".contains(c) => -3,
        () if WORKS.contains(c) => -2,
        () if class == SuffixClass::Unit && VERBS.has(c) && first => -2,
        () => 1,
    }
}

fn follows_verb(clauses: &ClauseIndex, at: usize) -> bool {
    let previous = at.checked_sub(1).and_then(|at| clauses.word(at));
    previous.is_some_and(|(_, word)| {
        word.end - word.start > 1 && matches!(word.kind, WordKind::Common { noun: false, .. })
    })
}

/// What stands before a beginning: nothing, a verb, a place.
pub(super) fn outside(clauses: &ClauseIndex, found: &FoundPlaces, start: usize) -> i32 {
    if !clauses.is_boundary(start) {
        return -4;
    }
    let Some(previous) = start.checked_sub(1) else {
        return 2;
    };
    if found.has(previous) {
        return 2;
    }
    match clauses.word(previous) {
        None => 2,
        Some((
            _,
            Word {
                kind: WordKind::Unknown,
                ..
            },
        )) => -2,
        Some((_, word)) if word.end - word.start == 1 => {
            let c = clauses.text[previous];
            if FUNCTION.has(c) || VERBS.has(c) {
                1
            } else {
                -1
            }
        }
        Some((
            _,
            Word {
                kind: WordKind::Common { noun: false, .. },
                ..
            },
        )) => 2,
        Some(_) => 1,
    }
}
