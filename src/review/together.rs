//! Compares several papers of one place: the same indicator must have the same value in all.

use super::figure_scan::figures;
use super::figures::{StatedIndicator, stated_indicators};
use super::finding::ReviewFinding;
use super::options::ReviewOptions;
use super::paper::Paper;
use super::paper_years::PaperYears;
use super::rule::{CardContext, Rule, RuleCard, RuleTier};
use crate::diagnostic::{Message, Severity};
use crate::read::Report;

/// The rules of this family.
pub(super) static RULES: [&Rule; 1] = [&INDICATOR];

static INDICATOR: Rule = Rule {
    code: "together.indicator",
    severity: Severity::Warning,
    tier: RuleTier::Statistics,
    source: "同一地方、同一时期的几份材料数字一致",
    title: "review.title.together-indicator",
    hit: RuleCard::beside(
        "云溪镇政府工作报告\n各位代表：\n全镇固定资产投资15.4亿元，增长8.5%。",
        CardContext::Together("云溪镇镇长述职报告\n全镇固定资产投资16.2亿元，增长8.5%。"),
    ),
    miss: RuleCard::beside(
        "云溪镇政府工作报告\n各位代表：\n全镇固定资产投资15.4亿元，增长8.5%。",
        CardContext::Together("云溪镇镇长述职报告\n全镇固定资产投资15.38亿元，增长8.5%。"),
    ),
};

/// What a paper states of its place and year.
struct StatedPaper<'a> {
    file: &'a str,
    report: &'a Report,
    place: Option<String>,
    year: Option<i32>,
    stated: Vec<StatedIndicator>,
}

/// Compares papers and returns for each what contradicts an earlier one of its place and year.
///
/// Papers of another place or year are not compared; one that tells neither is compared with all.
#[must_use]
pub fn compare(papers: &[(&str, &Report)], options: &ReviewOptions) -> Vec<Vec<ReviewFinding>> {
    let mut known: Vec<StatedPaper> = Vec::new();
    let mut all = Vec::new();
    for (file, report) in papers {
        let paper = stated_paper(file, report, options);
        let mut findings = Vec::new();
        if options.wants(&INDICATOR) {
            for earlier in &known {
                contradictions(earlier, &paper, &mut findings);
            }
        }
        known.push(paper);
        all.push(findings);
    }
    all
}

fn stated_paper<'a>(file: &'a str, report: &'a Report, options: &ReviewOptions) -> StatedPaper<'a> {
    let paper = Paper::new(report, options);
    let years = PaperYears::of(&paper);
    let year = years
        .given()
        .map(|given| given.year)
        .or(years.title.as_ref().map(|title| title.year));
    let stated = stated_indicators(&paper, &figures(paper.text));
    let place = paper
        .home
        .place
        .as_ref()
        .map(|place| place.name().to_owned());
    StatedPaper {
        file,
        report,
        place,
        year,
        stated,
    }
}

fn contradictions(earlier: &StatedPaper, paper: &StatedPaper, findings: &mut Vec<ReviewFinding>) {
    let differ = |one: &Option<String>, other: &Option<String>| {
        one.as_ref()
            .zip(other.as_ref())
            .is_some_and(|(one, other)| one != other)
    };
    let other_year = earlier
        .year
        .zip(paper.year)
        .is_some_and(|(one, other)| one.abs_diff(other) > 1);
    if differ(&earlier.place, &paper.place) || other_year {
        return;
    }
    for stated in &paper.stated {
        let same = earlier
            .stated
            .iter()
            .find(|other| other.name == stated.name);
        let Some(other) = same else { continue };
        let Some(value) = other.figure.in_unit_of(&stated.figure) else {
            continue;
        };
        let slack = stated.figure.half().max(other.figure.half());
        if (value - stated.figure.value).abs() <= slack {
            continue;
        }
        let words = |report: &Report, stated: &StatedIndicator| report.words(&stated.figure.span);
        let args = [
            ("name", stated.name.to_owned()),
            ("here", words(paper.report, stated)),
            ("there", words(earlier.report, other)),
            ("file", earlier.file.to_owned()),
        ];
        findings.push(ReviewFinding {
            rule: &INDICATOR,
            severity: INDICATOR.severity,
            span: paper.report.source_of(&stated.figure.span),
            also: Vec::new(),
            message: Message::new("review.together.indicator", args),
            hint: None,
            fixes: Vec::new(),
        });
    }
}
