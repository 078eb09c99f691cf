//! Defines what comes of asking one question.

use super::command::Command;
use super::prompt::Reply;

/// What came of asking a question.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Turn {
    /// It was answered or refused; the interview knows what is next.
    Done,
    /// The user gave a command.
    Command(Command),
}

/// Whether the interview goes on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Flow {
    /// It goes on.
    On,
    /// The user leaves.
    Leave,
}

/// Splits a reply: an answer, or a turn that ended in a command.
pub(super) fn answer_or_command<T>(reply: Reply<T>) -> Result<T, (Command, String)> {
    match reply {
        Reply::Given(answer) => Ok(answer),
        Reply::Command(command, typed) => Err((command, typed)),
    }
}
