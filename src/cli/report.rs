//! Reports diagnostics and failures on stderr and decides the exit code.

use nigao::diagnostic::{Diagnostic, Message, Severity};
use nigao::error::{Error, io_message};

use super::lang::lang;
use super::outcome::{Exit, Failure};
use super::render_diagnostics::{render, render_failure};
use super::sources::Sources;
use super::terminal::Terminal;

/// Reports diagnostics; errors among them make the exit code [`Exit::Faults`].
pub(crate) fn diagnostics(found: &[Diagnostic], sources: &Sources, terminal: &Terminal) -> Exit {
    match terminal.envelope() {
        Some(mut envelope) => {
            for diagnostic in sources.sorted(found) {
                envelope.add(diagnostic);
            }
        }
        None => terminal.note(&render(found, sources, terminal.colour_err())),
    }
    let failed = found
        .iter()
        .any(|diagnostic| diagnostic.severity == Severity::Error);
    if failed { Exit::Faults } else { Exit::Done }
}

/// Reports why a command stopped.
pub(crate) fn failure(failure: &Failure, terminal: &Terminal) -> Exit {
    let (exit, hint) = match failure {
        Failure::Usage(_, hint) => (Exit::Usage, hint.as_ref()),
        Failure::Stopped(_, hint) => (Exit::Io, hint.as_ref()),
        Failure::Faults(found, sources) => return diagnostics(found, sources, terminal),
    };
    if let Some(mut envelope) = terminal.envelope() {
        match failure {
            Failure::Stopped(error, _) => {
                let file = error.file().map(|file| file.display().to_string());
                let sentence = |lang| error.explain(lang);
                envelope.add_failure(&error_message(error), file.as_deref(), hint, sentence);
            }
            Failure::Usage(message, _) => {
                envelope.add_failure(message, None, hint, |lang| message.text(lang));
            }
            Failure::Faults(..) => {}
        }
        return exit;
    }
    let message = match failure {
        Failure::Usage(message, _) => message.text(lang()),
        Failure::Stopped(error, _) => error_text(error),
        Failure::Faults(..) => String::new(),
    };
    let hint = hint.map(|hint| hint.text(lang()));
    terminal.note(&render_failure(
        &message,
        hint.as_deref(),
        terminal.colour_err(),
    ));
    exit
}

/// Returns the message of an error, with its file.
pub(crate) fn error_text(error: &Error) -> String {
    error.explain(lang())
}

fn error_message(error: &Error) -> Message {
    let kind = error.io_error().map(std::io::Error::kind);
    kind.and_then(io_message)
        .unwrap_or_else(|| error.message().clone())
}
