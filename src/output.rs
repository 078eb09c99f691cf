//! Writes whole files: a reader sees the old content or the new, never half of it.

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use crate::diagnostic::Message;
use crate::error::{Error, Result};
use crate::file_name::is_device;
use crate::held::{Access, wait_for};

/// Writes a file at once, under a temporary name beside it that is then renamed.
///
/// A pipe or a device of the name is written to as it is.
///
/// # Errors
/// A file that cannot be written, or that exists and may not be replaced; one that another program
/// holds, such as WPS on Windows.
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
        refuse_device(path, cfg!(windows))?;
        // A symbolic link stays one: the file it points to is replaced.
        let target = fs::canonicalize(path).unwrap_or_else(|_| absolute(path));
        let folder = folder_of(&target);
        let file = wait_for(Access::Open, || temporary(folder, &target));
        let mut file = file.map_err(failed)?;
        file.write_all(bytes).map_err(failed)?;
        // Without this a power cut may leave the new name with nothing in it.
        file.as_file().sync_all().map_err(failed)?;
        Ok(Self {
            file,
            path: path.to_owned(),
            target,
        })
    }

    /// Renames it to its destination.
    ///
    /// # Errors
    /// A destination that exists and may not be replaced, or that cannot be.
    pub fn persist(self, replace: bool) -> Result<()> {
        let target = self.rename(replace)?;
        sync_name(&target)
    }

    /// Renames it, and returns its destination.
    ///
    /// Its name is on the disk only with its folder: whoever writes many files into one calls
    /// [`sync_name`] for the last.
    ///
    /// # Errors
    /// As [`persist`](Self::persist).
    pub fn rename(self, replace: bool) -> Result<PathBuf> {
        let Self { file, path, target } = self;
        let is_writable = |found: fs::Metadata| !found.permissions().readonly();
        let replaces = replace && fs::metadata(&target).is_ok_and(is_writable);
        let access = if replaces {
            Access::Replace
        } else {
            Access::Open
        };
        // A file that was not renamed comes back with the error, for the next try.
        let mut staged = Some(file);
        let moved = wait_for(access, || {
            let Some(file) = staged.take() else {
                return Ok(());
            };
            let moved = if replace {
                file.persist(&target)
            } else {
                file.persist_noclobber(&target)
            };
            moved.map(drop).map_err(|failed| {
                staged = Some(failed.file);
                failed.error
            })
        });
        moved.map_err(|error| Error::io(path, error))?;
        Ok(target)
    }
}

/// Writes the name of a file to the disk, and all names of its folder with it: until then a power
/// cut may bring the old one back.
///
/// # Errors
/// A disk that fails.
pub fn sync_name(file: &Path) -> Result<()> {
    sync_folder(file).map_err(|error| Error::io(file, error))
}

#[cfg(unix)]
fn sync_folder(file: &Path) -> io::Result<()> {
    match fs::File::open(folder_of(file)).and_then(|folder| folder.sync_all()) {
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

/// Returns the path of a file that is not there yet with its folder in full, as Windows itself
/// spells it (`\\?\…`): spelled like that a path may be longer than 260 characters.
fn absolute(path: &Path) -> PathBuf {
    let folder = fs::canonicalize(folder_of(path));
    match (folder, path.file_name()) {
        (Ok(folder), Some(name)) => folder.join(name),
        _ => path.to_owned(),
    }
}

/// Returns the folder of a file; a name without one is in the folder of the program's run.
fn folder_of(path: &Path) -> &Path {
    let folder = path
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty());
    folder.unwrap_or(Path::new("."))
}

/// Fails for a name that Windows takes for a device: what is written there is gone, and a file that
/// is made all the same cannot be deleted in the explorer.
fn refuse_device(path: &Path, on_windows: bool) -> Result<()> {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    if on_windows && is_device(&name) {
        return Err(Error::new(Message::new("output.device", [("name", name)])).in_file(path));
    }
    Ok(())
}

/// Creates a temporary file with the permissions of the file it replaces, else the usual ones.
///
/// # Errors
/// A folder that cannot be written to.
pub fn temporary(folder: &Path, target: &Path) -> io::Result<tempfile::NamedTempFile> {
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

/// Writes several files below a folder, by their paths in it, all of them or none.
///
/// # Errors
/// One of them cannot be written, or exists and may not be replaced.
pub fn write_files<B: AsRef<[u8]>>(
    folder: &Path,
    files: &[(PathBuf, B)],
    replace: bool,
) -> Result<()> {
    for (path, _) in files {
        let path = folder.join(path);
        if !replace && path.exists() {
            return Err(Error::io(path, io::ErrorKind::AlreadyExists.into()));
        }
    }
    let mut made = Vec::new();
    let staged = stage(folder, files, &mut made);
    if staged.is_err() {
        // Removes the folders made for nothing; one that holds anything stays.
        made.iter()
            .rev()
            .for_each(|folder| _ = fs::remove_dir(folder));
    }
    // Forty forms are in one folder, which is synced once. A folder that was made is a name, too.
    let mut names: BTreeMap<PathBuf, PathBuf> = BTreeMap::new();
    for file in staged? {
        let target = file.rename(replace)?;
        names.insert(folder_of(&target).to_owned(), target);
    }
    for name in names.into_values().chain(made) {
        sync_name(&name)?;
    }
    Ok(())
}

/// Writes the files under temporary names, and records the folders it made for them.
fn stage<B: AsRef<[u8]>>(
    folder: &Path,
    files: &[(PathBuf, B)],
    made: &mut Vec<PathBuf>,
) -> Result<Vec<StagedFile>> {
    let mut written = Vec::new();
    for (path, text) in files {
        let path = folder.join(path);
        make_folders(&path, made)?;
        written.push(StagedFile::new(&path, text.as_ref())?);
    }
    Ok(written)
}

/// Makes the folders above a path that do not exist, and records them.
fn make_folders(path: &Path, made: &mut Vec<PathBuf>) -> Result<()> {
    let folders = path.ancestors().skip(1);
    let missing: Vec<&Path> = folders.take_while(|folder| !folder.is_dir()).collect();
    for folder in missing.into_iter().rev() {
        // The last ancestor of a relative path is the empty one.
        if folder.as_os_str().is_empty() {
            continue;
        }
        if folder.exists() {
            return Err(Error::io(folder, io::ErrorKind::NotADirectory.into()));
        }
        fs::create_dir(folder).map_err(|why| Error::io(folder, why))?;
        made.push(folder.to_owned());
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Lang;

    #[test]
    fn devices_are_refused_where_they_are_devices() {
        for name in ["nul.docx", "报告/CON", "com1.yaml"] {
            let error = refuse_device(Path::new(name), true).unwrap_err();
            assert!(error.explain(Lang::Zh).contains("设备"), "{error}");
            assert!(refuse_device(Path::new(name), false).is_ok());
        }
        assert!(refuse_device(Path::new("报告.docx"), true).is_ok());
    }

    #[test]
    fn a_new_file_is_named_with_its_whole_folder() {
        let folder = tempfile::tempdir().unwrap();
        let whole = fs::canonicalize(folder.path()).unwrap();
        let path = folder.path().join(".").join("报告.docx");
        assert_eq!(absolute(&path), whole.join("报告.docx"));
        assert_eq!(
            absolute(Path::new("nowhere/a.docx")),
            Path::new("nowhere/a.docx")
        );
        write_file(&path, b"one", false).unwrap();
        write_file(&path, b"two", true).unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"two");
        assert!(write_file(&path, b"three", false).is_err());
        assert_eq!(
            fs::read_dir(folder.path()).unwrap().count(),
            1,
            "nothing is left behind"
        );
    }

    #[test]
    fn a_file_that_is_held_is_said_to_be_open_in_wps() {
        let error = Error::io("报告.docx", io::ErrorKind::ResourceBusy.into());
        for (lang, word) in [(Lang::Zh, "关掉"), (Lang::En, "close it")] {
            let words = error.explain(lang);
            let all = ["WPS", "Word", "报告.docx", word];
            assert!(all.iter().all(|word| words.contains(word)), "{words}");
        }
    }
}
