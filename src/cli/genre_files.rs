//! Writes the files of a user's genre to a folder, all of them or none.

use std::path::Path;

use nigao::catalog::{GenreFiles, is_genre_name};
use nigao::diagnostic::Message;
use nigao::error::Error;
use nigao::output::write_files;

use super::files::write_failure;
use super::outcome::{Failure, Outcome};

/// Fails if a name cannot be a genre's: it has to be a file name on every system.
pub(crate) fn named(name: &str, hint: &'static str) -> Outcome<()> {
    if is_genre_name(name) {
        return Ok(());
    }
    Err(Failure::usage(
        Message::new("cli.mine.bad-name", [("name", name)]),
        Message::plain(hint),
    ))
}

/// Fails if one of the files exists, unless it may be replaced.
pub(crate) fn free(folder: &Path, files: &GenreFiles, replace: bool) -> Outcome<()> {
    match files
        .iter()
        .map(|(path, _)| folder.join(path))
        .find(|path| !replace && path.exists())
    {
        Some(path) => {
            let error = Error::io(&path, std::io::ErrorKind::AlreadyExists.into());
            Err(Failure::Stopped(
                error,
                Some(Message::plain("cli.io.exists-hint")),
            ))
        }
        None => Ok(()),
    }
}

/// Writes all files, or none if one of them exists or cannot be written.
pub(crate) fn write(folder: &Path, files: &GenreFiles, replace: bool) -> Outcome<()> {
    free(folder, files, replace)?;
    write_files(folder, files, replace).map_err(write_failure)
}
