//! Keeps the reports that were uploaded: those to be mined, with what is decided about them, and
//! those that were reviewed, with what was found.

use nigao::diagnostic::Message;
use nigao::mine::Proposal;
use nigao::mine::decisions::Decisions;
use nigao::mine::inspect::Inspection;
use nigao::read::Report;
use nigao::review::ReviewFinding;

/// The most reports of a kind that are kept open.
const MOST_REPORTS: usize = 8;
/// The most chars that the reports of a kind may have together, the newest aside: what a review
/// keeps of a char is twenty times as large.
const MOST_CHARS: usize = 1_000_000;

/// Uploaded reports by their numbers.
pub(super) struct Uploads<T> {
    reports: Vec<KeptUpload<T>>,
    last: usize,
}

/// An uploaded report with its number and how many chars it has.
struct KeptUpload<T> {
    number: usize,
    chars: usize,
    report: T,
}

impl<T> Default for Uploads<T> {
    fn default() -> Self {
        let reports = Vec::new();
        Self { reports, last: 0 }
    }
}

impl<T> Uploads<T> {
    /// Adds a report of so many chars and returns its number; the oldest go where there are too
    /// many, or they are too long together.
    pub(super) fn add(&mut self, report: T, chars: usize) -> usize {
        self.last += 1;
        let number = self.last;
        let kept = KeptUpload {
            number,
            chars,
            report,
        };
        self.reports.push(kept);
        let is_too_much = |reports: &[KeptUpload<T>]| {
            let chars: usize = reports.iter().map(|kept| kept.chars).sum();
            reports.len() > MOST_REPORTS || chars > MOST_CHARS
        };
        while self.reports.len() > 1 && is_too_much(&self.reports) {
            self.reports.remove(0);
        }
        number
    }

    /// Returns the report of a number.
    pub(super) fn get(&mut self, number: usize) -> Option<&mut T> {
        let mut reports = self.reports.iter_mut();
        let found = reports.find(|kept| kept.number == number);
        found.map(|kept| &mut kept.report)
    }
}

/// Reports of one genre that were uploaded together, and what is decided about their fields.
pub(super) struct MinedReport {
    /// What the genre will be called.
    pub(super) name: String,
    /// The file and text of the report whose words are shown, and what is found in it.
    pub(super) file: String,
    pub(super) report: Report,
    pub(super) found: Inspection,
    /// How many reports there are.
    pub(super) count: usize,
    pub(super) proposal: Proposal,
    pub(super) decisions: Decisions,
    /// The Word file, where it is the only report and can become the template itself.
    pub(super) word: Option<Vec<u8>>,
    /// Whether it is to become the template.
    pub(super) is_in_place: bool,
    /// What is to be said on the next page.
    pub(super) notices: Vec<String>,
}

/// A report that was reviewed.
pub(super) struct ReviewedUpload {
    /// Its file as it was called, and its bytes.
    pub(super) name: String,
    pub(super) bytes: Vec<u8>,
    /// Whether it is a Word file.
    pub(super) is_word: bool,
    pub(super) report: Report,
    pub(super) findings: Vec<ReviewFinding>,
    /// Which findings were accepted, by their places in the list.
    pub(super) accepted: Vec<bool>,
    /// How many findings the unit had accepted before.
    pub(super) accepted_before: usize,
    pub(super) unchecked: Vec<Message>,
    /// The address of the draft it is, where it was drafted here.
    pub(super) draft: Option<String>,
    /// What is to be said on the next page.
    pub(super) notices: Vec<String>,
}

impl ReviewedUpload {
    /// Returns the findings that nobody has accepted.
    pub(super) fn open(&self) -> Vec<ReviewFinding> {
        let pairs = self.findings.iter().zip(&self.accepted);
        let open = pairs.filter(|(_, accepted)| !**accepted);
        open.map(|(finding, _)| finding.clone()).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_oldest_go_when_there_are_too_many_or_they_are_too_long() {
        let mut uploads = Uploads::default();
        let numbers: Vec<usize> = (0..20).map(|n| uploads.add(n, 7_000)).collect();
        let kept: Vec<usize> = numbers
            .iter()
            .copied()
            .filter(|number| uploads.get(*number).is_some())
            .collect();
        assert_eq!(kept, numbers[numbers.len() - MOST_REPORTS..]);
        // A very long one is kept alone, and makes room for the next.
        let long = uploads.add(0, 15 * MOST_CHARS);
        assert!(uploads.get(long).is_some() && uploads.get(numbers[19]).is_none());
        let next = uploads.add(0, 7_000);
        assert!(uploads.get(next).is_some() && uploads.get(long).is_none());
    }
}
