//! Rules: a plan to what is wrong with it: names no field can have, merges that lead nowhere, kinds that do not fit.

use crate::schema::is_field_name;
use std::collections::HashMap;

use super::super::proposal::{LinePart, Proposal, ProposedField};
use super::{Decision, Decisions, ProposedKind};
use crate::calendar::{Year, parse_date, print_date};
use crate::diagnostic::{Message, Severity};
use crate::figure::Figure;
use crate::nearest::nearest;
use crate::place::Place;

/// What is wrong with a decision.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DecisionFault {
    /// The field or section, by the name it was proposed under.
    pub about: String,
    /// Whether the plan cannot be followed.
    pub severity: Severity,
    /// What is wrong.
    pub message: Message,
    /// How to mend it.
    pub hint: Option<Message>,
}

impl DecisionFault {
    fn error(about: &str, message: Message, hint: Option<Message>) -> Self {
        Self { about: about.to_owned(), severity: Severity::Error, message, hint }
    }
}

impl Decisions {
    /// Everything that is wrong with the plan for a proposal, in its order. What the reports no longer have is only
    /// worth a warning, so a plan outlives the reports it was made for.
    #[must_use]
    pub fn check(&self, proposal: &Proposal) -> Vec<DecisionFault> {
        Rules::new(self, proposal).check()
    }
}

/// A plan and the proposal it is about.
struct Rules<'a> {
    plan: &'a Decisions,
    proposal: &'a Proposal,
    fields: HashMap<&'a str, &'a ProposedField>,
    decisions: HashMap<&'a str, &'a Decision>,
    /// How many fields end up with each name.
    names: HashMap<&'a str, usize>,
}

impl<'a> Rules<'a> {
    fn new(plan: &'a Decisions, proposal: &'a Proposal) -> Self {
        let fields: HashMap<&str, &ProposedField> =
            proposal.decidable().map(|field| (field.name.as_str(), field)).collect();
        let decisions: HashMap<&str, &Decision> =
            plan.fields.iter().map(|(name, made)| (name.as_str(), made)).collect();
        let mut names = HashMap::new();
        for field in fields.keys() {
            if let Decision::Keep { name, .. } =
                decisions.get(field).copied().unwrap_or(&Decision::KEEP)
            {
                *names.entry(name.as_deref().unwrap_or(field)).or_default() += 1;
            }
        }
        Self { plan, proposal, fields, decisions, names }
    }

    fn check(&self) -> Vec<DecisionFault> {
        let (plan, proposal) = (self.plan, self.proposal);
        let mut faults = Vec::new();
        for (name, _) in &plan.sections {
            let names = || proposal.sections.iter().map(|section| section.name.as_str());
            if !names().any(|known| known == name) {
                faults.push(unknown("plan.unknown-section", name, nearest(name, names())));
            }
        }
        for (name, decision) in &plan.fields {
            match self.fields.get(name.as_str()) {
                Some(field) => faults.extend(self.field(field, decision)),
                None => faults.push(unknown(
                    "plan.unknown-field",
                    name,
                    nearest(name, self.fields.keys().copied()),
                )),
            }
        }
        faults
    }

    fn field(&self, field: &ProposedField, decision: &Decision) -> Option<DecisionFault> {
        let error = |key, args: Vec<(&'static str, String)>, hint| {
            Some(DecisionFault::error(&field.name, Message::with(key, args), hint))
        };
        match decision {
            Decision::Reject => None,
            Decision::Keep { name, kind } => {
                if let Some(new) = name.as_ref().filter(|new| !is_field_name(new)) {
                    return error(
                        "plan.bad-name",
                        vec![("name", new.clone())],
                        Some(Message::plain("plan.bad-name.hint")),
                    );
                }
                if let Some(new) = name
                    .as_ref()
                    .filter(|new| self.names.get(new.as_str()).is_some_and(|count| *count > 1))
                {
                    let hint = Message::new("plan.taken.hint", [("name", new)]);
                    return error("plan.taken", vec![("name", new.clone())], Some(hint));
                }
                let kind = kind.filter(|kind| kind.name() != field.kind)?;
                let args = vec![("name", field.name.clone()), ("kind", kind.word().to_owned())];
                if has_parts(self.proposal, &field.name) {
                    return error(
                        "plan.kind-parts",
                        args,
                        Some(Message::plain("plan.kind-parts.hint")),
                    );
                }
                let misfit =
                    field.answers.iter().flatten().find(|answer| !fits(kind, answer.main()))?;
                let args = args.into_iter().chain([("value", misfit.main().to_owned())]).collect();
                error("plan.kind", args, None)
            }
            Decision::Merge(other) => self.merge(field, other),
        }
    }

    fn merge(&self, field: &ProposedField, other: &str) -> Option<DecisionFault> {
        let error = |key, hint| {
            let args = [("name", field.name.clone()), ("other", other.to_owned())];
            Some(DecisionFault::error(&field.name, Message::new(key, args), hint))
        };
        let Some(target) = self.fields.get(other) else {
            let hint = nearest(other, self.fields.keys().copied())
                .map(|near| Message::new("check.nearest", [("name", near)]));
            return error("plan.merge-unknown", hint);
        };
        let kept = matches!(self.decisions.get(other), None | Some(Decision::Keep { .. }));
        if !kept || other == field.name {
            return error("plan.merge-gone", Some(Message::plain("plan.merge-gone.hint")));
        }
        let unlike = target.kind != field.kind && has_parts(self.proposal, &field.name)
            || target.paragraphs != field.paragraphs;
        if unlike || field.kind == "list" { error("plan.merge-kind", None) } else { None }
    }
}

fn unknown(key: &'static str, name: &str, near: Option<&str>) -> DecisionFault {
    let hint = near.map(|near| Message::new("check.nearest", [("name", near)]));
    let message = Message::new(key, [("name", name)]);
    DecisionFault { about: name.to_owned(), severity: Severity::Warning, message, hint }
}

/// Whether the template prints parts of a field: 生产总值.同比.
fn has_parts(proposal: &Proposal, name: &str) -> bool {
    fn any(bits: &[LinePart], field: usize) -> bool {
        bits.iter().any(|bit| match bit {
            LinePart::Words(_) => false,
            LinePart::Tag { field: own, part, .. } => *own == field && !part.is_empty(),
            LinePart::Join(clauses) => clauses.iter().any(|bits| any(bits, field)),
            LinePart::If(_, bits) => any(bits, field),
        })
    }
    proposal
        .field(name)
        .is_some_and(|field| proposal.lines.iter().any(|line| any(&line.bits, field)))
}

/// Whether words are an answer of a kind that prints as they stand.
fn fits(kind: ProposedKind, words: &str) -> bool {
    match kind {
        ProposedKind::Text => true,
        ProposedKind::Place => Place::parse(words).is_ok_and(|place| place.name() == words),
        ProposedKind::Date => parse_date(words, None).is_ok_and(|date| print_date(date) == words),
        ProposedKind::Year => words
            .strip_suffix('年')
            .unwrap_or(words)
            .parse::<Year>()
            .is_ok_and(|year| format!("{}年", year.0) == words),
        ProposedKind::Figure => {
            words.parse::<Figure>().is_ok_and(|figure| figure.to_string() == words)
        }
    }
}
