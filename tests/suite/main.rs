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
mod naming;
mod oracle;
mod own;
mod plan;
mod read;
mod readme;
mod review;
mod roll;
mod template;
mod tidy;
mod values;
mod write;
