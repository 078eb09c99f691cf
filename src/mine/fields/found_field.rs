//! Defines a field found in one report.

use std::ops::Range;

use super::super::proposal::MinedAnswer;
use crate::document::is_printable;
use crate::figure::{Basis, Unit};
use crate::read::Report;
use crate::schema::FieldKind;

/// Chars before and behind a slot that show where it stands.
const EXCERPT_BEFORE: usize = 16;
const EXCERPT_AFTER: usize = 8;

/// A field that was found in one report.
#[derive(Clone, Debug)]
pub(in crate::mine) struct FoundField {
    pub(in crate::mine) name: String,
    pub(in crate::mine) kind: FieldKind,
    /// The heading it stands under.
    pub(in crate::mine) group: String,
    /// What the report says, as an answer.
    pub(in crate::mine) answer: MinedAnswer,
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
    FieldKind::Figure { unit, basis, compare: Vec::new(), since: None, range, ratio: false }
}

/// Returns a slot's sentence with the slot left open: …新增就业岗位〔　〕，….
pub(in crate::mine) fn excerpt(report: &Report, slot: &Range<usize>) -> String {
    let chars = report.chars();
    let is_edge = |c: &char| "\n。；".contains(*c);
    let mut from = slot.start.saturating_sub(EXCERPT_BEFORE);
    if let Some(edge) = chars[from..slot.start].iter().rposition(is_edge) {
        from += edge + 1;
    }
    let mut to = (slot.end + EXCERPT_AFTER).min(chars.len());
    if let Some(edge) = chars[slot.end..to].iter().position(is_edge) {
        to = slot.end + edge;
    }
    let words =
        |span: Range<usize>| chars[span].iter().filter(|c| is_printable(**c)).collect::<String>();
    let before = words(from..slot.start);
    let after = words(slot.end..to);
    format!("{}〔　〕{}", before.trim_start(), after.trim_end())
}
