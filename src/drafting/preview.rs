//! Drafts the answers so far, with holes for what is open.

use crate::answers::{Answers, Facts, Mode};
use crate::diagnostic::Lang;
use crate::document::Document;
use crate::draft::draft;
use crate::interview::{FieldState, Interview, ReviewRow};
use crate::schema::Schema;
use crate::template::Bound;
use crate::write;

/// Returns the answers of an interview that can be printed: all but those that its review says are
/// wrong.
#[must_use]
pub fn printable(interview: &Interview, rows: &[ReviewRow]) -> Answers {
    let mut node = interview.answers().to_node();
    for row in rows {
        if matches!(row.state, FieldState::Wrong(_)) {
            node.remove(&row.field);
        }
    }
    Answers::of(node)
}

/// Returns the facts of answers, what is open as holes; `None` if there are none at all.
#[must_use]
pub fn facts_with_holes(answers: &Answers, schema: &Schema) -> Option<Facts> {
    let mode = Mode {
        holes: true,
        elsewhere: &|_| true,
    };
    crate::answers::check(schema, answers, mode).value
}

/// Drafts what is answered, with holes for the rest; `None` if it cannot be drafted.
#[must_use]
pub fn whole(interview: &Interview, schema: &Schema, template: &Bound) -> Option<Document> {
    let rows = interview.review(Lang::Zh);
    draft_answers(&printable(interview, &rows), schema, template)
}

/// Drafts answers, with holes for the rest; `None` if they cannot be drafted.
#[must_use]
pub fn draft_answers(answers: &Answers, schema: &Schema, template: &Bound) -> Option<Document> {
    let facts = facts_with_holes(answers, schema)?;
    draft(template, &facts, true).ok()
}

/// Drafts what is answered as text; `None` if it cannot be drafted.
#[must_use]
pub fn text(interview: &Interview, schema: &Schema, template: &Bound) -> Option<String> {
    Some(write::text::write(&whole(interview, schema, template)?))
}

/// Finds the sentence of a draft's text that some words are part of.
#[must_use]
pub fn sentence(text: &str, words: &str) -> Option<String> {
    let at = text.find(words)?;
    let line_start = text[..at].rfind('\n').map_or(0, |end| end + 1);
    let sentence_end = text[line_start..at].rfind('。');
    let start = sentence_end.map_or(line_start, |end| line_start + end + '。'.len_utf8());
    let rest = &text[at + words.len()..];
    // Above a list the sentence ends with its colon: 今年办好十件实事：
    let end = rest.find(['。', '\n']).unwrap_or(rest.len());
    let mark = if rest[..end].ends_with('：') {
        ""
    } else {
        "。"
    };
    Some(format!("{}{words}{}{mark}", &text[start..at], &rest[..end]))
}
