//! Serves the tools to an agent: `nigao mcp`.

use std::path::PathBuf;

use clap::Args;

use super::args::GenreArgs;
use super::lang::{lang, translate};
use super::outcome::{Exit, Outcome};
use crate::mcp::{McpOptions, serve};

#[derive(Args)]
#[command(about = translate("cli.mcp.about"), after_help = translate("cli.mcp.examples"))]
pub(crate) struct McpCommand {
    #[arg(
        long, default_value = ".", hide_default_value = true,
        value_name = translate("cli.name.folder"), help = translate("cli.mcp.dir")
    )]
    dir: PathBuf,
    #[command(flatten)]
    shelf: GenreArgs,
}

impl McpCommand {
    pub(crate) fn run(self) -> Outcome {
        let options = McpOptions {
            folder: self.dir,
            catalog: self.shelf.open()?,
            lang: lang(),
        };
        serve(options)?;
        Ok(Exit::Done)
    }
}
