//! Emits a proposal: its schema and answers as values, its template as text, and all as files.
//!
//! The template stays text. Handlebars compiles text and prints nothing back, and an author will
//! edit this text: the typed form of a mined template is [`TemplateLine`], and it ends here.

use std::fmt::Write;

use super::proposal::{
    ComparedWith, MinedAnswer, MinedPoint, Proposal, ProposedField, TagChange, TemplateLine,
    TemplatePart,
};
use crate::answers::Answers;
use crate::schema::{Compare, Field, FieldKind, Relation, Schema, When};
use crate::yaml::print;
use crate::yaml::{Entry, Node, Value};

/// The keys of an answer besides those of [`Compare`].
const CURRENT_KEY: &str = "本年";
const RATE_KEY: &str = "增速";
const NAME_KEY: &str = "名称";
const PARENT_KEY: &str = "上级";
/// The fields of a point.
pub(super) const LEAD_KEY: &str = "句首";
pub(super) const REST_KEY: &str = "内容";

/// The files of a mined genre.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mined {
    /// `templates/NAME.hbs`
    pub template: String,
    /// `schemas/NAME.yaml`
    pub schema: String,
    /// `samples/NAME/answers.yaml` of each report, in the order they were given.
    pub answers: Vec<String>,
}

impl Proposal {
    /// Prints the genre with nothing decided otherwise; see [`Proposal::decided`].
    #[must_use]
    pub fn genre(&self) -> Mined {
        let proposal = self.with_section_flags();
        let mut answers = Vec::new();
        for report in 0..proposal.reports {
            answers.push(answers_file(&proposal.answers_of(report)));
        }
        Mined {
            template: proposal.template(),
            schema: proposal.schema().to_yaml(),
            answers,
        }
    }

    /// Returns the field table.
    pub(super) fn schema(&self) -> Schema {
        let fields = self
            .ordered()
            .into_iter()
            .map(|at| self.schema_field(&self.fields[at]));
        Schema {
            title: self.title.clone(),
            kind: self.kind.to_owned(),
            summary: self.summary.to_owned(),
            levels: Vec::new(),
            fields: fields.collect(),
            carried_over: self.carried_over(),
        }
    }

    fn schema_field(&self, field: &ProposedField) -> Field {
        let mut kind = field.kind.clone();
        if let FieldKind::Figure { compare, .. } = &mut kind {
            let is_compared = field
                .answers
                .iter()
                .flatten()
                .any(|a| a.compared().is_some());
            *compare = if is_compared {
                vec![Compare::Last]
            } else {
                Vec::new()
            };
        }
        let example = field
            .answers
            .iter()
            .flatten()
            .find(|answer| !answer.is_blank());
        let mut printed = Field::new(field.name.as_str(), kind, field.question.as_str());
        printed.help.clone_from(&field.help);
        printed.group = Some(field.group.clone());
        printed.optional = field.optional;
        printed.default = field.default.as_deref().map(Node::of_words);
        printed.when = field.condition.map(|flag| When {
            field: self.fields[flag].name.clone(),
            value: None,
        });
        let bound = field.at_most.map(|more| &self.fields[more]);
        if let Some(more) = bound.filter(|more| !more.removed) {
            printed.relations.push(Relation::AtMost(more.name.clone()));
        }
        printed.example = example.filter(|_| field.has_example).map(answer_node);
        printed
    }

    /// Returns what one of the reports answers.
    pub(super) fn answers_of(&self, report: usize) -> Answers {
        // Each name is given once: nothing is looked up.
        let mut entries = Vec::new();
        for field in self.ordered().into_iter().map(|at| &self.fields[at]) {
            if let Some(Some(answer)) = field.answers.get(report) {
                let node = answer_node(answer);
                entries.push(Entry {
                    key: field.name.clone(),
                    location: node.location.clone(),
                    node,
                });
            }
        }
        Answers::of(Node::of(Value::Map(entries)))
    }

    /// Returns the template's source.
    pub(super) fn template(&self) -> String {
        let mut out = String::new();
        let is_out = self.lines_left_out();
        for (at, line) in self.lines.iter().enumerate() {
            let flagged = self
                .sections
                .iter()
                .filter_map(|section| Some((section, section.flag?)));
            for (section, flag) in flagged.clone() {
                if section.lines.start == at {
                    let _ = writeln!(out, "{{{{#if {}}}}}", self.fields[flag].name);
                }
            }
            if !is_out[at] {
                self.print_line(line, &mut out);
            }
            let closed = flagged
                .filter(|(section, _)| section.lines.end == at + 1)
                .count();
            out += &"{{/if}}\n".repeat(closed);
        }
        out
    }

    fn print_line(&self, line: &TemplateLine, out: &mut String) {
        let mut words = self.parts(&line.parts) + "\n";
        if let Some(list) = line.repeat {
            words = format!(
                "{{{{#each {}}}}}\n{words}{{{{/each}}}}\n",
                self.fields[list].name
            );
        }
        if let Some(field) = line.condition {
            words = format!(
                "{{{{#if {}}}}}\n{words}{{{{/if}}}}\n",
                self.fields[field].name
            );
        }
        out.push_str(&words);
    }

    pub(super) fn parts(&self, parts: &[TemplatePart]) -> String {
        let mut out = String::new();
        for part in parts {
            match part {
                TemplatePart::Markup(markup) => out.push_str(markup),
                TemplatePart::Tag {
                    field,
                    part,
                    change: None,
                    ..
                } => {
                    let _ = write!(out, "{{{{{}{part}}}}}", self.fields[*field].name);
                }
                TemplatePart::Tag {
                    field,
                    part,
                    change: Some(change),
                    ..
                } => {
                    let TagChange {
                        rise,
                        fall,
                        after,
                        flat,
                        unit,
                    } = change;
                    let name = &self.fields[*field].name;
                    let _ = write!(out, "{{{{升降 \"{rise}\" \"{fall}\" {name}{part}");
                    if let Some((field, part)) = after {
                        let _ = write!(out, " {}{part}", self.fields[*field].name);
                    }
                    for (option, words) in [("持平", flat), ("单位", unit)] {
                        if let Some(words) = words {
                            let _ = write!(out, " {option}=\"{words}\"");
                        }
                    }
                    out.push_str("}}");
                }
                TemplatePart::Clauses(clauses) => {
                    out.push_str("{{#并 \"；\" \"。\"}}\n");
                    for clause in clauses {
                        let _ = writeln!(out, "{}", self.parts(clause));
                    }
                    out.push_str("{{/并}}");
                }
                TemplatePart::IfAnswered(fields, parts) => {
                    let words = self.parts(parts);
                    match self.all_answered(fields) {
                        Some(condition) => {
                            let _ = write!(out, "{{{{#if {condition}}}}}{words}{{{{/if}}}}");
                        }
                        None => out.push_str(&words),
                    }
                }
            }
        }
        out
    }

    /// Returns the condition that all of the fields are answered: `甲`, `(and 甲 乙)`.
    fn all_answered(&self, fields: &[usize]) -> Option<String> {
        let mut names: Vec<&str> = Vec::new();
        for field in fields {
            let name = self.fields[*field].name.as_str();
            if !names.contains(&name) {
                names.push(name);
            }
        }
        let mut condition = (*names.last()?).to_owned();
        for name in names.iter().rev().skip(1) {
            condition = format!("(and {name} {condition})");
        }
        Some(condition)
    }
}

/// Prints answers as a user types them.
fn answers_file(answers: &Answers) -> String {
    answers
        .entries()
        .iter()
        .map(|entry| print::entry(&entry.key, &entry.node))
        .collect()
}

/// Returns an answer as it stands in an answers file: one value, or its parts under their keys.
pub(super) fn answer_node(answer: &MinedAnswer) -> Node {
    let with_part = |main: &str, main_key, part: Option<(&str, &str)>| match part {
        None => Node::of_words(main),
        Some(part) => map_of(&[(main_key, main), part]),
    };
    match answer {
        MinedAnswer::Words(words) => Node::of_words(words.as_str()),
        MinedAnswer::Place { name, parent } => {
            let parent = parent.as_deref().map(|parent| (PARENT_KEY, parent));
            with_part(name, NAME_KEY, parent)
        }
        MinedAnswer::Figure { current, compared } => {
            let compared = compared.as_ref().map(|compared| match compared {
                ComparedWith::Rate(rate) => (RATE_KEY, rate.as_str()),
                ComparedWith::Last(last) => (Compare::Last.key(), last.as_str()),
            });
            with_part(current, CURRENT_KEY, compared)
        }
        MinedAnswer::Points(points) => {
            Node::of(Value::List(points.iter().map(point_node).collect()))
        }
    }
}

fn point_node(point: &MinedPoint) -> Node {
    let parts = [
        (LEAD_KEY, point.lead.as_str()),
        (REST_KEY, point.rest.as_str()),
    ];
    let mut answered: Vec<(&str, &str)> = Vec::new();
    for part in parts {
        if !part.1.is_empty() {
            answered.push(part);
        }
    }
    map_of(&answered)
}

fn map_of(entries: &[(&str, &str)]) -> Node {
    let mut map = Node::of(Value::Map(Vec::new()));
    for (key, words) in entries {
        map.set(key, Node::of_words(*words));
    }
    map
}
