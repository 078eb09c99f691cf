//! Renders what stands around every page: its head, its bar, what is to be said once.

use axum::http::header;
use axum::response::{Html, IntoResponse, Response};
use maud::{DOCTYPE, Markup, html};

use super::app::App;
use super::fields::KEY;

/// A page to be rendered in its shell.
pub(super) struct PageShell<'a> {
    pub(super) app: &'a App,
    /// What the window is called.
    pub(super) title: &'a str,
    /// What stands at the right of the bar.
    pub(super) tools: Markup,
    /// What is to be said first.
    pub(super) notices: &'a [String],
}

impl PageShell<'_> {
    /// Renders a page.
    pub(super) fn page(&self, body: &Markup) -> Response {
        let words = self.app.words;
        let page = html! {
            (DOCTYPE)
            html lang=(words.lang()) {
                head {
                    meta charset="utf-8";
                    meta name="viewport" content="width=device-width, initial-scale=1";
                    title { (self.title) " · " (words.say("web.name")) }
                    link rel="icon" href="/icon.svg" type="image/svg+xml";
                    link rel="stylesheet" href="/page.css";
                    script src="/page.js" defer {}
                    script src="/steps.js" defer {}
                }
                body data-key=(self.app.form_key) data-stopped=(words.say("web.stopped"))
                    data-unsaved=(words.say("web.unsaved")) data-saved=(words.say("web.saved-at")) {
                    a class="skip" href="#main" { (words.say("web.skip")) }
                    header class="bar" {
                        a class="brand" href="/" { (words.say("web.name")) }
                        h1 { (self.title) }
                        span class="saved" id="saved" role="status" {}
                        nav class="tools" { (self.tools) }
                    }
                    div id="alarm" class="alarm" role="alert" {}
                    @if let Some(why) = self.app.unwritable() {
                        p class="alarm" role="alert" { (words.tell("web.read-only", [("why", why)])) }
                    }
                    @for notice in self.notices { div class="notice" role="status" { (notice) } }
                    (body)
                }
            }
        };
        Html(page.into_string()).into_response()
    }
}

/// Renders the field that shows a form to be ours.
pub(super) fn key_field(app: &App) -> Markup {
    html! { input type="hidden" name=(KEY) value=(app.form_key); }
}

/// Answers with another page of ours.
pub(super) fn go_to(path: &str) -> Response {
    (
        axum::http::StatusCode::SEE_OTHER,
        [(header::LOCATION, path.to_owned())],
    )
        .into_response()
}
