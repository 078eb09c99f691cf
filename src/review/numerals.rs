//! Finds numerals that mix Arabic digits and hanzi, in one number or from one item to the next.

use std::ops::Range;

use rust_decimal::Decimal;

use super::findings::{FindingDraft, Findings};
use super::paper::Paper;
use super::rule::{Rule, RuleCard, RuleTier};
use super::words_at::stands_at;
use crate::diagnostic::{Message, Severity};
use crate::lexicon::count_leading;
use crate::numeral::parse_hanzi;
use crate::read::is_table_row;

/// The rules on numerals.
pub(super) static RULES: [&Rule; 1] = [&MIXED];

static MIXED: Rule = Rule {
    code: "punctuation.mixed-numerals",
    severity: Severity::Warning,
    tier: RuleTier::Standard,
    source: "GB/T 15835—2011 5.3：一个数里除“万”“亿”外不同时用两种数字；4.3：同类别同形式",
    title: "review.title.punctuation-mixed-numerals",
    hit: RuleCard::of("工作汇报\n植树3千5百亩，新建学校3所、卫生院五所，二0二五年完工。"),
    miss: RuleCard::of(
        "工作汇报\n植树3.5万亩，装机3千瓦，新建学校3所，办好五件实事，评上全国百强镇。",
    ),
};

/// Runs the rules on numerals.
pub(super) fn find(paper: &Paper, findings: &mut Findings) {
    for line in paper.report.lines() {
        if is_table_row(&paper.raw[line.span.clone()]) {
            continue;
        }
        for at in line.span.clone() {
            if let Some(number) = digits_with_thousands(paper.text, at) {
                tell_number(paper, number, findings);
            }
            if let Some(span) = year_with_nought(paper.text, at) {
                let right: String = paper.text[span.clone()]
                    .iter()
                    .map(|c| if *c == '0' { '〇' } else { *c })
                    .collect();
                let message = mixed_message(paper, &span, right);
                findings.add_once("年", FindingDraft::new(&MIXED, span, message));
            }
        }
        series(paper, &line.span, findings);
    }
}

/// Tells a number that mixes both; 8千亿元 is in many papers, and told once.
fn tell_number(paper: &Paper, number: MixedNumber, findings: &mut Findings) {
    let MixedNumber {
        span,
        right,
        is_usual,
    } = number;
    if paper.in_title_marks(span.start) {
        return;
    }
    let message = mixed_message(paper, &span, right);
    let draft = FindingDraft::new(&MIXED, span, message);
    if is_usual {
        findings.add_once("千", draft.weighing(Severity::Advice));
    } else {
        findings.add(draft);
    }
}

fn mixed_message(paper: &Paper, span: &Range<usize>, right: String) -> Message {
    let args = [("said", paper.words(span)), ("right", right)];
    Message::new("review.numerals.mixed", args)
}

/// A number that mixes digits with 千, 百 or 十, and what it is in digits.
#[derive(Debug, PartialEq, Eq)]
struct MixedNumber {
    span: Range<usize>,
    right: String,
    /// Whether it is one digit and one 千, as papers often have it: 8千亿元.
    is_usual: bool,
}

/// 3千5百, 2千万, 1万6千: digits before 千, 百 or 十.
///
/// Not 3千瓦, 5千克, 2千米 nor 5百强, which are units and names.
fn digits_with_thousands(text: &[char], at: usize) -> Option<MixedNumber> {
    if !text[at].is_ascii_digit() {
        return None;
    }
    let before = at.checked_sub(1).map_or('\n', |at| text[at]);
    if before.is_ascii_alphanumeric() || ".,第“+".contains(before) {
        return None;
    }
    let mut value = Decimal::ZERO;
    let mut end = at;
    let mut least = Decimal::from(100_000);
    let mut parts = 0;
    while let Some((digits, power, length)) = part_of_number(text, end) {
        if power >= least {
            break;
        }
        value += digits * power;
        least = power;
        end += length;
        parts += 1;
    }
    // 3万 alone is written so, and 10.36百亿亿次 counts by the unit of its trade.
    let is_whole = value.normalize().scale() == 0 && !stands_at(text, end, "亿亿");
    let is_mixed = parts > 0 && least < Decimal::from(10_000) && is_whole;
    let behind = text.get(end).copied().unwrap_or('\n');
    let is_unit =
        end > at && text[end - 1] == '千' && "克瓦米卡帕伏赫升安吨焦字兆".contains(behind);
    let is_name = ["强", "佳", "优", "人计划"]
        .iter()
        .any(|name| stands_at(text, end, name));
    if !is_mixed || is_unit || is_name {
        return None;
    }
    let rest = matches!(behind, '万' | '亿').then_some(behind);
    let is_long = value >= Decimal::from(10_000) && rest.is_none();
    let right = match rest {
        Some(rest) => format!("{}{rest}", value.normalize()),
        None if is_long => format!("{}万", (value / Decimal::from(10_000)).normalize()),
        None => value.normalize().to_string(),
    };
    Some(MixedNumber {
        span: at..end + usize::from(rest.is_some()),
        right,
        is_usual: parts == 1,
    })
}

/// Digits with 万, 千, 百 or 十 behind: their value, that of the hanzi, and how many characters.
fn part_of_number(text: &[char], at: usize) -> Option<(Decimal, Decimal, usize)> {
    const LONGEST: usize = 8;
    let rest = text.get(at..)?;
    let near = &rest[..rest.len().min(LONGEST)];
    let length = count_leading(near, |c| c.is_ascii_digit() || c == '.');
    let power = match rest.get(length) {
        Some('万') => 10_000,
        Some('千') => 1000,
        Some('百') => 100,
        Some('十') => 10,
        _ => return None,
    };
    let words: String = rest[..length].iter().collect();
    let digits: Decimal = words.parse().ok()?;
    Some((digits, Decimal::from(power), length + 1))
}

/// 二0二五: a nought of the other kind among the hanzi of a year.
fn year_with_nought(text: &[char], at: usize) -> Option<Range<usize>> {
    let is_hanzi_digit = |c: &char| {
        matches!(
            c,
            '一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '〇' | '○'
        )
    };
    if !is_hanzi_digit(&text[at]) {
        return None;
    }
    let year = text.get(at..at + 4)?;
    let mixed = year.contains(&'0') && year.iter().any(is_hanzi_digit);
    let all = year.iter().all(|c| *c == '0' || is_hanzi_digit(c));
    let closes = text.get(at + 4) == Some(&'年');
    (mixed && all && closes).then_some(at..at + 4)
}

/// Things counted one by one: what no slogan counts.
const COUNTERS: &str = "家所座条户名处场亩期间栋台辆";
/// What parts the items of a list.
const PARTS: &str = "、,和及与";
/// The longest item of a list between its parts, in characters.
const LONGEST_ITEM: usize = 12;

/// A number with its counter.
struct CountedItem {
    span: Range<usize>,
    counter: char,
    is_arabic: bool,
}

/// 新建学校3所、卫生院五所: two items of a list, counted alike, written otherwise.
fn series(paper: &Paper, line: &Range<usize>, findings: &mut Findings) {
    let items = counted(paper.text, line);
    for pair in items.windows(2) {
        let [one, other] = pair else { continue };
        let between = &paper.text[one.span.end..other.span.start];
        let parts = between.iter().filter(|c| PARTS.contains(**c)).count();
        let is_list = parts == 1 && between.len() <= LONGEST_ITEM;
        let ends = between.iter().any(|c| matches!(c, '。' | ';' | ':' | '!'));
        if one.counter == other.counter && one.is_arabic != other.is_arabic && is_list && !ends {
            let args = [
                ("first", paper.words(&one.span)),
                ("second", paper.words(&other.span)),
            ];
            let message = Message::new("review.numerals.series", args);
            let draft = FindingDraft::new(&MIXED, other.span.clone(), message);
            findings.add(draft.weighing(Severity::Advice));
        }
    }
}

fn is_digit(c: char) -> bool {
    c.is_ascii_digit()
}

/// Whether a hanzi counts things: most characters of a text are none, and each is asked.
fn is_numeral(c: char) -> bool {
    matches!(
        c,
        '两' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十' | '百'
    )
}

/// The numbers of a line with a counter right behind; 一 counts nothing (一家人, 一名医生).
fn counted(text: &[char], line: &Range<usize>) -> Vec<CountedItem> {
    let mut items = Vec::new();
    let mut at = line.start;
    while at < line.end {
        if !is_digit(text[at]) && !is_numeral(text[at]) {
            at += 1;
            continue;
        }
        let arabic = count_leading(&text[at..line.end], is_digit);
        let hanzi = count_leading(&text[at..line.end], is_numeral);
        let length = arabic.max(hanzi);
        let end = at + length;
        let counter = text.get(end).filter(|c| COUNTERS.contains(**c));
        let before = at.checked_sub(1).map_or('\n', |at| text[at]);
        let stands_alone = !"第一几数上每.,".contains(before) && !before.is_ascii_alphanumeric();
        let words: String = text[at..end].iter().collect();
        let is_number = arabic > 0 || words == "两" || parse_hanzi(&words).is_some();
        if let Some(counter) = counter
            && length > 0
            && is_number
            && stands_alone
        {
            items.push(CountedItem {
                span: at..end + 1,
                counter: *counter,
                is_arabic: arabic > 0,
            });
        }
        at = end.max(at + 1);
    }
    items
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(words: &str) -> Option<String> {
        let text: Vec<char> = words.chars().collect();
        digits_with_thousands(&text, 0).map(|number| number.right)
    }

    #[test]
    fn digits_before_thousands_are_written_out() {
        for (words, right) in [
            ("3千5百亩", Some("3500")),
            ("2千万元", Some("2000万")),
            ("3.5千亩", Some("3500")),
            ("1万6千多户", Some("1.6万")),
            ("2万5千公里", Some("2.5万")),
            ("10.36百亿亿次", None),
            ("8百余户", Some("800")),
            ("3千瓦", None),
            ("5千克", None),
            ("500强", None),
            ("5百强", None),
            ("3万亩", None),
            ("3百2千", Some("300")),
        ] {
            assert_eq!(number(words).as_deref(), right, "{words}");
        }
    }
}
