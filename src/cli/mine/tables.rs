//! Renders what mining found as tables for the terminal.

use nigao::mine::Proposal;

use super::super::lang::{translate as say, translate_with as tell};
use super::super::terminal::{Terminal, clean, pad, width};

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
