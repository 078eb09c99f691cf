//! Nests the paragraphs, tables and rows of a part by where they stand in it.

use std::ops::Range;

use crate::splice::Story;

/// A paragraph, a table or a row, by its index in the story.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) enum BlockId {
    Paragraph(usize),
    Table(usize),
    Row(usize),
}

/// What stands in what.
#[derive(Debug, Default)]
pub(super) struct BlockTree {
    /// The blocks that stand in none.
    pub(super) roots: Vec<BlockId>,
    /// By index: the paragraphs of a paragraph's text boxes, the rows of a table, what is in a row.
    inside: [Vec<Vec<BlockId>>; 3],
}

impl BlockTree {
    pub(super) fn of(story: &Story) -> Self {
        let mut blocks: Vec<(Range<usize>, BlockId)> = Vec::new();
        for (at, paragraph) in story.paragraphs.iter().enumerate() {
            blocks.push((paragraph.bytes.clone(), BlockId::Paragraph(at)));
        }
        for (at, table) in story.tables.iter().enumerate() {
            blocks.push((table.bytes.clone(), BlockId::Table(at)));
        }
        for (at, row) in story.rows.iter().enumerate() {
            blocks.push((row.bytes.clone(), BlockId::Row(at)));
        }
        blocks.sort_by_key(|(bytes, _)| (bytes.start, usize::MAX - bytes.end));
        let mut tree = Self {
            roots: Vec::new(),
            inside: [
                vec![Vec::new(); story.paragraphs.len()],
                vec![Vec::new(); story.tables.len()],
                vec![Vec::new(); story.rows.len()],
            ],
        };
        let mut open: Vec<(Range<usize>, BlockId)> = Vec::new();
        for (bytes, id) in blocks {
            while open
                .last()
                .is_some_and(|(outer, _)| outer.end <= bytes.start)
            {
                open.pop();
            }
            match open.last() {
                Some((_, outer)) => tree.slot(*outer).push(id),
                None => tree.roots.push(id),
            }
            open.push((bytes, id));
        }
        tree
    }

    /// Returns what stands in a block, in order.
    pub(super) fn inside(&self, id: BlockId) -> &[BlockId] {
        match id {
            BlockId::Paragraph(at) => &self.inside[0][at],
            BlockId::Table(at) => &self.inside[1][at],
            BlockId::Row(at) => &self.inside[2][at],
        }
    }

    fn slot(&mut self, id: BlockId) -> &mut Vec<BlockId> {
        match id {
            BlockId::Paragraph(at) => &mut self.inside[0][at],
            BlockId::Table(at) => &mut self.inside[1][at],
            BlockId::Row(at) => &mut self.inside[2][at],
        }
    }

    /// Returns the paragraphs in a block, itself included, in order.
    pub(super) fn paragraphs(&self, id: BlockId) -> Vec<usize> {
        let mut found = Vec::new();
        let mut open = vec![id];
        while let Some(id) = open.pop() {
            if let BlockId::Paragraph(at) = id {
                found.push(at);
            }
            open.extend(self.inside(id).iter().rev());
        }
        found
    }
}

/// Returns the bytes of a block.
pub(super) fn bytes_of(story: &Story, id: BlockId) -> Range<usize> {
    match id {
        BlockId::Paragraph(at) => story.paragraphs[at].bytes.clone(),
        BlockId::Table(at) => story.tables[at].bytes.clone(),
        BlockId::Row(at) => story.rows[at].bytes.clone(),
    }
}
