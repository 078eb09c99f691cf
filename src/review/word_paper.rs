//! Holds what a Word file knows beside its words, laid beside the paper read from it.

use std::ops::Range;

use super::paper::Paper;
use super::word_places::WordPlaces;
use super::word_styles::MarkedStyles;
use crate::error::Result;
use crate::layout::{PaperLooks, ParagraphLooks};
use crate::ooxml::splice::{Story, WordSource};

/// The file a paper was read from. Spans are ranges of [`Report::chars`](crate::read::Report).
pub(super) struct WordPaper<'f> {
    source: WordSource<'f>,
    /// For each paragraph of the document its characters, each with its place in the paper.
    chars: Vec<Vec<(usize, usize)>>,
    pub(super) looks: PaperLooks,
    pub(super) marked_styles: MarkedStyles,
    /// The same for the paragraphs of the looks.
    looks_chars: Vec<Vec<(usize, usize)>>,
}

impl<'f> WordPaper<'f> {
    /// Opens the file of a paper.
    ///
    /// # Errors
    /// When the bytes are no Word file.
    pub(super) fn open(file: &'f [u8], paper: &Paper) -> Result<Self> {
        let source = WordSource::open(file)?;
        let looks = PaperLooks::of(file)?;
        let body = &source.stories()[0];
        let places = WordPlaces::of(paper.raw, body);
        let chars = places.by_paragraph(body.paragraphs.len());
        let lines = looks.paragraphs.iter().map(|one| one.text.as_str());
        let looks_chars = WordPlaces::laid(paper.raw, lines).by_paragraph(looks.paragraphs.len());
        let marked_styles = MarkedStyles::read(&source.styles());
        Ok(Self {
            source,
            chars,
            looks,
            marked_styles,
            looks_chars,
        })
    }

    /// The document itself.
    pub(super) fn body(&self) -> &Story {
        &self.source.stories()[0]
    }

    /// Where characters of a paragraph stand in the paper; none where the paper has none of them.
    pub(super) fn span(&self, paragraph: usize, inside: &Range<usize>) -> Option<Range<usize>> {
        around(self.chars.get(paragraph)?, inside)
    }

    /// Where a paragraph stands in the paper, or else the one before it.
    pub(super) fn near(&self, paragraph: usize) -> Option<Range<usize>> {
        let upto = self.chars.get(..=paragraph)?;
        upto.iter()
            .rev()
            .find_map(|chars| around(chars, &(0..usize::MAX)))
    }

    /// The paragraphs with how they are set, each with where it stands in the paper.
    pub(super) fn paragraphs(&self) -> impl Iterator<Item = (&ParagraphLooks, Range<usize>)> {
        let placed = self.looks.paragraphs.iter().zip(&self.looks_chars);
        placed.filter_map(|(looks, chars)| Some((looks, around(chars, &(0..usize::MAX))?)))
    }
}

/// From the first to the last of the characters inside a range.
fn around(chars: &[(usize, usize)], inside: &Range<usize>) -> Option<Range<usize>> {
    let mut there = chars.iter().filter(|(at, _)| inside.contains(at));
    let (_, first) = there.next()?;
    let last = there.next_back().map_or(*first, |(_, at)| *at);
    Some(*first..last + 1)
}
