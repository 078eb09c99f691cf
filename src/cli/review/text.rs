//! Prints findings for people: paper by paper, each with its line, then what was not checked.

use nigao::diagnostic::{Diagnostic, Message};
use nigao::review::ReviewFinding;

use super::super::lang::{lang, translate, translate_with};
use super::super::render_diagnostics::render;
use super::super::sources::Sources;
use super::super::terminal::{Terminal, clean};
use super::reviewed_paper::ReviewedPaper;

/// So many of the other lines of a finding are named.
const NAMED_LINES: usize = 8;

/// Renders the findings of a paper.
pub(super) fn paper(paper: &ReviewedPaper, terminal: &Terminal) -> String {
    let mut text = String::new();
    if paper.review.findings.is_empty() {
        let clean_paper = translate_with("cli.review.clean", [("file", clean(&paper.file))]);
        text += &format!("{clean_paper}\n");
    } else {
        let mut sources = Sources::default();
        sources.add(&paper.file, &paper.source.text);
        let findings = paper.review.findings.iter();
        let found: Vec<Diagnostic> = findings.map(|finding| told(paper, finding)).collect();
        text += &render(&found, &sources, terminal.colour_out());
    }
    if paper.accepted > 0 {
        text += &translate_with("cli.review.accepted", [("n", paper.accepted)]);
        text.push('\n');
    }
    text
}

/// A finding as a diagnostic: its sentence, the other lines it is true of, its rule.
fn told(paper: &ReviewedPaper, finding: &ReviewFinding) -> Diagnostic {
    let diagnostic = finding.diagnostic(&paper.file, &paper.report);
    let what = diagnostic.message.text(lang());
    let rule = finding.rule.code.to_owned();
    let message = if finding.also.is_empty() {
        Message::new("cli.review.told", [("what", what), ("rule", rule)])
    } else {
        let n = finding.also.len().to_string();
        let lines = other_lines(paper, finding);
        let args = [("what", what), ("n", n), ("lines", lines), ("rule", rule)];
        Message::new("cli.review.told-also", args)
    };
    Diagnostic {
        message,
        ..diagnostic
    }
}

fn other_lines(paper: &ReviewedPaper, finding: &ReviewFinding) -> String {
    let mut lines: Vec<String> = Vec::new();
    for span in &finding.also {
        let other = ReviewFinding {
            span: span.clone(),
            ..finding.clone()
        };
        let line = other.place(&paper.report).line.to_string();
        if !lines.contains(&line) {
            lines.push(line);
        }
        if lines.len() == NAMED_LINES {
            lines.push("…".to_owned());
            break;
        }
    }
    lines.join(&translate("cli.list.comma"))
}

/// Notes what a paper was not checked for, each told once.
pub(super) fn note_unchecked(paper: &ReviewedPaper, lines: &mut Vec<String>) {
    for message in &paper.review.unchecked {
        let line = format!("  · {}\n", message.text(lang()));
        if !lines.contains(&line) {
            lines.push(line);
        }
    }
}

/// Renders what papers were not checked for.
pub(super) fn unchecked(lines: &[String]) -> String {
    if lines.is_empty() {
        return String::new();
    }
    format!(
        "\n{}\n{}",
        translate("cli.review.unchecked"),
        lines.concat()
    )
}
