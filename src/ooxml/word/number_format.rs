//! Prints counts in the number formats of Word's lists (`w:numFmt`).

use super::eq::circled;
use crate::numeral::hanzi;

/// Prints a count in a format of `w:numFmt`; one that is not known in Arabic digits.
///
/// A custom format is given by its first numbers, `001, 002, 003, ...`.
pub(super) fn print(format: &str, count: u64) -> String {
    match format {
        // A level that shows no number shows none in the numbers of the levels below it.
        "none" | "bullet" => String::new(),
        "chineseCounting"
        | "chineseCountingThousand"
        | "japaneseCounting"
        | "taiwaneseCountingThousand"
        | "taiwaneseCounting" => hanzi(count),
        "ideographDigital" | "japaneseDigitalTenThousand" | "taiwaneseDigital" => digits(count),
        "chineseLegalSimplified" => formal(&hanzi(count), "壹贰叁肆伍陆柒捌玖拾佰仟"),
        "ideographLegalTraditional" => formal(&hanzi(count), "壹貳參肆伍陸柒捌玖拾佰仟"),
        "japaneseLegal" => formal(&hanzi(count), "壱弐参四五六七八九拾百阡"),
        "ideographTraditional" => stem(count, "甲乙丙丁戊己庚辛壬癸"),
        "ideographZodiac" => stem(count, "子丑寅卯辰巳午未申酉戌亥"),
        "ideographZodiacTraditional" => {
            stem(count, "甲乙丙丁戊己庚辛壬癸") + &stem(count, "子丑寅卯辰巳午未申酉戌亥")
        }
        "decimalEnclosedParen" => enclosed(count, 0x2473),
        "decimalEnclosedFullstop" => enclosed(count, 0x2487),
        "ideographEnclosedCircle" if count <= 10 => enclosed(count, 0x327F),
        "decimalEnclosedCircle" | "decimalEnclosedCircleChinese" => {
            let sign = u32::try_from(count).ok().and_then(circled);
            sign.map_or_else(|| count.to_string(), String::from)
        }
        "decimalZero" => format!("{count:02}"),
        "numberInDash" => format!("- {count} -"),
        "hex" => format!("{count:X}"),
        "decimalFullWidth" | "decimalFullWidth2" => full_width(count),
        "upperLetter" => letter(count, 'A'),
        "lowerLetter" => letter(count, 'a'),
        "upperRoman" => roman(count),
        "lowerRoman" => roman(count).to_lowercase(),
        custom if custom.starts_with('0') => {
            let width = custom.bytes().take_while(u8::is_ascii_digit).count().min(8);
            format!("{count:0width$}")
        }
        _ => count.to_string(),
    }
}

fn full_width(count: u64) -> String {
    let mut digits = String::new();
    for digit in count.to_string().chars() {
        digits.extend(char::from_u32(u32::from(digit) + 0xFEE0));
    }
    digits
}

/// A sign of a row of twenty that begins behind `before`: ①, ⑴, ⒈.
fn enclosed(count: u64, before: u32) -> String {
    let sign = u32::try_from(count)
        .ok()
        .filter(|n| (1..=20).contains(n))
        .and_then(|n| char::from_u32(before + n));
    sign.map_or_else(|| count.to_string(), String::from)
}

/// 一〇 for 10.
fn digits(count: u64) -> String {
    count
        .to_string()
        .chars()
        .filter_map(|c| "〇一二三四五六七八九".chars().nth(c.to_digit(10)? as usize))
        .collect()
}

/// 壹拾贰 for 十二; `forms` are those of 一 to 九, 十, 百 and 千.
fn formal(hanzi: &str, forms: &str) -> String {
    let whole = if hanzi.starts_with('十') {
        format!("一{hanzi}")
    } else {
        hanzi.to_owned()
    };
    let mut formal = String::new();
    for c in whole.chars() {
        let at = "一二三四五六七八九十百千"
            .chars()
            .position(|plain| plain == c);
        formal.push(at.and_then(|at| forms.chars().nth(at)).unwrap_or(c));
    }
    formal
}

/// 甲, 乙, and from the beginning again past the end.
fn stem(count: u64, stems: &str) -> String {
    let length = stems.chars().count() as u64;
    stems
        .chars()
        .nth(usize::try_from(count.saturating_sub(1) % length).unwrap_or(0))
        .map_or_else(String::new, String::from)
}

/// a … z, aa, bb.
fn letter(count: u64, first: char) -> String {
    let at = u32::try_from(count.saturating_sub(1) % 26).unwrap_or(0);
    let times = usize::try_from(count.saturating_sub(1) / 26 + 1)
        .unwrap_or(1)
        .min(8);
    char::from_u32(u32::from(first) + at)
        .map_or_else(String::new, |letter| String::from(letter).repeat(times))
}

fn roman(mut count: u64) -> String {
    const SIGNS: [(u64, &str); 13] = [
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    if count > 3999 {
        return count.to_string();
    }
    let mut signs = String::new();
    for (value, sign) in SIGNS {
        while count >= value {
            signs += sign;
            count -= value;
        }
    }
    signs
}
