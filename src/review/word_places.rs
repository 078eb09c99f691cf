//! Maps the text of a report that was read from a Word file to the paragraphs of that file.
//!
//! The report's text has what the page shows: numbers of lists, cells of a row on one line, centred
//! lines joined. The file's paragraphs hold the words alone. Both have the same words in the same
//! order, so that they are laid side by side, white space left out.

use std::ops::Range;

use crate::ooxml::splice::{Story, StoryParagraph};

/// For each character of a report's text, the paragraph and the character it is in the file.
#[derive(Debug)]
pub(super) struct WordPlaces {
    places: Vec<Option<(usize, usize)>>,
}

/// How much of the text may lie between two paragraphs, in characters: numbers, what a field shows.
const WIDEST_GAP: usize = 400;

impl WordPlaces {
    /// Lays the paragraphs of a file beside a text.
    pub(super) fn of(text: &[char], story: &Story) -> Self {
        let words = |paragraph: &'_ StoryParagraph| {
            if paragraph.is_contents {
                String::new()
            } else {
                paragraph.text.clone()
            }
        };
        let paragraphs: Vec<String> = story.paragraphs.iter().map(words).collect();
        Self::laid(text, paragraphs.iter().map(String::as_str))
    }

    /// Lays paragraphs beside a text; an empty one is passed over.
    pub(super) fn laid<'w>(text: &[char], paragraphs: impl Iterator<Item = &'w str>) -> Self {
        let mut places = vec![None; text.len()];
        let solid: Vec<usize> = (0..text.len())
            .filter(|at| !text[*at].is_whitespace())
            .collect();
        let mut cursor = 0;
        for (n, paragraph) in paragraphs.enumerate() {
            let chars: Vec<(usize, char)> = paragraph.chars().enumerate().collect();
            let words: Vec<(usize, char)> = chars
                .into_iter()
                .filter(|(_, c)| !c.is_whitespace())
                .collect();
            if words.is_empty() {
                continue;
            }
            let stands_at = |start: usize| {
                let here = solid.get(start..start + words.len());
                here.is_some_and(|here| here.iter().zip(&words).all(|(at, (_, c))| text[*at] == *c))
            };
            let window = cursor..(cursor + WIDEST_GAP).min(solid.len());
            let Some(start) = window.into_iter().find(|start| stands_at(*start)) else {
                continue;
            };
            for (at, (inside, _)) in solid[start..start + words.len()].iter().zip(&words) {
                places[*at] = Some((n, *inside));
            }
            cursor = start + words.len();
        }
        Self { places }
    }

    /// The paragraph of the first character of a span that the file has, and the characters of the
    /// span in it.
    pub(super) fn find(&self, span: &Range<usize>) -> Option<(usize, Range<usize>)> {
        let here = self.places.get(span.clone())?;
        let (paragraph, start) = here.iter().flatten().next().copied()?;
        let inside = here
            .iter()
            .flatten()
            .filter(|(other, _)| *other == paragraph);
        let end = inside.map(|(_, at)| at + 1).max()?;
        Some((paragraph, start..end))
    }

    /// For each paragraph its characters that the text has: which one in it, and where in the text.
    pub(super) fn by_paragraph(&self, count: usize) -> Vec<Vec<(usize, usize)>> {
        let mut found = vec![Vec::new(); count];
        for (at, place) in self.places.iter().enumerate() {
            if let Some((paragraph, inside)) = place
                && let Some(chars) = found.get_mut(*paragraph)
            {
                chars.push((*inside, at));
            }
        }
        found
    }
}
