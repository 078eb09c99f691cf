//! Accepts the tracked changes of a file, as Word does when it accepts all.
//!
//! Words that were put in stay, words that were taken out go, former formats go. Where the mark of
//! a paragraph was deleted, the paragraph runs into the next one and is set as that.

use std::collections::BTreeSet;
use std::ops::Range;

use super::edit::{StoryEdit, content_start};
use super::file::{WordChanges, WordSource};
use super::story::{Story, StoryBlock, StoryParagraph, StoryRow};
use crate::error::Result;
use crate::ooxml::limits::word_fault;
use crate::ooxml::xml::{XmlEvent, XmlReader};

/// What says how something was before.
const FORMER: [&str; 11] = [
    "rPrChange", "pPrChange", "sectPrChange", "tblPrChange", "tblPrExChange", "tblGridChange",
    "trPrChange", "tcPrChange", "numberingChange", "cellMerge", "cellIns",
];
/// What begins and ends a move, or a change of markup of the user's.
const RANGES: [&str; 6] = [
    "moveFromRange", "moveToRange", "customXmlInsRange", "customXmlDelRange",
    "customXmlMoveFromRange", "customXmlMoveToRange",
];

/// Returns a Word file with its tracked changes accepted; without any, the bytes as they are.
///
/// # Errors
/// When it is no Word file, is damaged, has a password, or is beyond the limits; when a deleted row
/// holds cells that others are merged with.
pub fn accepted(file: &[u8]) -> Result<Vec<u8>> {
    let source = WordSource::open(file)?;
    let mut changes = WordChanges::new(&source);
    for (at, story) in source.stories().iter().enumerate() {
        let tracked = tracked_changes(story)?;
        for change in &tracked {
            accept(changes.story(at), change);
        }
        drop_rows(changes.story(at), story, &tracked)?;
    }
    let settled = changes.finish()?;
    // The paragraphs are read anew: what is left of each is known now.
    let source = WordSource::open(&settled)?;
    let mut changes = WordChanges::new(&source);
    for (at, story) in source.stories().iter().enumerate() {
        join_paragraphs(changes.story(at), story)?;
    }
    changes.finish()
}

/// Returns the first place with a tracked change: paragraph from 1 over all parts, and the words it
/// begins with.
///
/// # Errors
/// When a part is damaged.
pub fn first_tracked(source: &WordSource) -> Result<Option<(usize, String)>> {
    let mut before = 0;
    for story in source.stories() {
        if let Some(first) = tracked_changes(story)?.first() {
            let starts = story.paragraphs.iter();
            let at = starts
                .take_while(|one| one.bytes.start <= first.whole.start)
                .count()
                .max(1);
            let words = story.paragraphs.get(at - 1).map_or("", |one| &one.text);
            return Ok(Some((before + at, words.chars().take(12).collect())));
        }
        before += story.paragraphs.len();
    }
    Ok(None)
}

/// A tracked change as it stands in a part.
struct TrackedElement {
    kind: TrackedKind,
    whole: Range<usize>,
    /// Its tags.
    open: Range<usize>,
    close: Range<usize>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum TrackedKind {
    /// Goes whole, such as a former format.
    Former,
    /// Words that stay, without what is around them.
    PutIn,
    /// Words that go.
    TakenOut,
    /// A row that goes.
    Row,
    /// A cell that goes.
    Cell,
    /// The mark of a paragraph that runs into the next.
    ParagraphMark,
}

/// The tracked changes of a story, in the order in which they end.
fn tracked_changes(story: &Story) -> Result<Vec<TrackedElement>> {
    let xml = &story.xml;
    let prefix = XmlReader::root(xml).map(|root| prefix_of(root.qualified_name()).to_owned());
    let prefix = prefix.unwrap_or_default();
    let mut reader = XmlReader::new(xml);
    // The names of what is open, with their tags; a name of another vocabulary is empty.
    let mut open: Vec<(&str, Range<usize>)> = Vec::new();
    let mut found = Vec::new();
    let mut goes = Vec::new();
    while let Some(event) = reader.next_event().map_err(word_fault)? {
        let span = reader.span();
        match event {
            XmlEvent::Open(element) => {
                let is_word = prefix_of(element.qualified_name()) == prefix;
                open.push((if is_word { element.name } else { "" }, span));
            }
            XmlEvent::Close(_) => {
                let Some((name, tag)) = open.pop() else {
                    continue;
                };
                let outer = |n: usize| open.iter().rev().nth(n).map_or("", |(name, _)| *name);
                let kind = match name {
                    "cellDel" => {
                        goes.extend(open.iter().rposition(|(name, _)| *name == "tc"));
                        Some(TrackedKind::Former)
                    }
                    "tc" if goes.last() == Some(&open.len()) => {
                        goes.pop();
                        Some(TrackedKind::Cell)
                    }
                    name if is_former(name) => Some(TrackedKind::Former),
                    "ins" | "moveTo" => Some(match outer(0) {
                        "rPr" | "trPr" => TrackedKind::Former,
                        _ => TrackedKind::PutIn,
                    }),
                    "del" | "moveFrom" => Some(match (outer(0), outer(1)) {
                        ("rPr", "pPr") => TrackedKind::ParagraphMark,
                        ("rPr", _) => TrackedKind::Former,
                        ("trPr", _) => TrackedKind::Row,
                        _ => TrackedKind::TakenOut,
                    }),
                    _ => None,
                };
                if let Some(kind) = kind {
                    found.push(TrackedElement {
                        kind,
                        whole: tag.start..span.end,
                        open: tag,
                        close: span,
                    });
                }
            }
            XmlEvent::Text(_) => {}
        }
    }
    Ok(found)
}

fn is_former(name: &str) -> bool {
    FORMER.contains(&name) || RANGES.iter().any(|range| name.starts_with(range))
}

fn prefix_of(name: &str) -> &str {
    name.rsplit_once(':').map_or("", |(prefix, _)| prefix)
}

fn accept(edit: &mut StoryEdit, change: &TrackedElement) {
    match change.kind {
        TrackedKind::Former => edit.put(change.whole.clone(), ""),
        TrackedKind::PutIn => {
            edit.put(change.open.clone(), "");
            if change.close != change.open {
                edit.put(change.close.clone(), "");
            }
        }
        // A deleted link is deleted piece by piece, so a field may well begin in one of them.
        TrackedKind::TakenOut | TrackedKind::Cell => {
            let kept = edit.marks_beyond(&change.whole);
            edit.put(change.whole.clone(), kept);
        }
        TrackedKind::Row | TrackedKind::ParagraphMark => {}
    }
}

/// Drops the rows that were taken out; with its last row a table goes.
fn drop_rows(edit: &mut StoryEdit, story: &Story, tracked: &[TrackedElement]) -> Result<()> {
    let mut gone = BTreeSet::new();
    for change in tracked.iter().filter(|one| one.kind == TrackedKind::Row) {
        let holds = |row: &StoryRow| {
            row.bytes.start <= change.whole.start && change.whole.end <= row.bytes.end
        };
        gone.extend(story.rows.iter().rposition(holds));
    }
    for table in &story.tables {
        let is_gone = !table.rows.is_empty() && table.rows.iter().all(|row| gone.contains(row));
        if is_gone {
            let kept = edit.marks_beyond(&table.bytes);
            edit.put(table.bytes.clone(), kept);
            continue;
        }
        for row in table.rows.iter().filter(|row| gone.contains(row)) {
            edit.drop_row(*row)?;
        }
    }
    Ok(())
}

/// Joins the paragraphs whose marks were deleted with the ones behind them.
fn join_paragraphs(edit: &mut StoryEdit, story: &Story) -> Result<()> {
    let mut marks = Vec::new();
    for change in tracked_changes(story)? {
        marks.push(change.whole);
    }
    let mark_of = |at: usize| {
        let properties = story.paragraphs[at].mark_properties.clone()?;
        let inside =
            |mark: &&Range<usize>| properties.start <= mark.start && mark.end <= properties.end;
        marks.iter().find(inside).cloned()
    };
    for container in &story.containers {
        let mut chain: Vec<usize> = Vec::new();
        for (n, block) in container.blocks.iter().enumerate() {
            let StoryBlock::Paragraph(at) = *block else {
                continue;
            };
            let next = container.blocks.get(n + 1);
            match mark_of(at) {
                Some(_) if matches!(next, Some(StoryBlock::Paragraph(_))) => chain.push(at),
                mark => {
                    let is_blank = chain.is_empty() && is_blank(&story.paragraphs[at]);
                    // Before a table or at the end of a cell the mark stays, with nothing before it
                    // the paragraph goes.
                    if let Some(mark) = mark.clone() {
                        if is_blank && !story.paragraphs[at].ends_section {
                            edit.drop_paragraph(at)?;
                        }
                        // One that must stay, between two tables, stays without it.
                        edit.put(mark, "");
                    }
                    join(edit, story, &chain, at, mark.as_ref());
                    chain.clear();
                }
            }
        }
    }
    Ok(())
}

fn is_blank(paragraph: &StoryParagraph) -> bool {
    paragraph.text.trim().is_empty() && !paragraph.has_object
}

/// Makes paragraphs one with the one behind them, whose properties they take, less a mark that was
/// deleted, too.
fn join(
    edit: &mut StoryEdit,
    story: &Story,
    chain: &[usize],
    last: usize,
    mark: Option<&Range<usize>>,
) {
    let Some(first) = chain.first() else { return };
    let (first, target) = (&story.paragraphs[*first], &story.paragraphs[last]);
    let is_empty_tag = target.open_end == target.bytes.end;
    if is_empty_tag {
        edit.put(first.open_end..content_start(first), "");
    } else {
        let head = target.bytes.start..content_start(target);
        let head = story.without(head, mark.map(std::slice::from_ref).unwrap_or_default());
        edit.put(first.bytes.start..content_start(first), head);
    }
    for (n, at) in chain.iter().enumerate() {
        let next = &story.paragraphs[*chain.get(n + 1).unwrap_or(&last)];
        let one = &story.paragraphs[*at];
        let mut kept = String::new();
        for mark in &story.range_marks {
            if one.bytes.end <= mark.bytes.start && mark.bytes.end <= next.bytes.start {
                kept += &story.xml[mark.bytes.clone()];
            }
        }
        let is_last = n + 1 == chain.len();
        if is_last && is_empty_tag {
            kept += &story.xml[one.close_start..one.bytes.end];
            edit.put(one.close_start..target.bytes.end, kept);
        } else {
            edit.put(one.close_start..content_start(next), kept);
        }
    }
}
