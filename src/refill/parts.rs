//! Renews the parts beside the document: charts, their workbooks, and what names the draft.

use super::item::{RefillItem, RefillKind};
use super::stamp::PROPERTIES;
use crate::error::Result;
use crate::ooxml::splice::{WordChanges, WordSource};
use crate::write::docx::DraftStamp;

/// Where charts and their workbooks are.
const FOLDERS: [&str; 2] = ["word/charts/", "word/embeddings/"];

/// Renews charts that the hand has left alone, and lists the others.
pub(super) fn renew_parts(
    base: &WordSource,
    edited: &WordSource,
    next: &WordSource,
    changes: &mut WordChanges,
) -> Result<Vec<RefillItem>> {
    let mut items = Vec::new();
    for folder in FOLDERS {
        let mut names = base.parts_below(folder)?;
        names.extend(next.parts_below(folder)?);
        names.sort_unstable();
        names.dedup();
        for name in names {
            let (old, own, new) = (
                base.part_bytes(&name)?,
                edited.part_bytes(&name)?,
                next.part_bytes(&name)?,
            );
            // Answers that leave a chart alone leave the hand's chart alone.
            if old == new || own == new {
                continue;
            }
            match (own, new) {
                (Some(own), Some(new)) if old == Some(own.clone()) => changes.put_part(&name, new),
                _ => items.push(RefillItem {
                    kind: RefillKind::ByHand,
                    place: None,
                    old: name,
                    new: String::new(),
                }),
            }
        }
    }
    renew_stamp(base, edited, next, changes)?;
    Ok(items)
}

/// Puts the name of the new draft where that of the old one stands, whatever program has saved the
/// part since.
fn renew_stamp(
    base: &WordSource,
    edited: &WordSource,
    next: &WordSource,
    changes: &mut WordChanges,
) -> Result<()> {
    let stamp = |source: &WordSource| -> Result<Option<String>> {
        let part = source.part_bytes(PROPERTIES)?;
        let text = part.map(|bytes| String::from_utf8_lossy(&bytes).into_owned());
        Ok(text
            .as_deref()
            .and_then(DraftStamp::read)
            .map(|stamp| stamp.hash))
    };
    let (Some(old), Some(new)) = (stamp(base)?, stamp(next)?) else {
        return Ok(());
    };
    let Some(own) = edited.part_bytes(PROPERTIES)? else {
        return Ok(());
    };
    let Ok(own) = String::from_utf8(own) else {
        return Ok(());
    };
    if old != new && own.contains(&old) {
        changes.put_part(PROPERTIES, own.replace(&old, &new).into_bytes());
    }
    Ok(())
}
