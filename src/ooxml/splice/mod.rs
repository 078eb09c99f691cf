//! Changes Word files of any origin by splices into their bytes, everything else as it stood.
//!
//! A file is opened as [`Story`]s: the document, headers, footers, notes. Each is paragraphs of
//! flat text, and knows for every character where it stands in the part. Changes are collected in
//! [`WordChanges`], all in places of the file as it was opened, and written at once: parts that no
//! change touches are copied as the deflated bytes they are.
//!
//! ```
//! use nigao::splice::{WordChanges, WordSource};
//! # use nigao::{document::Document, layout::Layout, write::docx};
//! # let report: Document = "现在，我报告2025年工作。".parse().unwrap();
//! # let file = docx::write(&report, &Layout::default(), &docx::Meta::default()).unwrap();
//! let source = WordSource::open(&file).unwrap();
//! let paragraph = &source.stories()[0].paragraphs[0];
//! assert_eq!(paragraph.text, "现在，我报告2025年工作。");
//!
//! let mut changes = WordChanges::new(&source);
//! changes.replace(0, 0, 6..10, "2026").unwrap(); // story, paragraph, characters
//! let changed = changes.finish().unwrap();
//! let changed = WordSource::open(&changed).unwrap();
//! assert_eq!(changed.stories()[0].paragraphs[0].text, "现在，我报告2026年工作。");
//! ```
//!
//! | to | call |
//! |---|---|
//! | replace, insert, delete words | [`WordChanges::replace`] |
//! | the same as a tracked change | [`WordChanges::track`] |
//! | accept all tracked changes | [`accepted()`] |
//! | drop, insert a paragraph or a row as a tracked change | [`WordChanges::track_paragraph`] |
//! | put a comment over words | [`WordChanges::comment`] |
//! | take an author's comments out, before others are put in | [`WordChanges::remove_comments`] |
//! | drop a paragraph, a row | [`StoryEdit::drop_paragraph`], [`StoryEdit::drop_row`] |
//! | insert a paragraph, set as another one is | [`StoryEdit::insert_paragraph`] |
//! | repeat a paragraph, a row | [`StoryEdit::copied`], [`StoryEdit::put`] |
//!
//! To repeat a row, each copy is a [`StoryEdit::new`] of the same story with its changes; what
//! [`StoryEdit::copied`] returns of them is put in the place of the row.
//!
//! Words of fields that are computed, of controls that are locked or bound to data, and of text
//! boxes whose form for old programs says something else are refused, with the place. Deleted and
//! hidden words, codes of fields and placeholders are in no text, so nothing reaches them.

mod accepted;
mod archive;
mod blocks;
mod comments;
mod edit;
mod file;
mod inserted_runs;
mod part_text;
mod remarks;
mod replace;
mod scan;
mod scan_blocks;
mod scan_words;
mod scanner;
mod story;
mod tracked;
mod tracked_blocks;

pub use accepted::{accepted, first_tracked};
pub(in crate::ooxml) use archive::RawArchive;
pub use edit::StoryEdit;
pub use file::{WordChanges, WordSource};
pub use inserted_runs::InsertedWords;
pub use story::{Story, StoryKind, StoryParagraph, StoryRow, StoryTable};
pub use tracked::Reviser;
