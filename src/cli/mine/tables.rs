//! Renders what mining found as tables for the terminal.

use nigao::mine::Proposal;

use super::super::lang::say;
use super::super::terminal::{Terminal, pad, width};

/// Renders which report has which section.
pub(super) fn sections(proposal: &Proposal, terminal: &Terminal) -> String {
    let sections = proposal.sections();
    let mut table = format!("{}\n", terminal.heading(&say("cli.mine.sections")));
    let widest = sections.iter().map(|(section, _)| width(section)).max().unwrap_or(0);
    for (section, found) in &sections {
        let marks: String = found.iter().map(|has| if *has { '●' } else { '·' }).collect();
        let count = found.iter().filter(|has| **has).count();
        let is_alone = count == 1 && found.len() > 2;
        let alone = if is_alone { say("mine.alone") } else { String::new() };
        table += &format!("  {}  {marks}  {count}/{}{alone}\n", pad(section, widest), found.len());
    }
    table
}
