//! Runs the tools, each as the command of its name does.

pub(super) mod answers;
pub(super) mod drafts;
pub(super) mod genres;
pub(super) mod reports;
