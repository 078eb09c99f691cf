//! Prints the reviews of one paper after another, so that none has to be kept.

use nigao::results::{self, ReviewedReport};
use serde_json::Value;

use super::super::outcome::Outcome;
use super::super::terminal::Terminal;
use super::reviewed_paper::ReviewedPaper;
use super::{sarif, text};

/// The reviews printed so far: what cannot be printed before the last of them.
pub(super) enum ReviewPrinting {
    /// Text; what no paper was checked for is told once, at the end.
    Text { unchecked: Vec<String> },
    /// The papers of an envelope.
    Json { papers: Vec<Value> },
    /// The results of a SARIF log.
    Sarif { results: Vec<Value> },
}

impl ReviewPrinting {
    pub(super) fn new(is_sarif: bool, terminal: &Terminal) -> Self {
        if terminal.is_json() {
            return Self::Json { papers: Vec::new() };
        }
        if is_sarif {
            return Self::Sarif {
                results: Vec::new(),
            };
        }
        Self::Text {
            unchecked: Vec::new(),
        }
    }

    /// Prints the review of a paper.
    pub(super) fn add(&mut self, paper: &ReviewedPaper, terminal: &Terminal) -> Outcome<()> {
        match self {
            Self::Text { unchecked } => {
                terminal.print(&text::paper(paper, terminal))?;
                text::note_unchecked(paper, unchecked);
            }
            Self::Json { papers } => papers.push(results::reviewed_paper(&ReviewedReport {
                file: &paper.file,
                report: &paper.report,
                review: &paper.review,
                accepted: paper.accepted,
            })),
            Self::Sarif { results } => sarif::add(paper, results),
        }
        Ok(())
    }

    /// Adds the entry of a paper that could not be read; it was told already.
    pub(super) fn add_unread(&mut self, entry: Value) {
        if let Self::Json { papers } = self {
            papers.push(entry);
        }
    }

    /// Prints what is left to be said of all papers.
    pub(super) fn finish(self, terminal: &Terminal) -> Outcome<()> {
        match self {
            Self::Text { unchecked } => terminal.print(&text::unchecked(&unchecked))?,
            Self::Json { papers } => terminal.answer(|| Value::from_iter([("papers", papers)])),
            Self::Sarif { results } => terminal.print(&sarif::log(&results))?,
        }
        Ok(())
    }
}
