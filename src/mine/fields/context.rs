//! Tells what surrounds a slot: its clause, the heading over it, the section it stands in.

use std::ops::Range;

use super::super::proposal::GENERAL_GROUP;
use super::super::section_roles;
use super::super::section_roles::SectionRole;
use super::super::slots::{Slot, SlotKind};
use super::super::to_markup::LineShape;
use crate::lexicon::{is_hanzi, string};
use crate::read::{LineRole, Report};

/// The longest clause looked at on either side of a slot, in chars.
const LONGEST_CLAUSE: usize = 40;
/// The longest name of a group, in chars.
const LONGEST_GROUP: usize = 16;
/// How many headings back one is looked for that ends before a slot.
const HEADINGS_BACK: usize = 8;

/// What stands under a heading of the two outermost depths.
pub(super) struct HeadingGroup {
    /// The char it begins at.
    start: usize,
    pub(super) name: String,
    /// Whether it says what will be done.
    pub(super) is_ahead: bool,
    /// The year its heading names.
    pub(super) year: Option<i32>,
    /// What it is about.
    pub(super) theme: Option<&'static str>,
}

/// The words around a slot.
pub(super) struct Clauses {
    /// From the last stop or slot to the slot.
    pub(super) before: String,
    /// From the slot to the next stop.
    pub(super) after: String,
    /// The clause after that, in the same sentence.
    pub(super) next: String,
}

/// A report with its lines and slots, to be asked what surrounds a slot.
pub(super) struct SlotContext<'a> {
    pub(super) report: &'a Report,
    shapes: &'a [LineShape],
    /// The slots a tag can print, in order and apart.
    pub(super) slots: Vec<Slot>,
    groups: Vec<HeadingGroup>,
    keeps_numbers: bool,
}

impl<'a> SlotContext<'a> {
    /// Returns the folded chars before a char, back to the last that ends what is looked for, or
    /// for `longest` chars.
    pub(super) fn back_to(
        &self,
        to: usize,
        longest: usize,
        ends: impl Fn(char) -> bool,
    ) -> &'a [char] {
        let text = &self.report.folded()[..to];
        let floor = to.saturating_sub(longest);
        let end = text[floor..].iter().rposition(|c| ends(*c));
        &text[end.map_or(floor, |at| floor + at + 1)..]
    }

    pub(super) fn new(report: &'a Report, shapes: &'a [LineShape], slots: &[Slot]) -> Self {
        let groups = groups(report, shapes);
        let mut context = Self {
            report,
            shapes,
            slots: Vec::new(),
            groups,
            keeps_numbers: keeps_numbers(report, slots),
        };
        let printable = slots
            .iter()
            .filter(|slot| !context.is_escaped(slot.span.start));
        context.slots = printable.cloned().collect();
        context
    }

    /// Tests whether most figures of the report have their numbers.
    pub(super) fn keeps_numbers(&self) -> bool {
        self.keeps_numbers
    }

    /// Tests whether no tag can begin at a char: behind a brace or a backslash.
    pub(super) fn is_escaped(&self, at: usize) -> bool {
        let before = at.checked_sub(1).map(|at| self.report.chars()[at]);
        matches!(before, Some('{' | '\\'))
    }

    /// Returns the slots of a kind.
    pub(super) fn of_kind(&self, kind: SlotKind) -> Vec<Range<usize>> {
        self.slots
            .iter()
            .filter(|slot| slot.kind == kind)
            .map(|slot| slot.span.clone())
            .collect()
    }

    /// Returns the role of the line a char stands in.
    pub(super) fn line_role(&self, at: usize) -> Option<LineRole> {
        let line = self.shapes.partition_point(|shape| shape.span.end <= at);
        self.shapes.get(line).map(|shape| shape.role)
    }

    /// Tests whether a slot is all that a cell of a table holds.
    pub(super) fn is_cell(&self, span: &Range<usize>) -> bool {
        let chars = self.report.chars();
        let ends = |c: Option<&char>| c.is_none_or(|c| matches!(c, '\t' | '\n'));
        let before = span.start.checked_sub(1).and_then(|at| chars.get(at));
        self.line_role(span.start) == Some(LineRole::Row)
            && ends(before)
            && ends(chars.get(span.end))
    }

    /// Returns the group a char stands in.
    pub(super) fn group(&self, at: usize) -> Option<&HeadingGroup> {
        let after = self.groups.partition_point(|group| group.start <= at);
        self.groups[..after].last()
    }

    /// Returns the year over the review: that of its heading.
    pub(super) fn reviewed_year(&self) -> Option<i32> {
        self.groups
            .iter()
            .find_map(|group| group.year.filter(|_| !group.is_ahead))
    }

    /// Returns the year over the plans: that of their heading.
    pub(super) fn planned_year(&self) -> Option<i32> {
        let mut ahead = self.groups.iter().filter(|group| group.is_ahead);
        ahead.find_map(|group| group.year)
    }

    /// Returns the words of the heading or point a char stands under.
    pub(super) fn heading(&self, at: usize) -> String {
        let headings = self.report.headings();
        let after = headings.partition_point(|heading| heading.span.start <= at);
        let mut nearest = headings[..after].iter().rev().take(HEADINGS_BACK);
        let Some(above) = nearest.find(|heading| heading.span.end <= at) else {
            return String::new();
        };
        let span = above.label.end.max(above.span.start)..above.span.end;
        without_edges(&string(&self.report.folded()[span]))
    }

    /// Returns the words around a span, none of them in another slot.
    pub(super) fn clauses(&self, span: &Range<usize>) -> Clauses {
        let text = self.report.folded();
        let is_stop = |c: &char| is_stop(*c);
        let slot = self
            .slots
            .partition_point(|slot| slot.span.start < span.start);
        let slot_end = self.slots[..slot]
            .last()
            .map_or(0, |slot| slot.span.end.min(span.start));
        let floor = slot_end.max(span.start.saturating_sub(LONGEST_CLAUSE));
        let mut stop = text[floor..span.start].iter().rposition(is_stop);
        if let Some(opening) = stop.and_then(|at| short_quote(&text[floor..span.start], at)) {
            stop = text[floor..floor + opening].iter().rposition(is_stop);
        }
        let start = stop.map_or(floor, |at| floor + at + 1);
        let clause_end = |from: usize| {
            let most = (from + LONGEST_CLAUSE).min(text.len());
            let stop = text[from.min(most)..most].iter().position(is_stop);
            stop.map_or(most, |at| from + at)
        };
        let end = clause_end(span.end);
        let goes_on = text.get(end).is_some_and(|c| "，,、".contains(*c));
        let next = if goes_on {
            end + 1..clause_end(end + 1)
        } else {
            end..end
        };
        Clauses {
            before: string(&text[start..span.start]),
            after: string(&text[span.end..end]),
            next: string(&text[next]),
        }
    }
}

/// Tests whether a char ends a sentence.
pub(super) fn ends_sentence(c: char) -> bool {
    matches!(c, '。' | '；' | '！' | '？' | ';' | '!' | '?' | '\n')
}

/// Tests whether a char ends a clause: all that ends a sentence, commas and colons.
pub(super) fn is_clause_end(c: char) -> bool {
    ends_sentence(c) || matches!(c, '，' | ',' | '：' | ':')
}

/// Tests whether a char parts the words around a slot: all that ends a clause, 、 and brackets.
pub(super) fn is_stop(c: char) -> bool {
    is_clause_end(c) || matches!(c, '、' | '（' | '）' | '(' | ')' | '“' | '”')
}

/// Tests whether a char parts the words around a slot or the cells of a table.
pub(super) fn is_edge(c: char) -> bool {
    is_stop(c) || c == '\t'
}

/// Tests whether more of the figures have a number than have none.
fn keeps_numbers(report: &Report, slots: &[Slot]) -> bool {
    let figures = slots.iter().filter(|slot| slot.kind == SlotKind::Figure);
    let is_numbered = |slot: &&Slot| {
        let words = &report.folded()[slot.span.clone()];
        let number = |c: &char| c.is_ascii_digit() || "一二三四五六七八九两几数".contains(*c);
        words.iter().any(number)
    };
    let all = figures.clone().count();
    2 * figures.filter(is_numbered).count() > all
}

/// Returns where words in quotes open that end at `at` and belong to the noun behind them:
/// “三公”经费.
fn short_quote(text: &[char], at: usize) -> Option<usize> {
    const LONGEST_QUOTE: usize = 5;
    let closes = text[at] == '”' && text.get(at + 1).is_some_and(|c| is_hanzi(*c));
    let inside = text[..at].iter().rev().take(LONGEST_QUOTE + 1);
    let length = inside.take_while(|c| is_hanzi(**c)).count();
    let opens = length > 0
        && length <= LONGEST_QUOTE
        && at.checked_sub(length + 1).map(|at| text[at]) == Some('“');
    (closes && opens).then(|| at - length - 1)
}

/// Returns the groups of a report: its headings of the two outermost depths.
fn groups(report: &Report, shapes: &[LineShape]) -> Vec<HeadingGroup> {
    let mut is_ahead = false;
    let mut groups = Vec::new();
    for shape in shapes {
        let Some(depth @ (1 | 2)) = shape.depth else {
            continue;
        };
        let words = without_edges(&report.words(&shape.lead()));
        is_ahead = match (section_roles::of_heading(&words), depth) {
            (SectionRole::Plans, _) => true,
            (SectionRole::Review, 1) => false,
            _ => is_ahead,
        };
        let mut name = short_heading(&words);
        if name.is_empty() {
            GENERAL_GROUP.clone_into(&mut name);
        }
        let (year, theme) = (year_in(&words), section_roles::theme(&name));
        groups.push(HeadingGroup {
            start: shape.span.start,
            name,
            is_ahead,
            year,
            theme,
        });
    }
    groups
}

/// Returns a heading's first clause, without the year, which rolls.
pub(in crate::mine) fn short_heading(words: &str) -> String {
    let words = without_edges(words);
    let undated = words.trim_start_matches(|c: char| c.is_ascii_digit());
    let had_digits = undated.len() < words.len();
    let words = undated
        .strip_prefix('年')
        .filter(|_| had_digits)
        .unwrap_or(&words);
    let words = words.strip_prefix('的').unwrap_or(words);
    let clause = words
        .split(['。', '；', '，', ',', ';'])
        .next()
        .unwrap_or_default();
    clause.trim().chars().take(LONGEST_GROUP).collect()
}

/// Returns the first year words name: 2024 of 2024年工作回顾.
fn year_in(words: &str) -> Option<i32> {
    let before = &words[..words.find('年')?];
    let digits = before.trim_start_matches(|c: char| !c.is_ascii_digit());
    let last = digits.rsplit(|c: char| !c.is_ascii_digit()).next()?;
    if last.len() == 4 {
        last.parse().ok()
    } else {
        None
    }
}

/// Returns the words of a heading without the signs around them.
fn without_edges(words: &str) -> String {
    words
        .trim_matches(|c: char| !c.is_alphanumeric() && !"“”《》（）".contains(c))
        .to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn groups_are_called_by_the_first_clause_of_their_heading() {
        for (heading, wanted) in [
            ("2024年工作回顾", "工作回顾"),
            ("2024年的工作", "工作"),
            ("坚持项目为王，经济稳中向好。", "坚持项目为王"),
            ("2024", "2024"),
        ] {
            assert_eq!(
                short_heading(heading).trim_start_matches("2024"),
                wanted.trim_start_matches("2024")
            );
        }
    }

    #[test]
    fn a_heading_names_the_year_right_before_年() {
        for (heading, wanted) in [
            ("2024年工作回顾", Some(2024)),
            ("过去五年", None),
            ("12345年", None),
            ("在2024年", Some(2024)),
        ] {
            assert_eq!(year_in(heading), wanted, "{heading}");
        }
    }
}
