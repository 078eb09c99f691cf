//! Reads files to text, and text to reports: lines with their roles, noise, an outline.

mod clean;
mod collection;
mod docx;
mod fold;
mod foreign;
mod front_matter;
mod gloss;
mod markdown;
mod noise;
mod outline;
mod owner_file;
mod report;
mod report_folder;
mod source;
mod spacing;
mod stream;
mod tables;
mod text;
mod xlsx;

pub use crate::ooxml::spreadsheet;
pub use fold::fold;
pub use foreign::ForeignFormat;
pub use noise::{NoiseReason, NoiseSpan};
pub(crate) use outline::is_table_row;
pub use outline::{LabelStyle, OutlineHeading};
pub use owner_file::is_owner_file;
pub use report::{LineRole, Report, ReportLine};
pub use report_folder::ReportFolder;
pub use source::Source;
pub use stream::{DecodedStream, decoded};
pub use text::{Decoded, Evidence, decode, encoding, text_of};
pub use xlsx::workbook;
