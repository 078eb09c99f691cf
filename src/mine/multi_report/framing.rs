//! Framing: the sentences several reports share to lines of the genre, their slots to fields each report answers.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::ops::Range;

use super::super::align::{Column, REQUIRED};
use super::super::fields::FoundField;
use super::super::proposal::{Answer, LinePart, ProposedField};
use super::super::shared_sentences;
use super::super::shared_sentences::Frame;
use super::super::{single_report, to_markup};
use super::{Parts, Writer, own};
use crate::document::escape;
use crate::figure::{Figure, Unit};

impl Writer<'_> {
    /// Sentences of a section that reports of two texts have, but for their slots.
    pub(super) fn framed(&self, column: &Column) -> Vec<Frame> {
        let parts = self.parts;
        let members = column.members.iter().zip(parts).zip(self.sections);
        let stretches: Vec<_> = members
            .map(|((member, parts), sections)| {
                (parts, member.map_or(0..0, |member| own(parts, &sections[member])))
            })
            .collect();
        self.kept(column, shared_sentences::shared(&stretches, &self.texts))
    }

    /// The paragraphs frames make.
    pub(super) fn frames(&mut self, frames: &[Frame], group: &str) {
        let mut paragraphs: Vec<(Option<LinePart>, ClauseWriter)> = Vec::new();
        for frame in frames {
            let (bits, asked, point) = self.sentence(frame, group);
            if point.is_some() || paragraphs.is_empty() {
                paragraphs.push((point.map(LinePart::Words), ClauseWriter::default()));
            }
            if let Some((_, clauses)) = paragraphs.last_mut() {
                clauses.add(bits, asked);
            }
        }
        for (point, clauses) in paragraphs {
            self.line(point.into_iter().chain(clauses.end()).collect(), None);
        }
    }

    /// The frames a section keeps: those nearly all of its reports have, and those that tell something a writer answers,
    /// each thing once, as most reports tell it.
    fn kept(&self, column: &Column, frames: Vec<Frame>) -> Vec<Frame> {
        let count = |frame: &Frame| frame.members.iter().flatten().count();
        let all = column.members.iter().flatten().count().max(1);
        let mut order: Vec<usize> = (0..frames.len()).collect();
        order.sort_by_key(|at| std::cmp::Reverse(count(&frames[*at])));
        let mut told = HashSet::new();
        let mut kept = BTreeSet::new();
        for at in order {
            let asked = self.asked(&frames[at]);
            let common = count(&frames[at]) as f64 / all as f64 >= REQUIRED;
            // Points are counted: one that most reports lack, or what follows one, stays with its own list.
            let listed = |sentence: &shared_sentences::SlottedSentence| {
                sentence.in_point || sentence.point.is_some() && !common
            };
            if frames[at].members.iter().flatten().any(listed) {
                continue;
            }
            if (common || !asked.is_empty()) && asked.iter().all(|name| told.insert(name.clone())) {
                kept.insert(at);
            }
        }
        frames
            .into_iter()
            .enumerate()
            .filter(|(at, _)| kept.contains(at))
            .map(|(_, frame)| frame)
            .collect()
    }

    /// What a frame asks of its own: its fields less those asked once for all.
    fn asked(&self, frame: &Frame) -> BTreeSet<String> {
        let members = self.parts.iter().zip(&frame.members);
        let Some((parts, first)) =
            members.clone().find_map(|(parts, s)| Some((parts, s.as_ref()?)))
        else {
            return BTreeSet::new();
        };
        let own = |name: &str| parts.fields.iter().any(|field| field.name == name && field.at > 0);
        let names = first.pieces.iter().map(|piece| parts.pieces[*piece].field());
        names.filter(|name| own(name)).map(str::to_owned).collect()
    }

    /// A frame in markup, its slots as fields, those fields, and the number form of a point.
    fn sentence(
        &mut self,
        frame: &Frame,
        group: &str,
    ) -> (Vec<LinePart>, Vec<usize>, Option<String>) {
        let members = self.parts.iter().zip(&frame.members);
        let Some((parts, first)) =
            members.clone().find_map(|(parts, s)| Some((parts, s.as_ref()?)))
        else {
            return (Vec::new(), Vec::new(), None);
        };
        let point = first
            .point
            .as_ref()
            .and_then(|number| to_markup::first_of(&parts.report.words(number)));
        let start = first
            .point
            .as_ref()
            .filter(|_| point.is_some())
            .map_or(first.span.start, |number| number.end);
        let (mut bits, mut at, mut asked) = (Vec::new(), start, Vec::new());
        let mut known: BTreeMap<&str, usize> = BTreeMap::new();
        let words = |span: Range<usize>| {
            LinePart::Words(escape(&parts.report.words(&span)).replace('{', "\\{"))
        };
        for (n, piece) in
            first.pieces.iter().enumerate().map(|(n, piece)| (n, &parts.pieces[*piece]))
        {
            let own = piece.field();
            let field = known.get(own).copied().or_else(|| self.general(frame, n, own));
            let field = field.unwrap_or_else(|| self.slot(frame, n, own, group));
            bits.push(words(at..piece.span.start));
            bits.push(LinePart::Tag { field, part: piece.part().to_owned(), words: None });
            known.insert(own, field);
            asked.extend(Some(field).filter(|field| self.out.fields[*field].optional));
            at = piece.span.end;
        }
        bits.push(words(at..first.span.end));
        (bits, asked, point.map(|series| format!("- [{series}] ")))
    }

    /// What each report says where a frame has its `n`th slot.
    fn said(&self, frame: &Frame, n: usize) -> Vec<Option<FoundField>> {
        let members = self.parts.iter().zip(&frame.members);
        let found = members.map(|(parts, member)| {
            let piece = &parts.pieces[*member.as_ref()?.pieces.get(n)?];
            parts.fields.iter().find(|field| field.name == piece.field()).cloned()
        });
        found.collect()
    }

    /// The field every report answers alike, wherever it stands: asked once, before all others.
    fn general(&mut self, frame: &Frame, n: usize, name: &str) -> Option<usize> {
        let is_general = |found: &FoundField| found.name == name && found.at == 0;
        if !self.said(frame, n).iter().flatten().all(is_general) {
            return None;
        }
        if let Some(known) = self.out.field(name) {
            return Some(known);
        }
        let find = |parts: &Parts| parts.fields.iter().find(|field| is_general(field)).cloned();
        let found: Vec<Option<FoundField>> = self.parts.iter().map(find).collect();
        let field = self.found(name, found, "基本情况")?;
        let everywhere = self.out.fields[field].answers.iter().all(Option::is_some);
        (self.out.fields[field].general, self.out.fields[field].optional) = (true, !everywhere);
        Some(field)
    }

    /// A field of what the reports found.
    pub(super) fn found(
        &mut self,
        name: &str,
        found: Vec<Option<FoundField>>,
        group: &str,
    ) -> Option<usize> {
        let model = found.iter().flatten().next().cloned()?;
        // Where the reports say it in units that do not convert or with different parts, the first of them shows how.
        let unit = model.unit.as_ref().and_then(|unit| Unit::parse(unit).ok());
        let converts = |(_, words): &(&str, String)| Figure::parse_in(words, unit.as_ref()).is_ok();
        let same = |field: &FoundField| {
            let parts = model.kind == "place" || field.answer.len() == model.answer.len();
            let unit = field.unit == model.unit
                || unit.is_some() && field.answer.first().is_some_and(converts);
            field.kind == model.kind && unit && parts
        };
        let answer = |field: FoundField| same(&field).then_some(Answer::Parts(field.answer));
        let question =
            single_report::question(&FoundField { name: "{name}".to_owned(), ..model.clone() });
        let field = ProposedField {
            kind: model.kind,
            question,
            group: group.to_owned(),
            unit: model.unit.clone(),
            constant: model.constant,
            optional: true,
            answers: found.into_iter().map(|field| field.and_then(answer)).collect(),
            ..ProposedField::default()
        };
        Some(self.field(name, field))
    }

    /// The field of a frame's `n`th slot, with what each report says there.
    fn slot(&mut self, frame: &Frame, n: usize, own: &str, group: &str) -> usize {
        let found = self.said(frame, n);
        self.found(own, found, group).unwrap_or_default()
    }
}

/// A paragraph put together clause by clause: clauses that any report may lack are joined anew, so that the sentence ends
/// well whichever is the last.
#[derive(Default)]
struct ClauseWriter {
    bits: Vec<LinePart>,
    /// The clauses of the sentence that is open, without their ；.
    open: Vec<Vec<LinePart>>,
}

impl ClauseWriter {
    fn add(&mut self, mut bits: Vec<LinePart>, asked: Vec<usize>) {
        let end = if let Some(LinePart::Words(words)) = bits.last() {
            words.chars().last()
        } else {
            None
        };
        let opens = end == Some('；');
        let joins = opens || end == Some('。') && !self.open.is_empty();
        if joins && let Some(LinePart::Words(words)) = bits.last_mut() {
            words.pop();
        }
        let clause = if asked.is_empty() { bits } else { vec![LinePart::If(asked, bits)] };
        if joins {
            self.open.push(clause);
            if !opens {
                self.close();
            }
        } else {
            self.close();
            self.bits.extend(clause);
        }
    }

    /// Ends the sentence that is open.
    fn close(&mut self) {
        let clauses = std::mem::take(&mut self.open);
        self.bits.extend(Some(clauses).filter(|clauses| !clauses.is_empty()).map(LinePart::Join));
    }

    fn end(mut self) -> Vec<LinePart> {
        self.close();
        self.bits
    }
}
