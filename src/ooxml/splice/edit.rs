//! Collects the changes of one story and applies them to its bytes, all at once.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::story::{
    Guard, SegmentForm, Story, StoryParagraph, StoryRun, UNMARKED_CLOSE, UNMARKED_OPEN,
};
use crate::diagnostic::Message;
use crate::error::{Error, Result};
use crate::ooxml::escaped;

/// Changes of a story, none of them made yet. All places count in the story as it was opened.
#[derive(Debug)]
pub struct StoryEdit<'s> {
    pub(super) story: &'s Story,
    splices: Vec<Splice>,
    /// Runs that are cut in two, by the byte where.
    splits: BTreeMap<usize, RunSplit>,
    /// Where the name of a `w:t` ends whose spaces now count.
    spaced: BTreeSet<usize>,
    /// Content of paragraphs that had none, by index.
    filled: BTreeMap<usize, String>,
    /// Words that are deleted as a tracked change.
    pub(super) deleted: Vec<Range<usize>>,
    /// The comments that go with dropped blocks.
    pub(super) dropped_comments: BTreeSet<String>,
}

/// A range of bytes and what stands there instead.
#[derive(Clone, Debug)]
struct Splice {
    at: Range<usize>,
    with: String,
    /// Whether changes inside the range go with it; otherwise they contradict it.
    covers: bool,
}

/// What stands between two halves of a run, or between two runs.
#[derive(Debug, Default)]
pub(super) struct RunSplit {
    /// The run that is cut; None between two runs.
    cut: Option<RunCut>,
    /// Ends of ranges, then beginnings: each with its rank among its like.
    ends: Vec<(u8, String)>,
    starts: Vec<(u8, String)>,
}

/// How a run is cut.
#[derive(Clone, Debug)]
struct RunCut {
    prefix: String,
    properties: String,
    /// Whether a `w:t` is cut with it, and a section without markup in it.
    in_text: bool,
    in_unmarked: bool,
}

/// Names for elements that the program adds.
pub(super) struct Vocabulary {
    /// The prefix for elements that have attributes, colon and all.
    pub(super) prefix: String,
    /// The declaration such an element needs, a space before it.
    pub(super) declaration: String,
}

/// Which end of a range a mark is put at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum RangeEnd {
    Start,
    End,
}

impl<'s> StoryEdit<'s> {
    /// Returns an edit of a story that changes nothing yet.
    #[must_use]
    pub fn new(story: &'s Story) -> Self {
        Self {
            story,
            splices: Vec::new(),
            splits: BTreeMap::new(),
            spaced: BTreeSet::new(),
            filled: BTreeMap::new(),
            deleted: Vec::new(),
            dropped_comments: BTreeSet::new(),
        }
    }

    /// Returns the story as it was opened.
    #[must_use]
    pub fn story(&self) -> &'s Story {
        self.story
    }

    /// Returns whether nothing is changed.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.splices.is_empty() && self.splits.is_empty() && self.filled.is_empty()
    }

    /// Puts XML where some bytes of the part stand; changes inside them go with them.
    pub fn put(&mut self, bytes: Range<usize>, xml: impl Into<String>) {
        self.splices.push(Splice {
            at: bytes,
            with: xml.into(),
            covers: true,
        });
    }

    /// Puts XML where some bytes stand; another change inside them would contradict this one.
    pub(super) fn splice(&mut self, at: Range<usize>, with: impl Into<String>) {
        self.splices.push(Splice {
            at,
            with: with.into(),
            covers: false,
        });
    }

    /// Makes the spaces of a `w:t` count; its name ends at this byte.
    pub(super) fn keep_spaces(&mut self, name_end: usize) {
        self.spaced.insert(name_end);
    }

    /// Adds content to a paragraph that has no words.
    pub(super) fn fill(&mut self, paragraph: usize, xml: &str) {
        *self.filled.entry(paragraph).or_default() += xml;
    }

    /// Puts a mark between two runs, or between the halves of one.
    pub(super) fn mark(
        &mut self,
        paragraph: &StoryParagraph,
        at: usize,
        end: RangeEnd,
        rank: u8,
        xml: String,
    ) {
        let (byte, cut) = match end {
            RangeEnd::Start => self.before(paragraph, at),
            RangeEnd::End => self.after(paragraph, at),
        };
        let split = self.splits.entry(byte).or_default();
        split.cut = cut.or(split.cut.take());
        match end {
            RangeEnd::Start => split.starts.push((rank, xml)),
            RangeEnd::End => split.ends.push((rank, xml)),
        }
    }

    /// Where a range begins whose first character is at `at`.
    fn before(&mut self, paragraph: &StoryParagraph, at: usize) -> (usize, Option<RunCut>) {
        let mut segments = paragraph.segments_in(&(at..at + 1));
        let Some(segment) = segments.next() else {
            return (content_end(paragraph), None);
        };
        let run = &paragraph.runs[segment.run];
        let tag = segment.form.tag();
        let mut start = segment.part(&self.story.xml, &(at..at + 1)).start;
        let is_unmarked = matches!(segment.form, SegmentForm::Unmarked(_));
        if is_unmarked && at == segment.chars.start {
            start -= UNMARKED_OPEN.len();
        }
        let begins_text = tag.is_some_and(|tag| tag.open.end == start);
        let element = tag
            .filter(|_| begins_text)
            .map_or(start, |tag| tag.open.start);
        let has_words_before = paragraph
            .segments
            .iter()
            .any(|other| other.run == segment.run && other.chars.start < at);
        let is_first = !has_words_before;
        // Before the whole run, so that no half of it is left without words.
        if run.content.start == element || (is_first && run.is_plain) {
            return (run.bytes.start, None);
        }
        let in_text = tag.is_some() && !begins_text;
        if in_text
            && let Some(tag) = tag.filter(|tag| !tag.keeps_spaces)
            && at > 0
            && paragraph.words(at - 1..at).contains(char::is_whitespace)
        {
            self.keep_spaces(tag.name_end);
        }
        let in_unmarked = is_unmarked && at > segment.chars.start;
        (element, Some(self.cut(run, in_text, in_unmarked)))
    }

    /// Where a range ends whose last character is before `at`.
    fn after(&mut self, paragraph: &StoryParagraph, at: usize) -> (usize, Option<RunCut>) {
        let last = paragraph
            .segments
            .iter()
            .rfind(|segment| segment.chars.start < at);
        let next = paragraph
            .segments
            .iter()
            .find(|segment| segment.chars.end > at);
        match (last, next) {
            // Both halves of one run: the cut is the same from either side.
            (Some(last), Some(next)) if last.run == next.run => self.before(paragraph, at),
            (Some(last), _) => (paragraph.runs[last.run].bytes.end, None),
            (None, _) => (content_start(paragraph), None),
        }
    }

    fn cut(&self, run: &StoryRun, in_text: bool, in_unmarked: bool) -> RunCut {
        RunCut {
            prefix: self.story.prefix_at(run.bytes.start).to_owned(),
            properties: self.story.run_properties(run),
            in_text,
            in_unmarked,
        }
    }

    /// Puts a mark behind an element, such as the run a text box is drawn by.
    pub(super) fn mark_at(&mut self, byte: usize, end: RangeEnd, xml: String) {
        let split = self.splits.entry(byte).or_default();
        match end {
            RangeEnd::Start => split.starts.push((0, xml)),
            RangeEnd::End => split.ends.push((9, xml)),
        }
    }

    /// Returns the names for elements at a place.
    pub(super) fn vocabulary(&self, tag: usize) -> Vocabulary {
        match self.story.prefix_at(tag) {
            // Attributes without prefix have no namespace, whatever the default is.
            "" => Vocabulary {
                prefix: "w:".to_owned(),
                declaration: format!(r#" xmlns:w="{}""#, self.story.namespace),
            },
            prefix => Vocabulary {
                prefix: prefix.to_owned(),
                declaration: String::new(),
            },
        }
    }

    /// Refuses to change words that would not stay as they are put.
    ///
    /// # Errors
    /// When a field, a bound or locked control, or an unlike second form holds them.
    pub(super) fn check(&self, paragraph: &StoryParagraph, runs: &[usize]) -> Result<()> {
        if paragraph.has_odd_twin {
            return Err(self.story.refusal("splice.second-form", paragraph));
        }
        for run in runs {
            let key = match paragraph.runs[*run].guard {
                Some(Guard::Field) => "splice.field",
                Some(Guard::Bound) => "splice.bound",
                Some(Guard::Locked) => "splice.locked",
                None => continue,
            };
            return Err(self.story.refusal(key, paragraph));
        }
        Ok(())
    }

    /// Applies the changes to the whole part.
    ///
    /// # Errors
    /// When two changes contradict each other.
    pub fn applied(&self) -> Result<String> {
        self.applied_within(0..self.story.xml.len())
    }

    /// Applies the changes inside a range of bytes, and returns what then stands there.
    ///
    /// # Errors
    /// As [`StoryEdit::applied`].
    pub fn applied_within(&self, bytes: Range<usize>) -> Result<String> {
        let xml = &self.story.xml;
        let splices = self.in_order(&bytes);
        let grown: usize = splices.iter().map(|splice| splice.with.len()).sum();
        let mut out = String::with_capacity(bytes.len() + grown);
        let mut at = bytes.start;
        for splice in &splices {
            if splice.at.start < at {
                return Err(Error::new(Message::new(
                    "splice.overlap",
                    [("part", &self.story.part)],
                )));
            }
            out += &xml[at..splice.at.start];
            out += &splice.with;
            at = splice.at.end;
        }
        Ok(out + &xml[at..bytes.end])
    }

    /// All changes inside a range in the order of the part, those that go with others left out.
    fn in_order(&self, bytes: &Range<usize>) -> Vec<Splice> {
        let mut all = self.splices.clone();
        for (byte, split) in &self.splits {
            all.push(insertion(*byte, self.rendered(*byte, split)));
        }
        for name_end in &self.spaced {
            all.push(insertion(*name_end, r#" xml:space="preserve""#.to_owned()));
        }
        for (paragraph, content) in &self.filled {
            all.push(self.filled_paragraph(&self.story.paragraphs[*paragraph], content));
        }
        all.retain(|splice| splice.at.start >= bytes.start && splice.at.end <= bytes.end);
        // What is put at one place keeps the order in which it was put there.
        all.sort_by_key(|splice| (splice.at.start, splice.at.end));
        // A paragraph that is dropped takes the changes of its words with it.
        let covering: Vec<Range<usize>> = all
            .iter()
            .filter(|splice| splice.covers)
            .map(|splice| splice.at.clone())
            .collect();
        let mut end = 0;
        let mut outermost: Vec<Range<usize>> = Vec::new();
        for range in covering {
            if range.end > end {
                end = range.end;
                outermost.retain(|other| other.start < range.start || other.end > range.end);
                outermost.push(range);
            }
        }
        all.retain(|splice| {
            let at = &splice.at;
            let reach = outermost.partition_point(|range| range.start <= at.start);
            let around = reach.checked_sub(1).map(|last| &outermost[last]);
            !around.is_some_and(|range| {
                let is_inside = range.start <= at.start && at.end <= range.end && range != at;
                // What is put before or behind a dropped block is no part of it.
                let is_beside = at.is_empty() && (at.start == range.start || at.start == range.end);
                is_inside && !is_beside
            })
        });
        all
    }

    fn rendered(&self, byte: usize, split: &RunSplit) -> String {
        let text_name = |at: usize| {
            let is_deleted = self.deleted.iter().any(|range| range.contains(&at));
            if is_deleted { "delText" } else { "t" }
        };
        let mut xml = String::new();
        // The halves of a `w:t` may be deleted and not, so each has its name.
        if let Some(cut) = &split.cut {
            if cut.in_unmarked {
                xml += UNMARKED_CLOSE;
            }
            if cut.in_text {
                xml += &format!("</{}{}>", cut.prefix, text_name(byte.saturating_sub(1)));
            }
            xml += &format!("</{}r>", cut.prefix);
        }
        for marks in [&split.ends, &split.starts] {
            let mut marks = marks.clone();
            marks.sort_by_key(|(rank, _)| *rank);
            xml.extend(marks.into_iter().map(|(_, mark)| mark));
        }
        if let Some(cut) = &split.cut {
            xml += &format!("<{}r>{}", cut.prefix, cut.properties);
            if cut.in_text {
                let name = text_name(byte);
                xml += &format!(r#"<{}{name} xml:space="preserve">"#, cut.prefix);
            }
            if cut.in_unmarked {
                xml += UNMARKED_OPEN;
            }
        }
        xml
    }

    fn filled_paragraph(&self, paragraph: &StoryParagraph, content: &str) -> Splice {
        let end = paragraph.bytes.end;
        if paragraph.open_end < end {
            return insertion(paragraph.close_start, content.to_owned());
        }
        // `<w:p/>`
        let name = format!("{}p", self.story.prefix_at(paragraph.bytes.start));
        Splice {
            at: end - 2..end,
            with: format!(">{content}</{name}>"),
            covers: false,
        }
    }
}

fn insertion(byte: usize, with: String) -> Splice {
    Splice {
        at: byte..byte,
        with,
        covers: false,
    }
}

/// Where the content of a paragraph begins, behind its properties.
pub(super) fn content_start(paragraph: &StoryParagraph) -> usize {
    paragraph
        .properties
        .as_ref()
        .map_or(paragraph.open_end, |properties| properties.end)
}

fn content_end(paragraph: &StoryParagraph) -> usize {
    paragraph.close_start
}

/// Returns words as content of a run: each line in a `w:t`, breaks and tabs as elements.
pub(super) fn run_content(prefix: &str, words: &str) -> String {
    if words.is_empty() {
        return String::new();
    }
    let inner = text_content(prefix, words);
    format!(r#"<{prefix}t xml:space="preserve">{inner}</{prefix}t>"#)
}

/// Returns words as content of a `w:t`, which breaks and tabs close and open again.
pub(super) fn text_content(prefix: &str, words: &str) -> String {
    let mut xml = String::new();
    for piece in words.split_inclusive(['\n', '\t']) {
        let plain = piece.trim_end_matches(['\n', '\t']);
        xml += &escaped(plain);
        let element = match piece.chars().next_back() {
            Some('\n') => "br",
            Some('\t') => "tab",
            _ => continue,
        };
        xml += &format!(r#"</{prefix}t><{prefix}{element}/><{prefix}t xml:space="preserve">"#);
    }
    xml
}
