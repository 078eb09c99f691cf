//! Reviews papers: finds what a careful colleague would before a paper is read out.
//!
//! A rule that cannot be precise is advice or does not exist, what reconciles by no arithmetic is
//! not judged, nothing is told twice, and what was not checked is said. Each rule has a text that
//! breaks it and one that looks alike and does not ([`Rule`]).

mod annotate;
mod announced;
#[cfg(test)]
mod cards;
mod carried_over;
mod claims;
mod copying;
mod date_scan;
mod dates;
mod figure_scan;
mod figures;
mod finding;
mod findings;
mod holes;
mod home;
mod layout;
mod left_over;
mod mentions;
mod names;
mod numerals;
mod options;
mod paper;
mod paper_years;
mod privacy;
mod punctuation;
mod registry;
mod reviewer;
mod rule;
mod series;
mod structure;
mod together;
mod unit_file;
mod unit_names;
mod word_finder;
mod word_lists;
mod word_marks;
mod word_paper;
mod word_places;
mod word_styles;
mod words;
mod words_at;

pub use annotate::{MOST_COMMENTS, RemarkedFile, annotate, fix_text, fix_word};
pub use finding::{FindingPlace, ReviewFinding, TextFix};
pub use options::ReviewOptions;
pub use registry::rules;
pub use reviewer::{Review, Reviewer};
pub use rule::{CardContext, Rule, RuleCard, RuleTier, WordMark};
pub use together::compare;
pub use unit_file::{AcceptedFinding, UNIT_FILE, UnitFile, UnitLayout, with_accepted};
pub use word_lists::ReviewWords;
