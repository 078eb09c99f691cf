//! Prints findings as JSON, with both languages.

use nigao::diagnostic::{Lang, Message};
use nigao::review::Finding;
use serde_json::{Value, json};

use super::reviewed_paper::ReviewedPaper;

pub(super) fn print(papers: &[ReviewedPaper]) -> String {
    let papers: Vec<Value> = papers.iter().map(paper).collect();
    format!("{}\n", json!({ "schema": 1, "papers": papers }))
}

fn paper(paper: &ReviewedPaper) -> Value {
    let findings: Vec<Value> =
        paper.review.findings.iter().map(|found| finding(paper, found)).collect();
    let unchecked: Vec<Value> = paper.review.unchecked.iter().map(words).collect();
    json!({
        "file": paper.file,
        "findings": findings,
        "accepted": paper.accepted,
        "unchecked": unchecked,
    })
}

fn finding(paper: &ReviewedPaper, found: &Finding) -> Value {
    let place = found.place(&paper.report);
    let also: Vec<[usize; 2]> = found.also.iter().map(|span| [span.start, span.end]).collect();
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
        "fix": found.fix,
    })
}

fn words(message: &Message) -> Value {
    json!({ "zh": message.text(Lang::Zh), "en": message.text(Lang::En) })
}
