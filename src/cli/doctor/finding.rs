//! Defines what an examination finds: something in order, worth knowing, or in the way.

use nigao::diagnostic::Message;

/// How much something is in the way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Health {
    /// In order.
    Good,
    /// The work can be done, but the user should know.
    Note,
    /// The work cannot be done like this.
    Bad,
}

/// One line of the report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Finding {
    pub(super) health: Health,
    /// What was found.
    pub(super) message: Message,
    /// How to change it.
    pub(super) hint: Option<Message>,
}

impl Finding {
    pub(super) fn good(message: Message) -> Self {
        Self {
            health: Health::Good,
            message,
            hint: None,
        }
    }

    pub(super) fn note(message: Message, hint: Message) -> Self {
        Self {
            health: Health::Note,
            message,
            hint: Some(hint),
        }
    }

    pub(super) fn bad(message: Message, hint: Message) -> Self {
        Self {
            health: Health::Bad,
            message,
            hint: Some(hint),
        }
    }
}
