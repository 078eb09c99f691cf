//! Prints and parses whole numbers in hanzi (十一, 两, 一百零五), and narrows full-width chars.

use std::borrow::Cow;

const DIGITS: [&str; 10] = ["零", "一", "二", "三", "四", "五", "六", "七", "八", "九"];

/// Spells a number: 11 → 十一, 20 → 二十, 105 → 一百零五, 2000 → 二千.
///
/// ```
/// # use nigao::numeral::hanzi;
/// assert_eq!([0, 10, 11, 20, 105, 1010, 110, 20_003].map(hanzi),
///     ["零", "十", "十一", "二十", "一百零五", "一千零一十", "一百一十", "二万零三"]);
/// ```
#[must_use]
pub fn hanzi(n: u64) -> String {
    let spelled = spell(n);
    // 一十一 is read 十一, but only at the very front: 一百一十一.
    spelled
        .strip_prefix("一十")
        .map_or(spelled.clone(), |rest| format!("十{rest}"))
}

/// Spells a number before a counter: as [`hanzi`], but 2 is 两 (两点意见).
#[must_use]
pub fn counting(n: u64) -> String {
    if n == 2 { "两".to_owned() } else { hanzi(n) }
}

/// Parses what [`hanzi`] and [`counting`] write, with 两 for 二, 〇 for 零, and digits one by one.
///
/// Approximations are no numbers: 三五 is none, and neither is the clipped 一百五.
///
/// ```
/// # use nigao::numeral::parse_hanzi;
/// let counts = ["一百零五", "两千", "十二万"].map(parse_hanzi);
/// assert_eq!(counts, [Some(105), Some(2000), Some(120_000)]);
/// assert_eq!(["〇", "二〇二六"].map(parse_hanzi), [Some(0), Some(2026)]);
/// assert_eq!(["三五", "一百五"].map(parse_hanzi), [None, None]);
/// ```
#[must_use]
pub fn parse_hanzi(words: &str) -> Option<u64> {
    let words = canonical(words);
    one_by_one(&words).or_else(|| {
        let n = unspell(&words)?;
        // Writing the number again is the grammar: whatever differs was no proper numeral.
        (canonical(&hanzi(n)) == words).then_some(n)
    })
}

/// Narrows full-width digits, letters, punctuation and spaces: for values, never for prose.
///
/// ```
/// # use nigao::numeral::half_width;
/// assert_eq!(half_width("７３．１％～８０％"), "73.1%~80%");
/// ```
#[must_use]
pub fn half_width(text: &str) -> Cow<'_, str> {
    if text.chars().any(|c| narrow(c) != c) {
        Cow::Owned(text.chars().map(narrow).collect())
    } else {
        Cow::Borrowed(text)
    }
}

fn narrow(c: char) -> char {
    match c {
        '\u{3000}' => ' ',
        // The full-width forms stand in the order of ASCII, 0xFEE0 further on.
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c),
        c => c,
    }
}

/// Writes the numerals of cheques and of the old calendar as common ones: 壹万柒仟 is 一万七千,
/// 廿五 is 二十五.
///
/// ```
/// # use nigao::numeral::common_numerals;
/// assert_eq!(common_numerals("壹亿柒仟零捌拾万"), "一亿七千零八十万");
/// assert_eq!(common_numerals("廿八"), "二十八");
/// ```
#[must_use]
pub fn common_numerals(text: &str) -> Cow<'_, str> {
    const COMMON: [(char, &str); 22] = [
        ('壹', "一"),
        ('贰', "二"),
        ('貳', "二"),
        ('叁', "三"),
        ('參', "三"),
        ('肆', "四"),
        ('伍', "五"),
        ('陆', "六"),
        ('陸', "六"),
        ('柒', "七"),
        ('捌', "八"),
        ('玖', "九"),
        ('拾', "十"),
        ('佰', "百"),
        ('仟', "千"),
        ('萬', "万"),
        ('億', "亿"),
        ('廿', "二十"),
        ('卅', "三十"),
        ('圓', "圆"),
        ('兩', "两"),
        ('圆', "圆"),
    ];
    let common = |c: char| COMMON.iter().find(|(other, _)| *other == c);
    if !text.chars().any(|c| common(c).is_some()) {
        return Cow::Borrowed(text);
    }
    let mut words = String::with_capacity(text.len());
    for c in text.chars() {
        match common(c) {
            Some((_, numeral)) => words.push_str(numeral),
            None => words.push(c),
        }
    }
    Cow::Owned(words)
}

/// Whether a character can stand in a numeral of hanzi.
#[must_use]
pub fn is_hanzi_numeral(c: char) -> bool {
    "零〇一二两三四五六七八九十百千万亿".contains(c)
}

fn spell(n: u64) -> String {
    for (value, word) in [
        (100_000_000, "亿"),
        (10_000, "万"),
        (1_000, "千"),
        (100, "百"),
        (10, "十"),
    ] {
        if n >= value {
            let (above, below) = (n / value, n % value);
            let gap = if below > 0 && below < value / 10 {
                "零"
            } else {
                ""
            };
            let rest = if below > 0 {
                spell(below)
            } else {
                String::new()
            };
            return format!("{}{word}{gap}{rest}", spell(above));
        }
    }
    DIGITS[usize::try_from(n).unwrap_or(0)].to_owned()
}

/// Reduces a numeral to one spelling: 零 and 二 for their variants, 十 for a leading 一十.
fn canonical(words: &str) -> String {
    let words: String = words
        .chars()
        .map(|c| match c {
            // WPS writes the nought of 二○二六年 as a circle, and O is typed for it.
            '〇' | '○' | '◯' | 'О' | 'O' => '零',
            '两' => '二',
            c => c,
        })
        .collect();
    words
        .strip_prefix("一十")
        .map_or(words.clone(), |rest| format!("十{rest}"))
}

/// Returns the value of a digit of hanzi: 零, 〇, 一 … 九.
#[must_use]
pub fn hanzi_digit(c: char) -> Option<u64> {
    digit(if c == '〇' { '零' } else { c })
}

/// Returns the value of a digit, with 零 for zero.
fn digit(c: char) -> Option<u64> {
    let value = "零一二三四五六七八九"
        .chars()
        .position(|digit| digit == c)?;
    u64::try_from(value).ok()
}

/// Parses digits one by one: 二零二六 is 2026. Two digits without a zero are an approximation
/// (三五天) and refused.
fn one_by_one(words: &str) -> Option<u64> {
    let length = words.chars().count();
    if length < 2 || (length == 2 && !words.contains('零')) {
        return None;
    }
    let mut n = 0_u64;
    for c in words.chars() {
        n = n.checked_mul(10)?.checked_add(digit(c)?)?;
    }
    Some(n)
}

/// Returns the value of a spelled numeral. It is lenient; [`parse_hanzi`] compares the spelling.
fn unspell(words: &str) -> Option<u64> {
    if words.is_empty() {
        return None;
    }
    let mut n = 0_u64;
    for part in words.split('亿') {
        n = n.checked_mul(100_000_000)?.checked_add(below_yi(part)?)?;
    }
    Some(n)
}

fn below_yi(words: &str) -> Option<u64> {
    match words.split_once('万') {
        Some((above, below)) => below_wan(above)?
            .checked_mul(10_000)?
            .checked_add(below_wan(below)?),
        None => below_wan(words),
    }
}

fn below_wan(words: &str) -> Option<u64> {
    let (mut sum, mut pending) = (0_u64, None);
    for c in words.chars() {
        let weight = match c {
            '十' => 10,
            '百' => 100,
            '千' => 1000,
            c => {
                pending = Some(digit(c)?);
                continue;
            }
        };
        sum = sum.checked_add(pending.take().unwrap_or(1) * weight)?;
    }
    sum.checked_add(pending.unwrap_or(0))
}

#[cfg(test)]
mod tests {
    use super::{hanzi, parse_hanzi};

    #[test]
    fn what_is_printed_is_parsed() {
        for n in (0..1200).chain([
            9_999, 10_000, 10_010, 100_001, 20_030_000, 100_000_000, 1_200_000_003,
        ]) {
            assert_eq!(parse_hanzi(&hanzi(n)), Some(n), "{}", hanzi(n));
        }
    }

    #[test]
    fn an_approximation_is_no_number() {
        for words in [
            "三五", "七八", "一百五", "三千二", "十二三", "两三千", "", "百",
        ] {
            assert_eq!(parse_hanzi(words), None, "{words}");
        }
    }
}
