//! Declares the arguments of the tools, and checks those of a call before any work is done.

use nigao::diagnostic::{Lang, Message};
use serde_json::{Map, Value, json};

use super::tool_failure::{ToolFailure, ToolOutcome};

/// The longest text of an argument, in bytes: answers written into the call.
const LONGEST_TEXT: usize = 1 << 20;
/// The most entries of a list.
const MOST_ENTRIES: usize = 200;

/// An argument of a tool.
#[derive(Clone, Copy)]
pub(super) struct ToolArgument {
    pub(super) name: &'static str,
    pub(super) form: ArgumentForm,
    pub(super) is_required: bool,
    /// The key of what it means.
    pub(super) help: &'static str,
}

/// What an argument has to be.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum ArgumentForm {
    Text,
    Texts,
    Flag,
}

impl ArgumentForm {
    fn key(self) -> &'static str {
        match self {
            Self::Text => "mcp.form.text",
            Self::Texts => "mcp.form.texts",
            Self::Flag => "mcp.form.flag",
        }
    }

    fn schema(self) -> Value {
        match self {
            Self::Text => json!({"type": "string"}),
            Self::Texts => {
                json!({"type": "array", "items": {"type": "string"}, "maxItems": MOST_ENTRIES})
            }
            Self::Flag => json!({"type": "boolean"}),
        }
    }

    fn is_form_of(self, value: &Value) -> bool {
        match self {
            Self::Text => value.is_string(),
            Self::Texts => value
                .as_array()
                .is_some_and(|list| list.iter().all(Value::is_string)),
            Self::Flag => value.is_boolean(),
        }
    }
}

/// Returns the JSON Schema of a tool's arguments.
pub(super) fn input_schema(arguments: &[ToolArgument], lang: Lang) -> Map<String, Value> {
    let mut properties = Map::new();
    let mut required = Vec::new();
    for argument in arguments {
        let mut schema = argument.form.schema();
        schema["description"] = Message::plain(argument.help).text(lang).into();
        properties.insert(argument.name.to_owned(), schema);
        if argument.is_required {
            required.push(Value::from(argument.name));
        }
    }
    let mut schema = Map::new();
    schema.insert("type".to_owned(), "object".into());
    schema.insert("properties".to_owned(), properties.into());
    if !required.is_empty() {
        schema.insert("required".to_owned(), required.into());
    }
    schema.insert("additionalProperties".to_owned(), false.into());
    schema
}

/// The arguments of a call, each of its declared form.
pub(super) struct Arguments(Map<String, Value>);

impl Arguments {
    /// Checks the arguments of a call: none unknown, none missing, each of its form and bounded. An
    /// argument that is null counts as absent.
    pub(super) fn check(
        declared: &[ToolArgument],
        mut given: Map<String, Value>,
    ) -> ToolOutcome<Self> {
        given.retain(|_, value| !value.is_null());
        let names: Vec<&str> = declared.iter().map(|argument| argument.name).collect();
        let known = || Message::new("mcp.argument.known", [("names", names.join(", "))]);
        for (name, value) in &given {
            let Some(argument) = declared.iter().find(|argument| argument.name == name) else {
                let message = Message::new("mcp.argument.unknown", [("name", name)]);
                return Err(ToolFailure::Call(message, known()));
            };
            check_form(argument, value)?;
        }
        let missing = declared
            .iter()
            .find(|argument| argument.is_required && !given.contains_key(argument.name));
        if let Some(missing) = missing {
            let message = Message::new("mcp.argument.missing", [("name", missing.name)]);
            return Err(ToolFailure::Call(message, Message::plain(missing.help)));
        }
        Ok(Self(given))
    }

    pub(super) fn text(&self, name: &str) -> Option<&str> {
        self.0.get(name)?.as_str()
    }

    pub(super) fn texts(&self, name: &str) -> Vec<&str> {
        let list = self.0.get(name).and_then(Value::as_array);
        let entries = list.into_iter().flatten();
        entries.filter_map(Value::as_str).collect()
    }

    pub(super) fn flag(&self, name: &str) -> bool {
        self.0.get(name).and_then(Value::as_bool).unwrap_or(false)
    }
}

fn check_form(argument: &ToolArgument, value: &Value) -> ToolOutcome<()> {
    let name = argument.name;
    if !argument.form.is_form_of(value) {
        let message = Message::new("mcp.argument.form", [("name", name)]);
        return Err(ToolFailure::Call(
            message,
            Message::plain(argument.form.key()),
        ));
    }
    let texts = value
        .as_array()
        .map_or(std::slice::from_ref(value), |list| list);
    let lengths = texts.iter().filter_map(Value::as_str).map(str::len);
    if lengths.sum::<usize>() > LONGEST_TEXT || texts.len() > MOST_ENTRIES {
        let args = [
            ("name", name.to_owned()),
            ("bytes", LONGEST_TEXT.to_string()),
            ("entries", MOST_ENTRIES.to_string()),
        ];
        let message = Message::new("mcp.argument.too-long", args);
        return Err(ToolFailure::Call(
            message,
            Message::plain("mcp.argument.too-long-hint"),
        ));
    }
    Ok(())
}
