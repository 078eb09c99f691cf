//! Applies decisions to a proposal: its lines, sections and fields as the user wants them.

use std::collections::HashSet;

use super::super::field_names::Names;
use super::super::fields::figure_kind;
use super::super::proposal::{
    GENERAL_GROUP, MinedAnswer, Need, Proposal, ProposedField, TagChange, TemplateLine,
    TemplatePart,
};
use super::decision::{Decision, Decisions, ProposedKind};
use crate::figure::{Basis, Figure};
use crate::schema::FieldKind;

impl Proposal {
    /// Returns the proposal with the decisions followed; what they do not mention, or are wrong
    /// about, stays as proposed.
    #[must_use]
    pub fn decided(&self, decisions: &Decisions) -> Self {
        let mut wanted = self.clone();
        // Untouched decisions are followed at once, however many there are.
        if *decisions == Decisions::of(self) {
            return wanted;
        }
        for (name, need) in &decisions.sections {
            for section in &mut wanted.sections {
                if section.name == *name && !section.lines.is_empty() {
                    section.need = *need;
                    break;
                }
            }
        }
        let faulty: HashSet<String> = decisions
            .check(self)
            .into_iter()
            .map(|fault| fault.about)
            .collect();
        for (name, decision) in &decisions.fields {
            let Some(at) = self.field(name).filter(|_| !faulty.contains(name)) else {
                continue;
            };
            match decision {
                Decision::Reject => wanted.reject(at),
                Decision::Merge(other) => {
                    if let Some(to) = self.field(other) {
                        wanted.merge(at, to);
                    }
                }
                Decision::Keep { name, kind } => {
                    let field = &mut wanted.fields[at];
                    field.is_suggested = true;
                    if let Some(name) = name {
                        field.question = field.question.replace(field.name.as_str(), name);
                        field.name.clone_from(name);
                    }
                    if let Some(kind) = kind {
                        convert(field, *kind);
                    }
                }
            }
        }
        wanted
    }

    /// Puts the words back in a field's place; where there are none, the sentence is dropped.
    pub(in crate::mine) fn reject(&mut self, field: usize) {
        self.reject_all(&HashSet::from([field]));
    }

    /// Rejects several fields in one walk over the lines.
    fn reject_all(&mut self, fields: &HashSet<usize>) {
        for field in fields {
            self.fields[*field].removed = true;
        }
        let is_rejected = |field: Option<usize>| field.is_some_and(|field| fields.contains(&field));
        for line in &mut self.lines {
            if is_rejected(line.condition) || is_rejected(line.repeat) {
                *line = TemplateLine::default();
            }
            line.parts = without_fields(std::mem::take(&mut line.parts), fields);
        }
    }

    /// Prints another field in a field's place; the other takes the answers it has none for.
    fn merge(&mut self, field: usize, to: usize) {
        self.fields[field].removed = true;
        let renumber = |at: &mut usize| {
            if *at == field {
                *at = to;
            }
        };
        for line in &mut self.lines {
            line.condition.iter_mut().for_each(renumber);
            line.repeat.iter_mut().for_each(renumber);
            for_each_field(&mut line.parts, &mut |at| renumber(at));
        }
        for report in 0..self.reports {
            let answer = self.fields[field].answers.get(report).cloned().flatten();
            if let (Some(missing @ None), Some(answer)) =
                (self.fields[to].answers.get_mut(report), answer)
            {
                *missing = Some(answer);
            }
        }
    }

    /// Returns, for each line, whether it is left out: it stands in a section that is out, or
    /// nothing is left of it.
    pub(in crate::mine) fn lines_left_out(&self) -> Vec<bool> {
        let mut is_out: Vec<bool> = self
            .lines
            .iter()
            .map(|line| line.parts.is_empty())
            .collect();
        for section in &self.sections {
            if section.need == Need::Out {
                is_out[section.lines.clone()].fill(true);
            }
        }
        is_out
    }

    /// Returns the proposal with a question for each optional section, and without the fields that
    /// nothing prints or that are not worth a question.
    pub(in crate::mine) fn with_section_flags(&self) -> Self {
        let mut flagged = self.clone();
        let mut unasked = HashSet::new();
        for (at, field) in flagged.fields.iter().enumerate() {
            if !field.is_suggested && !field.removed {
                unasked.insert(at);
            }
        }
        flagged.reject_all(&unasked);
        let mut names = Names::default();
        for field in &flagged.fields {
            names.unique(&field.name, &[]);
        }
        for at in 0..flagged.sections.len() {
            let section = &flagged.sections[at];
            if section.need == Need::Optional && !section.lines.is_empty() {
                let name = names.unique(&format!("有{}", section.name), &[]);
                flagged.add_section_flag(at, name);
            }
        }
        let used = flagged.used_fields(|_| true);
        for (at, field) in flagged.fields.iter_mut().enumerate() {
            field.removed |= !matches!(field.kind, FieldKind::Flag) && !used.contains(&at);
        }
        flagged
    }

    /// Adds the question about a section; fields that only this section prints depend on it.
    fn add_section_flag(&mut self, section: usize, name: String) {
        let lines = self.sections[section].lines.clone();
        let inside = self.used_fields(|line| lines.contains(&line));
        let outside = self.used_fields(|line| !lines.contains(&line));
        let flag = self.fields.len();
        for field in inside.difference(&outside) {
            let field = &mut self.fields[*field];
            if !field.asked_first && field.condition.is_none() {
                field.condition = Some(flag);
            }
        }
        let first = inside.iter().min();
        let group = first
            .map_or(GENERAL_GROUP, |first| &self.fields[*first].group)
            .to_owned();
        let mut answers = Vec::new();
        for has in &self.sections[section].found {
            let answer = if *has { "是" } else { "否" };
            answers.push(Some(MinedAnswer::Words(answer.to_owned())));
        }
        let question = format!("要不要“{}”这一部分？", self.sections[section].name);
        let mut field = ProposedField::new(FieldKind::Flag, question, &group, answers);
        field.name = name;
        field.default = Some("否".to_owned());
        self.fields.push(field);
        self.sections[section].flag = Some(flag);
    }

    /// Returns the fields that lines print or depend on.
    fn used_fields(&self, is_wanted: impl Fn(usize) -> bool) -> HashSet<usize> {
        let mut used = HashSet::new();
        for ((at, line), is_out) in self.lines.iter().enumerate().zip(self.lines_left_out()) {
            if is_out || !is_wanted(at) {
                continue;
            }
            used.extend(line.condition);
            used.extend(line.repeat);
            collect_fields(&line.parts, &mut used);
        }
        used
    }
}

fn collect_fields(parts: &[TemplatePart], used: &mut HashSet<usize>) {
    for part in parts {
        match part {
            TemplatePart::Markup(_) => {}
            TemplatePart::Tag { field, change, .. } => {
                used.insert(*field);
                used.extend(
                    change
                        .iter()
                        .filter_map(|change| change.after.as_ref())
                        .map(|a| a.0),
                );
            }
            TemplatePart::Clauses(clauses) => {
                for clause in clauses {
                    collect_fields(clause, used);
                }
            }
            TemplatePart::IfAnswered(fields, parts) => {
                used.extend(fields);
                collect_fields(parts, used);
            }
        }
    }
}

/// Calls `change` with each field index in the parts.
fn for_each_field(parts: &mut [TemplatePart], change: &mut dyn FnMut(&mut usize)) {
    for part in parts {
        match part {
            TemplatePart::Markup(_) => {}
            TemplatePart::Tag {
                field,
                change: said,
                ..
            } => {
                change(field);
                if let Some((after, _)) = said.as_mut().and_then(|said| said.after.as_mut()) {
                    change(after);
                }
            }
            TemplatePart::Clauses(clauses) => {
                for clause in clauses {
                    for_each_field(clause, change);
                }
            }
            TemplatePart::IfAnswered(fields, parts) => {
                fields.iter_mut().for_each(&mut *change);
                for_each_field(parts, change);
            }
        }
    }
}

/// Returns parts without a field: the words instead of its tag, no clause that needs it.
fn without_fields(parts: Vec<TemplatePart>, rejected: &HashSet<usize>) -> Vec<TemplatePart> {
    let mut left = Vec::new();
    for part in parts {
        match part {
            TemplatePart::Tag {
                field,
                change,
                instead,
                ..
            } if rejected.contains(&field) || follows(change.as_ref(), rejected) => {
                left.extend(instead.map(TemplatePart::Markup));
            }
            TemplatePart::IfAnswered(fields, _)
                if fields.iter().any(|field| rejected.contains(field)) => {}
            TemplatePart::Clauses(clauses) => {
                let mut kept = Vec::new();
                for clause in clauses {
                    let clause = without_fields(clause, rejected);
                    if !clause.is_empty() {
                        kept.push(clause);
                    }
                }
                if !kept.is_empty() {
                    left.push(TemplatePart::Clauses(kept));
                }
            }
            part => left.push(part),
        }
    }
    left
}

/// Tests whether a change shares the verb of a rejected one: with 增长4.9% the 6.7% after it stays
/// as it is, too.
fn follows(change: Option<&TagChange>, rejected: &HashSet<usize>) -> bool {
    let after = change.and_then(|change| change.after.as_ref());
    after.is_some_and(|(field, _)| rejected.contains(field))
}

/// Makes a field of another kind; its answers fit, as the decisions were checked.
fn convert(field: &mut ProposedField, kind: ProposedKind) {
    let unit_of = |answer: &MinedAnswer| answer.main().parse::<Figure>().ok()?.unit;
    let first = field.answers.iter().flatten().next();
    field.kind = match kind {
        ProposedKind::Place => FieldKind::Place { levels: Vec::new() },
        ProposedKind::Date => FieldKind::Date,
        ProposedKind::Year => FieldKind::Year {
            least: None,
            most: None,
        },
        ProposedKind::Figure => figure_kind(first.and_then(unit_of), Basis::Current),
        ProposedKind::Text => FieldKind::Text { paragraphs: false },
    };
    for answer in field.answers.iter_mut().flatten() {
        let main = answer.main();
        *answer = match kind {
            ProposedKind::Year => MinedAnswer::Words(main.trim_end_matches('年').to_owned()),
            ProposedKind::Figure => MinedAnswer::Figure {
                current: main.to_owned(),
                compared: None,
            },
            _ => MinedAnswer::Words(main.to_owned()),
        };
    }
}
