//! Drafts a report from answers, as a new file or as text.

use std::path::Path;

use nigao::answers::Mode;
use nigao::batch::ReportFormat;
use nigao::diagnostic::Message;
use nigao::drafting::{FinishedReport, carried_over_advice};
use nigao::layout::Layout;
use nigao::results::DraftResult;
use nigao::review::UnitFile;
use nigao::schema::Schema;

use super::answers::{catalog, read};
use super::genres::{named, sound_schema};
use super::reports::unit_of;
use crate::mcp::tool_call::{ToolCall, ToolResult};
use crate::mcp::tool_failure::{ToolFailure, ToolOutcome};

/// Drafts a report. What is required and not answered is a fault, or a hole in a draft.
pub(in crate::mcp) fn fill(call: &mut ToolCall) -> ToolOutcome<ToolResult> {
    let output = call.arguments.text("output");
    let format = output.map_or(Ok(ReportFormat::Text), format_of)?;
    if let Some(name) = output {
        call.workspace.check_new(name)?;
    }
    let genre = named(call)?;
    let schema = sound_schema(&genre, call)?;
    let answers = read(call, &schema)?;
    let catalog = catalog(call)?;
    let mode = Mode {
        holes: call.arguments.flag("draft"),
        elsewhere: &|field: &str| catalog.has_field(field),
    };
    let finished = FinishedReport::of(&genre, &schema, &answers, mode, call.lang)?;
    for remark in &finished.remarks {
        call.envelope.add(remark);
    }
    let unit = unit_of(call, output.unwrap_or_default())?;
    if let Some(advice) = carried_over_advice(&finished.document, &schema, &unit) {
        call.envelope.add(&advice);
    }
    let bytes = bytes_of(&finished, format, &schema, &unit)?;
    if let Some(name) = output {
        call.workspace.write_new(name, &bytes)?;
    }
    let text = String::from_utf8_lossy(&bytes);
    let drafted = DraftResult {
        genre: &genre.name,
        schema: &schema,
        document: &finished.document,
        format: format.name(),
        bytes: bytes.len(),
        file: output,
        text: output.is_none().then_some(&*text),
        docx_base64: None,
    };
    Ok(drafted.to_json(call.lang).into())
}

fn bytes_of(
    finished: &FinishedReport,
    format: ReportFormat,
    schema: &Schema,
    unit: &UnitFile,
) -> ToolOutcome<Vec<u8>> {
    Ok(match format {
        ReportFormat::Docx => finished.word_file(schema, &Layout::default(), unit)?,
        ReportFormat::Markup => finished.document.to_string().into_bytes(),
        // The formats of files are those that the endings name; text is what has none.
        _ => finished.text()?.into_bytes(),
    })
}

/// Returns the format of a file's ending; a file of another kind is not for a report.
fn format_of(name: &str) -> ToolOutcome<ReportFormat> {
    let ending = Path::new(name).extension().and_then(|end| end.to_str());
    ending.and_then(ReportFormat::of_ending).ok_or_else(|| {
        let message = Message::new("cli.fill.ending", [("file", name)]);
        ToolFailure::Call(message, Message::plain("mcp.ending-hint"))
    })
}
