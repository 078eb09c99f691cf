//! Applying: a proposal and a plan to the proposal that is wanted, its lines, sections and fields as decided.

use std::collections::HashSet;

use super::super::field_names::Names;
use super::super::proposal::{Answer, LinePart, Need, Proposal, ProposedField, ProposedLine};
use super::{Decision, Decisions, ProposedKind};
use crate::figure::Figure;

impl Proposal {
    /// The proposal with a plan followed; what the plan is silent about, or wrong about, stays as proposed.
    #[must_use]
    pub fn decided(&self, plan: &Decisions) -> Self {
        let mut wanted = self.clone();
        // An untouched plan is followed at once, however long it is.
        if *plan == Decisions::of(self) {
            return wanted;
        }
        for (name, need) in &plan.sections {
            if let Some(section) = wanted
                .sections
                .iter_mut()
                .find(|section| section.name == *name && !section.lines.is_empty())
            {
                section.need = *need;
            }
        }
        let faults: HashSet<String> =
            plan.check(self).into_iter().map(|fault| fault.about).collect();
        for (name, decision) in plan.fields.iter().filter(|(name, _)| !faults.contains(name)) {
            let Some(at) = self.field(name) else { continue };
            match decision {
                Decision::Reject => wanted.reject(at),
                Decision::Merge(other) => {
                    if let Some(to) = self.field(other) {
                        wanted.merge(at, to);
                    }
                }
                Decision::Keep { name, kind } => {
                    let field = &mut wanted.fields[at];
                    if let Some(name) = name {
                        field.question = field.question.replace(field.name.as_str(), name);
                        field.name.clone_from(name);
                    }
                    if let Some(kind) = kind {
                        change(field, *kind);
                    }
                }
            }
        }
        wanted
    }

    /// The words stand in a field's place again; where no words do, what is told by it goes.
    fn reject(&mut self, field: usize) {
        self.fields[field].gone = true;
        self.lines.iter_mut().for_each(|line| {
            line.bits = std::mem::take(&mut line.bits)
                .into_iter()
                .filter_map(|bit| rejected(bit, field))
                .collect();
        });
        let gone = |line: &ProposedLine| line.when == Some(field) || line.each == Some(field);
        self.lines
            .iter_mut()
            .filter(|line| gone(line))
            .for_each(|line| *line = ProposedLine::default());
    }

    /// Another field is printed in a field's place.
    fn merge(&mut self, field: usize, to: usize) {
        self.fields[field].gone = true;
        let own = |at: usize| if at == field { to } else { at };
        for line in &mut self.lines {
            (line.when, line.each) = (line.when.map(own), line.each.map(own));
            line.bits.iter_mut().for_each(|bit| merged(bit, &own));
        }
        let missing =
            |answers: &[Option<Answer>], at: usize| answers.get(at).is_none_or(Option::is_none);
        for at in 0..self.reports {
            if missing(&self.fields[to].answers, at) && !missing(&self.fields[field].answers, at) {
                self.fields[to].answers[at] = self.fields[field].answers[at].clone();
            }
        }
    }

    /// For each line, whether it is left out: it stands in a section that is out, or nothing is left of it.
    pub(in crate::mine) fn outs(&self) -> Vec<bool> {
        let mut outs: Vec<bool> = self.lines.iter().map(|line| line.bits.is_empty()).collect();
        for section in self.sections.iter().filter(|section| section.need == Need::Out) {
            outs[section.lines.clone()].fill(true);
        }
        outs
    }

    /// With a question for each section that may be left out, and without the fields nothing prints.
    pub(in crate::mine) fn flagged(&self) -> Self {
        let mut flagged = self.clone();
        let mut names = Names::default();
        flagged.fields.iter().for_each(|field| _ = names.unique(&field.name, &[]));
        for at in 0..flagged.sections.len() {
            let section = &flagged.sections[at];
            if section.need == Need::Optional && !section.lines.is_empty() {
                let name = names.unique(&format!("有{}", section.name), &[]);
                flagged.ask(at, name);
            }
        }
        let used = flagged.used(|_| true);
        for (at, field) in flagged.fields.iter_mut().enumerate() {
            field.gone |= field.kind != "flag" && !used.contains(&at);
        }
        flagged
    }

    /// A question about a section; what only that section prints hangs on it.
    fn ask(&mut self, section: usize, name: String) {
        let (lines, found) =
            (self.sections[section].lines.clone(), self.sections[section].found.clone());
        let inside = self.used(|line| lines.contains(&line));
        let outside = self.used(|line| !lines.contains(&line));
        let flag = self.fields.len();
        for field in inside.difference(&outside) {
            let field = &mut self.fields[*field];
            field.when = field.when.or(Some(flag).filter(|_| !field.general));
        }
        let group = inside
            .iter()
            .min()
            .map_or_else(|| "基本情况".to_owned(), |first| self.fields[*first].group.clone());
        let said = |has: &bool| Some(Answer::words(if *has { "是" } else { "否" }));
        self.fields.push(ProposedField {
            question: format!("要不要“{}”这一部分？", self.sections[section].name),
            name,
            kind: "flag",
            group,
            default: Some("否".to_owned()),
            answers: found.iter().map(said).collect(),
            ..ProposedField::default()
        });
        self.sections[section].flag = Some(flag);
    }

    /// The fields that lines print or hang on.
    fn used(&self, lines: impl Fn(usize) -> bool) -> HashSet<usize> {
        let mut used = HashSet::new();
        let outs = self.outs();
        for (_, line) in self.lines.iter().enumerate().filter(|(at, _)| lines(*at) && !outs[*at]) {
            used.extend(line.when);
            used.extend(line.each);
            line.bits.iter().for_each(|bit| tags(bit, &mut used));
        }
        used
    }
}

fn tags(bit: &LinePart, used: &mut HashSet<usize>) {
    match bit {
        LinePart::Words(_) => {}
        LinePart::Tag { field, .. } => _ = used.insert(*field),
        LinePart::Join(clauses) => {
            for bit in clauses.iter().flatten() {
                tags(bit, used);
            }
        }
        LinePart::If(fields, bits) => {
            used.extend(fields);
            for bit in bits {
                tags(bit, used);
            }
        }
    }
}

fn rejected(bit: LinePart, rejected_field: usize) -> Option<LinePart> {
    match bit {
        LinePart::Tag { field, words, .. } if field == rejected_field => words.map(LinePart::Words),
        LinePart::If(fields, _) if fields.contains(&rejected_field) => None,
        LinePart::Join(clauses) => {
            let left = |bits: Vec<LinePart>| {
                bits.into_iter().filter_map(|bit| rejected(bit, rejected_field)).collect()
            };
            let clauses: Vec<Vec<LinePart>> = clauses
                .into_iter()
                .map(left)
                .filter(|bits: &Vec<LinePart>| !bits.is_empty())
                .collect();
            (!clauses.is_empty()).then_some(LinePart::Join(clauses))
        }
        bit => Some(bit),
    }
}

fn merged(bit: &mut LinePart, own: &dyn Fn(usize) -> usize) {
    match bit {
        LinePart::Words(_) => {}
        LinePart::Tag { field, .. } => *field = own(*field),
        LinePart::Join(clauses) => {
            for bit in clauses.iter_mut().flatten() {
                merged(bit, own);
            }
        }
        LinePart::If(fields, bits) => {
            for field in fields {
                *field = own(*field);
            }
            for bit in bits {
                merged(bit, own);
            }
        }
    }
}

/// Makes a field of another kind; its answers fit, the plan was checked.
fn change(field: &mut ProposedField, kind: ProposedKind) {
    let figure = |words: &str| {
        words.parse::<Figure>().ok().and_then(|figure| figure.unit).map(|unit| unit.to_string())
    };
    field.kind = kind.name();
    field.unit = field
        .answers
        .iter()
        .flatten()
        .next()
        .filter(|_| kind == ProposedKind::Figure)
        .and_then(|a| figure(a.main()));
    field.constant = false;
    for answer in field.answers.iter_mut().flatten() {
        let words = answer.main().to_owned();
        let words = if kind == ProposedKind::Year {
            words.trim_end_matches('年').to_owned()
        } else {
            words
        };
        *answer =
            Answer::Parts(vec![(if kind == ProposedKind::Figure { "本年" } else { "" }, words)]);
    }
}
