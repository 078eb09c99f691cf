//! Tells which genres there are and what they ask.

use nigao::catalog::Genre;
use nigao::results;
use nigao::schema::Schema;
use nigao::template::outline;

use crate::mcp::tool_call::{ToolCall, ToolResult};
use crate::mcp::tool_failure::ToolOutcome;

/// Lists the genres.
pub(in crate::mcp) fn list(call: &mut ToolCall) -> ToolOutcome<ToolResult> {
    let catalog = call.workspace.catalog(call.arguments.text("templates"))?;
    Ok(results::genres(&catalog)?.into())
}

/// Shows a genre's fields and its skeleton.
pub(in crate::mcp) fn show(call: &mut ToolCall) -> ToolOutcome<ToolResult> {
    let genre = named(call)?;
    let schema = sound_schema(&genre, call)?;
    let template = genre.template()?;
    let skeleton = outline(template.source());
    Ok(results::genre(&genre.name, &schema, &skeleton).into())
}

/// Returns the genre of a call.
pub(super) fn named(call: &ToolCall) -> ToolOutcome<Genre> {
    let catalog = call.workspace.catalog(call.arguments.text("templates"))?;
    let name = call.arguments.text("genre").unwrap_or_default();
    Ok(catalog.genre(name)?)
}

/// Reads the schema of a genre; what is wrong with it but no error goes into the envelope.
pub(super) fn sound_schema(genre: &Genre, call: &mut ToolCall) -> ToolOutcome<Schema> {
    let (schema, faults) = genre.schema().recovered();
    if faults.has_errors() {
        return Err(faults.into());
    }
    for fault in &faults {
        call.envelope.add(fault);
    }
    Ok(schema)
}
