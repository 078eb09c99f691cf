//! Models a part with words: paragraphs as flat text, and where each character stands in the part.

use std::ops::Range;

use crate::diagnostic::Message;
use crate::error::Error;

/// Which words of a file a part holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub enum StoryKind {
    /// The document itself.
    Body,
    /// A header of pages.
    Header,
    /// A footer of pages.
    Footer,
    /// The footnotes.
    Footnotes,
    /// The endnotes.
    Endnotes,
}

/// A part with words. Byte ranges count in [`Story::xml`].
#[derive(Debug)]
pub struct Story {
    /// The name of the part in the package.
    pub part: String,
    /// Which words it holds.
    pub kind: StoryKind,
    /// The part as text.
    pub xml: String,
    /// Its paragraphs in the order in which they begin: those of tables and text boxes with them.
    pub paragraphs: Vec<StoryParagraph>,
    /// Its tables in the order in which they begin.
    pub tables: Vec<StoryTable>,
    /// The rows of all its tables in the order in which they begin.
    pub rows: Vec<StoryRow>,
    /// What holds blocks: the part itself first.
    pub(super) containers: Vec<StoryContainer>,
    /// The second forms of text boxes, for old programs: what is changed there is changed here.
    pub(super) second_forms: Vec<StoryParagraph>,
    /// Beginnings and ends of bookmarks, comments and permissions.
    pub(super) range_marks: Vec<RangeMark>,
    /// Where comments and notes are referred to.
    pub(super) references: Vec<StoryReference>,
    /// Where fields begin and end, in bytes: true for a beginning.
    pub(super) field_ends: Vec<(usize, bool)>,
    /// The namespace of its vocabulary.
    pub(super) namespace: String,
    /// The greatest number any mark or tracked change has.
    pub(super) greatest_id: u64,
}

/// A paragraph.
#[derive(Debug, Default)]
#[allow(
    clippy::struct_excessive_bools,
    reason = "each is a mark of its own in the file"
)]
pub struct StoryParagraph {
    /// The words a reader sees: line breaks as `\n`, tabs as `\t`; nothing hidden or deleted, no
    /// codes of fields, no number of a list.
    pub text: String,
    /// The length of the text in characters.
    pub length: usize,
    /// The element, in bytes.
    pub bytes: Range<usize>,
    /// The id of its style.
    pub style: Option<String>,
    /// The row it stands in, the innermost; an index of [`Story::rows`].
    pub row: Option<usize>,
    /// The paragraph whose text box it stands in.
    pub host: Option<usize>,
    /// The words that are hidden in it.
    pub hidden: String,
    /// What empty controls show in it until somebody writes there.
    pub prompt: String,
    /// Whether it stands in a table of contents.
    pub is_contents: bool,
    /// Whether a section of pages ends with it.
    pub ends_section: bool,
    /// Whether anything in it is a tracked change: words, its mark, a format.
    pub is_tracked: bool,
    /// Whether its words come from a list that numbers it.
    pub is_numbered: bool,
    /// Whether a picture, a chart, an equation or another object is in it.
    pub has_object: bool,
    /// Its runs in the order in which they begin.
    pub(super) runs: Vec<StoryRun>,
    /// The pieces of its text in order.
    pub(super) segments: Vec<TextSegment>,
    /// The end of its opening tag.
    pub(super) open_end: usize,
    /// The start of its closing tag; the end of its tag where it is empty.
    pub(super) close_start: usize,
    /// `w:pPr`.
    pub(super) properties: Option<Range<usize>>,
    /// `w:rPr` of its mark.
    pub(super) mark_properties: Option<Range<usize>>,
    /// What a copy of its properties must leave out: sections, former formats, tracked marks.
    pub(super) uncopied: Vec<Range<usize>>,
    pub(super) container: usize,
    /// The run of the host that draws the text box.
    pub(super) host_run: usize,
    /// The note it stands in, by its number.
    pub(super) note: Option<String>,
    /// Its second forms, as indexes of [`Story::second_forms`].
    pub(super) twins: Vec<usize>,
    /// Whether its second form has other words.
    pub(super) has_odd_twin: bool,
}

/// A run: words of one format.
#[derive(Clone, Debug, Default)]
#[allow(
    clippy::struct_excessive_bools,
    reason = "each is a mark of its own in the file"
)]
pub(super) struct StoryRun {
    pub(super) bytes: Range<usize>,
    /// `w:rPr`.
    pub(super) properties: Option<Range<usize>>,
    /// A former format in its properties, which a copy leaves out.
    pub(super) uncopied: Vec<Range<usize>>,
    /// Where its content begins and ends.
    pub(super) content: Range<usize>,
    /// Whether it holds nothing but words, tabs and breaks.
    pub(super) is_plain: bool,
    pub(super) guard: Option<Guard>,
    pub(super) is_inserted: bool,
    pub(super) is_hidden: bool,
    /// Whether its words are those an empty control shows.
    pub(super) is_prompt: bool,
}

/// Why words cannot be changed where they stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Guard {
    /// A field would compute them anew.
    Field,
    /// A control would take them from the data it is bound to.
    Bound,
    /// A control is locked.
    Locked,
}

/// A piece of a paragraph's text.
#[derive(Clone, Debug)]
pub(super) struct TextSegment {
    /// In characters of the paragraph's text.
    pub(super) chars: Range<usize>,
    pub(super) bytes: Range<usize>,
    pub(super) form: SegmentForm,
    /// The run it stands in.
    pub(super) run: usize,
}

/// How a piece of text stands in the part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum SegmentForm {
    /// As it is, in a `w:t`.
    Verbatim(TextTag),
    /// As an entity, in a `w:t`.
    Entity(TextTag),
    /// In a section without markup (`<![CDATA[…]]>`), in a `w:t`.
    Unmarked(TextTag),
    /// As an element of its own, such as a tab.
    Element,
}

/// What a section without markup begins and ends with.
pub(super) const UNMARKED_OPEN: &str = "<![CDATA[";
pub(super) const UNMARKED_CLOSE: &str = "]]>";

/// The tags of a `w:t`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct TextTag {
    /// Where its name ends, to put an attribute behind it.
    pub(super) name_end: usize,
    pub(super) open: Range<usize>,
    pub(super) close: Range<usize>,
    pub(super) keeps_spaces: bool,
}

impl SegmentForm {
    /// The tags around it, if it stands in a `w:t`.
    pub(super) fn tag(&self) -> Option<&TextTag> {
        match self {
            Self::Verbatim(tag) | Self::Entity(tag) | Self::Unmarked(tag) => Some(tag),
            Self::Element => None,
        }
    }
}

/// A table.
#[derive(Clone, Debug, Default)]
pub struct StoryTable {
    /// The element, in bytes.
    pub bytes: Range<usize>,
    /// Its rows, as indexes of [`Story::rows`].
    pub rows: Vec<usize>,
}

/// A row of a table.
#[derive(Clone, Debug, Default)]
pub struct StoryRow {
    /// The element, in bytes.
    pub bytes: Range<usize>,
    /// Its table, as an index of [`Story::tables`].
    pub table: usize,
    /// Its cells as ranges of [`Story::paragraphs`], those of tables inside with them.
    pub cells: Vec<Range<usize>>,
    /// Whether a cell is merged with the row above, or begins such cells.
    pub(super) continues_merged: bool,
    pub(super) starts_merged: bool,
}

/// What holds paragraphs and tables.
#[derive(Clone, Debug)]
pub(super) struct StoryContainer {
    pub(super) kind: ContainerKind,
    /// What stands in it, in order: paragraphs by index, tables by index, controls with blocks.
    pub(super) blocks: Vec<StoryBlock>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ContainerKind {
    /// The body of the document.
    Body,
    /// A cell, a text box, a note, a header: its last block must be a paragraph.
    Closed,
    /// The content of a control.
    Control,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum StoryBlock {
    Paragraph(usize),
    Table(usize),
    Control,
}

/// The beginning or the end of a range.
#[derive(Clone, Debug)]
pub(super) struct RangeMark {
    pub(super) bytes: Range<usize>,
    /// What it is a mark of: `bookmark`, `commentRange`, `perm`.
    pub(super) family: String,
    pub(super) id: String,
    pub(super) is_start: bool,
}

/// Where a comment or a note is referred to.
#[derive(Clone, Debug)]
pub(super) struct StoryReference {
    /// `commentReference`, `footnoteReference`, `endnoteReference`.
    pub(super) kind: String,
    pub(super) id: String,
    pub(super) bytes: Range<usize>,
    pub(super) paragraph: usize,
    pub(super) run: usize,
}

impl Story {
    /// Returns the prefix of an element's name, colon and all, by where its tag begins.
    pub(super) fn prefix_at(&self, tag: usize) -> &str {
        let rest = self.xml[tag..].trim_start_matches('<');
        let name = rest
            .split(|c: char| c.is_ascii_whitespace() || c == '>')
            .next();
        name.and_then(|name| name.find(':').map(|colon| &name[..=colon]))
            .unwrap_or_default()
    }

    /// Returns a refusal with its place: paragraph from 1, and the words it begins with.
    pub(super) fn refusal(&self, key: &'static str, paragraph: &StoryParagraph) -> Error {
        let at = self
            .paragraphs
            .iter()
            .position(|one| one.bytes == paragraph.bytes);
        let words: String = paragraph.text.chars().take(12).collect();
        let args = vec![
            ("part", self.part.clone()),
            ("paragraph", at.map_or(0, |at| at + 1).to_string()),
            ("words", words),
        ];
        Error::new(Message::with(key, args))
    }

    /// Returns bytes of the part without some ranges inside.
    pub(super) fn without(&self, bytes: Range<usize>, left_out: &[Range<usize>]) -> String {
        let mut out = String::new();
        let mut at = bytes.start;
        for range in left_out {
            if range.start >= at && range.end <= bytes.end {
                out += &self.xml[at..range.start];
                at = range.end;
            }
        }
        out + &self.xml[at..bytes.end]
    }

    /// Returns the format of a run as a copy may have it.
    pub(super) fn run_properties(&self, run: &StoryRun) -> String {
        let properties = run.properties.clone();
        properties.map_or_else(String::new, |bytes| self.without(bytes, &run.uncopied))
    }
}

impl StoryParagraph {
    /// Returns the bytes of a range of characters as they are spread over the part.
    #[must_use]
    pub fn bytes_of(&self, xml: &str, chars: Range<usize>) -> Vec<Range<usize>> {
        let mut bytes: Vec<Range<usize>> = Vec::new();
        for segment in self.segments_in(&chars) {
            let part = segment.part(xml, &chars);
            match bytes.last_mut() {
                Some(last) if last.end == part.start => last.end = part.end,
                _ => bytes.push(part),
            }
        }
        bytes
    }

    /// Returns the properties of the run that holds a character, as they stand in the part; of an
    /// empty paragraph those of its mark.
    #[must_use]
    pub fn format_at<'x>(&self, xml: &'x str, at: usize) -> &'x str {
        let holder = self.segments_in(&(at..at + 1)).next();
        let properties = match holder.or(self.segments.last()) {
            Some(segment) => self.runs[segment.run].properties.clone(),
            None => self.mark_properties.clone(),
        };
        properties.map_or("", |bytes| &xml[bytes])
    }

    /// Returns its properties as XML; empty where it has none.
    pub(crate) fn properties_xml<'x>(&self, xml: &'x str) -> &'x str {
        self.properties.clone().map_or("", |bytes| &xml[bytes])
    }

    /// Returns how it is set: its properties and the format of its first words, as XML.
    #[must_use]
    pub fn look(&self, xml: &str) -> String {
        let properties = self.properties.clone().map_or("", |bytes| &xml[bytes]);
        format!("{properties}{}", self.format_at(xml, 0))
    }

    /// Returns the ranges of characters of one format each.
    #[must_use]
    pub fn formats(&self, xml: &str) -> Vec<Range<usize>> {
        let mut formats: Vec<Range<usize>> = Vec::new();
        let mut last = None;
        for segment in &self.segments {
            let format = self.format_at(xml, segment.chars.start);
            match formats.last_mut() {
                Some(open) if last == Some(format) => open.end = segment.chars.end,
                _ => formats.push(segment.chars.clone()),
            }
            last = Some(format);
        }
        formats
    }

    /// Returns the words of a range of characters.
    #[must_use]
    pub fn words(&self, chars: Range<usize>) -> String {
        self.text
            .chars()
            .skip(chars.start)
            .take(chars.len())
            .collect()
    }

    /// Returns the pieces that a range of characters touches.
    pub(super) fn segments_in<'p>(
        &'p self,
        chars: &Range<usize>,
    ) -> impl Iterator<Item = &'p TextSegment> + use<'p> {
        let chars = chars.clone();
        let first = self
            .segments
            .partition_point(|segment| segment.chars.end <= chars.start);
        let is_inside =
            move |segment: &&TextSegment| segment.chars.start < chars.end && !chars.is_empty();
        self.segments[first..].iter().take_while(is_inside)
    }
}

impl TextSegment {
    /// Returns the bytes of those of its characters that are in a range of the paragraph's.
    pub(super) fn part(&self, xml: &str, chars: &Range<usize>) -> Range<usize> {
        if !matches!(
            self.form,
            SegmentForm::Verbatim(_) | SegmentForm::Unmarked(_)
        ) {
            return self.bytes.clone();
        }
        let words = &xml[self.bytes.clone()];
        let from = chars.start.max(self.chars.start) - self.chars.start;
        let to = chars.end.min(self.chars.end) - self.chars.start;
        let start = byte_of(words, from);
        let end = start + byte_of(&words[start..], to - from);
        self.bytes.start + start..self.bytes.start + end
    }
}

/// Where a character of words stands, in bytes.
fn byte_of(words: &str, at: usize) -> usize {
    words
        .char_indices()
        .nth(at)
        .map_or(words.len(), |(byte, _)| byte)
}
