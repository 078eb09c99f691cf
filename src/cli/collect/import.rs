//! Merges the forms that came back into one answers file, and says who has sent what.

use std::fs;
use std::path::PathBuf;

use nigao::answers::{Answers, Mode, edit};
use nigao::diagnostic::Diagnostics;
use nigao::forms::{self, Collected, ReturnedForm, ShareProgress, ShareState};
use nigao::schema::Schema;
use serde_json::Value;

use super::ByArg;
use super::returns::ReturnsReader;
use crate::cli::args::{GenreArgs, OutputTarget};
use crate::cli::files::{self, Output};
use crate::cli::json::{self, JsonFlag};
use crate::cli::lang::{lang, translate, translate_with};
use crate::cli::outcome::Outcome;
use crate::cli::report;
use crate::cli::terminal::{Terminal, clean, pad, width};

#[derive(clap::Args)]
pub(super) struct Import {
    #[arg(value_name = translate("cli.name.template"), help = translate("cli.arg.template"))]
    genre: String,
    #[arg(
        required = true, value_name = translate("cli.name.returns"),
        help = translate("cli.collect.returns")
    )]
    returns: Vec<PathBuf>,
    #[arg(
        long, default_value = "责任单位", hide_possible_values = true, hide_default_value = true,
        value_name = translate("cli.name.by"), help = translate("cli.collect.by")
    )]
    by: ByArg,
    #[command(flatten)]
    target: OutputTarget,
    #[command(flatten)]
    shelf: GenreArgs,
    #[command(flatten)]
    json: JsonFlag,
}

/// What an answers file has before an import: nothing, or what was collected before.
struct Before {
    text: String,
    answers: Answers,
    output: Output,
}

impl Import {
    pub(super) fn run(self, terminal: &Terminal) -> Outcome {
        let (schemas, name, returns) = self.schemas()?;
        let (schema, warnings) = forms::union(&schemas);
        let before = self.before(&schema, &name)?;
        let shares = forms::shares(&schema, self.by.into());
        let output_file = self.target.file().map(PathBuf::from);
        let reader = ReturnsReader::new(&schema, &shares, output_file.as_deref());
        let mut returned = reader.read(returns)?;
        let collected = forms::collect(&schema, &shares, &returned.forms, &before.answers);
        let text = edit::update(&before.text, &collected.answers, &schema);
        let mut written = json::write_text(&before.output, &text, terminal)?;
        if let Some(file) = self.target.file() {
            // Answers collected before are where they were.
            returned.sources.add(file, &before.text);
        }
        let mut found = warnings;
        found.extend(faults(&schema, &collected));
        found.append(&mut returned.notes);
        let exit = report::diagnostics(&found, &returned.sources, terminal);
        terminal.answer(|| {
            written["progress"] = collected.progress.iter().map(progress_json).collect();
            written["unrecognized"] = unrecognized_files(&returned.forms).into();
            written
        });
        let table = progress_table(&collected.progress) + &unrecognized(&returned.forms);
        terminal.note(&clean(&table));
        Ok(exit)
    }

    /// Returns the schemas of the genres that were named, the name of the first, and the returns.
    ///
    /// Genres come first: a word is one if no file has its name and the catalog knows it.
    fn schemas(&self) -> Outcome<(Vec<Schema>, String, &[PathBuf])> {
        let first = self.shelf.genre(&self.genre)?;
        let mut schemas = vec![first.schema().recovered().0];
        let mut returns = &self.returns[..];
        while let [word, rest @ ..] = returns {
            // The last word is a return, or nothing came back.
            let Some(name) = word.to_str().filter(|_| !rest.is_empty()) else {
                break;
            };
            // A template is named by its file; any other file is a return.
            let is_template = word.extension().is_some_and(|ending| ending == "hbs");
            if fs::symlink_metadata(word).is_ok() && !is_template {
                break;
            }
            let Ok(genre) = self.shelf.genre(name) else {
                break;
            };
            schemas.push(genre.schema().recovered().0);
            returns = rest;
        }
        Ok((schemas, first.name, returns))
    }

    /// Returns what the output has already. A file of answers to these fields is merged into,
    /// anything else is replaced only with `--force`.
    fn before(&self, schema: &Schema, name: &str) -> Outcome<Before> {
        let output = self.target.output();
        let nothing = Answers::read(name, "");
        if let Output::File {
            path,
            replace: false,
        } = &output
            && path.is_file()
        {
            let file = path.display().to_string();
            let text = files::read_text(path).unwrap_or_default();
            let answers = Answers::read(&file, &text);
            let is_known = |entry: &nigao::yaml::Entry| schema.field(&entry.key).is_some();
            if answers.faults().is_empty() && answers.entries().iter().any(is_known) {
                let output = Output::File {
                    path: path.clone(),
                    replace: true,
                };
                return Ok(Before {
                    text,
                    answers,
                    output,
                });
            }
        }
        output.check_writable(false)?;
        let text = forms::form(schema, name, lang());
        Ok(Before {
            text,
            answers: nothing,
            output,
        })
    }
}

/// Returns where the forms contradict each other, and what a check finds in their answers.
fn faults(schema: &Schema, collected: &Collected) -> Diagnostics {
    let mode = Mode {
        holes: true,
        elsewhere: &|_| false,
    };
    let mut faults = collected.faults.clone();
    faults.extend(nigao::answers::check(schema, &collected.answers, mode).diagnostics);
    faults
}

/// Returns a line for each share: `统计站  18/23  还缺：生产总值、…（统计站.xlsx）`.
fn progress_table(progress: &[ShareProgress]) -> String {
    let columns = progress
        .iter()
        .map(|share| width(&share.share))
        .max()
        .unwrap_or(0);
    let mut text = String::new();
    for share in progress {
        let files = share.files.join("、");
        let open = share.open.join("、");
        let (state, done) = match share.state {
            ShareState::Missing => (translate("collect.not-returned"), share.answered),
            ShareState::Blank => (
                translate_with("collect.blank", [("files", &files)]),
                share.answered,
            ),
            ShareState::Returned if share.open.is_empty() => (
                translate_with("collect.complete", [("files", &files)]),
                share.asked,
            ),
            ShareState::Returned => {
                let args = [("files", &files), ("fields", &open)];
                (
                    translate_with("collect.open", args),
                    share.asked - share.open.len(),
                )
            }
        };
        let name = pad(&share.share, columns);
        text += &format!("  {name}  {done}/{}  {state}\n", share.asked);
    }
    text
}

/// Returns how far a share is answered, as data.
fn progress_json(share: &ShareProgress) -> Value {
    let state = match share.state {
        ShareState::Missing => "missing",
        ShareState::Blank => "blank",
        ShareState::Returned => "returned",
    };
    serde_json::json!({
        "share": share.share,
        "state": state,
        "files": share.files,
        "open": share.open,
        "answered": share.answered,
        "asked": share.asked,
    })
}

/// Returns the files of the forms that are of no office.
fn unrecognized_files(forms: &[ReturnedForm]) -> Vec<&str> {
    let mut files = Vec::new();
    for form in forms {
        if form.shares.is_empty() {
            files.push(form.file.as_str());
        }
    }
    files
}

/// Returns a line with the forms nobody can be told from.
fn unrecognized(forms: &[ReturnedForm]) -> String {
    let files = unrecognized_files(forms);
    if files.is_empty() {
        return String::new();
    }
    translate_with("collect.unrecognized", [("files", files.join("、"))]) + "\n"
}
