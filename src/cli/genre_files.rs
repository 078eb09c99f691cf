//! Writes the files of a user's genre to a folder, all of them or none.

use std::fs;
use std::path::{Path, PathBuf};

use nigao::diagnostic::Message;
use nigao::error::Error;
use nigao::file_name::is_device;
use nigao::output::StagedFile;

use super::files::write_failure;
use super::outcome::{Failure, Outcome};

/// The files of a genre: their paths in the folder and their texts.
pub(crate) type GenreFiles = Vec<(PathBuf, String)>;

/// Fails if a name cannot be a genre's: it has to be a file name on every system.
pub(crate) fn named(name: &str, hint: &'static str) -> Outcome<()> {
    let plain = !name.is_empty() && name.chars().all(may_be_named) && !is_device(name);
    if plain {
        return Ok(());
    }
    Err(Failure::usage(Message::new("cli.mine.bad-name", [("name", name)]), Message::plain(hint)))
}

/// Returns whether a character may be part of the name of a genre.
pub(crate) fn may_be_named(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '-' | '_')
}

/// Places a genre's template and schema in its folder.
pub(crate) fn files(name: &str, template: String, schema: String) -> GenreFiles {
    vec![
        (Path::new("templates").join(format!("{name}.hbs")), template),
        (Path::new("schemas").join(format!("{name}.yaml")), schema),
    ]
}

/// Fails if one of the files exists, unless it may be replaced.
pub(crate) fn free(folder: &Path, files: &GenreFiles, replace: bool) -> Outcome<()> {
    match files.iter().map(|(path, _)| folder.join(path)).find(|path| !replace && path.exists()) {
        Some(path) => {
            let error = Error::io(&path, std::io::ErrorKind::AlreadyExists.into());
            Err(Failure::Stopped(error, Some(Message::plain("cli.io.exists-hint"))))
        }
        None => Ok(()),
    }
}

/// Writes all files, or none if one of them exists or cannot be written.
pub(crate) fn write(folder: &Path, files: &GenreFiles, replace: bool) -> Outcome<()> {
    free(folder, files, replace)?;
    let mut made = Vec::new();
    let staged = stage(folder, files, &mut made);
    if staged.is_err() {
        // Removes the folders made for nothing; one that holds anything stays.
        made.iter().rev().for_each(|folder| _ = fs::remove_dir(folder));
    }
    staged?.into_iter().try_for_each(|file| file.persist(replace).map_err(write_failure))
}

/// Writes the files under temporary names, and records the folders it made for them.
fn stage(folder: &Path, files: &GenreFiles, made: &mut Vec<PathBuf>) -> Outcome<Vec<StagedFile>> {
    let mut written = Vec::new();
    for (path, text) in files {
        let path = folder.join(path);
        make_folders(&path, made)?;
        written.push(StagedFile::new(&path, text.as_bytes())?);
    }
    Ok(written)
}

/// Makes the folders above a path that do not exist, and records them.
fn make_folders(path: &Path, made: &mut Vec<PathBuf>) -> Outcome<()> {
    let folders = path.ancestors().skip(1);
    let missing: Vec<&Path> = folders.take_while(|folder| !folder.is_dir()).collect();
    for folder in missing.into_iter().rev() {
        // The last ancestor of a relative path is the empty one.
        if folder.as_os_str().is_empty() {
            continue;
        }
        if folder.exists() {
            return Err(Error::io(folder, std::io::ErrorKind::NotADirectory.into()).into());
        }
        fs::create_dir(folder).map_err(|why| Error::io(folder, why))?;
        made.push(folder.to_owned());
    }
    Ok(())
}
