//! Assembles the proposal of one office's reports of several years: the newest year's template.
//!
//! Two years of one office are not two reports of a kind. Title, headings and most sentences are
//! the same on purpose, so they stay as they are, in the order of the newest report; a slot is a
//! field only where the years differ; and the older reports answer the fields of the newest,
//! aligned sentence by sentence.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use super::fields::{self, FoundField};
use super::office;
use super::parsed_report::ParsedReport;
use super::proposal::{MinedAnswer, Proposal, UnchangingSentence};
use super::section_roles;
use super::section_roles::SectionRole;
use super::sentences::{Sentence, sentences, skeleton};
use super::single_report;
use super::unchanging_sentences;
use super::variable::VariableSpan;
use crate::read::LineRole;
use crate::schema::FieldKind;

/// The share of their bigrams (0 to 1) from which on two skeletons are one sentence reworded.
const REWORDED_SHARE: f64 = 0.6;
/// The share of the newest report's headings another year must have, where no place is named.
const HEADINGS_SHARE: f64 = 0.5;

/// A heading's words, or a sentence.
struct ComparedSentence {
    span: Range<usize>,
    variables: Range<usize>,
    /// Its words with a mark for each variable.
    skeleton: String,
    words: String,
}

/// Returns the index of the newest of some reports, if they are one office's of several years: of
/// one place, under one title, on different years. Where no title names a place, the office stands
/// in the signature, the speaker's line or the opening, or the headings are the same.
pub(super) fn newest(parsed: &[ParsedReport]) -> Option<usize> {
    let (first, others) = parsed.split_first()?;
    let mut years = HashSet::new();
    let mut newest = None;
    for (at, parsed) in parsed.iter().enumerate() {
        let year = year(parsed)?;
        if !years.insert(year) {
            return None;
        }
        if newest.is_none_or(|(best, _)| year > best) {
            newest = Some((year, at));
        }
    }
    let place = first.place();
    let title = title_skeleton(first)?;
    for other in others {
        let same_place = other.place() == place;
        let known = place.is_some()
            || !office::evidence(first).is_disjoint(&office::evidence(other))
            || shared_headings(first, other) >= HEADINGS_SHARE;
        if !same_place || !known || title_skeleton(other).as_ref() != Some(&title) {
            return None;
        }
    }
    newest.map(|(_, at)| at)
}

/// Proposes the template of the newest report, with what every report answers.
pub(super) fn propose(parsed: &[ParsedReport], newest: usize) -> Proposal {
    let model = &parsed[newest];
    let mut proposal = single_report::propose(model);
    proposal.reports = parsed.len();
    proposal.sample = newest;
    let units = units(model);
    let mut constant = vec![false; units.len()];
    let mut answers: Vec<HashMap<&str, MinedAnswer>> = Vec::new();
    for (at, other) in parsed.iter().enumerate() {
        if at == newest {
            answers.push(HashMap::new());
            continue;
        }
        let aligned = ReportAlignment::of(model, &units, other);
        for (constant, is_equal) in constant.iter_mut().zip(&aligned.is_equal) {
            *constant |= is_equal;
        }
        answers.push(aligned.answers);
    }
    for (field, found) in proposal.fields.iter_mut().zip(&model.fields) {
        let own = field.answers.pop().flatten();
        for (at, answers) in answers.iter().enumerate() {
            let answer = answers.get(found.name.as_str()).cloned();
            field
                .answers
                .push(if at == newest { own.clone() } else { answer });
        }
    }
    let mut stays: HashSet<&str> = HashSet::new();
    for (at, found) in model.fields.iter().enumerate() {
        if is_constant(model, found, &units, &constant) {
            proposal.reject(at);
            stays.insert(found.name.as_str());
        }
    }
    proposal
        .unchanging
        .extend(told_sentences(model, &units, &stays));
    let headings: Vec<HashSet<String>> = parsed.iter().map(headings).collect();
    for section in &mut proposal.sections {
        section.found = headings
            .iter()
            .map(|names| names.contains(&section.name))
            .collect();
        section.found[newest] = true;
    }
    proposal
}

/// How an older report answers the fields of the newest.
struct ReportAlignment<'a> {
    /// For each unit of the newest, whether the older report has it word for word.
    is_equal: Vec<bool>,
    /// The older report's answers, by the newest's name of the field.
    answers: HashMap<&'a str, MinedAnswer>,
}

impl<'a> ReportAlignment<'a> {
    fn of(model: &'a ParsedReport, units: &[ComparedSentence], other: &ParsedReport) -> Self {
        let theirs = self::units(other);
        let pairs = pair(model, units, other, &theirs);
        let mut answers: HashMap<&str, MinedAnswer> = HashMap::new();
        for (ours, theirs_at) in pairs.iter().enumerate() {
            let Some(theirs_at) = *theirs_at else {
                continue;
            };
            let ours = &model.variables[units[ours].variables.clone()];
            let theirs = &other.variables[theirs[theirs_at].variables.clone()];
            for (ours, theirs) in ours.iter().zip(theirs) {
                let fields = model.field(&ours.field).zip(other.field(&theirs.field));
                if let Some((field, found)) = fields.filter(|(a, b)| is_like(a, b)) {
                    let answer = found.answer.clone();
                    answers.entry(field.name.as_str()).or_insert(answer);
                }
            }
        }
        // What is called the same and was told elsewhere is the same.
        for field in &model.fields {
            let found = other
                .field(&field.name)
                .filter(|found| is_like(field, found));
            if let Some(found) = found {
                answers
                    .entry(field.name.as_str())
                    .or_insert_with(|| found.answer.clone());
            }
        }
        let mut is_equal = Vec::new();
        for (ours, theirs_at) in units.iter().zip(&pairs) {
            is_equal.push(theirs_at.is_some_and(|at| theirs[at].words == ours.words));
        }
        Self { is_equal, answers }
    }
}

/// Pairs the units of two reports: first those of one skeleton, in order, then those reworded.
fn pair(
    model: &ParsedReport,
    ours: &[ComparedSentence],
    other: &ParsedReport,
    theirs: &[ComparedSentence],
) -> Vec<Option<usize>> {
    let mut by_skeleton: HashMap<&str, Vec<usize>> = HashMap::new();
    for (at, unit) in theirs.iter().enumerate().rev() {
        by_skeleton.entry(&unit.skeleton).or_default().push(at);
    }
    let mut is_taken = vec![false; theirs.len()];
    let mut pairs = Vec::new();
    for unit in ours {
        let at = by_skeleton
            .get_mut(unit.skeleton.as_str())
            .and_then(Vec::pop);
        if let Some(at) = at {
            is_taken[at] = true;
        }
        pairs.push(at);
    }
    let bigrams: Vec<HashSet<(char, char)>> = theirs.iter().map(bigrams).collect();
    for (unit, pair) in ours.iter().zip(&mut pairs) {
        if pair.is_some() || unit.variables.is_empty() {
            continue;
        }
        let own = self::bigrams(unit);
        let mut best = REWORDED_SHARE;
        for (at, unit_bigrams) in bigrams.iter().enumerate() {
            let shared = own.intersection(unit_bigrams).count() as f64;
            let share = shared / own.len().max(unit_bigrams.len()).max(1) as f64;
            if !is_taken[at] && share >= best && same_slots(model, unit, other, &theirs[at]) {
                (*pair, best) = (Some(at), share);
            }
        }
        if let Some(at) = *pair {
            is_taken[at] = true;
        }
    }
    pairs
}

/// Tests whether two units print fields of the same kinds in the same order.
fn same_slots(
    model: &ParsedReport,
    ours: &ComparedSentence,
    other: &ParsedReport,
    theirs: &ComparedSentence,
) -> bool {
    let kinds =
        |parsed: &ParsedReport, unit: &ComparedSentence| -> Vec<(&'static str, &'static str)> {
            let variables = &parsed.variables[unit.variables.clone()];
            let kind = |name: &str| parsed.field(name).map_or("", |field| field.kind.name());
            variables
                .iter()
                .map(|variable| (kind(&variable.field), variable.part))
                .collect()
        };
    kinds(model, ours) == kinds(other, theirs)
}

fn bigrams(unit: &ComparedSentence) -> HashSet<(char, char)> {
    let chars: Vec<char> = unit.skeleton.chars().collect();
    chars.windows(2).map(|pair| (pair[0], pair[1])).collect()
}

/// Tests whether what one report found can answer the field of another.
fn is_like(field: &FoundField, found: &FoundField) -> bool {
    let same_parts = field.is_place() || found.answer.has_parts_of(&field.answer);
    let same_unit = match (field.unit(), found.unit()) {
        (Some(a), Some(b)) => a.converts_to(b),
        (a, b) => a == b,
    };
    field.kind.name() == found.kind.name() && same_parts && same_unit
}

/// Tests whether a field stands only in sentences that another year has word for word: 36个行政村,
/// “三个一百”.
fn is_constant(
    model: &ParsedReport,
    field: &FoundField,
    units: &[ComparedSentence],
    constant: &[bool],
) -> bool {
    let may_stay = matches!(
        field.kind,
        FieldKind::Figure { .. } | FieldKind::Text { .. }
    );
    if field.is_general() || !may_stay {
        return false;
    }
    let mut is_printed = false;
    for (at, variable) in model.variables.iter().enumerate() {
        if variable.field != field.name {
            continue;
        }
        let unit = units.iter().position(|unit| unit.variables.contains(&at));
        if !unit.is_some_and(|unit| constant[unit]) {
            return false;
        }
        is_printed = true;
    }
    is_printed
}

/// Returns the sentences whose figures stay though they are set or told anew every year.
fn told_sentences(
    model: &ParsedReport,
    units: &[ComparedSentence],
    stays: &HashSet<&str>,
) -> Vec<UnchangingSentence> {
    let mut told = Vec::new();
    for unit in units {
        let variables = &model.variables[unit.variables.clone()];
        let is_told = |variable: &VariableSpan| {
            let field = model.field(&variable.field);
            stays.contains(variable.field.as_str()) && field.is_some_and(is_set_anew)
        };
        let is_printed = |variable: &VariableSpan| !stays.contains(variable.field.as_str());
        if variables.iter().any(is_told) {
            let sentence = Sentence::of(model, unit.span.clone());
            told.push(unchanging_sentences::told(model, &sentence, is_printed));
        }
    }
    told
}

/// Tests whether a figure is set or told anew every year, though two years have the same: a goal
/// (增长6%左右 in a section of plans), a rate of growth. It stays as it is, and is told of.
fn is_set_anew(field: &FoundField) -> bool {
    let is_plan = section_roles::of_heading(&field.group) == SectionRole::Plans;
    let is_change = ["增速", "增量", "降幅", "变动", "目标"];
    field.is_figure() && (is_plan || is_change.iter().any(|end| field.name.ends_with(end)))
}

/// Returns the headings and sentences of a report, in order.
fn units(parsed: &ParsedReport) -> Vec<ComparedSentence> {
    let mut units = Vec::new();
    for (at, line) in parsed.section_lines.iter().enumerate() {
        if !line.lead.is_empty() {
            units.push(unit(parsed, &Sentence::of(parsed, line.lead.clone())));
        }
        for sentence in sentences(parsed, at) {
            units.push(unit(parsed, &sentence));
        }
    }
    units
}

fn unit(parsed: &ParsedReport, sentence: &Sentence) -> ComparedSentence {
    let words = parsed.report.words(&sentence.span);
    ComparedSentence {
        span: sentence.span.clone(),
        variables: sentence.variables.clone(),
        skeleton: skeleton(parsed, sentence).trim().to_owned(),
        words: words.trim().to_owned(),
    }
}

/// Returns the year a report is on.
fn year(parsed: &ParsedReport) -> Option<i32> {
    let is_year = |field: &&FoundField| matches!(field.kind, FieldKind::Year { .. });
    let field = parsed.fields.iter().find(is_year)?;
    field.answer.main().parse().ok()
}

/// Returns the title with marks for place and year.
fn title_skeleton(parsed: &ParsedReport) -> Option<String> {
    let line = parsed
        .section_lines
        .iter()
        .position(|line| line.role == LineRole::Title)?;
    let mut title = String::new();
    for sentence in sentences(parsed, line) {
        title += skeleton(parsed, &sentence).trim();
    }
    Some(title)
}

/// Returns the headings of the two outermost depths, without their years.
fn headings(parsed: &ParsedReport) -> HashSet<String> {
    let mut names = HashSet::new();
    for shape in &parsed.shapes {
        if matches!(shape.depth, Some(1 | 2)) {
            names.insert(fields::short_heading(&parsed.report.words(&shape.lead())));
        }
    }
    names
}

fn shared_headings(a: &ParsedReport, b: &ParsedReport) -> f64 {
    let (a, b) = (headings(a), headings(b));
    a.intersection(&b).count() as f64 / a.len().min(b.len()).max(1) as f64
}
