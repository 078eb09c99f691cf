//! Puts in what only the new draft has.

use std::collections::BTreeSet;

use super::Renewal;
use crate::error::Result;
use crate::ooxml::splice::{Story, StoryEdit};
use crate::refill::item::RefillKind;
use crate::refill::units::UnitPart;

/// Where a row goes that only the new draft has.
enum RowPlace {
    /// Beside a row of the edited file, at a byte, set as that row is.
    Beside {
        model: usize,
        own: Vec<Vec<usize>>,
        byte: usize,
    },
    /// With its table, which the edited file has not.
    NewTable,
    /// Only a person can tell: the rows of its table have other cells.
    Unknown,
}

impl Renewal<'_> {
    /// Puts in what only the new draft has, behind what stands before it there.
    pub(super) fn add_units(&mut self) -> Result<()> {
        let known: BTreeSet<usize> = self.to_next.iter().flatten().copied().collect();
        let held: BTreeSet<usize> = self.to_edited.iter().flatten().copied().collect();
        let mut tables_put = BTreeSet::new();
        let own_units = self.own_units();
        // The edited unit that a unit of the new draft comes behind.
        let mut before = None;
        for at in 0..self.next.len() {
            before = own_units[at].or(before);
            if known.contains(&at) {
                continue;
            }
            let new = self.next[at].clone();
            let is_there = self.edited.iter().enumerate().any(|(own, unit)| {
                !held.contains(&own) && unit.text == new.text && !new.shown().is_empty()
            });
            if is_there {
                // The hand has added the same.
                continue;
            }
            let story = self.stories[1];
            match &new.part {
                UnitPart::Paragraph(paragraph) => {
                    let byte = before.map_or_else(|| start_of(story), |own| self.end_of_block(own));
                    let xml = self.paragraph(*paragraph, before)?;
                    self.changes.story(0).put(byte..byte, xml);
                }
                UnitPart::Row { row, cells } => {
                    let table = self.stories[2].rows[*row].table;
                    if tables_put.contains(&table) {
                        continue;
                    }
                    let place = self.row_place(&own_units, at, table, cells.len());
                    match place {
                        RowPlace::Beside { model, own, byte } => {
                            self.add_row(model, &own, cells, byte)?;
                        }
                        RowPlace::NewTable => {
                            tables_put.insert(table);
                            self.add_table(table, before)?;
                        }
                        RowPlace::Unknown => {
                            let place = before.map(|own| (0, self.edited[own].first_paragraph()));
                            self.note(RefillKind::ByHand, place, String::new(), new.shown());
                            continue;
                        }
                    }
                }
            }
            if !new.shown().is_empty() {
                let place = before.map(|own| (0, self.edited[own].first_paragraph()));
                self.note(RefillKind::Added, place, String::new(), new.shown());
            }
        }
        Ok(())
    }

    /// Where a row that only the new draft has goes: behind the row before it in its table, else
    /// before the next one that the edited file has.
    fn row_place(
        &self,
        own_units: &[Option<usize>],
        at: usize,
        table: usize,
        cells: usize,
    ) -> RowPlace {
        let (edited, next) = (self.stories[1], self.stories[2]);
        // The rows of a table stand together.
        let in_table = |at: &usize| {
            let row = self.next[*at].row();
            row.is_some_and(|row| next.rows[row].table == table)
        };
        let mut rows_before = (0..at).rev().take_while(in_table);
        let mut rows_after = (at + 1..self.next.len()).take_while(in_table);
        let before = rows_before.find_map(|at| own_units[at]);
        let after = rows_after.find_map(|at| own_units[at]);
        let mut is_in_file = false;
        for (own, is_behind) in [(before, true), (after, false)] {
            let Some(UnitPart::Row { row, cells: own }) = own.map(|own| &self.edited[own].part)
            else {
                continue;
            };
            is_in_file = true;
            if own.len() == cells {
                let bytes = &edited.rows[*row].bytes;
                return RowPlace::Beside {
                    model: *row,
                    own: own.clone(),
                    byte: if is_behind { bytes.end } else { bytes.start },
                };
            }
        }
        if is_in_file {
            RowPlace::Unknown
        } else {
            RowPlace::NewTable
        }
    }

    /// For each unit of the new draft the edited one that it renews.
    fn own_units(&self) -> Vec<Option<usize>> {
        let mut own_units = vec![None; self.next.len()];
        for (next, own) in self.to_next.iter().zip(&self.to_edited) {
            if let Some(next) = next {
                own_units[*next] = *own;
            }
        }
        own_units
    }

    /// Where a block may stand behind an edited unit: behind the whole table of a row.
    fn end_of_block(&self, own: usize) -> usize {
        let story = self.stories[1];
        match &self.edited[own].part {
            UnitPart::Row { row, .. } => story.tables[story.rows[*row].table].bytes.end,
            UnitPart::Paragraph(_) => self.edited[own].end(story),
        }
    }

    /// A paragraph of the new draft, set as its like is set in the edited file.
    fn paragraph(&self, new: usize, before: Option<usize>) -> Result<String> {
        let [base, edited, next] = self.stories;
        let model = &next.paragraphs[new];
        let look = model.look(&next.xml);
        let near = before.unwrap_or(0);
        let mut likest: Option<(usize, usize, usize)> = None;
        for (at, unit) in self.base.iter().enumerate() {
            let (UnitPart::Paragraph(old), Some(own)) = (&unit.part, self.to_edited[at]) else {
                continue;
            };
            let UnitPart::Paragraph(own_paragraph) = &self.edited[own].part else {
                continue;
            };
            let distance = own.abs_diff(near);
            let is_like = base.paragraphs[*old].look(&base.xml) == look
                && edited.paragraphs[*own_paragraph].length > 0;
            if is_like && likest.is_none_or(|(least, ..)| distance < least) {
                likest = Some((distance, *own_paragraph, *old));
            }
        }
        // A kind of paragraph that the old draft had nowhere brings its own look.
        let Some((_, like, _)) = likest else {
            return StoryEdit::new(next).copied(model.bytes.clone(), model);
        };
        let last = edited.paragraphs[like].length.saturating_sub(1);
        let mut pieces = Vec::new();
        for (n, chars) in model.formats(&next.xml).into_iter().enumerate() {
            // The first words in the format of the first, all others in that of the last: a heading
            // or a 段首句 set off, and the text behind it.
            let is_only = model.formats(&next.xml).len() == 1;
            let format = if n == 0 && !is_only { 0 } else { last };
            pieces.push((format, model.words(chars)));
        }
        Ok(edited.paragraph_of(like, &pieces))
    }

    /// Copies a row of the edited file to a place beside itself, with other words.
    fn add_row(
        &mut self,
        model: usize,
        own: &[Vec<usize>],
        new: &[Vec<usize>],
        byte: usize,
    ) -> Result<()> {
        let story = self.stories[1];
        let mut copy = StoryEdit::new(story);
        for (own, new) in own.iter().zip(new) {
            let words: Vec<String> = new
                .iter()
                .map(|at| self.stories[2].paragraphs[*at].text.clone())
                .collect();
            for (n, paragraph) in own.iter().enumerate() {
                let length = story.paragraphs[*paragraph].length;
                let words = if n == 0 {
                    words.join("\n")
                } else {
                    String::new()
                };
                copy.replace(*paragraph, 0..length, &words)?;
            }
        }
        let bytes = story.rows[model].bytes.clone();
        let place = &story.paragraphs[own.iter().flatten().next().copied().unwrap_or(0)];
        let xml = copy.copied(bytes, place)?;
        self.changes.story(0).put(byte..byte, xml);
        Ok(())
    }

    fn add_table(&mut self, table: usize, before: Option<usize>) -> Result<()> {
        let next = self.stories[2];
        let bytes = next.tables[table].bytes.clone();
        let first = next.tables[table]
            .rows
            .first()
            .and_then(|row| next.rows[*row].cells.first());
        let place = &next.paragraphs[first.map_or(0, |cell| cell.start)];
        let xml = StoryEdit::new(next).copied(bytes, place)?;
        let story = self.stories[1];
        let byte = before.map_or_else(|| start_of(story), |own| self.end_of_block(own));
        self.changes.story(0).put(byte..byte, xml);
        Ok(())
    }
}

/// Where the first block of a document stands.
fn start_of(story: &Story) -> usize {
    story.paragraphs.first().map_or(0, |first| match first.row {
        Some(row) => story.tables[story.rows[row].table].bytes.start,
        None => first.bytes.start,
    })
}
