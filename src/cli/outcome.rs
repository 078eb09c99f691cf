//! Defines how a command ends: with an exit code, or with the reason it stopped.

use nigao::diagnostic::{Diagnostics, Message};
use nigao::error::Error;

use super::sources::Sources;

/// The result of a command.
pub(crate) type Outcome<T = Exit> = Result<T, Failure>;

/// The exit codes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Exit {
    /// The work is done.
    Done = 0,
    /// There are diagnostics of severity error.
    Faults = 1,
    /// The command line is wrong.
    Usage = 2,
    /// A file cannot be read or written.
    Io = 3,
}

/// Why a command stopped.
pub(crate) enum Failure {
    /// The command line is wrong; with what is wrong and how to fix it.
    Usage(Message, Option<Message>),
    /// The work cannot go on; with a hint where the command line knows more than the library.
    Stopped(Error, Option<Message>),
    /// A file has errors, and nothing can be made of it.
    Faults(Diagnostics, Sources),
}

impl Failure {
    /// Reports a wrong command line and how to fix it.
    pub(crate) fn usage(message: Message, hint: Message) -> Self {
        Self::Usage(message, Some(hint))
    }
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        Self::Stopped(error, None)
    }
}
