//! Makes the report's own Word file a template: `nigao mine … --in-place`.

use std::path::{Path, PathBuf};

use nigao::diagnostic::Message;
use nigao::mine::MinedWord;

use super::super::files::{self, settled};
use super::super::lang::lang;
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
    for (message, rows) in mined.remarks() {
        terminal.note(&format!("{}\n", message.text(lang())));
        for row in rows {
            terminal.note(&clean(&format!("  {row}\n")));
        }
    }
}
