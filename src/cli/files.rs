//! Reads input files, and writes each output file whole or not at all.

use std::fs;
use std::io::{self, IsTerminal};
use std::path::{Path, PathBuf};

use nigao::diagnostic::Message;
use nigao::error::Error;
use nigao::output::is_regular;
use nigao::splice::{WordSource, accepted, first_tracked};
use nigao::{input, output, read as decoding};

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
        return bytes
            .map_err(|error| read_failure(error.in_file(name)))
            .and_then(|bytes| text_of(bytes, Path::new(name)));
    }
    read_text(Path::new(name))
}

/// Reads the text of a file, as [`read`] does; its name need not be UTF-8.
pub(crate) fn read_text(path: &Path) -> Outcome<String> {
    let bytes = input::read_file(path, MOST_TEXT_BYTES).map_err(read_failure)?;
    text_of(bytes, path)
}

/// Decodes a text; a Word file or a workbook in its place is told, with what takes one.
fn text_of(bytes: Vec<u8>, path: &Path) -> Outcome<String> {
    /// How archives (.docx, .xlsx, .ods) and the containers of older Office files begin.
    const OFFICE: [&[u8]; 2] = [b"PK\x03\x04", &[0xD0, 0xCF, 0x11, 0xE0]];
    if OFFICE.iter().any(|start| bytes.starts_with(start)) {
        let error = Error::new(Message::plain("cli.io.office")).in_file(path);
        let hint = Message::plain("cli.io.office-hint");
        return Err(Failure::Stopped(error, Some(hint)));
    }
    decoding::text_of(bytes).map_err(|error| read_failure(error.in_file(path)))
}

/// Reads the bytes of a file.
pub(crate) fn bytes(path: &Path) -> Outcome<Vec<u8>> {
    input::read_file(path, MOST_BYTES).map_err(read_failure)
}

/// Returns a Word file whose words are settled: one with tracked changes is refused, with their
/// place, or comes back with them accepted.
pub(crate) fn settled(file: Vec<u8>, name: &str, accepts_changes: bool) -> Outcome<Vec<u8>> {
    let place = WordSource::open(&file)
        .and_then(|source| first_tracked(&source))
        .map_err(|error| error.in_file(name))?;
    let Some((paragraph, words)) = place else {
        return Ok(file);
    };
    if accepts_changes {
        return Ok(accepted(&file).map_err(|error| error.in_file(name))?);
    }
    let args = [
        ("file", name.to_owned()),
        ("paragraph", paragraph.to_string()),
        ("words", words),
    ];
    Err(Failure::usage(
        Message::new("word-template.cli.tracked", args),
        Message::plain("word-template.tracked.hint"),
    ))
}

/// Returns the failure of a file that was not read, with what may help.
pub(crate) fn read_failure(error: Error) -> Failure {
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
            Some(path) => Self::File {
                path: path.into(),
                replace,
            },
        }
    }

    /// Returns the folder it is written into: the present one for the standard output.
    pub(crate) fn folder(&self) -> &Path {
        let folder = match self {
            Self::Stdout => None,
            Self::File { path, .. } => path.parent(),
        };
        folder
            .filter(|folder| !folder.as_os_str().is_empty())
            .unwrap_or(Path::new("."))
    }

    /// Fails before any work is done where [`Output::write`] would fail after it.
    pub(crate) fn check_writable(&self, binary: bool) -> Outcome<()> {
        match self {
            Self::Stdout if binary && io::stdout().is_terminal() => Err(Failure::usage(
                Message::plain("cli.binary"),
                Message::plain("cli.binary-hint"),
            )),
            Self::File {
                path,
                replace: false,
            } if is_regular(path) => Err(exists_failure(path)),
            _ => Ok(()),
        }
    }

    /// Fails if the output is one of the input files.
    pub(crate) fn check_not_input(&self, inputs: &[String]) -> Outcome<()> {
        let Self::File { path, .. } = self else {
            return Ok(());
        };
        let Ok(target) = fs::canonicalize(path) else {
            return Ok(());
        };
        let same = |input: &&String| {
            fs::canonicalize(input).is_ok_and(|input| input == target && is_regular(&input))
        };
        match inputs.iter().find(same) {
            Some(input) => {
                let message = Message::new("cli.same-file", [("file", input)]);
                Err(Failure::usage(
                    message,
                    Message::plain("cli.same-file-hint"),
                ))
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

fn exists_failure(path: &Path) -> Failure {
    let error = Error::io(path, io::ErrorKind::AlreadyExists.into());
    Failure::Stopped(error, Some(Message::plain("cli.io.exists-hint")))
}

/// Writes a file at once: a reader sees the old content or the new, never half of it.
pub(crate) fn write_file(path: &Path, bytes: &[u8], replace: bool) -> Outcome<()> {
    output::write_file(path, bytes, replace).map_err(write_failure)
}

/// Returns the failure of a file that was not written, with a hint where it exists already.
pub(crate) fn write_failure(error: Error) -> Failure {
    let exists = error
        .io_error()
        .is_some_and(|error| error.kind() == io::ErrorKind::AlreadyExists);
    let hint = if exists {
        Some(Message::plain("cli.io.exists-hint"))
    } else {
        None
    };
    Failure::Stopped(error, hint)
}

/// Makes the folders of a file below another folder, and fails if a link leads out of it.
pub(crate) fn make_folder_below(folder: &Path, file: &Path) -> Outcome<()> {
    let parent = file.parent().unwrap_or(folder);
    let failed = |error| Error::io(parent, error);
    // Links are followed where they exist already, so what exists is looked at first.
    let existing = parent
        .ancestors()
        .find(|path| path.exists())
        .unwrap_or(folder);
    if !fs::canonicalize(existing)
        .map_err(failed)?
        .starts_with(folder)
    {
        return Err(Error::io(parent, io::ErrorKind::PermissionDenied.into()).into());
    }
    Ok(fs::create_dir_all(parent).map_err(failed)?)
}
