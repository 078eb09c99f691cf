//! Runs `nigao mine`: makes a genre of earlier reports, in a folder of the user's.

pub(super) mod collection;

mod decision_walk;
mod each;
mod field_numbers;
mod in_place;
mod reports;
mod tables;

use std::io::{self, IsTerminal};
use std::path::{Path, PathBuf};

use clap::Args;
use nigao::catalog::{genre_files as blank_files, mined_files, suggested_name};
use nigao::diagnostic::{Message, Severity};
use nigao::mine::decisions::Decisions;
use nigao::mine::{Proposal, propose};
use nigao::read::Report;
use nigao::results::MinedResult;
use serde_json::Value;

use super::files::{self, write_file};
use super::genre_files;
use super::json::JsonFlag;
use super::lang::{lang, translate as say, translate_with as tell};
use super::many::ReportFiles;
use super::outcome::{Exit, Failure, Outcome};
use super::prompt;
use super::report;
use super::sources::Sources;
use super::terminal::Terminal;
use collection::Picked;
use decision_walk::DecisionWalk;
use reports::{OpenedReports, ReportOpening};

// Each flag is a switch of the command line, by itself.
#[allow(clippy::struct_excessive_bools)]
#[derive(Args)]
#[command(about = say("cli.mine.about"), after_help = say("cli.mine.examples"))]
pub(crate) struct Mine {
    #[arg(required = true, value_name = say("cli.name.reports"), help = say("cli.arg.reports"))]
    reports: Vec<PathBuf>,
    #[arg(short, long, value_name = say("cli.name.folder"), help = say("cli.mine.output"))]
    output: PathBuf,
    #[arg(long, value_name = say("cli.name.genre"), help = say("cli.mine.name"))]
    name: Option<String>,
    #[arg(long, value_name = say("cli.name.numbers"), help = say("cli.mine.pick"))]
    pick: Option<Picked>,
    #[arg(long, conflicts_with = "json", help = say("cli.mine.review"))]
    review: bool,
    #[arg(long, value_name = say("cli.name.file"), help = say("cli.mine.plan"))]
    plan: Option<String>,
    #[arg(long, value_name = say("cli.name.encoding"), help = say("cli.arg.encoding"))]
    encoding: Option<String>,
    #[arg(long, help = say("cli.arg.keep-noise"))]
    keep_noise: bool,
    #[arg(long, help = say("word-template.cli.in-place"))]
    in_place: bool,
    #[arg(
        long, conflicts_with_all = ["name", "pick", "review", "plan", "in_place"],
        help = say("cli.mine.each")
    )]
    each: bool,
    #[arg(long, requires = "in_place", help = say("word-template.cli.accept"))]
    accept_changes: bool,
    #[arg(long, help = say("cli.mine.all"))]
    all: bool,
    #[arg(long, help = say("cli.arg.force"))]
    force: bool,
    #[command(flatten)]
    json: JsonFlag,
}

impl Mine {
    pub(crate) fn run(self, terminal: &Terminal) -> Outcome {
        if self.each {
            return self.run_each(terminal);
        }
        if self.review && !(io::stdin().is_terminal() && io::stderr().is_terminal()) {
            return Err(Failure::usage(
                Message::plain("mine.no-terminal"),
                Message::plain("mine.no-terminal.hint"),
            ));
        }
        let word = if self.in_place {
            Some(in_place::read(&self.reports, self.accept_changes)?)
        } else {
            None
        };
        let name = self.name()?;
        // Nobody goes through a hundred fields for a genre that cannot be written.
        if self.review || self.plan.is_none() {
            let mut files = blank_files(&name, String::new(), String::new());
            if word.is_some() {
                files.push((in_place::path(&name), Vec::new()));
            }
            genre_files::free(&self.output, &files, self.force)?;
        }
        let opening = ReportOpening {
            encoding: self.encoding.as_deref(),
            pick: self.pick.as_ref(),
            keep_noise: self.keep_noise,
        };
        let files = ReportFiles::find(&self.reports, terminal)?;
        let OpenedReports { reports, end } = opening.open(files, terminal)?;
        // A genre of the reports that Ctrl-C left would not be the one asked for.
        if reports.is_empty() || end.is_interrupted {
            return Ok(Exit::Faults);
        }
        let all: Vec<Report> = reports.iter().map(|named| named.report.clone()).collect();
        let mut proposal = propose(&all);
        if reports.len() > 1 {
            proposal = proposal.titled(&name);
            terminal.note(&tables::sections(&proposal, self.all, terminal));
        }
        let Some(decisions) = self.decide(&proposal, terminal)? else {
            terminal.answer(|| self.to_json(&name, &proposal, &[]));
            return Ok(end.exit(Exit::Done));
        };
        let decided = proposal.decided(&decisions);
        let names = reports.iter().map(|named| named.name.as_str());
        let mut files = mined_files(&name, decided.genre(), names, proposal.sample());
        if let Some(word) = word {
            let mined = decided.in_place(&word)?;
            in_place::note(&mined, terminal);
            files.push((in_place::path(&name), mined.bytes));
        }
        genre_files::write(&self.output, &files, self.force)?;
        terminal.answer(|| self.to_json(&name, &proposal, &files));
        let folder = self.output.display().to_string();
        let done = tell(
            "cli.mine.done",
            [("folder", folder.as_str()), ("name", &name)],
        );
        terminal.note(&format!("{done}\n"));
        terminal.note(&tables::lost(&reports, terminal));
        terminal.note(&tables::unchanging(&proposal, self.all, terminal));
        Ok(end.exit(Exit::Done))
    }

    /// Returns what was found and written, as data: no files where a plan has to be decided first.
    fn to_json(&self, name: &str, proposal: &Proposal, files: &[(PathBuf, Vec<u8>)]) -> Value {
        let path = |(path, _): &(PathBuf, Vec<u8>)| self.output.join(path).display().to_string();
        let files: Vec<String> = files.iter().map(path).collect();
        let mined = MinedResult {
            name,
            folder: &self.output.display().to_string(),
            files: &files,
            plan: self.plan.as_deref(),
            proposal,
        };
        mined.to_json()
    }

    /// Returns the genre's name: as given, else that of the first report's file without what no
    /// name may hold.
    fn name(&self) -> Outcome<String> {
        let name = match (&self.name, self.reports.first()) {
            (Some(name), _) => name.clone(),
            (None, Some(path)) => suggested_name(path),
            (None, None) => String::new(),
        };
        genre_files::named(&name, "cli.mine.bad-name-hint")?;
        Ok(name)
    }

    /// Returns what is decided: by the decisions file that exists, by the user; `None` where there
    /// is nothing to write yet.
    fn decide(&self, proposal: &Proposal, terminal: &Terminal) -> Outcome<Option<Decisions>> {
        let existing = self.plan.as_ref().filter(|file| Path::new(file).exists());
        let known = match existing {
            Some(file) => Some(read_decisions(file, proposal, terminal)?),
            None => None,
        };
        let is_fresh = known.is_none();
        let before = known.unwrap_or_else(|| Decisions::of(proposal));
        let (decisions, is_done) = if self.review {
            let prompter = prompt::prompter(terminal)?;
            let mut walk = DecisionWalk::new(proposal, before.clone(), prompter, terminal);
            let is_done = walk.run()?;
            (walk.decisions, is_done)
        } else {
            (before.clone(), self.plan.is_none() || !is_fresh)
        };
        let changed = self
            .plan
            .as_ref()
            .filter(|_| is_fresh || decisions != before);
        if let Some(file) = changed {
            write_file(
                Path::new(file),
                decisions.file(proposal, lang()).as_bytes(),
                true,
            )?;
            let key = if is_done {
                "mine.plan-written"
            } else {
                "mine.plan-next"
            };
            terminal.note(&format!("{}\n", tell(key, [("file", file)])));
        } else if !is_done {
            terminal.note(&format!("{}\n", say("mine.left")));
        }
        Ok(is_done.then_some(decisions))
    }
}

/// Reads the decisions in a file, unless something is wrong with them.
fn read_decisions(file: &str, proposal: &Proposal, terminal: &Terminal) -> Outcome<Decisions> {
    let text = files::read(file)?;
    let (decisions, faults) = Decisions::read(file, &text, proposal);
    let mut sources = Sources::default();
    sources.add(file, &text);
    if faults.iter().any(|fault| fault.severity == Severity::Error) {
        return Err(Failure::Faults(faults, sources));
    }
    report::diagnostics(&faults, &sources, terminal);
    Ok(decisions)
}
