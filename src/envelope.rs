//! Wraps what a command or a tool found in one JSON form, so that every caller reads all alike.

use serde::Serialize;
use serde_json::{Value, json};

use crate::diagnostic::{Diagnostic, Lang, Message, words};

/// The version of every envelope and result. A change that a reader of the old form would
/// misread raises it; a member that is added does not.
const VERSION: u32 = 1;

/// The answer of one command: `{schema, command, ok, result, diagnostics[]}`.
///
/// ```
/// use nigao::diagnostic::{Diagnostic, Lang, Message};
/// use nigao::envelope::Envelope;
/// let mut envelope = Envelope::new(Some("check"), &[Lang::Zh, Lang::En]);
/// let message = Message::new("check.unknown-field", [("field", "地明")]);
/// envelope.add(&Diagnostic::error(None, message));
/// let json = envelope.to_json(false);
/// assert_eq!(json["schema"], "nigao/check/1");
/// assert_eq!(json["diagnostics"][0]["words"]["en"], "there is no field “地明”");
/// ```
#[derive(Clone, Debug)]
pub struct Envelope {
    command: Option<String>,
    langs: Vec<Lang>,
    result: Value,
    diagnostics: Vec<Value>,
}

impl Envelope {
    /// Returns an envelope without result. The command is `None` where the command line names
    /// none; words are given in the languages listed.
    #[must_use]
    pub fn new(command: Option<&str>, langs: &[Lang]) -> Self {
        let command = command.map(str::to_owned);
        Self {
            command,
            langs: langs.to_vec(),
            result: Value::Null,
            diagnostics: Vec::new(),
        }
    }

    /// Sets the result, in the form that belongs to the command.
    pub fn set_result(&mut self, result: Value) {
        self.result = result;
    }

    /// Adds a diagnostic.
    pub fn add(&mut self, diagnostic: &Diagnostic) {
        self.diagnostics.push(diagnostic.to_json(&self.langs));
    }

    /// Adds a diagnostic about a file as a whole, where it names no place of its own.
    pub fn add_in_file(&mut self, diagnostic: &Diagnostic, file: &str) {
        let mut json = diagnostic.to_json(&self.langs);
        if json["place"].is_null() {
            json["place"] = whole_file(file);
        }
        self.diagnostics.push(json);
    }

    /// Returns the diagnostic added last.
    #[must_use]
    pub fn last(&self) -> Option<&Value> {
        self.diagnostics.last()
    }

    /// Adds what stopped the work, as an error at a file. The sentence is given apart from the
    /// message because the system's reason is told in each language.
    pub fn add_failure(
        &mut self,
        message: &Message,
        file: Option<&str>,
        hint: Option<&Message>,
        sentence: impl Fn(Lang) -> String,
    ) {
        let mut fault = Diagnostic::error(None, message.clone());
        fault.hint = hint.cloned();
        let mut json = fault.to_json(&self.langs);
        json["words"] = words(&self.langs, sentence);
        if let Some(file) = file {
            json["place"] = whole_file(file);
        }
        self.diagnostics.push(json);
    }

    /// Returns the envelope as JSON; `ok` says whether the command did what was asked.
    #[must_use]
    pub fn to_json(&self, ok: bool) -> Value {
        serde_json::to_value(self.sealed(ok)).unwrap_or_default()
    }

    /// Returns the envelope as the text of its JSON, without a copy of what it holds.
    #[must_use]
    pub fn to_text(&self, ok: bool) -> String {
        serde_json::to_string(&self.sealed(ok)).unwrap_or_default()
    }

    fn sealed(&self, ok: bool) -> SealedEnvelope<'_> {
        let schema = match &self.command {
            Some(command) => format!("nigao/{}/{VERSION}", command.replace(' ', "-")),
            None => format!("nigao/{VERSION}"),
        };
        SealedEnvelope {
            schema,
            command: self.command.as_deref(),
            ok,
            result: &self.result,
            diagnostics: &self.diagnostics,
        }
    }
}

/// The members of an envelope in their order.
#[derive(Serialize)]
struct SealedEnvelope<'e> {
    schema: String,
    command: Option<&'e str>,
    ok: bool,
    result: &'e Value,
    diagnostics: &'e [Value],
}

/// The place of what is said of a file as a whole: nobody knows the line of one that could not be
/// read.
fn whole_file(file: &str) -> Value {
    json!({"file": file, "line": null, "column": null, "width": null})
}
