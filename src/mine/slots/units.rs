//! Measures the unit after a number: a measure, exact at any size, or a counter of things.
//!
//! ```text
//! unit    = product [ "/" divisor ]         元/亩, μg/m³, 人/平方公里
//! product = symbol [ power ] { "·" symbol [ power ] } | measure | counter
//! divisor = [ magnitude ] product           件/万人, 元/（人·月）
//! symbol  = [ prefix ] base | ㎡ and its like
//! ```
//!
//! Nobody lists all units a report may print, so letters are read by the rules of the International
//! System. A symbol ends where no letter or digit follows: 5G网络 and 3D打印 have no unit.

use std::sync::LazyLock;

use crate::lexicon::{CharSet, WordSet, char_list, word_list, word_set};

use super::numerals::is_magnitude;
use super::scan::{one_of, run};

static MEASURES: LazyLock<WordSet> = word_list!("measures");
static LONG_COUNTERS: LazyLock<WordSet> = word_list!("counters");
static COUNTERS: LazyLock<CharSet> = char_list!("counter-chars");
static FALSE_STARTS: LazyLock<WordSet> = word_list!("counter-false-starts");
/// Symbols of letters that stand alone.
static SYMBOLS: LazyLock<WordSet> = word_set!(
    "m g t L V W J N Pa Hz h min ha kWh Wh VA Var var B b bit bps rpm dB lx lm mol Ω ppm ppb NTU TEU TFLOPS PFLOPS EFLOPS"
);
/// Symbols that make too many other words alone: 5A级景区, 4D影院, 3S店; with a prefix they do not.
static PREFIXED: LazyLock<WordSet> = word_set!("A s l Gal cal Bq Sv F H T b");
/// What the base units are multiplied by: kW, `MPa`, μg, dB.
const PREFIXES: &str = "kKMGTPmuμµcdhn";
/// What may follow 元/, 吨/ and the like besides a measure or counter.
static DIVISORS: LazyLock<WordSet> = word_set!(
    "人 年 天 日 小时 分钟 秒 户 升 月 周 次 村 台 个 件 套 座 床 d s a h l 人次 床日 车次 季度"
);

/// The length of a unit at `at`, in chars.
pub(super) fn unit(text: &[char], at: usize) -> Option<usize> {
    measure(text, at).or_else(|| {
        let length = counter(text, at)?;
        // 320人/平方公里, 12次/年; 人/次 alternatives do not occur behind a number.
        Some(length + divisor(text, at + length))
    })
}

/// The length of a measure at `at`, with what it is divided by.
pub(super) fn measure(text: &[char], at: usize) -> Option<usize> {
    let length = product(text, at)?;
    Some(length + divisor(text, at + length))
}

/// The length of a counter at `at` that does not begin another word: 三|人民, 五|项目.
pub(super) fn counter(text: &[char], at: usize) -> Option<usize> {
    if let Some(length) = LONG_COUNTERS.at(text, at) {
        return Some(length);
    }
    let c = *text.get(at)?;
    (COUNTERS.has(c) && FALSE_STARTS.at(text, at).is_none()).then_some(1)
}

/// The length of a measure without what it is divided by: 平方米, kW·h, ㎡.
fn product(text: &[char], at: usize) -> Option<usize> {
    if let Some(length) = MEASURES.at(text, at) {
        return Some(length);
    }
    let mut end = at + symbol(text, at)?;
    while matches!(text.get(end), Some('·' | '•' | '.' | '⋅')) {
        let Some(length) = symbol(text, end + 1) else {
            break;
        };
        end += 1 + length;
    }
    Some(end - at)
}

/// The length of a symbol with its power: `kWh`, `m²`, `m3`, `dB(A)`, `℃`.
fn symbol(text: &[char], at: usize) -> Option<usize> {
    let first = *text.get(at)?;
    if is_unit_sign(first) {
        return Some(1);
    }
    if first == '°' && matches!(text.get(at + 1), Some('C' | 'F')) {
        return Some(2);
    }
    let letters = run(text, at, |c| {
        c.is_ascii_alphabetic() || matches!(c, 'μ' | 'µ' | 'Ω')
    });
    if !is_symbol(&text[at..at + letters]) {
        return None;
    }
    let end = at + letters;
    let length = text[at..end].ends_with(&['m']);
    let power = match text.get(end) {
        Some('²' | '³' | '⁴') => 1,
        Some('2' | '3') if length => 1,
        _ => 0,
    };
    let end = end + power;
    // dB(A), TEU(标箱) is a gloss and stays outside.
    let weighting = one_of(text, end, &["(A)", "(C)"]).unwrap_or(0);
    let end = end + weighting;
    let goes_on = text.get(end).is_some_and(char::is_ascii_alphanumeric);
    (!goes_on).then_some(end - at)
}

/// Whether letters are a base unit, or one behind a prefix.
fn is_symbol(letters: &[char]) -> bool {
    let [first, rest @ ..] = letters else {
        return false;
    };
    let behind_prefix = PREFIXES.contains(*first) && (SYMBOLS.is(rest) || PREFIXED.is(rest));
    SYMBOLS.is(letters) || behind_prefix
}

/// One sign that is a whole unit: ℃ and the squared forms of Unicode (㎡, ㎏, ㎞), but not their
/// hours and days (㍘, ㏠).
fn is_unit_sign(c: char) -> bool {
    matches!(c, '℃' | '℉' | '㎥' | '‱' | '\u{3371}'..='\u{3376}' | '\u{3380}'..='\u{33DF}')
}

/// The length of `/` and what is behind it, none when no unit is.
fn divisor(text: &[char], at: usize) -> usize {
    if text.get(at) != Some(&'/') {
        return 0;
    }
    let open = usize::from(text.get(at + 1) == Some(&'('));
    let start = at + 1 + open;
    let magnitude = run(text, start, |c| is_magnitude(c) || c.is_ascii_digit());
    let Some(first) = divisor_unit(text, start + magnitude) else {
        return 0;
    };
    let mut end = start + magnitude + first;
    while matches!(text.get(end), Some('·' | '•')) {
        let Some(length) = divisor_unit(text, end + 1) else {
            break;
        };
        end += 1 + length;
    }
    if open == 1 && text.get(end) != Some(&')') {
        return 0;
    }
    end + open - at
}

fn divisor_unit(text: &[char], at: usize) -> Option<usize> {
    let word = DIVISORS.at(text, at).filter(|length| {
        let letter = text[at].is_ascii_alphabetic();
        !letter
            || !text
                .get(at + length)
                .is_some_and(char::is_ascii_alphanumeric)
    });
    product(text, at).or(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn length(text: &str) -> Option<usize> {
        unit(&text.chars().collect::<Vec<_>>(), 0)
    }

    #[test]
    fn units_end_where_they_end() {
        for whole in [
            "亿元", "平方公里", "kWh", "kVA", "m²", "m2", "m³/d", "mm", "℃", "°C", "t", "dB(A)",
            "μg/m³", "MPa", "人/平方公里", "元/亩", "km/km²", "微克/立方米", "吨/年", "kW·h",
            "元/人·月", "㎡", "件/万人", "mg/L", "TB", "Mbps", "GWh", "元/(人·月)", "次/分钟",
            "人次", "个百分点", "dB",
        ] {
            let unit = whole.strip_prefix('亿').unwrap_or(whole);
            assert_eq!(length(unit), Some(unit.chars().count()), "{whole}");
            assert_eq!(
                length(&format!("{unit},")),
                Some(unit.chars().count()),
                "{whole},"
            );
        }
        for (text, end) in [("元/或者", 1), ("人、", 1), ("m长", 1), ("亩/", 1)] {
            assert_eq!(length(text), Some(end), "{text}");
        }
        for none in [
            "G网络", "D打印", "A级景区", "人民", "项目", "方面", "Mbox", "K分辨率",
        ] {
            assert_eq!(length(none), None, "{none}");
        }
    }
}
