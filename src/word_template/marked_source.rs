//! Writes the source that handlebars renders for a part: the author's tags among marks.

use super::block_tree::{BlockId, BlockTree};
use super::flat_text::FlatLine;
use super::marks::{self, Mark};
use super::tag_blocks::{JOIN, TagAt, TagPlaces};
use crate::splice::Story;
use crate::template::TagKind;

/// A source, and of which paragraph each of its lines is, counted over all parts.
#[derive(Debug, Default)]
pub(super) struct MarkedSource {
    pub(super) source: String,
    pub(super) paragraphs: Vec<usize>,
}

impl MarkedSource {
    /// Notes that the lines that follow are of a story.
    pub(super) fn start_story(&mut self, story: usize) {
        Mark::Story(story).write(&mut self.source);
        self.end_line(0);
    }

    /// Ends a line that is of a paragraph, counted over all parts.
    pub(super) fn end_line(&mut self, paragraph: usize) {
        self.source.push('\n');
        self.paragraphs.push(paragraph);
    }

    /// Returns what was rendered for each story.
    pub(super) fn stories<'r>(&self, rendered: &'r str) -> Vec<(usize, &'r str)> {
        marks::stories(rendered)
    }
}

/// Adds a story to a source; `first` is the number of its first paragraph over all parts.
pub(super) fn add_story(
    marked: &mut MarkedSource,
    story: &Story,
    tree: &BlockTree,
    lines: &[FlatLine],
    places: &TagPlaces,
    first: usize,
) {
    let mut writer = MarkedWriter {
        marked,
        story,
        tree,
        lines,
        places,
        first,
        paragraph: 0,
    };
    for block in &tree.roots {
        writer.block(*block);
    }
}

struct MarkedWriter<'w> {
    marked: &'w mut MarkedSource,
    story: &'w Story,
    tree: &'w BlockTree,
    lines: &'w [FlatLine],
    places: &'w TagPlaces,
    first: usize,
    paragraph: usize,
}

impl MarkedWriter<'_> {
    fn block(&mut self, id: BlockId) {
        if let BlockId::Paragraph(at) = id {
            self.paragraph = at;
        }
        self.moved_tags(self.places.before.get(&id));
        match id {
            BlockId::Paragraph(at) if self.places.bare_paragraphs.contains(&at) => self.bare(at),
            BlockId::Paragraph(at) => self.paragraph(at),
            BlockId::Table(at) => self.marked(&Mark::TableStart(at), &Mark::TableEnd, id),
            BlockId::Row(at) if self.places.bare_rows.contains(&at) => self.inside(id),
            BlockId::Row(at) => self.marked(&Mark::RowStart(at), &Mark::RowEnd, id),
        }
        self.moved_tags(self.places.behind.get(&id));
    }

    fn marked(&mut self, start: &Mark, end: &Mark, id: BlockId) {
        self.mark(start);
        self.end_line();
        self.inside(id);
        self.mark(end);
        self.end_line();
    }

    fn inside(&mut self, id: BlockId) {
        for block in self.tree.inside(id) {
            self.block(*block);
        }
    }

    /// Writes tags that stand alone: handlebars takes their line away.
    fn bare(&mut self, paragraph: usize) {
        for n in 0..self.lines[paragraph].tags.len() {
            if !self.places.moved.contains(&(paragraph, n)) {
                self.tag((paragraph, n));
                self.end_line();
            }
        }
    }

    fn paragraph(&mut self, at: usize) {
        let line = &self.lines[at];
        self.mark(&Mark::ParagraphStart(at));
        let length = self.story.paragraphs[at].length;
        let words = line.words_between(length);
        let is_alone = line.tags.len() == 1 && words.iter().all(|chars| line.is_blank(chars));
        let (mut blocks, mut joins) = (Vec::new(), 0_usize);
        for (n, chars) in words.iter().enumerate() {
            self.words(at, chars.clone(), joins > 0);
            let Some(tag) = line.tags.get(n) else { break };
            match tag.kind {
                TagKind::Open => {
                    let is_join = tag.inner.trim_start_matches(['#', ' ']).starts_with(JOIN);
                    joins += usize::from(is_join);
                    blocks.push(is_join);
                }
                TagKind::Close => joins -= usize::from(blocks.pop() == Some(true)),
                TagKind::Print => {
                    self.mark(&Mark::Tag(tag.chars.clone()));
                    if is_alone {
                        // Alone on its line a value may be several paragraphs.
                        self.end_line();
                    }
                }
                TagKind::Else | TagKind::Comment => {}
            }
            if !self.places.moved.contains(&(at, n)) {
                self.tag((at, n));
            }
        }
        if is_alone {
            self.end_line();
        }
        for block in self.tree.inside(BlockId::Paragraph(at)) {
            self.end_line();
            self.block(*block);
        }
        self.mark(&Mark::ParagraphEnd);
        self.end_line();
    }

    /// Marks words; where lines are joined, a line break of the paragraph is one of the source.
    fn words(&mut self, paragraph: usize, chars: std::ops::Range<usize>, is_joined: bool) {
        let story = self.story;
        let text = &story.paragraphs[paragraph].text;
        let mut start = chars.start;
        if is_joined {
            for (at, c) in text.chars().enumerate().skip(chars.start).take(chars.len()) {
                if c == '\n' {
                    self.marked_words(start..at);
                    self.end_line();
                    start = at + 1;
                }
            }
        }
        self.marked_words(start..chars.end);
    }

    fn marked_words(&mut self, chars: std::ops::Range<usize>) {
        if !chars.is_empty() {
            self.mark(&Mark::Words(chars));
        }
    }

    fn moved_tags(&mut self, tags: Option<&Vec<TagAt>>) {
        for tag in tags.into_iter().flatten() {
            self.paragraph = tag.0;
            self.tag(*tag);
            self.end_line();
        }
    }

    fn tag(&mut self, (paragraph, n): TagAt) {
        let line = &self.lines[paragraph];
        let chars = &line.tags[n].chars;
        if line.tags[n].kind != TagKind::Comment {
            self.marked.source.extend(line.words(chars));
        }
    }

    fn mark(&mut self, mark: &Mark) {
        mark.write(&mut self.marked.source);
    }

    fn end_line(&mut self) {
        self.marked.end_line(self.first + self.paragraph);
    }
}
