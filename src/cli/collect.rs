//! Exports a form for each department and merges what they return: `nigao collect`.

use std::fs;
use std::path::{Path, PathBuf};

use clap::{Args, Subcommand, ValueEnum};
use nigao::answers::edit;
use nigao::answers::{Answers, Mode};
use nigao::diagnostic::Diagnostic;
use nigao::error::Error;
use nigao::forms::collect;
use nigao::forms::collect::{By, Collected, Paper, Share, Tally};
use nigao::forms::sheet;
use nigao::read;
use nigao::schema::Schema;
use nigao::write::xlsx;
use nigao::write::xlsx::CellContent;

use super::args::{GenreArgs, OutputTarget, shell_line};
use super::files::{self, Output};
use super::lang::{lang, translate, translate_with};
use super::outcome::{Exit, Outcome};
use super::report;
use super::sources::Sources;
use super::terminal::{Terminal, clean, pad, width};

/// The widths of the columns of a workbook, in characters.
const COLUMN_WIDTHS: [u16; 7] = [20, 5, 14, 44, 8, 20, 28];
/// The most lines of a workbook that are kept to show diagnostics in.
const SHOWN_LINES: usize = 100_000;

#[derive(Args)]
#[command(about = translate("cli.collect.about"), after_help = translate("cli.collect.examples"))]
pub(crate) struct Collect {
    #[command(subcommand)]
    way: Way,
}

#[derive(Subcommand)]
enum Way {
    #[command(about = translate("cli.collect.export"))]
    Export(Export),
    #[command(about = translate("cli.collect.import"))]
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
    #[arg(value_name = translate("cli.name.template"), help = translate("cli.arg.template"))]
    template: String,
    #[arg(
        long,
        default_value = "责任单位",
        value_name = translate("cli.name.by"),
        hide_possible_values = true,
        hide_default_value = true,
        help = translate("cli.collect.by")
    )]
    by: Sharing,
    #[arg(short, long, value_name = translate("cli.name.folder"), help = translate("cli.collect.folder"))]
    output: PathBuf,
    #[arg(long, help = translate("cli.arg.force"))]
    force: bool,
    #[command(flatten)]
    shelf: GenreArgs,
}

#[derive(Args)]
struct Import {
    #[arg(value_name = translate("cli.name.template"), help = translate("cli.arg.template"))]
    template: String,
    #[arg(required = true, value_name = translate("cli.name.returns"), help = translate("cli.collect.returns"))]
    returns: Vec<PathBuf>,
    #[arg(
        long,
        default_value = "责任单位",
        value_name = translate("cli.name.by"),
        hide_possible_values = true,
        hide_default_value = true,
        help = translate("cli.collect.by")
    )]
    by: Sharing,
    #[command(flatten)]
    target: OutputTarget,
    #[command(flatten)]
    shelf: GenreArgs,
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
        let path = |share: &Share, ending: &str| {
            self.output.join(format!("{}.{ending}", file_name(share)))
        };
        let outputs: Vec<(Output, Vec<u8>)> = shares
            .iter()
            .flat_map(|share| {
                let forms = [
                    ("yaml", Ok(collect::form(share, lang()).into_bytes())),
                    ("csv", Ok(sheet::write(&share.schema).into_bytes())),
                    ("xlsx", workbook(&share.schema)),
                ];
                forms.map(|(ending, bytes)| {
                    Ok((Output::File { path: path(share, ending), replace: self.force }, bytes?))
                })
            })
            .collect::<Outcome<_>>()?;
        // All or none: a form that is filled in already is not replaced along with the others.
        outputs.iter().try_for_each(|(output, _)| output.check_writable(false))?;
        for (output, bytes) in &outputs {
            output.write(bytes, terminal)?;
        }
        let columns = shares.iter().map(|share| width(&file_name(share))).max().unwrap_or(0);
        let line = |share: &Share| {
            let count = translate_with("collect.fields", [("n", share.schema.fields.len())]);
            format!("  {}  {count}\n", pad(&file_name(share), columns))
        };
        let list: String = shares.iter().map(line).collect();
        let args = [
            ("folder", self.output.display().to_string()),
            ("n", shares.len().to_string()),
            ("command", shell_line(&self.import())),
        ];
        terminal.note(&clean(&format!("{list}{}\n", translate_with("cli.collect.exported", args))));
        Ok(Exit::Done)
    }
}

impl Export {
    /// Returns the command that merges the returned forms.
    fn import(&self) -> Vec<String> {
        let folder = self.output.display().to_string();
        let mut words =
            ["nigao", "collect", "import", &self.template, &folder].map(str::to_owned).to_vec();
        if let Sharing::Group = self.by {
            words.extend(["--by", "分组"].map(str::to_owned));
        }
        words
            .into_iter()
            .chain(self.shelf.words())
            .chain(["-o".to_owned(), translate("collect.answers")])
            .collect()
    }
}

impl Import {
    fn run(self, terminal: &Terminal) -> Outcome {
        let output = self.target.output();
        output.check_writable(false)?;
        let genre = self.shelf.genre(&self.template)?;
        let (schema, _) = genre.schema();
        let shares = collect::shares(&schema, self.by.by());
        let mut sources = Sources::default();
        let mut papers = Vec::new();
        for path in returned(&self.returns)? {
            papers.push(paper(&path, &schema, &shares, &mut sources)?);
        }
        let collected = collect::collect(&schema, &shares, &papers);
        let form = nigao::forms::form(&schema, &genre.name, lang());
        output.write(edit::update(&form, &collected.answers, &schema).as_bytes(), terminal)?;
        let exit = report::diagnostics(&faults(&schema, &collected), &sources, terminal);
        terminal.note(&clean(&table(&collected.tallies)));
        Ok(exit)
    }
}

/// Returns the contradictions among the returned forms, and the answers that are wrong.
fn faults(schema: &Schema, collected: &Collected) -> Vec<Diagnostic> {
    let checked = nigao::answers::check(
        schema,
        &collected.answers,
        Mode { holes: true, elsewhere: &|_| false },
    );
    collected.faults.iter().cloned().chain(checked.diagnostics).collect()
}

/// Renders who has answered what: `统计站  18/23  还缺：生产总值、…`.
fn table(tallies: &[Tally]) -> String {
    let name = |tally: &Tally| {
        if tally.share.is_empty() { translate("collect.nobody") } else { tally.share.clone() }
    };
    let columns = tallies.iter().map(|tally| width(&name(tally))).max().unwrap_or(0);
    let mut text = String::new();
    for tally in tallies {
        let said = match (tally.returned, tally.open.is_empty()) {
            (_, true) => translate("collect.complete"),
            (false, false) => translate("collect.not-returned"),
            (true, false) => translate_with("collect.open", [("fields", tally.open.join("、"))]),
        };
        text += &format!(
            "  {}  {}/{}  {said}\n",
            pad(&name(tally), columns),
            tally.of - tally.open.len(),
            tally.of
        );
    }
    text
}

/// Returns the name of a share's files.
fn file_name(share: &Share) -> String {
    let name = if share.name.is_empty() { translate("collect.nobody") } else { share.name.clone() };
    name.replace(['/', '\\', ':', '*', '?', '"', '<', '>', '|'], "_")
}

/// Lists the files that were named and those in the folders that were named.
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
    ["yaml", "yml", "csv", "xlsx"].contains(&ending(path).as_str())
}

fn ending(path: &Path) -> String {
    path.extension().map(|ending| ending.to_string_lossy().to_lowercase()).unwrap_or_default()
}

/// Writes the sheet of a share as a workbook.
fn workbook(schema: &Schema) -> Outcome<Vec<u8>> {
    let cells = |row: sheet::SheetRow| {
        let mut cells: Vec<CellContent> = row.into_iter().map(CellContent::Text).collect();
        if let Some(last) =
            cells.last_mut().filter(|last| **last == CellContent::Text(String::new()))
        {
            *last = CellContent::Blank;
        }
        cells
    };
    let rows: Vec<Vec<CellContent>> = sheet::table(schema).into_iter().map(cells).collect();
    Ok(xlsx::file(&rows, &COLUMN_WIDTHS)?)
}

/// Reads a returned form. A CSV file may have any encoding a spreadsheet program saves in.
fn paper(path: &Path, schema: &Schema, shares: &[Share], sources: &mut Sources) -> Outcome<Paper> {
    let file = path.display().to_string();
    let (text, answers) = match ending(path).as_str() {
        "xlsx" => {
            let bytes = fs::read(path).map_err(|error| Error::io(path, error))?;
            let rows = read::workbook_rows(&bytes)
                .map_err(|error| Error { file: Some(path.to_owned()), ..error })?;
            (shown(&rows), sheet::read_rows(&file, rows, schema))
        }
        "csv" => {
            let bytes = fs::read(path).map_err(|error| Error::io(path, error))?;
            let text = read::decode(&bytes, None)?.text;
            let answers = sheet::read(&file, &text, schema);
            (text, answers)
        }
        _ => {
            let text = files::read(&file)?;
            let answers = Answers::read(&file, &text);
            (text, answers)
        }
    };
    sources.add(&file, &text);
    let stem = path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
    let named = shares.iter().filter(|share| stem.starts_with(&file_name(share)));
    let share = named.max_by_key(|share| share.name.len()).map(|share| share.name.clone());
    Ok(Paper { file, share, answers })
}

/// Renders the rows of a workbook as lines that diagnostics can point into.
fn shown(rows: &[(usize, Vec<String>)]) -> String {
    let mut lines = String::new();
    let mut line = 1;
    for (at, row) in rows.iter().filter(|(at, _)| *at <= SHOWN_LINES) {
        lines += &"\n".repeat(at.saturating_sub(line));
        line = line.max(*at);
        lines += &row.join(" ").replace('\n', " ");
    }
    lines
}
