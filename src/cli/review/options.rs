//! Gathers what a reviewer knows: the command line, the unit's file, answers and earlier papers.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use clap::Args;
use nigao::answers::Answers;
use nigao::diagnostic::Message;
use nigao::layout::Layout;
use nigao::read::Report;
use nigao::review::{ReviewOptions, Reviewer, UNIT_FILE, UnitFile, UnitLayout, rules};

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
        if self.layout.is_given() {
            options.layout = self.layout.read()?;
        }
        Ok(options)
    }
}

/// The units' files and their reviewers, by the folders of the papers.
pub(super) struct UnitReviewers {
    by_folder: HashMap<PathBuf, (UnitFile, Reviewer)>,
    /// For a paper in a folder that no unit is known of.
    other: (UnitFile, Reviewer),
}

impl UnitReviewers {
    /// Prepares what reviews papers: the word lists of a folder are read once for all in it.
    pub(super) fn of(papers: &[PathBuf], known: &Knowledge, terminal: &Terminal) -> Outcome<Self> {
        let mut by_folder = HashMap::new();
        for paper in papers {
            let folder = folder_of(paper);
            if by_folder.contains_key(folder) {
                continue;
            }
            let unit = read_unit(folder, terminal)?;
            let reviewer = Reviewer::new(known.options(&unit, terminal)?);
            by_folder.insert(folder.to_owned(), (unit, reviewer));
        }
        let other = (UnitFile::default(), Reviewer::new(known.plain_options()));
        Ok(Self { by_folder, other })
    }

    /// Returns what reviews a paper.
    pub(super) fn of_file(&self, paper: &Path) -> &(UnitFile, Reviewer) {
        self.by_folder.get(folder_of(paper)).unwrap_or(&self.other)
    }
}

fn folder_of(paper: &Path) -> &Path {
    paper.parent().unwrap_or(paper)
}

/// Reads the unit's file of a folder; an empty one where there is none.
pub(in crate::cli) fn read_unit(folder: &Path, terminal: &Terminal) -> Outcome<UnitFile> {
    let path = folder.join(UNIT_FILE);
    if !path.is_file() {
        return Ok(UnitFile::default());
    }
    let text = files::read_text(&path)?;
    let name = path.display().to_string();
    let checked = UnitFile::read(&name, &text);
    let mut sources = Sources::default();
    sources.add(&name, &text);
    report::diagnostics(&checked.diagnostics, &sources, terminal);
    let mut unit = checked.value.unwrap_or_default();
    find_layout(folder, &mut unit)?;
    Ok(unit)
}

/// Reads the layout that a unit keeps in a file of its own.
fn find_layout(folder: &Path, unit: &mut UnitFile) -> Outcome<()> {
    let Some(UnitLayout::File(name)) = &unit.layout else {
        return Ok(());
    };
    let path = folder.join(name);
    if !path.is_file() {
        let names = Layout::NAMES.join(&translate("cli.list.comma"));
        let args = [("name", name.clone()), ("names", names)];
        return Err(Failure::Usage(
            Message::new("review.unit.layout", args),
            None,
        ));
    }
    let name = path.display().to_string();
    let faults = unit.take_layout(&name, &files::bytes(&path)?)?;
    if faults.is_empty() {
        return Ok(());
    }
    let mut sources = Sources::default();
    sources.add(&name, &files::read_text(&path)?);
    Err(Failure::Faults(faults, sources))
}
