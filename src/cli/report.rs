//! Reports diagnostics and failures on stderr and decides the exit code.

use nigao::diagnostic::{Diagnostic, Severity};
use nigao::error::Error;

use super::lang::lang;
use super::outcome::{Exit, Failure};
use super::render_diagnostics::{render, render_failure};
use super::sources::Sources;
use super::terminal::Terminal;

/// Reports diagnostics; errors among them make the exit code [`Exit::Faults`].
pub(crate) fn diagnostics(found: &[Diagnostic], sources: &Sources, terminal: &Terminal) -> Exit {
    terminal.note(&render(found, sources, terminal.colour_err()));
    let failed = found.iter().any(|diagnostic| diagnostic.severity == Severity::Error);
    if failed { Exit::Faults } else { Exit::Done }
}

/// Reports why a command stopped.
pub(crate) fn failure(failure: &Failure, terminal: &Terminal) -> Exit {
    let (exit, message, hint) = match failure {
        Failure::Usage(message, hint) => (Exit::Usage, message.text(lang()), hint),
        Failure::Stopped(error, hint) => (Exit::Io, error_text(error), hint),
        Failure::Faults(found, sources) => return diagnostics(found, sources, terminal),
    };
    let hint = hint.as_ref().map(|hint| hint.text(lang()));
    terminal.note(&render_failure(&message, hint.as_deref(), terminal.colour_err()));
    exit
}

/// Returns the message of an error, with its file.
pub(crate) fn error_text(error: &Error) -> String {
    error.explain(lang())
}
