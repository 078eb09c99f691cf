//! Opens an answer in the user's editor.

use std::io::Write;
use std::process::Command;

use nigao::error::Error;

use super::super::files;
use super::super::outcome::{Failure, Outcome};

/// Returns the command of the user's editor and its arguments, such as `code --wait`.
pub(super) fn command(env: impl Fn(&str) -> Option<String>) -> Option<Vec<String>> {
    let names = ["VISUAL", "EDITOR"].into_iter();
    let line = names
        .filter_map(env)
        .find(|value| !value.trim().is_empty())?;
    // A backslash is an escape in a shell, but a path separator on Windows.
    let line = if cfg!(windows) {
        line.replace('\\', "/")
    } else {
        line
    };
    shlex::split(&line).filter(|words| !words.is_empty())
}

/// What the editor left.
pub(super) struct Edited {
    /// The words, also where the editor failed after it had saved them.
    pub(super) words: String,
    /// How the editor failed, if it did.
    pub(super) failure: Option<Failure>,
}

/// Edits words in the editor and returns them as they are when it is closed.
///
/// # Errors
/// An editor that cannot be started, or a file that cannot be read again.
pub(super) fn edit(command: &[String], words: &str) -> Outcome<Edited> {
    let name = command.first().cloned().unwrap_or_default();
    let failed = |error| Error::io(&name, error);
    let mut file = tempfile::Builder::new()
        .prefix("nigao-")
        .suffix(".txt")
        .tempfile()
        .map_err(failed)?;
    file.write_all(words.as_bytes()).map_err(failed)?;
    let path = file.into_temp_path();
    let status = Command::new(&name)
        .args(&command[1..])
        .arg(&path)
        .status()
        .map_err(failed)?;
    let failure = (!status.success())
        .then(|| Failure::from(failed(std::io::Error::other(status.to_string()))));
    // An editor may save in the encoding of Windows; what no encoding explains is still not lost.
    let text = files::read_text(&path).or_else(|_| {
        let bytes = std::fs::read(&path).map_err(failed)?;
        Outcome::Ok(String::from_utf8_lossy(&bytes).into_owned())
    })?;
    Ok(Edited {
        words: text.trim().to_owned(),
        failure,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn editors_come_with_arguments_and_quotes() {
        let of = |visual: &str, editor: &str| {
            command(|name| Some(if name == "VISUAL" { visual } else { editor }.to_owned()))
        };
        assert_eq!(
            of("", "code --wait"),
            Some(vec!["code".to_owned(), "--wait".to_owned()])
        );
        assert_eq!(
            of("'/a b/ed' -n", "vi"),
            Some(vec!["/a b/ed".to_owned(), "-n".to_owned()])
        );
        assert_eq!(
            of("", r"/a\ b/ed -n"),
            Some(vec!["/a b/ed".to_owned(), "-n".to_owned()])
        );
        assert_eq!(of(" ", ""), None);
        assert_eq!(of("", "'never closed"), None);
    }
}
