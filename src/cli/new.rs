//! Starts a genre of the user's own, with a template, a schema and a sample: `nigao new`.

use std::path::{Path, PathBuf};

use clap::Args;
use nigao::catalog::Starter;

use super::genre_files;
use super::lang::{translate, translate_with};
use super::outcome::{Exit, Outcome};
use super::terminal::Terminal;

#[derive(Args)]
#[command(about = translate("cli.new.about"), after_help = translate("cli.new.examples"))]
pub(crate) struct New {
    #[arg(value_name = translate("cli.name.genre"), help = translate("cli.new.name"))]
    name: String,
    #[arg(long, value_name = translate("cli.name.title"), help = translate("cli.new.title"))]
    title: Option<String>,
    #[arg(
        short,
        long,
        value_name = translate("cli.name.folder"),
        default_value = ".",
        hide_default_value = true,
        help = translate("cli.new.output")
    )]
    output: PathBuf,
    #[arg(long, help = translate("cli.arg.force"))]
    force: bool,
}

impl New {
    pub(crate) fn run(self, terminal: &Terminal) -> Outcome {
        genre_files::named(&self.name, "cli.new.bad-name-hint")?;
        let starter = Starter::new(self.title.as_deref().unwrap_or(&self.name));
        let mut files = nigao::catalog::genre_files(&self.name, starter.template, starter.schema);
        let sample = Path::new("samples").join(&self.name).join("answers.yaml");
        files.push((sample, starter.answers.into_bytes()));
        genre_files::write(&self.output, &files, self.force)?;
        for (path, _) in &files {
            terminal.note(&format!("  {}\n", self.output.join(path).display()));
        }
        let folder = self.output.display().to_string();
        let told = translate_with(
            "cli.new.done",
            [("folder", folder.as_str()), ("name", &self.name)],
        );
        terminal.note(&format!("{told}\n"));
        Ok(Exit::Done)
    }
}
