//! Answers a request that cannot be followed with a status and a sentence.

use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use maud::{DOCTYPE, html};

use super::words::PageWords;

/// Why a request is not followed.
#[derive(Debug)]
pub(super) struct Refusal {
    pub(super) status: StatusCode,
    pub(super) words: String,
}

impl Refusal {
    /// Refuses what is not there.
    pub(super) fn not_found(words: PageWords) -> Self {
        Self {
            status: StatusCode::NOT_FOUND,
            words: words.say("web.not-found"),
        }
    }

    /// Refuses a form that is none of ours.
    pub(super) fn bad_form(words: PageWords) -> Self {
        Self {
            status: StatusCode::BAD_REQUEST,
            words: words.say("web.bad-form"),
        }
    }

    /// Refuses with what stopped the work.
    pub(super) fn stopped(error: &nigao::error::Error, words: PageWords) -> Self {
        Self {
            status: StatusCode::UNPROCESSABLE_ENTITY,
            words: error.explain(words.0),
        }
    }
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        let page = html! {
            (DOCTYPE)
            html {
                head {
                    meta charset="utf-8";
                    meta name="viewport" content="width=device-width, initial-scale=1";
                    title { "拟稿 nigao" }
                    link rel="stylesheet" href="/page.css";
                }
                body {
                    header class="bar" { a class="brand" href="/" { "拟稿 nigao" } }
                    main class="alone" {
                        p class="fault" { (self.words) }
                        p class="turn" { a href="/" { "← 拟稿 nigao" } }
                    }
                }
            }
        };
        let kind = [(header::CONTENT_TYPE, "text/html; charset=utf-8")];
        (self.status, kind, page.into_string()).into_response()
    }
}
