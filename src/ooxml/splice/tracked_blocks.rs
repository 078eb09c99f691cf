//! Inserts and drops paragraphs and rows as tracked changes.

use std::ops::Range;

use super::edit::{StoryEdit, content_start};
use super::file::WordChanges;
use super::story::{Story, StoryParagraph};
use super::tracked::Reviser;
use crate::error::Result;

impl WordChanges<'_, '_> {
    /// Drops a paragraph as a tracked change: its words, and its mark with them.
    ///
    /// # Errors
    /// As [`StoryEdit::track`].
    pub fn track_drop_paragraph(
        &mut self,
        story: usize,
        paragraph: usize,
        by: &Reviser,
    ) -> Result<()> {
        let target = &self.source.stories()[story].paragraphs[paragraph];
        self.track(story, paragraph, 0..target.length, "", by)?;
        let (edit, next) = self.edit_and_id(story);
        edit.track_mark(target, "del", by, next);
        Ok(())
    }

    /// Inserts a paragraph behind a byte where blocks may stand as a tracked change, set as another
    /// one is.
    pub fn track_paragraph(
        &mut self,
        story: usize,
        behind: usize,
        like: usize,
        words: &str,
        by: &Reviser,
    ) {
        let (edit, next) = self.edit_and_id(story);
        let xml = edit.story.paragraph_like(like, words);
        let xml = edit.inserted_paragraph(like, &xml, by, next);
        edit.put(behind..behind, xml);
    }

    /// Drops a row as a tracked change.
    ///
    /// # Errors
    /// As [`StoryEdit::track`].
    pub fn track_drop_row(&mut self, story: usize, row: usize, by: &Reviser) -> Result<()> {
        let cells = self.source.stories()[story].rows[row].cells.clone();
        for paragraph in cells.into_iter().flatten() {
            let length = self.source.stories()[story].paragraphs[paragraph].length;
            self.track(story, paragraph, 0..length, "", by)?;
        }
        let (edit, next) = self.edit_and_id(story);
        let start = edit.story.rows[row].bytes.start;
        let (bytes, xml) = edit.row_properties(start, "del", by, next);
        edit.splice(bytes, xml);
        Ok(())
    }

    /// Inserts a row behind another as a tracked change: its copy with other words in the cells.
    ///
    /// # Errors
    /// As [`StoryEdit::copied`].
    pub fn track_row(
        &mut self,
        story: usize,
        like: usize,
        cells: &[String],
        by: &Reviser,
    ) -> Result<()> {
        let model = &self.source.stories()[story];
        let row = &model.rows[like];
        let mut copy = StoryEdit::new(model);
        let mut first = None;
        for (cell, words) in row.cells.iter().zip(cells) {
            for (n, paragraph) in cell.clone().enumerate() {
                first = first.or(Some(paragraph));
                let length = model.paragraphs[paragraph].length;
                copy.replace(paragraph, 0..length, if n == 0 { words } else { "" })?;
            }
        }
        let (edit, next) = self.edit_and_id(story);
        let (bytes, xml) = edit.row_properties(row.bytes.start, "ins", by, next);
        copy.splice(bytes, xml);
        let place = &model.paragraphs[first.unwrap_or(0)];
        let xml = copy.copied(row.bytes.clone(), place)?;
        edit.put(row.bytes.end..row.bytes.end, xml);
        Ok(())
    }
}

impl StoryEdit<'_> {
    /// Marks the end of a paragraph as inserted or deleted.
    fn track_mark(&mut self, paragraph: &StoryParagraph, kind: &str, by: &Reviser, next: &mut u64) {
        let prefix = self.story.prefix_at(paragraph.bytes.start);
        let mark = self.change(kind, "", paragraph.bytes.start, by, next);
        let (at, xml) = match (&paragraph.mark_properties, &paragraph.properties) {
            (Some(mark_properties), _) => inside(self.story, mark_properties, "rPr", &mark),
            (None, Some(properties)) => {
                let run = format!("<{prefix}rPr>{mark}</{prefix}rPr>");
                // The schema has the mark before sections and former properties.
                let behind = paragraph
                    .uncopied
                    .iter()
                    .find(|range| range.start > properties.start);
                match behind {
                    Some(behind) => (behind.start..behind.start, run),
                    None => at_end(self.story, properties, "pPr", &run),
                }
            }
            (None, None) => {
                let run = format!("<{prefix}pPr><{prefix}rPr>{mark}</{prefix}rPr></{prefix}pPr>");
                if paragraph.open_end == paragraph.bytes.end {
                    let end = paragraph.bytes.end;
                    (end - 2..end, format!(">{run}</{prefix}p>"))
                } else {
                    let at = content_start(paragraph);
                    (at..at, run)
                }
            }
        };
        self.splice(at, xml);
    }

    /// A paragraph written by [`Story::paragraph_like`] as an inserted one.
    fn inserted_paragraph(&self, like: usize, xml: &str, by: &Reviser, next: &mut u64) -> String {
        let tag = self.story.paragraphs[like].bytes.start;
        let prefix = self.story.prefix_at(tag);
        let mark = self.change("ins", "", tag, by, next);
        let open = format!("<{prefix}p>");
        let close = format!("</{prefix}p>");
        let inner = xml
            .strip_prefix(&open)
            .and_then(|xml| xml.strip_suffix(&close));
        let inner = inner.unwrap_or_default();
        let properties_close = format!("</{prefix}pPr>");
        let (properties, runs) = match inner.find(&properties_close) {
            Some(at) => inner.split_at(at + properties_close.len()),
            None => ("", inner),
        };
        let model = &self.story.paragraphs[like];
        let properties = match (properties, &model.mark_properties) {
            ("", _) => format!("<{prefix}pPr><{prefix}rPr>{mark}</{prefix}rPr></{prefix}pPr>"),
            (properties, Some(_)) => {
                let open = format!("<{prefix}rPr>");
                match properties.find(&open) {
                    Some(at) => {
                        let (front, back) = properties.split_at(at + open.len());
                        format!("{front}{mark}{back}")
                    }
                    None => properties.to_owned(),
                }
            }
            (properties, None) => {
                let front = properties
                    .strip_suffix(&properties_close)
                    .unwrap_or(properties);
                format!("{front}<{prefix}rPr>{mark}</{prefix}rPr>{properties_close}")
            }
        };
        let runs = match runs {
            "" => String::new(),
            runs => self.change("ins", runs, tag, by, next),
        };
        format!("{open}{properties}{runs}{close}")
    }

    /// Where a row says that it was inserted or deleted, and what it says there.
    fn row_properties(
        &self,
        row: usize,
        kind: &str,
        by: &Reviser,
        next: &mut u64,
    ) -> (Range<usize>, String) {
        let story = self.story;
        let prefix = story.prefix_at(row);
        let mark = self.change(kind, "", row, by, next);
        let open_end = story.xml[row..].find('>').map_or(row, |end| row + end + 1);
        let rest = story.xml[open_end..].trim_start();
        let start = story.xml.len() - rest.len();
        let close = format!("</{prefix}trPr>");
        if rest.starts_with(&format!("<{prefix}trPr>"))
            && let Some(end) = rest.find(&close)
        {
            return (start + end..start + end, mark);
        }
        let empty = format!("<{prefix}trPr/>");
        if rest.starts_with(&empty) {
            let bytes = start..start + empty.len();
            return (bytes, format!("<{prefix}trPr>{mark}</{prefix}trPr>"));
        }
        // Exceptions to the table's properties stand before those of the row.
        let exceptions = format!("</{prefix}tblPrEx>");
        let at = match rest
            .find(&exceptions)
            .filter(|_| rest.starts_with(&format!("<{prefix}tblPrEx")))
        {
            Some(end) => start + end + exceptions.len(),
            None => open_end,
        };
        (at..at, format!("<{prefix}trPr>{mark}</{prefix}trPr>"))
    }
}

/// Where something goes first inside an element, which may be an empty one.
fn inside(story: &Story, element: &Range<usize>, name: &str, xml: &str) -> (Range<usize>, String) {
    let tag = &story.xml[element.clone()];
    let open_end = element.start + tag.find('>').map_or(0, |end| end + 1);
    if tag.ends_with("/>") && open_end == element.end {
        let prefix = story.prefix_at(element.start);
        return (
            element.end - 2..element.end,
            format!(">{xml}</{prefix}{name}>"),
        );
    }
    (open_end..open_end, xml.to_owned())
}

/// Where something goes last inside an element, which may be an empty one.
fn at_end(story: &Story, element: &Range<usize>, name: &str, xml: &str) -> (Range<usize>, String) {
    let tag = &story.xml[element.clone()];
    match tag.rfind("</") {
        Some(close) => (element.start + close..element.start + close, xml.to_owned()),
        None => inside(story, element, name, xml),
    }
}
