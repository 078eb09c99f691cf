//! Reports diagnostics and failures on stderr and decides the exit code.

use std::io;

use nigao::diagnostic::{Diagnostic, Message, Severity};
use nigao::error::Error;

use super::lang::{lang, translate_with};
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

/// Returns the message of an error; those of the system, which are English everywhere, are ours.
pub(crate) fn error_text(error: &Error) -> String {
    let kind = error.io_error().map(io::Error::kind);
    let message = kind.and_then(io_message).unwrap_or_else(|| error.message().clone());
    let why = message.text(lang());
    let file = error.file().map(|file| file.display().to_string());
    match file {
        Some(file) if !why.contains(&file) => {
            translate_with("cli.io.file", [("file", file), ("why", why)])
        }
        _ => why,
    }
}

/// Returns our message for an error of the system; none for a rare one.
pub(crate) fn io_message(kind: io::ErrorKind) -> Option<Message> {
    Some(Message::plain(match kind {
        io::ErrorKind::NotFound => "cli.io.not-found",
        io::ErrorKind::PermissionDenied => "cli.io.permission",
        io::ErrorKind::IsADirectory => "cli.io.folder",
        io::ErrorKind::NotADirectory => "cli.io.no-folder",
        io::ErrorKind::ReadOnlyFilesystem => "cli.io.read-only",
        io::ErrorKind::InvalidFilename => "cli.io.name",
        io::ErrorKind::AlreadyExists => "cli.io.exists",
        io::ErrorKind::StorageFull => "cli.io.full",
        io::ErrorKind::InvalidData => "cli.io.not-utf8",
        _ => return None,
    }))
}
