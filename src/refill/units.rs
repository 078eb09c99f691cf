//! Takes a Word file apart into what is aligned: paragraphs, and the rows of tables.

use crate::ooxml::splice::Story;

/// A paragraph outside tables, or a row of one.
#[derive(Clone, Debug)]
pub(super) struct DraftUnit {
    /// Its words; cells of a row are parted by tabs.
    pub(super) text: String,
    pub(super) part: UnitPart,
}

/// Which part of a story a unit is, as indexes of the story's.
#[derive(Clone, Debug)]
pub(super) enum UnitPart {
    Paragraph(usize),
    /// A row, and the paragraphs of each of its cells.
    Row {
        row: usize,
        cells: Vec<Vec<usize>>,
    },
}

/// What rows begin with, so that none is aligned with a paragraph.
const ROW: char = '\u{1}';
/// What stands for a picture or a chart alone in its paragraph, which is not an empty one.
const OBJECT: char = '\u{2}';

/// Returns the units of a story in order. Text boxes and tables of contents are left out: no draft
/// has the one, and Word makes the other anew.
pub(super) fn units(story: &Story) -> Vec<DraftUnit> {
    let mut units = Vec::new();
    let mut last_row = None;
    for (at, paragraph) in story.paragraphs.iter().enumerate() {
        if paragraph.host.is_some() || paragraph.is_contents {
            continue;
        }
        let Some(inner) = paragraph.row else {
            let is_object = paragraph.has_object && paragraph.text.trim().is_empty();
            let text = if is_object {
                OBJECT.to_string()
            } else {
                paragraph.text.clone()
            };
            units.push(DraftUnit {
                text,
                part: UnitPart::Paragraph(at),
            });
            continue;
        };
        let row = outermost(story, inner);
        if last_row != Some(row) {
            last_row = Some(row);
            units.push(row_unit(story, row));
        }
    }
    units
}

/// The row of the outermost table around a row.
fn outermost(story: &Story, inner: usize) -> usize {
    let bytes = &story.rows[inner].bytes;
    let contains = |row: &usize| {
        let outer = &story.rows[*row].bytes;
        outer.start <= bytes.start && bytes.end <= outer.end
    };
    (0..=inner).find(contains).unwrap_or(inner)
}

fn row_unit(story: &Story, row: usize) -> DraftUnit {
    let mut cells = Vec::new();
    let mut text = String::from(ROW);
    for (n, cell) in story.rows[row].cells.iter().enumerate() {
        if n > 0 {
            text.push('\t');
        }
        let paragraphs: Vec<usize> = cell.clone().collect();
        for paragraph in &paragraphs {
            text += &story.paragraphs[*paragraph].text;
        }
        cells.push(paragraphs);
    }
    DraftUnit {
        text,
        part: UnitPart::Row { row, cells },
    }
}

impl DraftUnit {
    /// Returns its words as a person is shown them.
    pub(super) fn shown(&self) -> String {
        self.text
            .trim_start_matches([ROW, OBJECT])
            .replace(['\t', '\n'], " ")
            .trim()
            .to_owned()
    }

    /// Returns whether it is a picture or a chart.
    pub(super) fn is_object(&self) -> bool {
        self.text.starts_with(OBJECT)
    }

    /// Returns its paragraphs.
    pub(super) fn paragraphs(&self) -> Vec<usize> {
        match &self.part {
            UnitPart::Paragraph(at) => vec![*at],
            UnitPart::Row { cells, .. } => cells.concat(),
        }
    }

    /// Returns the row it is, by its number in the story.
    pub(super) fn row(&self) -> Option<usize> {
        match &self.part {
            UnitPart::Paragraph(_) => None,
            UnitPart::Row { row, .. } => Some(*row),
        }
    }

    /// Returns the paragraph that a comment on it is put over.
    pub(super) fn first_paragraph(&self) -> usize {
        match &self.part {
            UnitPart::Paragraph(at) => *at,
            UnitPart::Row { cells, .. } => cells.iter().flatten().next().copied().unwrap_or(0),
        }
    }

    /// Returns where it ends in the part, in bytes: where the next block may stand.
    pub(super) fn end(&self, story: &Story) -> usize {
        match &self.part {
            UnitPart::Paragraph(at) => story.paragraphs[*at].bytes.end,
            UnitPart::Row { row, .. } => story.rows[*row].bytes.end,
        }
    }
}
