//! Finds the section of the draft that a field is printed in.

use nigao::answers::Answers;
use nigao::document::{Block, Document};
use nigao::drafting::preview::{draft_answers, whole};
use nigao::interview::Interview;
use nigao::schema::Schema;
use nigao::template::Bound;
use nigao::write;
use nigao::yaml::Node;

use super::super::wrap::align_tabs;

/// The section a field is printed in.
pub(super) struct PreviewSection {
    /// Its text, with its heading.
    pub(super) text: String,
    /// True if the field's example is in it, because without an answer nothing would be printed.
    pub(super) is_example: bool,
}

/// Finds the section that a field is printed in or changes: where the draft differs from a draft
/// without the answer, or from one with the field's example.
pub(super) fn section(
    interview: &Interview,
    schema: &Schema,
    template: &Bound,
    field: &str,
) -> Option<PreviewSection> {
    let draft_with = |answer: Option<Node>| {
        let mut node = interview.answers().to_node();
        match answer {
            Some(answer) => node.set(field, answer),
            None => drop(node.remove(field)),
        }
        draft_answers(&Answers::of(node), schema, template)
    };
    let section = |document: &Document, at, is_example| PreviewSection {
        text: section_around(document, at),
        is_example,
    };
    let real = whole(interview, schema, template)?;
    let blank = draft_with(None)?;
    if let Some(at) = first_difference(&real, &blank) {
        return Some(section(&real, at, false));
    }
    let example = draft_with(Some(schema.field(field)?.example.clone()?))?;
    let at = first_difference(&example, &blank)?;
    let is_hole = real
        .blocks
        .get(at)
        .is_some_and(|block| has_hole(block, field));
    Some(if is_hole {
        section(&real, at, false)
    } else {
        section(&example, at, true)
    })
}

/// Returns the first block of a draft that another does not share.
fn first_difference(one: &Document, other: &Document) -> Option<usize> {
    let pairs = one.blocks.iter().zip(&other.blocks);
    let same = pairs.take_while(|(one, other)| one == other).count();
    (same < one.blocks.len()).then_some(same)
}

fn has_hole(block: &Block, field: &str) -> bool {
    let document = Document {
        blocks: vec![block.clone()],
    };
    document
        .holes()
        .iter()
        .any(|hole| hole.split('.').next() == Some(field))
}

fn is_heading(block: &Block) -> bool {
    matches!(block, Block::Heading(_))
}

/// Returns the text from the heading before a block to the next heading. It is cut out of the
/// whole text, so that its headings keep their numbers.
fn section_around(document: &Document, at: usize) -> String {
    let blocks = &document.blocks;
    let start = blocks[..=at].iter().rposition(is_heading).unwrap_or(0);
    let next = blocks[at + 1..].iter().position(is_heading);
    let end = next.map_or(blocks.len(), |next| at + 1 + next);
    let line_count = |blocks: &[Block]| {
        write::text::write(&Document {
            blocks: blocks.to_vec(),
        })
        .lines()
        .count()
    };
    let (first_line, last_line) = (line_count(&blocks[..start]), line_count(&blocks[..end]));
    // The cells of a table are separated by tabs, which are no text on a terminal.
    let text = align_tabs(&write::text::write(document));
    let lines: Vec<String> = text
        .lines()
        .take(last_line)
        .skip(first_line)
        .map(|line| format!("  {line}"))
        .collect();
    lines.join("\n")
}
