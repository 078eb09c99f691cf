//! Errors: what stops the work, each with the file it happened to and how to go on.

use std::path::PathBuf;

use crate::diagnostic::{Lang, Message};

/// What stops the work.
#[derive(Debug)]
pub struct Error {
    /// What happened, in every language.
    pub message: Message,
    /// The file it happened to.
    pub file: Option<PathBuf>,
    /// The system's own word, if it had one.
    pub source: Option<std::io::Error>,
}

/// What most fallible steps of this crate return.
pub type Result<T> = std::result::Result<T, Error>;

impl Error {
    /// An error without file.
    #[must_use]
    pub fn new(message: Message) -> Self {
        Self { message, file: None, source: None }
    }

    /// An error of the system about a file.
    pub fn io(file: impl Into<PathBuf>, source: std::io::Error) -> Self {
        let file = file.into();
        let message = Message::new(
            "error.io",
            [("file", file.display().to_string()), ("why", source.to_string())],
        );
        Self { message, file: Some(file), source: Some(source) }
    }

    /// Returns the error with the file it happened to, unless it has one.
    #[must_use]
    pub fn in_file(self, file: impl Into<PathBuf>) -> Self {
        Self { file: Some(self.file.unwrap_or_else(|| file.into())), ..self }
    }

    /// The sentence in a language.
    #[must_use]
    pub fn text(&self, lang: Lang) -> String {
        self.message.text(lang)
    }
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
