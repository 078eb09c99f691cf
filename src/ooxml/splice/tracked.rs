//! Replaces words as a tracked change, so that a reader accepts or rejects each.

use std::collections::BTreeMap;
use std::ops::Range;

use chrono::NaiveDate;

use super::edit::{RangeEnd, StoryEdit, run_content};
use super::story::StoryParagraph;
use crate::error::Result;
use crate::ooxml::escaped;

/// Who changed or remarked something, and when.
#[derive(Clone, Debug, Default)]
pub struct Reviser {
    /// The name that stands at the change.
    pub author: String,
    /// Its initials; a comment shows them.
    pub initials: String,
    /// The day; None leaves it open, as the library asks no clock.
    pub date: Option<NaiveDate>,
}

impl Reviser {
    /// Returns who and when as attributes of an element with this prefix.
    pub(super) fn attributes(&self, prefix: &str) -> String {
        let mut xml = format!(r#" {prefix}author="{}""#, escaped(&self.author));
        if let Some(date) = self.date {
            xml += &format!(r#" {prefix}date="{date}T00:00:00Z""#);
        }
        xml
    }
}

/// Ranks of marks at one place: a deletion ends before an insertion begins, comments are outside.
const DELETION: u8 = 0;
const INSERTION: u8 = 1;
/// The rank of the beginning of a deletion, behind the beginnings of comments.
const INNER: u8 = 1;

impl StoryEdit<'_> {
    /// Replaces a range of characters as a tracked change: accepted it is [`StoryEdit::replace`],
    /// rejected it is nothing. `next_id` numbers the changes of a file.
    ///
    /// # Errors
    /// As [`StoryEdit::replace`], and when a picture or the like stands among the words.
    pub fn track(
        &mut self,
        paragraph: usize,
        chars: Range<usize>,
        words: &str,
        by: &Reviser,
        next_id: &mut u64,
    ) -> Result<()> {
        let story = self.story;
        let target = &story.paragraphs[paragraph];
        if target.words(chars.clone()) == words {
            return Ok(());
        }
        let near = chars.start.saturating_sub(1)..chars.end.max(chars.start);
        let touched = if chars.is_empty() { &near } else { &chars };
        let runs: Vec<usize> = target
            .segments_in(touched)
            .map(|segment| segment.run)
            .collect();
        self.check(target, &runs)?;
        // A picture inside a deleted run would be deleted with it.
        if !chars.is_empty() && runs.iter().any(|run| !target.runs[*run].is_plain) {
            return Err(story.refusal("splice.object", target));
        }
        if target.segments.is_empty() {
            let prefix = story.prefix_at(target.bytes.start).to_owned();
            let format = target.mark_properties.clone();
            let format =
                format.map_or_else(String::new, |bytes| story.without(bytes, &target.uncopied));
            let run = format!(
                "<{prefix}r>{format}{}</{prefix}r>",
                run_content(&prefix, words)
            );
            let xml = self.change("ins", &run, target.bytes.start, by, next_id);
            self.fill(paragraph, &xml);
            return Ok(());
        }
        self.track_in(target, &chars, words, by, next_id);
        for twin in &target.twins {
            self.track_in(&story.second_forms[*twin], &chars, words, by, next_id);
        }
        Ok(())
    }

    fn track_in(
        &mut self,
        paragraph: &StoryParagraph,
        chars: &Range<usize>,
        words: &str,
        by: &Reviser,
        next_id: &mut u64,
    ) {
        let story = self.story;
        let mut portions: BTreeMap<usize, Range<usize>> = BTreeMap::new();
        for segment in paragraph.segments_in(chars) {
            let inside = segment.chars.start.max(chars.start)..segment.chars.end.min(chars.end);
            let portion = portions.entry(segment.run).or_insert(inside.clone());
            portion.end = inside.end;
            self.deleted.push(segment.part(&story.xml, chars));
        }
        self.rename_tags(paragraph, chars);
        // A deletion a run: between runs a hyperlink may end, which no deletion may straddle.
        for portion in portions.values() {
            let whole = self.change("del", "", paragraph.bytes.start, by, next_id);
            // `<w:del …></w:del>`, cut where the run goes.
            let inner = whole.rfind("</").unwrap_or(whole.len());
            let (open, close) = whole.split_at(inner);
            self.mark(
                paragraph,
                portion.start,
                RangeEnd::Start,
                INNER,
                open.to_owned(),
            );
            self.mark(
                paragraph,
                portion.end,
                RangeEnd::End,
                DELETION,
                close.to_owned(),
            );
        }
        if words.is_empty() {
            return;
        }
        let first = if chars.is_empty() {
            chars.start.saturating_sub(1)..chars.start.max(1)
        } else {
            chars.clone()
        };
        let Some(first) = paragraph.segments_in(&first).next() else {
            return;
        };
        let run = &paragraph.runs[first.run];
        let prefix = story.prefix_at(run.bytes.start);
        let format = story.run_properties(run);
        let mut xml = format!(
            "<{prefix}r>{format}{}</{prefix}r>",
            run_content(prefix, words)
        );
        if !run.is_inserted {
            // Inside another's insertion the new words are part of it.
            xml = self.change("ins", &xml, paragraph.bytes.start, by, next_id);
        }
        if chars.end == 0 {
            self.mark(paragraph, 0, RangeEnd::Start, 0, xml);
        } else {
            self.mark(paragraph, chars.end, RangeEnd::End, INSERTION, xml);
        }
    }

    /// Makes each `w:t` that begins or ends among deleted words a `w:delText` there. Where one is
    /// cut, the cut names the halves.
    fn rename_tags(&mut self, paragraph: &StoryParagraph, chars: &Range<usize>) {
        for segment in paragraph.segments_in(chars) {
            let Some(tag) = segment.form.tag() else {
                continue;
            };
            let prefix = self.story.prefix_at(tag.open.start).len();
            let same = |other: &&super::story::TextSegment| other.form.tag() == Some(tag);
            let first = paragraph.segments.iter().find(same);
            let last = paragraph.segments.iter().rfind(same);
            let is = |other: Option<&super::story::TextSegment>| {
                other.is_some_and(|other| other.bytes == segment.bytes)
            };
            if is(first) && segment.chars.start >= chars.start {
                self.splice(tag.open.start + 1 + prefix..tag.name_end, "delText");
            }
            if is(last) && segment.chars.end <= chars.end {
                let name = tag.close.start + 2 + prefix;
                self.splice(name..name + 1, "delText");
            }
        }
    }

    /// Returns a change of a kind around runs, numbered.
    pub(super) fn change(
        &self,
        kind: &str,
        runs: &str,
        tag: usize,
        by: &Reviser,
        next_id: &mut u64,
    ) -> String {
        let vocabulary = self.vocabulary(tag);
        let (prefix, declaration) = (&vocabulary.prefix, &vocabulary.declaration);
        let id = *next_id;
        *next_id += 1;
        let attributes = by.attributes(prefix);
        format!(
            r#"<{prefix}{kind}{declaration} {prefix}id="{id}"{attributes}>{runs}</{prefix}{kind}>"#
        )
    }
}
