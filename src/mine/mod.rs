//! Mines earlier reports: finds what changes from year to year and proposes a genre around it.
//!
//! ```text
//!  Report ─► ParsedReport    its lines as markup, its slots (places, dates, figures) as fields,
//!      │                     and the tags that print those fields
//!      ├─ one report ──────► single_report    a template that drafts the report again
//!      ├─ one office's ────► same_office      the newest's template, all years' answers
//!      └─ several reports ─► sections ► align ► multi_report    the skeleton they share
//!                                │
//!                            Proposal ─► decisions (what the user keeps, renames, merges)
//!                                │
//!                              emit ─► Schema, template, Answers, and their files (Mined)
//! ```
//!
//! Everything up to the border is typed: a slot becomes a field with a [`FieldKind`], an answer
//! is a place, a figure with its comparison, words or records. Only [`Proposal::genre`] prints.
//!
//! [`FieldKind`]: crate::schema::FieldKind

pub mod decisions;
pub mod inspect;
pub mod slots;

mod align;
mod emit;
mod field_names;
mod fields;
mod in_place;
mod indicator_names;
mod line_words;
mod multi_report;
mod office;
mod parsed_report;
mod proposal;
mod same_office;
mod section_lines;
mod section_roles;
mod sections;
mod self_references;
mod sentences;
mod shared_sentences;
mod single_report;
mod tag_pieces;
mod to_markup;
mod unchanging_sentences;
mod variable;

pub use emit::Mined;
pub use in_place::MinedWord;
pub use proposal::{Need, Proposal};

use crate::read::Report;
use parsed_report::ParsedReport;

/// Proposes a genre for reports: one gives the template that drafts it again (invariant 3), several
/// years of one office give that of the newest, several offices the skeleton they share.
#[must_use]
pub fn propose(reports: &[Report]) -> Proposal {
    let parsed: Vec<ParsedReport> = reports.iter().map(ParsedReport::of).collect();
    if let [only] = &parsed[..] {
        return single_report::propose(only);
    }
    if let Some(newest) = same_office::newest(&parsed) {
        return same_office::propose(&parsed, newest);
    }
    let parsed: Vec<ParsedReport> = parsed
        .into_iter()
        .map(ParsedReport::with_self_references)
        .collect();
    let sections: Vec<_> = parsed.iter().map(sections::sections).collect();
    let columns = align::align(&sections);
    multi_report::propose(&parsed, &sections, &columns)
}

/// Mines one report: drafting the template with the answers gives [`Report::text`] back.
///
/// ```
/// use nigao::{mine::mine, read::Report};
/// let mined = mine(&Report::read("云溪镇政府工作报告\n各位代表：\n一、工作回顾\n\
///     2024年，云溪镇实现生产总值73.1亿元，同比增长7.5%。"));
/// assert_eq!(mined.template, "# {{地名}}政府工作报告\n! 各位代表：\n## 工作回顾\n\
///     {{年份}}，{{地名}}实现生产总值{{生产总值}}，同比{{生产总值.同比}}。\n");
/// assert!(mined.answers[0].contains("生产总值: {本年: 73.1亿元, 增速: 7.5%}"));
/// ```
#[must_use]
pub fn mine(report: &Report) -> Mined {
    propose(std::slice::from_ref(report)).genre()
}
