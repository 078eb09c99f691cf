//! `nigao collect`: a genre to small forms for those who supply the figures, and their returns to one answers file.

use std::fs;
use std::path::{Path, PathBuf};

use clap::{Args, Subcommand, ValueEnum};
use nigao::diagnostic::Diagnostic;
use nigao::error::Error;
use nigao::read;
use nigao::schema::collect::{self, By, Collected, Paper, Share, Tally};
use nigao::schema::{self, Answers, Mode, Schema, edit, sheet};

use super::args::Shelf;
use super::draw::Sources;
use super::files::{self, Output};
use super::lang::{lang, say, tell};
use super::outcome::{Exit, Outcome};
use super::terminal::{Terminal, clean, pad, width};

#[derive(Args)]
#[command(about = say("cli.collect.about"), after_help = say("cli.collect.examples"))]
pub(crate) struct Collect {
    #[command(subcommand)]
    way: Way,
}

#[derive(Subcommand)]
enum Way {
    #[command(about = say("cli.collect.export"))]
    Export(Export),
    #[command(about = say("cli.collect.import"))]
    Import(Import),
}

#[derive(Clone, Copy, ValueEnum)]
enum Sharing {
    #[value(name = "责任单位", alias = "department")]
    Department,
    #[value(name = "分组", alias = "group")]
    Group,
}

impl Sharing {
    fn by(self) -> By {
        match self {
            Self::Department => By::Department,
            Self::Group => By::Group,
        }
    }
}

#[derive(Args)]
struct Export {
    #[arg(value_name = say("cli.name.template"), help = say("cli.arg.template"))]
    template: String,
    #[arg(long, default_value = "责任单位", value_name = say("cli.name.by"), hide_possible_values = true, hide_default_value = true, help = say("cli.collect.by"))]
    by: Sharing,
    #[arg(short, long, value_name = say("cli.name.folder"), help = say("cli.collect.folder"))]
    output: PathBuf,
    #[arg(long, help = say("cli.arg.force"))]
    force: bool,
    #[command(flatten)]
    shelf: Shelf,
}

#[derive(Args)]
struct Import {
    #[arg(value_name = say("cli.name.template"), help = say("cli.arg.template"))]
    template: String,
    #[arg(required = true, value_name = say("cli.name.returns"), help = say("cli.collect.returns"))]
    returns: Vec<PathBuf>,
    #[arg(long, default_value = "责任单位", value_name = say("cli.name.by"), hide_possible_values = true, hide_default_value = true, help = say("cli.collect.by"))]
    by: Sharing,
    #[arg(short, long, value_name = say("cli.name.file"), help = say("cli.arg.output"))]
    output: Option<String>,
    #[arg(long, help = say("cli.arg.force"))]
    force: bool,
    #[command(flatten)]
    shelf: Shelf,
}

impl Collect {
    pub(crate) fn run(self, terminal: &Terminal) -> Outcome {
        match self.way {
            Way::Export(export) => export.run(terminal),
            Way::Import(import) => import.run(terminal),
        }
    }
}

impl Export {
    fn run(self, terminal: &Terminal) -> Outcome {
        let genre = self.shelf.genre(&self.template)?;
        let shares = collect::shares(&genre.schema().0, self.by.by());
        fs::create_dir_all(&self.output).map_err(|error| Error::io(&self.output, error))?;
        let path = |share: &Share, ending: &str| self.output.join(format!("{}.{ending}", file_name(share)));
        let outputs: Vec<(Output, String)> = shares
            .iter()
            .flat_map(|share| {
                [(path(share, "yaml"), collect::form(share, lang())), (path(share, "csv"), sheet::write(&share.schema))]
            })
            .map(|(path, text)| (Output::File { path, replace: self.force }, text))
            .collect();
        // All or none: a form that is filled in already is not overwritten beside new ones.
        outputs.iter().try_for_each(|(output, _)| output.ready(false))?;
        for (output, text) in &outputs {
            output.write(text.as_bytes(), terminal)?;
        }
        let columns = shares.iter().map(|share| width(&file_name(share))).max().unwrap_or(0);
        let line = |share: &Share| {
            let count = tell("collect.fields", [("n", share.schema.fields.len())]);
            format!("  {}  {count}\n", pad(&file_name(share), columns))
        };
        let list: String = shares.iter().map(line).collect();
        let args = [
            ("folder", self.output.display().to_string()),
            ("n", shares.len().to_string()),
            ("template", self.template.clone()),
        ];
        terminal.note(&clean(&format!("{list}{}\n", tell("cli.collect.exported", args))));
        Ok(Exit::Done)
    }
}

impl Import {
    fn run(self, terminal: &Terminal) -> Outcome {
        let output = Output::new(self.output.as_deref(), self.force);
        output.ready(false)?;
        let genre = self.shelf.genre(&self.template)?;
        let (schema, _) = genre.schema();
        let shares = collect::shares(&schema, self.by.by());
        let mut sources = Sources::default();
        let mut papers = Vec::new();
        for path in returned(&self.returns)? {
            papers.push(paper(&path, &schema, &shares, &mut sources)?);
        }
        let collected = collect::collect(&schema, &shares, &papers);
        let form = schema::form(&schema, &genre.name, lang());
        output.write(edit::update(&form, &collected.answers, &schema).as_bytes(), terminal)?;
        let exit = terminal.draw(&faults(&schema, &collected), &sources);
        terminal.note(&clean(&table(&collected.tallies)));
        Ok(exit)
    }
}

/// What is wrong with what came back: where it contradicts itself, and what no check would take.
fn faults(schema: &Schema, collected: &Collected) -> Vec<Diagnostic> {
    let checked = schema::check(schema, &collected.answers, Mode { holes: true, elsewhere: &|_| false });
    collected.faults.iter().cloned().chain(checked.diagnostics).collect()
}

/// Who has answered what: `统计站  18/23  还缺：生产总值、…`.
fn table(tallies: &[Tally]) -> String {
    let name = |tally: &Tally| if tally.share.is_empty() { say("collect.nobody") } else { tally.share.clone() };
    let columns = tallies.iter().map(|tally| width(&name(tally))).max().unwrap_or(0);
    let mut text = String::new();
    for tally in tallies {
        let said = match (tally.returned, tally.open.is_empty()) {
            (_, true) => say("collect.complete"),
            (false, false) => say("collect.not-returned"),
            (true, false) => tell("collect.open", [("fields", tally.open.join("、"))]),
        };
        text += &format!("  {}  {}/{}  {said}\n", pad(&name(tally), columns), tally.of - tally.open.len(), tally.of);
    }
    text
}

/// The name of a share's files.
fn file_name(share: &Share) -> String {
    let name = if share.name.is_empty() { say("collect.nobody") } else { share.name.clone() };
    name.replace(['/', '\\', ':', '*', '?', '"', '<', '>', '|'], "_")
}

/// The answers files and sheets that were named, and those in the folders that were named, by name.
fn returned(named: &[PathBuf]) -> Outcome<Vec<PathBuf>> {
    let mut paths = Vec::new();
    for path in named {
        if !path.is_dir() {
            paths.push(path.clone());
            continue;
        }
        let entries = fs::read_dir(path).map_err(|error| Error::io(path, error))?;
        let mut inside: Vec<PathBuf> =
            entries.flatten().map(|entry| entry.path()).filter(|path| is_return(path)).collect();
        inside.sort();
        paths.extend(inside);
    }
    Ok(paths)
}

fn is_return(path: &Path) -> bool {
    path.extension().is_some_and(|ending| ["yaml", "yml", "csv"].iter().any(|known| ending.eq_ignore_ascii_case(known)))
}

/// A paper that came back. Sheets come in whatever encoding a spreadsheet saved them in.
fn paper(path: &Path, schema: &Schema, shares: &[Share], sources: &mut Sources) -> Outcome<Paper> {
    let file = path.display().to_string();
    let is_sheet = path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("csv"));
    let text = if is_sheet {
        let bytes = fs::read(path).map_err(|error| Error::io(path, error))?;
        read::decode(&bytes, None)?.text
    } else {
        files::read(&file)?
    };
    sources.add(&file, &text);
    let answers = if is_sheet { sheet::read(&file, &text, schema) } else { Answers::read(&file, &text) };
    let stem = path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
    let named = shares.iter().filter(|share| stem.starts_with(&file_name(share)));
    let share = named.max_by_key(|share| share.name.len()).map(|share| share.name.clone());
    Ok(Paper { file, share, answers })
}
