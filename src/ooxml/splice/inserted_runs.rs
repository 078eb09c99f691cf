//! Inserts runs of several formats between words, for values that stand beside one another.

use super::edit::{RangeEnd, StoryEdit, run_content};
use super::story::StoryParagraph;
use crate::error::Result;

/// The rank of inserted runs among what stands at one place: inside the range of a comment.
const RANK: u8 = 5;
/// What follows the highlight among the properties of a run (ECMA-376, `CT_RPr`).
const BEHIND_HIGHLIGHT: [&str; 12] = [
    "u", "effect", "bdr", "shd", "fitText", "vertAlign", "rtl", "cs", "em", "lang",
    "eastAsianLayout", "specVanish",
];

/// Words for a run of their own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InsertedWords {
    /// The words; line breaks and tabs become those of Word.
    pub words: String,
    /// The character of the paragraph whose format they take.
    pub like: usize,
    /// Whether they are highlighted, as something that is missing is.
    pub is_highlighted: bool,
}

impl StoryEdit<'_> {
    /// Inserts words behind the characters before `at`, each in the format of its model.
    ///
    /// # Errors
    /// As [`StoryEdit::replace`].
    pub fn insert_words(
        &mut self,
        paragraph: usize,
        at: usize,
        words: &[InsertedWords],
    ) -> Result<()> {
        let story = self.story;
        let target = &story.paragraphs[paragraph];
        let near = at.saturating_sub(1)..at.max(1);
        let runs: Vec<usize> = target
            .segments_in(&near)
            .map(|segment| segment.run)
            .collect();
        self.check(target, &runs)?;
        self.insert_words_in(target, at, words);
        for twin in &target.twins {
            self.insert_words_in(&story.second_forms[*twin], at, words);
        }
        Ok(())
    }

    fn insert_words_in(&mut self, paragraph: &StoryParagraph, at: usize, words: &[InsertedWords]) {
        let story = self.story;
        let prefix = story.prefix_at(paragraph.bytes.start);
        let mut xml = String::new();
        for piece in words {
            let model = paragraph.segments_in(&(piece.like..piece.like + 1)).next();
            let model = model.or(paragraph.segments.last());
            let mut format = model.map_or_else(String::new, |segment| {
                story.run_properties(&paragraph.runs[segment.run])
            });
            if piece.is_highlighted {
                format = highlighted(&format, prefix);
            }
            let content = run_content(prefix, &piece.words);
            xml += &format!("<{prefix}r>{format}{content}</{prefix}r>");
        }
        self.mark(paragraph, at, RangeEnd::End, RANK, xml);
    }
}

/// Returns the properties of a run with a yellow highlight, where the schema wants it.
fn highlighted(format: &str, prefix: &str) -> String {
    let highlight = format!(r#"<{prefix}highlight {prefix}val="yellow"/>"#);
    let open = format!("<{prefix}rPr>");
    let close = format!("</{prefix}rPr>");
    let inner = format
        .strip_prefix(&open)
        .and_then(|rest| rest.strip_suffix(&close));
    let mut inner = inner.unwrap_or_default().to_owned();
    let own = format!("<{prefix}highlight ");
    if let Some(start) = inner.find(&own)
        && let Some(length) = inner[start..].find('>')
    {
        inner.replace_range(start..=start + length, "");
    }
    let begins = |name: &&str| {
        let tag = format!("<{prefix}{name}");
        let found = inner.match_indices(&tag).map(|(at, _)| at);
        let mut whole = found.filter(|at| inner[at + tag.len()..].starts_with([' ', '/', '>']));
        whole.next()
    };
    let at = BEHIND_HIGHLIGHT
        .iter()
        .filter_map(begins)
        .min()
        .unwrap_or(inner.len());
    inner.insert_str(at, &highlight);
    format!("{open}{inner}{close}")
}

#[cfg(test)]
mod tests {
    use super::highlighted;

    #[test]
    fn a_highlight_stands_where_the_schema_wants_it() {
        let yellow = r#"<w:highlight w:val="yellow"/>"#;
        for (format, wanted) in [
            ("", format!("<w:rPr>{yellow}</w:rPr>")),
            (
                "<w:rPr><w:b/></w:rPr>",
                format!("<w:rPr><w:b/>{yellow}</w:rPr>"),
            ),
            (
                r#"<w:rPr><w:sz w:val="32"/><w:u w:val="single"/></w:rPr>"#,
                format!(r#"<w:rPr><w:sz w:val="32"/>{yellow}<w:u w:val="single"/></w:rPr>"#),
            ),
            (
                r#"<w:rPr><w:highlight w:val="red"/><w:lang w:val="zh-CN"/></w:rPr>"#,
                format!(r#"<w:rPr>{yellow}<w:lang w:val="zh-CN"/></w:rPr>"#),
            ),
        ] {
            assert_eq!(highlighted(format, "w:"), wanted);
        }
    }
}
