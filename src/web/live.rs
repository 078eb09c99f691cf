//! Answers the script of the page: saves an answer when it is left, reads it back as it is typed.

use std::sync::Arc;

use axum::extract::{Path as UrlPath, State};
use axum::http::header;
use axum::response::{Html, IntoResponse, Response};
use nigao::interview::{FieldState, Interview, Path, ReviewRow};
use nigao::schema::FieldKind;
use serde_json::{Value, json};

use super::app::App;
use super::apply::SentForm;
use super::fields::FormFields;
use super::inputs::completions;
use super::paper;
use super::progress::doubts;
use super::refusal::Refusal;
use super::sending::{found, opened, take};
use super::shown::{evidence_at, shown};
use super::words::PageWords;

/// The most chars of a line that are read back as it is typed.
const LONGEST_LINE: usize = 2_000;

/// Says that a page is still open.
pub(super) async fn beat(State(app): State<Arc<App>>, _: FormFields) -> Response {
    app.touch();
    json_response(&json!({}))
}

/// Renders the draft anew.
pub(super) async fn paper(
    State(app): State<Arc<App>>,
    UrlPath(id): UrlPath<String>,
) -> Result<Response, Refusal> {
    let mut drafts = app.drafts();
    let (_, kit) = found(&mut drafts, &id, &app)?;
    let sitting = opened(&kit, &mut drafts, &id, &app)?;
    let rows = sitting.interview.review(app.words.0);
    let paper = paper::paper(&rows, &sitting.interview, &kit, &id, app.words);
    Ok(Html(paper.into_string()).into_response())
}

/// Reads an answer back without saving it.
pub(super) async fn consider(
    State(app): State<Arc<App>>,
    UrlPath(id): UrlPath<String>,
    fields: FormFields,
) -> Result<Response, Refusal> {
    let mut drafts = app.drafts();
    let (_, kit) = found(&mut drafts, &id, &app)?;
    let sitting = opened(&kit, &mut drafts, &id, &app)?;
    let path = fields.get("path").and_then(Path::parse_dotted);
    let path = path.ok_or_else(|| Refusal::bad_form(app.words))?;
    let typed = fields.get("typed").unwrap_or_default();
    let mut reply = read_back(&sitting.interview, &path, typed, app.words);
    reply["may"] = completions(&sitting.interview, &path, typed).into();
    Ok(json_response(&reply))
}

/// Saves an answer that was left, and says how it was understood.
pub(super) async fn answer(
    State(app): State<Arc<App>>,
    UrlPath(id): UrlPath<String>,
    fields: FormFields,
) -> Result<Response, Refusal> {
    let mut drafts = app.drafts();
    let (_, kit) = found(&mut drafts, &id, &app)?;
    let mut sitting = opened(&kit, &mut drafts, &id, &app)?;
    let path = fields.get("path").and_then(Path::parse_dotted);
    let path = path.ok_or_else(|| Refusal::bad_form(app.words))?;
    let typed = fields.get("typed").unwrap_or_default().to_owned();
    let mut inputs = vec![(path.clone(), typed.clone())];
    inputs.extend(offered_beside(&sitting.interview, &path));
    let form = SentForm {
        takes_offers: inputs.len() > 1,
        inputs,
    };
    let applied = take(&app, &mut drafts, &id, &mut sitting, &fields, &form);
    let notices = drafts
        .draft(&id)
        .map(|draft| std::mem::take(&mut draft.notices));
    let interview = &sitting.interview;
    let now = if applied.is_whole() {
        shown(interview, &path).words
    } else {
        typed
    };
    let group = interview.group_of(path.root());
    let (mut offers, mut given) = (serde_json::Map::new(), Vec::new());
    for part in interview.parts_of(&Path::field(path.root())) {
        let answer = shown(interview, &part);
        if answer.is_given {
            given.push(part.dotted());
        }
        offers.insert(part.dotted(), answer.words.into());
    }
    let rows = interview.review(app.words.0);
    let mut progress = serde_json::Map::new();
    for group in interview.progress_of(&rows) {
        let state = if group.done == group.of {
            "✓".to_owned()
        } else {
            format!("{}/{}", group.done, group.of)
        };
        progress.insert(group.name, state.into());
    }
    let mut reply = read_back(interview, &path, &now, app.words);
    if let Some(reply) = reply.as_object_mut() {
        reply.insert(
            "saved".to_owned(),
            (applied.is_saved && applied.is_whole()).into(),
        );
        reply.insert("failed".to_owned(), (!applied.is_saved).into());
        reply.insert("revision".to_owned(), sitting.revision.to_string().into());
        reply.insert(
            "asked".to_owned(),
            interview.fields_in(&group).join(" ").into(),
        );
        reply.insert("offers".to_owned(), offers.into());
        reply.insert("given".to_owned(), given.into());
        reply.insert("progress".to_owned(), progress.into());
        let is_open =
            |row: &&ReviewRow| matches!(row.state, FieldState::Hole | FieldState::Wrong(_));
        let open = rows.iter().filter(is_open).count();
        reply.insert(
            "check".to_owned(),
            app.words.tell("web.check", [("n", open)]).into(),
        );
        reply.insert("notices".to_owned(), notices.unwrap_or_default().into());
    }
    Ok(json_response(&reply))
}

/// Returns what stands beside a figure on offer: last year's, which its growth is computed from.
/// With this year's it counts, or the growth would be said to lack what is in its input; the line
/// beneath says both.
fn offered_beside(interview: &Interview, path: &Path) -> Vec<(Path, String)> {
    let question = interview.question_at(path);
    let is_figure =
        question.is_some_and(|question| matches!(question.field.kind, FieldKind::Figure { .. }));
    let mut offered = Vec::new();
    for part in interview.parts_of(path) {
        let answer = shown(interview, &part);
        if is_figure && !answer.is_given && !answer.words.is_empty() {
            offered.push((part, answer.words));
        }
    }
    offered
}

/// Returns how an answer is understood, as HTML for the line beneath it.
fn read_back(interview: &Interview, path: &Path, typed: &str, words: PageWords) -> Value {
    // What is said of an answer leaves how the answer itself was understood.
    if evidence_at(path).is_some() {
        let path = Path::field(path.root());
        if !interview.has_answer_at(&path) && !typed.trim().is_empty() {
            let echo = maud::html! { p class="about" { (words.say("web.evidence.waits")) } };
            return json!({"echo": echo.into_string(), "wrong": false});
        }
        let answer = shown(interview, &path).words;
        return read_back(interview, &path, &answer, words);
    }
    let typed: String = typed.chars().take(LONGEST_LINE).collect();
    let typed = typed.trim();
    if typed.is_empty() {
        return json!({"echo": "", "wrong": false});
    }
    match interview.consider_at(path, typed) {
        Ok(readback) => {
            let doubts = doubts(&readback, words);
            let is_more = !readback.text.is_empty() && readback.text != typed;
            let echo = maud::html! {
                @if is_more { p class="readback" { "→ " (readback.text) } }
                (doubts)
            };
            json!({"echo": echo.into_string(), "wrong": false})
        }
        Err(faults) => {
            let fault = faults
                .first()
                .map(|fault| words.fault(fault))
                .unwrap_or_default();
            let echo = maud::html! { p class="fault" { (fault) } };
            json!({"echo": echo.into_string(), "wrong": true})
        }
    }
}

fn json_response(value: &Value) -> Response {
    (
        [(header::CONTENT_TYPE, "application/json")],
        value.to_string(),
    )
        .into_response()
}
