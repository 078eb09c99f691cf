//! Writes a Word template as a text template: its words without their look, for text and previews.

use super::block_tree::{BlockId, BlockTree};
use super::flat_text::FlatLine;
use super::tag_blocks::TagAt;
use super::template::{StoryTemplate, WordTemplate};
use crate::document::escape;

/// Stands between the cells of a row.
const CELL_GAP: &str = "　";

impl WordTemplate<'_> {
    /// Returns the document as the source of a text template: a paragraph a line, a row a line.
    /// Headers, footers and notes are left out, and numbers that Word counts.
    #[must_use]
    pub fn to_text_template(&self) -> String {
        let mut writer = TextWriter {
            part: &self.parts[0],
            is_by_line: false,
            out: String::new(),
        };
        writer.blocks();
        writer.out
    }

    /// Returns all parts as the source of a text template with a line for each paragraph, those of
    /// cells, too: by it the words of an edited copy are traced to their answers.
    #[must_use]
    pub fn to_line_template(&self) -> String {
        let mut out = String::new();
        for part in &self.parts {
            let mut writer = TextWriter {
                part,
                is_by_line: true,
                out,
            };
            writer.blocks();
            out = writer.out;
        }
        out
    }
}

struct TextWriter<'w> {
    part: &'w StoryTemplate,
    /// Whether each cell is a line of its own.
    is_by_line: bool,
    out: String,
}

impl TextWriter<'_> {
    fn blocks(&mut self) {
        for block in self.part.tree.roots.clone() {
            self.block(block);
        }
    }

    fn tree(&self) -> &BlockTree {
        &self.part.tree
    }

    fn block(&mut self, id: BlockId) {
        self.moved(self.part.places.before.get(&id));
        match id {
            BlockId::Paragraph(at) => {
                self.paragraph(at);
                self.inside(id);
            }
            BlockId::Table(_) => self.inside(id),
            BlockId::Row(row) if self.part.places.bare_rows.contains(&row) => self.inside(id),
            BlockId::Row(_) if self.is_by_line => self.inside(id),
            BlockId::Row(_) => {
                let mut cells = Vec::new();
                for paragraph in self.tree().paragraphs(id) {
                    let words = self.words(paragraph);
                    if !words.trim().is_empty() {
                        cells.push(words);
                    }
                }
                self.out += &cells.join(CELL_GAP);
                self.out.push('\n');
            }
        }
        self.moved(self.part.places.behind.get(&id));
    }

    fn inside(&mut self, id: BlockId) {
        for block in self.tree().inside(id).to_vec() {
            self.block(block);
        }
    }

    fn paragraph(&mut self, at: usize) {
        if self.part.places.bare_paragraphs.contains(&at) {
            for n in 0..self.part.lines[at].tags.len() {
                if !self.part.places.moved.contains(&(at, n)) {
                    let tag = self.tag((at, n));
                    self.out += &tag;
                    self.out.push('\n');
                }
            }
            return;
        }
        self.out += &self.words(at);
        self.out.push('\n');
    }

    fn words(&self, at: usize) -> String {
        let line = &self.part.lines[at];
        let length = line.text.chars().count();
        let mut words = String::new();
        for (n, chars) in line.words_between(length).into_iter().enumerate() {
            let between: String = line
                .text
                .chars()
                .skip(chars.start)
                .take(chars.len())
                .collect();
            words += &escape(&between).replace('{', "\\{");
            if n < line.tags.len() && !self.part.places.moved.contains(&(at, n)) {
                words += &self.tag((at, n));
            }
        }
        words
    }

    fn moved(&mut self, tags: Option<&Vec<TagAt>>) {
        for tag in tags.into_iter().flatten() {
            self.out += &self.tag(*tag);
            self.out.push('\n');
        }
    }

    fn tag(&self, (paragraph, n): TagAt) -> String {
        let line: &FlatLine = &self.part.lines[paragraph];
        let chars = &line.tags[n].chars;
        line.text
            .chars()
            .skip(chars.start)
            .take(chars.len())
            .collect()
    }
}
