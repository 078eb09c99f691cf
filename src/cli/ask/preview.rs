//! Preview: the answers so far to the section being filled, in the words it will have.

use nigao::answers::{Answers, Mode};
use nigao::diagnostic::Lang;
use nigao::document::{Block, Document};
use nigao::draft::draft;
use nigao::interview::{FieldState, Interview};
use nigao::schema::Schema;
use nigao::template::Bound;
use nigao::write;
use nigao::yaml::Node;

/// The draft of what is answered, holes for the rest; none if it cannot be drafted.
pub(super) fn whole(interview: &Interview, schema: &Schema, template: &Bound) -> Option<Document> {
    let mut node = interview.answers().to_node();
    for row in interview.review(Lang::Zh) {
        if matches!(row.state, FieldState::Wrong(_)) {
            node.remove(&row.field);
        }
    }
    drafted(&Answers::of(node), schema, template)
}

fn drafted(answers: &Answers, schema: &Schema, template: &Bound) -> Option<Document> {
    let facts =
        nigao::answers::check(schema, answers, Mode { holes: true, elsewhere: &|_| true }).facts?;
    draft(template, &facts, true).ok()
}

/// The section a field is printed in.
pub(super) struct PreviewSection {
    /// Its text, with its heading.
    pub(super) text: String,
    /// Whether the field's example stands in it, because without an answer nothing would be printed.
    pub(super) is_example: bool,
}

/// The section a field is printed in, or changes: it is found by what the text would be without its answer, or with
/// its example.
pub(super) fn section(
    interview: &Interview,
    schema: &Schema,
    template: &Bound,
    field: &str,
) -> Option<PreviewSection> {
    let real = whole(interview, schema, template)?;
    let with = |answer: Option<Node>| {
        let mut node = interview.answers().to_node();
        match answer {
            Some(answer) => node.set(field, answer),
            None => drop(node.remove(field)),
        }
        drafted(&Answers::of(node), schema, template)
    };
    let blank = with(None)?;
    let of = |document: &Document, at, is_example| PreviewSection {
        text: around(document, at),
        is_example,
    };
    if let Some(at) = parting(&real, &blank) {
        return Some(of(&real, at, false));
    }
    let example = schema.field(field)?.example.clone()?;
    let shown = with(Some(example))?;
    let at = parting(&shown, &blank)?;
    let hole = real.blocks.get(at).is_some_and(|block| has_hole(block, field));
    Some(if hole { of(&real, at, false) } else { of(&shown, at, true) })
}

/// The first block that two drafts do not share.
fn parting(one: &Document, other: &Document) -> Option<usize> {
    let same = one.blocks.iter().zip(&other.blocks).take_while(|(one, other)| one == other).count();
    (same < one.blocks.len()).then_some(same)
}

fn has_hole(block: &Block, field: &str) -> bool {
    let document = Document { blocks: vec![block.clone()] };
    document.holes().iter().any(|hole| hole.split('.').next() == Some(field))
}

fn is_heading(block: &Block) -> bool {
    matches!(block, Block::Heading(_))
}

/// The text from the heading before a block to the next. It is cut out of the whole text, so that it has its own numbers.
fn around(document: &Document, at: usize) -> String {
    let blocks = &document.blocks;
    let from = blocks[..=at].iter().rposition(is_heading).unwrap_or(0);
    let to =
        blocks[at + 1..].iter().position(is_heading).map_or(blocks.len(), |next| at + 1 + next);
    let count = |blocks: &[Block]| {
        write::text::write(&Document { blocks: blocks.to_vec() }).lines().count()
    };
    let (before, end) = (count(&blocks[..from]), count(&blocks[..to]));
    let text = write::text::write(document);
    text.lines()
        .take(end)
        .skip(before)
        .map(|line| format!("  {line}"))
        .collect::<Vec<_>>()
        .join("\n")
}
