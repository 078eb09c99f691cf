//! Finds counts of years in a row: 粮食生产实现“二十一连丰”.

use std::ops::Range;

use super::super::field_names;
use super::super::proposal::MinedAnswer;
use super::context::SlotContext;
use super::field_set::FieldSet;
use crate::lexicon::{count_trailing, string};
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
