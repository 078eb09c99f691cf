//! Adds the indicators several reports name in words of their own: 生产总值, 固定资产投资.

use std::collections::HashMap;

use super::super::align::Column;
use super::super::fields::FoundField;
use super::super::indicator_names::{best_known, is_indicator};
use super::super::parsed_report::ParsedReport;
use super::super::proposal::{TagChange, TemplatePart};
use super::super::section_roles::SectionRole;
use super::super::sentences::{Sentence, sentences};
use super::super::shared_sentences::count_texts;
use super::skeleton::{AskedNames, ReportSet, Skeleton, TakenSentences, plain_name};

/// The longest sentence that says one figure and little else, in chars.
const LONGEST_SENTENCE: usize = 60;

/// Where the indicators of a part are told: the roles whose sentences are searched, and the
/// columns that may hold them (by role and depth), the best first.
struct IndicatorPart {
    is_ahead: bool,
    roles: &'static [SectionRole],
    columns: &'static [(SectionRole, Option<u8>)],
}

const PARTS: [IndicatorPart; 2] = [
    IndicatorPart {
        is_ahead: false,
        roles: &[SectionRole::Review],
        columns: &[(SectionRole::Review, Some(1)), (SectionRole::Review, None)],
    },
    IndicatorPart {
        is_ahead: true,
        roles: &[
            SectionRole::Targets,
            SectionRole::Plans,
            SectionRole::Demands,
        ],
        columns: &[(SectionRole::Targets, None), (SectionRole::Plans, Some(1))],
    },
];

/// An indicator several reports name.
pub(super) struct Indicator<'a> {
    name: String,
    /// Whether it is aimed at, not reached.
    is_ahead: bool,
    /// For each report, its figure.
    found: Vec<Option<&'a FoundField>>,
    /// For each report, the sentence that says it and nothing else.
    sentences: Vec<Option<Sentence>>,
}

/// Returns the indicators that reports of two texts name, by the index of the column that holds
/// them; their sentences are taken over.
pub(super) fn by_column<'a>(
    reports: &ReportSet<'a>,
    columns: &[Column],
    asked: &AskedNames,
    taken: &mut TakenSentences,
) -> HashMap<usize, Vec<Indicator<'a>>> {
    let mut by_column = HashMap::new();
    for part in &PARTS {
        let mut wanted = part.columns.iter();
        let holder = wanted.find_map(|(role, depth)| {
            columns
                .iter()
                .position(|column| may_hold(reports, column, *role, *depth))
        });
        let Some(holder) = holder else { continue };
        let mut indicators = indicators_in(reports, part, taken);
        indicators.retain(|indicator| !asked.has(part.is_ahead, &indicator.name));
        for indicator in &indicators {
            taken.add(&indicator.sentences);
        }
        by_column.insert(holder, indicators);
    }
    by_column
}

/// Tests whether a column is of this role and depth, and not one report's alone.
fn may_hold(reports: &ReportSet, column: &Column, role: SectionRole, depth: Option<u8>) -> bool {
    let is_kept = column.members.len() <= 2 || column.members.iter().flatten().count() > 1;
    let Some(first) = column.sections(reports.sections).next() else {
        return false;
    };
    is_kept && first.role == role && depth.is_none_or(|depth| first.depth == depth)
}

fn indicators_in<'a>(
    reports: &ReportSet<'a>,
    part: &IndicatorPart,
    taken: &TakenSentences,
) -> Vec<Indicator<'a>> {
    let mut indicators: Vec<Indicator> = Vec::new();
    let mut known: HashMap<String, usize> = HashMap::new();
    let count = reports.parsed.len();
    for report in 0..count {
        for (sentence, field) in single_figures(reports, report, part.roles, taken) {
            let name = best_known(plain_name(&field.name));
            let at = *known.entry(name.clone()).or_insert_with(|| {
                let (found, sentences) = (vec![None; count], vec![None; count]);
                indicators.push(Indicator {
                    name,
                    is_ahead: part.is_ahead,
                    found,
                    sentences,
                });
                indicators.len() - 1
            });
            let indicator = &mut indicators[at];
            let is_like = |other: &&FoundField| {
                other.unit() == field.unit() && other.answer.has_parts_of(&field.answer)
            };
            if indicator.found[report].is_none() && indicator.found.iter().flatten().all(is_like) {
                indicator.found[report] = Some(field);
                indicator.sentences[report] = Some(sentence);
            }
        }
    }
    indicators.retain(|indicator| count_texts(&indicator.found, &reports.texts) > 1);
    indicators
}

/// Returns the sentences of a report, in sections of these roles, that say one indicator and
/// nothing else that is asked.
fn single_figures<'a>(
    reports: &ReportSet<'a>,
    report: usize,
    roles: &[SectionRole],
    taken: &TakenSentences,
) -> Vec<(Sentence, &'a FoundField)> {
    let parsed: &'a ParsedReport = &reports.parsed[report];
    let mut single = Vec::new();
    for section in &reports.sections[report] {
        if !roles.contains(&section.role) {
            continue;
        }
        for line in reports.lines(report, section) {
            for sentence in sentences(parsed, line) {
                let is_free = !taken.of(report).contains(&sentence.span.start);
                let is_short = sentence.span.len() <= LONGEST_SENTENCE;
                if sentence.point.is_some() || !is_short || !is_free {
                    continue;
                }
                if let Some(field) = only_figure(parsed, &sentence) {
                    single.push((sentence, field));
                }
            }
        }
    }
    single
}

/// Returns the only field a sentence asks, if it is an indicator.
fn only_figure<'a>(parsed: &'a ParsedReport, sentence: &Sentence) -> Option<&'a FoundField> {
    let mut only: Option<&FoundField> = None;
    for variable in &parsed.variables[sentence.variables.clone()] {
        let Some(field) = parsed.field(&variable.field) else {
            continue;
        };
        if field.is_general() || only.is_some_and(|only| only.name == field.name) {
            continue;
        }
        if only.is_some() {
            return None;
        }
        only = Some(field);
    }
    only.filter(|field| field.is_figure() && is_indicator(plain_name(&field.name)))
}

/// Adds a line of indicators, as many of them as are answered.
pub(super) fn add(skeleton: &mut Skeleton, indicators: Vec<Indicator>, group: &str) {
    let mut clauses = Vec::new();
    for indicator in indicators {
        let name = indicator.name;
        let is_compared = indicator
            .found
            .iter()
            .flatten()
            .any(|field| field.answer.compared().is_some());
        let asked = if indicator.is_ahead {
            format!("{name}目标")
        } else {
            name.clone()
        };
        let Some(field) = skeleton.add_found(&asked, &indicator.found, group) else {
            continue;
        };
        // 规模以上工业增加值增速 is said as 规模以上工业增加值增长9.2%.
        let base = name.strip_suffix("增速").map(str::to_owned);
        let own_change = base.as_ref().map(|_| TagChange {
            rise: "增长".to_owned(),
            fall: "下降".to_owned(),
            after: None,
            flat: None,
            unit: None,
        });
        let words = base.unwrap_or(name);
        let tag = |part: &str, change: Option<TagChange>| TemplatePart::Tag {
            field,
            part: part.to_owned(),
            change,
            instead: None,
        };
        let mut clause = vec![TemplatePart::Markup(words), tag("", own_change)];
        if is_compared {
            clause.push(TemplatePart::Markup("，同比".to_owned()));
            clause.push(tag(".同比", None));
        }
        clauses.push(vec![TemplatePart::IfAnswered(vec![field], clause)]);
    }
    if !clauses.is_empty() {
        skeleton.add_line(vec![TemplatePart::Clauses(clauses)], None);
    }
}
