//! Replaces words of a paragraph: the new words take the format of the first that go.

use std::collections::BTreeSet;
use std::ops::Range;

use super::edit::{StoryEdit, run_content, text_content};
use super::story::{SegmentForm, StoryParagraph, TextSegment, UNMARKED_CLOSE, UNMARKED_OPEN};
use crate::error::Result;

impl StoryEdit<'_> {
    /// Replaces a range of a paragraph's characters. An empty range inserts: in the format of the
    /// character before, or of the first where there is none before.
    ///
    /// Line breaks and tabs among the words become those of Word. Words that stay are not touched,
    /// and neither is anything between the runs: bookmarks, comments, pictures.
    ///
    /// # Errors
    /// When a field, a bound or locked control, or an unlike second form holds the words.
    pub fn replace(&mut self, paragraph: usize, chars: Range<usize>, words: &str) -> Result<()> {
        let story = self.story;
        let target = &story.paragraphs[paragraph];
        if target.words(chars.clone()) == words {
            return Ok(());
        }
        let runs: Vec<usize> = match self.insertion_anchor(target, &chars) {
            Some((anchor, _)) => vec![anchor.run],
            None => target
                .segments_in(&chars)
                .map(|segment| segment.run)
                .collect(),
        };
        self.check(target, &runs)?;
        if target.segments.is_empty() {
            let prefix = story.prefix_at(target.bytes.start);
            let format = target.mark_properties.clone();
            let format =
                format.map_or_else(String::new, |bytes| story.without(bytes, &target.uncopied));
            let content = run_content(prefix, words);
            self.fill(
                paragraph,
                &format!("<{prefix}r>{format}{content}</{prefix}r>"),
            );
            return Ok(());
        }
        self.replace_in(target, &chars, words);
        for twin in &target.twins {
            self.replace_in(&story.second_forms[*twin], &chars, words);
        }
        Ok(())
    }

    /// Refuses what [`StoryEdit::replace`] would refuse of characters that are some, and changes
    /// nothing.
    ///
    /// # Errors
    /// As there.
    pub(crate) fn may_replace(&self, paragraph: usize, chars: &Range<usize>) -> Result<()> {
        let target = &self.story.paragraphs[paragraph];
        let segments = target.segments_in(chars);
        let runs: Vec<usize> = segments.map(|segment| segment.run).collect();
        self.check(target, &runs)
    }

    /// Replaces a range as [`StoryEdit::replace`] does, in the format of the words beside it: for
    /// marks such as 【待填】, whose own format says that something is missing.
    ///
    /// # Errors
    /// As there.
    pub fn replace_plainly(
        &mut self,
        paragraph: usize,
        chars: Range<usize>,
        words: &str,
    ) -> Result<()> {
        let target = &self.story.paragraphs[paragraph];
        let run_at = |at: usize| {
            target
                .segments_in(&(at..at + 1))
                .next()
                .map(|segment| segment.run)
        };
        let own = run_at(chars.start);
        let before = chars
            .start
            .checked_sub(1)
            .filter(|before| run_at(*before) != own);
        let behind = Some(chars.end).filter(|end| *end < target.length && run_at(*end) != own);
        if chars.is_empty() || words.is_empty() || (before.is_none() && behind.is_none()) {
            return self.replace(paragraph, chars, words);
        }
        self.replace(paragraph, chars.clone(), "")?;
        if before.is_some() {
            return self.replace(paragraph, chars.start..chars.start, words);
        }
        let anchor = target.segments_in(&(chars.end..chars.end + 1)).next();
        if let Some(anchor) = anchor {
            self.check(target, &[anchor.run])?;
            self.insert(target, anchor, true, anchor.chars.start, words);
        }
        Ok(())
    }

    fn replace_in(&mut self, paragraph: &StoryParagraph, chars: &Range<usize>, words: &str) {
        if let Some((anchor, is_before)) = self.insertion_anchor(paragraph, chars) {
            self.insert(paragraph, anchor, is_before, chars.start, words);
            return;
        }
        let mut emptied = emptied_runs(paragraph, chars);
        if !words.is_empty()
            && let Some(first) = paragraph.segments_in(chars).next()
        {
            emptied.remove(&first.run);
        }
        let mut words = words;
        let mut removed = BTreeSet::new();
        for segment in paragraph.segments_in(chars) {
            let run = &paragraph.runs[segment.run];
            if words.is_empty() && emptied.contains(&segment.run) {
                if removed.insert(segment.run) {
                    self.splice(run.bytes.clone(), "");
                }
                continue;
            }
            self.replace_segment(paragraph, segment, chars, words);
            // Only the first piece takes the words; the others go.
            words = "";
        }
    }

    fn replace_segment(
        &mut self,
        paragraph: &StoryParagraph,
        segment: &TextSegment,
        chars: &Range<usize>,
        words: &str,
    ) {
        let prefix = self
            .story
            .prefix_at(paragraph.runs[segment.run].bytes.start);
        let bytes = segment.part(&self.story.xml, chars);
        let xml = self.words_in(segment, prefix, words);
        self.splice(bytes, xml);
        self.keep_spaces_around(paragraph, segment, chars, words);
    }

    /// Inserts words before or behind the character of a piece that gives them their format.
    fn insert(
        &mut self,
        paragraph: &StoryParagraph,
        anchor: &TextSegment,
        is_before: bool,
        at: usize,
        words: &str,
    ) {
        let prefix = self.story.prefix_at(paragraph.runs[anchor.run].bytes.start);
        let bytes = if is_before {
            anchor.bytes.clone()
        } else {
            anchor.part(&self.story.xml, &(at - 1..at))
        };
        let byte = if is_before { bytes.start } else { bytes.end };
        let xml = self.words_in(anchor, prefix, words);
        self.splice(byte..byte, xml);
        self.keep_spaces_around(paragraph, anchor, &(at..at), words);
    }

    /// Words as they stand in place of a piece, or beside it.
    fn words_in(&self, segment: &TextSegment, prefix: &str, words: &str) -> String {
        let inner = text_content(prefix, words);
        match &segment.form {
            SegmentForm::Element => run_content(prefix, words),
            SegmentForm::Unmarked(_) if !inner.is_empty() => {
                format!("{UNMARKED_CLOSE}{inner}{UNMARKED_OPEN}")
            }
            SegmentForm::Verbatim(tag) => {
                let whole = &self.story.xml[tag.open.end..tag.close.start];
                // Beside a line break of the file's, spaces would be the file's, too.
                let is_broken = whole.contains(['\n', '\r']) && !inner.contains('<');
                if is_broken {
                    inner.replace(' ', "&#32;")
                } else {
                    inner
                }
            }
            SegmentForm::Unmarked(_) | SegmentForm::Entity(_) => inner,
        }
    }

    /// The piece whose format inserted words take, and whether they come before it.
    fn insertion_anchor<'p>(
        &self,
        paragraph: &'p StoryParagraph,
        chars: &Range<usize>,
    ) -> Option<(&'p TextSegment, bool)> {
        if !chars.is_empty() {
            return None;
        }
        let before = paragraph
            .segments
            .iter()
            .find(|segment| segment.chars.start < chars.start && chars.start <= segment.chars.end);
        match before {
            Some(segment) => Some((segment, false)),
            None => paragraph.segments.first().map(|segment| (segment, true)),
        }
    }

    /// Makes spaces count where some now stand at an end of a `w:t`.
    fn keep_spaces_around(
        &mut self,
        paragraph: &StoryParagraph,
        segment: &TextSegment,
        chars: &Range<usize>,
        words: &str,
    ) {
        let Some(tag) = segment.form.tag().filter(|tag| !tag.keeps_spaces) else {
            return;
        };
        let before = paragraph.words(chars.start.saturating_sub(1)..chars.start);
        let behind = paragraph.words(chars.end..(chars.end + 1).min(paragraph.length));
        // Breaks and tabs are elements, which part one `w:t` from the next.
        let is_space = |c: char| c.is_whitespace() && !matches!(c, '\n' | '\t');
        let first = words.split(['\n', '\t']).next().unwrap_or_default();
        let has_space = before.contains(is_space)
            || behind.contains(is_space)
            || first.starts_with(is_space)
            || first.ends_with(is_space);
        if has_space {
            self.keep_spaces(tag.name_end);
        }
    }
}

/// The runs that hold nothing but characters of a range.
fn emptied_runs(paragraph: &StoryParagraph, chars: &Range<usize>) -> BTreeSet<usize> {
    let mut emptied = BTreeSet::new();
    let mut kept = BTreeSet::new();
    for segment in &paragraph.segments {
        if segment.chars.start >= chars.start && segment.chars.end <= chars.end {
            emptied.insert(segment.run);
        } else {
            kept.insert(segment.run);
        }
    }
    emptied.retain(|run| paragraph.runs[*run].is_plain && !kept.contains(run));
    emptied
}
