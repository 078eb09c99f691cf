//! Fields: a report's slots to fields with their answers, the same thing once, and the tags that print them.

mod dates;
mod figures;
mod place_of;
mod places;

use std::collections::HashMap;
use std::ops::Range;

use super::field_names::Names;
use super::roles;
use super::roles::SectionRole;
use super::slots::{Slot, SlotKind};
use super::to_markup::{Shape, VariableSpan};
use crate::document::is_printable;
use crate::lexicon::string;
use crate::read::Report;

/// The group of what is asked once for the whole report.
const GENERAL: &str = "基本情况";
/// How many characters before and behind a slot show where it stands.
const SHOWN: (usize, usize) = (16, 8);

/// A field that was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct FoundField {
    pub(super) name: String,
    /// The schema's word for its kind.
    pub(super) kind: &'static str,
    pub(super) unit: Option<String>,
    /// Whether its rate is published, never computed.
    pub(super) constant: bool,
    /// The heading it stands under.
    pub(super) group: String,
    /// What the report says, as an answer: parts with keys, or one value with none.
    pub(super) answer: Vec<(&'static str, String)>,
    /// Where it stands first; 0 for what is asked before all else.
    pub(super) at: usize,
    /// The slot it was first found in, for one who wonders what is asked; see [`shown`].
    pub(super) slot: Option<Range<usize>>,
}

/// The fields of a report in its order, what is general first, and the pieces that print them.
pub(super) fn find(
    report: &Report,
    shapes: &[Shape],
    slots: &[Slot],
) -> (Vec<FoundField>, Vec<VariableSpan>) {
    // Behind a brace or a backslash no tag can begin.
    let tied = |slot: &&Slot| {
        slot.span.start > 0 && matches!(report.chars()[slot.span.start - 1], '{' | '\\')
    };
    let slots: Vec<Slot> = slots.iter().filter(|slot| !tied(slot)).cloned().collect();
    let mut finder = Finder::new(report, shapes, &slots);
    finder.places();
    finder.dates();
    finder.figures();
    let Finder { mut fields, mut pieces, .. } = finder;
    pieces.sort_by_key(|piece| piece.span.start);
    fields.sort_by_key(|field| field.at);
    (fields, pieces)
}

/// What stands under a heading.
struct HeadingGroup {
    start: usize,
    name: String,
    /// Whether it says what will be done.
    ahead: bool,
    /// The year its heading names.
    year: Option<i32>,
    /// What it is about.
    theme: Option<&'static str>,
}

struct Finder<'a> {
    report: &'a Report,
    shapes: &'a [Shape],
    slots: &'a [Slot],
    /// Its sections, in order.
    groups: Vec<HeadingGroup>,
    names: Names,
    fields: Vec<FoundField>,
    /// Fields by what is asked and what the report answers.
    known: HashMap<(&'static str, String, String), usize>,
    pieces: Vec<VariableSpan>,
}

impl<'a> Finder<'a> {
    fn new(report: &'a Report, shapes: &'a [Shape], slots: &'a [Slot]) -> Self {
        let groups = groups(report, shapes);
        let (names, known) = (Names::default(), HashMap::new());
        Self { report, shapes, slots, groups, names, fields: Vec::new(), known, pieces: Vec::new() }
    }

    fn piece(&mut self, span: Range<usize>, path: &str) {
        self.pieces.push(VariableSpan { span, path: path.to_owned() });
    }

    /// The slots of a kind.
    fn of_kind(&self, kind: SlotKind) -> Vec<Range<usize>> {
        self.slots.iter().filter(|slot| slot.kind == kind).map(|slot| slot.span.clone()).collect()
    }

    /// The group a character stands in.
    fn group(&self, at: usize) -> Option<&HeadingGroup> {
        let after = self.groups.partition_point(|group| group.start <= at);
        self.groups[..after].last()
    }

    /// The words of the heading or point a character stands under.
    fn heading(&self, at: usize) -> String {
        let headings = self.report.headings();
        let after = headings.partition_point(|heading| heading.span.start <= at);
        let above = headings[..after].iter().rev().take(8).find(|heading| heading.span.end <= at);
        let Some(above) = above else { return String::new() };
        let span = above.label.end.max(above.span.start)..above.span.end;
        plain(&string(&self.report.folded()[span]))
    }

    /// The words from the last stop or slot to a span, those behind it to the next stop, and those of the clause after.
    fn around(&self, span: &Range<usize>) -> [String; 3] {
        const LONGEST: usize = 40;
        let text = self.report.folded();
        let stop = |c: &char| "，。；：、！？,;:!?（）()“”\n".contains(*c);
        let slot = self.slots.partition_point(|slot| slot.span.start < span.start);
        let floor = self.slots[..slot].last().map_or(0, |slot| slot.span.end.min(span.start));
        let floor = floor.max(span.start.saturating_sub(LONGEST));
        let start =
            text[floor..span.start].iter().rposition(stop).map_or(floor, |at| floor + at + 1);
        let clause = |from: usize| {
            let most = (from + LONGEST).min(text.len());
            text[from.min(most)..most].iter().position(stop).map_or(most, |at| from + at)
        };
        let end = clause(span.end);
        let goes_on = text.get(end).is_some_and(|c| "，,、".contains(*c));
        let next = if goes_on { end + 1..clause(end + 1) } else { end..end };
        [start..span.start, span.end..end, next].map(|span| string(&text[span]))
    }

    /// A new field.
    fn field(
        &mut self,
        names: &[String],
        kind: &'static str,
        span: &Range<usize>,
        answer: Vec<(&'static str, String)>,
    ) -> usize {
        let group = self.group(span.start).map_or(GENERAL, |group| &group.name).to_owned();
        let (first, others) =
            names.split_first().map_or(("数据", &[][..]), |(first, rest)| (first.as_str(), rest));
        let name = self.names.unique(first, others);
        let (at, slot) = (span.start + 1, Some(span.clone()));
        let field = FoundField { name, kind, unit: None, constant: false, group, answer, at, slot };
        self.fields.push(field);
        self.fields.len() - 1
    }

    /// A field asked before all others.
    fn general(&mut self, name: &str, kind: &'static str, answer: Vec<(&'static str, String)>) {
        let field = self.field(&[name.to_owned()], kind, &(0..0), answer);
        let field = &mut self.fields[field];
        (field.at, field.group, field.slot) = (0, GENERAL.to_owned(), None);
    }

    /// A field of words, the one there is already if it asks and answers the same; a new one is given the first of its
    /// `names` that is free.
    fn words(
        &mut self,
        asked: &str,
        span: &Range<usize>,
        names: impl FnOnce(&Self) -> Vec<String>,
    ) {
        let words = self.report.words(span);
        if !answers_itself(&words) {
            return;
        }
        let key = ("text", asked.to_owned(), words.clone());
        let field = match self.known.get(&key) {
            Some(field) => *field,
            None => {
                let names = names(self);
                self.field(&names, "text", span, vec![("", words)])
            }
        };
        self.known.insert(key, field);
        let name = self.fields[field].name.clone();
        self.piece(span.clone(), &name);
    }
}

/// The groups of a report: its headings of the two outermost depths.
fn groups(report: &Report, shapes: &[Shape]) -> Vec<HeadingGroup> {
    let mut ahead = false;
    let mut groups = Vec::new();
    for shape in shapes {
        let Some(depth @ (1 | 2)) = shape.depth else { continue };
        let words = plain(&report.words(&shape.lead()));
        ahead = match (roles::part(&words), depth) {
            (SectionRole::Plan, _) => true,
            (SectionRole::Review, 1) => false,
            _ => ahead,
        };
        let name = heading(&words);
        let name = if name.is_empty() { GENERAL.to_owned() } else { name };
        let (year, theme) = (year_in(&words), roles::theme(&name));
        groups.push(HeadingGroup { start: shape.span.start, name, ahead, year, theme });
    }
    groups
}

/// A heading for short: its first clause, without the year, which rolls.
pub(super) fn heading(words: &str) -> String {
    let words = plain(words);
    let undated = words.trim_start_matches(|c: char| c.is_ascii_digit());
    let words =
        undated.strip_prefix("年").filter(|_| undated.len() < words.len()).unwrap_or(&words);
    let words = words.strip_prefix('的').unwrap_or(words);
    words
        .split(['。', '；', '，', ',', ';'])
        .next()
        .unwrap_or_default()
        .trim()
        .chars()
        .take(16)
        .collect()
}

/// The first year words name: 2024 of 2024年工作回顾.
fn year_in(words: &str) -> Option<i32> {
    let digits = words[..words.find('年')?]
        .chars()
        .rev()
        .take_while(char::is_ascii_digit)
        .collect::<Vec<_>>();
    let year = digits.iter().rev().collect::<String>();
    (year.len() == 4).then(|| year.parse().ok())?
}

/// The words of a heading without what stands around them.
fn plain(words: &str) -> String {
    words.trim_matches(|c: char| !c.is_alphanumeric() && !"“”《》（）".contains(c)).to_owned()
}

/// A slot in its sentence: …新增就业岗位〔320个〕，….
pub(super) fn shown(report: &Report, span: &Range<usize>) -> String {
    let chars = report.chars();
    let line = |c: &char| "\n。；".contains(*c);
    let from = span.start.saturating_sub(SHOWN.0);
    let from = chars[from..span.start].iter().rposition(line).map_or(from, |at| from + at + 1);
    let to = (span.end + SHOWN.1).min(chars.len());
    let to = chars[span.end..to].iter().position(line).map_or(to, |at| span.end + at);
    let words =
        |span: Range<usize>| chars[span].iter().filter(|c| is_printable(**c)).collect::<String>();
    format!("{}〔　〕{}", words(from..span.start).trim_start(), words(span.end..to).trim_end())
}

/// Whether words come back from an answers file as they are.
fn answers_itself(words: &str) -> bool {
    let plain = |c: char| c != '\t' && is_printable(c);
    !words.is_empty() && words.trim() == words && words.chars().all(plain)
}

fn most_frequent<T: PartialEq + Clone>(items: impl Iterator<Item = T>) -> Option<T> {
    let mut counts: Vec<(T, usize)> = Vec::new();
    for item in items {
        match counts.iter_mut().find(|(known, _)| *known == item) {
            Some((_, count)) => *count += 1,
            None => counts.push((item, 1)),
        }
    }
    // The first among equals.
    counts.into_iter().rev().max_by_key(|(_, count)| *count).map(|(item, _)| item)
}
