//! Models a report as a flat run of blocks, each a paragraph of Word and a line of text.
//!
//! A block says what a line *is* (title, heading, point, signature…), never what it looks like:
//! numbers are counted when the document is written ([`number`]), faces and margins come from a
//! layout. A section is the blocks from one heading to the next of the same or a smaller depth;
//! sections need no tree.

mod answer_path;
mod block;
mod chart;
mod label;
mod markup;
mod numbering;
mod text;

pub use answer_path::{hole_words, record_of};
pub use block::{Align, Block, Document, Heading, Orientation, Paragraph, Table};
pub(crate) use chart::measured;
pub use chart::{Curve, Plot, plots};
pub use label::{Label, Ordinal, Series};
pub use markup::{CLAIM_WORD, HOLE_WORD, MarkupError, MarkupErrorKind, escape};
pub use numbering::{NumberedLine, number};
pub use text::{CLAIM_OPEN, HOLE_CLOSE, HOLE_OPEN, Inline, LOST, Text, is_printable};
