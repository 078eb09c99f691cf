//! Prints findings as SARIF 2.1.0, the static analysis results interchange format of OASIS.

use nigao::diagnostic::Severity;
use nigao::review::{ReviewFinding, rules};
use serde_json::{Value, json};

use super::super::lang::{lang, translate};
use super::reviewed_paper::ReviewedPaper;

/// Adds the results of a paper.
pub(super) fn add(paper: &ReviewedPaper, results: &mut Vec<Value>) {
    for finding in &paper.review.findings {
        results.push(result(paper, finding));
    }
}

/// Renders the log of all results.
pub(super) fn log(results: &[Value]) -> String {
    let mut described = Vec::new();
    for rule in rules() {
        described.push(json!({
            "id": rule.code,
            "shortDescription": { "text": translate(rule.title) },
            "properties": { "tier": rule.tier.name(), "source": rule.source },
        }));
    }
    let driver = json!({
        "name": "nigao",
        "version": env!("CARGO_PKG_VERSION"),
        "rules": described,
    });
    let log = json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{ "tool": { "driver": driver }, "columnKind": "unicodeCodePoints", "results": results }],
    });
    format!("{log}\n")
}

fn result(paper: &ReviewedPaper, finding: &ReviewFinding) -> Value {
    let place = finding.place(&paper.report);
    let level = match finding.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Advice => "note",
    };
    let region = json!({
        "startLine": place.line,
        "startColumn": place.column,
        "endColumn": place.column + place.width,
        "snippet": { "text": place.snippet },
    });
    json!({
        "ruleId": finding.rule.code,
        "level": level,
        "message": { "text": finding.message.text(lang()) },
        "locations": [{
            "physicalLocation": {
                "artifactLocation": { "uri": paper.file.replace('\\', "/") },
                "region": region,
            },
        }],
    })
}
