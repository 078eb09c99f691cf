//! Own genres: a genre's files to a folder of the writer's own, all of them or none.

use std::fs;
use std::path::{Path, PathBuf};

use nigao::diagnostic::Message;
use nigao::error::Error;

use super::files::Whole;
use super::outcome::{Failure, Outcome};

/// The files of a genre, by their path in its folder.
pub(crate) type GenreFiles = Vec<(PathBuf, String)>;

/// Refuses what is no name of a genre: it is a file's name on every system.
pub(crate) fn named(name: &str, hint: &'static str) -> Outcome<()> {
    let plain = !name.is_empty() && name.chars().all(may_be_named);
    if plain {
        return Ok(());
    }
    Err(Failure::usage(Message::new("cli.mine.bad-name", [("name", name)]), Message::plain(hint)))
}

/// Whether a character may stand in the name of a genre.
pub(crate) fn may_be_named(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '-' | '_')
}

/// A genre's template and schema where they belong.
pub(crate) fn files(name: &str, template: String, schema: String) -> GenreFiles {
    vec![
        (Path::new("templates").join(format!("{name}.hbs")), template),
        (Path::new("schemas").join(format!("{name}.yaml")), schema),
    ]
}

/// Refuses to replace files that are there, unless they may be.
pub(crate) fn free(folder: &Path, files: &GenreFiles, replace: bool) -> Outcome<()> {
    match files.iter().map(|(path, _)| folder.join(path)).find(|path| !replace && path.exists()) {
        Some(path) => {
            let error = Error::io(&path, std::io::ErrorKind::AlreadyExists.into());
            Err(Failure::Stopped(error, Some(Message::plain("cli.io.exists-hint"))))
        }
        None => Ok(()),
    }
}

/// Writes all files, or none: when one is there already and may not be replaced, or cannot be written.
pub(crate) fn write(folder: &Path, files: &GenreFiles, replace: bool) -> Outcome<()> {
    free(folder, files, replace)?;
    let mut made = Vec::new();
    let written = whole(folder, files, &mut made);
    if written.is_err() {
        // Folders made for nothing; one that holds anything stays.
        made.iter().rev().for_each(|folder| _ = fs::remove_dir(folder));
    }
    written?.into_iter().try_for_each(|file| file.place(replace))
}

/// The files written beside their places, in folders that are there or `made`.
fn whole(folder: &Path, files: &GenreFiles, made: &mut Vec<PathBuf>) -> Outcome<Vec<Whole>> {
    let mut written = Vec::new();
    for (path, text) in files {
        let path = folder.join(path);
        let missing: Vec<&Path> =
            path.ancestors().skip(1).take_while(|folder| !folder.is_dir()).collect();
        for folder in missing.into_iter().rev().filter(|folder| !folder.as_os_str().is_empty()) {
            if folder.exists() {
                return Err(Error::io(folder, std::io::ErrorKind::NotADirectory.into()).into());
            }
            fs::create_dir(folder).map_err(|why| Error::io(folder, why))?;
            made.push(folder.to_owned());
        }
        written.push(Whole::new(&path, text.as_bytes())?);
    }
    Ok(written)
}
