//! Writes messages and diagnostics as JSON: keys, arguments, places, and the words in languages.

use serde_json::{Map, Value, json};

use super::fault::{Diagnostic, Location};
use super::message::{Lang, Message};

impl Message {
    /// Returns the message as data: `{key, args, words}`, with its words in the languages given,
    /// each under its code.
    ///
    /// ```
    /// use nigao::diagnostic::{Lang, Message};
    /// let message = Message::new("check.unknown-field", [("field", "地明")]);
    /// let json = message.to_json(&[Lang::Zh]);
    /// assert_eq!(json["args"]["field"], "地明");
    /// assert_eq!(json["words"]["zh"], "没有“地明”这个字段");
    /// ```
    #[must_use]
    pub fn to_json(&self, langs: &[Lang]) -> Value {
        let args: Map<String, Value> = self
            .args()
            .map(|(name, value)| (name.to_owned(), value.into()))
            .collect();
        json!({"key": self.key(), "args": args, "words": words(langs, |lang| self.text(lang))})
    }
}

impl Location {
    /// Returns the place as data: `{file, line, column, width}`, lines and columns from 1, columns
    /// and widths in chars.
    #[must_use]
    pub fn to_json(&self) -> Value {
        json!({
            "file": &*self.file,
            "line": self.line,
            "column": self.column,
            "width": self.width,
        })
    }
}

impl Diagnostic {
    /// Returns the diagnostic as data: `{code, severity, key, args, place, section, words, hint}`.
    ///
    /// The code is `other` for a message that is no kind of fault of its own; the key is always
    /// there. The hint has the form of [`Message::to_json`].
    #[must_use]
    pub fn to_json(&self, langs: &[Lang]) -> Value {
        let message = self.message.to_json(langs);
        json!({
            "code": self.code().key(),
            "severity": self.severity.to_string(),
            "key": message["key"],
            "args": message["args"],
            "place": self.location.as_ref().map(Location::to_json),
            "section": self.section,
            "words": message["words"],
            "hint": self.hint.as_ref().map(|hint| hint.to_json(langs)),
        })
    }
}

/// Returns a sentence in some languages, each under its code.
pub(crate) fn words(langs: &[Lang], sentence: impl Fn(Lang) -> String) -> Value {
    let mut words = Map::new();
    for lang in langs {
        words.insert(lang.code().to_owned(), sentence(*lang).into());
    }
    Value::Object(words)
}
