//! Face: a line or a choice put to the writer, to what came back; the same interview on a screen or a dumb terminal.

pub(super) mod dumb;
pub(super) mod inquire;

use super::super::lang::translate;
use super::super::outcome::Outcome;

/// A line to be typed.
pub(crate) struct LinePrompt<'p> {
    /// What stands before it.
    pub(crate) label: &'p str,
    /// What an empty line stands for.
    pub(crate) default: Option<&'p str>,
    /// What is typed already.
    pub(crate) initial: Option<&'p str>,
    /// The line of help below it.
    pub(crate) help: &'p str,
    /// What is wrong with it, told before it is taken.
    pub(crate) check: &'p dyn Fn(&str) -> Result<(), String>,
    /// What it may become.
    pub(crate) complete: &'p dyn Fn(&str) -> Vec<String>,
}

/// A choice to be made.
pub(crate) struct Pick<'p> {
    /// What stands before it.
    pub(crate) label: &'p str,
    /// What there is, at least one.
    pub(crate) options: &'p [String],
    /// Which is offered first.
    pub(crate) at: usize,
    /// The line of help below it.
    pub(crate) help: &'p str,
}

/// What came back.
pub(crate) enum Reply<T> {
    /// An answer.
    Given(T),
    /// The menu was asked for; with what was typed till then.
    Menu(String),
    /// The writer leaves; with what was typed till then.
    Leave(String),
}

/// Where questions are put.
pub(crate) trait Prompter {
    /// Asks for a line.
    fn line(&self, line: &LinePrompt) -> Outcome<Reply<String>>;
    /// Asks for a choice: the place of the option.
    fn pick(&self, pick: &Pick) -> Outcome<Reply<usize>>;
}

/// Whether what is typed at a choice means this option: part of its words, its number, the letter it is known by.
pub(super) fn is_meant(typed: &str, option: &str, at: usize) -> bool {
    let typed = typed.trim().to_lowercase();
    let letter = typed.starts_with([':', '：']) && option.ends_with(&typed.replace('：', ":"));
    letter
        || option.to_lowercase().contains(&typed)
        || typed == (at + 1).to_string()
        || is_yes_or_no(&typed, option)
}

/// y and n beside the words of a yes or no.
fn is_yes_or_no(typed: &str, option: &str) -> bool {
    (typed == "y" && option == translate("interview.yes"))
        || (typed == "n" && option == translate("interview.no"))
}
