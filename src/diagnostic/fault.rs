//! Describes one fault: its code, its place in a file, its message and the hint how to fix it.

use std::cmp::Ordering;
use std::fmt;
use std::sync::Arc;

use super::code::Code;
use super::message::{Lang, Message};

/// How much a diagnostic weighs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Worth a look.
    Advice,
    /// Probably wrong; the work goes on.
    Warning,
    /// Must be fixed first.
    Error,
}

/// A place in a file: the file as the user named it, line and column from 1, columns in chars.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Location {
    /// The file's name.
    pub file: Arc<str>,
    /// The line, from 1.
    pub line: usize,
    /// The column, in chars, from 1.
    pub column: usize,
    /// The width, in chars, at least 1.
    pub width: usize,
}

/// A fault in what a user or an author wrote, with its place and how to fix it.
///
/// Its `Display` is the English sentence behind its place: `a.yaml:3:5: error: …`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// How much it weighs.
    pub severity: Severity,
    /// Where it is, if it is anywhere in particular.
    pub location: Option<Location>,
    /// The section it stands in, for reports.
    pub section: Option<String>,
    /// What is wrong; its key is the diagnostic's code.
    pub message: Message,
    /// How to fix it.
    pub hint: Option<Message>,
}

impl Diagnostic {
    /// Returns an error at a place.
    #[must_use]
    pub fn error(location: Option<Location>, message: Message) -> Self {
        Self {
            severity: Severity::Error,
            location,
            section: None,
            message,
            hint: None,
        }
    }

    /// Returns a warning at a place.
    #[must_use]
    pub fn warning(location: Option<Location>, message: Message) -> Self {
        Self {
            severity: Severity::Warning,
            ..Self::error(location, message)
        }
    }

    /// Returns advice at a place.
    #[must_use]
    pub fn advice(location: Option<Location>, message: Message) -> Self {
        Self {
            severity: Severity::Advice,
            ..Self::error(location, message)
        }
    }

    /// Returns which kind of fault it is.
    #[must_use]
    pub fn code(&self) -> Code {
        Code::of_key(self.message.key())
    }

    /// Whether it must be fixed before the work can go on.
    #[must_use]
    pub fn is_error(&self) -> bool {
        self.severity == Severity::Error
    }

    /// Returns it with a hint.
    #[must_use]
    pub fn hint(self, hint: Message) -> Self {
        Self {
            hint: Some(hint),
            ..self
        }
    }

    /// Orders two as a listing does: by file, line and column; what has no place comes last.
    #[must_use]
    pub fn reading_order(&self, other: &Self) -> Ordering {
        let key = |d: &Self| {
            d.location
                .as_ref()
                .map(|at| (at.file.clone(), at.line, at.column))
        };
        match (key(self), key(other)) {
            (Some(a), Some(b)) => a.cmp(&b),
            (a, b) => b.is_some().cmp(&a.is_some()),
        }
    }
}

impl fmt::Display for Location {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}:{}", self.file, self.line, self.column)
    }
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Advice => "advice",
            Self::Warning => "warning",
            Self::Error => "error",
        })
    }
}

impl fmt::Display for Diagnostic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(location) = &self.location {
            write!(f, "{location}: ")?;
        }
        write!(f, "{}: {}", self.severity, self.message.text(Lang::En))?;
        match &self.hint {
            Some(hint) => write!(f, " ({})", hint.text(Lang::En)),
            None => Ok(()),
        }
    }
}
