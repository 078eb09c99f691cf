//! Takes paragraphs and page out of a Word file that was read, and says why one was not.

use super::format::TextFormat;
use super::roles::FormattedParagraph;
use crate::diagnostic::Message;
use crate::error::Error;
use crate::ooxml::word::{PageSetup, WordBlock, WordDocument};
use crate::ooxml::{PackageError, too_big};

/// The paragraphs of the report and its tables, what stands aside of them left out.
pub(super) fn paragraphs(word: &WordDocument) -> Vec<FormattedParagraph> {
    let mut paragraphs = Vec::new();
    add_paragraphs(&word.blocks, false, &mut paragraphs);
    paragraphs
}

fn add_paragraphs(blocks: &[WordBlock], in_table: bool, into: &mut Vec<FormattedParagraph>) {
    for block in blocks {
        match block {
            WordBlock::Paragraph(paragraph) => into.push(FormattedParagraph {
                text: paragraph.text().trim().to_owned(),
                in_table,
                is_spaced_in: is_spaced_in(&paragraph.words),
                is_numbered: !paragraph.number.is_empty(),
                is_red: paragraph.is_red,
                format: TextFormat::of(paragraph),
            }),
            WordBlock::Table(table) => {
                for cell in table.rows.iter().flatten() {
                    add_paragraphs(&cell.blocks, true, into);
                }
            }
        }
    }
}

/// Whether words begin with the space of two characters, typed by hand.
fn is_spaced_in(words: &str) -> bool {
    ["\u{3000}\u{3000}", "    ", "\t"]
        .iter()
        .any(|space| words.starts_with(space))
}

/// The page of the first section that stands upright.
pub(super) fn page(sections: &[PageSetup]) -> PageSetup {
    let upright = sections
        .iter()
        .find(|page| page.width.is_some() && page.is_upright());
    upright.copied().unwrap_or_default()
}

pub(super) fn fault(why: PackageError) -> Error {
    match why {
        PackageError::TooBig(limit) => too_big(limit),
        PackageError::Locked => Error::new(Message::plain("read.locked")),
        PackageError::NotArchive | PackageError::OtherKind | PackageError::Damaged => {
            Error::new(Message::plain("layout.reference"))
        }
    }
}
