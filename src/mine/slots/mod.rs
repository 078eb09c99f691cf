//! Finds the slots of a report: what a user would change for another place, year or result.
//!
//! Masks and dates are looked for before figures, figures before places: 2024年 is a date and not
//! 2024 of something, and a place never takes the counter of a number (三个村).

mod cells;
mod chinese_numbers;
mod dates;
mod figures;
mod masks;
mod numerals;
mod places;
mod scan;
mod slot;
mod stripped_digits;
mod taken;
mod units;

use std::ops::Range;

pub(super) use self::cells::cells;
use self::scan::is_mask;
pub use self::slot::{Slot, SlotKind};
use self::taken::Taken;
use crate::document::LOST;
use crate::read::{Report, fold};

/// The slots of a report, in order and apart: dates first, then figures, then places take what is
/// left.
///
/// ```
/// use nigao::mine::slots::find;
/// use nigao::read::Report;
/// let report = Report::read("2024年，云溪镇实现生产总值73.1亿元。");
/// let slots: Vec<_> = find(&report).iter().map(|slot| report.words(&slot.span)).collect();
/// assert_eq!(slots, ["2024年", "云溪镇", "73.1亿元"]);
/// ```
#[must_use]
pub fn find(report: &Report) -> Vec<Slot> {
    let text = report.folded();
    let mut taken = Taken::new(text.len());
    for heading in report.headings() {
        taken.mark(&heading.label);
    }
    let mut slots = Vec::new();
    let mut take = |spans: Vec<Range<usize>>, kind: SlotKind, taken: &mut Taken| {
        for span in spans {
            // No answer may hold a char that was lost: the words stay as they are.
            let is_lost = report.chars()[span.clone()].contains(&LOST);
            if !is_lost && taken.free(&span) && !straddles_noise(report, &span) {
                taken.mark(&span);
                slots.push(Slot { span, kind });
            }
        }
    };
    take(cells::figures(report), SlotKind::Figure, &mut taken);
    for span in &cells::heads(report) {
        taken.mark(span);
    }
    let dates = dates::find(text);
    take(dates.found, SlotKind::Date, &mut taken);
    for span in &dates.blocked {
        taken.mark(span);
    }
    let figures = figures::find(text, &taken);
    let figures = figures
        .into_iter()
        .filter(|span| !is_unit_cell(report.chars(), span))
        .collect();
    take(figures, SlotKind::Figure, &mut taken);
    let places = places::find(text, &taken);
    take(places, SlotKind::Place, &mut taken);
    slots.sort_by_key(|slot| slot.span.start);
    slots
}

/// Whether a cell of a table holds a unit and no number: it says in what the figures beside it
/// are counted.
fn is_unit_cell(chars: &[char], span: &Range<usize>) -> bool {
    let counts = |c: &char| {
        fold(*c).is_ascii_digit() || is_mask(*c) || "一二三四五六七八九两几数".contains(fold(*c))
    };
    let outside = |c: &&char| **c != ' ';
    let before = chars[..span.start].iter().rev().find(outside);
    let after = chars[span.end..].iter().find(outside);
    let alone =
        matches!(before, Some('\t' | '|')) && matches!(after, None | Some('\t' | '\n' | '|'));
    alone && !chars[span.clone()].iter().any(counts)
}

/// Whether a span runs over a place where noise was taken out (3亿- 2 -元).
fn straddles_noise(report: &Report, span: &Range<usize>) -> bool {
    let span = report.source_of(span);
    let noise = report.noise();
    let next = noise.partition_point(|noise| noise.span.end <= span.start);
    noise
        .get(next)
        .is_some_and(|noise| noise.span.start < span.end)
}
