//! Editor: words to the same words as the writer left them in an editor of their own.

use std::io::Write;
use std::process::Command;

use nigao::error::Error;

use super::super::outcome::Outcome;

/// The command of the writer's editor and its arguments, `code --wait`; none where none is set.
pub(super) fn command(env: impl Fn(&str) -> Option<String>) -> Option<Vec<String>> {
    let set =
        ["VISUAL", "EDITOR"].into_iter().filter_map(env).find(|value| !value.trim().is_empty())?;
    let words = split(&set);
    (!words.is_empty()).then_some(words)
}

/// A command line's words, in quotes or not.
fn split(line: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let mut quote = None;
    let mut open = false;
    for c in line.chars() {
        match quote {
            Some(mark) if c == mark => quote = None,
            None if c == '"' || c == '\'' => quote = Some(c),
            None if c.is_whitespace() => {
                open = false;
                continue;
            }
            _ => {
                if !open {
                    words.push(String::new());
                }
                if let Some(word) = words.last_mut() {
                    word.push(c);
                }
                open = true;
                continue;
            }
        }
        if !open {
            words.push(String::new());
            open = true;
        }
    }
    words
}

/// The words as they are when the editor is closed.
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
        assert_eq!(of(" ", ""), None);
    }
}
