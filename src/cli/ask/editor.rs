//! Opens an answer in the user's editor.

use std::io::Write;
use std::process::Command;

use nigao::error::Error;

use super::super::outcome::Outcome;

/// Returns the command of the user's editor and its arguments, such as `code --wait`.
pub(super) fn command(env: impl Fn(&str) -> Option<String>) -> Option<Vec<String>> {
    let names = ["VISUAL", "EDITOR"].into_iter();
    let line = names.filter_map(env).find(|value| !value.trim().is_empty())?;
    // A backslash is an escape in a shell, but a path separator on Windows.
    let line = if cfg!(windows) { line.replace('\\', "/") } else { line };
    shlex::split(&line).filter(|words| !words.is_empty())
}

/// Edits words in the editor and returns them as they are when it is closed.
///
/// # Errors
/// An editor that cannot be started or that fails.
pub(super) fn edit(command: &[String], words: &str) -> Outcome<String> {
    let name = command.first().cloned().unwrap_or_default();
    let failed = |error| Error::io(&name, error);
    let mut file =
        tempfile::Builder::new().prefix("nigao-").suffix(".txt").tempfile().map_err(failed)?;
    file.write_all(words.as_bytes()).map_err(failed)?;
    let path = file.into_temp_path();
    let status = Command::new(&name).args(&command[1..]).arg(&path).status().map_err(failed)?;
    if !status.success() {
        return Err(failed(std::io::Error::other(status.to_string())).into());
    }
    Ok(std::fs::read_to_string(&path).map_err(failed)?.trim().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn editors_come_with_arguments_and_quotes() {
        let of = |visual: &str, editor: &str| {
            command(|name| Some(if name == "VISUAL" { visual } else { editor }.to_owned()))
        };
        assert_eq!(of("", "code --wait"), Some(vec!["code".to_owned(), "--wait".to_owned()]));
        assert_eq!(of("'/a b/ed' -n", "vi"), Some(vec!["/a b/ed".to_owned(), "-n".to_owned()]));
        assert_eq!(of("", r"/a\ b/ed -n"), Some(vec!["/a b/ed".to_owned(), "-n".to_owned()]));
        assert_eq!(of(" ", ""), None);
        assert_eq!(of("", "'never closed"), None);
    }
}
