//! Renews what stands beside the document: text boxes, headers, footers, notes.

use super::Renewal;
use crate::refill::align::align;
use crate::refill::asides::{ASIDE_KINDS, AsideParagraph, asides, texts_of};
use crate::refill::item::RefillKind;

impl Renewal<'_> {
    /// Changes and drops what stands beside the document; what would have to be added is listed.
    pub(super) fn renew_asides(&mut self) {
        let [old, own, new] = self.sources.map(asides);
        for kind in 0..ASIDE_KINDS {
            self.renew_kind(&old[kind], &own[kind], &new[kind]);
        }
    }

    fn renew_kind(
        &mut self,
        old: &[AsideParagraph],
        own: &[AsideParagraph],
        new: &[AsideParagraph],
    ) {
        let (old_texts, own_texts) = (texts_of(old), texts_of(own));
        let to_next = in_next_draft(old, new);
        let to_edited = align(&old_texts, &own_texts, true);
        let mut is_held = vec![false; own.len()];
        for held in to_edited.iter().flatten() {
            is_held[*held] = true;
        }
        for (at, old) in old.iter().enumerate() {
            let next = to_next[at].map(|next| &new[next]);
            if next.is_some_and(|next| next.text == old.text) {
                continue;
            }
            let mut owns: Vec<usize> = to_edited[at].into_iter().collect();
            // Another program may have given each kind of page a header of its own.
            for (copy, held) in is_held.iter_mut().enumerate() {
                if !*held && own[copy].text == old.text {
                    *held = true;
                    owns.push(copy);
                }
            }
            if let (true, Some(next)) = (owns.is_empty(), next) {
                let (old, new) = (old.text.clone(), next.text.clone());
                self.note(RefillKind::DeletedByHand, None, old, new);
            }
            for copy in owns {
                match next {
                    Some(next) => self.merge_paragraph(old.at, own[copy].at, next.at),
                    None => self.drop_aside(old, &own[copy]),
                }
            }
        }
        for (at, next) in new.iter().enumerate() {
            let is_known = to_next.contains(&Some(at));
            let is_there = own.iter().any(|own| own.text == next.text);
            if !is_known && !is_there {
                // Where it would stand, only a person can tell.
                self.note(RefillKind::ByHand, None, String::new(), next.text.clone());
            }
        }
    }

    fn drop_aside(&mut self, old: &AsideParagraph, own: &AsideParagraph) {
        let (story, paragraph) = own.at;
        let kind = if old.text != own.text {
            RefillKind::KeptByHand
        } else if self.changes.story(story).drop_paragraph(paragraph).is_err() {
            RefillKind::ByHand
        } else {
            RefillKind::Removed
        };
        self.note(kind, Some(own.at), old.text.clone(), String::new());
        if kind != RefillKind::Removed {
            self.comment(own.at, None, kind, String::new());
        }
    }
}

/// Returns for each aside of a draft the one of the next draft that it became.
///
/// Both are drafts of one template. Where as many stand in each, those that are not alike are
/// paired by their place: little is left of 云溪镇2025年简报 in 云溪镇【待填：年份】简报.
fn in_next_draft(old: &[AsideParagraph], new: &[AsideParagraph]) -> Vec<Option<usize>> {
    let mut to_next = align(&texts_of(old), &texts_of(new), false);
    if old.len() != new.len() {
        return to_next;
    }
    for at in 0..old.len() {
        if to_next[at].is_none() && !to_next.contains(&Some(at)) {
            to_next[at] = Some(at);
        }
    }
    to_next
}
