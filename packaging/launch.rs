//! Starts the page without a console window: what is double-clicked on Windows.
//!
//! A program of Windows either always has a console or never. nigao.exe has one, for its commands;
//! this one has none, and starts the other beside it.

#![cfg_attr(windows, windows_subsystem = "windows")]

use std::process::{Command, ExitCode};

fn main() -> ExitCode {
    let Ok(own) = std::env::current_exe() else {
        return ExitCode::FAILURE;
    };
    let mut command = Command::new(own.with_file_name("nigao.exe"));
    command.arg("serve");
    #[cfg(windows)]
    {
        use std::os::windows::process::CommandExt;
        /// `CREATE_NO_WINDOW` of `CreateProcess`.
        const NO_WINDOW: u32 = 0x0800_0000;
        command.creation_flags(NO_WINDOW);
    }
    match command.status() {
        Ok(status) if status.success() => ExitCode::SUCCESS,
        _ => ExitCode::FAILURE,
    }
}
