//! Reports what stops the work, with the file it happened to.

use std::path::{Path, PathBuf};

use crate::diagnostic::{Lang, Message};

/// What stops the work: a file that is not there, is none of its kind, or cannot be written.
#[derive(Debug)]
pub struct Error {
    message: Message,
    file: Option<PathBuf>,
    source: Option<std::io::Error>,
}

/// What kind of work an error stopped.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ErrorKind {
    /// The system could not read or write a file.
    Io,
    /// There is no such genre, or a folder of genres lacks a file.
    Catalog,
    /// A file is too long, or is no file that ends.
    Input,
    /// A report or a workbook cannot be read.
    Read,
    /// A layout cannot be taken from a Word file.
    Layout,
    /// A Word file or a workbook cannot be written.
    Write,
    /// Anything else.
    Other,
}

/// What most fallible steps of this crate return.
pub type Result<T> = std::result::Result<T, Error>;

impl Error {
    /// Returns an error without file.
    #[must_use]
    pub fn new(message: Message) -> Self {
        Self {
            message,
            file: None,
            source: None,
        }
    }

    /// Returns an error of the system about a file.
    pub fn io(file: impl Into<PathBuf>, source: std::io::Error) -> Self {
        let file = file.into();
        let message = Message::new(
            "error.io",
            [
                ("file", file.display().to_string()),
                ("why", source.to_string()),
            ],
        );
        Self {
            message,
            file: Some(file),
            source: Some(source),
        }
    }

    /// Returns the error with the file it happened to, unless it has one.
    #[must_use]
    pub fn in_file(self, file: impl Into<PathBuf>) -> Self {
        // A stream is read without knowing the name of its file.
        let known = self.file.filter(|known| !known.as_os_str().is_empty());
        Self {
            file: Some(known.unwrap_or_else(|| file.into())),
            ..self
        }
    }

    /// Returns the error with another sentence.
    #[must_use]
    pub fn with_message(self, message: Message) -> Self {
        Self { message, ..self }
    }

    /// Returns what kind of work it stopped.
    #[must_use]
    pub fn kind(&self) -> ErrorKind {
        let area = self.message.key().split('.').next();
        match area {
            _ if self.source.is_some() => ErrorKind::Io,
            Some("catalog") => ErrorKind::Catalog,
            Some("input") => ErrorKind::Input,
            Some("read") => ErrorKind::Read,
            Some("layout") => ErrorKind::Layout,
            Some("write") => ErrorKind::Write,
            _ => ErrorKind::Other,
        }
    }

    /// Returns what happened, in every language.
    #[must_use]
    pub fn message(&self) -> &Message {
        &self.message
    }

    /// Returns the file it happened to, if it is known.
    #[must_use]
    pub fn file(&self) -> Option<&Path> {
        self.file.as_deref()
    }

    /// Returns the system's word, if it had one.
    #[must_use]
    pub fn io_error(&self) -> Option<&std::io::Error> {
        self.source.as_ref()
    }

    /// Returns the sentence in a language.
    #[must_use]
    pub fn text(&self, lang: Lang) -> String {
        self.message.text(lang)
    }

    /// Returns the sentence for a user, with the file's name: what the system says, which is
    /// English everywhere, in words of the language.
    #[must_use]
    pub fn explain(&self, lang: Lang) -> String {
        let source = self.source.as_ref();
        let of_system = source.and_then(|error| io_message(error.kind()));
        // Our own messages may name the file; a file called d is in every message of the system.
        let may_name_file = of_system.is_none();
        let why = of_system.unwrap_or_else(|| self.message.clone()).text(lang);
        match self.file.as_ref().map(|file| file.display().to_string()) {
            Some(file) if !(may_name_file && why.contains(&file)) => {
                Message::new("cli.io.file", [("file", file), ("why", why)]).text(lang)
            }
            _ => why,
        }
    }
}

/// Returns our message for an error of the system; `None` for a rare one.
#[must_use]
pub fn io_message(kind: std::io::ErrorKind) -> Option<Message> {
    use std::io::ErrorKind as Kind;
    Some(Message::plain(match kind {
        Kind::NotFound => "cli.io.not-found",
        Kind::PermissionDenied => "cli.io.permission",
        Kind::IsADirectory => "cli.io.folder",
        Kind::NotADirectory => "cli.io.no-folder",
        Kind::ReadOnlyFilesystem => "cli.io.read-only",
        Kind::InvalidFilename => "cli.io.name",
        Kind::AlreadyExists => "cli.io.exists",
        Kind::ResourceBusy => "cli.io.held",
        Kind::StorageFull => "cli.io.full",
        Kind::InvalidData => "cli.io.not-utf8",
        _ => return None,
    }))
}

impl std::fmt::Display for Error {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.text(Lang::En))
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.source.as_ref().map(|error| error as _)
    }
}
