//! Writes the manual pages of all commands to a folder: `nigao man`, which packages run.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use clap::{Args, Command};
use clap_mangen::Man;
use clap_mangen::roff::{Roff, roman};
use nigao::error::Error;

use super::files::write_file;
use super::lang::translate;
use super::outcome::{Exit, Outcome};

/// Hidden from the help: it is of no use to who drafts, and it is how the pages of a package are
/// never older than its program.
#[derive(Args)]
#[command(hide = true, about = translate("man.about"), after_help = translate("man.usage"))]
pub(crate) struct ManPages {
    #[arg(value_name = translate("cli.name.folder"), help = translate("man.folder"))]
    folder: PathBuf,
}

impl ManPages {
    pub(crate) fn run(self, command: Command) -> Outcome {
        fs::create_dir_all(&self.folder).map_err(|error| Error::io(&self.folder, error))?;
        // Built first, so that subcommands know the words before their names: `nigao fill`.
        let mut command = command;
        command.build();
        write_pages(&command, &self.folder)?;
        Ok(Exit::Done)
    }
}

/// Writes the page of a command, then those of its subcommands: `nigao-collect-import.1`.
fn write_pages(command: &Command, folder: &Path) -> Outcome<()> {
    let man = Man::new(command.clone()).source(concat!("nigao ", env!("CARGO_PKG_VERSION")));
    let path = folder.join(man.get_filename());
    let text = page(command, &man).map_err(|error| Error::io(&path, error))?;
    write_file(&path, &text, true)?;
    for subcommand in command.get_subcommands().filter(|sub| !sub.is_hide_set()) {
        write_pages(subcommand, folder)?;
    }
    Ok(())
}

/// Returns the page of a command in the language of this run.
fn page(command: &Command, man: &Man) -> io::Result<Vec<u8>> {
    let mut page = Vec::new();
    man.render_title(&mut page)?;
    // Between hanzi there are no spaces to stretch, and names of options are not to be hyphenated.
    page.extend(b".ad l\n.nh\n");
    let mut section = Vec::new();
    man.render_name_section(&mut section)?;
    append_under(&mut page, "man.name", &section);
    section.clear();
    man.render_synopsis_section(&mut section)?;
    append_under(&mut page, "man.synopsis", &section);
    // The headings of these come from clap, which has them from our messages.
    man.render_options_section(&mut page)?;
    if command.get_subcommands().any(|sub| !sub.is_hide_set()) {
        man.render_subcommands_section(&mut page)?;
    }
    let mut rest = Roff::new();
    if let Some(examples) = command.get_after_help() {
        // Under a heading of its own the help's "Examples:" says nothing.
        let examples = examples.to_string();
        let lines = examples.split_once('\n').map_or("", |(_, lines)| lines);
        append_as_typed(&mut rest, "man.examples", lines);
    }
    append_as_typed(&mut rest, "man.exit", &translate("man.exit-codes"));
    rest.to_writer(&mut page)?;
    Ok(page)
}

/// Appends a section under our heading; `clap_mangen` begins each with an English one.
fn append_under(page: &mut Vec<u8>, heading: &'static str, section: &[u8]) {
    page.extend(format!(".SH {}\n", translate(heading)).into_bytes());
    let lines = section.split_inclusive(|byte| *byte == b'\n');
    let text = lines.skip_while(|line| !line.starts_with(b".SH")).skip(1);
    page.extend(text.flatten());
}

/// Appends lines that keep their breaks and their spaces, as command lines have to.
fn append_as_typed(roff: &mut Roff, heading: &'static str, text: &str) {
    roff.control("SH", [translate(heading).as_str()]);
    roff.control("nf", []);
    for line in text.lines() {
        roff.text([roman(line)]);
    }
    roff.control("fi", []);
}
