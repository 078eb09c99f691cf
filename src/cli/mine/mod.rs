//! `nigao mine`: earlier reports to a genre of the writer's own: a template, a schema and answers, in a folder.

mod review;

use std::collections::HashSet;
use std::fs;
use std::io::{self, IsTerminal};
use std::path::{Path, PathBuf};

use clap::Args;
use indicatif::ProgressBar;
use nigao::diagnostic::{Message, Severity};
use nigao::error::Error;
use nigao::mine::decisions::Decisions;
use nigao::mine::{Mined, Proposal, propose};
use nigao::read::Report;

use super::ask;
use super::files::{self, write_file};
use super::genre_files;
use super::genre_files::GenreFiles;
use super::inspect::open;
use super::lang::{lang, translate as say, translate_with as tell};
use super::mine::review::PlanReview;
use super::outcome::{Exit, Failure, Outcome};
use super::report;
use super::sources::Sources;
use super::terminal::{Terminal, clean, pad, width};

/// From how many files on progress is shown.
const MANY: usize = 8;

#[derive(Args)]
#[command(about = say("cli.mine.about"), after_help = say("cli.mine.examples"))]
pub(crate) struct Mine {
    #[arg(required = true, value_name = say("cli.name.reports"), help = say("cli.arg.reports"))]
    reports: Vec<PathBuf>,
    #[arg(short, long, value_name = say("cli.name.folder"), help = say("cli.mine.output"))]
    output: PathBuf,
    #[arg(long, value_name = say("cli.name.genre"), help = say("cli.mine.name"))]
    name: Option<String>,
    #[arg(long, value_name = say("cli.name.numbers"), value_delimiter = ',', help = say("cli.mine.pick"))]
    pick: Vec<usize>,
    #[arg(long, help = say("cli.mine.review"))]
    review: bool,
    #[arg(long, value_name = say("cli.name.file"), help = say("cli.mine.plan"))]
    plan: Option<String>,
    #[arg(long, value_name = say("cli.name.encoding"), help = say("cli.arg.encoding"))]
    encoding: Option<String>,
    #[arg(long, help = say("cli.arg.force"))]
    force: bool,
}

/// A report, by the name its answers go by.
struct Named {
    name: String,
    report: Report,
}

impl Mine {
    pub(crate) fn run(self, terminal: &Terminal) -> Outcome {
        if self.review && !(io::stdin().is_terminal() && io::stderr().is_terminal()) {
            return Err(Failure::usage(
                Message::plain("mine.no-terminal"),
                Message::plain("mine.no-terminal.hint"),
            ));
        }
        let name = self.name()?;
        // Nobody reviews a hundred fields for nothing.
        if self.review || self.plan.is_none() {
            genre_files::free(
                &self.output,
                &genre_files::files(&name, String::new(), String::new()),
                self.force,
            )?;
        }
        let reports = self.picked(self.read(terminal)?)?;
        let all: Vec<Report> = reports.iter().map(|named| named.report.clone()).collect();
        let mut proposal = propose(&all);
        if let [_, _, ..] = &reports[..] {
            proposal = proposal.titled(&name);
            terminal.note(&table(&proposal, terminal));
        }
        let Some(plan) = self.decide(&proposal, terminal)? else { return Ok(Exit::Done) };
        let files = genre(&name, &reports, proposal.decided(&plan).genre());
        genre_files::write(&self.output, &files, self.force)?;
        let folder = self.output.display().to_string();
        let told = tell("cli.mine.done", [("folder", folder.as_str()), ("name", &name)]);
        terminal.note(&format!("{told}\n"));
        Ok(Exit::Done)
    }

    /// The genre's name: as given, else that of the first report's file less what no name may hold.
    fn name(&self) -> Outcome<String> {
        let plain = |path: &PathBuf| {
            let stem = stem(path);
            let words: Vec<&str> = stem
                .split(|c: char| !genre_files::may_be_named(c))
                .filter(|words| !words.is_empty())
                .collect();
            words.join("-")
        };
        let name =
            self.name.clone().or_else(|| self.reports.first().map(plain)).unwrap_or_default();
        genre_files::named(&name, "cli.mine.bad-name-hint").map(|()| name)
    }

    /// The reports of all files; a collection is as many as it holds.
    fn read(&self, terminal: &Terminal) -> Outcome<Vec<Named>> {
        let shown = self.reports.len() >= MANY && io::stderr().is_terminal();
        let bar =
            if shown { ProgressBar::new(self.reports.len() as u64) } else { ProgressBar::hidden() };
        let mut reports = Vec::new();
        let mut seen = HashSet::new();
        for path in bar.wrap_iter(self.reports.iter()) {
            if !seen.insert(fs::canonicalize(path).unwrap_or_else(|_| path.clone())) {
                terminal.note(&format!("{}\n", tell("mine.twice", [("file", path.display())])));
                continue;
            }
            let parts = open(path, self.encoding.as_deref(), terminal)?.split();
            let several = parts.len() > 1;
            for (at, part) in parts.iter().enumerate() {
                let name = if several { format!("{}-{}", stem(path), at + 1) } else { stem(path) };
                let report = Report::of(part);
                if report.lines().is_empty() {
                    let empty = Error::new(Message::plain("read.empty"));
                    return Err(empty.in_file(path).into());
                }
                reports.push(Named { name, report });
            }
            if several && self.pick.is_empty() {
                terminal.note(&collection(path, &reports[reports.len() - parts.len()..]));
            }
        }
        bar.finish_and_clear();
        Ok(reports)
    }

    /// Those of the reports that were picked by number; all where none was.
    fn picked(&self, reports: Vec<Named>) -> Outcome<Vec<Named>> {
        if let Some(wrong) =
            self.pick.iter().find(|number| **number == 0 || **number > reports.len())
        {
            let args = [("number", wrong.to_string()), ("all", reports.len().to_string())];
            return Err(Failure::Usage(Message::new("mine.no-such-report", args), None));
        }
        let picked = |at: usize| self.pick.is_empty() || self.pick.contains(&(at + 1));
        Ok(reports
            .into_iter()
            .enumerate()
            .filter(|(at, _)| picked(*at))
            .map(|(_, named)| named)
            .collect())
    }

    /// What is decided: by the plan file that is there, by the writer; none if there is nothing to write yet.
    fn decide(&self, proposal: &Proposal, terminal: &Terminal) -> Outcome<Option<Decisions>> {
        let there = self.plan.as_ref().filter(|file| Path::new(file).exists());
        let known = there.map(|file| plan(file, proposal, terminal)).transpose()?;
        let fresh = known.is_none();
        let before = known.unwrap_or_else(|| Decisions::of(proposal));
        let (plan, done) = if self.review {
            let mut walk = PlanReview::new(
                proposal,
                before.clone(),
                ask::prompt::prompter(terminal)?,
                terminal,
            );
            let done = walk.run()?;
            (walk.plan, done)
        } else {
            (before.clone(), self.plan.is_none() || !fresh)
        };
        if let Some(file) = self.plan.as_ref().filter(|_| fresh || plan != before) {
            write_file(Path::new(file), plan.file(proposal, lang()).as_bytes(), true)?;
            let key = if done { "mine.plan-written" } else { "mine.plan-next" };
            terminal.note(&format!("{}\n", tell(key, [("file", file)])));
        } else if !done {
            terminal.note(&format!("{}\n", say("mine.left")));
        }
        Ok(done.then_some(plan))
    }
}

/// The name of a file without its ending.
fn stem(path: &Path) -> String {
    path.file_stem().and_then(|stem| stem.to_str()).unwrap_or("report").to_owned()
}

/// The plan in a file, unless something is wrong with it.
fn plan(file: &str, proposal: &Proposal, terminal: &Terminal) -> Outcome<Decisions> {
    let text = files::read(file)?;
    let (plan, faults) = Decisions::read(file, &text, proposal);
    let mut sources = Sources::default();
    sources.add(file, &text);
    if faults.iter().any(|fault| fault.severity == Severity::Error) {
        return Err(Failure::Faults(faults, sources));
    }
    report::diagnostics(&faults, &sources, terminal);
    Ok(plan)
}

/// The reports a collection holds, by their numbers.
fn collection(path: &Path, reports: &[Named]) -> String {
    let args = [("file", path.display().to_string()), ("n", reports.len().to_string())];
    let mut told = format!("{}\n", tell("mine.collection", args));
    for (at, named) in reports.iter().enumerate() {
        let text = named.report.text();
        let line: String = text.lines().next().unwrap_or_default().chars().take(30).collect();
        told += &clean(&format!("  {}. {line}\n", at + 1));
    }
    told
}

/// Which report has which section.
fn table(proposal: &Proposal, terminal: &Terminal) -> String {
    let sections = proposal.sections();
    let mut told = format!("{}\n", terminal.heading(&say("cli.mine.sections")));
    let widest = sections.iter().map(|(section, _)| width(section)).max().unwrap_or(0);
    for (section, has) in &sections {
        let marks: String = has.iter().map(|has| if *has { '●' } else { '·' }).collect();
        let count = has.iter().filter(|has| **has).count();
        let alone = if count == 1 && has.len() > 2 { say("mine.alone") } else { String::new() };
        let share = format!("{count}/{}{alone}", has.len());
        told += &format!("  {}  {marks}  {share}\n", pad(section, widest));
    }
    told
}

/// The files of a genre: the answers of the first report are its sample, those of the others lie beside it.
fn genre(name: &str, reports: &[Named], mined: Mined) -> GenreFiles {
    let mut files = genre_files::files(name, mined.template, mined.schema);
    for (at, (named, answers)) in reports.iter().zip(mined.answers).enumerate() {
        let own = if at == 0 { "answers".to_owned() } else { format!("{}-{}", at + 1, named.name) };
        files.push((Path::new("samples").join(name).join(format!("{own}.yaml")), answers));
    }
    files
}
