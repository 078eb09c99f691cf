//! Shows how far a batch is: a bar with rate and time left, on a terminal alone.

use std::io::{self, IsTerminal};

use indicatif::{ProgressBar, ProgressStyle};

use crate::cli::lang::translate;
use crate::cli::terminal::Terminal;

/// Returns a bar for so many records, or for an unknown number; a hidden one where nobody looks.
pub(crate) fn bar(records: Option<usize>, terminal: &Terminal) -> ProgressBar {
    if terminal.is_json() || !io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let (bar, template) = match records {
        Some(count) => (ProgressBar::new(count as u64), "batch.progress"),
        None => (ProgressBar::new_spinner(), "batch.progress-unknown"),
    };
    match ProgressStyle::with_template(&translate(template)) {
        Ok(style) => bar.with_style(style),
        Err(_) => bar,
    }
}
