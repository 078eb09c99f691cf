//! Finds figures that contradict one another, the sentence they stand in, or the rules of
//! statistics.
//!
//! Only what reconciles by arithmetic is judged, within what rounding allows: a share whose whole
//! is not named, or parts that need not be all, are left alone.

mod aims;
mod cells;
mod change;
mod indicator;
mod lost;
mod lost_clauses;
mod parts;
mod subtotals;
mod table;
mod writing;

use super::figure_scan::{FoundFigure, figures};
use super::findings::Findings;
use super::paper::Paper;
use super::rule::Rule;

pub(super) use indicator::{StatedIndicator, stated_indicators};
pub(super) use lost::SourceFigures;

/// The rules of this family.
pub(super) static RULES: &[&[&Rule]] = &[
    &change::RULES,
    &parts::RULES,
    &aims::RULES,
    &table::RULES,
    &indicator::RULES,
    &writing::RULES,
    &lost::RULES,
    &lost_clauses::RULES,
];

/// Runs the rules of this family; `sources` are the earlier papers.
pub(super) fn find(paper: &Paper, sources: &[SourceFigures], findings: &mut Findings) {
    let found = figures(paper.text);
    let ratios_named = parts::ratios_named(paper);
    for sentence in &paper.sentences {
        let from = found.partition_point(|figure| figure.span.start < sentence.start);
        let to = found.partition_point(|figure| figure.span.end <= sentence.end);
        let here: &[FoundFigure] = found.get(from..to).unwrap_or_default();
        change::find(paper, here, findings);
        parts::find(paper, here, findings);
        aims::find(paper, here, findings);
        parts::ratio(paper, sentence, &ratios_named, findings);
    }
    let stated = stated_indicators(paper, &found);
    table::find(paper, &stated, findings);
    indicator::find(paper, &stated, findings);
    writing::find(paper, &found, findings);
    lost::find(paper, &found, sources, findings);
    lost_clauses::find(paper, &found, sources, findings);
}
