//! Writes documents as lines of plain Markdown and parses them back, one block a line.
//!
//! ```text
//! # 标题           > 题注          @ 主讲人        ! 称谓：
//! ## 标题          ## [-] 无编号   ## **段首标题。**正文      ### [1、] 自定编号
//! - [一是] **段首句，**正文        - [——] 正文
//! % 表题           | 指标 | 完成 |  |---|--:|  | … | … |
//! %% 图题          and a table under it, drawn as a chart
//! & 附件名         >> 署名         >>> 日期       ===  === 横向
//! ```
//!
//! Inside a line `[一是]` counts along the line, `[几]` is how many follow, `【待填：字段】` is a
//! hole, `【待核实：表述】` a claim nobody has confirmed yet, and a backslash takes the next
//! character literally. White space at the ends of a line and blank lines mean nothing.

mod error;
mod parse;
mod print;
mod syntax;

pub use error::{MarkupError, MarkupErrorKind};
pub use syntax::{CLAIM_WORD, HOLE_WORD, escape};
