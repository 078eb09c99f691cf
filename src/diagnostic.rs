//! Diagnostics: what a writer has to mend, as a code, a place in a file, a message and a hint in
//! two languages.

use std::cmp::Ordering;
use std::sync::Arc;

/// A language messages are given in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Lang {
    /// 中文
    #[default]
    Zh,
    /// English
    En,
}

impl Lang {
    /// The name of the language's messages: `zh` or `en`.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Zh => "zh",
            Self::En => "en",
        }
    }
}

/// A sentence in every language: a key of `src/messages/*.yml` and what to put in its `%{…}`.
///
/// ```
/// use nigao::diagnostic::{Lang, Message};
/// let message = Message::new("check.unknown-field", [("field", "地明")]);
/// assert_eq!(message.text(Lang::Zh), "没有“地明”这个字段");
/// assert_eq!(message.text(Lang::En), "there is no field “地明”");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    key: &'static str,
    args: Vec<(&'static str, String)>,
}

impl Message {
    /// The message of `key` with its arguments.
    #[must_use]
    pub fn new<V: ToString, const N: usize>(
        key: &'static str,
        args: [(&'static str, V); N],
    ) -> Self {
        Self {
            key,
            args: args.into_iter().map(|(name, value)| (name, value.to_string())).collect(),
        }
    }

    /// The message of `key` with arguments gathered elsewhere.
    #[must_use]
    pub fn with(key: &'static str, args: Vec<(&'static str, String)>) -> Self {
        Self { key, args }
    }

    /// A message without arguments.
    #[must_use]
    pub fn plain(key: &'static str) -> Self {
        Self { key, args: Vec::new() }
    }

    /// The key, stable across languages.
    #[must_use]
    pub fn key(&self) -> &'static str {
        self.key
    }

    /// The sentence in a language.
    #[must_use]
    pub fn text(&self, lang: Lang) -> String {
        let pattern = crate::_rust_i18n_translate(lang.code(), self.key);
        let (names, values): (Vec<&str>, Vec<String>) =
            self.args.iter().map(|(n, v)| (*n, v.clone())).unzip();
        rust_i18n::replace_patterns(&pattern, &names, &values)
    }
}

/// How much a diagnostic weighs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Worth a look.
    Advice,
    /// Probably wrong; the work goes on.
    Warning,
    /// Must be mended first.
    Error,
}

/// Where something stands: a file as the user named it, a line and a column, both from 1, columns
/// in characters.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Location {
    /// The file's name.
    pub file: Arc<str>,
    /// The line, from 1.
    pub line: usize,
    /// The column in characters, from 1.
    pub column: usize,
    /// How many characters it covers, at least 1.
    pub width: usize,
}

/// Something a writer should mend.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// How much it weighs.
    pub severity: Severity,
    /// Where it is, if it is anywhere in particular.
    pub location: Option<Location>,
    /// The section it stands in, for reports.
    pub section: Option<String>,
    /// What is wrong; its key is the diagnostic's code.
    pub message: Message,
    /// How to mend it.
    pub hint: Option<Message>,
}

impl Diagnostic {
    /// An error at a place.
    #[must_use]
    pub fn error(location: Option<Location>, message: Message) -> Self {
        Self { severity: Severity::Error, location, section: None, message, hint: None }
    }

    /// A warning at a place.
    #[must_use]
    pub fn warning(location: Option<Location>, message: Message) -> Self {
        Self { severity: Severity::Warning, ..Self::error(location, message) }
    }

    /// The same with a hint.
    #[must_use]
    pub fn hint(self, hint: Message) -> Self {
        Self { hint: Some(hint), ..self }
    }

    /// The order of a listing: by file as given, line and column; what has no place comes last.
    #[must_use]
    pub fn reading_order(&self, other: &Self) -> Ordering {
        let key = |d: &Self| d.location.as_ref().map(|at| (at.file.clone(), at.line, at.column));
        match (key(self), key(other)) {
            (Some(a), Some(b)) => a.cmp(&b),
            (a, b) => b.is_some().cmp(&a.is_some()),
        }
    }
}
