//! Writes the forms of each office and the note that goes out with them.

use std::fs;
use std::path::PathBuf;

use nigao::calendar::{parse_date, print_date};
use nigao::diagnostic::Message;
use nigao::drafting::share_workbook;
use nigao::error::Error;
use nigao::forms::{self, Sender, Share, sheet};
use nigao::layout::Layout;
use nigao::write::docx;
use nigao::write::docx::Meta;
use serde_json::{Value, json};

use super::{ByArg, NOTICE_FILE};
use crate::cli::args::{GenreArgs, shell_line};
use crate::cli::files::Output;
use crate::cli::json::JsonFlag;
use crate::cli::lang::{lang, translate, translate_with};
use crate::cli::outcome::{Exit, Outcome};
use crate::cli::report;
use crate::cli::sources::Sources;
use crate::cli::terminal::{Terminal, clean, pad, width};

#[derive(clap::Args)]
pub(super) struct Export {
    #[arg(
        required = true, value_name = translate("cli.name.template"),
        help = translate("cli.collect.genres")
    )]
    genres: Vec<String>,
    #[arg(
        long, default_value = "责任单位", hide_possible_values = true, hide_default_value = true,
        value_name = translate("cli.name.by"), help = translate("cli.collect.by")
    )]
    by: ByArg,
    #[arg(
        long, value_name = translate("cli.name.date"), help = translate("cli.collect.deadline")
    )]
    deadline: Option<String>,
    #[arg(
        long, value_name = translate("cli.name.contact"), help = translate("cli.collect.contact")
    )]
    contact: Option<String>,
    #[arg(
        short, long, value_name = translate("cli.name.folder"), help = translate("cli.collect.folder")
    )]
    output: PathBuf,
    #[arg(long, help = translate("cli.arg.force"))]
    force: bool,
    #[command(flatten)]
    shelf: GenreArgs,
    #[command(flatten)]
    json: JsonFlag,
}

impl Export {
    pub(super) fn run(self, terminal: &Terminal) -> Outcome {
        let mut schemas = Vec::new();
        for name in &self.genres {
            schemas.push(self.shelf.genre(name)?.schema().recovered().0);
        }
        let (schema, warnings) = forms::union(&schemas);
        let shares = forms::shares(&schema, self.by.into());
        let deadline = self.deadline.as_deref().map(printed_deadline);
        fs::create_dir_all(&self.output).map_err(|error| Error::io(&self.output, error))?;
        let mut outputs = Vec::new();
        for share in &shares {
            let table = sheet::table(share, deadline.as_deref());
            let yaml = forms::share_form(share, lang()).into_bytes();
            let csv = sheet::to_csv(&table).into_bytes();
            let xlsx = share_workbook(&table)?;
            for (ending, bytes) in [("yaml", yaml), ("csv", csv), ("xlsx", xlsx)] {
                outputs.push((self.file(&format!("{}.{ending}", share.file_name())), bytes));
            }
        }
        let titles: Vec<&str> = schemas.iter().map(|schema| schema.title.as_str()).collect();
        let sender = Sender {
            deadline: deadline.as_deref(),
            contact: self.contact.as_deref(),
        };
        outputs.push((
            self.file(NOTICE_FILE),
            notice(&titles.join("》《"), &shares, sender)?,
        ));
        // All or none: a form that is filled in already is not overwritten beside new ones.
        for (output, _) in &outputs {
            output.check_writable(false)?;
        }
        for (output, bytes) in &outputs {
            output.write(bytes, terminal)?;
        }
        terminal.answer(|| self.to_json(&shares, &outputs));
        report::diagnostics(&warnings, &Sources::default(), terminal);
        terminal.note(&clean(&self.summary(&shares)));
        Ok(Exit::Done)
    }

    fn file(&self, name: &str) -> Output {
        Output::File {
            path: self.output.join(name),
            replace: self.force,
        }
    }

    /// Returns what was written, as data: the files, and each share with its number of fields.
    fn to_json(&self, shares: &[Share], outputs: &[(Output, Vec<u8>)]) -> Value {
        let mut files = Vec::new();
        for (output, _) in outputs {
            if let Output::File { path, .. } = output {
                files.push(path.display().to_string());
            }
        }
        let share =
            |share: &Share| json!({"share": share.title(), "asked": share.schema.fields.len()});
        json!({
            "folder": self.output.display().to_string(),
            "files": files,
            "shares": shares.iter().map(share).collect::<Value>(),
        })
    }

    /// Returns a line for each share, and how to go on.
    fn summary(&self, shares: &[Share]) -> String {
        let columns = shares
            .iter()
            .map(|share| width(share.title()))
            .max()
            .unwrap_or(0);
        let mut text = String::new();
        for share in shares {
            let count = translate_with("collect.fields", [("n", share.schema.fields.len())]);
            text += &format!("  {}  {count}\n", pad(share.title(), columns));
        }
        let args = [
            ("folder", self.output.display().to_string()),
            ("n", shares.len().to_string()),
            ("notice", NOTICE_FILE.to_owned()),
            ("command", shell_line(&self.import_command())),
        ];
        text + &translate_with("cli.collect.exported", args) + "\n"
    }

    /// Returns the command that merges what comes back.
    fn import_command(&self) -> Vec<String> {
        let mut words = ["nigao", "collect", "import"].map(str::to_owned).to_vec();
        words.extend(self.genres.iter().cloned());
        words.push(self.output.display().to_string());
        if let ByArg::Group = self.by {
            words.extend(["--by", "分组"].map(str::to_owned));
        }
        words.extend(self.shelf.words());
        words.extend(["-o".to_owned(), translate("collect.answers")]);
        words
    }
}

/// Returns a day as it is printed; other words (12月10日下班) as they were given.
fn printed_deadline(words: &str) -> String {
    match parse_date(words, None) {
        Ok(date) => print_date(date),
        Err(_) => words.trim().trim_end_matches('前').to_owned(),
    }
}

/// Returns the covering note as a Word file.
fn notice(title: &str, shares: &[Share], sender: Sender) -> Outcome<Vec<u8>> {
    let document = forms::notice(title, shares, sender)
        .map_err(|_| Error::new(Message::new("collect.no-notice", [("title", title)])))?;
    Ok(docx::write(
        &document,
        &Layout::default(),
        &Meta::default(),
    )?)
}
