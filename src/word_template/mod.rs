//! Fills Word files whose author typed handlebars tags into them, everything else as it stood.
//!
//! ```text
//! Word file ─ flat_text ─► lines with tags ─ Template ─► faults, by paragraph
//!                 │
//!                 └─ tag_blocks, marked_source ─► tags among marks ─ draft (facts) ─► marks
//!                                                                                      │
//!        Word file with its bytes ◄─ apply (splices) ◄─ joints, renumber ◄─ filled ────┘
//! ```
//!
//! A tag may be cut into runs, checked for spelling, bookmarked or broken by a page; the text of a
//! paragraph knows nothing of that. What a tag prints takes the format of its first character. A
//! block of tags that stands alone in its paragraphs or rows takes or repeats whole ones.
//!
//! ```
//! use nigao::answers::{self, Answers, Mode};
//! use nigao::word_template::{FillOptions, WordTemplate};
//! use nigao::{document::Document, layout::Layout, schema, write::docx};
//! # let typed: Document = "在{{地名}}：\n{{#if 项目}}\n{{项目}}个。\n{{/if}}".parse().unwrap();
//! # let file = docx::write(&typed, &Layout::default(), &docx::Meta::default()).unwrap();
//! let table = "{title: 例, kind: 讲话, summary: 例, fields: [{name: 地名, kind: text}, \
//!     {name: 项目, kind: text, optional: true}]}";
//! let (schema, _) = schema::read("s.yaml", table, &[]).recovered();
//! let template = WordTemplate::open("t.docx", &file).unwrap();
//! let bound = template.bind(&schema).unwrap();
//! let answers = Answers::read("a.yaml", "地名: 云溪镇");
//! let facts = answers::check(&schema, &answers, Mode::default()).into_result().unwrap();
//! let filled = bound.fill(&facts, &FillOptions::default()).unwrap();
//! let filled = WordTemplate::open("t.docx", &filled.bytes).unwrap();
//! // The footers of odd and even pages are read, too.
//! assert_eq!(filled.source(), "在云溪镇：\n— 1 —\n— 1 —\n");
//! ```

mod announced_counts;
mod apply;
mod block_tree;
mod chart_data;
mod chart_text;
mod fill;
mod filled;
mod flat_text;
mod inferred_schema;
mod joints;
mod marked_source;
mod marks;
mod markup_source;
mod plain_text;
mod renumber;
mod tag_blocks;
mod template;
mod typed_numbers;

pub use fill::{BoundWordTemplate, FillOptions, FilledWord};
pub use template::WordTemplate;
