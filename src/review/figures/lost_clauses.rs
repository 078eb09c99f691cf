//! Finds clauses with figures that went whole between two that stayed word for word.
//!
//! Last year's paper has other figures and loses nothing; a copy of the same draft that has the
//! clause before and the one behind, figures included, and not the one between, lost it.

use std::collections::HashSet;

use super::lost::{FigureClause, SourceFigures, all_clauses};
use crate::diagnostic::{Message, Severity};
use crate::lexicon::is_hanzi;
use crate::review::figure_scan::FoundFigure;
use crate::review::findings::{FindingDraft, Findings};
use crate::review::paper::Paper;
use crate::review::rule::{CardContext, Rule, RuleCard, RuleTier};

pub(super) static RULES: [&Rule; 1] = [&CLAUSE];

/// A paper that a clause is lost from.
const EARLIER: &str = "工作汇报\n全年完成农业总产值300多亿元，新建高标准农田2.35万亩，农村居民人均可支配收入达到2.1万元。";

static CLAUSE: Rule = Rule {
    code: "figures.lost-clause",
    severity: Severity::Warning,
    tier: RuleTier::Practice,
    source: "并稿、改稿时丢了数字的通报案例",
    title: "review.title.figures-lost-clause",
    hit: RuleCard::beside(
        "工作汇报\n全年完成农业总产值300多亿元，农村居民人均可支配收入达到2.1万元。",
        CardContext::Source(EARLIER),
    ),
    miss: RuleCard::beside(
        "工作汇报\n全年完成农业总产值320亿元，农村居民人均可支配收入达到2.2万元。",
        CardContext::Source(EARLIER),
    ),
};

/// So many clauses at most went between two that stayed.
const MOST_BETWEEN: usize = 3;
/// The two that stayed are known again by so many hanzi between them.
const FEWEST_HANZI: usize = 10;

pub(super) fn find(
    paper: &Paper,
    found: &[FoundFigure],
    sources: &[SourceFigures],
    findings: &mut Findings,
) {
    if sources.is_empty() {
        return;
    }
    let clauses = all_clauses(paper.report, found);
    let said: HashSet<&str> = clauses.iter().map(|one| one.words.as_str()).collect();
    for source in sources {
        for pair in clauses.windows(2) {
            let [before, behind] = pair else { continue };
            if hanzi(before) + hanzi(behind) < FEWEST_HANZI {
                continue;
            }
            let Some(&[at]) = source.by_key.get(&before.key()).map(Vec::as_slice) else {
                continue;
            };
            if let Some(lost) = between(&source.in_order, at, behind, &said) {
                tell(paper, behind, lost, &source.name, findings);
            }
        }
    }
}

/// The clauses of an earlier paper between the one at a place and another, where they had figures
/// and nothing of them is said any more.
fn between<'s>(
    source: &'s [FigureClause],
    at: usize,
    behind: &FigureClause,
    said: &HashSet<&str>,
) -> Option<&'s [FigureClause]> {
    let last = (at + MOST_BETWEEN + 2).min(source.len());
    let key = behind.key();
    let next = (at + 1..last).find(|next| source[*next].key() == key)?;
    let lost = &source[at + 1..next];
    let had_figures = lost.iter().any(|clause| !clause.figures.is_empty());
    let is_gone = lost
        .iter()
        .all(|clause| !said.contains(clause.words.as_str()));
    (had_figures && is_gone).then_some(lost)
}

fn tell(
    paper: &Paper,
    behind: &FigureClause,
    lost: &[FigureClause],
    source: &str,
    findings: &mut Findings,
) {
    let words: Vec<String> = lost.iter().map(in_words).collect();
    let args = [("words", words.join("，")), ("source", source.to_owned())];
    let message = Message::new("review.figures.lost-clause", args);
    let end = behind.span.end.min(paper.text.len());
    let draft = FindingDraft::new(&CLAUSE, behind.span.start..end, message);
    findings.add(draft);
}

/// A clause as it stood, its figures back in their places.
fn in_words(clause: &FigureClause) -> String {
    let mut words: Vec<char> = clause.words.chars().collect();
    for figure in clause.figures.iter().rev() {
        let at = figure.at.min(words.len());
        words.splice(at..at, figure.words.chars());
    }
    words.into_iter().collect()
}

fn hanzi(clause: &FigureClause) -> usize {
    clause.words.chars().filter(|c| is_hanzi(*c)).count()
}
