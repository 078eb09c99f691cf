//! Usage: what clap found wrong with a command line to a sentence that says what to type instead.

use clap::error::{ContextKind, ContextValue, ErrorKind};

use nigao::diagnostic::Message;

use super::help;
use super::lang::say;
use super::outcome::{Exit, Failure, Outcome};
use super::terminal::Terminal;

/// Prints help or the version when that was asked, else says what is wrong.
pub(crate) fn answer(error: &clap::Error, terminal: &Terminal) -> Outcome {
    match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => {
            terminal.print(&shown(error, terminal.colour_out()))?;
            Ok(Exit::Done)
        }
        // `nigao` alone: the same help, but nothing was done.
        ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            terminal.note(&shown(error, terminal.colour_err()));
            Ok(Exit::Usage)
        }
        _ => Err(Failure::Usage(fault(error), Some(hint(error)))),
    }
}

fn shown(error: &clap::Error, colour: bool) -> String {
    let text = error.render();
    help::translate(&if colour { text.ansi().to_string() } else { text.to_string() })
}

/// What is wrong.
fn fault(error: &clap::Error) -> Message {
    let [arg, value, verb, prior] = [
        ContextKind::InvalidArg,
        ContextKind::InvalidValue,
        ContextKind::InvalidSubcommand,
        ContextKind::PriorArg,
    ]
    .map(|kind| words(error, kind));
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

/// How to mend it: the nearest right word, the words that are allowed, or where the help is.
fn hint(error: &clap::Error) -> Message {
    let near =
        [ContextKind::SuggestedArg, ContextKind::SuggestedSubcommand, ContextKind::SuggestedValue];
    let found = |kind| Some(words(error, kind)).filter(|words| !words.is_empty());
    if let Some(near) = near.into_iter().find_map(found) {
        return Message::new("cli.usage.nearest", [("near", near)]);
    }
    if let Some(allowed) = found(ContextKind::ValidValue) {
        return Message::new("cli.usage.allowed", [("values", allowed)]);
    }
    Message::plain("cli.usage.see-help")
}

/// A context of the error as words, lists joined; empty if it has none.
fn words(error: &clap::Error, kind: ContextKind) -> String {
    match error.get(kind) {
        Some(ContextValue::String(word)) => word.clone(),
        Some(ContextValue::Strings(words)) => words.join(&say("cli.list.comma")),
        _ => String::new(),
    }
}
