//! Writes the files of a user's genre to a folder, all of them or none.

use std::path::{Path, PathBuf};

use nigao::diagnostic::Message;
use nigao::error::Error;
use nigao::file_name::is_device;
use nigao::output::write_files;

use super::files::write_failure;
use super::outcome::{Failure, Outcome};

/// The files of a genre: their paths in the folder and their bytes.
pub(crate) type GenreFiles = Vec<(PathBuf, Vec<u8>)>;

/// Fails if a name cannot be a genre's: it has to be a file name on every system.
pub(crate) fn named(name: &str, hint: &'static str) -> Outcome<()> {
    let plain = !name.is_empty() && name.chars().all(may_be_named) && !is_device(name);
    if plain {
        return Ok(());
    }
    Err(Failure::usage(
        Message::new("cli.mine.bad-name", [("name", name)]),
        Message::plain(hint),
    ))
}

/// Returns whether a character may be part of the name of a genre.
pub(crate) fn may_be_named(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '-' | '_')
}

/// Places a genre's template and schema in its folder.
pub(crate) fn files(name: &str, template: String, schema: String) -> GenreFiles {
    vec![
        (
            Path::new("templates").join(format!("{name}.hbs")),
            template.into_bytes(),
        ),
        (
            Path::new("schemas").join(format!("{name}.yaml")),
            schema.into_bytes(),
        ),
    ]
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
