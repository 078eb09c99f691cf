//! Decides for each block of tags what it takes or repeats: words, paragraphs or rows.
//!
//! A block whose tags stand in one paragraph concerns words. One that begins and ends in different
//! paragraphs concerns whole paragraphs, and from one cell to another whole rows; its tags must
//! then stand alone, or at the front and at the end of what they take.

use std::collections::{BTreeMap, BTreeSet};

use super::block_tree::{BlockId, BlockTree};
use super::flat_text::FlatLine;
use super::typed_numbers::NumberSeries;
use crate::splice::Story;
use crate::template::TagKind;

/// The helper that repeats what it holds.
const LIST: &str = "each";
/// The helper that joins the lines it holds.
pub(super) const JOIN: &str = "并";

/// A tag: its paragraph, and which tag of the paragraph it is.
pub(super) type TagAt = (usize, usize);

/// Where the tags of a story are written among its marks.
#[derive(Debug, Default)]
pub(super) struct TagPlaces {
    /// Tags that are written before or behind a block, not where they stand.
    pub(super) before: BTreeMap<BlockId, Vec<TagAt>>,
    pub(super) behind: BTreeMap<BlockId, Vec<TagAt>>,
    pub(super) moved: BTreeSet<TagAt>,
    /// Tags of blocks that begin or end in the middle of a paragraph or row.
    pub(super) crossing: Vec<TagAt>,
    /// Paragraphs and rows that hold nothing but tags of blocks.
    pub(super) bare_paragraphs: BTreeSet<usize>,
    pub(super) bare_rows: BTreeSet<usize>,
}

/// What the tags of one block take.
#[derive(Clone, Copy, PartialEq, Eq)]
enum BlockReach {
    Words,
    Paragraphs,
    /// The rows of a table, by its index.
    Rows(usize),
    Nothing,
}

/// Finds the places of a story's tags.
pub(super) fn places(story: &Story, tree: &BlockTree, lines: &[FlatLine]) -> TagPlaces {
    let mut finder = TagPlacesFinder {
        story,
        tree,
        lines,
        places: TagPlaces::default(),
    };
    finder.bare();
    for block in blocks(lines) {
        finder.block(&block);
    }
    finder.places
}

/// The tags of each block, in the order of the file: what opens it, its `{{else}}`, what closes it.
fn blocks(lines: &[FlatLine]) -> Vec<Vec<TagAt>> {
    let mut open: Vec<Vec<TagAt>> = Vec::new();
    let mut closed = Vec::new();
    for (paragraph, line) in lines.iter().enumerate() {
        for (n, tag) in line.tags.iter().enumerate() {
            let at = (paragraph, n);
            match tag.kind {
                TagKind::Open => open.push(vec![at]),
                TagKind::Else => open.last_mut().into_iter().for_each(|block| block.push(at)),
                TagKind::Close => {
                    if let Some(mut block) = open.pop() {
                        block.push(at);
                        closed.push(block);
                    }
                }
                TagKind::Comment | TagKind::Print => {}
            }
        }
    }
    closed
}

/// Returns whether a paragraph stands in a list, so that it is repeated.
pub(super) fn is_in_list(lines: &[FlatLine], paragraph: usize) -> bool {
    blocks(lines).iter().any(|block| {
        let (Some(open), Some(close)) = (block.first(), block.last()) else {
            return false;
        };
        (open.0..=close.0).contains(&paragraph) && opens_list(lines, *open)
    })
}

/// Whether a tag opens a list.
fn opens_list(lines: &[FlatLine], open: TagAt) -> bool {
    let inner = &lines[open.0].tags[open.1].inner;
    inner.trim_start_matches(['#', ' ']).starts_with(LIST)
}

/// Returns for each series of numbers whether all its members, two at least, stand in one list and
/// so are counted anew for each record.
pub(super) fn by_record(lines: &[FlatLine], series: &NumberSeries) -> Vec<bool> {
    let mut lists: Vec<(TagAt, TagAt)> = Vec::new();
    for block in blocks(lines) {
        let (Some(open), Some(close)) = (block.first(), block.last()) else {
            continue;
        };
        if opens_list(lines, *open) {
            lists.push((*open, *close));
        }
    }
    // Lists are found from the inside out, so the first that holds a number is the innermost.
    let list_of = |paragraph: usize, at: usize| {
        lists.iter().position(|(open, close)| {
            let starts = lines[open.0].tags[open.1].chars.end;
            let ends = lines[close.0].tags[close.1].chars.start;
            (open.0, starts) <= (paragraph, at) && (paragraph, at) < (close.0, ends)
        })
    };
    let mut found = Vec::new();
    for (one, members) in series.members.iter().enumerate() {
        let own = series.numbers.iter().filter(|number| number.series == one);
        let mut lists = own.map(|number| list_of(number.paragraph, number.numeral.start));
        let first = lists.next().flatten();
        found.push(*members > 1 && first.is_some() && lists.all(|list| list == first));
    }
    found
}

struct TagPlacesFinder<'s> {
    story: &'s Story,
    tree: &'s BlockTree,
    lines: &'s [FlatLine],
    places: TagPlaces,
}

impl TagPlacesFinder<'_> {
    /// Finds the paragraphs and rows without words of their own.
    fn bare(&mut self) {
        for (at, line) in self.lines.iter().enumerate() {
            let paragraph = &self.story.paragraphs[at];
            let has_words = self.has_words(at);
            let is_bare = !line.tags.is_empty() && !has_words && !paragraph.has_object;
            if is_bare && self.tree.inside(BlockId::Paragraph(at)).is_empty() {
                self.places.bare_paragraphs.insert(at);
            }
        }
        for row in 0..self.story.rows.len() {
            let paragraphs = self.tree.paragraphs(BlockId::Row(row));
            let has_tags = paragraphs.iter().any(|at| !self.lines[*at].tags.is_empty());
            let is_bare = |at: &usize| {
                let is_empty = self.lines[*at].text.trim().is_empty();
                let has_object = self.story.paragraphs[*at].has_object;
                self.places.bare_paragraphs.contains(at) || (is_empty && !has_object)
            };
            if has_tags && paragraphs.iter().all(is_bare) {
                self.places.bare_rows.insert(row);
            }
        }
    }

    /// Whether a paragraph holds words, or tags that print some.
    fn has_words(&self, paragraph: usize) -> bool {
        let line = &self.lines[paragraph];
        let length = self.story.paragraphs[paragraph].length;
        let prints = line.tags.iter().any(|tag| tag.kind == TagKind::Print);
        prints
            || line
                .words_between(length)
                .iter()
                .any(|chars| !line.is_blank(chars))
    }

    fn block(&mut self, block: &[TagAt]) {
        let (Some(open), Some(close)) = (block.first(), block.last()) else {
            return;
        };
        let mut reach = self.reach(open.0, close.0);
        let inner = self.lines[open.0].tags[open.1]
            .inner
            .trim_start_matches(['#', ' ']);
        if inner.starts_with(JOIN) && reach != BlockReach::Words {
            // Its signs would stand between paragraphs.
            reach = BlockReach::Nothing;
        }
        for (n, tag) in block.iter().enumerate() {
            let is_close = n + 1 == block.len();
            let is_placed = match reach {
                BlockReach::Words => true,
                BlockReach::Paragraphs => self.place_at_paragraph(*tag, is_close),
                BlockReach::Rows(table) => self.place_at_row(*tag, table, is_close),
                BlockReach::Nothing => false,
            };
            if !is_placed {
                self.places.crossing.push(*tag);
            }
        }
    }

    /// What a block takes that begins in one paragraph and ends in another.
    fn reach(&self, open: usize, close: usize) -> BlockReach {
        if open == close {
            return BlockReach::Words;
        }
        let (one, other) = (self.holders(open), self.holders(close));
        if one.first() == other.first() {
            return BlockReach::Paragraphs;
        }
        // The innermost table that holds both.
        let tables = one.iter().filter_map(|(row, _)| *row);
        for row in tables {
            let table = self.story.rows[row].table;
            let is_same = |other: &usize| self.story.rows[*other].table == table;
            if other
                .iter()
                .filter_map(|(row, _)| row.as_ref())
                .any(is_same)
            {
                return BlockReach::Rows(table);
            }
        }
        BlockReach::Nothing
    }

    /// The rows and cells a paragraph stands in, the innermost first; the last is the part itself,
    /// or a text box.
    fn holders(&self, paragraph: usize) -> Vec<(Option<usize>, usize)> {
        let mut rows = Vec::new();
        for (row, one) in self.story.rows.iter().enumerate() {
            let cell = one.cells.iter().position(|cell| cell.contains(&paragraph));
            if let Some(cell) = cell {
                rows.push((Some(row), cell));
            }
        }
        rows.reverse();
        let host = self.story.paragraphs[paragraph].host;
        rows.push((None, host.map_or(0, |host| host + 1)));
        rows
    }

    fn place_at_paragraph(&mut self, tag: TagAt, is_close: bool) -> bool {
        if self.places.bare_paragraphs.contains(&tag.0) {
            return true;
        }
        self.move_to(tag, BlockId::Paragraph(tag.0), &[tag.0], is_close)
    }

    fn place_at_row(&mut self, tag: TagAt, table: usize, is_close: bool) -> bool {
        let holders = self.holders(tag.0);
        let rows = holders.iter().filter_map(|(row, _)| *row);
        let Some(row) = rows
            .into_iter()
            .find(|row| self.story.rows[*row].table == table)
        else {
            return false;
        };
        if self.places.bare_rows.contains(&row) {
            return true;
        }
        let paragraphs = self.tree.paragraphs(BlockId::Row(row));
        self.move_to(tag, BlockId::Row(row), &paragraphs, is_close)
    }

    /// Moves a tag before a block at whose front it stands, or behind one at whose end.
    fn move_to(&mut self, tag: TagAt, block: BlockId, inside: &[usize], is_close: bool) -> bool {
        let is_front = !is_close && self.is_edge(tag, inside.iter().copied(), true);
        let is_end = !is_front && self.is_edge(tag, inside.iter().rev().copied(), false);
        let is_else_at_end = is_end && !is_close && self.kind(tag) == TagKind::Open;
        if !(is_front || is_end) || is_else_at_end {
            return false;
        }
        let place = if is_front {
            &mut self.places.before
        } else {
            &mut self.places.behind
        };
        let tags = place.entry(block).or_default();
        tags.push(tag);
        // Blocks are found from the inside out; their tags are written as they stand in the file.
        tags.sort_unstable();
        self.places.moved.insert(tag);
        true
    }

    fn kind(&self, tag: TagAt) -> TagKind {
        self.lines[tag.0].tags[tag.1].kind
    }

    /// Whether no words stand between a tag and the front of some paragraphs, or their end.
    fn is_edge(&self, tag: TagAt, inside: impl Iterator<Item = usize>, front: bool) -> bool {
        for paragraph in inside {
            if paragraph != tag.0 {
                if self.has_words(paragraph) || self.story.paragraphs[paragraph].has_object {
                    return false;
                }
                continue;
            }
            let line = &self.lines[paragraph];
            let length = self.story.paragraphs[paragraph].length;
            let words = line.words_between(length);
            let (tags, words) = if front {
                (&line.tags[..tag.1], &words[..=tag.1])
            } else {
                (&line.tags[tag.1 + 1..], &words[tag.1 + 1..])
            };
            let prints = tags.iter().any(|tag| tag.kind == TagKind::Print);
            // Words before the tag that another tag takes away are words all the same.
            return !prints && words.iter().all(|chars| line.is_blank(chars));
        }
        false
    }
}
