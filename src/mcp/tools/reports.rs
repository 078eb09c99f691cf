//! Reads earlier reports: what they are made of, what is wrong with them, which genre they make.

use std::path::Path;

use nigao::answers::Answers;
use nigao::catalog::{is_genre_name, mined_files, suggested_name};
use nigao::diagnostic::{Diagnostic, Message, Severity};
use nigao::error::Error;
use nigao::mine;
use nigao::mine::decisions::Decisions;
use nigao::read::{Report, Source, is_owner_file};
use nigao::results::{self, MinedResult, ReviewedReport};
use nigao::review::{ReviewOptions, Reviewer, UNIT_FILE, UnitFile, UnitLayout};

use crate::mcp::tool_call::{ToolCall, ToolResult};
use crate::mcp::tool_failure::{ToolFailure, ToolOutcome};

/// Shows what a report is made of.
pub(in crate::mcp) fn inspect(call: &mut ToolCall) -> ToolOutcome<ToolResult> {
    let name = call.arguments.text("report").unwrap_or_default();
    let report = open(call, name)?;
    let found = mine::inspect::inspect(&report);
    Ok(results::inspected(name, &report, &found).into())
}

/// Makes a genre of earlier reports, in a folder of the workspace.
pub(in crate::mcp) fn mine(call: &mut ToolCall) -> ToolOutcome<ToolResult> {
    let files = call.arguments.texts("reports");
    let folder = call.arguments.text("output").unwrap_or_default();
    let first = files.first().ok_or_else(no_report)?;
    let name = match call.arguments.text("name") {
        Some(name) => name.to_owned(),
        None => suggested_name(Path::new(first)),
    };
    if !is_genre_name(&name) {
        let message = Message::new("cli.mine.bad-name", [("name", name)]);
        return Err(ToolFailure::Call(message, Message::plain("mcp.arg.name")));
    }
    let mut reports = Vec::new();
    for file in &files {
        let report = open(call, file)?;
        if report.lines().is_empty() {
            return Err(Error::new(Message::plain("read.empty"))
                .in_file(*file)
                .into());
        }
        reports.push(report);
    }
    let mut proposal = mine::propose(&reports);
    if reports.len() > 1 {
        proposal = proposal.titled(&name);
    }
    let decided = proposal.decided(&Decisions::of(&proposal));
    let stems: Vec<String> = files
        .iter()
        .map(|file| suggested_name(Path::new(file)))
        .collect();
    let stems = stems.iter().map(String::as_str);
    let genre = mined_files(&name, decided.genre(), stems, proposal.sample());
    let written = call.workspace.write_genre(folder, &genre)?;
    let mined = MinedResult {
        name: &name,
        folder,
        files: &written,
        plan: None,
        proposal: &proposal,
    };
    Ok(mined.to_json().into())
}

/// Reviews reports by the rules and by what is known beside them.
pub(in crate::mcp) fn review(call: &mut ToolCall) -> ToolOutcome<ToolResult> {
    let files = call.arguments.texts("reports");
    if files.is_empty() {
        return Err(no_report());
    }
    let mut options = ReviewOptions {
        place: call.arguments.text("place").map(str::to_owned),
        privacy: call.arguments.flag("privacy"),
        ..ReviewOptions::default()
    };
    for name in call.arguments.texts("answer_files") {
        let answers = Answers::read(name, &call.workspace.read_text(name)?);
        options.add_answers(&answers.to_node());
    }
    for name in call.arguments.texts("sources") {
        let report = open(call, name)?;
        options.sources.push((name.to_owned(), report));
    }
    let mut reviewed = Vec::new();
    for name in files {
        let unit = unit_of(call, name)?;
        let mut options = options.clone();
        unit.apply(&mut options);
        let reviewer = Reviewer::new(options);
        let (source, bytes) = open_source(call, name)?;
        let parts = source.split();
        let several = parts.len() > 1;
        for (at, part) in parts.iter().enumerate() {
            let report = Report::of(part);
            let mut review = reviewer.review_source(part, &report, &bytes)?;
            let accepted = unit.drop_accepted(&report, &mut review.findings);
            let file = if several {
                format!("{name}#{}", at + 1)
            } else {
                name.to_owned()
            };
            reviewed.push((file, report, review, accepted));
        }
    }
    let is_ok = !reviewed
        .iter()
        .any(|(_, _, review, _)| review.has(Severity::Error));
    let mut papers = Vec::new();
    for (file, report, review, accepted) in &reviewed {
        papers.push(ReviewedReport {
            file,
            report,
            review,
            accepted: *accepted,
        });
    }
    Ok(ToolResult {
        value: results::reviewed(&papers),
        is_ok,
    })
}

/// Reads the unit's file beside a file; an empty one where there is none.
pub(super) fn unit_of(call: &mut ToolCall, file: &str) -> ToolOutcome<UnitFile> {
    let folder = Path::new(file).parent().unwrap_or(Path::new(""));
    let name = folder.join(UNIT_FILE).display().to_string();
    if !call.workspace.has_file(&name) {
        return Ok(UnitFile::default());
    }
    let checked = UnitFile::read(&name, &call.workspace.read_text(&name)?);
    for diagnostic in &checked.diagnostics {
        call.envelope.add(diagnostic);
    }
    let mut unit = checked.value.unwrap_or_default();
    if let Some(UnitLayout::File(file)) = &unit.layout {
        let name = folder.join(file).display().to_string();
        let faults = unit.take_layout(&name, &call.workspace.read(&name)?)?;
        if !faults.is_empty() {
            return Err(ToolFailure::Faults(faults));
        }
    }
    Ok(unit)
}

/// Opens one report; a file of several is refused, because they would be taken for one.
fn open(call: &mut ToolCall, name: &str) -> ToolOutcome<Report> {
    let (source, _) = open_source(call, name)?;
    let report = Report::of(&source);
    if source.split().len() > 1 {
        let message = Message::new("mine.unpicked", [("file", name)]);
        return Err(ToolFailure::Call(
            message,
            Message::plain("mcp.collection-hint"),
        ));
    }
    Ok(report)
}

/// Opens a file of reports and returns its bytes beside them; what of it cannot be read is told in
/// the envelope.
fn open_source(call: &mut ToolCall, name: &str) -> ToolOutcome<(Source, Vec<u8>)> {
    if is_owner_file(Path::new(name)) {
        return Err(Error::new(Message::plain("read.owner-file"))
            .in_file(name)
            .into());
    }
    let bytes = call.workspace.read(name)?;
    let ending = Path::new(name).extension().unwrap_or_default();
    let is_markdown = ending.eq_ignore_ascii_case("md");
    let source = Source::parse(&bytes, is_markdown, None).map_err(|error| error.in_file(name))?;
    for what in &source.left_out {
        let advice = Diagnostic::advice(None, what.clone());
        call.envelope.add(&advice);
    }
    Ok((source, bytes))
}

fn no_report() -> ToolFailure {
    let message = Message::new("mcp.argument.missing", [("name", "reports")]);
    ToolFailure::Call(message, Message::plain("mcp.arg.reports"))
}
