//! Preview: the answers so far to the section being filled, in the words it will have.

use nigao::diagnostic::Lang;
use nigao::document::{Block, Document};
use nigao::draft::draft;
use nigao::interview::{Interview, State};
use nigao::schema::{self, Answers, Mode, Schema};
use nigao::template::Bound;
use nigao::write;

/// The draft of what is answered, holes for the rest; none if it cannot be drafted.
pub(super) fn whole(interview: &Interview, schema: &Schema, template: &Bound) -> Option<Document> {
    let mut node = interview.answers().to_node();
    for row in interview.review(Lang::Zh) {
        if matches!(row.state, State::Wrong(_)) {
            node.remove(&row.field);
        }
    }
    drafted(&Answers::of(node), schema, template)
}

fn drafted(answers: &Answers, schema: &Schema, template: &Bound) -> Option<Document> {
    let facts = schema::check(schema, answers, Mode { holes: true, elsewhere: &|_| true }).facts?;
    draft(template, &facts, true).ok()
}

/// The text of the section a field is printed in, and its heading; where the field is not printed itself, that of its
/// group.
pub(super) fn section(interview: &Interview, schema: &Schema, template: &Bound, field: &str) -> Option<String> {
    let real = whole(interview, schema, template)?;
    let group = schema.field(field).and_then(|field| field.group.as_deref());
    let of_group = schema.fields.iter().filter(|other| other.group.as_deref() == group && group.is_some());
    let one = vec![field.to_owned()];
    let all: Vec<String> = of_group.map(|field| field.name.clone()).collect();
    [one, all].iter().find_map(|fields| {
        // Blanked out, the fields show where they are printed.
        let mut node = interview.answers().to_node();
        for field in fields {
            node.remove(field);
        }
        let blank = drafted(&Answers::of(node), schema, template)?;
        let at = blank.blocks.iter().position(|block| has_hole(block, fields))?;
        let heading = headings(&blank, at);
        let alike = headings(&real, real.blocks.len()) == headings(&blank, blank.blocks.len());
        Some(lines(if alike { &real } else { &blank }, heading))
    })
}

fn has_hole(block: &Block, fields: &[String]) -> bool {
    let document = Document { blocks: vec![block.clone()] };
    document.holes().iter().any(|hole| fields.iter().any(|field| hole.split('.').next() == Some(field)))
}

fn is_heading(block: &Block) -> bool {
    matches!(block, Block::Heading(_))
}

/// How many headings stand at or before a block.
fn headings(document: &Document, at: usize) -> usize {
    document.blocks.iter().take(at + 1).filter(|block| is_heading(block)).count()
}

/// The text from the n-th heading to the next. It is cut out of the whole text, so that it has its own numbers.
fn lines(document: &Document, heading: usize) -> String {
    let starts: Vec<usize> = (0..document.blocks.len()).filter(|at| is_heading(&document.blocks[*at])).collect();
    let from = heading.checked_sub(1).and_then(|n| starts.get(n)).copied().unwrap_or(0);
    let to = starts.get(heading).copied().unwrap_or(document.blocks.len());
    let count = |blocks: &[Block]| write::text::write(&Document { blocks: blocks.to_vec() }).lines().count();
    let (before, end) = (count(&document.blocks[..from]), count(&document.blocks[..to]));
    let text = write::text::write(document);
    text.lines().take(end).skip(before).map(|line| format!("  {line}\n")).collect()
}
