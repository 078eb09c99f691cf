//! Skeleton: several reports of a kind to one genre: the sections they share, the figures they name, what is optional.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::ops::Range;

use super::align::{self, Column, REQUIRED};
use super::fields::{self, Found};
use super::frames::{self, Frame};
use super::genre::{self, quoted};
use super::lines::{self, Piece};
use super::naming::Names;
use super::roles::Role;
use super::sections::{self, Section, Stretch};
use super::slots;
use crate::document::escape;
use crate::read::{self, Report};

/// What several reports have in common: the files of a genre, and where each section was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Skeleton {
    /// `templates/NAME.hbs`
    pub template: String,
    /// `schemas/NAME.yaml`
    pub schema: String,
    /// The answers of each report, in the order they were given.
    pub answers: Vec<String>,
    /// For each section: its name, and in which reports it stands.
    pub sections: Vec<(String, Vec<bool>)>,
}

/// A report taken apart.
pub(super) struct Parts {
    pub(super) report: Report,
    pub(super) stretches: Vec<Stretch>,
    pub(super) fields: Vec<Found>,
    pub(super) pieces: Vec<Piece>,
}

impl Parts {
    fn of(report: &Report) -> Self {
        let shapes = lines::shapes(report);
        let (fields, pieces) = fields::find(report, &shapes, &slots::find(report));
        let stretches = sections::stretches(report, &shapes);
        Self { report: report.clone(), stretches, fields, pieces }
    }
}

/// Mines what several reports have in common.
///
/// A section is required when at least four in five reports have it; otherwise a question decides about it. What only
/// one report says stays out: its words become the answers.
#[must_use]
pub fn skeleton(reports: &[Report]) -> Skeleton {
    let parts: Vec<Parts> = reports.iter().map(Parts::of).collect();
    let sections: Vec<Vec<Section>> =
        parts.iter().map(|parts| sections::sections(&parts.report, &parts.stretches)).collect();
    let columns = align::align(&sections);
    let mut writer =
        Writer { parts: &parts, sections: &sections, names: Names::default(), out: Skeleton::empty(reports.len()) };
    writer.head();
    let mut part = None;
    for column in &columns {
        writer.column(column, &mut part);
    }
    writer.out
}

impl Skeleton {
    fn empty(reports: usize) -> Self {
        let schema = "title: 由来稿归纳\nkind: 工作报告\nsummary: 由几篇来稿归纳的文种\nfields:\n".to_owned();
        Self { template: String::new(), schema, answers: vec![String::new(); reports], sections: Vec::new() }
    }
}

struct Writer<'a> {
    parts: &'a [Parts],
    sections: &'a [Vec<Section>],
    names: Names,
    out: Skeleton,
}

impl Writer<'_> {
    /// A field with the answer of each report that has one.
    fn field(&mut self, name: &str, attributes: &str, answers: &[Option<String>]) -> String {
        let name = self.names.unique(name, &[]);
        let _ = write!(self.out.schema, "- name: {name}\n{attributes}");
        for (file, answer) in self.out.answers.iter_mut().zip(answers) {
            if let Some(answer) = answer {
                let _ = writeln!(file, "{name}: {answer}");
            }
        }
        name
    }

    /// Title, dateline and address.
    fn head(&mut self) {
        let line = |parts: &Parts, role| {
            let line = parts.report.lines().iter().find(|line| line.role == role)?;
            Some(quoted(parts.report.words(&line.span).trim()))
        };
        let roles = [
            (read::Role::Title, "标题", "# "),
            (read::Role::Dateline, "题注", "> "),
            (read::Role::Salutation, "称谓", "! "),
        ];
        for (role, name, mark) in roles {
            let answers: Vec<_> = self.parts.iter().map(|parts| line(parts, role)).collect();
            if answers.iter().all(Option::is_none) {
                continue;
            }
            let question = format!("  kind: text\n  question: {name}怎么写？\n  group: 题头\n  optional: true\n");
            let name = self.field(name, &question, &answers);
            let _ = write!(self.out.template, "{{{{#if {name}}}}}\n{mark}{{{{{name}}}}}\n{{{{/if}}}}\n");
        }
    }

    /// A section: its heading, the sentences and figures its reports share, and the rest in the writer's words.
    fn column(&mut self, column: &Column, part: &mut Option<Role>) {
        let members: Vec<&Section> = align::members(column, self.sections).collect();
        let Some(first) = members.first() else { return };
        let base = name_of(&members);
        let found: Vec<bool> = column.members.iter().map(Option::is_some).collect();
        // A section of one report among several is that report's own.
        if found.len() > 2 && members.len() == 1 {
            self.out.sections.push((base, found));
            return;
        }
        let required = column.share() >= REQUIRED;
        let group = part_name(first.role);
        *part = Some(first.role);
        let flag = (!required).then(|| {
            let answers: Vec<_> = found.iter().map(|has| Some(if *has { "是" } else { "否" }.to_owned())).collect();
            let attributes = format!("  kind: flag\n  question: 要不要“{base}”？\n  group: {group}\n  default: 否\n");
            self.field(&format!("有{base}"), &attributes, &answers)
        });
        self.out.sections.push((base.clone(), found));
        if let Some(flag) = &flag {
            let _ = writeln!(self.out.template, "{{{{#if {flag}}}}}");
        }
        self.heading(column, first, &base, group, flag.as_deref());
        let taken = self.frames(column);
        self.body(column, &base, group, flag.as_deref(), &taken);
        if flag.is_some() {
            self.out.template.push_str("{{/if}}\n");
        }
    }

    fn heading(&mut self, column: &Column, first: &Section, base: &str, group: &str, flag: Option<&str>) {
        if first.depth == 0 {
            return;
        }
        let answers = self.of_members(column, |section, _| section.heading.as_deref().map(quoted));
        let when = flag.map_or_else(String::new, |flag| format!("  when: {flag}\n"));
        let attributes = format!(
            "  kind: text\n  question: “{base}”的标题怎么写？\n  group: {group}\n  default: {}\n{when}",
            quoted(base)
        );
        let name = self.field(&format!("{base}标题"), &attributes, &answers);
        let plain = if first.depth == 1 && matches!(first.role, Role::Review | Role::Plan) { "[-] " } else { "" };
        let marks = "#".repeat(usize::from(first.depth) + 1);
        let _ = writeln!(self.out.template, "{marks} {plain}{{{{{name}}}}}");
    }

    /// Sentences that at least two reports have, but for their slots; gives where each report has them.
    fn frames(&mut self, column: &Column) -> Vec<BTreeSet<usize>> {
        let stretches: Vec<_> = column
            .members
            .iter()
            .zip(self.parts)
            .zip(self.sections)
            .map(|((member, parts), sections)| (parts, member.map_or(0..0, |member| own(parts, &sections[member]))))
            .collect();
        let mut taken = vec![BTreeSet::new(); self.parts.len()];
        let mut paragraphs: Vec<String> = Vec::new();
        for frame in frames::shared(&stretches) {
            for (taken, member) in taken.iter_mut().zip(&frame.members) {
                taken.extend(member.as_ref().map(|sentence| sentence.span.start));
            }
            let (words, asked, point) = self.sentence(&frame);
            let words = match all_of(&asked) {
                Some(condition) => format!("{{{{#if {condition}}}}}{words}{{{{/if}}}}"),
                None => words,
            };
            match paragraphs.last_mut() {
                Some(last) if point.is_none() => last.push_str(&words),
                _ => paragraphs.push(point.unwrap_or_default() + &words),
            }
        }
        for paragraph in paragraphs {
            let _ = writeln!(self.out.template, "{paragraph}");
        }
        taken
    }

    /// A frame in markup, its slots as fields, those fields, and the number form of a point.
    fn sentence(&mut self, frame: &Frame) -> (String, Vec<String>, Option<String>) {
        let Some((parts, first)) =
            self.parts.iter().zip(&frame.members).find_map(|(parts, s)| Some((parts, s.as_ref()?)))
        else {
            return (String::new(), Vec::new(), None);
        };
        let point = first.point.as_ref().and_then(|number| lines::first_of(&parts.report.words(number)));
        let start = first.point.as_ref().filter(|_| point.is_some()).map_or(first.span.start, |number| number.end);
        let (mut words, mut at, mut asked) = (String::new(), start, Vec::new());
        let mut known: BTreeMap<&str, String> = BTreeMap::new();
        for (n, piece) in first.pieces.iter().enumerate().map(|(n, piece)| (n, &parts.pieces[*piece])) {
            let name = match piece.field() {
                shared @ ("地名" | "年份") => self.shared(shared),
                own => match known.get(own) {
                    Some(name) => name.clone(),
                    None => self.slot(frame, n, own),
                },
            };
            words += &escape(&parts.report.words(&(at..piece.span.start))).replace('{', "\\{");
            let _ = write!(words, "{{{{{name}{}}}}}", piece.part());
            known.insert(piece.field(), name.clone());
            if !asked.contains(&name) {
                asked.push(name);
            }
            at = piece.span.end;
        }
        words += &escape(&parts.report.words(&(at..first.span.end))).replace('{', "\\{");
        (words, asked, point.map(|series| format!("- [{series}] ")))
    }

    /// A field every report answers alike, wherever it stands: asked once, before all others.
    fn shared(&mut self, name: &str) -> String {
        if self.names.is_free(name) {
            let find = |parts: &Parts| parts.fields.iter().find(|field| field.name == name).cloned();
            let found: Vec<Option<Found>> = self.parts.iter().map(find).collect();
            let rest = std::mem::take(&mut self.out.schema);
            let (head, rest) = rest.split_once("fields:\n").unwrap_or((&rest, ""));
            self.out.schema = format!("{head}fields:\n");
            if let Some(model) = found.iter().flatten().next() {
                let attributes = format!("{}  optional: true\n", genre::attributes(model));
                let answers: Vec<_> = found.iter().map(|field| field.as_ref().map(genre::value)).collect();
                self.field(name, &attributes, &answers);
            }
            self.out.schema.push_str(rest);
        }
        name.to_owned()
    }

    /// The field of a frame's `n`th slot, with what each report says there.
    fn slot(&mut self, frame: &Frame, n: usize, own: &str) -> String {
        let found: Vec<Option<Found>> = self
            .parts
            .iter()
            .zip(&frame.members)
            .map(|(parts, member)| {
                let piece = &parts.pieces[*member.as_ref()?.pieces.get(n)?];
                parts.fields.iter().find(|field| field.name == piece.field()).cloned()
            })
            .collect();
        let Some(model) = found.iter().flatten().next().cloned() else { return own.to_owned() };
        // Where the reports say it in different units or with different parts, words are all they share.
        let same = |field: &Found| {
            (field.kind, &field.unit, field.answer.len()) == (model.kind, &model.unit, model.answer.len())
        };
        let alike = found.iter().flatten().all(same);
        let answers: Vec<_> =
            found.iter().map(|field| field.as_ref().filter(|f| alike || same(f)).map(genre::value)).collect();
        self.field(own, &format!("{}  optional: true\n", genre::attributes(&model)), &answers)
    }

    /// What a report says in its own words.
    fn body(&mut self, column: &Column, base: &str, group: &str, flag: Option<&str>, taken: &[BTreeSet<usize>]) {
        let when = flag.map_or_else(String::new, |flag| format!("  when: {flag}\n"));
        let members = column.members.iter().zip(self.sections).zip(self.parts).zip(taken);
        let answers: Vec<Option<String>> = members
            .map(|(((member, sections), parts), taken)| {
                let rest = frames::rest(parts, own(parts, &sections[(*member)?]), taken);
                (!rest.is_empty()).then(|| quoted(&rest))
            })
            .collect();
        if answers.iter().all(Option::is_none) {
            return;
        }
        let attributes = format!(
            "  kind: text\n  paragraphs: true\n  optional: true\n  question: “{base}”写些什么？\n  group: {group}\n{when}"
        );
        let name = self.field(&format!("{base}正文"), &attributes, &answers);
        let _ = write!(self.out.template, "{{{{#if {name}}}}}\n{{{{{name}}}}}\n{{{{/if}}}}\n");
    }

    fn of_members(&self, column: &Column, answer: impl Fn(&Section, &Parts) -> Option<String>) -> Vec<Option<String>> {
        let members = column.members.iter().zip(self.sections).zip(self.parts);
        members.map(|((member, sections), parts)| answer(&sections[(*member)?], parts)).collect()
    }
}

/// The stretches of a section less a heading that has its line to itself.
fn own(parts: &Parts, section: &Section) -> Range<usize> {
    let first = &parts.stretches[section.stretches.start];
    let alone = section.heading.is_some() && first.lead.end == first.span.end;
    section.stretches.start + usize::from(alone)..section.stretches.end
}

/// The condition that all of the fields are answered.
fn all_of(fields: &[String]) -> Option<String> {
    let (last, rest) = fields.split_last()?;
    Some(rest.iter().rev().fold(last.clone(), |condition, field| format!("(and {field} {condition})")))
}

fn part_name(role: Role) -> &'static str {
    match role {
        Role::Opening => "开场",
        Role::Review | Role::Thanks | Role::Problems => "回顾",
        Role::Demands | Role::Targets | Role::Plan => "安排",
        Role::Call => "结尾",
        Role::Section => "正文",
    }
}

/// A name for a section: what it is for, and what most of its reports say it is about.
fn name_of(members: &[&Section]) -> String {
    let mut themes: BTreeMap<&str, usize> = BTreeMap::new();
    for theme in members.iter().filter_map(|member| member.theme) {
        *themes.entry(theme).or_default() += 1;
    }
    let role = members[0].role;
    let theme = themes.into_iter().max_by_key(|(_, count)| *count).map(|(theme, _)| theme);
    match (members[0].depth, theme) {
        (2, Some(theme)) => format!("{}{theme}", role.name()),
        (1, _) if matches!(role, Role::Review | Role::Plan) => format!("工作{}", role.name()),
        (1, Some(theme)) => theme.to_owned(),
        _ => role.name().to_owned(),
    }
}
