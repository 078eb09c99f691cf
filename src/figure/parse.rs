//! Parses a figure as users type it: ７.31万, 1,234.5, 三点二亿, 4:84.7:11.3, 98%以上, 十二家.
//!
//! One number is never read where two may be meant: white space and the full-width comma do not
//! group thousands (`850 780`, `850，780`); the half-width comma does (`850,780`).

use std::str::FromStr;

use rust_decimal::Decimal;

use super::amount::{Amount, Approx, Figure};
use super::error::FigureError;
use super::number::{leading_number, number};
use super::plain::plain_figure;
use super::spoken;
use super::unit::Unit;
use crate::numeral::half_width;

/// Words before a number, longer ones first.
const BEFORE: [&str; 17] = [
    "不低于", "不少于", "不超过", "不高于", "不到", "不足", "超过", "突破", "大约", "将近", "接近",
    "至少", "近", "约", "超", "逾", "达",
];
const MORE: [&str; 2] = ["余", "多"];
const AFTER: [&str; 6] = ["以上", "以下", "以内", "之内", "左右", "上下"];
/// Marks that end the sentence or the clause a figure was typed in: 3.2亿元。
const END_MARKS: [char; 8] = ['。', '；', '，', '、', '！', ';', ',', '!'];
/// How much of what was typed an error repeats, in chars.
const LONGEST_EXCERPT: usize = 40;

impl FromStr for Figure {
    type Err = FigureError;

    fn from_str(text: &str) -> Result<Self, FigureError> {
        Self::parse_in(text, None)
    }
}

impl Figure {
    /// Parses a figure of a field with a unit.
    ///
    /// What is typed in another unit converts (73.1亿 in a field of 万元 is 731000万元), a bare
    /// number is in the field's unit, and a counter of the same things is taken for the field's
    /// (86户 in a field of 家次, see `Unit::stands_for`).
    ///
    /// # Errors
    /// See [`FigureError`].
    pub fn parse_in(text: &str, unit: Option<&Unit>) -> Result<Self, FigureError> {
        match plain_figure(text, unit) {
            Some(figure) => Ok(figure),
            None => Self::parse_any(text, unit),
        }
    }

    /// Parses a figure in any spelling.
    fn parse_any(text: &str, unit: Option<&Unit>) -> Result<Self, FigureError> {
        let typed = without_end_marks(text);
        if has_two_numbers(typed) {
            return Err(FigureError::Several {
                text: excerpt(text),
            });
        }
        let plain = plain(typed);
        let (before, rest) = strip_front(&plain, &BEFORE);
        let (after, rest) = strip_back(rest, &AFTER);
        let spoken = spoken::written(rest, unit);
        let rest = spoken.as_ref();
        if rest.trim_start_matches(is_mask).contains('_') {
            return Err(FigureError::Underline {
                text: text.to_owned(),
            });
        }
        let figure = match (parse_ratio(rest), parse_range(rest, unit)) {
            (Some(ratio), _) => ratio,
            (None, Some(range)) => range,
            (None, None) => parse_one(rest, unit),
        };
        let figure = figure.map_err(|error| in_full(error, text))?;
        Ok(Self {
            approx: Approx {
                before,
                after,
                ..figure.approx
            },
            ..figure
        })
    }
}

/// Strips the marks that end a clause. A full stop of ASCII counts only behind a unit: `5.` is a
/// number cut off.
fn without_end_marks(text: &str) -> &str {
    let typed = text.trim().trim_end_matches(END_MARKS).trim_end();
    match typed.strip_suffix('.') {
        Some(bare) if !bare.ends_with(is_digit) => bare,
        _ => typed,
    }
}

fn is_digit(c: char) -> bool {
    c.is_ascii_digit() || ('０'..='９').contains(&c)
}

/// Whether two numbers are separated by white space, a full-width comma or a mark of lists.
///
/// Made for `850 780` and `850，780`, which are two years' values; must not break `1,234.5万元`,
/// `约 300 户` and `3。2亿元`.
fn has_two_numbers(typed: &str) -> bool {
    let mut after_digit = false;
    let mut separated = false;
    for c in typed.chars() {
        if is_digit(c) {
            if separated {
                return true;
            }
            after_digit = true;
        } else if c.is_whitespace() || matches!(c, '，' | '、' | '；') {
            separated = after_digit;
        } else {
            after_digit = false;
            separated = false;
        }
    }
    false
}

/// Narrows a figure, drops its white space, and gives marks that look alike one form.
fn plain(typed: &str) -> String {
    let chars: Vec<char> = half_width(typed)
        .chars()
        .filter(|c| !c.is_whitespace())
        .collect();
    let mut plain = String::new();
    for (at, c) in chars.iter().enumerate() {
        let after_digit = at > 0 && chars[at - 1].is_ascii_digit();
        let before_digit = chars.get(at + 1).is_some_and(char::is_ascii_digit);
        plain.push(match c {
            // An input method types 3。2 for 3.2.
            '。' if after_digit && before_digit => '.',
            '\u{2212}' | '–' | '‑' => '-',
            '负' if at == 0 => '-',
            '∶' => ':',
            '—' | '～' | '〜' => '~',
            '﹪' | '٪' => '%',
            c => *c,
        });
    }
    plain
}

fn excerpt(text: &str) -> String {
    text.trim().chars().take(LONGEST_EXCERPT).collect()
}

/// Makes an error speak of all that was typed, not of the piece it was found in.
fn in_full(error: FigureError, text: &str) -> FigureError {
    let text = excerpt(text);
    match error {
        FigureError::Number { .. } => FigureError::Number { text },
        FigureError::Grouping { .. } => FigureError::Grouping { text },
        FigureError::TooLong { .. } => FigureError::TooLong { text },
        FigureError::Magnitude { .. } => FigureError::Magnitude { text },
        error => error,
    }
}

fn strip_front<'a>(
    text: &'a str,
    words: &'static [&'static str],
) -> (Option<&'static str>, &'a str) {
    for word in words {
        if let Some(rest) = text.strip_prefix(word) {
            return (Some(word), rest);
        }
    }
    (None, text)
}

fn strip_back<'a>(
    text: &'a str,
    words: &'static [&'static str],
) -> (Option<&'static str>, &'a str) {
    for word in words {
        if let Some(rest) = text.strip_suffix(word) {
            return (Some(word), rest);
        }
    }
    (None, text)
}

/// Parses 4:84.7:11.3 or 4比84.7比11.3; `None` where nothing separates parts.
fn parse_ratio(text: &str) -> Option<Result<Figure, FigureError>> {
    if !text.contains([':', '比']) {
        return None;
    }
    let mut parts = Vec::new();
    for part in text.split([':', '比']) {
        match number(part) {
            Ok(part) => parts.push(part),
            Err(error) => return Some(Err(error)),
        }
    }
    let amount = Amount::Ratio(parts);
    Some(Ok(Figure {
        amount,
        unit: None,
        approx: Approx::NONE,
        filled: 0,
    }))
}

/// Parses 15%~30% or 5-8个; `None` where nothing separates two ends.
fn parse_range(text: &str, unit: Option<&Unit>) -> Option<Result<Figure, FigureError>> {
    for (at, c) in text.char_indices() {
        // A hyphen at the very front is a sign.
        if at > 0 && matches!(c, '~' | '-' | '至' | '到') {
            let high = text[at + c.len_utf8()..].trim_start_matches('~');
            return Some(range(&text[..at], high, unit));
        }
    }
    None
}

fn range(low: &str, high: &str, unit: Option<&Unit>) -> Result<Figure, FigureError> {
    let unit_of = |end: &str| parse_one(end, None).map(|figure| figure.unit);
    // The ends of 13～17万元 and 3-5亿 are in one unit, whatever the field's is.
    let (low, high) = match (unit_of(low)?, unit_of(high)?) {
        (None, Some(typed)) => (format!("{low}{typed}"), high.to_owned()),
        (Some(typed), None) if typed.is_rate() => (low.to_owned(), format!("{high}{typed}")),
        _ => (low.to_owned(), high.to_owned()),
    };
    let high = parse_one(&high, unit)?;
    let low = parse_one(&low, unit)?;
    match (low.value(), high.value()) {
        (Some(from), Some(to)) if from <= to => Ok(Figure {
            amount: Amount::Range(from, to),
            filled: 0,
            ..high
        }),
        (from, to) => Err(FigureError::Backwards {
            low: from.unwrap_or_default(),
            high: to.unwrap_or_default(),
        }),
    }
}

/// Whether users leave the sign in the place of a number not known yet.
fn is_mask(c: char) -> bool {
    matches!(c, '_' | '*' | '×' | '□' | '╳' | 'X' | 'x')
}

/// Parses one number with its unit; 百分之三点二 is 3.2%.
fn parse_one(text: &str, field: Option<&Unit>) -> Result<Figure, FigureError> {
    let (sign, bare) = match text.strip_prefix('-') {
        Some(bare) => ("-", bare),
        None => ("", text),
    };
    for (word, unit) in [("百分之", '%'), ("千分之", '‰')] {
        if let Some(rest) = bare.strip_prefix(word) {
            return parse_written(&format!("{sign}{rest}{unit}"), field);
        }
    }
    parse_written(text, field)
}

fn parse_written(text: &str, field: Option<&Unit>) -> Result<Figure, FigureError> {
    let (amount, rest) = leading_amount(text)?;
    let (mut approx, mut name) = split_more(rest);
    let mut amount = amount;
    if let Some(multiplied) = multiplied(&amount, &name, field) {
        amount = multiplied;
        name.clear();
        approx.past_magnitude = false;
    }
    let figure = Figure {
        amount,
        unit: None,
        approx,
        filled: 0,
    };
    let typed = if name.is_empty() {
        None
    } else {
        Some(Unit::parse(&name)?)
    };
    let number = &text[..text.len() - rest.len()];
    if field.is_some_and(|field| hides_magnitude(number, &name, field)) {
        return Err(FigureError::Magnitude {
            text: text.to_owned(),
        });
    }
    match (typed, field) {
        (None, None) => Ok(figure),
        (None, Some(field)) => figure.convert(field),
        (Some(typed), None) => Ok(Figure {
            unit: Some(typed),
            ..figure
        }),
        (Some(typed), Some(field)) => {
            let typed = typed.with_root_of(field).unwrap_or(typed);
            let typed = typed.stands_for(field).unwrap_or(typed);
            Figure {
                unit: Some(typed),
                ..figure
            }
            .convert(field)
        }
    }
}

/// Returns the number with the 十, 百 or 千 that stands behind it without a unit, where the unit of
/// the field has a magnitude: 3千 is 三千, in a field of 万元 3000万元.
///
/// Must not take it from 3千亿 and 3千元, and leaves 2万, which is 2万元.
fn multiplied(amount: &Amount, name: &str, field: Option<&Unit>) -> Option<Amount> {
    let times = match name {
        "十" => 10,
        "百" => 100,
        "千" => 1000,
        _ => return None,
    };
    match (amount, field) {
        (Amount::One(value), Some(field)) if !field.magnitude().is_empty() => {
            let product = value.checked_mul(Decimal::from(times))?;
            Some(Amount::One(product.normalize()))
        }
        _ => None,
    }
}

/// Whether a number without a unit has a magnitude of its own beside that of the field: 1万7080 in
/// a field of 万元 is 17080元 or 17080万元.
///
/// Must not question 2万, which everybody means for 2万元.
fn hides_magnitude(number: &str, name: &str, field: &Unit) -> bool {
    name.is_empty() && number.contains(['万', '亿']) && !field.magnitude().is_empty()
}

/// Takes 余 or 多 out of what follows a number, before its magnitude or behind it.
fn split_more(rest: &str) -> (Approx, String) {
    let at = rest
        .find(|c| !"十百千万亿".contains(c))
        .unwrap_or(rest.len());
    let (magnitude, tail) = rest.split_at(at);
    let (more, root) = strip_front(tail, &MORE);
    if more.is_none() {
        return (Approx::NONE, rest.to_owned());
    }
    let past_magnitude = !magnitude.is_empty();
    (
        Approx {
            more,
            past_magnitude,
            ..Approx::NONE
        },
        format!("{magnitude}{root}"),
    )
}

/// Returns the number at the front or the blank for it, and what follows.
fn leading_amount(text: &str) -> Result<(Amount, &str), FigureError> {
    let rest = text.trim_start_matches(is_mask);
    let mask = &text[..text.len() - rest.len()];
    if !mask.is_empty() {
        return Ok((Amount::Blank(mask.to_owned()), rest));
    }
    let (value, rest) = leading_number(text)?;
    Ok((Amount::One(value), rest))
}

#[cfg(test)]
mod tests {
    use crate::figure::{Figure, FigureError, Unit};

    fn parse(typed: &str, unit: &str) -> Result<String, FigureError> {
        let unit = Unit::parse(unit).ok();
        Figure::parse_in(typed, unit.as_ref()).map(|figure| figure.to_string())
    }

    #[test]
    fn slips_of_the_input_method_and_marks_at_the_end_are_read() {
        let cases = [
            ("3。2亿元", "亿元", "3.2亿元"),
            ("３。２亿元。", "亿元", "3.2亿元"),
            ("3.2亿元。", "亿元", "3.2亿元"),
            ("3.2亿元.", "亿元", "3.2亿元"),
            ("12个；", "个", "12个"),
            ("负3.2%", "%", "-3.2%"),
            ("\u{2212}3.2%", "%", "-3.2%"),
            ("3.2 亿 元", "亿元", "3.2亿元"),
        ];
        for (typed, unit, printed) in cases {
            assert_eq!(parse(typed, unit).as_deref(), Ok(printed), "{typed}");
        }
    }

    #[test]
    fn numbers_in_hanzi_may_have_decimals() {
        let cases = [
            ("三点二亿", "亿元", "3.2亿元"),
            ("十二点五万亩", "万亩", "12.5万亩"),
            ("零点〇五", "%", "0.05%"),
            ("百分之三点二", "%", "3.2%"),
            ("负三点二亿元", "亿元", "-3.2亿元"),
            ("两点五倍", "倍", "2.5倍"),
        ];
        for (typed, unit, printed) in cases {
            assert_eq!(parse(typed, unit).as_deref(), Ok(printed), "{typed}");
        }
        assert!(parse("九点三十", "个").is_err());
    }

    #[test]
    fn both_ends_of_a_range_are_in_the_unit_typed() {
        let cases = [
            ("3-5亿", "万元", "30000万元～50000万元"),
            ("3000万-1亿", "亿元", "0.3亿元～1亿元"),
            ("13～17万元", "亿元", "0.0013亿元～0.0017亿元"),
            ("百分之三到五", "%", "3%～5%"),
            ("三到五亿元", "万元", "30000万元～50000万元"),
        ];
        for (typed, unit, printed) in cases {
            assert_eq!(parse(typed, unit).as_deref(), Ok(printed), "{typed}");
        }
        assert!(parse("3亿-5", "万元").is_err());
    }

    #[test]
    fn a_magnitude_inside_a_number_without_unit_is_asked_about() {
        for typed in ["一万七千", "1万7080", "一亿零五百"] {
            let text = typed.to_owned();
            assert_eq!(parse(typed, "万元"), Err(FigureError::Magnitude { text }));
        }
        let cases = [
            ("一亿二千万", "万元", "12000万元"),
            ("十二亿三千四百万", "亿元", "12.34亿元"),
            ("12亿3400万", "亿元", "12.34亿元"),
            ("一万七千元", "万元", "1.7万元"),
            ("一万七千", "人", "17000人"),
            ("三千", "万元", "3000万元"),
            ("两万", "万元", "2万元"),
            ("3千亿", "亿元", "3000亿元"),
            ("3千", "万元", "3000万元"),
            ("3.5千", "亿元", "3500亿元"),
            ("2百", "万元", "200万元"),
            ("5千余", "万元", "5000余万元"),
            ("3千元", "万元", "0.3万元"),
            ("3千", "户", "3000户"),
            ("3千-5千", "万元", "3000万元～5000万元"),
        ];
        for (typed, unit, printed) in cases {
            assert_eq!(parse(typed, unit).as_deref(), Ok(printed), "{typed}");
        }
    }

    /// What is read at once is read to the same figure as by all the rules, whatever the unit.
    #[test]
    fn the_plain_spelling_is_no_other_grammar() {
        let roots = [
            "元", "人", "人次", "亩", "公里", "千瓦时", "%", "‰", "个百分点", "个", "家次", "批次",
            "倍", "公斤/亩", "元/亩", "斤", "㎡", "km", "余亩", "多", "比", "人到", "天上下", "成",
            "元整", "个亿", "两", "x", "圆", "以上", "件实事", "百", "千", "点", "零件", "℃",
        ];
        let numbers = [
            "0", "5", "007", "15.4", "12618", "0.50", "100.0", "5.", ".5", "1.2.3",
        ];
        let mut plain = 0;
        for root in roots {
            for magnitude in ["", "万", "亿", "千", "百万"] {
                let own = format!("{magnitude}{root}");
                let Ok(unit) = Unit::parse(&own) else {
                    continue;
                };
                for number in numbers {
                    for typed in [number.to_owned(), format!("{number}{unit}")] {
                        let Some(figure) = super::plain_figure(&typed, Some(&unit)) else {
                            continue;
                        };
                        plain += 1;
                        let by_all_rules = Figure::parse_any(&typed, Some(&unit));
                        assert_eq!(Ok(figure), by_all_rules, "{typed} in {unit}");
                    }
                }
            }
        }
        assert!(plain > 1000, "{plain}");
        for typed in [
            "1,234", "5余万元", "3至5", "约5万元", "5万", "-5", "５", "5 万元",
            "12345678901234567890",
        ] {
            let unit = Unit::parse("万元").ok();
            assert_eq!(super::plain_figure(typed, unit.as_ref()), None, "{typed}");
        }
    }

    #[test]
    fn two_numbers_are_never_one() {
        for typed in [
            "850 780", "850\u{3000}780", "850，780", "850、780", "８５０ ７８０", "1 234",
        ] {
            assert_eq!(
                parse(typed, "万元"),
                Err(FigureError::Several { text: typed.into() })
            );
        }
        assert_eq!(parse("850,780", "万元").as_deref(), Ok("850780万元"));
    }
}
