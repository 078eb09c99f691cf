//! Tells the characters of numbers, and numbers that are part of a term: 万元户, “三个代表”.

use super::scan::one_of;

/// How far quotation marks around a term are looked for, in chars.
const QUOTED: usize = 30;

/// A hanzi that numbers are written with.
pub(super) fn is_numeral(c: char) -> bool {
    matches!(
        c,
        '一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '两' | '几'
    ) || is_magnitude(c)
}

/// 十, 百, 千, 万 or 亿.
pub(super) fn is_magnitude(c: char) -> bool {
    matches!(c, '十' | '百' | '千' | '万' | '亿')
}

/// How the nought of a number in hanzi is written: 二〇二四, 二○二四, 一百零三.
pub(super) fn is_nought(c: char) -> bool {
    matches!(c, '〇' | '○' | '零' | 'О' | '◯')
}

/// 100余件, 400多万元.
pub(super) fn is_more(c: char) -> bool {
    matches!(c, '余' | '多' | '几')
}

/// The character right before `at`; a line break at the beginning of the text.
pub(super) fn before(text: &[char], at: usize) -> char {
    at.checked_sub(1).map_or('\n', |i| text[i])
}

/// 万元户, 万元地区生产总值: the unit is part of a term.
pub(super) fn is_term(text: &[char], unit: usize, end: usize) -> bool {
    const TERMS: &[&str] = &[
        "户", "村", "镇", "县", "店", "化", "G", "生产", "工业", "产值", "地区", "国内",
    ];
    text[unit] == '元' && one_of(text, end, TERMS).is_some()
}

/// Whether the span is inside quotation marks of a short term: “三个代表”.
pub(super) fn in_quotes(text: &[char], at: usize, end: usize) -> bool {
    let mut before = text[..at].iter().rev().take(QUOTED);
    let mut after = text[end..].iter().take(QUOTED);
    let opens = before.find(|c| matches!(c, '“' | '”' | '\n')) == Some(&'“');
    let closes = after.find(|c| matches!(c, '“' | '”' | '\n')) == Some(&'”');
    opens && closes
}
