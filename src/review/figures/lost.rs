//! Finds figures that stood in an earlier paper and were lost on the way, or lost their point.
//!
//! A clause that says the same words with fewer figures lost them; one that says the same digits
//! ten times as much lost its point. Other words, or other values, are another year's.

use std::collections::HashMap;
use std::ops::Range;

use crate::diagnostic::{Message, Severity};
use crate::lexicon::is_hanzi;
use crate::read::{LineRole, Report, is_table_row};
use crate::review::figure_scan::{FoundFigure, figures};
use crate::review::findings::{FindingDraft, Findings};
use crate::review::paper::Paper;
use crate::review::rule::{CardContext, Rule, RuleCard, RuleTier};

pub(super) static RULES: [&Rule; 2] = [&LOST, &POINT];

/// A paper that figures are lost from.
const EARLIER: &str =
    "工作汇报\n全年完成农业总产值300多亿元，增长8.5%。新建高标准农田2.35万亩，惠及1.2万户。";

static LOST: Rule = Rule {
    code: "figures.lost",
    severity: Severity::Warning,
    tier: RuleTier::Practice,
    source: "并稿、改稿时丢了数字的通报案例",
    title: "review.title.figures-lost",
    hit: RuleCard::beside(
        "工作汇报\n全年完成农业总产值，增长8.5%。新建高标准农田2.35万亩，惠及1.2万户。",
        CardContext::Source(EARLIER),
    ),
    miss: RuleCard::beside(
        "工作汇报\n全年完成农业总产值320亿元，增长6.7%。新建农田1.35万亩，群众得了实惠。",
        CardContext::Source(EARLIER),
    ),
};

static POINT: Rule = Rule {
    code: "figures.lost-point",
    severity: Severity::Warning,
    tier: RuleTier::Practice,
    source: "改稿时小数点移位、单位写错的通报案例",
    title: "review.title.figures-lost-point",
    hit: RuleCard::beside(
        "工作汇报\n全年完成农业总产值300多亿元，增长8.5%。新建高标准农田23.5万亩，惠及1.2万户。",
        CardContext::Source(EARLIER),
    ),
    miss: RuleCard::beside(
        "工作汇报\n全年完成农业总产值320亿元，增长6.7%。新建高标准农田3.6万亩，惠及1.5万户。",
        CardContext::Source(EARLIER),
    ),
};

/// A clause is known again by so many hanzi without its figures.
const FEWEST_HANZI: usize = 6;

/// The clauses of an earlier paper.
#[derive(Debug)]
pub(crate) struct SourceFigures {
    pub(super) name: String,
    /// All in order.
    pub(super) in_order: Vec<FigureClause>,
    /// Those with words enough to be known again, by their words without figures.
    by_words: HashMap<String, Vec<usize>>,
    /// All, by their words and figures.
    pub(super) by_key: HashMap<String, Vec<usize>>,
}

/// A figure of a clause.
#[derive(Clone, Debug)]
pub(super) struct ClauseFigure {
    /// How many characters of the clause's words stand before it.
    pub(super) at: usize,
    pub(super) words: String,
    figure: FoundFigure,
}

/// A clause: up to a mark, its figures taken out of its words.
#[derive(Clone, Debug)]
pub(super) struct FigureClause {
    pub(super) span: Range<usize>,
    pub(super) words: String,
    pub(super) figures: Vec<ClauseFigure>,
}

impl SourceFigures {
    /// Takes the clauses of an earlier paper.
    pub(crate) fn of(name: &str, report: &Report) -> Self {
        let in_order = all_clauses(report, &figures(report.folded()));
        let mut by_words: HashMap<String, Vec<usize>> = HashMap::new();
        let mut by_key: HashMap<String, Vec<usize>> = HashMap::new();
        for (at, clause) in in_order.iter().enumerate() {
            by_key.entry(clause.key()).or_default().push(at);
            if is_known_again(clause) {
                by_words.entry(clause.words.clone()).or_default().push(at);
            }
        }
        Self {
            name: name.to_owned(),
            in_order,
            by_words,
            by_key,
        }
    }
}

impl FigureClause {
    /// Returns its words and figures, by which it is known again whole.
    pub(super) fn key(&self) -> String {
        let mut key = self.words.clone();
        for figure in &self.figures {
            key.push('\n');
            key.push_str(&figure.words);
        }
        key
    }
}

pub(super) fn find(
    paper: &Paper,
    found: &[FoundFigure],
    sources: &[SourceFigures],
    findings: &mut Findings,
) {
    if sources.is_empty() {
        return;
    }
    let mut clauses = all_clauses(paper.report, found);
    clauses.retain(is_known_again);
    // A clause that stands elsewhere with its figures need not have them here.
    let mut most: HashMap<&str, usize> = HashMap::new();
    for clause in &clauses {
        let count = most.entry(&clause.words).or_default();
        *count = (*count).max(clause.figures.len());
    }
    for source in sources {
        for clause in &clauses {
            let Some(places) = source.by_words.get(&clause.words) else {
                continue;
            };
            let figures_at = |at: &usize| &source.in_order[*at].figures[..];
            let earlier: Vec<&[ClauseFigure]> = places.iter().map(figures_at).collect();
            let fewest = earlier.iter().map(|one| one.len()).min().unwrap_or(0);
            let here = most.get(clause.words.as_str()).copied().unwrap_or(0);
            if here < fewest {
                lost(clause, earlier[0], &source.name, findings);
            } else if let [earlier] = &earlier[..] {
                moved_point(clause, earlier, &source.name, findings);
            }
        }
    }
}

/// Fewer figures than the clause had.
fn lost(clause: &FigureClause, earlier: &[ClauseFigure], source: &str, findings: &mut Findings) {
    let is_there = |one: &&ClauseFigure| !clause.figures.iter().any(|here| here.at == one.at);
    let missing: Vec<&str> = earlier
        .iter()
        .filter(is_there)
        .map(|one| one.words.as_str())
        .collect();
    if missing.is_empty() {
        return;
    }
    let args = [
        ("figure", missing.join("、")),
        ("source", source.to_owned()),
    ];
    let message = Message::new("review.figures.lost", args);
    findings.add(FindingDraft::new(&LOST, clause.span.clone(), message));
}

/// The same digits, ten times as much or a tenth: 2.35万亩 and 23.5万亩.
fn moved_point(
    clause: &FigureClause,
    earlier: &[ClauseFigure],
    source: &str,
    findings: &mut Findings,
) {
    const FEWEST_DIGITS: usize = 3;
    let pairs = clause.figures.iter().zip(earlier);
    if clause.figures.len() != earlier.len() {
        return;
    }
    for (here, there) in pairs {
        let (own, other) = (&here.figure, &there.figure);
        let digits = |figure: &FoundFigure| figure.value.normalize().mantissa().unsigned_abs();
        let trimmed = |figure: &FoundFigure| {
            let digits = digits(figure).to_string();
            digits.trim_end_matches('0').to_owned()
        };
        let is_moved = own.unit == other.unit
            && own.value != other.value
            && trimmed(own) == trimmed(other)
            && own.digits() >= FEWEST_DIGITS;
        if !is_moved {
            continue;
        }
        let args = [
            ("here", here.words.clone()),
            ("there", there.words.clone()),
            ("source", source.to_owned()),
        ];
        let message = Message::with("review.figures.lost-point", args.to_vec());
        findings.add(FindingDraft::new(&POINT, own.span.clone(), message));
    }
}

/// The clauses of a paper's paragraphs in order.
pub(super) fn all_clauses(report: &Report, found: &[FoundFigure]) -> Vec<FigureClause> {
    let mut clauses = Vec::new();
    for line in report.lines() {
        let span = line.span.clone();
        if line.role != LineRole::Paragraph || is_table_row(&report.chars()[span.clone()]) {
            continue;
        }
        let from = found.partition_point(|figure| figure.span.start < span.start);
        let to = found.partition_point(|figure| figure.span.start < span.end);
        clauses_in(report, span, &found[from..to], &mut clauses);
    }
    clauses
}

fn clauses_in(
    report: &Report,
    line: Range<usize>,
    found: &[FoundFigure],
    into: &mut Vec<FigureClause>,
) {
    let text = report.folded();
    let mut figures = found.iter().peekable();
    let mut clause = empty_at(line.start);
    let mut length = 0;
    let mut at = line.start;
    while at < line.end {
        if let Some(figure) = figures.next_if(|figure| figure.span.start <= at) {
            // 300多亿 has its unit behind what is known of it.
            let mut end = figure.span.end.max(at + 1);
            while figure.unit.is_empty() && text.get(end).is_some_and(|c| matches!(c, '万' | '亿'))
            {
                end += 1;
            }
            clause.figures.push(ClauseFigure {
                at: length,
                words: report.words(&(figure.span.start..end)),
                figure: figure.clone(),
            });
            at = end;
            continue;
        }
        let c = text[at];
        if matches!(c, ',' | '。' | ';' | ':' | '!' | '?') {
            clause.span.end = at;
            take(clause, into);
            clause = empty_at(at + 1);
            length = 0;
        } else if c != ' ' {
            clause.words.push(c);
            length += 1;
        }
        at += 1;
    }
    clause.span.end = line.end;
    take(clause, into);
}

fn empty_at(start: usize) -> FigureClause {
    FigureClause {
        span: start..start,
        words: String::new(),
        figures: Vec::new(),
    }
}

fn take(clause: FigureClause, into: &mut Vec<FigureClause>) {
    if !clause.span.is_empty() {
        into.push(clause);
    }
}

/// Whether a clause has words enough to be known again.
fn is_known_again(clause: &FigureClause) -> bool {
    clause.words.chars().filter(|c| is_hanzi(*c)).count() >= FEWEST_HANZI
}
