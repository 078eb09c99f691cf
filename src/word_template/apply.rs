//! Writes filled blocks into the bytes of the template: edits in place, copies, what is left out.

use std::collections::BTreeSet;
use std::ops::Range;

use super::block_tree::{BlockId, BlockTree, bytes_of};
use super::filled::{FilledBlock, OpenAnswer, Piece};
use crate::error::Result;
use crate::splice::{InsertedWords, Story, StoryEdit, StoryKind, StoryParagraph};

/// A hole or an open claim that stands in the file in place of a tag, for its comment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct OpenPlace {
    pub(super) paragraph: usize,
    pub(super) tag: Range<usize>,
    pub(super) answer: OpenAnswer,
}

/// Writes blocks in place of those of the template.
pub(super) struct BlockWriter<'s> {
    pub(super) story: &'s Story,
    pub(super) tree: &'s BlockTree,
    /// Which paragraphs hold tags.
    pub(super) tagged: &'s BTreeSet<usize>,
    pub(super) open: Vec<OpenPlace>,
    /// The number of the next comment.
    pub(super) next_comment: u64,
    /// What is open in copies: their comments are marked there, in the order of their numbers.
    pub(super) in_copies: Vec<OpenAnswer>,
}

impl<'s> BlockWriter<'s> {
    /// Writes what stands in a block, or in the part: `originals` are the blocks of the template.
    ///
    /// Each block is edited in place the first time, in the order of the template; every other
    /// time a copy of it is put behind the last one edited in place.
    ///
    /// # Errors
    /// When words cannot be changed where they stand, or a block cannot go or be copied.
    pub(super) fn write(
        &mut self,
        edit: &mut StoryEdit<'s>,
        originals: &[BlockId],
        filled: &[FilledBlock],
    ) -> Result<()> {
        let mut next = 0;
        let mut last: Option<BlockId> = None;
        let mut in_place = BTreeSet::new();
        for block in filled {
            let at = originals.iter().position(|id| *id == block.id);
            let Some(at) = at else { continue };
            if at >= next {
                in_place.insert(block.id);
                last = Some(block.id);
                next = at + 1;
                self.block(edit, block)?;
                continue;
            }
            let story = self.story;
            let mut copy = StoryEdit::new(story);
            let open = self.open.len();
            self.block(&mut copy, block)?;
            self.mark_copied(open, &mut copy);
            let bytes = bytes_of(story, block.id);
            let place = self.tree.paragraphs(block.id).first().copied().unwrap_or(0);
            let xml = copy.copied(bytes, &story.paragraphs[place])?;
            let behind = last.map_or(0, |last| bytes_of(story, last).end);
            edit.put(behind..behind, xml);
        }
        for id in originals.iter().filter(|id| !in_place.contains(*id)) {
            self.drop_block(edit, *id)?;
        }
        Ok(())
    }

    /// Marks comments in a copy, on what has become open since: others stand at the places of the
    /// template. Where Word has no comments, they stay for the place the block is anchored at.
    fn mark_copied(&mut self, since: usize, copy: &mut StoryEdit<'s>) {
        let is_body = self.story.kind == StoryKind::Body;
        for place in self.open.split_off(since) {
            let paragraph = &self.story.paragraphs[place.paragraph];
            if !is_body || paragraph.host.is_some() {
                self.open.push(place);
                continue;
            }
            copy.mark_comment(paragraph, place.tag, self.next_comment);
            self.next_comment += 1;
            self.in_copies.push(place.answer);
        }
    }

    fn drop_block(&self, edit: &mut StoryEdit<'s>, id: BlockId) -> Result<()> {
        match id {
            BlockId::Paragraph(at) => edit.drop_paragraph(at),
            BlockId::Row(at) => edit.drop_row(at),
            BlockId::Table(at) => {
                let place = self.tree.paragraphs(id).first().copied().unwrap_or(0);
                edit.drop_bytes(
                    self.story.tables[at].bytes.clone(),
                    &self.story.paragraphs[place],
                )
            }
        }
    }

    fn block(&mut self, edit: &mut StoryEdit<'s>, block: &FilledBlock) -> Result<()> {
        let tree = self.tree;
        let originals = tree.inside(block.id);
        match block.id {
            BlockId::Table(at) if block.inside.is_empty() => {
                self.drop_block(edit, BlockId::Table(at))
            }
            BlockId::Paragraph(at) => {
                let is_changed = |piece: &Piece| matches!(piece, Piece::Changed(..));
                if self.tagged.contains(&at) || block.pieces.iter().any(is_changed) {
                    self.paragraph(edit, at, &block.pieces)?;
                }
                self.write(edit, originals, &block.inside)
            }
            _ => self.write(edit, originals, &block.inside),
        }
    }

    /// Makes a paragraph say its pieces; one that says nothing goes.
    fn paragraph(&mut self, edit: &mut StoryEdit<'s>, at: usize, pieces: &[Piece]) -> Result<()> {
        let story = self.story;
        let paragraph = &story.paragraphs[at];
        let is_blank = |piece: &Piece| match piece {
            Piece::Kept(chars) => paragraph.words(chars.clone()).trim().is_empty(),
            Piece::Changed(_, words) | Piece::Printed { words, .. } | Piece::Added(words) => {
                words.trim().is_empty()
            }
        };
        let holds_more =
            paragraph.has_object || !self.tree.inside(BlockId::Paragraph(at)).is_empty();
        if pieces.iter().all(is_blank) && !holds_more {
            return edit.drop_paragraph(at);
        }
        for change in changes(pieces, paragraph, &story.xml) {
            self.change(edit, at, change)?;
        }
        Ok(())
    }

    fn change(&mut self, edit: &mut StoryEdit<'s>, at: usize, change: WordsChange) -> Result<()> {
        let WordsChange { chars, words } = change;
        let is_plain =
            matches!(&words[..], [only] if only.open.is_none() && only.like == chars.start);
        if words.is_empty() || (is_plain && !chars.is_empty()) {
            let words = words.first().map_or("", |only| only.words.as_str());
            return edit.replace(at, chars, words);
        }
        if !chars.is_empty() {
            edit.replace(at, chars.clone(), "")?;
        }
        let mut inserted = Vec::new();
        for piece in words {
            let is_highlighted = piece.open.is_some();
            if let Some(answer) = piece.open {
                let tag = piece.tag.unwrap_or_else(|| chars.clone());
                let place = OpenPlace {
                    paragraph: at,
                    tag,
                    answer,
                };
                self.open.push(place);
            }
            inserted.push(InsertedWords {
                words: piece.words,
                like: piece.like,
                is_highlighted,
            });
        }
        edit.insert_words(at, chars.end, &inserted)
    }
}

/// Characters of the template's paragraph, and what stands there instead.
#[derive(Debug, Default, PartialEq, Eq)]
struct WordsChange {
    chars: Range<usize>,
    words: Vec<NewWords>,
}

#[derive(Debug, PartialEq, Eq)]
struct NewWords {
    words: String,
    /// The character whose format they take.
    like: usize,
    tag: Option<Range<usize>>,
    open: Option<OpenAnswer>,
}

/// Returns what changes where pieces stand in place of a paragraph's words.
fn changes(pieces: &[Piece], paragraph: &StoryParagraph, xml: &str) -> Vec<WordsChange> {
    let mut list = ChangeList::default();
    for piece in pieces {
        match piece {
            Piece::Kept(chars) if chars.start >= list.at => {
                list.leave_out(chars.start);
                list.at = chars.end;
            }
            // A turn of a list in a sentence says words of the template once more.
            Piece::Kept(chars) => {
                for format in paragraph.formats(xml) {
                    let start = format.start.max(chars.start);
                    let end = format.end.min(chars.end);
                    if start < end {
                        list.append(NewWords::plain(&paragraph.words(start..end), start));
                    }
                }
            }
            Piece::Changed(chars, words) => {
                let new = NewWords::plain(words, chars.start);
                list.put(chars, new);
            }
            Piece::Printed { tag, words, open } => {
                let mut new = NewWords::plain(words, tag.start);
                new.tag = Some(tag.clone());
                new.open.clone_from(open);
                list.put(tag, new);
            }
            Piece::Added(words) => {
                let like = list.at.saturating_sub(1);
                list.append(NewWords::plain(words, like));
            }
        }
    }
    list.leave_out(paragraph.length);
    list.changes
}

impl NewWords {
    fn plain(words: &str, like: usize) -> Self {
        Self {
            words: words.to_owned(),
            like,
            tag: None,
            open: None,
        }
    }
}

#[derive(Default)]
struct ChangeList {
    changes: Vec<WordsChange>,
    /// Up to where the template's characters are dealt with.
    at: usize,
}

impl ChangeList {
    fn leave_out(&mut self, to: usize) {
        if to > self.at {
            self.changes.push(WordsChange {
                chars: self.at..to,
                words: Vec::new(),
            });
            self.at = to;
        }
    }

    fn put(&mut self, chars: &Range<usize>, words: NewWords) {
        if chars.start >= self.at {
            self.leave_out(chars.start);
            self.at = chars.end;
            self.changes.push(WordsChange {
                chars: chars.clone(),
                words: vec![words],
            });
        } else {
            self.append(words);
        }
    }

    /// Adds words behind what was dealt with last.
    fn append(&mut self, words: NewWords) {
        let at = self.at;
        match self.changes.last_mut() {
            Some(last) if last.chars.end == at && !(last.words.is_empty()) => {
                last.words.push(words);
            }
            _ => self.changes.push(WordsChange {
                chars: at..at,
                words: vec![words],
            }),
        }
    }
}
