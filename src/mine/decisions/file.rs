//! Plan files: a plan to commented YAML a writer edits, and back, with every fault at its line and column.

use std::fmt::Write;

use super::super::print;
use super::super::proposal::{Need, Proposal, ProposedField};
use super::{Decision, Decisions, FieldSummary};
use crate::diagnostic::{Diagnostic, Diagnostics, Lang, Location, Message};
use crate::nearest::nearest;
use crate::yaml;
use crate::yaml::{Entry, Node};

/// The keys of a plan file.
const SECTIONS: &str = "部分";
const FIELDS: &str = "字段";

impl Decisions {
    /// The plan as a file to edit, its comments in a language; it reads back as this plan.
    #[must_use]
    pub fn file(&self, proposal: &Proposal, lang: Lang) -> String {
        let mut out = String::new();
        let comment = |key| {
            Message::plain(key)
                .text(lang)
                .lines()
                .map(|line| format!("# {line}\n"))
                .collect::<String>()
        };
        out += &comment("plan.file");
        let _ = write!(out, "\n{}{SECTIONS}:\n", comment("plan.file.sections"));
        for (name, need) in &self.sections {
            let found = proposal
                .sections
                .iter()
                .find(|section| section.name == *name)
                .map(|section| &section.found);
            let share =
                found.filter(|found| found.len() > 1).map(|found| share(found)).unwrap_or_default();
            let _ = writeln!(out, "  {}: {need}{share}", key(name));
        }
        let _ = write!(out, "\n{}{FIELDS}:\n", comment("plan.file.fields"));
        let mut group = None;
        for (name, decision) in &self.fields {
            let field = proposal.field(name).map(|at| &proposal.fields[at]);
            if let Some(field) = field.filter(|field| group != Some(&field.group)) {
                let _ = writeln!(out, "  # ━━ {}", field.group);
                group = Some(&field.group);
            }
            let _ = writeln!(
                out,
                "  {}: {}{}",
                key(name),
                decision,
                field.map(about).unwrap_or_default()
            );
        }
        out
    }

    /// Reads a plan file for a proposal: the plan, and everything that is wrong with it. What the file is silent about
    /// stays as proposed.
    #[must_use]
    pub fn read(file: &str, source: &str, proposal: &Proposal) -> (Self, Diagnostics) {
        let (root, mut faults) = yaml::read(file, source).recovered();
        let mut plan = Self::of(proposal);
        let mut places: Vec<(&str, &Location)> = Vec::new();
        for entry in
            root.entries().iter().filter(|entry| ![SECTIONS, FIELDS].contains(&entry.key.as_str()))
        {
            let message = Message::new("plan.unknown-key", [("name", &entry.key)]);
            let near = nearest(&entry.key, [SECTIONS, FIELDS]).unwrap_or(FIELDS);
            let hint = Message::new("check.nearest", [("name", near)]);
            faults.push(Diagnostic::error(Some(entry.location.clone()), message).hint(hint));
        }
        let entries = |key| root.get(key).map(Node::entries).unwrap_or_default();
        for entry in entries(SECTIONS) {
            if let Some(need) = decision::<Need>(entry, "plan.no-need", &mut faults) {
                put(&mut plan.sections, &entry.key, need);
                places.push((&entry.key, &entry.location));
            }
        }
        for entry in entries(FIELDS) {
            if let Some(decision) = decision::<Decision>(entry, "plan.no-decision", &mut faults) {
                put(&mut plan.fields, &entry.key, decision);
                places.push((&entry.key, &entry.location));
            }
        }
        for fault in plan.check(proposal) {
            let place = places
                .iter()
                .find(|(name, _)| *name == fault.about)
                .map(|(_, place)| (*place).clone());
            let (severity, hint) = (fault.severity, fault.hint);
            faults.push(Diagnostic { severity, hint, ..Diagnostic::error(place, fault.message) });
        }
        faults.sort_by(Diagnostic::reading_order);
        (plan, faults)
    }
}

/// The decision of an entry; none was made where nothing is written.
fn decision<T: std::str::FromStr>(
    entry: &Entry,
    key: &'static str,
    faults: &mut Diagnostics,
) -> Option<T> {
    if entry.node.is_empty() {
        return None;
    }
    let read = entry.node.scalar().and_then(|words| words.parse().ok());
    if read.is_none() {
        let value = entry.node.scalar().unwrap_or_default();
        let message = Message::new(key, [("name", entry.key.as_str()), ("value", value)]);
        let hint =
            if key == "plan.no-need" { "plan.no-need.hint" } else { "plan.no-decision.hint" };
        faults.push(
            Diagnostic::error(Some(entry.node.location.clone()), message)
                .hint(Message::plain(hint)),
        );
    }
    read
}

fn put<T>(decisions: &mut Vec<(String, T)>, name: &str, decision: T) {
    match decisions.iter_mut().find(|(known, _)| known == name) {
        Some((_, known)) => *known = decision,
        None => decisions.push((name.to_owned(), decision)),
    }
}

/// `    # 5/6 ●●·●●●`
fn share(found: &[bool]) -> String {
    let marks: String = found.iter().map(|has| if *has { '●' } else { '·' }).collect();
    format!("    # {}/{} {marks}", found.iter().filter(|has| **has).count(), found.len())
}

/// `    # 数字 73.1亿元 · 全镇实现〔　〕，同比增长`
fn about(field: &ProposedField) -> String {
    let FieldSummary { kind, answer, around, .. } = FieldSummary::of(field);
    let around = if around.is_empty() { around } else { format!(" · {around}") };
    format!("    # {kind} {answer}{around}")
}

/// A name as a key.
fn key(name: &str) -> String {
    let plain = name.chars().all(|c| c.is_alphanumeric() || c == '_')
        && name.chars().next().is_some_and(char::is_alphabetic);
    if plain { name.to_owned() } else { print::quoted(name) }
}
