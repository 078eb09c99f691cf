//! The suite: one binary, a module a feature.

mod ask;
mod check;
mod cli;
mod collect;
mod document;
mod draft;
mod genres;
mod golden;
mod harness;
mod inspect;
mod interview;
mod json;
mod messages;
mod mining;
mod oracle;
mod read;
mod readme;
mod roll;
mod template;
mod tidy;
mod typist;
mod values;
mod write;
