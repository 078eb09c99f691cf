//! Gathers what a reviewer knows: the command line, the unit's file, answers and earlier papers.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use clap::Args;
use nigao::answers::Answers;
use nigao::diagnostic::Message;
use nigao::read::Report;
use nigao::review::{ReviewOptions, UNIT_FILE, UnitFile, rules};

use super::super::files;
use super::super::inspect::open;
use super::super::lang::translate;
use super::super::layout_args::LayoutArgs;
use super::super::outcome::{Failure, Outcome};
use super::super::report;
use super::super::sources::Sources;
use super::super::terminal::Terminal;

/// What a reviewer knows beside the papers.
#[derive(Args)]
pub(super) struct Knowledge {
    #[arg(long, value_name = translate("cli.review.name.place"), help = translate("cli.review.place"))]
    place: Option<String>,
    #[arg(long, value_name = translate("cli.name.file"), help = translate("cli.review.answers"))]
    answers: Vec<String>,
    #[arg(long, value_name = translate("cli.name.file"), help = translate("cli.review.source"))]
    source: Vec<PathBuf>,
    #[arg(
        long, value_delimiter = ',', value_name = translate("cli.review.name.rules"),
        help = translate("cli.review.only")
    )]
    only: Vec<String>,
    #[arg(
        long, value_delimiter = ',', value_name = translate("cli.review.name.rules"),
        help = translate("cli.review.skip")
    )]
    skip: Vec<String>,
    #[arg(long, help = translate("cli.review.privacy"))]
    privacy: bool,
    #[command(flatten)]
    layout: LayoutArgs,
}

impl Knowledge {
    /// Returns what the command line alone says.
    pub(super) fn plain_options(&self) -> ReviewOptions {
        ReviewOptions {
            place: self.place.clone(),
            only: self.only.clone(),
            skip: self.skip.clone(),
            privacy: self.privacy,
            ..ReviewOptions::default()
        }
    }

    /// Returns the options for the papers of a unit.
    pub(super) fn options(&self, unit: &UnitFile, terminal: &Terminal) -> Outcome<ReviewOptions> {
        for name in self.only.iter().chain(&self.skip) {
            if !rules().iter().any(|rule| rule.is_called(name)) {
                let message = Message::new("cli.review.no-rule", [("rule", name)]);
                return Err(Failure::usage(
                    message,
                    Message::plain("cli.review.no-rule-hint"),
                ));
            }
        }
        let mut options = self.plain_options();
        options.layout = self.layout.read()?;
        for file in &self.answers {
            let answers = Answers::read(file, &files::read(file)?);
            options.add_answers(&answers.to_node());
        }
        for path in &self.source {
            let source = open(path, None, terminal)?;
            options
                .sources
                .push((path.display().to_string(), Report::of(&source)));
        }
        unit.apply(&mut options);
        Ok(options)
    }
}

/// The units' files read so far, by folder.
#[derive(Default)]
pub(in crate::cli) struct UnitFiles {
    known: HashMap<PathBuf, UnitFile>,
}

impl UnitFiles {
    /// Returns the unit's file of one folder.
    pub(in crate::cli) fn take(mut self, folder: &Path, terminal: &Terminal) -> Outcome<UnitFile> {
        self.of(folder, terminal)?;
        Ok(self.known.remove(folder).unwrap_or_default())
    }

    /// Returns the unit's file of a folder; an empty one where there is none.
    pub(super) fn of(&mut self, folder: &Path, terminal: &Terminal) -> Outcome<&UnitFile> {
        if !self.known.contains_key(folder) {
            let path = folder.join(UNIT_FILE);
            let mut unit = UnitFile::default();
            if path.is_file() {
                let text = files::read_text(&path)?;
                let name = path.display().to_string();
                let checked = UnitFile::read(&name, &text);
                let mut sources = Sources::default();
                sources.add(&name, &text);
                report::diagnostics(&checked.diagnostics, &sources, terminal);
                unit = checked.value.unwrap_or_default();
            }
            self.known.insert(folder.to_owned(), unit);
        }
        Ok(&self.known[folder])
    }
}
