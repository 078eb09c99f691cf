//! Reviews reports, uploaded or drafted here: shows the findings beside the text, takes those that
//! are accepted, gives back the annotated copy.

use std::path::Path as FilePath;
use std::sync::Arc;

use axum::extract::{Path as UrlPath, Query, State};
use axum::response::Response;
use maud::html;
use nigao::drafting::own_review_options;
use nigao::layout::Layout;
use nigao::read::{Report, Source};
use nigao::review::{AcceptedFinding, ReviewOptions, Reviewer, annotate, fix_text, fix_word};
use serde::Deserialize;

use super::app::App;
use super::downloads::{WORD, attachment, finished, refused};
use super::fields::FormFields;
use super::refusal::Refusal;
use super::review_notes::{ReviewNotes, WEIGHTS};
use super::sending::{found, opened};
use super::shell::{PageShell, go_to};
use super::unit::UnitInFolder;
use super::uploads::ReviewedUpload;

/// Which findings are looked at.
#[derive(Deserialize)]
pub(super) struct ReviewQuery {
    #[serde(default)]
    show: String,
}

/// Reviews a report that was uploaded.
pub(super) async fn upload(
    State(app): State<Arc<App>>,
    fields: FormFields,
) -> Result<Response, Refusal> {
    let mut options = ReviewOptions::default();
    let place = fields.get("place").map(str::trim).unwrap_or_default();
    options.place = Some(place.to_owned()).filter(|place| !place.is_empty());
    if let Some(id) = fields.get("answers").filter(|id| !id.is_empty()) {
        let mut drafts = app.drafts();
        let (_, kit) = found(&mut drafts, id, &app)?;
        let sitting = opened(&kit, &mut drafts, id, &app)?;
        options.add_answers(&sitting.interview.answers().to_node());
    }
    let (papers, sources): (Vec<_>, Vec<_>) = fields
        .files
        .into_iter()
        .partition(|file| file.input != "source");
    for file in sources {
        let source = source_of(&file.name, &file.bytes, &app)?;
        options.sources.push((file.name, Report::of(&source)));
    }
    let file = papers.into_iter().next();
    let file = file.ok_or_else(|| Refusal::no_file(app.words))?;
    let paper = reviewed(file.name, file.bytes, options, &app)?;
    Ok(kept(paper, &app))
}

/// Keeps a reviewed report and leads to its page.
fn kept(paper: ReviewedUpload, app: &App) -> Response {
    let chars = paper.report.source().len();
    go_to(&format!("/r/{}", app.reviewed().add(paper, chars)))
}

/// Reviews a draft as it stands.
pub(super) async fn review_draft(
    State(app): State<Arc<App>>,
    UrlPath(id): UrlPath<String>,
    _: FormFields,
) -> Result<Response, Refusal> {
    let mut drafts = app.drafts();
    let (draft, kit) = found(&mut drafts, &id, &app)?;
    let sitting = opened(&kit, &mut drafts, &id, &app)?;
    let Some(finished) = finished(&kit, &drafts, &sitting, app.words) else {
        return Ok(refused(&app, &mut drafts, &id));
    };
    let bytes = finished.word_file(
        &kit.schema,
        &Layout::default(),
        &drafts.unit(app.words).unit,
    );
    let bytes = bytes.map_err(|error| Refusal::stopped(&error, app.words))?;
    let options = own_review_options(&kit.schema, &sitting.file.given, finished.has_holes);
    drop(drafts);
    let name = format!("{}.docx", draft.stem());
    let mut paper = reviewed(name, bytes, options, &app)?;
    paper.draft = Some(format!("/d/{id}"));
    Ok(kept(paper, &app))
}

/// Reads the bytes of a report.
fn source_of(name: &str, bytes: &[u8], app: &App) -> Result<Source, Refusal> {
    let markdown = name.to_lowercase().ends_with(".md");
    Source::parse(bytes, markdown, None)
        .map_err(|error| Refusal::stopped(&error.in_file(name), app.words))
}

/// Reviews the bytes of a report by what the unit keeps in the folder.
fn reviewed(
    name: String,
    bytes: Vec<u8>,
    mut options: ReviewOptions,
    app: &App,
) -> Result<ReviewedUpload, Refusal> {
    let source = source_of(&name, &bytes, app)?;
    let report = Report::of(&source);
    let UnitInFolder {
        unit,
        faults: mut notices,
        ..
    } = app.drafts().unit(app.words);
    unit.apply(&mut options);
    let mut review = Reviewer::new(options)
        .review_source(&source, &report, &bytes)
        .map_err(|error| Refusal::stopped(&error.in_file(&name), app.words))?;
    let accepted_before = unit.drop_accepted(&report, &mut review.findings);
    for one in &source.left_out {
        notices.push(one.text(app.words.0));
    }
    Ok(ReviewedUpload {
        name,
        bytes,
        is_word: source.encoding.is_none(),
        report,
        accepted: vec![false; review.findings.len()],
        findings: review.findings,
        accepted_before,
        unchecked: review.unchecked,
        draft: None,
        notices,
    })
}

/// Shows a reviewed report.
pub(super) async fn show(
    State(app): State<Arc<App>>,
    UrlPath(number): UrlPath<usize>,
    Query(query): Query<ReviewQuery>,
) -> Result<Response, Refusal> {
    let mut papers = app.reviewed();
    let paper = papers.get(number);
    let paper = paper.ok_or_else(|| Refusal::not_found(app.words))?;
    let notices = std::mem::take(&mut paper.notices);
    let words = app.words;
    let address = format!("/r/{number}");
    let only = WEIGHTS.iter().find(|(_, name, _)| *name == query.show);
    let notes = ReviewNotes {
        app: &app,
        paper,
        address: &address,
        only: only.map(|(severity, ..)| *severity),
    };
    let has_fixes = paper.open().iter().any(|finding| !finding.fixes.is_empty());
    let tools = html! {
        @if let Some(draft) = &paper.draft { a href=(draft) { (words.say("web.collect.back")) } }
        @if has_fixes { a href=(format!("{address}/fixed")) { (words.say("web.review.fixed")) } }
        @if paper.is_word {
            a class="primary" href=(format!("{address}/annotated")) { (words.say("web.review.annotated")) }
        }
    };
    let title = words.tell("web.review.title", [("name", &paper.name)]);
    let shell = PageShell {
        app: &app,
        title: &title,
        tools,
        notices: &notices,
    };
    Ok(shell.page(&html! {
        main id="main" class="review" {
            (notes.filter())
            @if paper.open().is_empty() { p class="about" { (words.say("web.review.clean")) } }
            (notes.text())
            (notes.accepted())
            (notes.unchecked())
        }
    }))
}

/// Accepts a finding for good, or takes that back: it is kept in the unit's file of the folder, as
/// the terminal reads it.
pub(super) async fn decide(
    State(app): State<Arc<App>>,
    UrlPath(number): UrlPath<usize>,
    fields: FormFields,
) -> Result<Response, Refusal> {
    let bad = || Refusal::bad_form(app.words);
    let mut papers = app.reviewed();
    let paper = papers.get(number).ok_or_else(bad)?;
    let button = fields.get("@do").unwrap_or_default();
    let (deed, which) = button.split_once(' ').ok_or_else(bad)?;
    let which: usize = which.parse().map_err(|_| bad())?;
    let finding = paper.findings.get(which).ok_or_else(bad)?;
    let accepts = deed == "accept";
    let entry = AcceptedFinding::of(&paper.report, finding);
    paper.accepted[which] = accepts;
    let drafts = app.drafts();
    let unit = drafts.unit(app.words);
    if let Err(why) = unit.keep(drafts.folder(), entry, accepts, app.words) {
        paper.notices.push(why);
    }
    let show = fields.get("show").unwrap_or_default();
    let show = WEIGHTS.iter().find(|(_, name, _)| *name == show);
    let show = show.map(|(_, name, _)| format!("?show={name}"));
    // On to the next finding, where the eye is anyway.
    let mut next: Vec<usize> = (0..paper.findings.len()).collect();
    next.retain(|other| !paper.accepted[*other]);
    let here = paper.findings[which].span.start;
    let next = next
        .into_iter()
        .filter(|other| paper.findings[*other].span.start >= here)
        .min_by_key(|other| paper.findings[*other].span.start);
    let next = next.map(|next| format!("#r-{next}"));
    Ok(go_to(&format!(
        "/r/{number}{}{}",
        show.unwrap_or_default(),
        next.unwrap_or_default()
    )))
}

/// Downloads the Word file with the open findings as comments, or the corrected copy.
pub(super) async fn copy(
    State(app): State<Arc<App>>,
    UrlPath((number, kind)): UrlPath<(usize, String)>,
) -> Result<Response, Refusal> {
    let missing = || Refusal::not_found(app.words);
    let mut papers = app.reviewed();
    let paper = papers.get(number).ok_or_else(missing)?;
    let open = paper.open();
    let stem = FilePath::new(&paper.name).file_stem().unwrap_or_default();
    let name = [("name", stem.to_string_lossy().into_owned())];
    let stopped = |error| Refusal::stopped(&error, app.words);
    let (report, bytes) = (&paper.report, &paper.bytes);
    match (kind.as_str(), paper.is_word) {
        ("annotated", true) => {
            let copy = annotate(bytes, report, &open, app.words.0).map_err(stopped)?;
            let name = app.words.tell("web.review.annotated-file", name);
            Ok(attachment(&name, WORD, copy.bytes))
        }
        ("fixed", true) => {
            let copy = fix_word(bytes, report, &open).map_err(stopped)?;
            let name = app.words.tell("web.review.fixed-file", name);
            Ok(attachment(&format!("{name}.docx"), WORD, copy.bytes))
        }
        ("fixed", false) => {
            let text = fix_text(report, &open);
            let name = app.words.tell("web.review.fixed-file", name);
            let kind = "text/plain; charset=utf-8";
            Ok(attachment(&format!("{name}.txt"), kind, text.into_bytes()))
        }
        _ => Err(missing()),
    }
}
