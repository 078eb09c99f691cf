//! Checks decisions: names no field can have, merges into nothing, kinds the answers do not fit.

use std::collections::HashMap;

use super::super::proposal::{Proposal, ProposedField, TemplatePart};
use super::decision::{Decision, Decisions, ProposedKind};
use crate::calendar::{Year, parse_date, print_date};
use crate::diagnostic::{Message, Severity};
use crate::figure::Figure;
use crate::nearest::nearest;
use crate::place::Place;
use crate::schema::FieldKind;
use crate::schema::is_field_name;

/// What is wrong with a decision.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DecisionFault {
    /// The field or section, by the name it was proposed under.
    pub about: String,
    /// Whether the decision cannot be followed.
    pub severity: Severity,
    /// What is wrong.
    pub message: Message,
    /// How to correct it.
    pub hint: Option<Message>,
}

impl DecisionFault {
    fn error(about: &str, message: Message, hint: Option<Message>) -> Self {
        Self {
            about: about.to_owned(),
            severity: Severity::Error,
            message,
            hint,
        }
    }
}

impl Decisions {
    /// Returns everything that is wrong with the decisions for a proposal, in their order. What
    /// the reports no longer have is only worth a warning, so decisions outlive the reports they
    /// were made for.
    #[must_use]
    pub fn check(&self, proposal: &Proposal) -> Vec<DecisionFault> {
        let table = DecisionTable::new(self, proposal);
        let mut faults = Vec::new();
        for (name, _) in &self.sections {
            let mut names = proposal
                .sections
                .iter()
                .map(|section| section.name.as_str());
            if !names.clone().any(|known| known == name) {
                let near = nearest(name, names.by_ref());
                faults.push(unknown("plan.unknown-section", name, near));
            }
        }
        for (name, decision) in &self.fields {
            let Some(field) = table.fields.get(name.as_str()) else {
                let near = nearest(name, table.fields.keys().copied());
                faults.push(unknown("plan.unknown-field", name, near));
                continue;
            };
            faults.extend(match decision {
                Decision::Reject => None,
                Decision::Keep { name, kind } => table.check_kept(field, name.as_deref(), *kind),
                Decision::Merge(other) => table.check_merged(field, other),
            });
        }
        faults
    }
}

/// A proposal's fields and the decisions about them, by name.
struct DecisionTable<'a> {
    proposal: &'a Proposal,
    fields: HashMap<&'a str, &'a ProposedField>,
    decisions: HashMap<&'a str, &'a Decision>,
    /// How many fields end up with each name.
    final_names: HashMap<&'a str, usize>,
}

impl<'a> DecisionTable<'a> {
    fn new(decisions: &'a Decisions, proposal: &'a Proposal) -> Self {
        let fields: HashMap<&str, &ProposedField> = proposal
            .decidable()
            .map(|field| (field.name.as_str(), field))
            .collect();
        let decisions: HashMap<&str, &Decision> = decisions
            .fields
            .iter()
            .map(|(name, made)| (name.as_str(), made))
            .collect();
        let mut final_names = HashMap::new();
        for field in fields.keys() {
            let made = decisions.get(field).copied().unwrap_or(&Decision::KEEP);
            if let Decision::Keep { name, .. } = made {
                *final_names
                    .entry(name.as_deref().unwrap_or(field))
                    .or_default() += 1;
            }
        }
        Self {
            proposal,
            fields,
            decisions,
            final_names,
        }
    }

    fn check_kept(
        &self,
        field: &ProposedField,
        new_name: Option<&str>,
        kind: Option<ProposedKind>,
    ) -> Option<DecisionFault> {
        let fault = |message, hint| Some(DecisionFault::error(&field.name, message, hint));
        if let Some(new) = new_name {
            if !is_field_name(new) {
                let hint = Message::plain("plan.bad-name.hint");
                return fault(Message::new("plan.bad-name", [("name", new)]), Some(hint));
            }
            if self.final_names.get(new).is_some_and(|count| *count > 1) {
                let hint = Message::new("plan.taken.hint", [("name", new)]);
                return fault(Message::new("plan.taken", [("name", new)]), Some(hint));
            }
        }
        let kind = kind.filter(|kind| kind.name() != field.kind.name())?;
        let mut args = vec![
            ("name", field.name.clone()),
            ("kind", kind.word().to_owned()),
        ];
        if prints_parts(self.proposal, &field.name) {
            let hint = Message::plain("plan.kind-parts.hint");
            return fault(Message::with("plan.kind-parts", args), Some(hint));
        }
        let mut answers = field.answers.iter().flatten();
        let misfit = answers.find(|answer| !fits(kind, answer.main()))?;
        args.push(("value", misfit.main().to_owned()));
        fault(Message::with("plan.kind", args), None)
    }

    fn check_merged(&self, field: &ProposedField, other: &str) -> Option<DecisionFault> {
        let fault = |key, hint| {
            let args = [("name", field.name.clone()), ("other", other.to_owned())];
            Some(DecisionFault::error(
                &field.name,
                Message::new(key, args),
                hint,
            ))
        };
        let Some(target) = self.fields.get(other) else {
            let near = nearest(other, self.fields.keys().copied());
            let hint = near.map(|near| Message::new("check.nearest", [("name", near)]));
            return fault("plan.merge-unknown", hint);
        };
        let is_kept = matches!(
            self.decisions.get(other),
            None | Some(Decision::Keep { .. })
        );
        if !is_kept || other == field.name {
            return fault(
                "plan.merge-gone",
                Some(Message::plain("plan.merge-gone.hint")),
            );
        }
        let is_other_kind = target.kind.name() != field.kind.name();
        let loses_parts = is_other_kind && prints_parts(self.proposal, &field.name);
        let is_prose =
            |field: &ProposedField| matches!(field.kind, FieldKind::Text { paragraphs: true });
        let is_list = matches!(field.kind, FieldKind::List { .. });
        if loses_parts || is_list || is_prose(target) != is_prose(field) {
            return fault("plan.merge-kind", None);
        }
        None
    }
}

fn unknown(key: &'static str, name: &str, near: Option<&str>) -> DecisionFault {
    let hint = near.map(|near| Message::new("check.nearest", [("name", near)]));
    let message = Message::new(key, [("name", name)]);
    DecisionFault {
        about: name.to_owned(),
        severity: Severity::Warning,
        message,
        hint,
    }
}

/// Tests whether the template prints parts of a field: 生产总值.同比.
fn prints_parts(proposal: &Proposal, name: &str) -> bool {
    fn any(parts: &[TemplatePart], wanted: usize) -> bool {
        parts.iter().any(|part| match part {
            TemplatePart::Markup(_) => false,
            TemplatePart::Tag {
                field,
                part,
                change,
                ..
            } => *field == wanted && (!part.is_empty() || change.is_some()),
            TemplatePart::Clauses(clauses) => clauses.iter().any(|parts| any(parts, wanted)),
            TemplatePart::IfAnswered(_, parts) => any(parts, wanted),
        })
    }
    let Some(field) = proposal.field(name) else {
        return false;
    };
    proposal.lines.iter().any(|line| any(&line.parts, field))
}

/// Tests whether words are an answer of a kind that prints as they are.
fn fits(kind: ProposedKind, words: &str) -> bool {
    match kind {
        ProposedKind::Text => true,
        ProposedKind::Place => Place::parse(words).is_ok_and(|place| place.name() == words),
        ProposedKind::Date => parse_date(words, None).is_ok_and(|date| print_date(date) == words),
        ProposedKind::Year => {
            let digits = words.strip_suffix('年').unwrap_or(words);
            digits
                .parse::<Year>()
                .is_ok_and(|year| format!("{}年", year.0) == words)
        }
        ProposedKind::Figure => words
            .parse::<Figure>()
            .is_ok_and(|figure| figure.to_string() == words),
    }
}
