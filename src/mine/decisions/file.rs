//! Prints decisions as a commented YAML file a user edits, and reads it back with every fault.

use std::fmt::Write;
use std::str::FromStr;

use super::super::proposal::{Need, Proposal, ProposedField};
use super::decision::{Decision, Decisions, FieldSummary};
use crate::diagnostic::{Diagnostic, Diagnostics, Lang, Location, Message};
use crate::nearest::nearest;
use crate::yaml;
use crate::yaml::print::flow;
use crate::yaml::{Entry, Node};

/// The keys of a decisions file.
const SECTIONS: &str = "部分";
const FIELDS: &str = "字段";

impl Decisions {
    /// Prints the decisions as a file to edit, its comments in a language; it reads back as these
    /// decisions.
    #[must_use]
    pub fn file(&self, proposal: &Proposal, lang: Lang) -> String {
        let mut out = comment("plan.file", lang);
        let _ = write!(
            out,
            "\n{}{SECTIONS}:\n",
            comment("plan.file.sections", lang)
        );
        for (name, need) in &self.sections {
            let section = proposal
                .sections
                .iter()
                .find(|section| section.name == *name);
            let found = section
                .map(|section| &section.found[..])
                .unwrap_or_default();
            let share = if found.len() > 1 {
                share_comment(found)
            } else {
                String::new()
            };
            let _ = writeln!(out, "  {}: {need}{share}", key(name));
        }
        let _ = write!(out, "\n{}{FIELDS}:\n", comment("plan.file.fields", lang));
        let mut group = None;
        for (name, decision) in &self.fields {
            let field = proposal.field(name).map(|at| &proposal.fields[at]);
            if let Some(field) = field.filter(|field| group != Some(&field.group)) {
                let _ = writeln!(out, "  # ━━ {}", field.group);
                group = Some(&field.group);
            }
            let about = field.map(field_comment).unwrap_or_default();
            let _ = writeln!(out, "  {}: {decision}{about}", key(name));
        }
        out
    }

    /// Reads a decisions file for a proposal: the decisions, and everything that is wrong with
    /// them. What the file does not mention stays as proposed.
    #[must_use]
    pub fn read(file: &str, source: &str, proposal: &Proposal) -> (Self, Diagnostics) {
        let (root, mut faults) = yaml::read(file, source).recovered();
        let mut decisions = Self::of(proposal);
        let mut locations: Vec<(&str, &Location)> = Vec::new();
        for entry in root.entries() {
            match entry.key.as_str() {
                SECTIONS => {
                    for entry in entry.node.entries() {
                        if let Some(need) = read_one::<Need>(entry, "plan.no-need", &mut faults) {
                            put(&mut decisions.sections, &entry.key, need);
                            locations.push((&entry.key, &entry.location));
                        }
                    }
                }
                FIELDS => {}
                _ => faults.push(unknown_key(entry)),
            }
        }
        for entry in root.get(FIELDS).map(Node::entries).unwrap_or_default() {
            if let Some(made) = read_one::<Decision>(entry, "plan.no-decision", &mut faults) {
                put(&mut decisions.fields, &entry.key, made);
                locations.push((&entry.key, &entry.location));
            }
        }
        for fault in decisions.check(proposal) {
            let found = locations.iter().find(|(name, _)| *name == fault.about);
            let location = found.map(|(_, location)| (*location).clone());
            let mut diagnostic = Diagnostic::error(location, fault.message);
            (diagnostic.severity, diagnostic.hint) = (fault.severity, fault.hint);
            faults.push(diagnostic);
        }
        faults.sort_by(Diagnostic::reading_order);
        (decisions, faults)
    }
}

fn unknown_key(entry: &Entry) -> Diagnostic {
    let message = Message::new("plan.unknown-key", [("name", &entry.key)]);
    let near = nearest(&entry.key, [SECTIONS, FIELDS]).unwrap_or(FIELDS);
    let hint = Message::new("check.nearest", [("name", near)]);
    Diagnostic::error(Some(entry.location.clone()), message).hint(hint)
}

/// Reads the decision of an entry; none was made where nothing is written.
fn read_one<T: FromStr>(entry: &Entry, key: &'static str, faults: &mut Diagnostics) -> Option<T> {
    if entry.node.is_empty() {
        return None;
    }
    let words = entry.node.scalar();
    let read = words.and_then(|words| words.parse().ok());
    if read.is_none() {
        let args = [
            ("name", entry.key.as_str()),
            ("value", words.unwrap_or_default()),
        ];
        let fault = Diagnostic::error(Some(entry.node.location.clone()), Message::new(key, args));
        let hint = if key == "plan.no-need" {
            "plan.no-need.hint"
        } else {
            "plan.no-decision.hint"
        };
        faults.push(fault.hint(Message::plain(hint)));
    }
    read
}

fn put<T>(decisions: &mut Vec<(String, T)>, name: &str, decision: T) {
    match decisions.iter_mut().find(|(known, _)| known == name) {
        Some((_, known)) => *known = decision,
        None => decisions.push((name.to_owned(), decision)),
    }
}

/// Returns a message as comment lines.
fn comment(key: &'static str, lang: Lang) -> String {
    let mut out = String::new();
    for line in Message::plain(key).text(lang).lines() {
        let _ = writeln!(out, "# {line}");
    }
    out
}

/// Returns `    # 5/6 ●●·●●●`.
fn share_comment(found: &[bool]) -> String {
    let marks: String = found
        .iter()
        .map(|has| if *has { '●' } else { '·' })
        .collect();
    format!(
        "    # {}/{} {marks}",
        found.iter().filter(|has| **has).count(),
        found.len()
    )
}

/// Returns `    # 数字 73.1亿元 · 全镇实现〔　〕，同比增长`.
fn field_comment(field: &ProposedField) -> String {
    let FieldSummary {
        kind,
        answer,
        around,
        ..
    } = FieldSummary::of(field);
    let around = if around.is_empty() {
        around
    } else {
        format!(" · {around}")
    };
    format!("    # {kind} {answer}{around}")
}

/// Returns a name as a key.
fn key(name: &str) -> String {
    flow(&Node::of_words(name))
}
