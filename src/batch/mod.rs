//! Drafts many reports of one genre: records in, files or lines out, one bad record stopping none.
//!
//! ```text
//! file, folder, stream ─ source ─► records ─ in_order ─► filler ─► bytes, or the faults of one
//!                                     └─ name_pattern ─► names ─ name_book ─► clashes
//! ```

mod filler;
mod fingerprint;
mod in_order;
mod name_book;
mod name_pattern;
mod record;
mod source;

pub use filler::{Filler, ReportFormat};
pub use fingerprint::Fingerprint;
pub use in_order::in_order;
pub use name_book::{NameBook, NameKey, digest_of};
pub use name_pattern::NamePattern;
pub use record::{LONGEST_RECORD, Record, RecordFormat, UnreadRecord};
pub use source::{ColumnRules, Records, open, stream};
