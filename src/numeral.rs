//! Numerals: whole numbers to hanzi (十一, 两, 一百零五) and back.

const DIGITS: [&str; 10] = ["零", "一", "二", "三", "四", "五", "六", "七", "八", "九"];

/// 11 → 十一, 20 → 二十, 105 → 一百零五, 2000 → 二千.
///
/// ```
/// # use nigao::numeral::hanzi;
/// assert_eq!([0, 10, 11, 20, 105, 1010, 110, 20_003].map(hanzi),
///     ["零", "十", "十一", "二十", "一百零五", "一千零一十", "一百一十", "二万零三"]);
/// ```
#[must_use]
pub fn hanzi(n: u64) -> String {
    let spelled = spell(n);
    // 一十一 is said 十一, but only at the very front.
    spelled.strip_prefix("一十").map_or(spelled.clone(), |rest| format!("十{rest}"))
}

/// As [`hanzi`], but 2 is 两: the word before a counter (两点意见).
#[must_use]
pub fn counting(n: u64) -> String {
    if n == 2 { "两".to_owned() } else { hanzi(n) }
}

fn spell(n: u64) -> String {
    for (value, word) in [(100_000_000, "亿"), (10_000, "万"), (1_000, "千"), (100, "百"), (10, "十")] {
        if n >= value {
            let (above, below) = (n / value, n % value);
            let gap = if below > 0 && below < value / 10 { "零" } else { "" };
            let rest = if below > 0 { spell(below) } else { String::new() };
            return format!("{}{word}{gap}{rest}", spell(above));
        }
    }
    DIGITS[usize::try_from(n).unwrap_or(0)].to_owned()
}
