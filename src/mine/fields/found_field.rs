//! Defines a field found in one report.

use std::ops::Range;

use super::super::proposal::MinedAnswer;
use crate::document::is_printable;
use crate::figure::{Basis, Unit};
use crate::lexicon::{count_leading, count_trailing};
use crate::read::Report;
use crate::schema::FieldKind;

/// Chars before and behind a slot that show where it stands.
const EXCERPT_BEFORE: usize = 24;
const EXCERPT_AFTER: usize = 12;

/// A field that was found in one report.
#[derive(Clone, Debug)]
pub(in crate::mine) struct FoundField {
    pub(in crate::mine) name: String,
    pub(in crate::mine) kind: FieldKind,
    /// The heading it stands under.
    pub(in crate::mine) group: String,
    /// What the report says, as an answer.
    pub(in crate::mine) answer: MinedAnswer,
    /// Whether it is worth a question; if not, its words stay unless the user wants it asked.
    pub(in crate::mine) is_suggested: bool,
    /// The field its figure is not greater than, as the words around both say.
    pub(in crate::mine) at_most: Option<String>,
    /// The slot it was first found in; `None` for what is asked before all else.
    pub(in crate::mine) slot: Option<Range<usize>>,
}

impl FoundField {
    /// Tests whether it is asked once for the whole report: the place, the year.
    pub(in crate::mine) fn is_general(&self) -> bool {
        self.slot.is_none()
    }

    pub(in crate::mine) fn is_place(&self) -> bool {
        matches!(self.kind, FieldKind::Place { .. })
    }

    pub(in crate::mine) fn is_figure(&self) -> bool {
        matches!(self.kind, FieldKind::Figure { .. })
    }

    /// Returns the unit of a figure.
    pub(in crate::mine) fn unit(&self) -> Option<&Unit> {
        match &self.kind {
            FieldKind::Figure { unit, .. } => unit.as_ref(),
            _ => None,
        }
    }

    /// Returns the prices a figure is in: whether its rate may be computed.
    pub(in crate::mine) fn basis(&self) -> Basis {
        match &self.kind {
            FieldKind::Figure { basis, .. } => *basis,
            _ => Basis::Current,
        }
    }
}

/// Returns the kind of a plain figure in a unit.
pub(in crate::mine) fn figure_kind(unit: Option<Unit>, basis: Basis) -> FieldKind {
    let range = (None, None);
    FieldKind::Figure {
        unit,
        basis,
        compare: Vec::new(),
        since: None,
        range,
        ratio: false,
    }
}

/// Returns a slot's clauses with the slot left open: …新增就业岗位〔　〕，…. They are cut at a
/// comma where there is one, and never inside a number.
pub(in crate::mine) fn excerpt(report: &Report, slot: &Range<usize>) -> String {
    let chars = report.chars();
    let from = excerpt_start(chars, slot.start);
    let to = excerpt_end(chars, slot.end);
    let words = |span: Range<usize>| {
        chars[span]
            .iter()
            .filter(|c| is_printable(**c))
            .collect::<String>()
    };
    let before = words(from..slot.start);
    let after = words(slot.end..to);
    format!("{}〔　〕{}", before.trim_start(), after.trim_end())
}

fn is_sentence_edge(c: char) -> bool {
    "\n。；".contains(c)
}

/// Returns where an excerpt begins: with the sentence, else with a clause, else between words.
fn excerpt_start(chars: &[char], slot: usize) -> usize {
    let from = slot.saturating_sub(EXCERPT_BEFORE);
    let before = &chars[from..slot];
    if let Some(edge) = before.iter().rposition(|c| is_sentence_edge(*c)) {
        return from + edge + 1;
    }
    if from == 0 {
        return 0;
    }
    if let Some(comma) = before.iter().position(|c| "，、：".contains(*c)) {
        return from + comma + 1;
    }
    let is_number = |c: char| c.is_ascii_digit() || matches!(c, '.' | '%' | '％');
    from + count_leading(before, is_number)
}

/// Returns where an excerpt ends: with the sentence, else with a clause, else between words.
fn excerpt_end(chars: &[char], slot: usize) -> usize {
    let to = (slot + EXCERPT_AFTER).min(chars.len());
    let after = &chars[slot..to];
    if let Some(edge) = after.iter().position(|c| is_sentence_edge(*c)) {
        return slot + edge;
    }
    if to == chars.len() {
        return to;
    }
    if let Some(comma) = after.iter().rposition(|c| "，、：".contains(*c)) {
        return slot + comma;
    }
    let is_number = |c: char| c.is_ascii_digit() || matches!(c, '.' | '%' | '％');
    let cut = if is_number(chars[to]) {
        count_trailing(after, is_number)
    } else {
        0
    };
    to - cut
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn excerpts_are_cut_at_a_comma_and_never_in_a_number() {
        for (text, slot, wanted) in [
            (
                "新增就业岗位320个，成效明显。",
                "320个",
                "新增就业岗位〔　〕，成效明显",
            ),
            (
                "全年引进项目12个，完成固定资产投资73.15亿元，其中工业投资22.4亿元，占比达到30.6%。",
                "22.4亿元",
                "完成固定资产投资73.15亿元，其中工业投资〔　〕，占比达到30.6%",
            ),
            ("一、回顾\n修路12公里。", "12公里", "修路〔　〕"),
        ] {
            let report = Report::read(&format!("各位代表：\n{text}"));
            let whole = report.text();
            let start = whole[..whole.find(slot).unwrap()].chars().count();
            let found = excerpt(&report, &(start..start + slot.chars().count()));
            assert_eq!(found, wanted, "{text}");
        }
    }
}
