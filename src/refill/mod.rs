//! Renews drafts that a hand has edited, and compares drafts.
//!
//! A draft is edited in Word; then figures are corrected. What the hand did must stay, and what the
//! answers change must come. The old draft need not have been kept: the same answers draft the same
//! file, so it is drafted anew and serves as the base of a three-way merge.
//!
//! ```text
//! old answers ─ draft ─► base ─┐
//! edited.docx ─────────────────┼─ align ─► merge ─► splices into edited.docx ─► next.docx
//! new answers ─ draft ─► next ─┘             └────► list of what was changed, what is left
//! ```
//!
//! Units are paragraphs and rows of tables, in them sentences, in them words. Where only answers
//! changed a sentence, the words move; where a hand changed it too, the new figure takes the place
//! of the old one if that still stands there once; else the hand's words stay and the new ones come
//! as a comment and in the list. Nothing is lost in silence.

mod align;
mod asides;
mod compare;
mod diff;
mod item;
mod labels;
mod merge;
mod parts;
mod pull;
mod renew;
mod sentences;
mod stamp;
mod units;

pub use compare::{SentenceDifference, TrackedComparison, differences, text_differences, tracked};
pub use item::{RefillItem, RefillKind};
pub use pull::{PulledAnswer, pulled};
pub use renew::{Refilled, refill};
pub use stamp::{restamped, stamp_of};
