//! Turns clap's errors into messages that say what to type instead.

use clap::error::{ContextKind, ContextValue, ErrorKind};

use nigao::diagnostic::Message;
use serde_json::json;

use super::help;
use super::lang::translate;
use super::outcome::{Exit, Failure, Outcome};
use super::terminal::Terminal;

/// Prints help or the version if that was asked for, else fails with what is wrong.
pub(crate) fn answer(error: &clap::Error, terminal: &Terminal) -> Outcome {
    match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => {
            let help = rendered(error, terminal.colour_out());
            terminal.answer(|| json!({"text": help}));
            terminal.print(&help)?;
            Ok(Exit::Done)
        }
        // `nigao` alone prints the same help, but it did nothing.
        ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            terminal.note(&rendered(error, terminal.colour_err()));
            Ok(Exit::Usage)
        }
        _ => Err(failure(error)),
    }
}

/// Turns an error of clap into a failure that says what to type instead.
pub(crate) fn failure(error: &clap::Error) -> Failure {
    Failure::Usage(fault(error), Some(hint(error)))
}

fn rendered(error: &clap::Error, colour: bool) -> String {
    let text = error.render();
    help::translate_marks(&if colour {
        text.ansi().to_string()
    } else {
        text.to_string()
    })
}

/// Returns what is wrong.
fn fault(error: &clap::Error) -> Message {
    let [arg, value, verb, prior] = [
        ContextKind::InvalidArg,
        ContextKind::InvalidValue,
        ContextKind::InvalidSubcommand,
        ContextKind::PriorArg,
    ]
    .map(|kind| context(error, kind));
    match error.kind() {
        ErrorKind::UnknownArgument => Message::new("cli.usage.unknown-argument", [("arg", arg)]),
        ErrorKind::InvalidSubcommand => Message::new("cli.usage.unknown-verb", [("verb", verb)]),
        ErrorKind::MissingRequiredArgument => Message::new("cli.usage.missing", [("arg", arg)]),
        ErrorKind::ArgumentConflict => {
            Message::new("cli.usage.conflict", [("arg", arg), ("other", prior)])
        }
        ErrorKind::InvalidValue if value.is_empty() => {
            Message::new("cli.usage.no-value", [("arg", arg)])
        }
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            Message::new("cli.usage.invalid-value", [("arg", arg), ("value", value)])
        }
        ErrorKind::InvalidUtf8 => Message::plain("cli.usage.not-utf8"),
        _ => Message::new("cli.usage.other", [("why", error.kind().to_string())]),
    }
}

/// Returns how to fix it: the nearest valid word, the valid words, or where the help is.
fn hint(error: &clap::Error) -> Message {
    let near = [
        ContextKind::SuggestedArg,
        ContextKind::SuggestedSubcommand,
        ContextKind::SuggestedValue,
    ];
    let found = |kind| Some(context(error, kind)).filter(|words| !words.is_empty());
    if let Some(near) = near.into_iter().find_map(found) {
        return Message::new("cli.usage.nearest", [("near", near)]);
    }
    if let Some(allowed) = found(ContextKind::ValidValue) {
        return Message::new("cli.usage.allowed", [("values", allowed)]);
    }
    Message::plain("cli.usage.see-help")
}

/// Returns a context value of the error, lists joined; empty if there is none.
fn context(error: &clap::Error, kind: ContextKind) -> String {
    match error.get(kind) {
        Some(ContextValue::String(word)) => word.clone(),
        Some(ContextValue::Strings(words)) => words.join(&translate("cli.list.comma")),
        _ => String::new(),
    }
}
