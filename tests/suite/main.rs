//! The suite: one binary, a module a feature.

mod document;
mod genres;
mod interview;
