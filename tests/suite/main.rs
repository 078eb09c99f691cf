//! The suite: one binary, a module a feature.

mod check;
mod document;
mod draft;
mod genres;
mod golden;
mod oracle;
mod write;
