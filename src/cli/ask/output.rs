//! Finish: answers to the report, by the very command it can be made with again without questions.

use std::path::Path;

use super::super::again;
use super::super::args::shell_line;
use super::super::lang::{translate, translate_with};
use super::super::outcome::{Exit, Outcome};
use super::super::terminal::Terminal;
use super::Ask;
use super::prompt::{Pick, Reply};
use super::session::AskSession;

impl Ask {
    /// Says where the answers are, and how to go on.
    pub(super) fn farewell(&self, session: &AskSession, file: &str, terminal: &Terminal) {
        if !Path::new(file).exists() {
            return;
        }
        let last = self
            .last
            .iter()
            .flat_map(|last| ["--last".to_owned(), last.clone()])
            .collect::<Vec<_>>();
        let command = self.command("ask", &self.files(file, "-a"), &last);
        terminal.note("\n");
        session.note(&translate_with("ask.saved", [("file", file)]), 2);
        session.note(&session.summary(), 2);
        terminal.note(&format!("{}\n  {}\n", translate("ask.go-on"), shell_line(&command)));
    }

    /// The answers files, each with the flag it takes.
    fn files(&self, file: &str, flag: &str) -> Vec<String> {
        let named: Vec<&str> = self.answers.iter().map(String::as_str).collect();
        let ledgers = named.split_last().map_or(&[][..], |(_, ledgers)| ledgers);
        let files: Vec<&str> = ledgers.iter().copied().chain([file]).collect();
        let flag = (!flag.is_empty()).then(|| flag.to_owned());
        files
            .into_iter()
            .flat_map(|file| flag.clone().into_iter().chain([file.to_owned()]))
            .collect()
    }

    /// A command line of ours: verb, template, files, and what comes after.
    fn command(&self, verb: &str, files: &[String], rest: &[String]) -> Vec<String> {
        let head = ["nigao", verb, &self.template].map(str::to_owned);
        head.into_iter()
            .chain(files.iter().cloned())
            .chain(self.shelf.words())
            .chain(rest.iter().cloned())
            .collect()
    }

    /// Writes the report by the very command it can be made with again.
    pub(super) fn write(&self, session: &AskSession, file: &str, text: bool) -> Outcome {
        let stem = Path::new(file).with_extension("");
        let output = self.output.clone().unwrap_or_else(|| format!("{}.docx", stem.display()));
        let also = text.then(|| Path::new(&output).with_extension("txt").display().to_string());
        let mut commands = Vec::new();
        for output in [Some(output), also].into_iter().flatten() {
            let Some((output, replace)) = free(session, output)? else { continue };
            let mut command = self.fill(session, file, &output);
            if replace {
                command.push("--force".to_owned());
            }
            let exit = again(&command, session.terminal)?;
            if exit != Exit::Done {
                return Ok(exit);
            }
            // What was just written is there the next time.
            command.extend((!replace).then(|| "--force".to_owned()));
            commands.push(format!("  {}\n", shell_line(&command)));
        }
        if !commands.is_empty() {
            session.terminal.note(&format!("\n{}\n{}", translate("ask.repeat"), commands.concat()));
        }
        Ok(Exit::Done)
    }

    /// The command that writes the report, with holes where it has some.
    fn fill(&self, session: &AskSession, file: &str, output: &str) -> Vec<String> {
        let mut rest = vec!["-o".to_owned(), output.to_owned()];
        rest.extend((!session.interview.missing().is_empty()).then(|| "--draft".to_owned()));
        self.command("fill", &self.files(file, ""), &rest)
    }
}

/// A name nothing stands under yet, or leave to replace what stands there; none to write nothing.
fn free(session: &AskSession, output: String) -> Outcome<Option<(String, bool)>> {
    if !Path::new(&output).exists() {
        return Ok(Some((output, false)));
    }
    let path = Path::new(&output);
    let stem = path.with_extension("").display().to_string();
    let ending =
        path.extension().map(|ending| ending.to_string_lossy().into_owned()).unwrap_or_default();
    let names = (2..1000).map(|n| format!("{stem}-{n}.{ending}"));
    let other = names.into_iter().find(|name| !Path::new(name).exists()).unwrap_or_default();
    let options = [
        translate_with("ask.exists.replace", [("file", &output)]),
        translate_with("ask.exists.other", [("file", &other)]),
        translate("ask.exists.none"),
    ];
    let pick = Pick {
        label: &translate("ask.exists"),
        options: &options,
        at: 0,
        help: &translate("ask.help.end"),
    };
    Ok(match session.face.pick(&pick)? {
        Reply::Given(0) => Some((output, true)),
        Reply::Given(1) => Some((other, false)),
        _ => None,
    })
}
