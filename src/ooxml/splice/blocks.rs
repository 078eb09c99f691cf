//! Inserts and drops paragraphs and rows, or copies them, so that what holds them stays valid.

use std::collections::BTreeSet;
use std::ops::Range;

use super::edit::{StoryEdit, content_start, run_content};
use super::story::{ContainerKind, Story, StoryBlock, StoryParagraph};
use crate::error::Result;

/// Attributes that name one paragraph or row of a file, which a copy must not have.
const NAMES_OF_ONE: [&str; 2] = ["paraId=\"", "textId=\""];

impl StoryEdit<'_> {
    /// Drops a paragraph.
    ///
    /// Where one must stay (the only block of a cell, the last of a text box, one between two
    /// tables, one that ends a section) it stays, empty. Ranges that begin or end in it and not
    /// both keep that mark; comments on it go.
    ///
    /// # Errors
    /// When a field begins in it and ends elsewhere, or the other way round.
    pub fn drop_paragraph(&mut self, paragraph: usize) -> Result<()> {
        let story = self.story;
        let target = &story.paragraphs[paragraph];
        if target.has_odd_twin {
            return Err(story.refusal("splice.second-form", target));
        }
        let must_stay = target.ends_section || self.is_needed(paragraph);
        // The properties stay: a cell keeps its alignment, a section its pages.
        let bytes = if must_stay {
            content_start(target)..target.close_start.max(content_start(target))
        } else {
            target.bytes.clone()
        };
        self.drop_bytes(bytes, target)?;
        for twin in &target.twins {
            let twin = &story.second_forms[*twin];
            // A text box keeps a paragraph in either form.
            self.put(
                content_start(twin)..twin.close_start.max(content_start(twin)),
                "",
            );
        }
        Ok(())
    }

    /// Drops a row; with its last row a table goes.
    ///
    /// # Errors
    /// As [`StoryEdit::drop_paragraph`], and when rows below are merged with it.
    pub fn drop_row(&mut self, row: usize) -> Result<()> {
        let story = self.story;
        let target = &story.rows[row];
        let table = &story.tables[target.table];
        let place = target.cells.first().map_or(0, |cell| cell.start);
        let Some(first) = story.paragraphs.get(place) else {
            return Ok(());
        };
        // A table without rows is not valid.
        if table.rows.len() == 1 {
            return self.drop_bytes(table.bytes.clone(), first);
        }
        let next = table.rows.iter().find(|other| **other > row);
        if target.starts_merged && next.is_some_and(|next| story.rows[*next].continues_merged) {
            return Err(story.refusal("splice.merged", first));
        }
        self.drop_bytes(target.bytes.clone(), first)
    }

    /// Drops a run of bytes that is whole elements, keeping the marks of ranges that reach beyond.
    ///
    /// # Errors
    /// When a field begins or ends in it and not both.
    pub fn drop_bytes(&mut self, bytes: Range<usize>, place: &StoryParagraph) -> Result<()> {
        check_fields(self.story, &bytes, place)?;
        let kept = self.marks_beyond(&bytes);
        self.put(bytes, kept);
        Ok(())
    }

    /// Returns the marks within some bytes that must stay where these go, since the other end of
    /// their range is elsewhere. Comments that are referred to there go.
    pub(super) fn marks_beyond(&mut self, bytes: &Range<usize>) -> String {
        let story = self.story;
        // A comment without its reference would be an orphan in the list.
        let gone: BTreeSet<&str> = references(story, bytes, "commentReference").collect();
        let mut kept = String::new();
        for mark in &story.range_marks {
            let is_inside = contains(bytes, &mark.bytes);
            if mark.family == "commentRange" && gone.contains(mark.id.as_str()) {
                if !is_inside {
                    self.put(mark.bytes.clone(), "");
                }
                continue;
            }
            let has_partner = story.range_marks.iter().any(|other| {
                let is_pair = other.family == mark.family && other.id == mark.id;
                is_pair && other.is_start != mark.is_start && contains(bytes, &other.bytes)
            });
            if is_inside && !has_partner {
                kept += &story.xml[mark.bytes.clone()];
            }
        }
        self.dropped_comments
            .extend(gone.into_iter().map(str::to_owned));
        kept
    }

    /// Inserts a paragraph behind a byte where blocks may stand, set as another one is.
    pub fn insert_paragraph(&mut self, behind: usize, like: usize, words: &str) {
        let xml = self.story.paragraph_like(like, words);
        self.put(behind..behind, xml);
    }

    /// Returns what stands in some bytes with this edit's changes, as a copy that may stand beside
    /// it: without what may be in a file only once (ids, bookmarks, comments).
    ///
    /// # Errors
    /// As [`StoryEdit::applied`], and when a field begins or ends in it and not both.
    pub fn copied(mut self, bytes: Range<usize>, place: &StoryParagraph) -> Result<String> {
        let story = self.story;
        check_fields(story, &bytes, place)?;
        for mark in story
            .range_marks
            .iter()
            .filter(|mark| contains(&bytes, &mark.bytes))
        {
            self.put(mark.bytes.clone(), "");
        }
        for reference in story
            .references
            .iter()
            .filter(|one| contains(&bytes, &one.bytes))
        {
            if reference.kind == "commentReference" {
                self.put(reference.bytes.clone(), "");
            }
        }
        let paragraphs = story.paragraphs.iter().map(|one| one.bytes.start);
        let seconds = story.second_forms.iter().map(|one| one.bytes.start);
        let rows = story.rows.iter().map(|one| one.bytes.start);
        for tag in paragraphs.chain(seconds).chain(rows) {
            if bytes.contains(&tag) {
                for name in names_of_one(&story.xml, tag) {
                    self.put(name, "");
                }
            }
        }
        self.applied_within(bytes)
    }

    /// Whether what holds a paragraph is not valid without it.
    fn is_needed(&self, paragraph: usize) -> bool {
        let story = self.story;
        let container = &story.containers[story.paragraphs[paragraph].container];
        let at = container
            .blocks
            .iter()
            .position(|one| *one == StoryBlock::Paragraph(paragraph));
        let Some(at) = at else { return true };
        let before = at.checked_sub(1).map(|before| container.blocks[before]);
        let behind = container.blocks.get(at + 1);
        let is_table = |block: Option<&StoryBlock>| matches!(block, Some(StoryBlock::Table(_)));
        let ends_closed = container.kind != ContainerKind::Body && behind.is_none();
        let is_only = before.is_none() && behind.is_none();
        // Two tables without a paragraph between them become one.
        let parts_tables = is_table(before.as_ref()) && (is_table(behind) || behind.is_none());
        let is_last_of_closed = ends_closed && !matches!(before, Some(StoryBlock::Paragraph(_)));
        is_only || parts_tables || is_last_of_closed
    }
}

impl Story {
    /// Returns a paragraph of other words, set as one of the story is.
    #[must_use]
    pub fn paragraph_like(&self, like: usize, words: &str) -> String {
        match words {
            "" => self.paragraph_of(like, &[]),
            words => self.paragraph_of(like, &[(0, words.to_owned())]),
        }
    }

    /// Returns a paragraph of pieces of words, set as one of the story is: each piece in the format
    /// that the character at its number has there.
    #[must_use]
    pub fn paragraph_of(&self, like: usize, pieces: &[(usize, String)]) -> String {
        let model = &self.paragraphs[like];
        let prefix = self.prefix_at(model.bytes.start);
        let properties = model.properties.clone();
        let mut xml = format!("<{prefix}p>");
        xml += &properties.map_or_else(String::new, |bytes| self.without(bytes, &model.uncopied));
        for (at, words) in pieces {
            let segment = model
                .segments_in(&(*at..at + 1))
                .next()
                .or(model.segments.last());
            let format = match (segment, model.mark_properties.clone()) {
                (Some(segment), _) => self.run_properties(&model.runs[segment.run]),
                (None, Some(bytes)) => self.without(bytes, &model.uncopied),
                (None, None) => String::new(),
            };
            xml += &format!(
                "<{prefix}r>{format}{}</{prefix}r>",
                run_content(prefix, words)
            );
        }
        xml + &format!("</{prefix}p>")
    }
}

/// Refuses a range of bytes that a field reaches into or out of.
fn check_fields(story: &Story, bytes: &Range<usize>, place: &StoryParagraph) -> Result<()> {
    let mut depth = 0_i64;
    for (_, begins) in story.field_ends.iter().filter(|(at, _)| bytes.contains(at)) {
        depth += if *begins { 1 } else { -1 };
        if depth < 0 {
            break;
        }
    }
    if depth == 0 {
        Ok(())
    } else {
        Err(story.refusal("splice.field-across", place))
    }
}

/// The numbers of what is referred to in a range of bytes.
fn references<'s>(
    story: &'s Story,
    bytes: &'s Range<usize>,
    kind: &'s str,
) -> impl Iterator<Item = &'s str> {
    let inside = story
        .references
        .iter()
        .filter(|one| contains(bytes, &one.bytes));
    inside
        .filter(move |one| one.kind == kind)
        .map(|one| one.id.as_str())
}

fn contains(outer: &Range<usize>, inner: &Range<usize>) -> bool {
    outer.start <= inner.start && inner.end <= outer.end
}

/// The attributes of a tag that name one paragraph or row, each with the space before it.
fn names_of_one(xml: &str, tag: usize) -> Vec<Range<usize>> {
    let open = xml[tag..].split('>').next().unwrap_or_default();
    let mut found = Vec::new();
    for name in NAMES_OF_ONE {
        let Some(at) = open.find(name) else { continue };
        let value = at + name.len();
        let Some(length) = open[value..].find('"') else {
            continue;
        };
        let Some(start) = open[..at].rfind(char::is_whitespace) else {
            continue;
        };
        found.push(tag + start..tag + value + length + 1);
    }
    found
}
