//! Lists the addresses of the page.

use std::sync::Arc;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::middleware;
use axum::routing::{get, post};

use super::app::App;
use super::{
    assets, check_page, collect_page, downloads, group_page, guard, live, mined_page, review_page,
    start_page,
};

/// Returns the router of the page, behind its guard.
pub(super) fn router(app: &Arc<App>) -> Router {
    Router::new()
        .route("/", get(start_page::start))
        .route("/open", get(start_page::let_in))
        .route("/launch", post(start_page::launch))
        .route("/start", post(start_page::begin))
        .route("/page.css", get(assets::style))
        .route("/page.js", get(assets::script))
        .route("/steps.js", get(assets::steps))
        .route("/icon.svg", get(assets::icon))
        .route("/beat", post(live::beat))
        .route("/d/{id}", get(group_page::first))
        .route(
            "/d/{id}/g/{group}",
            get(group_page::show).post(group_page::send),
        )
        .route("/d/{id}/paper", get(live::paper))
        .route("/d/{id}/answer", post(live::answer))
        .route("/d/{id}/consider", post(live::consider))
        .route("/d/{id}/check", get(check_page::show))
        .route("/d/{id}/last", post(check_page::choose_last))
        .route("/d/{id}/save/{format}", post(downloads::save))
        .route("/d/{id}/get/{format}", get(downloads::download))
        .route("/d/{id}/collect", get(collect_page::show))
        .route("/d/{id}/form/{share}", get(collect_page::form))
        .route("/d/{id}/forms", post(collect_page::write_forms))
        .route("/d/{id}/choose", post(collect_page::choose))
        .route("/upload/{id}/returns", post(collect_page::take))
        .route("/upload/report", post(mined_page::upload))
        .route("/upload/review", post(review_page::upload))
        .route("/d/{id}/review", post(review_page::review_draft))
        .route(
            "/r/{number}",
            get(review_page::show).post(review_page::decide),
        )
        .route("/r/{number}/{kind}", get(review_page::copy))
        .route(
            "/m/{number}",
            get(mined_page::show).post(mined_page::decide),
        )
        .fallback(start_page::nothing)
        // The guard has read the body already, within its own bounds.
        .layer(DefaultBodyLimit::disable())
        .layer(middleware::from_fn_with_state(app.clone(), guard::guard))
        .with_state(app.clone())
}
