//! `nigao inspect`: a report to what it is made of, as JSON, as its own text, or as a summary to read.

use std::path::{Path, PathBuf};

use clap::Args;
use nigao::mine::inspect::{Inspection, inspect};
use nigao::mine::slots::SlotKind;
use nigao::read::{Evidence, Report, Source};

use super::lang::{say, tell};
use super::mine::collection::{Picked, pick_one};
use super::outcome::{Exit, Outcome};
use super::terminal::{Terminal, clean};

/// How many of a kind of slot the summary names.
const NAMED: usize = 12;

#[derive(Args)]
#[command(about = say("cli.inspect.about"), after_help = say("cli.inspect.examples"))]
pub(crate) struct Inspect {
    #[arg(value_name = say("cli.name.report"), help = say("cli.arg.report"))]
    report: PathBuf,
    #[arg(long, conflicts_with = "text", help = say("cli.arg.json"))]
    json: bool,
    #[arg(long, help = say("cli.arg.text"))]
    text: bool,
    #[arg(long, value_name = say("cli.name.numbers"), help = say("cli.inspect.pick"))]
    pick: Option<Picked>,
    #[arg(long, value_name = say("cli.name.encoding"), help = say("cli.arg.encoding"))]
    encoding: Option<String>,
}

impl Inspect {
    pub(crate) fn run(self, terminal: &Terminal) -> Outcome {
        let source = open(&self.report, self.encoding.as_deref(), terminal)?;
        let source = pick_one(&self.report, source, self.pick.as_ref(), terminal)?;
        let report = Report::of(&source);
        if self.text {
            terminal.print(&line(&report.text()))?;
        } else if self.json {
            let json = serde_json::to_string(&inspect(&report)).unwrap_or_default();
            terminal.print(&line(&json))?;
        } else {
            terminal.print(&summary(&report, &inspect(&report), terminal))?;
        }
        Ok(Exit::Done)
    }
}

/// Opens a report; how it was decoded is said whenever it was found out and not known.
pub(crate) fn open(path: &Path, encoding: Option<&str>, terminal: &Terminal) -> Outcome<Source> {
    let source = Source::open(path, encoding)?;
    if let Some((encoding, Evidence::Content)) = source.encoding
        && encoding != "UTF-8"
    {
        terminal.note(&line(&tell("cli.inspect.encoding", [("encoding", encoding)])));
    }
    let lost = source.text.chars().filter(|c| *c == '\u{fffd}').count();
    if lost > 0 && source.encoding.is_some() {
        terminal.note(&line(&tell("cli.inspect.lost", [("n", lost)])));
    }
    Ok(source)
}

/// The text with one line break at its end; nothing stays nothing.
fn line(text: &str) -> String {
    if text.is_empty() { String::new() } else { format!("{text}\n") }
}

/// Sizes, the outline as a tree by its depth, and the slots by kind, each once.
fn summary(report: &Report, found: &Inspection, terminal: &Terminal) -> String {
    let characters = report.source().len();
    let noise: usize = found.noise.iter().map(|(start, end)| end - start).sum();
    let sizes = [("characters", characters), ("lines", report.lines().len()), ("noise", noise)];
    let mut text = line(&tell("cli.inspect.sizes", sizes));
    let outline = tell("cli.inspect.outline", [("n", found.headings.len())]);
    text += &format!("\n{}\n", terminal.heading(&outline));
    for heading in &found.headings {
        text += &format!("{}{}\n", "  ".repeat(heading.depth), clean(&heading.text));
    }
    for (kind, key) in [
        (SlotKind::Place, "cli.inspect.places"),
        (SlotKind::Date, "cli.inspect.dates"),
        (SlotKind::Figure, "cli.inspect.figures"),
    ] {
        let slots: Vec<&str> =
            found.slots.iter().filter(|slot| slot.kind == kind).map(|slot| &*slot.text).collect();
        text +=
            &format!("\n{}\n{}", terminal.heading(&tell(key, [("n", slots.len())])), names(&slots));
    }
    text
}

/// The first few different words, on one line.
fn names(slots: &[&str]) -> String {
    let mut names: Vec<&str> = Vec::new();
    for slot in slots {
        if !names.contains(slot) && names.len() <= NAMED {
            names.push(slot);
        }
    }
    let more = if names.len() > NAMED { "…" } else { "" };
    names.truncate(NAMED);
    let comma = say("cli.list.comma");
    if names.is_empty() {
        String::new()
    } else {
        format!("  {}{more}\n", clean(&names.join(&comma)))
    }
}
