//! Skeleton: several reports of a kind to what they propose: the sections they share, the figures they name.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::ops::Range;

use super::align::{self, Column, REQUIRED};
use super::fields::{self, Found};
use super::frames::{self, Frame, Own};
use super::genre;
use super::lines::{self, Piece};
use super::naming::Names;
use super::proposal::{self, Answer, Bit, Field, Line, Need, Proposal};
use super::roles::Role;
use super::sections::{self, Section, Stretch};
use super::slots;
use crate::document::escape;
use crate::read::{self, Report};

/// Reports that share more of their words than this are one text, however it was put together.
const ONE_TEXT: f64 = 0.8;

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

    /// The first line of a role.
    fn line(&self, role: read::Role) -> Option<String> {
        let line = self.report.lines().iter().find(|line| line.role == role)?;
        Some(self.report.words(&line.span).trim().to_owned()).filter(|words| !words.is_empty())
    }
}

/// What several reports have in common.
///
/// A section is required when at least four in five reports have it; otherwise a question decides about it. What only
/// one report says stays out: its words become the answers.
pub(super) fn propose(reports: &[Report]) -> Proposal {
    let parts: Vec<Parts> = reports.iter().map(Parts::of).collect();
    let sections: Vec<Vec<Section>> =
        parts.iter().map(|parts| sections::sections(&parts.report, &parts.stretches)).collect();
    let columns = align::align(&sections);
    let title = |parts: &Parts| parts.line(read::Role::Title).unwrap_or_default();
    let kind = genre::kind(&parts.iter().map(title).collect::<String>());
    let out = Proposal {
        title: "由来稿归纳".to_owned(),
        kind,
        summary: "由几篇来稿归纳的文种",
        reports: reports.len(),
        ..Proposal::default()
    };
    let texts = texts(&sections);
    let (names, section_names) = (Names::default(), Names::default());
    let mut writer = Writer { parts: &parts, sections: &sections, texts, names, section_names, out };
    writer.head();
    columns.iter().for_each(|column| writer.column(column));
    writer.out
}

/// For each report, the number of its text: the same for reports that say the same.
fn texts(reports: &[Vec<Section>]) -> Vec<usize> {
    let words: Vec<HashSet<[char; 4]>> = reports
        .iter()
        .map(|sections| sections.iter().flat_map(|section| section.shingles.iter().copied()).collect())
        .collect();
    let mut texts: Vec<usize> = Vec::new();
    for (at, own) in words.iter().enumerate() {
        let same = |other: &usize| {
            let shared = own.intersection(&words[*other]).count() as f64;
            shared / own.len().min(words[*other].len()).max(1) as f64 > ONE_TEXT
        };
        let text = (0..at).find(same).map_or(at, |other| texts[other]);
        texts.push(text);
    }
    texts
}

struct Writer<'a> {
    parts: &'a [Parts],
    sections: &'a [Vec<Section>],
    /// See [`texts`].
    texts: Vec<usize>,
    names: Names,
    section_names: Names,
    out: Proposal,
}

impl Writer<'_> {
    /// A field under a name that is free.
    fn field(&mut self, name: &str, field: Field) -> usize {
        let name = self.names.unique(name, &[]);
        let question = field.question.replace("{name}", &name);
        self.out.fields.push(Field { name, question, ..field });
        self.out.fields.len() - 1
    }

    /// A field of words.
    fn text(&mut self, name: &str, question: String, group: &str, answers: Vec<Option<String>>) -> usize {
        let answers = answers.into_iter().map(|answer| answer.map(Answer::words)).collect();
        let field =
            Field { kind: "text", question, group: group.to_owned(), optional: true, answers, ..Field::default() };
        self.field(name, field)
    }

    fn line(&mut self, bits: Vec<Bit>, when: Option<usize>) {
        self.out.lines.push(Line { bits, when, each: None });
    }

    /// Title, dateline and address.
    fn head(&mut self) {
        let roles = [
            (read::Role::Title, "标题", "# "),
            (read::Role::Dateline, "题注", "> "),
            (read::Role::Salutation, "称谓", "! "),
        ];
        for (role, name, mark) in roles {
            let answers: Vec<_> = self.parts.iter().map(|parts| parts.line(role)).collect();
            if answers.iter().any(Option::is_some) {
                let field = self.text(name, format!("{name}怎么写？"), "题头", answers);
                self.line(vec![Bit::Words(mark.to_owned()), tag(field, None)], Some(field));
            }
        }
    }

    /// A section: its heading, the sentences and figures its reports share, and the rest in the writer's words.
    fn column(&mut self, column: &Column) {
        let members: Vec<&Section> = align::members(column, self.sections).collect();
        let Some(first) = members.first() else { return };
        let (base, heading) = name_of(&members);
        let name = self.section_names.unique(&base, &[]);
        let found: Vec<bool> = column.members.iter().map(Option::is_some).collect();
        let from = self.out.lines.len();
        let mut need = if column.share() >= REQUIRED { Need::Required } else { Need::Optional };
        // A section of one report among several is that report's own.
        if found.len() > 2 && members.len() == 1 {
            need = Need::Out;
        } else {
            self.heading(column, first, &name, &heading);
            let taken = self.frames(column, part_name(first.role));
            self.body(column, &name, part_name(first.role), &taken);
        }
        let lines = from..self.out.lines.len();
        self.out.sections.push(proposal::Section { name, found, lines, need, flag: None });
    }

    fn heading(&mut self, column: &Column, first: &Section, name: &str, heading: &str) {
        if first.depth == 0 {
            return;
        }
        let answers = self.of_members(column, |section| section.heading.clone());
        let field =
            self.text(&format!("{name}标题"), format!("“{name}”的标题怎么写？"), part_name(first.role), answers);
        (self.out.fields[field].default, self.out.fields[field].optional) = (Some(heading.to_owned()), false);
        let plain = if first.depth == 1 && matches!(first.role, Role::Review | Role::Plan) { "[-] " } else { "" };
        let marks = format!("{} {plain}", "#".repeat(usize::from(first.depth) + 1));
        self.line(vec![Bit::Words(marks), tag(field, Some(escape(heading)))], None);
    }

    /// Sentences that reports of two texts have, but for their slots; gives where each report has them.
    fn frames(&mut self, column: &Column, group: &str) -> Vec<BTreeSet<usize>> {
        let parts = self.parts;
        let members = column.members.iter().zip(parts).zip(self.sections);
        let stretches: Vec<_> = members
            .map(|((member, parts), sections)| (parts, member.map_or(0..0, |member| own(parts, &sections[member]))))
            .collect();
        let mut taken = vec![BTreeSet::new(); parts.len()];
        let mut paragraphs: Vec<Vec<Bit>> = Vec::new();
        for frame in frames::shared(&stretches, &self.texts) {
            for (taken, member) in taken.iter_mut().zip(&frame.members) {
                taken.extend(member.as_ref().map(|sentence| sentence.span.start));
            }
            let (bits, asked, point) = self.sentence(&frame, group);
            let bits = if asked.is_empty() { bits } else { vec![Bit::If(asked, bits)] };
            match paragraphs.last_mut() {
                Some(last) if point.is_none() => last.extend(bits),
                _ => paragraphs.push(point.map(Bit::Words).into_iter().chain(bits).collect()),
            }
        }
        for bits in paragraphs {
            self.line(bits, None);
        }
        taken
    }

    /// A frame in markup, its slots as fields, those fields, and the number form of a point.
    fn sentence(&mut self, frame: &Frame, group: &str) -> (Vec<Bit>, Vec<usize>, Option<String>) {
        let members = self.parts.iter().zip(&frame.members);
        let Some((parts, first)) = members.clone().find_map(|(parts, s)| Some((parts, s.as_ref()?))) else {
            return (Vec::new(), Vec::new(), None);
        };
        let point = first.point.as_ref().and_then(|number| lines::first_of(&parts.report.words(number)));
        let start = first.point.as_ref().filter(|_| point.is_some()).map_or(first.span.start, |number| number.end);
        let (mut bits, mut at, mut asked) = (Vec::new(), start, Vec::new());
        let mut known: BTreeMap<&str, usize> = BTreeMap::new();
        let words = |span: Range<usize>| Bit::Words(escape(&parts.report.words(&span)).replace('{', "\\{"));
        for (n, piece) in first.pieces.iter().enumerate().map(|(n, piece)| (n, &parts.pieces[*piece])) {
            let own = piece.field();
            let field = known.get(own).copied().or_else(|| self.general(frame, n, own));
            let field = field.unwrap_or_else(|| self.slot(frame, n, own, group));
            bits.push(words(at..piece.span.start));
            bits.push(Bit::Tag { field, part: piece.part().to_owned(), words: None });
            known.insert(own, field);
            asked.push(field);
            at = piece.span.end;
        }
        bits.push(words(at..first.span.end));
        (bits, asked, point.map(|series| format!("- [{series}] ")))
    }

    /// What each report says where a frame has its `n`th slot.
    fn said(&self, frame: &Frame, n: usize) -> Vec<Option<Found>> {
        let members = self.parts.iter().zip(&frame.members);
        let found = members.map(|(parts, member)| {
            let piece = &parts.pieces[*member.as_ref()?.pieces.get(n)?];
            parts.fields.iter().find(|field| field.name == piece.field()).cloned()
        });
        found.collect()
    }

    /// The field every report answers alike, wherever it stands: asked once, before all others.
    fn general(&mut self, frame: &Frame, n: usize, name: &str) -> Option<usize> {
        let is_general = |found: &Found| found.name == name && found.at == 0;
        if !self.said(frame, n).iter().flatten().all(is_general) {
            return None;
        }
        if let Some(known) = self.out.field(name) {
            return Some(known);
        }
        let find = |parts: &Parts| parts.fields.iter().find(|field| is_general(field)).cloned();
        let found: Vec<Option<Found>> = self.parts.iter().map(find).collect();
        let field = self.found(name, found, "基本情况")?;
        self.out.fields[field].general = true;
        Some(field)
    }

    /// A field of what the reports found.
    fn found(&mut self, name: &str, found: Vec<Option<Found>>, group: &str) -> Option<usize> {
        let model = found.iter().flatten().next().cloned()?;
        // Where the reports say it in different units or with different parts, the first of them shows how.
        let same = |field: &Found| {
            (field.kind, &field.unit, field.answer.len()) == (model.kind, &model.unit, model.answer.len())
        };
        let answer = |field: Found| same(&field).then_some(Answer::Parts(field.answer));
        let question = genre::question(&Found { name: "{name}".to_owned(), ..model.clone() });
        let field = Field {
            kind: model.kind,
            question,
            group: group.to_owned(),
            unit: model.unit.clone(),
            constant: model.constant,
            optional: true,
            answers: found.into_iter().map(|field| field.and_then(answer)).collect(),
            ..Field::default()
        };
        Some(self.field(name, field))
    }

    /// The field of a frame's `n`th slot, with what each report says there.
    fn slot(&mut self, frame: &Frame, n: usize, own: &str, group: &str) -> usize {
        let found = self.said(frame, n);
        self.found(own, found, group).unwrap_or_default()
    }

    /// What a report says in its own words: its points or lower headings one by one where others have such too, and
    /// the rest in paragraphs.
    fn body(&mut self, column: &Column, name: &str, group: &str, taken: &[BTreeSet<usize>]) {
        let members = column.members.iter().zip(self.sections).zip(self.parts).zip(taken);
        let owns: Vec<Option<Own>> = members
            .map(|(((member, sections), parts), taken)| {
                Some(frames::own(parts, own(parts, &sections[(*member)?]), taken))
            })
            .collect();
        let several = |own: &&Own| own.children.len() > 1;
        let listed = owns.iter().flatten().filter(several).count() > 1;
        let words = |own: &Own| if listed && several(&own) { own.paragraphs.join("\n") } else { own.flat() };
        let answers: Vec<Option<String>> =
            owns.iter().map(|own| own.as_ref().map(words).filter(|words| !words.is_empty())).collect();
        if answers.iter().any(Option::is_some) {
            let field = self.text(&format!("{name}正文"), format!("“{name}”写些什么？"), group, answers);
            self.out.fields[field].paragraphs = true;
            self.line(vec![tag(field, None)], Some(field));
        }
        if listed {
            self.list(name, group, &owns);
        }
    }

    /// The points or lower headings of a section, one after another.
    fn list(&mut self, name: &str, group: &str, owns: &[Option<Own>]) {
        let records = |own: &Own| {
            let parts = |child: &frames::Child| vec![("句首", child.lead.clone()), ("内容", child.rest.clone())];
            let parts = own.children.iter().map(parts);
            Answer::Records(
                parts.map(|parts| parts.into_iter().filter(|(_, words)| !words.is_empty()).collect()).collect(),
            )
        };
        let answers = owns.iter().map(|own| own.as_ref().filter(|own| own.children.len() > 1).map(records)).collect();
        let field = Field {
            kind: "list",
            question: format!("“{name}”分哪几点？"),
            group: group.to_owned(),
            optional: true,
            answers,
            ..Field::default()
        };
        let list = self.field(&format!("{name}要点"), field);
        let headings = owns.iter().flatten().flat_map(|own| &own.children).filter(|child| child.heading).count();
        let points = owns.iter().flatten().map(|own| own.children.len()).sum::<usize>() - headings;
        let words = if headings > points {
            "#### {{句首}}\n{{#if 内容}}\n{{内容}}\n{{/if}}"
        } else {
            "- [一是] {{#if 句首}}**{{句首}}**{{/if}}{{内容}}"
        };
        self.out.lines.push(Line { bits: vec![Bit::Words(words.to_owned())], when: None, each: Some(list) });
    }

    fn of_members(&self, column: &Column, answer: impl Fn(&Section) -> Option<String>) -> Vec<Option<String>> {
        let members = column.members.iter().zip(self.sections);
        members.map(|(member, sections)| answer(&sections[(*member)?])).collect()
    }
}

fn tag(field: usize, words: Option<String>) -> Bit {
    Bit::Tag { field, part: String::new(), words }
}

/// The stretches of a section less a heading that has its line to itself.
fn own(parts: &Parts, section: &Section) -> Range<usize> {
    let first = &parts.stretches[section.stretches.start];
    let alone = section.heading.is_some() && first.lead.end == first.span.end;
    section.stretches.start + usize::from(alone)..section.stretches.end
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

/// A name for a section, and its heading where the writer has none of his own: what it is for, and what most of its
/// reports say it is about.
fn name_of(members: &[&Section]) -> (String, String) {
    let mut themes: BTreeMap<&str, usize> = BTreeMap::new();
    for theme in members.iter().filter_map(|member| member.theme) {
        *themes.entry(theme).or_default() += 1;
    }
    let role = members[0].role;
    let theme = themes.into_iter().max_by_key(|(_, count)| *count).map(|(theme, _)| theme);
    match (members[0].depth, theme) {
        (2, Some(theme)) => (format!("{}{theme}", role.name()), theme.to_owned()),
        (1, _) if matches!(role, Role::Review | Role::Plan) => {
            (format!("工作{}", role.name()), format!("工作{}", role.name()))
        }
        (1, Some(theme)) => (theme.to_owned(), theme.to_owned()),
        _ => (role.name().to_owned(), role.name().to_owned()),
    }
}
