//! Writes whole files: a reader sees the old content or the new, never half of it.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use crate::error::{Error, Result};

/// Writes a file at once, under a temporary name beside it that is then renamed.
///
/// A pipe or a device of the name is written to as it is.
///
/// # Errors
/// A file that cannot be written, or that exists and may not be replaced.
pub fn write_file(path: &Path, bytes: &[u8], replace: bool) -> Result<()> {
    if path.exists() && !is_regular(path) {
        return fs::write(path, bytes).map_err(|error| Error::io(path, error));
    }
    StagedFile::new(path, bytes)?.persist(replace)
}

/// Returns whether there is a regular file; a pipe or `/dev/null` may always be written to.
#[must_use]
pub fn is_regular(path: &Path) -> bool {
    fs::metadata(path).is_ok_and(|found| found.is_file())
}

/// A file written under a temporary name beside its destination; deleted if it is dropped.
#[derive(Debug)]
pub struct StagedFile {
    file: tempfile::NamedTempFile,
    path: PathBuf,
    target: PathBuf,
}

impl StagedFile {
    /// Writes the temporary file.
    ///
    /// # Errors
    /// A folder that cannot be written to.
    pub fn new(path: &Path, bytes: &[u8]) -> Result<Self> {
        let failed = |error| Error::io(path, error);
        // A symbolic link stays one: the file it points to is replaced.
        let target = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
        let folder = target
            .parent()
            .filter(|folder| !folder.as_os_str().is_empty())
            .unwrap_or(Path::new("."));
        let mut file = temporary(folder, &target).map_err(failed)?;
        file.write_all(bytes).map_err(failed)?;
        // Without this a power cut may leave the new name with nothing in it.
        file.as_file().sync_all().map_err(failed)?;
        Ok(Self { file, path: path.to_owned(), target })
    }

    /// Renames it to its destination.
    ///
    /// # Errors
    /// A destination that exists and may not be replaced, or that cannot be.
    pub fn persist(self, replace: bool) -> Result<()> {
        let Self { file, path, target } = self;
        let moved = if replace { file.persist(&target) } else { file.persist_noclobber(&target) };
        match moved {
            Ok(_) => sync_folder(&target).map_err(|error| Error::io(path, error)),
            Err(error) => Err(Error::io(path, error.error)),
        }
    }
}

/// Writes the name of a file to the disk, too: until then a power cut may bring the old one back.
#[cfg(unix)]
fn sync_folder(file: &Path) -> io::Result<()> {
    let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty());
    match fs::File::open(folder.unwrap_or(Path::new("."))).and_then(|folder| folder.sync_all()) {
        // Some shares cannot do that, and a folder may be closed to readers; the file is there.
        Err(error) if is_unable(&error) => Ok(()),
        done => done,
    }
}

#[cfg(unix)]
fn is_unable(error: &io::Error) -> bool {
    use io::ErrorKind::{InvalidInput, PermissionDenied, Unsupported};
    matches!(error.kind(), InvalidInput | PermissionDenied | Unsupported)
}

/// Elsewhere a folder cannot be opened, and the system writes names by itself.
#[cfg(not(unix))]
#[allow(clippy::unnecessary_wraps)]
fn sync_folder(_file: &Path) -> io::Result<()> {
    Ok(())
}

/// Creates a temporary file with the permissions of the file it replaces, else the usual ones.
fn temporary(folder: &Path, target: &Path) -> io::Result<tempfile::NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(".nigao-");
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    let file = builder.tempfile_in(folder)?;
    if let Ok(old) = fs::metadata(target) {
        file.as_file().set_permissions(old.permissions())?;
    }
    Ok(file)
}
