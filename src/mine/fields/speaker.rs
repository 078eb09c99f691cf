//! Finds who reads a report, and in what office: 镇长　林致远.

use std::ops::Range;

use super::super::proposal::MinedAnswer;
use super::context::SlotContext;
use super::field_set::{FieldSet, is_answer};
use crate::lexicon::is_hanzi;
use crate::place::Place;
use crate::read::LineRole;
use crate::schema::FieldKind;

/// The chars of a person's name, a space inside not counted: 林致远, 陈　明.
const NAME_CHARS: std::ops::RangeInclusive<usize> = 2..=4;

/// Adds the name of the speaker as a field, and the office: as a part of the place where it is that
/// of its head (镇长), else as a field.
pub(super) fn add_fields(context: &SlotContext, set: &mut FieldSet) {
    let line = context
        .report
        .lines()
        .iter()
        .find(|line| line.role == LineRole::Speaker);
    let Some(line) = line else { return };
    let Some((office, name)) = office_and_name(context.report.chars(), &line.span) else {
        return;
    };
    if set.is_free(&name) {
        add_words(context, set, "主讲人", &name);
    }
    let place = set.general_place();
    let office = set.rest_of(&office);
    if office.is_empty() {
        return;
    }
    let words = context.report.words(&office);
    let head = place
        .as_ref()
        .and_then(|(_, place)| Place::parse(place).ok()?.head());
    match place {
        Some((field, _))
            if head.is_some_and(|head| head == words) && !context.is_escaped(office.start) =>
        {
            set.print(office, field, "主官");
        }
        _ => add_words(context, set, "主讲人职务", &office),
    }
}

fn add_words(context: &SlotContext, set: &mut FieldSet, name: &str, span: &Range<usize>) {
    let words = context.report.words(span);
    let kind = FieldKind::Text { paragraphs: false };
    if is_answer(&words) && !context.is_escaped(span.start) {
        let field = set.add(
            context,
            &[name.to_owned()],
            kind,
            span,
            MinedAnswer::Words(words),
        );
        set.print(span.clone(), field, "");
    }
}

/// Cuts a speaker's line at the white space between office and name. A line without one is left as
/// it is: where the office ends in 林致远镇长 only a person knows.
fn office_and_name(chars: &[char], line: &Range<usize>) -> Option<(Range<usize>, Range<usize>)> {
    let is_space = |c: char| c == ' ' || c == '　' || c == '\t';
    let mut start = line.start;
    let mut end = line.end;
    while start < end && !is_hanzi(chars[start]) {
        start += 1;
    }
    while end > start && !is_hanzi(chars[end - 1]) {
        end -= 1;
    }
    let first = (start..end).find(|at| is_space(chars[*at]))?;
    let name = (first..end).find(|at| !is_space(chars[*at]))?;
    let letters = chars[name..end].iter().filter(|c| !is_space(**c));
    let is_name = letters.clone().all(|c| is_hanzi(*c) || *c == '·');
    let length = letters.count();
    (is_name && NAME_CHARS.contains(&length)).then_some((start..first, name..end))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_speakers_line_is_cut_at_the_space() {
        for (line, wanted) in [
            ("镇长　林致远", Some(("镇长", "林致远"))),
            ("（县长　陈　明）", Some(("县长", "陈　明"))),
            (
                "云溪镇人民政府镇长 林致远",
                Some(("云溪镇人民政府镇长", "林致远")),
            ),
            ("林致远", None),
            ("二〇二六年 一月五日在会议上", None),
        ] {
            let chars: Vec<char> = line.chars().collect();
            let text = |span: Range<usize>| chars[span].iter().collect::<String>();
            let found = office_and_name(&chars, &(0..chars.len()));
            let found = found.map(|(office, name)| (text(office), text(name)));
            let wanted = wanted.map(|(a, b)| (a.to_owned(), b.to_owned()));
            assert_eq!(found, wanted, "{line}");
        }
    }
}
