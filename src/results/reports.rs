//! Describes earlier reports as data: what one is made of, what was mined of several.

use serde_json::{Value, json};

use crate::mine::Proposal;
use crate::mine::inspect::Inspection;
use crate::read::Report;

/// Returns the result of `inspect`; offsets count chars of the decoded text.
#[must_use]
pub fn inspected(file: &str, report: &Report, found: &Inspection) -> Value {
    let mut json = serde_json::to_value(found).unwrap_or_default();
    json["file"] = file.into();
    json["characters"] = report.source().len().into();
    json["lines"] = report.lines().len().into();
    json
}

/// A genre that was mined and where its files went.
#[derive(Clone, Copy, Debug)]
pub struct MinedResult<'m> {
    /// The genre's name.
    pub name: &'m str,
    /// The folder of its files.
    pub folder: &'m str,
    /// The files written; none where a plan has to be decided first.
    pub files: &'m [String],
    /// The file of the decisions, where there is one.
    pub plan: Option<&'m str>,
    /// What was found in the reports.
    pub proposal: &'m Proposal,
}

impl MinedResult<'_> {
    /// Returns the result of `mine`: what was found and written.
    #[must_use]
    pub fn to_json(&self) -> Value {
        let mut sections = Vec::new();
        for (section, found) in self.proposal.sections() {
            sections.push(json!({"section": section, "reports": found}));
        }
        json!({
            "name": self.name,
            "folder": self.folder,
            "files": self.files,
            "plan": self.plan,
            "sections": sections,
            "unchanging": self.proposal.unchanging_sentences(),
        })
    }
}
