//! Rewrites spellings of forms and of speech to those that are parsed: ¥15.40, 三成, 17080（万元）.

use std::borrow::Cow;

use rust_decimal::Decimal;

use super::hanzi::signed_hanzi;
use super::unit::Unit;
use crate::numeral::common_numerals;

/// What stands before an amount of 元.
const MONEY: [&str; 6] = ["人民币", "RMB", "rmb", "CNY", "¥", "￥"];

/// Returns a figure in the spelling that is parsed; it is narrowed already and has no white space.
pub(super) fn written<'a>(typed: &'a str, field: Option<&Unit>) -> Cow<'a, str> {
    let typed = match common_numerals(typed) {
        Cow::Owned(common) => Cow::Owned(in_yuan(&common)),
        Cow::Borrowed(typed) => Cow::Borrowed(typed),
    };
    if matches!(&*typed, "百分之百" | "百分百") {
        return Cow::Borrowed("100%");
    }
    let is_rate = field.is_none_or(Unit::is_rate);
    let rewritten = money(&typed)
        .or_else(|| field.and_then(|field| unit_in_brackets(&typed, field)))
        .or_else(|| if is_rate { tenths(&typed) } else { None });
    rewritten.map_or(typed, Cow::Owned)
}

/// Writes 元 for the 圆 of cheques, and drops 整 behind it.
fn in_yuan(typed: &str) -> String {
    let whole = typed.strip_suffix('整').unwrap_or(typed);
    match whole.strip_suffix('圆') {
        Some(amount) => format!("{amount}元"),
        None => whole.to_owned(),
    }
}

/// Moves the sign of money behind its number: ¥15.40 is 15.40元.
fn money(typed: &str) -> Option<String> {
    let amount = MONEY.iter().find_map(|sign| typed.strip_prefix(sign))?;
    let is_bare = amount.ends_with(|c: char| c.is_ascii_digit() || "十百千万亿".contains(c));
    Some(if is_bare {
        format!("{amount}元")
    } else {
        amount.to_owned()
    })
}

/// Takes the unit out of its brackets: 17080(万元).
///
/// Must not take 17080(预计), which is no unit of the field.
fn unit_in_brackets(typed: &str, field: &Unit) -> Option<String> {
    let (number, inside) = typed.strip_suffix(')')?.split_once('(')?;
    let unit = Unit::parse(inside).ok()?;
    let is_bare = number.ends_with(|c: char| c.is_ascii_digit());
    (is_bare && unit.converts_to(field)).then(|| format!("{number}{inside}"))
}

/// Reads tenths as percent: 三成 is 30%, 两成五 is 25%, 三成半 is 35%.
fn tenths(typed: &str) -> Option<String> {
    let (tens, ones) = typed.split_once('成')?;
    let number = |words: &str| -> Option<Decimal> {
        let (value, rest) = match words.parse::<Decimal>() {
            Ok(value) => (value, ""),
            Err(_) => signed_hanzi(words)?,
        };
        rest.is_empty().then_some(value)
    };
    let ones = match ones {
        "" => Decimal::ZERO,
        "半" => Decimal::from(5),
        ones if ones.chars().count() == 1 => number(ones)?,
        _ => return None,
    };
    let percent = number(tens)?.checked_mul(Decimal::TEN)?.checked_add(ones)?;
    Some(format!("{}%", percent.normalize()))
}

#[cfg(test)]
mod tests {
    use crate::figure::{Figure, Unit, parse_rate};

    fn parse(typed: &str, unit: &str) -> Option<String> {
        let unit = Unit::parse(unit).ok();
        let figure = Figure::parse_in(typed, unit.as_ref()).ok()?;
        Some(figure.to_string())
    }

    #[test]
    fn spellings_of_forms_and_of_speech_are_read() {
        let cases = [
            ("¥15.40", "元", "15.40元"),
            ("￥17080万", "万元", "17080万元"),
            ("￥ 1,234.50 元", "元", "1234.50元"),
            ("人民币17080万元", "万元", "17080万元"),
            ("RMB17080万", "万元", "17080万元"),
            ("壹亿柒仟零捌拾万元整", "万元", "17080万元"),
            ("壹万柒仟圆整", "元", "17000元"),
            ("廿五", "人", "25人"),
            ("卅六户", "户", "36户"),
            ("17080（万元）", "万元", "17080万元"),
            ("17080(元)", "万元", "1.708万元"),
            ("8(%)", "%", "8%"),
            ("三成", "%", "30%"),
            ("3.5成", "%", "35%"),
            ("两成五", "%", "25%"),
            ("三成半", "%", "35%"),
            ("近三成", "%", "近30%"),
            ("百分之百", "%", "100%"),
            ("8﹪", "%", "8%"),
        ];
        for (typed, unit, printed) in cases {
            assert_eq!(parse(typed, unit).as_deref(), Some(printed), "{typed}");
        }
        assert_eq!(
            parse_rate("增长两成").map(|rate| rate.to_string()),
            Ok("20".into())
        );
    }

    #[test]
    fn what_only_looks_like_them_is_not() {
        let cases = [
            ("17080（预计）", "万元"),
            ("17080万元（含专项）", "万元"),
            ("三成", "亩"),
            ("成", "%"),
            ("十几成", "%"),
            ("$17080", "元"),
            ("¥", "元"),
        ];
        for (typed, unit) in cases {
            assert_eq!(parse(typed, unit), None, "{typed}");
        }
    }
}
