//! Tells the characters of numbers, and numbers that are part of a term: 万元户, “三个代表”.

use super::scan::one_of;

/// A hanzi that numbers are written with.
pub(super) fn is_numeral(c: char) -> bool {
    matches!(c, '一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '两' | '几')
        || is_magnitude(c)
}

pub(super) fn is_magnitude(c: char) -> bool {
    matches!(c, '十' | '百' | '千' | '万' | '亿')
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
    text[unit] == '元'
        && one_of(
            text,
            end,
            &["户", "村", "镇", "县", "店", "化", "G", "生产", "工业", "产值", "地区", "国内"],
        )
        .is_some()
}

/// Whether the span stands inside quotation marks of a short term: “三个代表”.
pub(super) fn in_quotes(text: &[char], at: usize, end: usize) -> bool {
    let open = text[..at]
        .iter()
        .rev()
        .take(30)
        .take_while(|c| **c != '”' && **c != '\n')
        .any(|c| *c == '“');
    let close =
        text[end..].iter().take(30).take_while(|c| **c != '“' && **c != '\n').any(|c| *c == '”');
    open && close
}
