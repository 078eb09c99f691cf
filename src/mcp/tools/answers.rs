//! Reads answers as they are typed, checks them, rolls them to the next year.

use nigao::answers::{Answers, Mode, edit};
use nigao::catalog::Catalog;
use nigao::drafting::check_answers;
use nigao::forms;
use nigao::results;
use nigao::schema::Schema;
use serde_json::Value;

use super::genres::{named, sound_schema};
use crate::mcp::tool_call::{ToolCall, ToolResult};
use crate::mcp::tool_failure::ToolOutcome;

/// The name that answers written into a call have in diagnostics.
const WRITTEN: &str = "answers";

/// Checks answers; without any, it says what has to be answered.
pub(in crate::mcp) fn check(call: &mut ToolCall) -> ToolOutcome<ToolResult> {
    let genre = named(call)?;
    let schema = sound_schema(&genre, call)?;
    let answers = read(call, &schema)?;
    let catalog = catalog(call)?;
    let elsewhere = |field: &str| catalog.has_field(field);
    let mode = Mode {
        holes: call.arguments.flag("draft"),
        elsewhere: &elsewhere,
    };
    let found = check_answers(&genre, &schema, &answers, mode);
    for diagnostic in &found {
        call.envelope.add(diagnostic);
    }
    Ok(ToolResult {
        value: results::checked(&genre.name, "answers", &found),
        is_ok: !found.has_errors(),
    })
}

/// Turns answers into those of the next year.
pub(in crate::mcp) fn roll(call: &mut ToolCall) -> ToolOutcome<ToolResult> {
    let genre = named(call)?;
    let schema = sound_schema(&genre, call)?;
    let last = read(call, &schema)?;
    if !last.faults().is_empty() {
        return Err(last.faults().clone().into());
    }
    let rolled = nigao::answers::roll(&schema, &last);
    let form = forms::form(&schema, &genre.name, call.lang);
    let text = edit::update(&form, &rolled, &schema);
    let mut value = results::rolled(&genre.name, &schema, &rolled);
    value["file"] = Value::Null;
    value["bytes"] = text.len().into();
    value["text"] = text.into();
    Ok(value.into())
}

/// Reads the answers of a call: the files in their order, then what is written into the call, a
/// later one winning. What one file overrides in another is told in the envelope.
pub(super) fn read(call: &mut ToolCall, schema: &Schema) -> ToolOutcome<Answers> {
    let mut read = Vec::new();
    for name in call.arguments.texts("answer_files") {
        let text = call.workspace.read_text(name)?;
        read.push(Answers::read(name, &text));
    }
    for advice in &forms::overridden(schema, &read) {
        call.envelope.add(advice);
    }
    if let Some(text) = call.arguments.text("answers") {
        read.push(Answers::read(WRITTEN, text));
    }
    let answers = read.into_iter().reduce(Answers::then);
    Ok(answers.unwrap_or_else(|| Answers::read(WRITTEN, "")))
}

/// Returns the genres of a call: a ledger may hold fields of any.
pub(super) fn catalog(call: &ToolCall) -> ToolOutcome<Catalog> {
    call.workspace.catalog(call.arguments.text("templates"))
}
