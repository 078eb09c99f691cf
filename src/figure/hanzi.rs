//! Reads numbers in hanzi at the front of a figure: 十二万亩, 三点二亿, 一亿二千万元.

use rust_decimal::Decimal;

use crate::numeral::{hanzi_digit, is_hanzi_numeral, parse_hanzi};

/// Returns the hanzi number at the front with its sign, and what follows.
pub(super) fn signed_hanzi(text: &str) -> Option<(Decimal, &str)> {
    match text.strip_prefix('-') {
        Some(bare) => hanzi_number(bare).map(|(value, rest)| (-value, rest)),
        None => hanzi_number(text),
    }
}

/// Returns the hanzi number at the front, and what follows.
///
/// The magnitude at the end belongs to the unit: 十二万亩 is 12 and 万亩, 一亿二千万元 is 12000 and
/// 万元.
fn hanzi_number(text: &str) -> Option<(Decimal, &str)> {
    let end = text.find(|c| !is_hanzi_numeral(c)).unwrap_or(text.len());
    if let Some(decimal) = hanzi_decimal(&text[..end], &text[end..]) {
        return Some(decimal);
    }
    let bare = text[..end].trim_end_matches(['万', '亿']);
    if !bare.contains(['万', '亿']) {
        return Some((Decimal::from(parse_hanzi(bare)?), &text[bare.len()..]));
    }
    let mut value = parse_hanzi(&text[..end])?;
    for c in text[bare.len()..end].chars() {
        let times = if c == '万' { 10_000 } else { 100_000_000 };
        if value % times != 0 {
            return None;
        }
        value /= times;
    }
    Some((Decimal::from(value), &text[bare.len()..]))
}

/// Parses 三点二: the numeral before 点, the digits behind it, and what follows.
///
/// Must not break 两点意见, where no digit follows 点.
fn hanzi_decimal<'a>(whole: &str, rest: &'a str) -> Option<(Decimal, &'a str)> {
    let rest = rest.strip_prefix('点')?;
    let mut mantissa = i128::from(parse_hanzi(whole)?);
    let mut decimals = 0;
    let mut end = 0;
    for (at, c) in rest.char_indices() {
        let Some(digit) = hanzi_digit(c) else { break };
        mantissa = mantissa.checked_mul(10)?.checked_add(i128::from(digit))?;
        decimals += 1;
        end = at + c.len_utf8();
    }
    // 九点三十 is a time of day.
    let is_time = rest[end..].starts_with('十');
    if end == 0 || is_time {
        return None;
    }
    Some((
        Decimal::try_from_i128_with_scale(mantissa, decimals).ok()?,
        &rest[end..],
    ))
}
