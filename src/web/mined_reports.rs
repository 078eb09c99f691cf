//! Keeps the reports that were uploaded to be mined, and what is decided about them.

use nigao::mine::Proposal;
use nigao::mine::decisions::Decisions;
use nigao::mine::inspect::Inspection;
use nigao::read::Report;

/// The most reports that are kept open.
const MOST_REPORTS: usize = 8;

/// An uploaded report, and what is decided about its fields.
pub(super) struct MinedReport {
    /// What the genre will be called.
    pub(super) name: String,
    pub(super) report: Report,
    pub(super) found: Inspection,
    pub(super) proposal: Proposal,
    pub(super) decisions: Decisions,
    /// What is to be said on the next page.
    pub(super) notices: Vec<String>,
}

/// The uploaded reports, by their numbers.
#[derive(Default)]
pub(super) struct MinedReports {
    reports: Vec<(usize, MinedReport)>,
    next: usize,
}

impl MinedReports {
    /// Adds a report and returns its number; the oldest goes where there are too many.
    pub(super) fn add(&mut self, report: MinedReport) -> usize {
        if self.reports.len() == MOST_REPORTS {
            self.reports.remove(0);
        }
        self.next += 1;
        self.reports.push((self.next, report));
        self.next
    }

    /// Returns the report of a number.
    pub(super) fn get(&mut self, number: usize) -> Option<&mut MinedReport> {
        self.reports
            .iter_mut()
            .find(|(known, _)| *known == number)
            .map(|(_, report)| report)
    }
}
