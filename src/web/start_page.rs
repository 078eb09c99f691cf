//! Shows the genres and the drafts of the folder, begins drafts, and lets browsers in.

use std::sync::Arc;

use axum::extract::{Query, State};
use axum::http::{StatusCode, header};
use axum::response::{Html, IntoResponse, Response};
use maud::{DOCTYPE, Markup, html};
use serde::Deserialize;

use super::app::App;
use super::drafts::{DraftState, Drafts};
use super::fields::FormFields;
use super::launch::open_in_browser;
use super::refusal::Refusal;
use super::shell::{PageShell, go_to, key_field};
use super::sitting::name_after;

/// What may be chosen as a report. What has to be saved as another kind first is told so; an
/// empty window of files would say nothing.
const REPORTS: &str = ".docx,.docm,.txt,.md,.doc,.wps,.rtf,.odt,.pdf";

/// The code a browser comes with.
#[derive(Deserialize)]
pub(super) struct LaunchQuery {
    #[serde(default)]
    code: String,
}

/// Swaps a launch code for the cookie. The page that is answered with leads on by itself: a
/// redirect from another page would not carry a cookie that is meant for our own.
pub(super) async fn let_in(
    State(app): State<Arc<App>>,
    Query(query): Query<LaunchQuery>,
) -> Result<Response, Refusal> {
    if !app.redeem(&query.code) {
        let why = app.words.say("web.code-used");
        return Err(Refusal::new(StatusCode::FORBIDDEN, why, app.words));
    }
    app.touch();
    let cookie = format!(
        "{}={}; HttpOnly; SameSite=Strict; Path=/",
        app.cookie_name(),
        app.cookie
    );
    let page = html! {
        (DOCTYPE)
        html lang=(app.words.lang()) {
            head {
                meta charset="utf-8";
                title { (app.words.say("web.name")) }
                meta http-equiv="refresh" content="0;url=/";
            }
            body { a href="/" { (app.words.say("web.name")) } }
        }
    };
    Ok(([(header::SET_COOKIE, cookie)], Html(page.into_string())).into_response())
}

/// Opens the page again for a second start, which the guard has let through.
pub(super) async fn launch(State(app): State<Arc<App>>) -> Result<Response, Refusal> {
    let file = app
        .issue_code()
        .map_err(|error| Refusal::stopped(&error, app.words))?;
    app.touch();
    if app.opens_browser {
        open_in_browser(&file);
    }
    Ok(file.display().to_string().into_response())
}

/// Answers where there is nothing.
pub(super) async fn nothing(State(app): State<Arc<App>>) -> Refusal {
    Refusal::not_found(app.words)
}

/// Begins a draft of a genre, from last year's answers where they are named.
pub(super) async fn begin(
    State(app): State<Arc<App>>,
    fields: FormFields,
) -> Result<Response, Refusal> {
    let mut drafts = app.drafts();
    let last = fields.get("last").unwrap_or_default();
    let last = drafts.draft(last).cloned();
    let genre = last.as_ref().map(|last| last.genre.clone());
    let genre = genre
        .or_else(|| fields.get("genre").map(str::to_owned))
        .unwrap_or_default();
    let kit = drafts
        .kit(&genre)
        .map_err(|error| Refusal::no_genre(&genre, &error, app.words))?;
    let name = fields
        .get("name")
        .map(str::trim)
        .filter(|name| !name.is_empty());
    let name = match (name, &last) {
        (Some(name), _) => name.to_owned(),
        (None, None) => kit.schema.title.clone(),
        (None, Some(last)) => name_after(&kit, &drafts, last.stem(), &last.file),
    };
    let last = last.map(|last| last.file);
    let id = drafts.begin(&kit.genre.name, &name, last, app.words);
    Ok(go_to(&format!("/d/{id}")))
}

/// Shows the first page.
pub(super) async fn start(State(app): State<Arc<App>>) -> Response {
    let mut drafts = app.drafts();
    app.look_at_folder(&drafts);
    let recent = drafts.list();
    let words = app.words;
    let title = words.say("web.start");
    let shell = PageShell {
        app: &app,
        title: &title,
        tools: html! {},
        notices: &[],
    };
    shell.page(&html! {
        main id="main" class="start" {
            p class="promise" { (words.say("web.promise")) }
            nav class="doors" aria-label=(words.say("web.doors")) {
                a href="#genres" { (words.say("web.genres")) }
                a href="#uploads" { (words.say("web.mined.open")) }
                a href="#review" { (words.say("web.review.open")) }
            }
            @if !recent.is_empty() { (recent_drafts(&app, &mut drafts, &recent)) }
            (genres(&app, &drafts))
            (uploads(&app, &recent))
        }
    })
}

/// Offers what can be done with an earlier report.
fn uploads(app: &App, recent: &[(String, DraftState)]) -> Markup {
    let words = app.words;
    html! {
        div class="uploads" {
            section aria-labelledby="uploads" {
            h2 id="uploads" { (words.say("web.mined.open")) }
            form method="post" action="/upload/report" enctype="multipart/form-data" class="drop" {
                (key_field(app))
                label { (words.say("web.mined.file")) input type="file" name="file" multiple accept=(REPORTS); }
                button { (words.say("web.mined.look")) }
            }
            }
            section aria-labelledby="review" {
            h2 id="review" { (words.say("web.review.open")) }
            form method="post" action="/upload/review" enctype="multipart/form-data" class="drop" {
                (key_field(app))
                label { (words.say("web.review.file")) input type="file" name="file" accept=(REPORTS); }
                details {
                    summary { (words.say("web.review.beside")) }
                    label { (words.say("web.review.sources")) input type="file" name="source" multiple accept=(REPORTS); }
                    @if !recent.is_empty() {
                        label { (words.say("web.review.answers"))
                            select name="answers" {
                                option value="" { (words.say("web.last.none")) }
                                @for (id, draft) in recent { option value=(id) { (draft.stem()) } }
                            }
                        }
                    }
                    label { (words.say("web.review.place")) input type="text" name="place" autocomplete="off"; }
                }
                button { (words.say("web.review.look")) }
            }
            }
        }
    }
}

fn recent_drafts(app: &App, drafts: &mut Drafts, recent: &[(String, DraftState)]) -> Markup {
    let words = app.words;
    html! {
        section class="recent" aria-labelledby="recent" {
            h2 id="recent" { (words.say("web.recent")) }
            ul {
                @for (id, draft) in recent {
                    li data-draft=(id) {
                        a href=(format!("/d/{id}")) { (draft.stem()) }
                        span class="about" { (drafts.kit(&draft.genre).map(|kit| kit.schema.title.clone()).unwrap_or_default()) }
                        form method="post" action="/start" {
                            (key_field(app))
                            input type="hidden" name="last" value=(id);
                            button class="small" { (words.say("web.next-year")) }
                        }
                    }
                }
            }
        }
    }
}

/// Renders the genres by kind.
fn genres(app: &App, drafts: &Drafts) -> Markup {
    let words = app.words;
    let mut kinds: Vec<(String, Vec<Markup>)> = Vec::new();
    for genre in drafts.genres() {
        let heading = genre.heading();
        let card = html! {
            li data-genre=(genre.name) {
                form method="post" action="/start" {
                    (key_field(app))
                    input type="hidden" name="genre" value=(genre.name);
                    button class="genre" { (heading.title) }
                    p class="about" { (heading.summary) }
                }
            }
        };
        match kinds.iter_mut().find(|(kind, _)| *kind == heading.kind) {
            Some((_, cards)) => cards.push(card),
            None => kinds.push((heading.kind, vec![card])),
        }
    }
    html! {
        section class="genres" aria-labelledby="genres" {
            h2 id="genres" { (words.say("web.genres")) }
            @for (kind, cards) in &kinds {
                h3 { (kind) }
                ul { @for card in cards { (card) } }
            }
        }
    }
}
