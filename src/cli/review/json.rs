//! Prints findings as JSON, with both languages.

use nigao::diagnostic::{Lang, Message};
use nigao::review::ReviewFinding;
use serde_json::{Value, json};

use super::reviewed_paper::ReviewedPaper;
use super::rule_list::card;

/// Returns the findings of all papers, spans in chars of the decoded text.
pub(super) fn value(papers: &[ReviewedPaper]) -> Value {
    let papers: Vec<Value> = papers.iter().map(paper).collect();
    json!({ "papers": papers })
}

/// Returns all rules with their cards.
pub(super) fn rules() -> Value {
    let mut all = Vec::new();
    for rule in nigao::review::rules() {
        all.push(json!({
            "rule": rule.code,
            "severity": rule.severity.to_string(),
            "tier": rule.tier.name(),
            "source": rule.source,
            "title": words(&Message::plain(rule.title)),
            "finds": card(&rule.hit),
            "leaves_alone": card(&rule.miss),
        }));
    }
    json!({ "rules": all })
}

fn paper(paper: &ReviewedPaper) -> Value {
    let findings: Vec<Value> = paper
        .review
        .findings
        .iter()
        .map(|found| finding(paper, found))
        .collect();
    let unchecked: Vec<Value> = paper.review.unchecked.iter().map(words).collect();
    json!({
        "file": paper.file,
        "findings": findings,
        "accepted": paper.accepted,
        "unchecked": unchecked,
    })
}

fn finding(paper: &ReviewedPaper, found: &ReviewFinding) -> Value {
    let place = found.place(&paper.report);
    let also: Vec<[usize; 2]> = found
        .also
        .iter()
        .map(|span| [span.start, span.end])
        .collect();
    let mut fixes = Vec::new();
    for fix in &found.fixes {
        fixes.push(json!({ "span": [fix.span.start, fix.span.end], "words": fix.words }));
    }
    json!({
        "rule": found.rule.code,
        "severity": found.severity.to_string(),
        "tier": found.rule.tier.name(),
        "line": place.line,
        "column": place.column,
        "width": place.width,
        "section": place.section,
        "span": [found.span.start, found.span.end],
        "also": also,
        "snippet": place.snippet,
        "message": words(&found.message),
        "hint": found.hint.as_ref().map(words),
        "fixes": fixes,
    })
}

fn words(message: &Message) -> Value {
    json!({ "zh": message.text(Lang::Zh), "en": message.text(Lang::En) })
}
