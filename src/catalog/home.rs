//! Reads the files of a genre where they are: in the program, in a folder, or in memory.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use include_dir::{Dir, include_dir};

use crate::diagnostic::Message;
use crate::error::{Error, Result};
use crate::input;

pub(super) static TEMPLATES: Dir = include_dir!("$CARGO_MANIFEST_DIR/templates");
static SCHEMAS: Dir = include_dir!("$CARGO_MANIFEST_DIR/schemas");
static SAMPLES: Dir = include_dir!("$CARGO_MANIFEST_DIR/samples");
/// The longest text file of a genre, in bytes.
const LONGEST: u64 = 8 << 20;
/// The largest Word template, in bytes.
const LARGEST: u64 = 64 << 20;

/// Where the files of a genre are.
#[derive(Clone, Debug)]
pub(super) enum GenreHome {
    /// In the program.
    Shipped,
    /// In a folder.
    Folder(PathBuf),
    /// In memory.
    Carried(Arc<CarriedFiles>),
}

/// The files of a genre, taken out of their folder to go where the folder is not.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct CarriedFiles {
    /// The folder, as messages call it.
    pub folder: String,
    /// The bytes of each file by its path below the folder, parted by `/`.
    pub files: BTreeMap<String, Vec<u8>>,
}

/// A file's name, for messages, and its text.
pub(super) struct GenreFile {
    pub(super) file: String,
    pub(super) text: Cow<'static, str>,
}

impl GenreHome {
    /// Returns what messages call the file at a path below the home.
    pub(super) fn file_name(&self, path: &str) -> String {
        match self {
            Self::Shipped => path.to_owned(),
            Self::Folder(folder) => below(folder, path).display().to_string(),
            Self::Carried(carried) => below(Path::new(&carried.folder), path)
                .display()
                .to_string(),
        }
    }

    /// Returns whether there is a file at a path.
    pub(super) fn has(&self, path: &str) -> bool {
        match self {
            Self::Shipped => shipped(path).is_some(),
            Self::Folder(folder) => below(folder, path).is_file(),
            Self::Carried(carried) => carried.files.contains_key(path),
        }
    }

    /// Reads the text at a path.
    ///
    /// # Errors
    /// A file that is not there, is too long, or is no UTF-8.
    pub(super) fn text(&self, path: &str) -> Result<GenreFile> {
        let file = self.file_name(path);
        let text = match self {
            Self::Shipped => {
                let message = || Message::new("catalog.no-file", [("file", path)]);
                Cow::Borrowed(shipped(path).ok_or_else(|| Error::new(message()))?)
            }
            Self::Folder(_) | Self::Carried(_) => {
                let bytes = self.bytes_up_to(path, LONGEST)?;
                let invalid = |_| Error::io(&file, std::io::ErrorKind::InvalidData.into());
                Cow::Owned(String::from_utf8(bytes).map_err(invalid)?)
            }
        };
        Ok(GenreFile { file, text })
    }

    /// Reads the bytes at a path.
    ///
    /// # Errors
    /// A file that is not there or is too large.
    pub(super) fn bytes(&self, path: &str) -> Result<Vec<u8>> {
        self.bytes_up_to(path, LARGEST)
    }

    fn bytes_up_to(&self, path: &str, most: u64) -> Result<Vec<u8>> {
        let missing = || Error::io(self.file_name(path), std::io::ErrorKind::NotFound.into());
        match self {
            Self::Shipped => Ok(shipped(path).ok_or_else(missing)?.as_bytes().to_vec()),
            Self::Folder(folder) => input::read_file(&below(folder, path), most),
            Self::Carried(carried) => carried.files.get(path).cloned().ok_or_else(missing),
        }
    }
}

/// Returns the path of a file in a folder, written as the system writes paths.
fn below(folder: &Path, path: &str) -> PathBuf {
    let mut below = folder.to_owned();
    below.extend(path.split('/'));
    below
}

/// Returns the text of a shipped file.
fn shipped(path: &str) -> Option<&'static str> {
    let (part, name) = path.split_once('/')?;
    let within = match part {
        "templates" => &TEMPLATES,
        "schemas" => &SCHEMAS,
        "samples" => &SAMPLES,
        _ => return None,
    };
    within.get_file(name)?.contents_utf8()
}
