//! Finds figures that contradict one another, the sentence they stand in, or the rules of
//! statistics.
//!
//! Only what reconciles by arithmetic is judged, within what rounding allows: a share whose whole
//! is not named, or parts that need not be all, are left alone.

mod change;
mod indicator;
mod parts;
mod table;
mod writing;

use super::figure_scan::{FoundFigure, figures};
use super::findings::Findings;
use super::paper::Paper;
use super::rule::Rule;

pub(super) use indicator::{StatedIndicator, stated_indicators};

/// The rules of this family.
pub(super) static RULES: &[&[&Rule]] = &[
    &change::RULES,
    &parts::RULES,
    &table::RULES,
    &indicator::RULES,
    &writing::RULES,
];

/// Runs the rules of this family.
pub(super) fn find(paper: &Paper, findings: &mut Findings) {
    let found = figures(paper.text);
    for sentence in &paper.sentences {
        let from = found.partition_point(|figure| figure.span.start < sentence.start);
        let to = found.partition_point(|figure| figure.span.end <= sentence.end);
        let here: &[FoundFigure] = found.get(from..to).unwrap_or_default();
        change::find(paper, here, findings);
        parts::find(paper, here, findings);
        parts::ratio(paper, sentence, findings);
    }
    table::find(paper, findings);
    indicator::find(paper, &found, findings);
    writing::find(paper, &found, findings);
}
