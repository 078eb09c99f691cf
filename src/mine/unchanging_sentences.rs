//! Finds the sentences of a review that hold no field: next year's draft says them word for word.
//!
//! 全年没有发生较大以上安全事故 was true of one year. A person has to read whether it is of the
//! next.

use std::ops::Range;

use super::fields::FoundField;
use super::parsed_report::ParsedReport;
use super::section_roles::SectionRole;
use super::sections::sections;
use super::sentences::sentences;

/// The shortest sentence that says something of its year, in chars: not 主要做法是：.
const SHORTEST_SENTENCE: usize = 10;
/// Formulas that are said every year.
const FORMULAS: [&str; 6] = [
    "各位代表", "现将", "请予审议", "一年来，", "主要做了以下", "同志们",
];

/// Returns the sentences of the report's review, in order, in which nothing of their own is asked.
pub(super) fn find(parsed: &ParsedReport) -> Vec<String> {
    let mut found = Vec::new();
    for section in sections(parsed) {
        if !matches!(section.role, SectionRole::Review | SectionRole::Other) {
            continue;
        }
        for line in section.lines {
            for sentence in sentences(parsed, line) {
                let words = parsed.report.words(&sentence.span).trim().to_owned();
                let is_short = words.chars().count() < SHORTEST_SENTENCE;
                let is_formula = FORMULAS.iter().any(|formula| words.starts_with(formula));
                if asks_nothing(parsed, sentence.variables) && !is_short && !is_formula {
                    found.push(words);
                }
            }
        }
    }
    found
}

/// Tests whether variables print nothing but what is asked for the whole report: the place and the
/// year turn in 2025年，云溪镇没有发生较大以上安全事故, and the claim stays.
fn asks_nothing(parsed: &ParsedReport, variables: Range<usize>) -> bool {
    let mut fields = parsed.variables[variables]
        .iter()
        .map(|v| parsed.field(&v.field));
    fields.all(|field| field.is_none_or(FoundField::is_general))
}
