//! Writes the report, by the same command that writes it again without questions.

use std::path::Path;

use super::super::args::shell_line;
use super::super::fill::Fill;
use super::super::lang::{translate, translate_with};
use super::super::outcome::{Exit, Outcome};
use super::super::prompt::{Choice, Console};
use super::ask_command::Ask;
use super::session::AskSession;
use super::table;

impl Ask {
    /// Tells the user where the answers are and how to go on.
    pub(super) fn farewell(&self, session: &AskSession) {
        let (file, console) = (&session.autosave.file, &session.console);
        if !Path::new(file).exists() {
            return;
        }
        let mut last = Vec::new();
        if let Some(file) = &self.last {
            last.extend(["--last".to_owned(), file.clone()]);
        }
        let command = self.command("ask", &self.answers_files(file, Some("-a")), &last);
        console.note("", 0);
        console.note(&translate_with("ask.saved", [("file", file)]), 2);
        console.note(&table::summary(&session.interview), 2);
        // The command is not wrapped: it is there to be copied.
        let command = shell_line(&command);
        console
            .terminal
            .note(&format!("{}\n  {command}\n", translate("ask.go-on")));
    }

    /// Returns the answers files, each after its flag, if it takes one.
    fn answers_files(&self, file: &str, flag: Option<&str>) -> Vec<String> {
        let ledgers = self
            .answers
            .split_last()
            .map_or(&[][..], |(_, ledgers)| ledgers);
        let mut words = Vec::new();
        for file in ledgers.iter().map(String::as_str).chain([file]) {
            words.extend(flag.map(str::to_owned));
            words.push(file.to_owned());
        }
        words
    }

    /// Returns a nigao command line.
    fn command(&self, verb: &str, files: &[String], rest: &[String]) -> Vec<String> {
        let template = self.template.as_deref().unwrap_or_default();
        let mut words = ["nigao", verb, template].map(str::to_owned).to_vec();
        words.extend_from_slice(files);
        words.extend(self.shelf.words());
        words.extend_from_slice(rest);
        words
    }

    /// Writes the report, and the text beside it if that is wanted.
    pub(super) fn write(&self, session: &AskSession, with_text: bool) -> Outcome {
        let (file, console) = (&session.autosave.file, &session.console);
        let word_file = self
            .output
            .clone()
            .unwrap_or_else(|| with_extension(file, "docx"));
        let mut outputs = vec![word_file];
        if with_text {
            outputs.push(with_extension(&outputs[0], "txt"));
        }
        let has_holes = !session.interview.missing().is_empty();
        let mut commands = String::new();
        for output in outputs {
            let Some((output, replace)) = ask_output(console, output)? else {
                continue;
            };
            let mut rest = vec!["-o".to_owned(), output];
            if has_holes {
                rest.push("--draft".to_owned());
            }
            let mut command = self.command("fill", &self.answers_files(file, None), &rest);
            let mut forced = command.clone();
            forced.push("--force".to_owned());
            if replace {
                command.clone_from(&forced);
            }
            // What is shown is what runs.
            let fill = Fill::from_command_line(&command[1..])?;
            let exit = fill.run(console.terminal)?;
            if exit != Exit::Done {
                return Ok(exit);
            }
            // The next time, the file just written is there.
            commands += &format!("  {}\n", shell_line(&forced));
        }
        if !commands.is_empty() {
            console
                .terminal
                .note(&format!("\n{}\n{commands}", translate("ask.repeat")));
        }
        Ok(Exit::Done)
    }
}

fn with_extension(file: &str, extension: &str) -> String {
    Path::new(file)
        .with_extension(extension)
        .display()
        .to_string()
}

/// Returns a name that is free, and whether the file of that name may be replaced; none if nothing
/// is to be written.
fn ask_output(console: &Console, output: String) -> Outcome<Option<(String, bool)>> {
    if !Path::new(&output).exists() {
        return Ok(Some((output, false)));
    }
    let other = free_name(&output);
    let options = [
        // Enter must never destroy a file that was polished by hand.
        translate_with("ask.exists.other", [("file", &other)]),
        translate_with("ask.exists.replace", [("file", &output)]),
        translate("ask.exists.none"),
    ];
    Ok(
        match console.choose(&translate("ask.exists"), &options, 0, "ask.help.end")? {
            Choice::Option(0) => Some((other, false)),
            Choice::Option(1) => Some((output, true)),
            _ => None,
        },
    )
}

/// Returns a name like this that no file has yet: `报告-2.docx`.
fn free_name(file: &str) -> String {
    let path = Path::new(file);
    let stem = path.with_extension("").display().to_string();
    let extension = path.extension().unwrap_or_default().to_string_lossy();
    let name = |n: u32| format!("{stem}-{n}.{extension}");
    (2..u32::MAX)
        .map(name)
        .find(|name| !Path::new(name).exists())
        .unwrap_or_default()
}
