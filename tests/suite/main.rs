//! The suite: one binary, a module a feature.

mod oracle;
mod write;
