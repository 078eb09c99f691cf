//! Confines the files of the tools to one folder, the one a person named at the start.
//!
//! A name is refused by its spelling first, so that nothing can be learnt of what lies elsewhere,
//! and then by where it leads: links are followed, and what they lead to has to be in the folder.

use std::fs;
use std::io;
use std::path::{Component, Path, PathBuf};

use nigao::catalog::{Catalog, GenreFiles};
use nigao::diagnostic::Message;
use nigao::error::{Error, Result};
use nigao::file_name::is_portable;
use nigao::input;
use nigao::output;
use nigao::read::text_of;

use super::tool_failure::{ToolFailure, ToolOutcome};

/// The largest file that is read, in bytes.
const MOST_BYTES: u64 = 64 << 20;
/// The largest text that is read, in bytes: answers, a unit's file.
const MOST_TEXT_BYTES: u64 = 16 << 20;
/// The most files a folder of genres may have.
const MOST_GENRE_FILES: usize = 2000;

/// The folder of the tools, and the genres a person added to the shipped ones.
pub(super) struct Workspace {
    /// As it was named, in full.
    named: PathBuf,
    /// Without links.
    root: PathBuf,
    catalog: Catalog,
}

impl Workspace {
    /// Opens the folder.
    ///
    /// # Errors
    /// A folder that is not there.
    pub(super) fn open(folder: &Path, catalog: Catalog) -> Result<Self> {
        let failed = |error| Error::io(folder, error);
        let root = fs::canonicalize(folder).map_err(failed)?;
        if !root.is_dir() {
            return Err(failed(io::ErrorKind::NotADirectory.into()));
        }
        let named = std::path::absolute(folder).map_err(failed)?;
        Ok(Self {
            named,
            root,
            catalog,
        })
    }

    /// Returns the bytes of a file.
    pub(super) fn read(&self, name: &str) -> ToolOutcome<Vec<u8>> {
        self.read_within(name, MOST_BYTES)
    }

    /// Returns the text of a file, in UTF-8 or in the encoding it shows to be in.
    pub(super) fn read_text(&self, name: &str) -> ToolOutcome<String> {
        let bytes = self.read_within(name, MOST_TEXT_BYTES)?;
        Ok(text_of(bytes).map_err(|error| as_named(&error, name))?)
    }

    fn read_within(&self, name: &str, most: u64) -> ToolOutcome<Vec<u8>> {
        let path = self.existing(name)?;
        let bytes = input::read_file(&path, most).map_err(|error| as_named(&error, name))?;
        Ok(bytes)
    }

    /// Returns whether there is a file of a name in the folder.
    pub(super) fn has_file(&self, name: &str) -> bool {
        self.existing(name).is_ok_and(|path| path.is_file())
    }

    /// Writes a new file, and the folders it lies in. Nothing is ever replaced.
    pub(super) fn write_new(&self, name: &str, bytes: &[u8]) -> ToolOutcome<()> {
        let path = self.free(name)?;
        let parent = path.parent().unwrap_or(&self.root);
        let failed = |error| as_named(&Error::io(name, error), name);
        fs::create_dir_all(parent).map_err(failed)?;
        output::write_file(&path, bytes, false).map_err(|error| as_named(&error, name))?;
        Ok(())
    }

    /// Fails where [`Workspace::write_new`] would fail after the work is done.
    pub(super) fn check_new(&self, name: &str) -> ToolOutcome<()> {
        self.free(name).map(drop)
    }

    /// Writes the files of a genre to a folder, all of them or none. Returns their names.
    pub(super) fn write_genre(&self, folder: &str, files: &GenreFiles) -> ToolOutcome<Vec<String>> {
        let mut names = Vec::new();
        for (path, _) in files {
            let name = Path::new(folder).join(path).display().to_string();
            self.check_new(&name)?;
            names.push(name);
        }
        let path = self.root.join(self.inside(folder)?);
        output::write_files(&path, files, false).map_err(|error| as_named(&error, folder))?;
        Ok(names)
    }

    /// Returns the genres: those given at the start, and those of a folder of the workspace.
    pub(super) fn catalog(&self, templates: Option<&str>) -> ToolOutcome<Catalog> {
        let catalog = self.catalog.clone();
        let Some(name) = templates else {
            return Ok(catalog);
        };
        let folder = self.existing(name)?;
        let mut left = MOST_GENRE_FILES;
        for part in ["templates", "schemas", "samples"] {
            self.check_tree(&folder.join(part), name, &mut left)?;
        }
        Ok(catalog
            .with_folder(folder)
            .map_err(|error| as_named(&error, name))?)
    }

    /// Fails if a link below a folder of genres leads out of the workspace.
    fn check_tree(&self, path: &Path, name: &str, left: &mut usize) -> ToolOutcome<()> {
        let Ok(whole) = fs::canonicalize(path) else {
            return Ok(());
        };
        if !whole.starts_with(&self.root) {
            return Err(outside(name));
        }
        if !whole.is_dir() {
            return Ok(());
        }
        let failed = |error| as_named(&Error::io(name, error), name);
        for entry in fs::read_dir(&whole).map_err(failed)? {
            *left = left.checked_sub(1).ok_or_else(|| {
                let message = Message::new("mcp.many-files", [("folder", name)]);
                ToolFailure::Call(message, Message::plain("mcp.many-files-hint"))
            })?;
            self.check_tree(&entry.map_err(failed)?.path(), name, left)?;
        }
        Ok(())
    }

    /// Returns where a file is that is there, without links.
    fn existing(&self, name: &str) -> ToolOutcome<PathBuf> {
        let path = self.root.join(self.inside(name)?);
        let whole = fs::canonicalize(path);
        let whole = whole.map_err(|error| as_named(&Error::io(name, error), name))?;
        if whole.starts_with(&self.root) {
            Ok(whole)
        } else {
            Err(outside(name))
        }
    }

    /// Returns where a new file goes. Its name has to be one that every system takes, and the
    /// folders on the way have to be in the workspace, those that are links included.
    fn free(&self, name: &str) -> ToolOutcome<PathBuf> {
        let inside = self.inside(name)?;
        let bad = inside
            .components()
            .find(|part| !is_portable(&part.as_os_str().to_string_lossy()));
        if let Some(bad) = bad {
            let bad = bad.as_os_str().to_string_lossy().into_owned();
            let message = Message::new("mcp.bad-name", [("name", bad)]);
            return Err(ToolFailure::Call(
                message,
                Message::plain("mcp.bad-name-hint"),
            ));
        }
        if inside.as_os_str().is_empty() {
            return Err(outside(name));
        }
        let path = self.root.join(inside);
        let is_there = |path: &&Path| fs::symlink_metadata(path).is_ok();
        let parent = path
            .ancestors()
            .skip(1)
            .find(is_there)
            .unwrap_or(&self.root);
        let whole = fs::canonicalize(parent);
        let whole = whole.map_err(|error| as_named(&Error::io(name, error), name))?;
        if !whole.starts_with(&self.root) {
            return Err(outside(name));
        }
        // Looked at last, so that a link tells nothing of what lies elsewhere. One that leads
        // nowhere is something, too.
        if fs::symlink_metadata(&path).is_ok() {
            let error = Error::io(name, io::ErrorKind::AlreadyExists.into());
            return Err(error.into());
        }
        Ok(path)
    }

    /// Returns a name as a path below the folder, its `.` and `..` resolved by spelling.
    fn inside(&self, name: &str) -> ToolOutcome<PathBuf> {
        if name.is_empty() || name.contains('\0') {
            return Err(outside(name));
        }
        let path = Path::new(name);
        let below = if path.is_absolute() {
            let below = path.strip_prefix(&self.root);
            let below = below.or_else(|_| path.strip_prefix(&self.named));
            below.map_err(|_| outside(name))?
        } else {
            path
        };
        let mut inside = PathBuf::new();
        for part in below.components() {
            match part {
                Component::Normal(part) => inside.push(part),
                Component::CurDir => {}
                Component::ParentDir if inside.pop() => {}
                // Beside `..` these are what Windows has: a drive, and the root of one.
                Component::ParentDir | Component::RootDir | Component::Prefix(_) => {
                    return Err(outside(name));
                }
            }
        }
        Ok(inside)
    }
}

/// Refuses a name that leads out of the folder.
fn outside(name: &str) -> ToolFailure {
    let message = Message::new("mcp.outside", [("file", name)]);
    ToolFailure::Call(message, Message::plain("mcp.outside-hint"))
}

/// Returns an error under the name the agent knows the file by.
fn as_named(error: &Error, name: &str) -> Error {
    match error.io_error() {
        Some(why) => Error::io(name, why.kind().into()),
        None => Error::new(error.message().clone()).in_file(name),
    }
}
