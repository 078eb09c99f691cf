//! nigao 拟稿: earlier reports to templates, and answers to reports in the official Word layout.
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
//! The left half (read, mine) and the right half (draft, write) never import each other; they meet
//! at `document`, `template` and `schema`. Data runs one way.
//!
//! # The journey in five steps
//!
//! ```
//! use nigao::{catalog::Catalog, draft::draft, answers::{self, Answers, Mode}, write};
//! let genre = Catalog::shipped().genre("head-duty-report")?;
//! let (schema, _) = genre.schema();                                    // the fields
//! let template = genre.template().unwrap().bind(&schema).unwrap();     // the document with holes
//! let (file, text) = genre.sample()?;
//! let checked = answers::check(&schema, &Answers::read(&file, &text), Mode::default());
//! let facts = checked.facts.expect("the sample has no faults");        // answers that passed
//! let document = draft(&template, &facts, false).unwrap();
//! assert!(write::text::write(&document).contains("述职"));             // or write::docx::write
//! # Ok::<(), nigao::error::Error>(())
//! ```
//!
//! # Words
//!
//! document 文稿 · title 标题 · dateline 题注 · salutation 称谓 · section 部分 · heading 标题(层次)
//! · lead 段首句 · point 要点 · signature 署名 · noise 杂质 · outline 提纲 · slot 槽位 · skeleton
//! 骨架 · template 模板 · schema 字段表 · field 字段 · form 填报表 · answers 填报 · facts 事实 ·
//! ledger 台账 · draft 拟稿 · hole 留白 · diagnostic 提示.
//!
//! # Laws
//!
//! 1. Any text reads to a document; at worst it is all paragraphs. Only files can fail.
//! 2. `document.to_string().parse()` is that document.
//! 3. Mining one report gives a template, a schema and answers that draft that report again,
//! character for character. 4. Facts come only from a check; a check reports every fault, in the
//! order of the file, with line and column. 5. Every variable of a shipped template is a field of
//! its schema and every field is used, conditions included. 6. A slot is never inside noise, slots
//! never overlap, `text[span]` is the slot's text. 7. The same input gives the same bytes. The
//! library asks no clock, environment, terminal or network. 8. What is not answered is a visible
//! hole or a refusal; never blank, never invented. 9. Dropping an optional part leaves no trace.
//! 10. Derived figures are exact decimal arithmetic, and a rate that may not be computed (可比价)
//! is never computed. 11. A final copy asserts nothing about what happened that its answers do not
//! carry.
//!
//! Each law is tested under its number: `cargo test law_`.

rust_i18n::i18n!("src/messages", fallback = "en");

pub mod answers;
pub mod calendar;
pub mod catalog;
pub mod diagnostic;
pub mod document;
pub mod draft;
pub mod error;
pub mod figure;
pub mod forms;
pub mod gazetteer;
pub mod input;
pub mod interview;
pub mod layout;
mod lexicon;
pub mod line_break;
pub mod mine;
mod nearest;
pub mod numeral;
mod ooxml;
pub mod place;
pub mod read;
pub mod schema;
pub mod template;
pub mod write;
pub mod yaml;
