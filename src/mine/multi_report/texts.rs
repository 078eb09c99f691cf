//! Numbers the texts of reports: the same number for reports of one place, and for reports that say
//! the same in other order.
//!
//! What two years of one town share is that town's, not what reports of the kind share.

use std::collections::HashSet;

use super::super::parsed_report::ParsedReport;
use super::super::sections::ReportSection;

/// The share of the shingles (0 to 1) above which two reports are one text.
const ONE_TEXT_SHARE: f64 = 0.8;

/// Returns, for each report, the index of the first report of the same text.
pub(super) fn number(parsed: &[ParsedReport], reports: &[Vec<ReportSection>]) -> Vec<usize> {
    let mut shingles: Vec<HashSet<[char; 4]>> = Vec::new();
    for sections in reports {
        let mut all = HashSet::new();
        for section in sections {
            all.extend(section.shingles.iter().copied());
        }
        shingles.push(all);
    }
    let mut texts: Vec<usize> = Vec::new();
    for (at, own) in shingles.iter().enumerate() {
        let is_same = |other: &usize| {
            let place = parsed[at].place();
            if place.is_some() && place == parsed[*other].place() {
                return true;
            }
            let shared = own.intersection(&shingles[*other]).count() as f64;
            let fewer = own.len().min(shingles[*other].len()).max(1) as f64;
            shared / fewer > ONE_TEXT_SHARE
        };
        let text = (0..at).find(is_same).map_or(at, |other| texts[other]);
        texts.push(text);
    }
    texts
}
