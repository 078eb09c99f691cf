//! Adds the sentences several reports share, their variables as fields each report answers.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::super::align::{Column, REQUIRED_SHARE};
use super::super::fields::FoundField;
use super::super::indicator_names::best_known;
use super::super::parsed_report::ParsedReport;
use super::super::proposal::{GENERAL_GROUP, TemplatePart};
use super::super::sentences::Sentence;
use super::super::shared_sentences::{SharedSentence, shared};
use super::super::to_markup;
use super::skeleton::{AskedNames, ReportSet, Skeleton, is_ahead, plain_name};
use crate::document::escape;

/// The share of a section's reports from which on a sentence that asks something is kept.
const LEAST_SHARE: f64 = 0.2;

/// Returns the shared sentences a section keeps: those nearly all of its reports have, and those
/// that ask something, each thing once, as most reports say it.
///
/// A sentence that asks something is kept from a fifth of the section's reports on; what an earlier
/// section has `asked` is asked no second time.
pub(super) fn frames(
    reports: &ReportSet,
    column: &Column,
    asked: &mut AskedNames,
) -> Vec<SharedSentence> {
    let is_ahead = column
        .sections(reports.sections)
        .next()
        .is_some_and(|s| is_ahead(s.role));
    let found = shared(
        reports.parsed,
        &reports.column_lines(column),
        &reports.texts,
    );
    let members = column.members.iter().flatten().count().max(1);
    let count = |frame: &SharedSentence| frame.members.iter().flatten().count();
    let mut commonest_first: Vec<usize> = (0..found.len()).collect();
    commonest_first.sort_by_key(|at| std::cmp::Reverse(count(&found[*at])));
    let mut kept = BTreeSet::new();
    for at in commonest_first {
        let frame = &found[at];
        let is_common = count(frame) as f64 / members as f64 >= REQUIRED_SHARE;
        // Points are counted: one that most reports lack, or what follows one, stays in its list.
        let is_listed =
            |sentence: &Sentence| sentence.in_point || sentence.point.is_some() && !is_common;
        if frame.members.iter().flatten().any(is_listed) {
            continue;
        }
        let asks = asked_by(reports.parsed, frame);
        let is_frequent = count(frame) as f64 / members as f64 >= LEAST_SHARE;
        if !is_common && (asks.is_empty() || !is_frequent) {
            continue;
        }
        if asks.iter().any(|name| asked.has(is_ahead, name)) {
            continue;
        }
        for name in &asks {
            asked.add(is_ahead, name);
        }
        kept.insert(at);
    }
    let numbered = found.into_iter().enumerate();
    numbered
        .filter(|(at, _)| kept.contains(at))
        .map(|(_, frame)| frame)
        .collect()
}

/// Returns the fields a shared sentence asks, without those asked once for the whole report.
fn asked_by(parsed: &[ParsedReport], frame: &SharedSentence) -> BTreeSet<String> {
    let Some((parsed, sentence)) = frame.first(parsed) else {
        return BTreeSet::new();
    };
    let mut asked = BTreeSet::new();
    for variable in &parsed.variables[sentence.variables.clone()] {
        if parsed
            .field(&variable.field)
            .is_some_and(|field| !field.is_general())
        {
            asked.insert(variable.field.clone());
        }
    }
    asked
}

/// Adds the paragraphs that shared sentences make.
pub(super) fn add(
    reports: &ReportSet,
    skeleton: &mut Skeleton,
    frames: &[SharedSentence],
    group: &str,
) {
    let mut paragraphs: Vec<(Option<TemplatePart>, ClauseWriter)> = Vec::new();
    for frame in frames {
        let Some(printed) = sentence_parts(reports, skeleton, frame, group) else {
            continue;
        };
        if printed.point.is_some() || paragraphs.is_empty() {
            let mark = printed.point.map(TemplatePart::Markup);
            paragraphs.push((mark, ClauseWriter::default()));
        }
        if let Some((_, clauses)) = paragraphs.last_mut() {
            clauses.add(printed.parts, printed.optional);
        }
    }
    for (mark, clauses) in paragraphs {
        skeleton.add_line(mark.into_iter().chain(clauses.finish()).collect(), None);
    }
}

/// A shared sentence as it stands in the template.
struct PrintedSentence {
    parts: Vec<TemplatePart>,
    /// The optional fields it prints.
    optional: Vec<usize>,
    /// The number form of a point, as markup: `- [一是] `.
    point: Option<String>,
}

fn sentence_parts(
    reports: &ReportSet,
    skeleton: &mut Skeleton,
    frame: &SharedSentence,
    group: &str,
) -> Option<PrintedSentence> {
    let (parsed, sentence) = frame.first(reports.parsed)?;
    let label = sentence.point.as_ref();
    let series = label.and_then(|label| to_markup::series_of(&parsed.report.words(label)));
    let mut at = sentence.span.start;
    if let (Some(label), Some(_)) = (label, &series) {
        at = label.end;
    }
    let markup = |span: Range<usize>| {
        TemplatePart::Markup(escape(&parsed.report.words(&span)).replace('{', "\\{"))
    };
    let mut parts = Vec::new();
    let mut optional = Vec::new();
    let mut known: BTreeMap<&str, usize> = BTreeMap::new();
    let variables = &parsed.variables[sentence.variables.clone()];
    for (nth, variable) in variables.iter().enumerate() {
        let name = variable.field.as_str();
        let field = match known.get(name) {
            Some(field) => *field,
            None => match general_field(reports, skeleton, frame, nth, name) {
                Some(field) => field,
                None => {
                    let known = best_known(plain_name(name));
                    skeleton.add_found(&known, &found_at(reports, frame, nth), group)?
                }
            },
        };
        parts.push(markup(at..variable.span.start));
        known.insert(name, field);
        parts.push(TemplatePart::of(
            variable,
            field,
            |name| known.get(name).copied(),
            None,
        ));
        if skeleton.proposal.fields[field].optional {
            optional.push(field);
        }
        at = variable.span.end;
    }
    for (name, less) in &known {
        let bound = parsed
            .field(name)
            .and_then(|found| found.at_most.as_deref());
        if let Some(more) = bound.and_then(|more| known.get(more)) {
            skeleton.proposal.fields[*less].at_most = Some(*more);
        }
    }
    parts.push(markup(at..sentence.span.end));
    let point = series.map(|series| format!("- [{series}] "));
    Some(PrintedSentence {
        parts,
        optional,
        point,
    })
}

/// Returns the field of each report at a shared sentence's `nth` variable.
fn found_at<'a>(
    reports: &'a ReportSet,
    frame: &SharedSentence,
    nth: usize,
) -> Vec<Option<&'a FoundField>> {
    let mut found = Vec::new();
    for (parsed, member) in reports.parsed.iter().zip(&frame.members) {
        found.push(member.as_ref().and_then(|sentence| {
            let variable = parsed.variables[sentence.variables.clone()].get(nth)?;
            parsed.field(&variable.field)
        }));
    }
    found
}

/// Returns the field that every report asks before all others, wherever it stands: 地名, 年份.
fn general_field(
    reports: &ReportSet,
    skeleton: &mut Skeleton,
    frame: &SharedSentence,
    nth: usize,
    name: &str,
) -> Option<usize> {
    let is_general = |found: &&FoundField| found.name == name && found.is_general();
    if !found_at(reports, frame, nth)
        .iter()
        .flatten()
        .all(is_general)
    {
        return None;
    }
    if let Some(known) = skeleton.proposal.field(name) {
        return Some(known);
    }
    let mut found = Vec::new();
    for parsed in reports.parsed {
        found.push(parsed.fields.iter().find(is_general));
    }
    let field = skeleton.add_found(name, &found, GENERAL_GROUP)?;
    let field_of = &mut skeleton.proposal.fields[field];
    field_of.asked_first = true;
    field_of.optional = field_of.answers.iter().any(Option::is_none);
    Some(field)
}

/// Puts a paragraph together clause by clause. Clauses that a report may lack are joined anew when
/// a draft is made, so that the sentence ends well whichever is the last.
#[derive(Default)]
struct ClauseWriter {
    parts: Vec<TemplatePart>,
    /// The clauses of the sentence that is open, without their ；.
    open: Vec<Vec<TemplatePart>>,
}

impl ClauseWriter {
    fn add(&mut self, mut parts: Vec<TemplatePart>, optional: Vec<usize>) {
        let end = match parts.last() {
            Some(TemplatePart::Markup(words)) => words.chars().last(),
            _ => None,
        };
        let goes_on = end == Some('；');
        let joins = goes_on || end == Some('。') && !self.open.is_empty();
        if joins && let Some(TemplatePart::Markup(words)) = parts.last_mut() {
            words.pop();
        }
        let clause = if optional.is_empty() {
            parts
        } else {
            vec![TemplatePart::IfAnswered(optional, parts)]
        };
        if !joins {
            self.close();
            self.parts.extend(clause);
            return;
        }
        self.open.push(clause);
        if !goes_on {
            self.close();
        }
    }

    /// Ends the sentence that is open.
    fn close(&mut self) {
        let clauses = std::mem::take(&mut self.open);
        if !clauses.is_empty() {
            self.parts.push(TemplatePart::Clauses(clauses));
        }
    }

    fn finish(mut self) -> Vec<TemplatePart> {
        self.close();
        self.parts
    }
}
