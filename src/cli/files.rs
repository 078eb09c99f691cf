//! Reads input files, and writes each output file whole or not at all.

use std::fs;
use std::io::{self, IsTerminal, Write};
use std::path::{Path, PathBuf};

use nigao::diagnostic::Message;
use nigao::error::Error;
use nigao::{input, read as decoding};

use super::outcome::{Failure, Outcome};
use super::terminal::Terminal;

/// The largest text that is read, in bytes: answers, plans, layouts. YAML is read to 8 MiB.
const MOST_TEXT_BYTES: u64 = 16 << 20;
/// The largest Office file that is read, in bytes.
pub(crate) const MOST_BYTES: u64 = 64 << 20;

/// Reads the text of a file, or of stdin for `-`, in UTF-8 or in the encoding it shows to be in.
///
/// Notepad on a Chinese Windows saved in GBK for decades, and such files still come back.
pub(crate) fn read(name: &str) -> Outcome<String> {
    if name == "-" {
        let bytes = input::read_stream(io::stdin().lock(), MOST_TEXT_BYTES);
        return bytes.and_then(decode).map_err(|error| read_failure(error.in_file(name)));
    }
    read_text(Path::new(name))
}

/// Reads the text of a file, as [`read`] does; its name need not be UTF-8.
pub(crate) fn read_text(path: &Path) -> Outcome<String> {
    let text = input::read_file(path, MOST_TEXT_BYTES).and_then(decode);
    text.map_err(|error| read_failure(error.in_file(path)))
}

/// Reads the bytes of a file.
pub(crate) fn bytes(path: &Path) -> Outcome<Vec<u8>> {
    input::read_file(path, MOST_BYTES).map_err(read_failure)
}

fn decode(bytes: Vec<u8>) -> Result<String, Error> {
    let other = match String::from_utf8(bytes) {
        Ok(text) => return Ok(text),
        Err(error) => error.into_bytes(),
    };
    match decoding::decode(&other, None) {
        Ok(decoded) => Ok(decoded.text),
        Err(_) => Err(Error::io("", io::ErrorKind::InvalidData.into())),
    }
}

fn read_failure(error: Error) -> Failure {
    let hint = match error.io_error().map(io::Error::kind) {
        Some(io::ErrorKind::NotFound) => Some(Message::plain("cli.io.not-found-hint")),
        Some(io::ErrorKind::InvalidData) => Some(Message::plain("cli.io.not-utf8-hint")),
        _ => None,
    };
    Failure::Stopped(error, hint)
}

/// The destination of a result.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Output {
    /// `-`
    Stdout,
    /// A file; it is written under a temporary name beside its destination, then renamed.
    File {
        /// The path of the file.
        path: PathBuf,
        /// Whether an existing file may be replaced.
        replace: bool,
    },
}

impl Output {
    /// Interprets the name the user gave.
    pub(crate) fn new(name: Option<&str>, replace: bool) -> Self {
        match name {
            None | Some("-") => Self::Stdout,
            Some(path) => Self::File { path: path.into(), replace },
        }
    }

    /// Fails before any work is done where [`Output::write`] would fail after it.
    pub(crate) fn check_writable(&self, binary: bool) -> Outcome<()> {
        match self {
            Self::Stdout if binary && io::stdout().is_terminal() => {
                Err(Failure::usage(Message::plain("cli.binary"), Message::plain("cli.binary-hint")))
            }
            Self::File { path, replace: false } if is_regular(path) => Err(exists_failure(path)),
            _ => Ok(()),
        }
    }

    /// Fails if the output is one of the input files.
    pub(crate) fn check_not_input(&self, inputs: &[String]) -> Outcome<()> {
        let Self::File { path, .. } = self else { return Ok(()) };
        let Ok(target) = fs::canonicalize(path) else { return Ok(()) };
        let same = |input: &&String| {
            fs::canonicalize(input).is_ok_and(|input| input == target && is_regular(&input))
        };
        match inputs.iter().find(same) {
            Some(input) => {
                let message = Message::new("cli.same-file", [("file", input)]);
                Err(Failure::usage(message, Message::plain("cli.same-file-hint")))
            }
            None => Ok(()),
        }
    }

    /// Writes the result.
    pub(crate) fn write(&self, bytes: &[u8], terminal: &Terminal) -> Outcome<()> {
        match self {
            Self::Stdout => Ok(terminal.print_bytes(bytes)?),
            Self::File { path, replace } => write_file(path, bytes, *replace),
        }
    }
}

/// Returns whether there is a regular file; a pipe or `/dev/null` may always be written to.
fn is_regular(path: &Path) -> bool {
    fs::metadata(path).is_ok_and(|found| found.is_file())
}

fn exists_failure(path: &Path) -> Failure {
    let error = Error::io(path, io::ErrorKind::AlreadyExists.into());
    Failure::Stopped(error, Some(Message::plain("cli.io.exists-hint")))
}

/// Writes a file at once: a reader sees the old content or the new, never half of it.
pub(crate) fn write_file(path: &Path, bytes: &[u8], replace: bool) -> Outcome<()> {
    let failed = |error| Failure::from(Error::io(path, error));
    if path.exists() && !is_regular(path) {
        return fs::write(path, bytes).map_err(failed);
    }
    StagedFile::new(path, bytes)?.persist(replace)
}

/// Makes the folders of a file below another folder, and fails if a link leads out of it.
pub(crate) fn make_folder_below(folder: &Path, file: &Path) -> Outcome<()> {
    let parent = file.parent().unwrap_or(folder);
    let failed = |error| Error::io(parent, error);
    // Links are followed where they exist already, so what exists is looked at first.
    let existing = parent.ancestors().find(|path| path.exists()).unwrap_or(folder);
    if !fs::canonicalize(existing).map_err(failed)?.starts_with(folder) {
        return Err(Error::io(parent, io::ErrorKind::PermissionDenied.into()).into());
    }
    Ok(fs::create_dir_all(parent).map_err(failed)?)
}

/// A file written under a temporary name beside its destination; deleted if it is dropped.
pub(crate) struct StagedFile {
    file: tempfile::NamedTempFile,
    path: PathBuf,
    target: PathBuf,
}

impl StagedFile {
    /// Writes the temporary file.
    pub(crate) fn new(path: &Path, bytes: &[u8]) -> Outcome<Self> {
        let failed = |error| Failure::from(Error::io(path, error));
        // A symbolic link stays one: the file it points to is replaced.
        let target = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
        let folder = target
            .parent()
            .filter(|folder| !folder.as_os_str().is_empty())
            .unwrap_or(Path::new("."));
        let mut file = temporary(folder, &target).map_err(failed)?;
        file.write_all(bytes).map_err(failed)?;
        Ok(Self { file, path: path.to_owned(), target })
    }

    /// Renames it to its destination.
    pub(crate) fn persist(self, replace: bool) -> Outcome<()> {
        let Self { file, path, target } = self;
        let moved = if replace { file.persist(&target) } else { file.persist_noclobber(&target) };
        match moved {
            Ok(_) => Ok(()),
            Err(error) if error.error.kind() == io::ErrorKind::AlreadyExists => {
                Err(exists_failure(&path))
            }
            Err(error) => Err(Error::io(path, error.error).into()),
        }
    }
}

/// Creates a temporary file with the permissions of the file it replaces, else the usual ones.
pub(crate) fn temporary(folder: &Path, target: &Path) -> io::Result<tempfile::NamedTempFile> {
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
