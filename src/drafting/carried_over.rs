//! Points out the sentences of a draft that its genre took over from an earlier report.

use crate::diagnostic::{Diagnostic, Lang, Message};
use crate::document::Document;
use crate::error::Result;
use crate::read::{Report, Source};
use crate::review::{ReviewFinding, ReviewOptions, Reviewer, UnitFile, annotate, rules};
use crate::schema::Schema;
use crate::write;

/// The rule that tells them.
const RULE: &str = "copying.carried-over";

/// Takes the sentences carried over out of the findings of a review of a draft, and returns what
/// is said of them in one line: a mined template says a hundred again.
pub fn take_carried_over(findings: &mut Vec<ReviewFinding>) -> Option<Diagnostic> {
    let before = findings.len();
    findings.retain(|finding| finding.rule.code != RULE);
    advice(before - findings.len())
}

/// Returns what is said of the sentences that a draft says again as the year before and that
/// nobody has accepted: in the schema by deleting its line, or in the unit's file.
#[must_use]
pub fn carried_over_advice(
    document: &Document,
    schema: &Schema,
    unit: &UnitFile,
) -> Option<Diagnostic> {
    if schema.carried_over.is_empty() {
        return None;
    }
    let report = Report::of(&Source {
        text: write::text::write(document),
        paragraphs: true,
        ..Source::default()
    });
    advice(carried_over(&report, schema, unit).len())
}

/// Returns the same of all drafts of a genre, whichever of the sentences each of them prints.
#[must_use]
pub fn carried_over_by(schema: &Schema, unit: &UnitFile) -> Option<Diagnostic> {
    let rules = rules();
    let rule = rules.iter().find(|rule| rule.code == RULE)?;
    if unit.skip.iter().any(|name| rule.is_called(name)) {
        return None;
    }
    // A sentence was accepted as one report printed it, with that report's place and year.
    let mut accepted = String::new();
    for one in unit.accepted.iter().filter(|one| rule.is_called(&one.rule)) {
        accepted += &one.words;
        accepted.push('\n');
    }
    let accepted = Report::of(&Source {
        text: accepted,
        paragraphs: true,
        ..Source::default()
    });
    let mut left = 0;
    for sentence in &schema.carried_over {
        let options = ReviewOptions {
            only: vec![RULE.to_owned()],
            carried_over: vec![sentence.clone()],
            ..ReviewOptions::default()
        };
        let found = Reviewer::new(options).review(&accepted).findings;
        left += usize::from(found.is_empty());
    }
    advice(left)
}

/// Puts a comment at each of those sentences into the draft's Word file. The file comes back as it
/// is where there is none.
///
/// # Errors
/// When the bytes are no Word file.
pub fn comment_carried_over(
    file: Vec<u8>,
    schema: &Schema,
    unit: &UnitFile,
    lang: Lang,
) -> Result<Vec<u8>> {
    if schema.carried_over.is_empty() {
        return Ok(file);
    }
    let report = Report::of(&Source::parse(&file, false, None)?);
    let findings = carried_over(&report, schema, unit);
    if findings.is_empty() {
        return Ok(file);
    }
    Ok(annotate(&file, &report, &findings, lang)?.bytes)
}

/// Returns those sentences of a text, in its order, and clauses that stand for one.
pub(super) fn carried_over_in(text: String, schema: &Schema) -> Vec<String> {
    if schema.carried_over.is_empty() {
        return Vec::new();
    }
    let report = Report::of(&Source {
        text,
        paragraphs: true,
        ..Source::default()
    });
    let findings = carried_over(&report, schema, &UnitFile::default());
    findings
        .iter()
        .map(|finding| report.words(&finding.span))
        .collect()
}

fn carried_over(report: &Report, schema: &Schema, unit: &UnitFile) -> Vec<ReviewFinding> {
    let mut options = ReviewOptions::default();
    unit.apply(&mut options);
    options.only = vec![RULE.to_owned()];
    options.carried_over.clone_from(&schema.carried_over);
    let mut findings = Reviewer::new(options).review(report).findings;
    unit.drop_accepted(report, &mut findings);
    findings
}

fn advice(count: usize) -> Option<Diagnostic> {
    let message = Message::new("draft.carried-over", [("n", count)]);
    (count > 0).then(|| Diagnostic::advice(None, message))
}
