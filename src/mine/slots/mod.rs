//! Slots: the spans of a report a writer would change for another place, another year, another result.

mod chinese_numbers;
mod dates;
mod figures;
mod masks;
mod places;
mod stripped_digits;
mod units;

use std::ops::Range;

use serde::Serialize;

use crate::read::{Report, fold};

/// A span a writer would change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Slot {
    /// Its characters in [`Report::chars`].
    pub span: Range<usize>,
    /// What it is.
    pub kind: SlotKind,
}

/// What a slot is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum SlotKind {
    /// 地名
    Place,
    /// 日期
    Date,
    /// 数字
    Figure,
}

/// The slots of a report, in order and apart: dates first, then figures, then places take what is left.
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
    let mut taken = Taken(vec![false; text.len()]);
    for heading in report.headings() {
        taken.mark(&heading.label);
    }
    let mut slots = Vec::new();
    let mut take = |spans: Vec<Range<usize>>, kind: SlotKind, taken: &mut Taken| {
        for span in spans {
            if taken.free(&span) && !straddles_noise(report, &span) {
                taken.mark(&span);
                slots.push(Slot { span, kind });
            }
        }
    };
    let dates = dates::find(text);
    take(dates.found, SlotKind::Date, &mut taken);
    dates.blocked.iter().for_each(|span| taken.mark(span));
    let figures = figures::find(text, &taken);
    let figures = figures.into_iter().filter(|span| !is_unit_cell(report.chars(), span)).collect();
    take(figures, SlotKind::Figure, &mut taken);
    let places = places::find(text, &taken);
    take(places, SlotKind::Place, &mut taken);
    slots.sort_by_key(|slot| slot.span.start);
    slots
}

/// Whether a cell of a table holds a unit and no number: it says in what the figures beside it are counted.
fn is_unit_cell(chars: &[char], span: &Range<usize>) -> bool {
    let counts =
        |c: char| c.is_ascii_digit() || is_mask(c) || "一二三四五六七八九两几数".contains(fold(c));
    let alone = span.start > 0
        && chars[span.start - 1] == '\t'
        && matches!(chars.get(span.end), None | Some('\t' | '\n'));
    alone && !chars[span.clone()].iter().map(|c| fold(*c)).any(counts)
}

/// Whether a span runs over a place where noise was taken out (3亿- 2 -元).
fn straddles_noise(report: &Report, span: &Range<usize>) -> bool {
    let span = report.source_of(span);
    let noise = report.noise();
    noise
        .get(noise.partition_point(|noise| noise.end <= span.start))
        .is_some_and(|noise| noise.start < span.end)
}

/// Which characters already belong to something.
struct Taken(Vec<bool>);

impl Taken {
    fn mark(&mut self, span: &Range<usize>) {
        self.0[span.clone()].fill(true);
    }

    fn free(&self, span: &Range<usize>) -> bool {
        !span.is_empty() && self.0[span.clone()].iter().all(|taken| !taken)
    }

    fn at(&self, i: usize) -> bool {
        self.0.get(i).copied().unwrap_or(false)
    }
}

/// Whether `text` at `at` goes on with `word`.
fn at_word(text: &[char], at: usize, word: &str) -> bool {
    let mut rest = text.get(at..).unwrap_or_default().iter();
    word.chars().all(|c| rest.next() == Some(&c))
}

/// The first of `words` that `text` goes on with at `at`, and its length.
fn one_of(text: &[char], at: usize, words: &[&str]) -> Option<usize> {
    words.iter().find(|word| at_word(text, at, word)).map(|word| word.chars().count())
}

/// Whether one of `words` ends right before `at`.
fn ends_with_one(text: &[char], at: usize, words: &[&str]) -> bool {
    words.iter().any(|word| {
        let mut back = text[..at].iter().rev();
        word.chars().rev().all(|c| back.next() == Some(&c))
    })
}

/// How many characters from `at` on satisfy `test`.
fn run(text: &[char], at: usize, test: impl Fn(char) -> bool) -> usize {
    text.get(at..).unwrap_or_default().iter().take_while(|c| test(**c)).count()
}

/// Whether a character stands for something left out: `__`, `***`, `××`.
fn is_mask(c: char) -> bool {
    matches!(c, '_' | '*' | '×' | '＿' | '□' | '╳')
}

/// The length of a mask at `at`: a run of one mask sign, or of x that is no part of a word in letters.
fn mask(text: &[char], at: usize) -> usize {
    match text.get(at) {
        // Never from the middle of a mask.
        Some(&c) if is_mask(c) && (at == 0 || text[at - 1] != c) => {
            run(text, at, |other| other == c)
        }
        Some(&x @ ('X' | 'x'))
            if at == 0
                || !text[at - 1].is_ascii_alphabetic()
                // GDPxxx: small letters behind capital ones.
                || x == 'x' && text[at - 1].is_ascii_uppercase() && text[at - 1] != 'X' && at_word(text, at + 1, "x") =>
        {
            let length = run(text, at, |other| matches!(other, 'X' | 'x'));
            let after = text.get(at + length).copied().unwrap_or('\n');
            let code = after.is_ascii_alphanumeric()
                || "光射+".contains(after)
                || length == 1 && after == '-';
            if code { 0 } else { length }
        }
        _ => 0,
    }
}
