//! Compiles a piece of a template with stand-ins for what lies between its blocks.
//!
//! handlebars tries a dozen rules at each character and counts lines from the start for each tag.
//! So it is shown the blocks alone, with one character for all that lies between two of them, and
//! each other tag once, however often it stands there. The tree is that of the whole piece; where
//! it might not be, there is none, and handlebars compiles the piece as it is.

use std::collections::HashMap;
use std::vec::IntoIter;

use handlebars::Template as Tree;
use handlebars::template::{TemplateElement, TemplateMapping};

use super::tokenize::Tag;

/// Stands for words and tags between two blocks: no template holds it.
const STAND_IN: char = '\u{f8f0}';

/// The tags compiled so far, by their source.
pub(super) type CompiledTags<'a> = HashMap<&'a str, TemplateElement>;

/// Words and tags between two blocks, each with its line and column; words have those of a tag
/// before them.
type Run = Vec<(TemplateElement, LineColumn)>;

/// A line and a column, from 1.
type LineColumn = (usize, usize);

/// A piece of a source: where it starts and ends, in bytes, and the line it starts in.
#[derive(Clone, Copy)]
pub(super) struct TemplatePiece<'a> {
    pub(super) source: &'a str,
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) line: usize,
}

impl<'a> TemplatePiece<'a> {
    pub(super) fn text(&self) -> &'a str {
        &self.source[self.start..self.end]
    }
}

/// Returns the tree of a piece; `tags` are those in it.
pub(super) fn compile<'a>(
    piece: TemplatePiece<'a>,
    tags: &[Tag],
    compiled: &mut CompiledTags<'a>,
) -> Option<Tree> {
    let (source, text) = (piece.source, piece.text());
    // White space that a tag eats and braces that are words are left to handlebars.
    let is_special = ["{{~", "~}}", "\\{{"]
        .iter()
        .any(|mark| text.contains(mark));
    if is_special || text.contains(STAND_IN) {
        return None;
    }
    let mut blocks = String::new();
    let mut runs = Vec::new();
    let mut places = Vec::new();
    let mut from = (piece.start, (piece.line, 1));
    let mut between = Vec::new();
    for tag in tags {
        if !(tag.is_open() || tag.is_close() || tag.is_else() || tag.comment) {
            between.push(tag);
            continue;
        }
        let gap = Gap {
            source,
            from,
            end: tag.start,
            tags: &between,
        };
        runs.extend(gap.stand_in(compiled, &mut blocks)?);
        between.clear();
        blocks += &source[tag.start..tag.end];
        from = (tag.end, place(tag));
        if tag.is_open() || tag.comment {
            places.push(place(tag));
        }
    }
    let gap = Gap {
        source,
        from,
        end: piece.end,
        tags: &between,
    };
    runs.extend(gap.stand_in(compiled, &mut blocks)?);
    let tree = Tree::compile(&blocks).ok()?;
    let mut filling = Filling {
        runs: runs.into_iter(),
        places: places.into_iter(),
        // handlebars alone makes such a thing; ours are copies of it.
        mapping: Tree::compile("-").ok()?.mapping.pop()?,
    };
    let tree = filling.whole(tree)?;
    filling.is_done().then_some(tree)
}

fn place(tag: &Tag) -> LineColumn {
    (tag.location.line, tag.location.column)
}

/// What lies between two blocks.
struct Gap<'a, 'b> {
    source: &'a str,
    /// The end of the block before, in bytes, and its place.
    from: (usize, LineColumn),
    /// The start of the next one.
    end: usize,
    tags: &'b [&'b Tag<'b>],
}

impl<'a> Gap<'a, '_> {
    /// Adds a stand-in for it, in the white space around it, which may belong to the blocks'
    /// tags; returns what it stands for, if there is anything but white space.
    ///
    /// `None` if one of the tags is none that can stand by itself.
    fn stand_in(
        &self,
        compiled: &mut CompiledTags<'a>,
        blocks: &mut String,
    ) -> Option<Option<Run>> {
        let (start, place_before) = self.from;
        let text = &self.source[start..self.end];
        let words = text.trim();
        if words.is_empty() {
            blocks.push_str(text);
            return Some(None);
        }
        let first = start + text.len() - text.trim_start().len();
        let last = first + words.len();
        blocks.push_str(&self.source[start..first]);
        blocks.push(STAND_IN);
        blocks.push_str(&self.source[last..self.end]);
        let mut run = Run::new();
        let mut from = first;
        let mut at = place_before;
        for tag in self.tags {
            if from < tag.start {
                run.push((raw(&self.source[from..tag.start]), at));
            }
            at = place(tag);
            let element = expression(&self.source[tag.start..tag.end], compiled)?;
            run.push((element, at));
            from = tag.end;
        }
        if from < last {
            run.push((raw(&self.source[from..last]), at));
        }
        Some(Some(run))
    }
}

fn raw(words: &str) -> TemplateElement {
    TemplateElement::RawString(words.to_owned())
}

/// Returns the element of a tag that prints something; `None` if it does anything else.
fn expression<'a>(tag: &'a str, compiled: &mut CompiledTags<'a>) -> Option<TemplateElement> {
    if let Some(element) = compiled.get(tag) {
        return Some(element.clone());
    }
    let mut elements = Tree::compile(tag).ok()?.elements;
    let element = elements.pop()?;
    if !elements.is_empty() || !matches!(element, TemplateElement::Expression(_)) {
        return None;
    }
    compiled.insert(tag, element.clone());
    Some(element)
}

/// Puts what lies between blocks where its stand-ins are.
struct Filling {
    /// What the stand-ins stand for, in their order.
    runs: IntoIter<Run>,
    /// The places of blocks and comments, in their order.
    places: IntoIter<LineColumn>,
    mapping: TemplateMapping,
}

impl Filling {
    fn is_done(&self) -> bool {
        self.runs.as_slice().is_empty() && self.places.as_slice().is_empty()
    }

    /// Returns a tree of blocks with all that lies between them.
    fn whole(&mut self, tree: Tree) -> Option<Tree> {
        let mut made = Tree::default();
        // What an `{{else if}}` leads to has no place of its own.
        let is_chain = tree.mapping.is_empty();
        let mut at = self.places.as_slice().first().copied().unwrap_or((1, 1));
        for element in tree.elements {
            match element {
                TemplateElement::RawString(words) => {
                    let Some((before, after)) = words.split_once(STAND_IN) else {
                        self.add(&mut made, TemplateElement::RawString(words), at);
                        continue;
                    };
                    self.add(&mut made, raw(before), at);
                    for (element, place) in self.runs.next()? {
                        at = place;
                        self.add(&mut made, element, at);
                    }
                    self.add(&mut made, raw(after), at);
                }
                TemplateElement::HelperBlock(mut block) => {
                    if !is_chain {
                        at = self.places.next()?;
                    }
                    for branch in [&mut block.template, &mut block.inverse] {
                        if let Some(tree) = branch.take() {
                            *branch = Some(self.whole(tree)?);
                        }
                    }
                    let block = TemplateElement::HelperBlock(block);
                    if is_chain {
                        made.elements.push(block);
                    } else {
                        self.add(&mut made, block, at);
                    }
                }
                TemplateElement::Comment(_) => {
                    at = self.places.next()?;
                    self.add(&mut made, element, at);
                }
                _ => return None,
            }
        }
        Some(made)
    }

    /// Adds an element, words to those before them if there are any.
    fn add(&self, tree: &mut Tree, element: TemplateElement, at: LineColumn) {
        if let TemplateElement::RawString(words) = &element {
            if words.is_empty() {
                return;
            }
            if let Some(TemplateElement::RawString(before)) = tree.elements.last_mut() {
                before.push_str(words);
                return;
            }
        }
        let mut mapping = self.mapping.clone();
        (mapping.0, mapping.1) = at;
        tree.elements.push(element);
        tree.mapping.push(mapping);
    }
}
