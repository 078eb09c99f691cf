//! Lists what stands beside a document: the paragraphs of text boxes, headers, footers, notes.
//!
//! A paragraph is the unit here. Other programs name and order these parts anew, and give one
//! header to several kinds of pages, so paragraphs are looked for among all of their kind.

use crate::ooxml::splice::{StoryKind, WordSource};

/// A paragraph: the story it stands in, and its number there.
pub(super) type ParagraphAt = (usize, usize);

/// A paragraph beside the document.
pub(super) struct AsideParagraph {
    pub(super) at: ParagraphAt,
    pub(super) text: String,
}

/// How many kinds of asides there are.
pub(super) const ASIDE_KINDS: usize = 4;

/// Returns the paragraphs with words beside a document, by kind: text boxes, headers, footers,
/// notes.
pub(super) fn asides(source: &WordSource) -> [Vec<AsideParagraph>; ASIDE_KINDS] {
    let mut found: [Vec<AsideParagraph>; ASIDE_KINDS] = Default::default();
    for (story, one) in source.stories().iter().enumerate() {
        let kind = match one.kind {
            StoryKind::Body => 0,
            StoryKind::Header => 1,
            StoryKind::Footer => 2,
            StoryKind::Footnotes | StoryKind::Endnotes => 3,
        };
        for (at, paragraph) in one.paragraphs.iter().enumerate() {
            let is_aside = kind > 0 || paragraph.host.is_some();
            if is_aside && !paragraph.is_contents && !paragraph.text.trim().is_empty() {
                found[kind].push(AsideParagraph {
                    at: (story, at),
                    text: paragraph.text.clone(),
                });
            }
        }
    }
    found
}

/// Returns the texts of paragraphs.
pub(super) fn texts_of(asides: &[AsideParagraph]) -> Vec<String> {
    asides.iter().map(|one| one.text.clone()).collect()
}
