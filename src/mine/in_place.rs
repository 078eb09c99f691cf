//! Puts the tags of a proposal into the Word file the report was read from, nothing else changed.
//!
//! The lines of the report are found again among the paragraphs of the file, white space and the
//! width of characters aside; a tag then stands where its words stood. What cannot be found again,
//! or that the file does not let anyone change, stays as it is and is named.

use std::ops::Range;

use super::line_words::{cells_as_lines, document_years, folded, unescaped, years_in};
use super::proposal::{Need, Proposal, TemplateLine, TemplatePart};
use super::tag_pieces::{TagPiece, TagSource, cut};
use crate::diagnostic::Message;
use crate::document::{Document, Inline, number};
use crate::error::Result;
use crate::schema::FieldKind;
use crate::splice::{Story, StoryEdit, StoryKind, WordChanges, WordSource};

/// What surrounds the words of a tag while its line is read as markup; `TAG` ends its number.
const OPEN: char = '\u{FDE2}';
const TAG: char = '\u{FDE3}';
const CLOSE: char = '\u{FDE4}';
/// How much of its line is looked for around a tag whose line is not found whole, in characters.
const CONTEXT: usize = 6;

/// A Word file with tags in it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MinedWord {
    /// The file.
    pub bytes: Vec<u8>,
    /// How many tags stand in it.
    pub placed: usize,
    /// The tags that could not be put into it, each with the words that stay.
    pub unplaced: Vec<(String, String)>,
    /// The words of tags in several formats that no cut keeps, each with its tag: the tag has the
    /// format of most of them.
    pub mixed: Vec<(String, String)>,
    /// Paragraphs outside the text of the report that name its year or the next, without a tag.
    pub left: Vec<String>,
}

impl MinedWord {
    /// Tells how many tags stand in the file and what a person has to look at, each remark with the
    /// words it is about.
    #[must_use]
    pub fn remarks(&self) -> Vec<(Message, Vec<String>)> {
        let placed = Message::new("word-template.cli.placed", [("n", self.placed)]);
        let mut remarks = vec![(placed, Vec::new())];
        let words_of = |tags: &[(String, String)]| {
            let row = |(tag, words): &(String, String)| format!("{tag}  {words}");
            tags.iter().map(row).collect()
        };
        for (key, rows) in [
            ("word-template.cli.left", self.left.clone()),
            ("word-template.cli.mixed", words_of(&self.mixed)),
            ("word-template.cli.unplaced", words_of(&self.unplaced)),
        ] {
            if !rows.is_empty() {
                remarks.push((Message::new(key, [("n", rows.len())]), rows));
            }
        }
        remarks
    }
}

impl Proposal {
    /// Puts the tags of the template of one report into its Word file.
    ///
    /// Filled with the mined answers, the file says what it said before.
    ///
    /// # Errors
    /// When it is no Word file, is damaged, has a password, or is beyond the limits.
    pub fn in_place(&self, file: &[u8]) -> Result<MinedWord> {
        let proposal = self.with_section_flags();
        let source = WordSource::open(file)?;
        source.require_plain()?;
        let mut changes = WordChanges::new(&source);
        let mut placer = Placer::new(&proposal, &source.stories()[0]);
        let is_out = proposal.lines_left_out();
        let mut spans = Vec::new();
        for (line, is_out) in proposal.lines.iter().zip(&is_out) {
            spans.push(placer.line(line, *is_out, changes.story(0)));
        }
        placer.sections(&spans, &is_out, changes.story(0));
        for (at, story) in source.stories().iter().enumerate() {
            placer.known_words(story, changes.story(at));
        }
        Ok(MinedWord {
            bytes: changes.finish()?,
            placed: placer.placed,
            unplaced: placer.unplaced,
            mixed: placer.mixed,
            left: placer.left,
        })
    }
}

/// A tag with the words it stands for.
#[derive(Clone, Debug)]
struct TagWords {
    /// Which tag of its line it is, from 0.
    number: usize,
    tag: String,
    words: String,
    /// What the tag can be cut into.
    pieces: Vec<TagPiece>,
    /// Whether the same words mean the same field anywhere in the file.
    is_general: bool,
}

/// The words of a line without white space, and where its tags stand among them.
#[derive(Debug, Default)]
struct LineWords {
    chars: Vec<char>,
    tags: Vec<(Range<usize>, TagWords)>,
}

/// A character of the file that counts: its paragraph and its place there.
#[derive(Clone, Copy, Debug)]
struct CharPlace {
    paragraph: usize,
    at: usize,
}

struct Placer<'p, 's> {
    proposal: &'p Proposal,
    story: &'s Story,
    /// The characters of the document that count, with their places.
    chars: Vec<char>,
    places: Vec<CharPlace>,
    /// Which of them a tag stands for already.
    taken: Vec<bool>,
    /// How far the document is dealt with, in characters that count.
    at: usize,
    /// The paragraphs that lines of the report were found in.
    matched: Vec<bool>,
    general: Vec<TagWords>,
    placed: usize,
    unplaced: Vec<(String, String)>,
    mixed: Vec<(String, String)>,
    left: Vec<String>,
}

impl<'p, 's> Placer<'p, 's> {
    fn new(proposal: &'p Proposal, story: &'s Story) -> Self {
        let (mut chars, mut places) = (Vec::new(), Vec::new());
        for (paragraph, one) in story.paragraphs.iter().enumerate() {
            for (at, c) in one.text.chars().enumerate() {
                if let Some(c) = folded(c) {
                    chars.push(c);
                    places.push(CharPlace { paragraph, at });
                }
            }
        }
        let matched = vec![false; story.paragraphs.len()];
        let (general, left) = (Vec::new(), Vec::new());
        let (unplaced, mixed) = (Vec::new(), Vec::new());
        let taken = vec![false; chars.len()];
        Self {
            proposal,
            story,
            chars,
            places,
            taken,
            at: 0,
            matched,
            general,
            placed: 0,
            unplaced,
            mixed,
            left,
        }
    }

    /// Puts the tags of a line where its words stand; returns those characters of the document.
    fn line(
        &mut self,
        line: &TemplateLine,
        is_out: bool,
        edit: &mut StoryEdit<'s>,
    ) -> Option<Range<usize>> {
        let words = self.words_of(line);
        let found = self.found(&words.chars);
        if let Some(found) = &found {
            self.at = found.end;
            for place in &self.places[found.clone()] {
                self.matched[place.paragraph] = true;
            }
        }
        if is_out {
            return found;
        }
        for (range, tag) in words.tags {
            let place = match &found {
                _ if range.start > words.chars.len() => None,
                Some(found) => Some(found.start + range.start..found.start + range.end),
                None => self.found_near(&words.chars, &range),
            };
            self.place(place, tag, edit);
        }
        found
    }

    /// The words of a line of the template, as they stood in the report.
    fn words_of(&self, line: &TemplateLine) -> LineWords {
        let mut tags = Vec::new();
        let mut markup = String::new();
        self.add_parts(&line.parts, &mut markup, &mut tags);
        if markup.starts_with('|') {
            markup = cells_as_lines(&markup);
        }
        let document: Document = markup.parse().unwrap_or_default();
        let mut words = LineWords::default();
        let mut open: Option<(usize, usize)> = None;
        for numbered in number(&document) {
            for run in numbered
                .block
                .texts()
                .into_iter()
                .flat_map(|text| text.runs().to_vec())
            {
                let Inline::Text(text) = run else { continue };
                let mut chars = text.chars();
                while let Some(c) = chars.next() {
                    match c {
                        OPEN => {
                            let digits: String = chars.by_ref().take_while(|c| *c != TAG).collect();
                            open = digits.parse().ok().map(|tag| (tag, words.chars.len()));
                        }
                        CLOSE => {
                            if let Some((tag, start)) = open.take()
                                && let Some(tag) = tags.get(tag)
                            {
                                words.tags.push((start..words.chars.len(), tag.clone()));
                            }
                        }
                        c => words.chars.extend(folded(c)),
                    }
                }
            }
        }
        let is_read = |tag: &TagWords| words.tags.iter().any(|(_, read)| read.number == tag.number);
        let lost: Vec<TagWords> = tags.iter().filter(|tag| !is_read(tag)).cloned().collect();
        // Where no words stand, no place will be found.
        words
            .tags
            .extend(lost.into_iter().map(|tag| (usize::MAX..usize::MAX, tag)));
        words
    }

    fn add_parts(&self, parts: &[TemplatePart], markup: &mut String, tags: &mut Vec<TagWords>) {
        for part in parts {
            match part {
                TemplatePart::Markup(words) => *markup += words,
                TemplatePart::Tag {
                    field,
                    instead,
                    part: of,
                    change,
                } => {
                    let Some(instead) = instead else { continue };
                    *markup += &format!("{OPEN}{}{TAG}{instead}{CLOSE}", tags.len());
                    let tag = self.proposal.parts(std::slice::from_ref(part));
                    let field = &self.proposal.fields[*field];
                    let is_general = field.asked_first
                        && matches!(field.kind, FieldKind::Place { .. } | FieldKind::Year { .. });
                    let words = unescaped(instead);
                    let source = TagSource {
                        tag: &tag,
                        field: &field.name,
                        kind: &field.kind,
                        part: of,
                        change: change.as_ref(),
                    };
                    tags.push(TagWords {
                        number: tags.len(),
                        pieces: source.pieces(&words),
                        tag,
                        words,
                        is_general,
                    });
                }
                TemplatePart::Clauses(clauses) => {
                    for clause in clauses {
                        self.add_parts(clause, markup, tags);
                    }
                }
                TemplatePart::IfAnswered(_, parts) => self.add_parts(parts, markup, tags),
            }
        }
    }

    /// Where words stand next in the document; else where they stand before.
    fn found(&self, words: &[char]) -> Option<Range<usize>> {
        if words.is_empty() {
            return None;
        }
        let find = |from: usize, to: usize| {
            let within = self.chars.get(from..to)?;
            let at = within
                .windows(words.len().max(1))
                .position(|window| window == words)?;
            Some(from + at..from + at + words.len())
        };
        find(self.at, self.chars.len()).or_else(|| find(0, self.at))
    }

    /// Where a tag's words stand, found by what is next to them.
    fn found_near(&self, line: &[char], tag: &Range<usize>) -> Option<Range<usize>> {
        let start = tag.start.saturating_sub(CONTEXT);
        let end = (tag.end + CONTEXT).min(line.len());
        let found = self.found(&line[start..end])?;
        let start = found.start + (tag.start - start);
        Some(start..start + tag.len())
    }

    fn place(&mut self, found: Option<Range<usize>>, tag: TagWords, edit: &mut StoryEdit<'s>) {
        // Words of a line found twice bear one tag only.
        let free = found.filter(|found| !self.taken[found.clone()].contains(&true));
        let range = free
            .clone()
            .and_then(|found| self.range_of(&found, &tag.words));
        let is_placed = range.is_some_and(|(paragraph, chars)| {
            self.put(self.story, paragraph, chars.start, &tag, edit)
                .is_ok()
        });
        if !is_placed {
            self.unplaced.push((tag.tag, tag.words));
            return;
        }
        self.placed += 1;
        let found = free.unwrap_or_default();
        for place in &self.places[found.clone()] {
            self.matched[place.paragraph] = true;
        }
        self.taken[found].fill(true);
        if tag.is_general && !self.general.iter().any(|known| known.words == tag.words) {
            self.general.push(tag);
        }
    }

    /// Puts a tag in the place of its words, cut where their format changes.
    fn put(
        &mut self,
        story: &Story,
        paragraph: usize,
        start: usize,
        tag: &TagWords,
        edit: &mut StoryEdit<'s>,
    ) -> Result<()> {
        let pieces = cut(story, &story.paragraphs[paragraph], start, &tag.pieces);
        let end = pieces.last().map_or(start, |piece| piece.chars.end);
        edit.may_replace(paragraph, &(start..end))?;
        for piece in &pieces {
            let Some(words) = &piece.tag else { continue };
            let (chars, keeps) = (&piece.chars, &piece.keeps);
            for (range, words) in [
                (chars.start..keeps.start, ""),
                (keeps.clone(), words),
                (keeps.end..chars.end, ""),
            ] {
                if !range.is_empty() {
                    edit.replace(paragraph, range, words)?;
                }
            }
            if !piece.is_alike {
                self.mixed.push((words.clone(), tag.words.clone()));
            }
        }
        Ok(())
    }

    /// The place of characters in one paragraph that are exactly some words.
    fn range_of(&self, found: &Range<usize>, words: &str) -> Option<(usize, Range<usize>)> {
        let first = self.places.get(found.start)?;
        let last = self.places.get(found.end.checked_sub(1)?)?;
        let chars = first.at..last.at + 1;
        let paragraph = &self.story.paragraphs[first.paragraph];
        let is_exact = first.paragraph == last.paragraph && paragraph.words(chars.clone()) == words;
        is_exact.then_some((first.paragraph, chars))
    }

    /// Takes sections away that are out, and puts the question of an optional one around it.
    fn sections(
        &mut self,
        spans: &[Option<Range<usize>>],
        is_out: &[bool],
        edit: &mut StoryEdit<'s>,
    ) {
        for (span, _) in spans.iter().zip(is_out).filter(|(_, is_out)| **is_out) {
            for paragraph in self.paragraphs_of(span.as_ref()) {
                // One that has to stay stays empty.
                _ = edit.drop_paragraph(paragraph);
            }
        }
        for section in &self.proposal.sections {
            let Some(flag) = section.flag.filter(|_| section.need == Need::Optional) else {
                continue;
            };
            let name = &self.proposal.fields[flag].name;
            let mut inside = Vec::new();
            for span in &spans[section.lines.clone()] {
                inside.extend(self.paragraphs_of(span.as_ref()));
            }
            let (Some(first), Some(last)) = (inside.iter().min(), inside.iter().max()) else {
                self.unplaced
                    .push((format!("{{{{#if {name}}}}}"), section.name.clone()));
                continue;
            };
            let (from, to) = (
                &self.story.paragraphs[*first].bytes, &self.story.paragraphs[*last].bytes,
            );
            let open = self
                .story
                .paragraph_like(*first, &format!("{{{{#if {name}}}}}"));
            let close = self.story.paragraph_like(*last, "{{/if}}");
            edit.put(from.start..from.start, open);
            edit.put(to.end..to.end, close);
        }
    }

    /// The paragraphs in which nothing but some characters of the document stands, outside tables.
    fn paragraphs_of(&self, span: Option<&Range<usize>>) -> Vec<usize> {
        let mut found = Vec::new();
        let Some(span) = span else { return found };
        for place in &self.places[span.clone()] {
            let paragraph = &self.story.paragraphs[place.paragraph];
            let is_free = paragraph.row.is_none() && paragraph.host.is_none();
            if is_free && found.last() != Some(&place.paragraph) {
                found.push(place.paragraph);
            }
        }
        found
    }

    /// Whether words name the year of the report or the one behind it: 石政〔2025〕3号 on a report
    /// of 2024 is as old as the report.
    fn names_a_year(&self, words: &str) -> bool {
        let mut own = Vec::new();
        for tag in &self.general {
            own.extend(years_in(&tag.words));
        }
        let named = years_in(words);
        own.iter()
            .any(|year| named.contains(year) || named.contains(&(year + 1)))
    }

    /// Puts the tags of the report's place and year into headers, footers and what else is no line
    /// of the report, such as a letterhead.
    fn known_words(&mut self, story: &Story, edit: &mut StoryEdit<'s>) {
        self.general
            .sort_by_key(|tag| usize::MAX - tag.words.chars().count());
        // Headers, footers and notes: 「注：2024年数据为快报数」 is said of the report's year.
        let is_page = story.kind != StoryKind::Body;
        for (at, paragraph) in story.paragraphs.iter().enumerate() {
            let is_other = story.kind == StoryKind::Body && !self.matched[at];
            if !is_page && !is_other {
                let numbers = document_years(&paragraph.text);
                if self.names_a_year(&numbers) {
                    self.left.push(paragraph.text.trim().to_owned());
                }
                continue;
            }
            let text: Vec<char> = paragraph.text.chars().collect();
            let mut from = 0;
            let mut untagged = String::new();
            while from < text.len() {
                let known = self.general.iter().find(|tag| {
                    let words: Vec<char> = tag.words.chars().collect();
                    words.len() > 1 && text[from..].starts_with(&words)
                });
                let Some(tag) = known.cloned() else {
                    untagged.push(text[from]);
                    from += 1;
                    continue;
                };
                let end = from + tag.words.chars().count();
                if self.put(story, at, from, &tag, edit).is_ok() {
                    self.placed += 1;
                    // A note may have been read as a line of the report.
                    let is_it =
                        |(name, words): &(String, String)| (name, words) == (&tag.tag, &tag.words);
                    if let Some(line) = self.unplaced.iter().position(is_it) {
                        self.unplaced.remove(line);
                    }
                } else {
                    untagged += &tag.words;
                }
                untagged.push('|');
                from = end;
            }
            if self.names_a_year(&untagged) {
                self.left.push(paragraph.text.trim().to_owned());
            }
        }
    }
}
