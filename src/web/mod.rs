//! Serves the interview as a page in the browser, on this machine alone: `nigao serve`.
//!
//! ```text
//! serve (sockets, time) ─► guard (who asks, how much) ─► routes ─► start, group, check, …
//!                                                           │
//!                              drafts (ids for files) ◄─────┤
//!                              sitting (one draft opened) ◄─┴─► apply, paper, faults
//! ```
//!
//! A page is a plain form that works without script. It sees the public API alone, as the command
//! line does, and saves through the same [`nigao::drafting`].

mod app;
mod apply;
mod assets;
mod check_page;
mod collect_page;
mod downloads;
mod draft_names;
mod drafts;
mod fields;
mod group_page;
mod guard;
mod inputs;
mod launch;
mod live;
mod mined_page;
mod paper;
mod progress;
mod read_uploads;
mod refusal;
mod review_notes;
mod review_page;
mod routes;
mod running;
mod secrets;
mod sending;
mod serve;
mod shell;
mod shown;
mod sitting;
mod start_page;
mod unit;
mod uploads;
mod words;

pub(crate) use serve::{ServeOptions, serve};
