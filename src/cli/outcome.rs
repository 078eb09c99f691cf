//! Outcomes: how a verb ended, as an exit code or as the reason it stopped.

use nigao::diagnostic::{Diagnostics, Message};
use nigao::error::Error;

use super::render_diagnostics::Sources;

/// What a verb comes back with.
pub(crate) type Outcome<T = Exit> = Result<T, Failure>;

/// The exit codes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Exit {
    /// The work is done.
    Done = 0,
    /// There are diagnostics of severity error.
    Faults = 1,
    /// The command line cannot be followed.
    Usage = 2,
    /// A file cannot be read or written.
    Io = 3,
}

/// Why a verb stopped.
pub(crate) enum Failure {
    /// The command line cannot be followed; what is wrong and how to mend it.
    Usage(Message, Option<Message>),
    /// The work cannot go on; with how to go on, where the command line knows better than the library.
    Stopped(Error, Option<Message>),
    /// What was read is wrong, and nothing can be made of it.
    Faults(Diagnostics, Sources),
}

impl Failure {
    /// A wrong command line and how to mend it.
    pub(crate) fn usage(message: Message, hint: Message) -> Self {
        Self::Usage(message, Some(hint))
    }
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        Self::Stopped(error, None)
    }
}
