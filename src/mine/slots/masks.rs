//! Decides what a mask that is no number and no date stands for, by the words around it.
//!
//! Reports are published with names blanked out: __镇 is a place, ***同志 a person, ××公司 a firm.

use std::sync::LazyLock;

use crate::lexicon::{WordSet, word_list};

use super::scan::{ends_with_one, one_of};

/// What follows a mask that stands for a person, the Party's centre, a firm or a meeting.
static OTHERS_AFTER: LazyLock<WordSet> = word_list!("mask-person-after");
/// What stands before such a mask.
static OTHERS_BEFORE: LazyLock<WordSet> = word_list!("mask-person-before");
/// What follows a mask that stands for a place, its generic word included.
static GENERIC: LazyLock<WordSet> = word_list!("mask-generic");

/// What a report wishes a place to be; what follows is its name.
static QUALITIES: LazyLock<WordSet> = word_list!("place-qualities");

/// What a mask at `span` with nothing else known stands for: `Some(end)` of the place's name,
/// generic word included.
pub(super) fn place_end(text: &[char], start: usize, end: usize) -> Option<usize> {
    // 反腐__: a word was censored; 20__》: a year.
    if ends_with_one(text, start, &["第", "反腐"]) || start > 0 && text[start - 1].is_ascii_digit()
    {
        return None;
    }
    // PM_2.5: a lowered number.
    let lowers = start > 0
        && text[start - 1].is_ascii_alphabetic()
        && text.get(end).is_some_and(char::is_ascii_digit);
    if lowers {
        return None;
    }
    if let Some(length) = generic(text, end) {
        return Some(end + length);
    }
    if is_check_box(text, start, end) {
        return None;
    }
    // _九路, _一路: one character of the name is left.
    if text
        .get(end)
        .is_some_and(|c| "一二三四五六七八九十东西南北中".contains(*c))
        && one_of(text, end + 1, &["路", "街", "大道"]).is_some()
    {
        return Some(end + 2);
    }
    if QUALITIES.before(text, start) {
        return Some(end);
    }
    // One letter or sign is as often a code or a product (X染色体, 3×5).
    let censored = matches!(text[start], '*' | 'X' | 'x' | '×') && end == start + 1;
    if censored && !follows_place(text, end)
        || OTHERS_AFTER.at(text, end).is_some()
        || OTHERS_BEFORE.before(text, start) && !follows_place(text, end)
    {
        return None;
    }
    Some(end)
}

/// `□ 是　□ 否`, `同意□`: one box at the edge of its word is there to be ticked.
fn is_check_box(text: &[char], start: usize, end: usize) -> bool {
    let before = start.checked_sub(1).map_or('\n', |at| text[at]);
    let after = text.get(end).copied().unwrap_or('\n');
    let is_edge = |c: char| matches!(c, '\n' | '\t' | ' ');
    let alone = text[start] == '□' && end == start + 1;
    alone && (is_edge(before) || is_edge(after) || matches!(before, ':' | '('))
}

/// A generic word at `at` that belongs to the name, not to what is built there (_镇区, _市民).
fn generic(text: &[char], at: usize) -> Option<usize> {
    let length = GENERIC.at(text, at)?;
    let next = one_of(
        text,
        at,
        &[
            "市场", "区域", "市民", "村民", "山水", "镇区", "县域", "市委", "县委", "镇委", "区委",
            "省委", "市政", "县政", "区政", "省政", "河道", "村级", "江山",
        ],
    );
    next.is_none().then_some(length)
}

fn follows_place(text: &[char], at: usize) -> bool {
    one_of(
        text,
        at,
        &[
            "人民", "发展", "经济", "的发展", "精神", "地区", "儿女", "全市", "籍", "各界", "社会",
            "、", "对接", "这座",
        ],
    )
    .is_some()
}
