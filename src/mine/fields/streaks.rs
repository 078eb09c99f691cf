//! Finds counts of years in a row: 粮食生产实现“二十一连丰”, 连续三年获评优秀.

use std::ops::Range;

use super::super::field_names;
use super::super::proposal::MinedAnswer;
use super::context::SlotContext;
use super::field_set::FieldSet;
use crate::lexicon::{count_leading, count_trailing, string};
use crate::numeral::parse_hanzi;
use crate::schema::FieldKind;

/// What comes in a row: 十连增, 五连冠. Not 连 alone: 三连 is a company, 一连 means at a stretch.
const STREAKS: [char; 5] = ['增', '丰', '冠', '优', '胜'];
/// The longest words a streak is named by, in chars.
const LONGEST_SUBJECT: usize = 6;

/// Adds a field for each count, in words: it goes on by one in the next good year, and a person has
/// to say whether it was one.
pub(super) fn add_fields(context: &SlotContext, set: &mut FieldSet) {
    let text = context.report.folded();
    for count in in_a_row(text) {
        if set.is_free(&count) && !context.is_escaped(count.start) {
            let before = context.clauses(&(count.start - IN_A_ROW.len()..count.end));
            let subject = field_names::tail(field_names::trimmed(&before.before), LONGEST_SUBJECT);
            let behind = field_names::thing(&before.after, LONGEST_SUBJECT);
            // 连续三年获得称号: a verb alone names nothing.
            let behind = field_names::without_action(&behind);
            let is_verb = ["获得", "荣获", "获评", "被评"].contains(&behind);
            let behind = if is_verb { "" } else { behind }.to_owned();
            let of = if subject.is_empty() { behind } else { subject };
            let name = format!("{of}连续{}", measure(text[count.end - 1]));
            set.print_words(context, &name, &count, || vec![name.clone()]);
        }
    }
    for count in find(text) {
        let words = context.report.words(&count);
        let is_folded = words != string(&text[count.clone()]);
        if is_folded || !set.is_free(&count) || context.is_escaped(count.start) {
            continue;
        }
        let streak = text[count.end + 1];
        let before = context
            .clauses(&(count.start.saturating_sub(1)..count.end))
            .before;
        let subject = field_names::tail(field_names::trimmed(&before), LONGEST_SUBJECT);
        let names = [
            format!("{subject}连{streak}次数"),
            format!("连{streak}次数"),
        ];
        let kind = FieldKind::Text { paragraphs: false };
        let field = set.add(context, &names, kind, &count, MinedAnswer::Words(words));
        set.print(count, field, "");
    }
}

/// What says that something was so each time.
const IN_A_ROW: [char; 2] = ['连', '续'];

/// Returns what is counted in a row, with its counter, in hanzi: 连续「三年」, 连续「八个季度」.
/// Figures in digits are found as any other.
fn in_a_row(text: &[char]) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    for at in IN_A_ROW.len()..text.len() {
        if text[at - IN_A_ROW.len()..at] != IN_A_ROW {
            continue;
        }
        // 连续第四年
        let ordinal = usize::from(text[at] == '第');
        let first = at + ordinal;
        let is_number =
            |c: char| "两二三四五六七八九十".contains(c) || ordinal > 0 && c.is_ascii_digit();
        let number = count_leading(&text[first..], is_number);
        let counter = count_leading(&text[first + number..], |c| "个年季度月次届天".contains(c));
        if number > 0 && counter > 0 {
            found.push(at..first + number + counter);
        }
    }
    found
}

/// Returns what a counter counts: 年数.
fn measure(counter: char) -> &'static str {
    match counter {
        '年' => "年数",
        '月' => "月数",
        '度' => "季度数",
        '天' => "天数",
        _ => "次数",
    }
}

/// Returns the numerals of streaks: 「二十一」连丰.
fn find(text: &[char]) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    for at in 1..text.len().saturating_sub(1) {
        if text[at] != '连' || !STREAKS.contains(&text[at + 1]) {
            continue;
        }
        let is_digit = |c: char| "零一二三四五六七八九十".contains(c);
        let length = count_trailing(&text[..at], is_digit);
        let words = string(&text[at - length..at]);
        if parse_hanzi(&words).is_some_and(|number| number > 1) {
            found.push(at - length..at);
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_in_a_row_is_counted() {
        for (text, wanted) in [
            ("连续三年获评优秀", Some("三年")),
            ("连续八个季度为正", Some("八个季度")),
            ("连续第四年入围", Some("第四年")),
            ("连续多年", None),
            ("连续作战", None),
        ] {
            let chars: Vec<char> = text.chars().collect();
            let found = in_a_row(&chars)
                .first()
                .map(|span| string(&chars[span.clone()]));
            assert_eq!(found.as_deref(), wanted, "{text}");
        }
    }

    #[test]
    fn streaks_are_numbers_before_连() {
        for (text, wanted) in [
            ("粮食生产实现“二十一连丰”", Some("二十一")),
            ("喜获五连冠", Some("五")),
            ("一连增开三条线路", None),
            ("接连丰收", None),
        ] {
            let chars: Vec<char> = text.chars().collect();
            let found = find(&chars)
                .first()
                .map(|span| string(&chars[span.clone()]));
            assert_eq!(found.as_deref(), wanted, "{text}");
        }
    }
}
