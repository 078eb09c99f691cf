//! Defines what a prompt asks for and what comes back.

use nigao::interview::Completer;

use super::command::Command;
use crate::cli::outcome::Outcome;

/// A line to be typed.
pub(crate) struct LinePrompt<'p> {
    /// The label before the answer.
    pub(crate) label: &'p str,
    /// The answer an empty line stands for.
    pub(crate) default: Option<&'p str>,
    /// The text the line begins with.
    pub(crate) initial: Option<&'p str>,
    /// The help below the line.
    pub(crate) help: &'p str,
    /// Checks the line and returns what is wrong with it.
    pub(crate) check: &'p dyn Fn(&str) -> Result<(), String>,
    /// Suggests how the line could go on.
    pub(crate) completer: Completer,
}

/// A choice to be made.
pub(crate) struct Pick<'p> {
    /// The label before the answer.
    pub(crate) label: &'p str,
    /// The options, at least one.
    pub(crate) options: &'p [String],
    /// The index of the option that is offered first.
    pub(crate) at: usize,
    /// The help below the options.
    pub(crate) help: &'p str,
    /// Whether the first option means yes and the second no.
    pub(crate) yes_no: YesNo<'p>,
    /// The commands that are listed when the user types a colon.
    pub(crate) commands: &'p [Command],
}

/// Whether words of agreement and denial choose among the options.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum YesNo<'p> {
    /// They are ordinary words.
    No,
    /// 有 and 是 choose the first option, 没有 and 否 the second.
    Yes,
    /// The first option says that this sentence is true, and the sentence denies something: to
    /// 没有发生事故, 有 may mean that there was one, so it chooses nothing.
    Denial(&'p str),
}

/// The answer to a prompt.
pub(crate) enum Reply<T> {
    /// An answer.
    Given(T),
    /// A command, with the text typed before it. Esc is [`Command::Menu`], Ctrl-C
    /// [`Command::Leave`].
    Command(Command, String),
}

/// Asks for lines and choices.
pub(crate) trait Prompter {
    /// Asks for a line.
    fn line(&self, prompt: &LinePrompt) -> Outcome<Reply<String>>;
    /// Asks for a choice and returns the index of the option.
    fn pick(&self, pick: &Pick) -> Outcome<Reply<usize>>;
}
