//! Compares two drafts sentence by sentence, as a list or as one file with tracked changes.

use super::align::{align, sentence_pairs};
use super::asides::{ASIDE_KINDS, AsideParagraph, asides, texts_of};
use super::sentences::word_changes;
use super::units::{DraftUnit, UnitPart, units};
use crate::error::Result;
use crate::ooxml::splice::{Reviser, WordChanges, WordSource};

/// A sentence, paragraph or row that differs between two drafts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SentenceDifference {
    /// The paragraph it stands in, from 1: of the first draft, or of the second where the first has
    /// none.
    pub paragraph: usize,
    /// Its words in the first draft; empty where they were added.
    pub old: String,
    /// Its words in the second draft; empty where they are gone.
    pub new: String,
}

/// Lists what differs between two Word files, in the order of the first, additions where they come.
///
/// # Errors
/// When one of them is no Word file, or is damaged.
pub fn differences(one: &[u8], other: &[u8]) -> Result<Vec<SentenceDifference>> {
    let (one, other) = (WordSource::open(one)?, WordSource::open(other)?);
    let (old, new) = (units(&one.stories()[0]), units(&other.stories()[0]));
    let mut found = differences_of(&old, &new);
    let (old, new) = (asides(&one), asides(&other));
    for kind in 0..ASIDE_KINDS {
        let lines = |asides: &[AsideParagraph], source: &WordSource| -> Vec<DraftUnit> {
            let of = asides.iter();
            of.map(|aside| aside_unit(aside, source)).collect()
        };
        let (old, new) = (lines(&old[kind], &one), lines(&new[kind], &other));
        for difference in differences_of(&old, &new) {
            // Headers of several kinds of pages say the same.
            if !found.contains(&difference) {
                found.push(difference);
            }
        }
    }
    Ok(found)
}

/// A paragraph beside the document as a unit; its number counts behind those of the parts before.
fn aside_unit(aside: &AsideParagraph, source: &WordSource) -> DraftUnit {
    let (story, at) = aside.at;
    let before = source.stories()[..story]
        .iter()
        .map(|story| story.paragraphs.len());
    DraftUnit {
        text: aside.text.clone(),
        part: UnitPart::Paragraph(before.sum::<usize>() + at),
    }
}

/// Lists what differs between two texts, a line a paragraph.
#[must_use]
pub fn text_differences(one: &str, other: &str) -> Vec<SentenceDifference> {
    let lines = |text: &str| -> Vec<DraftUnit> {
        let lines = text.lines().enumerate();
        lines
            .map(|(at, line)| DraftUnit {
                text: line.to_owned(),
                part: UnitPart::Paragraph(at),
            })
            .collect()
    };
    differences_of(&lines(one), &lines(other))
}

fn differences_of(one: &[DraftUnit], other: &[DraftUnit]) -> Vec<SentenceDifference> {
    let pairs = paired(one, other);
    let mut found = Vec::new();
    for (old, new) in pairs {
        let paragraph = old.or(new).map_or(0, DraftUnit::first_paragraph) + 1;
        let text = |unit: Option<&DraftUnit>| unit.map_or_else(String::new, DraftUnit::shown);
        match (old, new) {
            (Some(old), Some(new)) if old.text != new.text => {
                for (old, new) in sentence_pairs(&old.text, &new.text) {
                    found.push(SentenceDifference {
                        paragraph,
                        old,
                        new,
                    });
                }
            }
            (Some(_), Some(_)) => {}
            (old, new) if text(old).is_empty() && text(new).is_empty() => {}
            (old, new) => {
                found.push(SentenceDifference {
                    paragraph,
                    old: text(old),
                    new: text(new),
                });
            }
        }
    }
    found
}

/// The units of two drafts side by side, in the order of the first; what only the second has stands
/// behind what it comes after there.
fn paired<'u>(
    one: &'u [DraftUnit],
    other: &'u [DraftUnit],
) -> Vec<(Option<&'u DraftUnit>, Option<&'u DraftUnit>)> {
    let texts = |units: &[DraftUnit]| -> Vec<String> {
        units.iter().map(|unit| unit.text.clone()).collect()
    };
    let to_other = align(&texts(one), &texts(other), false);
    let mut pairs = Vec::new();
    let mut next = 0;
    for (old, new) in one.iter().zip(to_other) {
        if let Some(new) = new {
            pairs.extend(other[next..new].iter().map(|unit| (None, Some(unit))));
            next = new + 1;
        }
        pairs.push((Some(old), new.map(|new| &other[new])));
    }
    pairs.extend(other[next..].iter().map(|unit| (None, Some(unit))));
    pairs
}

/// A comparison as a Word file.
#[derive(Clone, Debug)]
pub struct TrackedComparison {
    /// The first file with tracked changes: accepted they make the words of the second, rejected
    /// those of the first.
    pub bytes: Vec<u8>,
    /// The paragraphs, from 1, whose changes cannot be tracked: fields, locked controls.
    pub left: Vec<usize>,
}

/// Compares two Word files as one with tracked changes.
///
/// # Errors
/// When one of them is no Word file, or is damaged.
pub fn tracked(one: &[u8], other: &[u8], by: &Reviser) -> Result<TrackedComparison> {
    let (source, target) = (WordSource::open(one)?, WordSource::open(other)?);
    let (story, new_story) = (&source.stories()[0], &target.stories()[0]);
    let (old_units, new_units) = (units(story), units(new_story));
    let mut changes = WordChanges::new(&source);
    let mut left = Vec::new();
    // What is added stands before the next unit of the first draft that stays.
    let mut before: Option<&DraftUnit> = None;
    for (old, new) in paired(&old_units, &new_units) {
        // Drawings have no words that a change could be tracked by.
        if let Some(unit) = old.xor(new).filter(|unit| unit.is_object()) {
            left.push(unit.first_paragraph() + 1);
            before = old.or(before);
            continue;
        }
        let made = match (old, new) {
            (Some(old), Some(new)) => track_unit(&mut changes, old, new, new_story, by),
            (Some(old), None) => match &old.part {
                UnitPart::Paragraph(at) => changes.track_drop_paragraph(0, *at, by),
                UnitPart::Row { row, .. } => changes.track_drop_row(0, *row, by),
            },
            (None, Some(new)) => {
                let behind = before.map_or(0, |unit| match &unit.part {
                    UnitPart::Row { row, .. } if matches!(new.part, UnitPart::Paragraph(_)) => {
                        story.tables[story.rows[*row].table].bytes.end
                    }
                    _ => unit.end(story),
                });
                let words = |at: usize| new_story.paragraphs[at].text.clone();
                match (&new.part, before.map(|unit| &unit.part)) {
                    (UnitPart::Paragraph(at), before) => {
                        let like = match before {
                            Some(UnitPart::Paragraph(like)) => *like,
                            _ => 0,
                        };
                        changes.track_paragraph(0, behind, like, &words(*at), by);
                        Ok(())
                    }
                    (UnitPart::Row { cells, .. }, Some(UnitPart::Row { row, cells: own }))
                        if cells.len() == own.len() =>
                    {
                        let texts: Vec<String> = cells
                            .iter()
                            .map(|cell| cell.iter().map(|at| words(*at)).collect())
                            .collect();
                        changes.track_row(0, *row, &texts, by)
                    }
                    _ => {
                        left.push(new.first_paragraph() + 1);
                        Ok(())
                    }
                }
            }
            (None, None) => Ok(()),
        };
        if made.is_err() {
            left.push(old.or(new).map_or(0, DraftUnit::first_paragraph) + 1);
        }
        before = old.or(before);
    }
    left.extend(track_asides(&mut changes, &source, &target, by));
    Ok(TrackedComparison {
        bytes: changes.finish()?,
        left,
    })
}

/// Tracks what differs beside the document. Returns the paragraphs, from 1, where that cannot be.
fn track_asides(
    changes: &mut WordChanges,
    source: &WordSource,
    target: &WordSource,
    by: &Reviser,
) -> Vec<usize> {
    let (old, new) = (asides(source), asides(target));
    let mut left = Vec::new();
    for kind in 0..ASIDE_KINDS {
        let (old, new) = (&old[kind], &new[kind]);
        let to_new = align(&texts_of(old), &texts_of(new), true);
        for (old, new_at) in old.iter().zip(&to_new) {
            let (story, at) = old.at;
            let words = new_at.map_or("", |at| new[at].text.as_str());
            let made = word_changes(&old.text, words)
                .into_iter()
                .try_for_each(|change| changes.track(story, at, change.chars, &change.words, by));
            if made.is_err() {
                left.push(aside_unit(old, source).first_paragraph() + 1);
            }
        }
        for (at, new) in new.iter().enumerate() {
            if !to_new.contains(&Some(at)) {
                left.push(aside_unit(new, target).first_paragraph() + 1);
            }
        }
    }
    left
}

fn track_unit(
    changes: &mut WordChanges,
    old: &DraftUnit,
    new: &DraftUnit,
    new_story: &crate::ooxml::splice::Story,
    by: &Reviser,
) -> Result<()> {
    if old.text == new.text {
        return Ok(());
    }
    let paragraphs = |unit: &DraftUnit| match &unit.part {
        UnitPart::Paragraph(at) => vec![vec![*at]],
        UnitPart::Row { cells, .. } => cells.clone(),
    };
    let (old, new) = (paragraphs(old), paragraphs(new));
    for (n, cell) in old.iter().enumerate() {
        for (m, at) in cell.iter().enumerate() {
            let other = new.get(n).and_then(|cell| cell.get(m));
            let words = other.map_or("", |other| new_story.paragraphs[*other].text.as_str());
            let text = changes.story(0).story().paragraphs[*at].text.clone();
            for change in word_changes(&text, words) {
                changes.track(0, *at, change.chars, &change.words, by)?;
            }
        }
    }
    Ok(())
}
