//! Answers with the files of the page: its style, its scripts, its icon.

use axum::http::header;
use axum::response::{IntoResponse, Response};

/// Returns the style.
pub(super) async fn style() -> Response {
    file("text/css; charset=utf-8", include_str!("assets/page.css"))
}

/// Returns the script.
pub(super) async fn script() -> Response {
    file(
        "text/javascript; charset=utf-8",
        include_str!("assets/page.js"),
    )
}

/// Returns the script of what only makes the way shorter.
pub(super) async fn steps() -> Response {
    file(
        "text/javascript; charset=utf-8",
        include_str!("assets/steps.js"),
    )
}

/// Returns the icon.
pub(super) async fn icon() -> Response {
    file("image/svg+xml", include_str!("assets/icon.svg"))
}

fn file(kind: &'static str, text: &'static str) -> Response {
    ([(header::CONTENT_TYPE, kind)], text).into_response()
}
