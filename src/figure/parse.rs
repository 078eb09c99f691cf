//! Parses a figure as users type it: ７.31万, 1,234.5, 4:84.7:11.3, 98%以上, 十二家.

use std::str::FromStr;

use rust_decimal::Decimal;

use super::amount::{Amount, Approx, Figure};
use super::error::FigureError;
use super::unit::{MAGNITUDES, Unit};
use crate::numeral::{half_width, is_hanzi_numeral, parse_hanzi};

/// Words before a number, the longer first.
const BEFORE: [&str; 17] = [
    "不低于", "不少于", "不超过", "不高于", "不到", "不足", "超过", "突破", "大约", "将近", "接近",
    "至少", "近", "约", "超", "逾", "达",
];
/// The most digits a number may have, and after its point, to stay exact through every conversion.
const DIGITS: usize = 18;
const PLACES: usize = 9;
const MORE: [&str; 2] = ["余", "多"];
const AFTER: [&str; 6] = ["以上", "以下", "以内", "之内", "左右", "上下"];

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
    /// number is in the field's unit.
    ///
    /// # Errors
    /// See [`FigureError`].
    pub fn parse_in(text: &str, unit: Option<&Unit>) -> Result<Self, FigureError> {
        let typed: String = close(&half_width(text)).chars().map(plain).collect();
        let (before, rest) = strip_front(&typed, &BEFORE);
        let (after, rest) = strip_back(rest, &AFTER);
        if rest.trim_start_matches(is_mask).contains('_') {
            return Err(FigureError::Underline { text: text.to_owned() });
        }
        let figure = parse_ratio(rest)
            .or_else(|| parse_range(rest, unit))
            .unwrap_or_else(|| parse_one(rest, unit));
        let figure = figure.map_err(|error| in_full(error, text))?;
        Ok(Self { approx: Approx { before, after, ..figure.approx }, ..figure })
    }
}

/// The error about the whole of what was typed, not the piece it was found in.
fn in_full(error: FigureError, text: &str) -> FigureError {
    let text = text.trim().chars().take(40).collect();
    match error {
        FigureError::Number { .. } => FigureError::Number { text },
        FigureError::Grouping { .. } => FigureError::Grouping { text },
        FigureError::TooLong { .. } => FigureError::TooLong { text },
        error => error,
    }
}

/// A figure without white space; between digits it parts thousands, as a comma does, and must stand where one may.
fn close(text: &str) -> String {
    let mut words = text.split_whitespace();
    let first = words.next().unwrap_or_default().to_owned();
    words.fold(first, |mut all, word| {
        if all.ends_with(|c: char| c.is_ascii_digit())
            && word.starts_with(|c: char| c.is_ascii_digit())
        {
            all.push(',');
        }
        all + word
    })
}

/// One form for marks that look alike.
fn plain(c: char) -> char {
    match c {
        '\u{2212}' | '–' | '‑' => '-',
        '∶' => ':',
        '—' | '～' | '〜' => '~',
        '，' => ',',
        c => c,
    }
}

fn strip_front<'a>(
    text: &'a str,
    words: &'static [&'static str],
) -> (Option<&'static str>, &'a str) {
    let found = words.iter().find_map(|word| Some((Some(*word), text.strip_prefix(word)?)));
    found.unwrap_or((None, text))
}

fn strip_back<'a>(
    text: &'a str,
    words: &'static [&'static str],
) -> (Option<&'static str>, &'a str) {
    let found = words.iter().find_map(|word| Some((Some(*word), text.strip_suffix(word)?)));
    found.unwrap_or((None, text))
}

fn parse_ratio(text: &str) -> Option<Result<Figure, FigureError>> {
    text.contains([':', '比']).then(|| {
        let parts: Result<Vec<Decimal>, FigureError> =
            text.split([':', '比']).map(number).collect();
        Ok(Figure { amount: Amount::Ratio(parts?), unit: None, approx: Approx::NONE, filled: 0 })
    })
}

/// 15%~30%, 5-8个: none when there is nothing between two ends.
fn parse_range(text: &str, unit: Option<&Unit>) -> Option<Result<Figure, FigureError>> {
    // A hyphen at the very front is a sign.
    let mark = |(at, c): &(usize, char)| *at > 0 && matches!(c, '~' | '-' | '至' | '到');
    let (at, c) = text.char_indices().find(mark)?;
    Some(range(&text[..at], text[at + c.len_utf8()..].trim_start_matches('~'), unit))
}

fn range(low: &str, high: &str, unit: Option<&Unit>) -> Result<Figure, FigureError> {
    let high = parse_one(high, unit)?;
    // The lower end of 13～17万元 is in 万元 too.
    let low = parse_one(low, high.unit.as_ref())?;
    match (low.value(), high.value()) {
        (Some(from), Some(to)) if from <= to => {
            Ok(Figure { amount: Amount::Range(from, to), filled: 0, ..high })
        }
        (from, to) => Err(FigureError::Backwards {
            low: from.unwrap_or_default(),
            high: to.unwrap_or_default(),
        }),
    }
}

/// The signs people leave for a number not known yet.
fn is_mask(c: char) -> bool {
    matches!(c, '_' | '*' | '×' | '□' | '╳' | 'X' | 'x')
}

fn parse_one(text: &str, field: Option<&Unit>) -> Result<Figure, FigureError> {
    let spoken = |word, sign| text.strip_prefix(word).map(|rest| format!("{rest}{sign}"));
    if let Some(sign) = spoken("百分之", '%').or_else(|| spoken("千分之", '‰')) {
        return parse_written(&sign, field);
    }
    parse_written(text, field)
}

fn parse_written(text: &str, field: Option<&Unit>) -> Result<Figure, FigureError> {
    let (amount, rest) = leading_amount(text)?;
    let (approx, name) = split_more(rest);
    let figure = Figure { amount, unit: None, approx, filled: 0 };
    let typed = if name.is_empty() { None } else { Some(Unit::parse(&name)?) };
    match (typed, field) {
        (None, None) => Ok(figure),
        (None, Some(field)) => figure.convert(field),
        (Some(typed), None) => Ok(Figure { unit: Some(typed), ..figure }),
        (Some(typed), Some(field)) => {
            let typed = typed.with_root_of(field).unwrap_or(typed);
            Figure { unit: Some(typed), ..figure }.convert(field)
        }
    }
}

/// Takes 余 or 多 out of what follows a number, before its magnitude or behind it.
fn split_more(rest: &str) -> (Approx, String) {
    let at = rest.find(|c| !"十百千万亿".contains(c)).unwrap_or(rest.len());
    let (magnitude, tail) = rest.split_at(at);
    let (more, root) = strip_front(tail, &MORE);
    if more.is_none() {
        return (Approx::NONE, rest.to_owned());
    }
    let past_magnitude = !magnitude.is_empty();
    (Approx { more, past_magnitude, ..Approx::NONE }, format!("{magnitude}{root}"))
}

/// The number at the front or the blank for it, and what follows.
fn leading_amount(text: &str) -> Result<(Amount, &str), FigureError> {
    let rest = text.trim_start_matches(is_mask);
    let mask = &text[..text.len() - rest.len()];
    if !mask.is_empty() {
        return Ok((Amount::Blank(mask.to_owned()), rest));
    }
    leading_number(text).map(|(value, rest)| (Amount::One(value), rest))
}

/// The number at the front, Arabic or hanzi, and what follows.
fn leading_number(text: &str) -> Result<(Decimal, &str), FigureError> {
    let fault = || FigureError::Number { text: text.to_owned() };
    let Some((mut value, mut rest)) = arabic(text)? else {
        return hanzi_number(text).ok_or_else(fault);
    };
    while let Some((power, after)) =
        magnitude(rest).filter(|(_, after)| after.starts_with(|c: char| c.is_ascii_digit()))
    {
        let Some((low, tail)) = arabic(after)? else { break };
        value = join(value, power, low, tail).ok_or_else(fault)?;
        rest = tail;
    }
    Ok((value, rest))
}

fn arabic(text: &str) -> Result<Option<(Decimal, &str)>, FigureError> {
    let end = text
        .char_indices()
        .find(|(at, c)| {
            !(c.is_ascii_digit() || matches!(c, '.' | ',') || *at == 0 && matches!(c, '-' | '+'))
        })
        .map_or(text.len(), |(at, _)| at);
    if end == 0 { Ok(None) } else { Ok(Some((number(&text[..end])?, &text[end..]))) }
}

/// The power of ten a text begins with, and what follows it.
fn magnitude(text: &str) -> Option<(u32, &str)> {
    MAGNITUDES.iter().find_map(|(word, power)| Some((*power, text.strip_prefix(word)?)))
}

/// 1亿2000万 is 12000万 and 2万3000 is 23000; 3万5 could be either of two numbers and is none.
fn join(high: Decimal, power: u32, low: Decimal, tail: &str) -> Option<Decimal> {
    let next = magnitude(tail).map_or(0, |(power, _)| power);
    let step = Decimal::from(10_u64.checked_pow(power.checked_sub(next)?)?);
    let fits = low < step && (next > 0 || low >= step / Decimal::TEN);
    let low = if high.is_sign_negative() { -low } else { low };
    (high.scale() == 0 && fits).then_some(high.checked_mul(step)?.checked_add(low)?)
}

/// 十二万亩 is 12 万亩: one magnitude at the end belongs to the unit.
fn hanzi_number(text: &str) -> Option<(Decimal, &str)> {
    let end = text.find(|c| !is_hanzi_numeral(c)).unwrap_or(text.len());
    let bare = text[..end].trim_end_matches(['万', '亿']);
    let end = if bare.contains(['万', '亿']) { end } else { bare.len() };
    Some((Decimal::from(parse_hanzi(&text[..end])?), &text[end..]))
}

/// Digits, thousands parted by commas, a decimal point with digits on both sides.
fn number(typed: &str) -> Result<Decimal, FigureError> {
    let text = || typed.to_owned();
    let (sign, bare) = match typed.strip_prefix('-') {
        Some(bare) => ("-", bare),
        None => ("", typed.strip_prefix('+').unwrap_or(typed)),
    };
    let (whole, decimals) =
        bare.split_once('.').map_or((bare, None), |(whole, decimals)| (whole, Some(decimals)));
    let all_digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    if !decimals.is_none_or(all_digits) || !whole.split(',').all(all_digits) {
        return Err(FigureError::Number { text: text() });
    }
    if !well_grouped(whole) {
        return Err(FigureError::Grouping { text: text() });
    }
    let places = decimals.map_or(0, str::len);
    if whole.len() + places > DIGITS || places > PLACES {
        return Err(FigureError::TooLong { text: text() });
    }
    let plain = [sign, bare].concat().replace(',', "");
    let value =
        Decimal::from_str_exact(&plain).map_err(|_| FigureError::TooLong { text: text() })?;
    Ok(if value.is_zero() { value.abs() } else { value })
}

fn well_grouped(whole: &str) -> bool {
    let mut groups = whole.split(',');
    let first = groups.next().unwrap_or_default();
    !whole.contains(',') || (first.len() <= 3 && groups.all(|group| group.len() == 3))
}
