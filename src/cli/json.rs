//! Declares `--json` and prepares the envelope that a command fills instead of printing.
//!
//! The flag is looked up by [`envelope`] before clap runs, so that a wrong command line is answered
//! in JSON too. It is declared for the help text and for completion.

use std::ffi::OsString;

use clap::Args;
use nigao::diagnostic::Message;
use nigao::envelope::Envelope;
use serde_json::{Value, json};

use super::files::Output;
use super::lang::{self, translate};
use super::outcome::{Failure, Outcome};
use super::terminal::Terminal;

/// The flag of a command that can answer in JSON.
#[derive(Args)]
pub(crate) struct JsonFlag {
    #[arg(long, help = translate("cli.arg.json"))]
    #[allow(dead_code)]
    json: bool,
}

/// Returns an empty envelope if `--json` stands on the command line, before any `--`.
pub(crate) fn envelope(args: &[OsString], root: &clap::Command) -> Option<Envelope> {
    let words: Vec<&str> = args
        .iter()
        .skip(1)
        .map(|word| word.to_str().unwrap_or_default())
        .collect();
    let ours = words.split(|word| *word == "--").next().unwrap_or_default();
    if !ours.contains(&"--json") {
        return None;
    }
    Some(Envelope::new(
        command_name(ours, root).as_deref(),
        &lang::langs(args),
    ))
}

/// Returns the command that some words name: `fill`, `collect export`; none that has no JSON.
fn command_name(words: &[&str], root: &clap::Command) -> Option<String> {
    let mut names: Vec<&str> = Vec::new();
    let mut command = root;
    for word in words {
        match command.find_subcommand(word) {
            Some(found) => {
                names.push(word);
                command = found;
            }
            // Only flags may stand before the name of a command, and the value of `--lang`.
            None if names.is_empty() => {}
            None => break,
        }
    }
    let answers_json = command
        .get_arguments()
        .any(|arg| arg.get_long() == Some("json"));
    answers_json.then(|| names.join(" "))
}

/// Refuses `--lang both` where no JSON is asked for: a sentence on a terminal has one language.
pub(crate) fn refuse_both(lang: Option<&str>, terminal: &Terminal) -> Outcome<()> {
    if lang == Some(lang::BOTH) && !terminal.is_json() {
        let message = Message::plain("cli.lang-both");
        return Err(Failure::usage(
            message,
            Message::plain("cli.lang-both-hint"),
        ));
    }
    Ok(())
}

/// Writes a text to its file; on stdout an envelope takes it along. Returns where it is:
/// `{file, bytes, text}`.
pub(crate) fn write_text(output: &Output, text: &str, terminal: &Terminal) -> Outcome<Value> {
    output.write(text.as_bytes(), terminal)?;
    let (file, inline) = match output {
        Output::File { path, .. } => (Some(path.display().to_string()), None),
        Output::Stdout => (None, Some(text)),
    };
    Ok(json!({"file": file, "bytes": text.len(), "text": inline}))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_command_is_found_behind_flags_and_before_its_arguments() {
        let json = || clap::Arg::new("json").long("json");
        let export = clap::Command::new("export").arg(json());
        let root = clap::Command::new("nigao")
            .subcommand(clap::Command::new("list").arg(json()))
            .subcommand(clap::Command::new("ask"))
            .subcommand(clap::Command::new("collect").subcommand(export));
        let cases: [(&[&str], Option<&str>); 7] = [
            (&["list"], Some("list")),
            (&["--lang", "zh", "list", "list"], Some("list")),
            (&["collect", "export", "list"], Some("collect export")),
            (&["collect", "list"], None),
            (&["ask"], None),
            (&["lsit"], None),
            (&[], None),
        ];
        for (words, name) in cases {
            assert_eq!(command_name(words, &root).as_deref(), name, "{words:?}");
        }
    }

    #[test]
    fn json_is_asked_for_before_two_dashes_alone() {
        let root = clap::Command::new("nigao").subcommand(clap::Command::new("list"));
        let asked = |words: &[&str]| {
            let args: Vec<OsString> = words.iter().map(OsString::from).collect();
            envelope(&args, &root).is_some()
        };
        assert!(asked(&["nigao", "list", "--json"]));
        assert!(!asked(&["nigao", "list", "--", "--json"]));
        assert!(!asked(&["nigao", "list", "--set=--json"]));
        assert!(!asked(&["--json", "list"]));
    }
}
