//! Analyses a report and prints its parts: `nigao inspect`.

use std::path::{Path, PathBuf};

use clap::Args;
use nigao::diagnostic::Message;
use nigao::mine::inspect::{Inspection, inspect};
use nigao::mine::slots::SlotKind;
use nigao::read::{Evidence, Report, Source};
use nigao::results;
use serde_json::Value;

use super::convert;
use super::json::JsonFlag;
use super::lang::{translate, translate_with};
use super::many::{ReportFiles, each_file, tell_advice, unread};
use super::mine::collection::{Picked, pick_one, refuse_collection};
use super::outcome::{Exit, Failure, Outcome};
use super::terminal::{Terminal, clean};

/// How many slots of a kind the summary names.
const NAMED_SLOTS: usize = 12;
/// How much of a stretch of noise the summary quotes, in chars.
const QUOTED_NOISE: usize = 30;

#[derive(Args)]
#[command(about = translate("cli.inspect.about"), after_help = translate("cli.inspect.examples"))]
pub(crate) struct Inspect {
    #[arg(
        required = true, value_name = translate("cli.name.report"),
        help = translate("cli.inspect.reports")
    )]
    reports: Vec<PathBuf>,
    #[arg(long, conflicts_with = "json", help = translate("cli.arg.text"))]
    text: bool,
    #[arg(long, value_name = translate("cli.name.numbers"), help = translate("cli.inspect.pick"))]
    pick: Option<Picked>,
    #[arg(long, value_name = translate("cli.name.encoding"), help = translate("cli.arg.encoding"))]
    encoding: Option<String>,
    #[arg(long, help = translate("cli.arg.keep-noise"))]
    keep_noise: bool,
    #[command(flatten)]
    json: JsonFlag,
}

/// A report with what was found in it.
struct InspectedReport {
    report: Report,
    found: Inspection,
    /// What is answered of it, where that is JSON.
    entry: Option<Value>,
    advice: Vec<Message>,
}

impl Inspect {
    pub(crate) fn run(self, terminal: &Terminal) -> Outcome {
        let files = ReportFiles::find(&self.reports, terminal)?;
        if files.is_many {
            return self.run_many(&files, terminal);
        }
        match &files.paths[..] {
            [path] => self.run_one(path, terminal),
            _ => Ok(Exit::Done),
        }
    }

    fn run_one(&self, path: &Path, terminal: &Terminal) -> Outcome {
        let mut source = open(path, self.encoding.as_deref(), terminal)?;
        source.keep_noise = self.keep_noise;
        let source = pick_one(path, source, self.pick.as_ref(), terminal)?;
        let report = Report::of(&source);
        if self.text {
            terminal.print(&line(&report.text()))?;
            return Ok(Exit::Done);
        }
        let found = inspect(&report);
        let file = path.display().to_string();
        terminal.answer(|| results::inspected(&file, &report, &found));
        terminal.print(&summary(&report, &found, terminal))?;
        Ok(Exit::Done)
    }

    fn run_many(&self, files: &ReportFiles, terminal: &Terminal) -> Outcome {
        if self.text || self.pick.is_some() {
            let message = Message::plain("cli.inspect.one-report");
            return Err(Failure::Usage(message, None));
        }
        let mut entries = Vec::new();
        let is_json = terminal.is_json();
        let work = |path: &Path| self.look_at(path, is_json);
        let end = each_file(files, terminal, work, |path, looked| {
            let file = path.display().to_string();
            match looked {
                Ok(one) => {
                    tell_advice(path, &one.advice, terminal);
                    if let Some(entry) = one.entry {
                        entries.push(entry);
                        return Ok(());
                    }
                    let summary = summary(&one.report, &one.found, terminal);
                    terminal.print(&format!("{}\n{summary}\n", terminal.bold(&clean(&file))))?;
                }
                Err(failure) => entries.push(unread(path, &failure, terminal)),
            }
            Ok(())
        })?;
        terminal.answer(|| Value::from_iter([("reports", entries)]));
        Ok(end.exit(Exit::Done))
    }

    fn look_at(&self, path: &Path, is_json: bool) -> Outcome<InspectedReport> {
        let OpenedReport { mut source, advice } = opened(path, self.encoding.as_deref())?;
        source.keep_noise = self.keep_noise;
        refuse_collection(path, &source)?;
        let report = Report::of(&source);
        let found = inspect(&report);
        let file = path.display().to_string();
        let entry = is_json.then(|| results::inspected(&file, &report, &found));
        Ok(InspectedReport {
            report,
            found,
            entry,
            advice,
        })
    }
}

/// A report that was opened, and what the user should know about how.
pub(crate) struct OpenedReport {
    pub(crate) source: Source,
    pub(crate) advice: Vec<Message>,
}

/// Opens a report, and reports its encoding if it was guessed from the content.
pub(crate) fn open(path: &Path, encoding: Option<&str>, terminal: &Terminal) -> Outcome<Source> {
    let OpenedReport { source, advice } = opened(path, encoding)?;
    for message in &advice {
        terminal.advise(message);
    }
    Ok(source)
}

/// Opens a report, from any thread.
pub(crate) fn opened(path: &Path, encoding: Option<&str>) -> Outcome<OpenedReport> {
    let mut advice = Vec::new();
    let source = match Source::open(path, encoding) {
        Err(error) if matches!(error.message().key(), "read.foreign" | "read.foreign-pdf") => {
            let converted = convert::open(path).unwrap_or(Err(error))?;
            let file = path.display();
            advice.push(Message::new("cli.convert.through", [("file", file)]));
            converted
        }
        opened => opened?,
    };
    if let Some((encoding, Evidence::Content)) = source.encoding
        && encoding != "UTF-8"
    {
        let args = [("encoding", encoding)];
        advice.push(Message::new("cli.inspect.encoding", args));
    }
    advice.extend(source.left_out.iter().cloned());
    let lost = source
        .text
        .chars()
        .filter(|c| *c == nigao::document::LOST)
        .count();
    if lost > 0 && source.encoding.is_some() {
        advice.push(Message::new("cli.inspect.lost", [("n", lost)]));
    }
    Ok(OpenedReport { source, advice })
}

/// Ends a text with a line break, unless it is empty.
fn line(text: &str) -> String {
    if text.is_empty() {
        String::new()
    } else {
        format!("{text}\n")
    }
}

/// Renders the sizes, the outline, and the slots by kind.
fn summary(report: &Report, found: &Inspection, terminal: &Terminal) -> String {
    let characters = report.source().len();
    let noise: usize = found.noise.iter().map(|(start, end)| end - start).sum();
    let sizes = [
        ("characters", characters),
        ("lines", report.lines().len()),
        ("noise", noise),
    ];
    let mut text = line(&translate_with("cli.inspect.sizes", sizes));
    text += &left_out(report, terminal);
    let outline = translate_with("cli.inspect.outline", [("n", found.headings.len())]);
    text += &format!("\n{}\n", terminal.heading(&outline));
    for heading in &found.headings {
        text += &format!("{}{}\n", "  ".repeat(heading.depth), clean(&heading.text));
    }
    for (kind, key) in [
        (SlotKind::Place, "cli.inspect.places"),
        (SlotKind::Date, "cli.inspect.dates"),
        (SlotKind::Figure, "cli.inspect.figures"),
    ] {
        let slots: Vec<&str> = found
            .slots
            .iter()
            .filter(|slot| slot.kind == kind)
            .map(|slot| &*slot.text)
            .collect();
        text += &format!(
            "\n{}\n{}",
            terminal.heading(&translate_with(key, [("n", slots.len())])),
            names(&slots)
        );
    }
    text
}

/// Lists what was left out as noise, each stretch with its reason.
fn left_out(report: &Report, terminal: &Terminal) -> String {
    let noise = report.noise();
    if noise.is_empty() {
        return String::new();
    }
    let title = translate_with("cli.inspect.noise", [("n", noise.len())]);
    let mut text = format!("\n{}\n", terminal.heading(&title));
    for cut in noise {
        let span = cut.span.clone();
        let mut words: String = report.source()[span].iter().take(QUOTED_NOISE).collect();
        if cut.span.len() > QUOTED_NOISE {
            words.push('…');
        }
        text += &format!("  {}  {}\n", translate(cut.reason.key()), clean(&words));
    }
    text
}

/// Renders the first few different slots on one line.
fn names(slots: &[&str]) -> String {
    let mut names: Vec<&str> = Vec::new();
    for slot in slots {
        if !names.contains(slot) && names.len() <= NAMED_SLOTS {
            names.push(slot);
        }
    }
    let more = if names.len() > NAMED_SLOTS { "…" } else { "" };
    names.truncate(NAMED_SLOTS);
    let comma = translate("cli.list.comma");
    if names.is_empty() {
        String::new()
    } else {
        format!("  {}{more}\n", clean(&names.join(&comma)))
    }
}
