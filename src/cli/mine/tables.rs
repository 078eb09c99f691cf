//! Renders what mining found as tables for the terminal.

use nigao::document::LOST;
use nigao::mine::Proposal;

use super::super::lang::{translate as say, translate_with as tell};
use super::super::terminal::{Terminal, clean, pad, width};
use super::reports::NamedReport;

/// Renders which report has which section; those the template leaves out only where all are asked
/// for.
pub(super) fn sections(proposal: &Proposal, shows_all: bool, terminal: &Terminal) -> String {
    let mut sections = proposal.sections();
    let all = sections.len();
    let is_alone =
        |found: &[bool]| found.len() > 2 && found.iter().filter(|has| **has).count() == 1;
    let mut left_out = proposal.left_out().into_iter();
    sections.retain(|_| !left_out.next().unwrap_or_default() || shows_all);
    let mut table = format!("{}\n", terminal.heading(&say("cli.mine.sections")));
    let widest = sections
        .iter()
        .map(|(section, _)| width(section))
        .max()
        .unwrap_or(0);
    for (section, found) in &sections {
        let marks: String = found
            .iter()
            .map(|has| if *has { '●' } else { '·' })
            .collect();
        let count = found.iter().filter(|has| **has).count();
        let alone = if is_alone(found) {
            say("mine.alone")
        } else {
            String::new()
        };
        table += &format!(
            "  {}  {marks}  {count}/{}{alone}\n",
            pad(section, widest),
            found.len()
        );
    }
    if sections.len() < all {
        table += &format!(
            "  {}\n",
            tell("mine.alone.more", [("n", all - sections.len())])
        );
    }
    table
}

/// Renders the lines with chars that could not be read, by their reports; nothing where there is
/// none. They stay in the template as they are, for no answer may hold such a char.
pub(super) fn lost(reports: &[NamedReport], terminal: &Terminal) -> String {
    let mut table = String::new();
    for NamedReport { name, report } in reports {
        let lines = report.lines().iter();
        let words = lines.map(|line| report.words(&line.span));
        let lost: Vec<String> = words.filter(|words| words.contains(LOST)).collect();
        if lost.is_empty() {
            continue;
        }
        let args = [("name", name.clone()), ("n", lost.len().to_string())];
        table += &format!("{}\n", terminal.heading(&tell("mine.lost", args)));
        for line in lost.iter().take(SHOWN_SENTENCES) {
            let at = line.find(LOST).unwrap_or_default();
            table += &format!("  {}\n", clean(around(line, at)));
        }
    }
    table
}

/// Returns the words around a byte of a line.
fn around(line: &str, at: usize) -> &str {
    /// How many chars are shown on either side.
    const SHOWN: usize = 20;
    let start = line[..at].char_indices().rev().nth(SHOWN - 1);
    let end = line[at..].char_indices().nth(SHOWN);
    let start = start.map_or(0, |(start, _)| start);
    &line[start..end.map_or(line.len(), |(end, _)| at + end)]
}

/// How many unchanging sentences are shown unless all are asked for.
const SHOWN_SENTENCES: usize = 12;

/// Renders the sentences of the review that next year's draft says word for word; nothing where
/// there is none.
pub(super) fn unchanging(proposal: &Proposal, shows_all: bool, terminal: &Terminal) -> String {
    let sentences = proposal.unchanging_sentences();
    if sentences.is_empty() {
        return String::new();
    }
    let shown = if shows_all {
        sentences.len()
    } else {
        SHOWN_SENTENCES.min(sentences.len())
    };
    let heading = tell("mine.unchanging", [("n", sentences.len())]);
    let mut table = format!("{}\n", terminal.heading(&heading));
    for sentence in &sentences[..shown] {
        table += &format!("  {}\n", clean(sentence));
    }
    if shown < sentences.len() {
        let more = tell("mine.unchanging.more", [("n", sentences.len() - shown)]);
        table += &format!("  {more}\n");
    }
    table
}
