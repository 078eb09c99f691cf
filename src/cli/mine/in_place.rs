//! Makes the report's own Word file a template: `nigao mine … --in-place`.

use std::path::{Path, PathBuf};

use nigao::diagnostic::Message;
use nigao::mine::MinedWord;

use super::super::files::{self, settled};
use super::super::lang::translate_with as tell;
use super::super::outcome::{Failure, Outcome};
use super::super::terminal::{Terminal, clean};

/// Reads the one Word file that becomes the template.
pub(super) fn read(reports: &[PathBuf], accepts_changes: bool) -> Outcome<Vec<u8>> {
    let is_word = |path: &Path| {
        path.extension()
            .is_some_and(|e| e.eq_ignore_ascii_case("docx"))
    };
    match reports {
        [only] if is_word(only) => {
            let name = only.display().to_string();
            settled(files::bytes(only)?, &name, accepts_changes)
        }
        _ => Err(Failure::usage(
            Message::plain("word-template.cli.in-place-one"),
            Message::plain("word-template.cli.in-place-one.hint"),
        )),
    }
}

/// Returns where the template goes in the folder of the genre.
pub(super) fn path(name: &str) -> PathBuf {
    Path::new("templates").join(format!("{name}.docx"))
}

/// Says how many tags stand in the file, and which do not.
pub(super) fn note(mined: &MinedWord, terminal: &Terminal) {
    let args = [("n", mined.placed)];
    terminal.note(&format!("{}\n", tell("word-template.cli.placed", args)));
    if !mined.left.is_empty() {
        let args = [("n", mined.left.len())];
        terminal.note(&format!("{}\n", tell("word-template.cli.left", args)));
    }
    for words in &mined.left {
        terminal.note(&clean(&format!("  {words}\n")));
    }
    for (key, tags) in [
        ("word-template.cli.mixed", &mined.mixed),
        ("word-template.cli.unplaced", &mined.unplaced),
    ] {
        if tags.is_empty() {
            continue;
        }
        terminal.note(&format!("{}\n", tell(key, [("n", tags.len())])));
        for (tag, words) in tags {
            terminal.note(&clean(&format!("  {tag}  {words}\n")));
        }
    }
}
