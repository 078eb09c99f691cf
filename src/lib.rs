//! Drafts Chinese government reports: earlier reports to templates, answers to Word files.
//!
//! A report is a [`document`]. A [`template`] is a document with holes. A draft is that document
//! with the holes filled.
//!
//! ```text
//!  reports ─ read ─► document ─ mine ─► template + schema
//!                                            │
//!  answers ─ answers::check ─► facts ─────────┴─► draft ─► document ─ write ─► .docx .txt
//! ```
//!
//! The left half ([`read`], [`mine`]) and the right half ([`draft`], [`mod@write`]) never import
//! each other; they meet at [`document`], [`template`] and [`schema`]. Data runs one way.
//! [`catalog`] finds a genre's files, [`interview`] asks one question at a time, [`forms`] asks
//! many offices at once, [`refill`] renews drafts that a hand has edited, [`layout`] says what a
//! Word file looks like, and [`diagnostic`] says what is wrong, in two languages.
//!
//! # The journey in five steps
//!
//! Each step says everything that is wrong at once: as an [`error::Error`] when the work cannot go
//! on, as [`diagnostic::Diagnostics`] when somebody has to fix what they wrote. Both pass through
//! `?`.
//!
//! ```
//! use nigao::{answers::{self, Answers, Mode}, catalog::Catalog, draft::draft, write};
//!
//! fn main() -> Result<(), Box<dyn std::error::Error>> {
//!     let genre = Catalog::shipped().genre("head-duty-report")?;
//!     let schema = genre.schema().into_result()?;             // the fields
//!     let template = genre.template()?.bind(&schema)?;        // the document with holes
//!     let (file, text) = genre.sample()?;
//!     let answers = Answers::read(&file, &text);
//!     let facts = answers::check(&schema, &answers, Mode::default()).into_result()?;
//!     let document = draft(&template, &facts, false)?;
//!     assert!(write::text::write(&document).contains("述职")); // or write::docx::write
//!     Ok(())
//! }
//! ```
//!
//! # Words of the domain
//!
//! document 文稿 · title 标题 · dateline 题注 · salutation 称谓 · section 部分 · heading 标题(层次)
//! · lead 段首句 · point 要点 · signature 署名 · noise 杂质 · outline 提纲 · slot 槽位 · skeleton
//! 骨架 · template 模板 · schema 字段表 · field 字段 · form 填报表 · answers 填报 · facts 事实 ·
//! claim 表述 · ledger 台账 · draft 拟稿 · hole 留白 · diagnostic 提示.
//!
//! # Invariants
//!
//! 1. Any text reads to a document; at worst it is all paragraphs. Only files can fail.
//! 2. `document.to_string().parse()` is that document.
//! 3. Mining one report gives a template, a schema and answers that draft that report again,
//!    character for character.
//! 4. Facts come only from a check; a check reports every fault, in the order of the file, with
//!    line and column.
//! 5. Every variable of a shipped template is a field of its schema and every field is used,
//!    conditions included.
//! 6. A slot is never inside noise, slots never overlap, `text[span]` is the slot's text.
//! 7. The same input gives the same bytes. The library asks no clock, environment, terminal or
//!    network.
//! 8. What is not answered is a visible hole or a refusal; never blank, never invented.
//! 9. Dropping an optional part leaves no trace.
//! 10. Derived figures are exact decimal arithmetic, and a rate that may not be computed (可比价)
//!     is never computed.
//! 11. A final copy asserts nothing about what happened that its answers do not carry.
//! 12. What a cell or a line shows is what is read, or a fault says where not; the same spelling
//!     means the same at every door.
//! 13. No splice, no change; one splice changes the bytes of its runs and of nothing else.
//!
//! Each invariant is tested under its number: `cargo test invariant_`.

rust_i18n::i18n!("src/messages", fallback = "en");

pub mod answers;
pub mod batch;
pub mod calendar;
pub mod catalog;
pub mod diagnostic;
pub mod document;
pub mod draft;
pub mod drafting;
pub mod envelope;
pub mod error;
pub mod figure;
pub mod file_name;
pub mod forms;
#[doc(hidden)]
pub mod gazetteer;
mod held;
#[doc(hidden)]
pub mod input;
pub mod interview;
pub mod layout;
mod lexicon;
mod line_break;
pub mod mine;
mod nearest;
#[doc(hidden)]
pub mod numeral;
mod ooxml;
pub mod output;
pub mod place;
pub mod read;
pub mod refill;
pub mod results;
pub mod review;
pub mod schema;
pub mod template;
pub mod word_template;
pub mod write;
pub mod yaml;

#[doc(hidden)]
pub use ooxml::splice;
