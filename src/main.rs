//! Runs the nigao program.

mod cli;
#[cfg(feature = "mcp")]
mod mcp;
#[cfg(feature = "web")]
mod web;

fn main() -> std::process::ExitCode {
    cli::run(std::env::args_os().collect())
}
