//! Own genres: a genre's files to a folder of the writer's own, all of them or none.

use std::fs;
use std::path::{Path, PathBuf};

use nigao::diagnostic::Message;
use nigao::error::Error;

use super::files::write_file;
use super::outcome::{Failure, Outcome};

/// The files of a genre, by their path in its folder.
pub(crate) type Files = Vec<(PathBuf, String)>;

/// Refuses what is no name of a genre: it is a file's name on every system.
pub(crate) fn named(name: &str, hint: &'static str) -> Outcome<()> {
    let plain = !name.is_empty() && name.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_'));
    if plain {
        return Ok(());
    }
    Err(Failure::usage(Message::new("cli.mine.bad-name", [("name", name)]), Message::plain(hint)))
}

/// A genre's template and schema where they belong.
pub(crate) fn files(name: &str, template: String, schema: String) -> Files {
    vec![
        (Path::new("templates").join(format!("{name}.hbs")), template),
        (Path::new("schemas").join(format!("{name}.yaml")), schema),
    ]
}

/// Writes all files, or none when one is there already and may not be replaced.
pub(crate) fn write(folder: &Path, files: &Files, replace: bool) -> Outcome<()> {
    for (path, _) in files {
        let path = folder.join(path);
        if !replace && path.exists() {
            let error = Error::io(&path, std::io::ErrorKind::AlreadyExists.into());
            return Err(Failure::Stopped(error, Some(Message::plain("cli.io.exists-hint"))));
        }
    }
    for (path, text) in files {
        let path = folder.join(path);
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder).map_err(|why| Error::io(folder, why))?;
        }
        write_file(&path, text.as_bytes(), replace)?;
    }
    Ok(())
}
