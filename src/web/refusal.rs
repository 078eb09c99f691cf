//! Answers a request that cannot be followed with a status and a sentence.

use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use maud::{DOCTYPE, html};

use super::words::PageWords;

/// Why a request is not followed.
#[derive(Debug)]
pub(super) struct Refusal {
    status: StatusCode,
    why: String,
    words: PageWords,
}

impl Refusal {
    /// Refuses with a sentence.
    pub(super) fn new(status: StatusCode, why: String, words: PageWords) -> Self {
        Self { status, why, words }
    }

    /// Refuses what is not there.
    pub(super) fn not_found(words: PageWords) -> Self {
        Self::new(StatusCode::NOT_FOUND, words.say("web.not-found"), words)
    }

    /// Refuses to work with a file that is not there any more.
    pub(super) fn gone(file: &str, words: PageWords) -> Self {
        let why = words.tell("web.gone", [("file", file)]);
        Self::new(StatusCode::CONFLICT, why, words)
    }

    /// Refuses to begin a draft of a genre that cannot be read. The page lists the genres itself.
    pub(super) fn no_genre(name: &str, error: &nigao::error::Error, words: PageWords) -> Self {
        if !error.message().key().starts_with("catalog.unknown") {
            return Self::stopped(error, words);
        }
        let why = words.tell("web.no-genre", [("name", name)]);
        Self::new(StatusCode::UNPROCESSABLE_ENTITY, why, words)
    }

    /// Refuses a form that was to bring a file, and brings none.
    pub(super) fn no_file(words: PageWords) -> Self {
        let why = words.say("web.no-file");
        Self::new(StatusCode::UNPROCESSABLE_ENTITY, why, words)
    }

    /// Refuses a form that is none of ours.
    pub(super) fn bad_form(words: PageWords) -> Self {
        Self::new(StatusCode::BAD_REQUEST, words.say("web.bad-form"), words)
    }

    /// Refuses with what stopped the work.
    pub(super) fn stopped(error: &nigao::error::Error, words: PageWords) -> Self {
        let why = error.explain(words.0);
        Self::new(StatusCode::UNPROCESSABLE_ENTITY, why, words)
    }
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        let name = self.words.say("web.name");
        let title = self.words.say("web.refused");
        let page = html! {
            (DOCTYPE)
            html lang=(self.words.lang()) {
                head {
                    meta charset="utf-8";
                    meta name="viewport" content="width=device-width, initial-scale=1";
                    title { (title) " · " (name) }
                    link rel="icon" href="/icon.svg" type="image/svg+xml";
                    link rel="stylesheet" href="/page.css";
                }
                body {
                    header class="bar" { a class="brand" href="/" { (name) } h1 { (title) } }
                    main class="alone" {
                        p class="fault" { (self.why) }
                        p class="turn" { a href="/" { "← " (self.words.say("web.start")) } }
                    }
                }
            }
        };
        let kind = [(header::CONTENT_TYPE, "text/html; charset=utf-8")];
        (self.status, kind, page.into_string()).into_response()
    }
}
