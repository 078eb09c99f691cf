//! Checks Word templates: faults as comments in a copy, and a schema for a file that has none.

use nigao::catalog::{Genre, WordFile};
use nigao::diagnostic::{Diagnostics, Message};
use nigao::splice::Reviser;
use serde_json::json;

use super::files::Output;
use super::lang::{lang, translate_with};
use super::outcome::{Exit, Failure, Outcome};
use super::terminal::Terminal;

/// Writes a copy of the genre's Word file with each fault as a comment.
pub(super) fn annotate(
    genre: &Genre,
    faults: &Diagnostics,
    output: &Output,
    terminal: &Terminal,
) -> Outcome<()> {
    let Some(word) = genre.word_file()? else {
        let message = Message::new("word-template.cli.no-word", [("genre", &genre.name)]);
        return Err(Failure::usage(
            message,
            Message::plain("word-template.cli.no-word.hint"),
        ));
    };
    let by = Reviser {
        author: "nigao".to_owned(),
        initials: "nigao".to_owned(),
        date: None,
    };
    let bytes = word.open()?.annotated(faults, &by, lang())?;
    output.write(&bytes, terminal)
}

/// Prints a schema that the tags of a Word file fit, for a file without one.
pub(super) fn propose_schema(name: &str, word: &WordFile, terminal: &Terminal) -> Outcome {
    let schema = word.open()?.proposed_schema(name).to_yaml();
    if !terminal.is_json() {
        terminal.print(&schema)?;
    }
    terminal.answer(|| json!({"genre": name, "checked": "genre", "schema": schema}));
    let args = [("file", format!("schemas/{name}.yaml"))];
    terminal.note(&format!(
        "{}\n",
        translate_with("word-template.cli.proposed", args)
    ));
    Ok(Exit::Done)
}
