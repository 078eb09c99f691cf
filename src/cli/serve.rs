//! Serves the page in the browser: `nigao serve`.

use std::io::{self, IsTerminal};
use std::path::PathBuf;
use std::time::Duration;

use clap::Args;
use nigao::error::Error;

use super::args::GenreArgs;
use super::lang::{lang, translate};
use super::outcome::{Exit, Outcome};
use super::terminal::Terminal;
use crate::web::{ServeOptions, serve};

/// How long nobody may ask for anything before the server stops, in minutes.
const MINUTES: f64 = 30.0;

#[derive(Args)]
#[command(about = translate("cli.serve.about"), after_help = translate("cli.serve.examples"))]
pub(crate) struct Serve {
    #[arg(
        long, default_value = ".", hide_default_value = true,
        value_name = translate("cli.name.folder"), help = translate("cli.serve.dir")
    )]
    dir: PathBuf,
    #[arg(
        long, default_value_t = 0, hide_default_value = true,
        value_name = translate("cli.name.port"), help = translate("cli.serve.port")
    )]
    port: u16,
    #[arg(long, help = translate("cli.serve.no-open"))]
    no_open: bool,
    #[arg(
        long, default_value_t = MINUTES, hide_default_value = true,
        value_name = translate("cli.name.minutes"), help = translate("cli.serve.stop-after")
    )]
    stop_after: f64,
    #[command(flatten)]
    shelf: GenreArgs,
}

/// Returns whether the program was started from a file manager: there is a desktop, and nobody
/// looks at any of the streams. On Windows and macOS another program starts the page then.
pub(crate) fn is_double_clicked(has_env: impl Fn(&str) -> bool) -> bool {
    let is_watched =
        io::stdin().is_terminal() || io::stdout().is_terminal() || io::stderr().is_terminal();
    let has_desktop = has_env("DISPLAY") || has_env("WAYLAND_DISPLAY");
    cfg!(unix) && has_desktop && !is_watched
}

impl Serve {
    pub(crate) fn run(self, terminal: &Terminal) -> Outcome {
        if !self.dir.is_dir() {
            let error = Error::io(&self.dir, std::io::ErrorKind::NotFound.into());
            return Err(error.into());
        }
        let catalog = self.shelf.open()?;
        let seconds = self.stop_after * 60.0;
        let stops_after = Duration::try_from_secs_f64(seconds)
            .ok()
            .filter(|time| !time.is_zero());
        let options = ServeOptions {
            folder: self.dir,
            catalog,
            lang: lang(),
            port: self.port,
            opens_browser: !self.no_open,
            stops_after,
        };
        serve(options, &|words| terminal.note(&format!("{words}\n")))?;
        Ok(Exit::Done)
    }
}
