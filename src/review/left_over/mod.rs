//! Finds what is left over from another place's paper or from another year's.
//!
//! The fault people are disciplined for: a county's report that thanks another county's people. A
//! finding names both places with their parents, so that it is believed.

mod elsewhere;
mod foreign;
mod known_names;
mod levels;
mod parents;
mod short_names;
mod years;

use super::findings::Findings;
use super::options::ReviewOptions;
use super::paper::Paper;
use super::rule::Rule;
use super::word_finder::WordFinders;

pub(super) use known_names::SourceNames;

/// The rules of this family.
pub(super) static RULES: &[&[&Rule]] = &[
    &foreign::RULES,
    &short_names::RULES,
    &parents::RULES,
    &known_names::RULES,
    &levels::RULES,
    &years::RULES,
];

/// Runs the rules of this family.
pub(super) fn find(
    paper: &Paper,
    options: &ReviewOptions,
    sources: &[SourceNames],
    finders: &WordFinders,
    findings: &mut Findings,
) {
    known_names::find(paper, options, sources, findings);
    parents::find(paper, findings);
    foreign::find(paper, finders, findings);
    short_names::find(paper, finders, findings);
    levels::find(paper, findings);
    years::find(paper, findings);
}
