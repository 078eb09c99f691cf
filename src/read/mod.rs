//! Reads files to text, and text to reports: lines with their roles, noise, an outline.

mod clean;
mod collection;
mod docx;
mod fold;
mod front_matter;
mod gloss;
mod markdown;
mod noise;
mod outline;
mod report;
mod source;
mod text;
mod xlsx;

pub use fold::fold;
pub use outline::{LabelStyle, OutlineHeading};
pub use report::{LineRole, Report, ReportLine};
pub use source::Source;
pub use text::{Decoded, Evidence, decode, encoding};
pub use xlsx::rows as workbook_rows;
