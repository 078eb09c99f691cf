//! Checks a report that was uploaded, whoever wrote it, and shows the findings beside its text.

use std::sync::Arc;

use axum::extract::State;
use axum::response::Response;
use maud::{Markup, html};
use nigao::read::{Report, Source};
use nigao::review::{Review, ReviewFinding, ReviewOptions, Reviewer};

use super::app::App;
use super::fields::FormFields;
use super::refusal::Refusal;
use super::shell::{PageShell, go_to};

/// Reviews a report and shows what was found. Nothing of it is kept.
pub(super) async fn upload(
    State(app): State<Arc<App>>,
    fields: FormFields,
) -> Result<Response, Refusal> {
    let Some(file) = fields.files.first() else {
        return Ok(go_to("/"));
    };
    let markdown = file.name.to_lowercase().ends_with(".md");
    let source = Source::parse(&file.bytes, markdown, None);
    let source = source.map_err(|error| Refusal::stopped(&error.in_file(&file.name), app.words))?;
    let report = Report::of(&source);
    let reviewer = Reviewer::new(ReviewOptions::default());
    let review = match source.encoding {
        Some(_) => reviewer.review(&report),
        None => reviewer
            .review_word(&report, &file.bytes)
            .map_err(|error| Refusal::stopped(&error.in_file(&file.name), app.words))?,
    };
    let words = app.words;
    let title = words.tell("web.review.title", [("name", &file.name)]);
    let shell = PageShell {
        app: &app,
        title: &title,
        tools: html! {},
        notices: &[],
    };
    Ok(shell.page(&html! {
        div class="mined" {
            main id="main" class="questions" {
                p class="about" { (words.tell("web.review.found", [("n", review.findings.len())])) }
                @for (at, finding) in review.findings.iter().enumerate() {
                    (finding_note(at, finding, &report, &app))
                }
                (unchecked(&review, &app))
            }
            aside class="paper" id="paper" { (marked_text(&report, &review.findings)) }
        }
    }))
}

/// Renders a finding: its words, what is wrong, what to do.
fn finding_note(at: usize, finding: &ReviewFinding, report: &Report, app: &App) -> Markup {
    let words = app.words;
    let place = finding.place(report);
    html! {
        section class=(format!("field {}", finding.severity)) id=(format!("r-{at}")) data-severity=(finding.severity.to_string()) {
            p { a href=(format!("#w-{at}")) { (place.snippet) } " " span class="about" { (place.section.unwrap_or_default()) } }
            p class=(if finding.severity == nigao::diagnostic::Severity::Error { "fault" } else { "doubt" }) {
                (finding.message.text(words.0))
            }
            @if let Some(hint) = &finding.hint { p class="about" { (hint.text(words.0)) } }
        }
    }
}

/// Says what was not checked, and what it would take.
fn unchecked(review: &Review, app: &App) -> Markup {
    html! {
        @if !review.unchecked.is_empty() {
            section class="field" {
                h3 { (app.words.say("web.review.unchecked")) }
                @for one in &review.unchecked { p class="about" { (one.text(app.words.0)) } }
            }
        }
    }
}

/// Renders the text with the words of each finding marked and linked to its note.
fn marked_text(report: &Report, findings: &[ReviewFinding]) -> Markup {
    let source = report.source();
    let words = |from: usize, to: usize| source[from..to].iter().collect::<String>();
    let mut order: Vec<usize> = (0..findings.len()).collect();
    order.sort_by_key(|at| findings[*at].span.start);
    let mut pieces: Vec<Markup> = Vec::new();
    let mut at = 0;
    for number in order {
        let span = &findings[number].span;
        let end = span.end.min(source.len());
        // Of two findings about the same words the first is marked; the other has its note.
        if span.start < at || span.start >= end {
            continue;
        }
        pieces.push(html! { (words(at, span.start)) });
        pieces.push(html! {
            a class="hole" href=(format!("#r-{number}")) id=(format!("w-{number}")) { (words(span.start, end)) }
        });
        at = end;
    }
    pieces.push(html! { (words(at, source.len())) });
    html! { article class="sheet source" { @for piece in &pieces { (piece) } } }
}
