//! `nigao mine`: earlier reports to a genre of the writer's own: a template, a schema and answers, in a folder.

use std::path::{Path, PathBuf};

use clap::Args;
use nigao::mine::{mine, skeleton};
use nigao::read::Report;

use super::inspect::open;
use super::lang::{say, tell};
use super::outcome::{Exit, Outcome};
use super::own::{self, Files};
use super::terminal::{Terminal, pad, width};

#[derive(Args)]
#[command(about = say("cli.mine.about"), after_help = say("cli.mine.examples"))]
pub(crate) struct Mine {
    #[arg(required = true, value_name = say("cli.name.reports"), help = say("cli.arg.reports"))]
    reports: Vec<PathBuf>,
    #[arg(short, long, value_name = say("cli.name.folder"), help = say("cli.mine.output"))]
    output: PathBuf,
    #[arg(long, value_name = say("cli.name.genre"), help = say("cli.mine.name"))]
    name: Option<String>,
    #[arg(long, value_name = say("cli.name.encoding"), help = say("cli.arg.encoding"))]
    encoding: Option<String>,
    #[arg(long, help = say("cli.arg.force"))]
    force: bool,
}

impl Mine {
    pub(crate) fn run(self, terminal: &Terminal) -> Outcome {
        let name = self.name()?;
        let mut reports = Vec::new();
        for path in &self.reports {
            reports.push(Report::of(&open(path, self.encoding.as_deref(), terminal)?));
        }
        let (files, told) = match &reports[..] {
            [one] => (single(&name, one), String::new()),
            several => self.several(&name, several, terminal),
        };
        own::write(&self.output, &files, self.force)?;
        terminal.note(&told);
        let folder = self.output.display().to_string();
        let told = tell("cli.mine.done", [("folder", folder.as_str()), ("name", &name)]);
        terminal.note(&format!("{told}\n"));
        Ok(Exit::Done)
    }

    /// The genre's name: as given, else that of the first report's file.
    fn name(&self) -> Outcome<String> {
        let stem = || self.reports.first().and_then(|path| path.file_stem()?.to_str()).map(str::to_owned);
        let name = self.name.clone().or_else(stem).unwrap_or_default();
        own::named(&name, "cli.mine.bad-name-hint").map(|()| name)
    }

    /// The files of a genre mined from several reports, and the table of which report has which section.
    fn several(&self, name: &str, reports: &[Report], terminal: &Terminal) -> (Files, String) {
        let found = skeleton(reports);
        let mut files = own::files(name, found.template, found.schema);
        for (n, answers) in found.answers.iter().enumerate() {
            let own = self.reports[n].file_stem().and_then(|stem| stem.to_str()).unwrap_or("report");
            let own = if n == 0 { "answers".to_owned() } else { format!("{}-{own}", n + 1) };
            files.push((Path::new("samples").join(name).join(format!("{own}.yaml")), answers.clone()));
        }
        let mut told = format!("{}\n", terminal.heading(&say("cli.mine.sections")));
        let widest = found.sections.iter().map(|(section, _)| width(section)).max().unwrap_or(0);
        for (section, has) in &found.sections {
            let marks: String = has.iter().map(|has| if *has { '●' } else { '·' }).collect();
            let share = format!("{}/{}", has.iter().filter(|has| **has).count(), has.len());
            told += &format!("  {}  {marks}  {share}\n", pad(section, widest));
        }
        (files, told)
    }
}

fn single(name: &str, report: &Report) -> Files {
    let found = mine(report);
    let mut files = own::files(name, found.template, found.schema);
    files.push((Path::new("samples").join(name).join("answers.yaml"), found.answers));
    files
}
