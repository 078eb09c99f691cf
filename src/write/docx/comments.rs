//! Writes `comments.xml`: a comment a hole, with its question and who supplies the answer.

use super::meta::Meta;
use super::style_ids::COMMENT;
use super::xml::{W, push};
use crate::ooxml::DECLARATION;

/// `word/comments.xml`, a comment a hole.
pub(super) fn part(holes: &[String], meta: &Meta) -> String {
    let mut xml = format!("{DECLARATION}<w:comments {W}>");
    let date = meta
        .date
        .map(|date| format!(r#" w:date="{date}T00:00:00Z""#))
        .unwrap_or_default();
    for (id, field) in holes.iter().enumerate() {
        xml += &format!(r#"<w:comment w:id="{id}" w:author="拟稿"{date} w:initials="拟">"#);
        let note = note(field, meta);
        for line in note.split('\n') {
            xml += &format!(
                concat!(
                    r#"<w:p><w:pPr><w:pStyle w:val="{COMMENT}"/></w:pPr><w:r><w:rPr>"#,
                    r#"<w:rFonts w:hint="eastAsia"/></w:rPr><w:t xml:space="preserve">"#
                ),
                COMMENT = COMMENT
            );
            push(&mut xml, line);
            xml += "</w:t></w:r></w:p>";
        }
        xml += "</w:comment>";
    }
    xml + "</w:comments>"
}

/// The note of a hole: of its field, of the field it is a part of (税收.同比), of the list around
/// it (项目.2.备注).
fn note<'a>(field: &'a str, meta: &'a Meta) -> &'a str {
    let mut path = field;
    loop {
        if let Some(note) = meta.notes.get(path) {
            return note;
        }
        match path.rsplit_once('.') {
            Some((outer, _)) => path = outer,
            None => return field,
        }
    }
}
