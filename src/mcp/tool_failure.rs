//! Defines why a tool did not do what was asked, and tells it in an envelope.

use nigao::diagnostic::{Diagnostics, Message};
use nigao::envelope::Envelope;
use nigao::error::{Error, io_message};

/// What a tool returns: the result of its command, or why there is none.
pub(super) type ToolOutcome<T> = Result<T, ToolFailure>;

/// Why a tool did not do what was asked.
#[derive(Debug)]
pub(super) enum ToolFailure {
    /// The call is wrong; with what is wrong and how to mend it.
    Call(Message, Message),
    /// A file cannot be read or written.
    Stopped(Error),
    /// The answers or the genre have errors.
    Faults(Diagnostics),
}

impl From<Error> for ToolFailure {
    fn from(error: Error) -> Self {
        Self::Stopped(error)
    }
}

impl From<Diagnostics> for ToolFailure {
    fn from(faults: Diagnostics) -> Self {
        Self::Faults(faults)
    }
}

impl ToolFailure {
    /// Adds the failure to an envelope.
    pub(super) fn tell(&self, envelope: &mut Envelope) {
        match self {
            Self::Call(message, hint) => {
                envelope.add_failure(message, None, Some(hint), |lang| message.text(lang));
            }
            Self::Stopped(error) => {
                let kind = error.io_error().map(std::io::Error::kind);
                let known = kind.and_then(io_message);
                let message = known.unwrap_or_else(|| error.message().clone());
                let file = error.file().map(|file| file.display().to_string());
                let hint = hint_of(error);
                let sentence = |lang| error.explain(lang);
                envelope.add_failure(&message, file.as_deref(), hint.as_ref(), sentence);
            }
            Self::Faults(faults) => {
                for fault in faults {
                    envelope.add(fault);
                }
            }
        }
    }
}

/// Returns what an agent can do about an error.
fn hint_of(error: &Error) -> Option<Message> {
    use std::io::ErrorKind::{AlreadyExists, NotFound};
    let key = match error.io_error().map(std::io::Error::kind) {
        Some(NotFound) => "mcp.not-found-hint",
        Some(AlreadyExists) => "mcp.exists-hint",
        Some(_) => return None,
        None if error.message().key().starts_with("catalog.unknown") => "mcp.genre-hint",
        None => return None,
    };
    Some(Message::plain(key))
}
