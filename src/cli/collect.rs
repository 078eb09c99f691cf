//! Exports a form for each office and merges what they return: `nigao collect`.

use std::fs;
use std::path::{Path, PathBuf};

use clap::{Args, Subcommand, ValueEnum};
use nigao::answers::edit;
use nigao::answers::{Answers, Mode};
use nigao::diagnostic::Diagnostics;
use nigao::error::Error;
use nigao::forms::{self, Collected, ReturnedForm, Share, ShareBy, ShareProgress, sheet};
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

/// The widths of a workbook's columns, in characters.
const COLUMN_WIDTHS: [u16; 7] = [20, 5, 14, 44, 8, 20, 28];
/// The last row of a workbook, from 1, that a fault shows the words of.
const LAST_SHOWN_ROW: usize = 100_000;

#[derive(Args)]
#[command(about = translate("cli.collect.about"), after_help = translate("cli.collect.examples"))]
pub(crate) struct Collect {
    #[command(subcommand)]
    direction: CollectDirection,
}

#[derive(Subcommand)]
enum CollectDirection {
    #[command(about = translate("cli.collect.export"))]
    Export(Export),
    #[command(about = translate("cli.collect.import"))]
    Import(Import),
}

/// The values of `--by`.
#[derive(Clone, Copy, ValueEnum)]
enum ByArg {
    #[value(name = "责任单位", alias = "department")]
    Department,
    #[value(name = "分组", alias = "group")]
    Group,
}

impl From<ByArg> for ShareBy {
    fn from(by: ByArg) -> Self {
        match by {
            ByArg::Department => Self::Department,
            ByArg::Group => Self::Group,
        }
    }
}

#[derive(Args)]
struct Export {
    #[arg(value_name = translate("cli.name.template"), help = translate("cli.arg.template"))]
    template: String,
    #[arg(
        long, default_value = "责任单位", hide_possible_values = true, hide_default_value = true,
        value_name = translate("cli.name.by"), help = translate("cli.collect.by")
    )]
    by: ByArg,
    #[arg(
        short, long, value_name = translate("cli.name.folder"),
        help = translate("cli.collect.folder")
    )]
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
}

impl Collect {
    pub(crate) fn run(self, terminal: &Terminal) -> Outcome {
        match self.direction {
            CollectDirection::Export(export) => export.run(terminal),
            CollectDirection::Import(import) => import.run(terminal),
        }
    }
}

impl Export {
    fn run(self, terminal: &Terminal) -> Outcome {
        let genre = self.shelf.genre(&self.template)?;
        let shares = forms::shares(&genre.schema().recovered().0, self.by.into());
        fs::create_dir_all(&self.output).map_err(|error| Error::io(&self.output, error))?;
        let mut outputs = Vec::new();
        for share in &shares {
            let yaml = forms::share_form(share, lang()).into_bytes();
            let csv = sheet::write(&share.schema).into_bytes();
            let xlsx = workbook(&share.schema)?;
            for (ending, bytes) in [("yaml", yaml), ("csv", csv), ("xlsx", xlsx)] {
                let path = self.output.join(format!("{}.{ending}", file_name(share)));
                outputs.push((Output::File { path, replace: self.force }, bytes));
            }
        }
        // All or none: a form that is filled in already is not overwritten beside new ones.
        for (output, _) in &outputs {
            output.check_writable(false)?;
        }
        for (output, bytes) in &outputs {
            output.write(bytes, terminal)?;
        }
        let columns = shares.iter().map(|share| width(&file_name(share))).max().unwrap_or(0);
        let mut list = String::new();
        for share in &shares {
            let count = translate_with("collect.fields", [("n", share.schema.fields.len())]);
            list += &format!("  {}  {count}\n", pad(&file_name(share), columns));
        }
        let args = [
            ("folder", self.output.display().to_string()),
            ("n", shares.len().to_string()),
            ("command", shell_line(&self.import_command())),
        ];
        terminal.note(&clean(&format!("{list}{}\n", translate_with("cli.collect.exported", args))));
        Ok(Exit::Done)
    }

    /// Returns the command that merges what comes back.
    fn import_command(&self) -> Vec<String> {
        let folder = self.output.display().to_string();
        let mut words =
            ["nigao", "collect", "import", &self.template, &folder].map(str::to_owned).to_vec();
        if let ByArg::Group = self.by {
            words.extend(["--by", "分组"].map(str::to_owned));
        }
        words.extend(self.shelf.words());
        words.extend(["-o".to_owned(), translate("collect.answers")]);
        words
    }
}

impl Import {
    fn run(self, terminal: &Terminal) -> Outcome {
        let output = self.target.output();
        output.check_writable(false)?;
        let genre = self.shelf.genre(&self.template)?;
        let (schema, _) = genre.schema().recovered();
        let shares = forms::shares(&schema, self.by.into());
        let mut sources = Sources::default();
        let mut returned = Vec::new();
        for path in returned_paths(&self.returns)? {
            returned.push(read_form(&path, &schema, &shares, &mut sources)?);
        }
        let collected = forms::collect(&schema, &shares, &returned);
        let form = forms::form(&schema, &genre.name, lang());
        output.write(edit::update(&form, &collected.answers, &schema).as_bytes(), terminal)?;
        let exit = report::diagnostics(&faults(&schema, &collected), &sources, terminal);
        terminal.note(&clean(&progress_table(&collected.progress)));
        Ok(exit)
    }
}

/// Returns where the forms contradict each other, and what a check finds in their answers.
fn faults(schema: &Schema, collected: &Collected) -> Diagnostics {
    let mode = Mode { holes: true, elsewhere: &|_| false };
    let mut faults = collected.faults.clone();
    faults.extend(nigao::answers::check(schema, &collected.answers, mode).diagnostics);
    faults
}

/// Returns a line for each share: `统计站  18/23  还缺：生产总值、…`.
fn progress_table(progress: &[ShareProgress]) -> String {
    let columns = progress.iter().map(|share| width(&named(&share.share))).max().unwrap_or(0);
    let mut text = String::new();
    for share in progress {
        let state = match (share.is_returned, share.open.is_empty()) {
            (_, true) => translate("collect.complete"),
            (false, false) => translate("collect.not-returned"),
            (true, false) => translate_with("collect.open", [("fields", share.open.join("、"))]),
        };
        let name = pad(&named(&share.share), columns);
        let answered = share.asked - share.open.len();
        text += &format!("  {name}  {answered}/{}  {state}\n", share.asked);
    }
    text
}

/// Returns the name of a share, or what stands for it where fields have no department.
fn named(share: &str) -> String {
    if share.is_empty() { translate("collect.nobody") } else { share.to_owned() }
}

/// Returns the name of a share's files, without ending.
fn file_name(share: &Share) -> String {
    named(&share.name).replace(['/', '\\', ':', '*', '?', '"', '<', '>', '|'], "_")
}

/// Returns the files that were named, and the forms in the folders that were named, by name.
fn returned_paths(named: &[PathBuf]) -> Outcome<Vec<PathBuf>> {
    let mut paths = Vec::new();
    for path in named {
        if !path.is_dir() {
            paths.push(path.clone());
            continue;
        }
        let entries = fs::read_dir(path).map_err(|error| Error::io(path, error))?;
        let mut forms = Vec::new();
        for entry in entries.flatten() {
            if ["yaml", "yml", "csv", "xlsx"].contains(&ending(&entry.path()).as_str()) {
                forms.push(entry.path());
            }
        }
        forms.sort();
        paths.append(&mut forms);
    }
    Ok(paths)
}

fn ending(path: &Path) -> String {
    path.extension().map(|ending| ending.to_string_lossy().to_lowercase()).unwrap_or_default()
}

/// Returns the sheet of a share as a workbook.
fn workbook(schema: &Schema) -> Outcome<Vec<u8>> {
    let mut rows = Vec::new();
    for row in sheet::table(schema) {
        let mut cells = row.map(CellContent::Text);
        if let Some(last) = cells.last_mut()
            && *last == CellContent::Text(String::new())
        {
            *last = CellContent::Blank;
        }
        rows.push(cells.to_vec());
    }
    Ok(xlsx::file(&rows, &COLUMN_WIDTHS)?)
}

/// Reads a form that came back; sheets come in the encoding their spreadsheet saved them in.
fn read_form(
    path: &Path,
    schema: &Schema,
    shares: &[Share],
    sources: &mut Sources,
) -> Outcome<ReturnedForm> {
    let file = path.display().to_string();
    let (text, answers) = match ending(path).as_str() {
        "xlsx" => {
            let bytes = files::bytes(path)?;
            let rows = read::workbook_rows(&bytes).map_err(|error| error.in_file(path))?;
            (shown_rows(&rows), sheet::read_rows(&file, rows, schema))
        }
        "csv" => {
            let text = files::read_text(path)?;
            let answers = sheet::read(&file, &text, schema);
            (text, answers)
        }
        _ => {
            let text = files::read_text(path)?;
            let answers = Answers::read(&file, &text);
            (text, answers)
        }
    };
    sources.add(&file, &text);
    let stem = path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
    // 统计站二组.xlsx is that share's, though a share is called 统计站.
    let named = shares.iter().filter(|share| stem.starts_with(&file_name(share)));
    let share = named.max_by_key(|share| share.name.len()).map(|share| share.name.clone());
    Ok(ReturnedForm { file, share, answers })
}

/// Returns the rows of a workbook as lines that a fault can point into.
fn shown_rows(rows: &[(usize, Vec<String>)]) -> String {
    let mut lines = String::new();
    let mut line = 1;
    for (number, row) in rows {
        if *number > LAST_SHOWN_ROW {
            break;
        }
        lines += &"\n".repeat(number.saturating_sub(line));
        line = line.max(*number);
        lines += &row.join(" ").replace('\n', " ");
    }
    lines
}
