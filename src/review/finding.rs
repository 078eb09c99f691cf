//! Describes what a rule found: where, how much it weighs, and what to do about it.

use std::ops::Range;

use super::rule::Rule;
use crate::diagnostic::{Diagnostic, Location, Message, Severity};
use crate::lexicon::string;
use crate::read::Report;

/// What a rule found in a paper.
#[derive(Clone, Debug, PartialEq)]
pub struct ReviewFinding {
    /// The rule.
    pub rule: &'static Rule,
    /// How much this one weighs; at most what its rule does.
    pub severity: Severity,
    /// The words meant, in characters of the paper's text ([`Report::source`]).
    pub span: Range<usize>,
    /// Where else the same is wrong, in order; told once, with the first.
    pub also: Vec<Range<usize>>,
    /// What is wrong.
    pub message: Message,
    /// What to do about it.
    pub hint: Option<Message>,
    /// What a mechanical rule changes, here and at the other places.
    pub fixes: Vec<TextFix>,
}

/// A mechanical change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TextFix {
    /// The characters replaced, as in [`ReviewFinding::span`].
    pub span: Range<usize>,
    /// What stands in their place.
    pub words: String,
}

/// Where a finding stands in its file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FindingPlace {
    /// The line from 1; of a Word file the paragraph, a row of a table being one.
    pub line: usize,
    /// The column from 1, in characters.
    pub column: usize,
    /// How many characters of the line are meant, at least 1.
    pub width: usize,
    /// The heading it stands under.
    pub section: Option<String>,
    /// The words meant.
    pub snippet: String,
}

/// The longest heading that is named whole, in characters.
const LONGEST_SECTION: usize = 24;
/// The longest snippet, in characters.
const LONGEST_SNIPPET: usize = 60;

impl ReviewFinding {
    /// Finds the line and the section of a finding in its paper.
    #[must_use]
    pub fn place(&self, report: &Report) -> FindingPlace {
        let source = report.source();
        let start = self.span.start.min(source.len());
        let end = self.span.end.clamp(start, source.len());
        let line_start = source[..start]
            .iter()
            .rposition(|c| *c == '\n')
            .map_or(0, |at| at + 1);
        let line = source[..line_start].iter().filter(|c| **c == '\n').count() + 1;
        let line_end = source[start..end]
            .iter()
            .position(|c| *c == '\n')
            .unwrap_or(end - start);
        let snippet: Vec<char> = source[start..end]
            .iter()
            .copied()
            .take(LONGEST_SNIPPET)
            .collect();
        FindingPlace {
            line,
            column: start - line_start + 1,
            width: line_end.max(1),
            section: section(report, start),
            snippet: string(&snippet),
        }
    }

    /// Returns the finding as a diagnostic of a file, for whatever renders those.
    #[must_use]
    pub fn diagnostic(&self, file: &str, report: &Report) -> Diagnostic {
        let place = self.place(report);
        let location = Location {
            file: file.into(),
            line: place.line,
            column: place.column,
            width: place.width,
        };
        Diagnostic {
            severity: self.severity,
            location: Some(location),
            section: place.section,
            message: self.message.clone(),
            hint: self.hint.clone(),
        }
    }
}

/// The words of the last heading of the two outer levels that begins before a place.
fn section(report: &Report, at: usize) -> Option<String> {
    const DEEPEST: usize = 2;
    let outer = report
        .headings()
        .iter()
        .filter(|heading| heading.depth <= DEEPEST);
    let before = |span: &Range<usize>| report.source_of(span).start <= at;
    let heading = outer.take_while(|heading| before(&heading.span)).last()?;
    let words = report.words(&heading.span);
    let short: String = words.chars().take(LONGEST_SECTION).collect();
    Some(if short.len() < words.len() {
        format!("{short}…")
    } else {
        short
    })
}
