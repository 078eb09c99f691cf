//! Renews an edited draft: splices into it what new answers change, and leaves the hand's work.

mod additions;
mod aside_paragraphs;

use std::collections::BTreeMap;

use super::align::align;
use super::asides::ParagraphAt;
use super::item::{RefillComment, RefillItem, RefillKind};
use super::labels::LineNumber;
use super::merge::merge;
use super::parts::renew_parts;
use super::sentences::WordChange;
use super::units::{DraftUnit, UnitPart, units};
use crate::diagnostic::{Lang, Message};
use crate::document::{CLAIM_WORD, HOLE_WORD};
use crate::error::Result;
use crate::ooxml::splice::{Reviser, Story, WordChanges, WordSource};

/// Who writes comments into drafts.
const AUTHOR: &str = "拟稿";
/// Who remarks on what was drafted: no hand either.
const REVIEWER: &str = "nigao";

/// An edited draft renewed.
#[derive(Clone, Debug)]
pub struct Refilled {
    /// The file.
    pub bytes: Vec<u8>,
    /// What was done and what was left, in the order of the old draft.
    pub items: Vec<RefillItem>,
}

/// Renews an edited draft.
///
/// `base` is the Word file drafted from the old answers, which a hand made `edited` of; `next` is
/// the one drafted from the new answers. What differs between `base` and `next` is spliced into
/// `edited`; where the hand changed the same sentence, its words stay and a comment in `lang` gives
/// the new ones. Without a difference the file comes back byte for byte.
///
/// # Errors
/// When one of the three is no Word file, or is damaged.
pub fn refill(edited: &[u8], base: &[u8], next: &[u8], lang: Lang) -> Result<Refilled> {
    let sources = [
        WordSource::open(base)?,
        WordSource::open(edited)?,
        WordSource::open(next)?,
    ];
    let [base, edited, next] = &sources;
    edited.require_plain()?;
    let mut renewal = Renewal::new(base, edited, next);
    renewal.renew_units();
    renewal.add_units()?;
    renewal.renumber();
    renewal.renew_asides();
    renewal
        .items
        .extend(renew_parts(base, edited, next, &mut renewal.changes)?);
    renewal.finish(lang)
}

/// Pairs rows of two drafts by their place where nothing else tells them, in tables of as many
/// rows: little is left of 指标 2025年 in 指标 【待填：年份】.
fn pair_rows(
    old: &[DraftUnit],
    new: &[DraftUnit],
    [old_story, new_story]: [&Story; 2],
    to_next: &mut [Option<usize>],
) {
    // The new table of an old one, by the first of its rows that has a like.
    let mut tables: BTreeMap<usize, usize> = BTreeMap::new();
    // The units of the new draft by their rows, less those that have a like.
    let mut free: BTreeMap<usize, usize> = BTreeMap::new();
    for (at, unit) in new.iter().enumerate() {
        free.extend(unit.row().map(|row| (row, at)));
    }
    for (old, next) in old.iter().zip(&*to_next) {
        if let (Some(row), Some(next)) = (old.row(), next)
            && let Some(other) = new[*next].row()
        {
            free.remove(&other);
            let (table, other) = (old_story.rows[row].table, new_story.rows[other].table);
            tables.entry(table).or_insert(other);
        }
    }
    for (at, unit) in old.iter().enumerate() {
        let Some(row) = unit.row().filter(|_| to_next[at].is_none()) else {
            continue;
        };
        let table = old_story.rows[row].table;
        let Some(other) = tables.get(&table) else {
            continue;
        };
        let (rows, others) = (
            &old_story.tables[table].rows, &new_story.tables[*other].rows,
        );
        // Rows of a table are numbered in order.
        let place = rows.binary_search(&row).ok();
        if let Some(place) = place.filter(|_| rows.len() == others.len()) {
            to_next[at] = free.remove(&others[place]);
        }
    }
}

struct Renewal<'s> {
    /// The old draft, the edited one, the new one.
    sources: [&'s WordSource<'s>; 3],
    /// The stories of their documents.
    stories: [&'s Story; 3],
    base: Vec<DraftUnit>,
    edited: Vec<DraftUnit>,
    next: Vec<DraftUnit>,
    /// For each unit of the old draft what it became by hand, and by the answers.
    to_edited: Vec<Option<usize>>,
    to_next: Vec<Option<usize>>,
    changes: WordChanges<'s, 's>,
    items: Vec<RefillItem>,
    comments: Vec<RefillComment>,
}

impl<'s> Renewal<'s> {
    fn new(base: &'s WordSource<'s>, edited: &'s WordSource<'s>, next: &'s WordSource<'s>) -> Self {
        let stories = [&base.stories()[0], &edited.stories()[0], &next.stories()[0]];
        let [old, own, new] = stories.map(units);
        let texts = |units: &[DraftUnit]| -> Vec<String> {
            units.iter().map(|unit| unit.text.clone()).collect()
        };
        let to_edited = align(&texts(&old), &texts(&own), true);
        // One template drafts both in one order; only a hand moves paragraphs.
        let mut to_next = align(&texts(&old), &texts(&new), false);
        pair_rows(&old, &new, [stories[0], stories[2]], &mut to_next);
        let changes = WordChanges::new(edited);
        let (items, comments) = (Vec::new(), Vec::new());
        Self {
            sources: [base, edited, next],
            stories,
            base: old,
            edited: own,
            next: new,
            to_edited,
            to_next,
            changes,
            items,
            comments,
        }
    }

    /// Changes and drops what the old draft has.
    fn renew_units(&mut self) {
        for at in 0..self.base.len() {
            let old = self.base[at].clone();
            let new = self.to_next[at].map(|new| self.next[new].clone());
            let own = self.to_edited[at].map(|own| self.edited[own].clone());
            match (new, own) {
                (Some(new), Some(own)) => self.merge_unit(&old, &own, &new),
                (Some(new), None) => {
                    if old.text.replace('\n', "") != new.text.replace('\n', "") {
                        self.note(RefillKind::DeletedByHand, None, old.shown(), new.shown());
                    }
                }
                (None, Some(own)) => self.drop_unit(&old, &own),
                (None, None) => {}
            }
        }
    }

    fn merge_unit(&mut self, old: &DraftUnit, own: &DraftUnit, new: &DraftUnit) {
        if old.text == new.text {
            return;
        }
        match (&old.part, &own.part, &new.part) {
            (UnitPart::Paragraph(old), UnitPart::Paragraph(own), UnitPart::Paragraph(new)) => {
                self.merge_paragraph((0, *old), (0, *own), (0, *new));
            }
            (
                UnitPart::Row {
                    cells: old_cells, ..
                },
                UnitPart::Row {
                    cells: own_cells, ..
                },
                UnitPart::Row {
                    cells: new_cells, ..
                },
            ) => {
                let shape =
                    |cells: &[Vec<usize>]| -> Vec<usize> { cells.iter().map(Vec::len).collect() };
                let is_alike = shape(old_cells) == shape(own_cells);
                if !is_alike || shape(own_cells) != shape(new_cells) {
                    self.leave(RefillKind::ByHand, own, old.shown(), new.shown());
                    return;
                }
                let cells = old_cells.iter().flatten().zip(own_cells.iter().flatten());
                for ((old, own), new) in cells.zip(new_cells.iter().flatten()) {
                    self.merge_paragraph((0, *old), (0, *own), (0, *new));
                }
            }
            _ => self.leave(RefillKind::ByHand, own, old.shown(), new.shown()),
        }
    }

    fn merge_paragraph(&mut self, old: ParagraphAt, own: ParagraphAt, new: ParagraphAt) {
        let text = |n: usize, (story, at): ParagraphAt| {
            self.sources[n].stories()[story].paragraphs[at].text.clone()
        };
        let (base, edited, next) = (text(0, old), text(1, own), text(2, new));
        let merged = merge(&base, &edited, &next);
        let mut refused = false;
        // A field or a locked control may refuse; then the paragraph is for a person.
        for edit in &merged.edits {
            refused |= self.change(own, edit).is_err();
        }
        let place = Some(own);
        for (old, new) in merged.applied {
            if refused {
                self.note(RefillKind::ByHand, place, old, new.clone());
                self.comment(own, None, RefillKind::ByHand, new);
            } else {
                self.note(RefillKind::Changed, place, old, new);
            }
        }
        for conflict in merged.conflicts {
            let kind = match (conflict.chars.is_empty(), conflict.next.is_empty()) {
                (_, true) => RefillKind::KeptByHand,
                (true, false) => RefillKind::DeletedByHand,
                (false, false) => RefillKind::Conflict,
            };
            self.note(kind, place, conflict.base, conflict.next.clone());
            let chars = Some(conflict.chars).filter(|chars| !chars.is_empty());
            self.comment(own, chars, kind, conflict.next);
        }
    }

    /// Makes a change. What was a hole loses its colour and its comment with it.
    fn change(&mut self, (story, paragraph): ParagraphAt, edit: &WordChange) -> Result<()> {
        let place = &self.sources[1].stories()[story].paragraphs[paragraph];
        let old = place.words(edit.chars.clone());
        let is_hole = old.contains(HOLE_WORD) || old.contains(CLAIM_WORD);
        let (chars, words) = (edit.chars.clone(), edit.words.as_str());
        if !is_hole {
            return self.changes.replace(story, paragraph, chars, words);
        }
        let edit = self.changes.story(story);
        edit.replace_plainly(paragraph, chars.clone(), words)?;
        if story > 0 || place.host.is_some() {
            return Ok(());
        }
        // Drafts in a shipped layout and in the writer's own file name their comments differently.
        for author in [AUTHOR, REVIEWER] {
            self.changes
                .remove_comments_in(paragraph, chars.clone(), author)?;
        }
        Ok(())
    }

    /// Drops what the answers take away, unless the hand has changed it.
    fn drop_unit(&mut self, old: &DraftUnit, own: &DraftUnit) {
        let is_edited = old.text.replace('\n', "") != own.text.replace('\n', "");
        if is_edited || self.has_additions(old, own) {
            self.leave(RefillKind::KeptByHand, own, old.shown(), String::new());
            return;
        }
        let edit = self.changes.story(0);
        let dropped = match &own.part {
            UnitPart::Paragraph(at) => edit.drop_paragraph(*at),
            UnitPart::Row { row, .. } => edit.drop_row(*row),
        };
        match dropped {
            Ok(()) if old.shown().is_empty() => {}
            Ok(()) => self.note(
                RefillKind::Removed,
                Some((0, own.first_paragraph())),
                old.shown(),
                String::new(),
            ),
            Err(_) => self.leave(RefillKind::ByHand, own, old.shown(), String::new()),
        }
    }

    /// Whether a hand has put something beside the words of a unit: a picture, a comment.
    fn has_additions(&self, old: &DraftUnit, own: &DraftUnit) -> bool {
        let has_object = |n: usize, unit: &DraftUnit| {
            unit.paragraphs()
                .iter()
                .any(|at| self.stories[n].paragraphs[*at].has_object)
        };
        let has_comment = |at: &usize| {
            self.changes
                .has_comment_of_others(*at, &[AUTHOR, REVIEWER])
                .unwrap_or(true)
        };
        (has_object(1, own) && !has_object(0, old)) || own.paragraphs().iter().any(has_comment)
    }

    /// Counts on the numbers of headings that the hand has added behind headings that are counted
    /// anew.
    fn renumber(&mut self) {
        let mut shifts: Vec<(LineNumber, i64)> = Vec::new();
        for own in 0..self.edited.len() {
            let UnitPart::Paragraph(paragraph) = self.edited[own].part else {
                continue;
            };
            let Some(number) = LineNumber::read(&self.edited[own].text) else {
                continue;
            };
            let old = self
                .to_edited
                .iter()
                .position(|edited| *edited == Some(own));
            let new = old.map(|old| self.to_next[old].map(|new| &self.next[new].text));
            let read = |text: &str| LineNumber::read(text).map_or(0, |read| read.number);
            match (old, new) {
                (Some(old), Some(Some(new))) => {
                    let shift = signed(read(new)) - signed(read(&self.base[old].text));
                    // The last heading of a level tells how those behind it shift.
                    shifts.retain(|(other, _)| !other.is_like(&number));
                    shifts.push((number, shift));
                }
                (None, _) => {
                    let known = shifts.iter_mut().find(|(other, _)| other.is_like(&number));
                    let Some((last, shift)) =
                        known.filter(|(last, _)| last.number + 1 == number.number)
                    else {
                        continue;
                    };
                    let shift = *shift;
                    *last = number.clone();
                    let counted = u64::try_from(signed(number.number) + shift).unwrap_or(0);
                    if shift == 0 || counted == 0 {
                        continue;
                    }
                    let chars = 0..number.length;
                    let words = number.with(counted);
                    let old = self.edited[own].shown();
                    if self.changes.replace(0, paragraph, chars, &words).is_ok() {
                        self.note(RefillKind::Changed, Some((0, paragraph)), old, words);
                    }
                }
                _ => {}
            }
        }
    }

    /// Notes a change of a whole unit that a person has to make.
    fn leave(&mut self, kind: RefillKind, own: &DraftUnit, old: String, new: String) {
        let paragraph = (0, own.first_paragraph());
        self.note(kind, Some(paragraph), old, new.clone());
        self.comment(paragraph, None, kind, new);
    }

    fn note(&mut self, kind: RefillKind, at: Option<ParagraphAt>, old: String, new: String) {
        let stories = self.sources[1].stories();
        let place = at.map(|(story, paragraph)| {
            let text = &stories[story].paragraphs[paragraph].text;
            // Headers and notes count behind the document, as in a check of a template.
            let before = stories[..story].iter().map(|story| story.paragraphs.len());
            let number = before.sum::<usize>() + paragraph + 1;
            (number, text.chars().take(12).collect())
        });
        self.items.push(RefillItem {
            kind,
            place,
            old,
            new,
        });
    }

    fn comment(
        &mut self,
        (story, paragraph): ParagraphAt,
        chars: Option<std::ops::Range<usize>>,
        kind: RefillKind,
        new: String,
    ) {
        let length = self.sources[1].stories()[story].paragraphs[paragraph].length;
        let chars = chars.unwrap_or(0..length);
        self.comments.push(RefillComment {
            story,
            paragraph,
            chars,
            kind,
            new,
        });
    }

    fn finish(mut self, lang: Lang) -> Result<Refilled> {
        let by = Reviser {
            author: AUTHOR.to_owned(),
            initials: "拟".to_owned(),
            date: None,
        };
        for comment in &self.comments {
            let new = comment.new.trim();
            let message = match comment.kind {
                RefillKind::KeptByHand => Message::plain("refill.comment.kept"),
                RefillKind::DeletedByHand => Message::new("refill.comment.deleted", [("new", new)]),
                RefillKind::ByHand => Message::new("refill.comment.by-hand", [("new", new)]),
                _ => Message::new("refill.comment.conflict", [("new", new)]),
            };
            let text = message.text(lang);
            self.changes.comment(
                comment.story,
                comment.paragraph,
                comment.chars.clone(),
                &by,
                &text,
            )?;
        }
        Ok(Refilled {
            bytes: self.changes.finish()?,
            items: self.items,
        })
    }
}

fn signed(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(0)
}
