//! Reads and writes packages of Office files: bounded zip, XML events, relations, content types.
//!
//! The one place that knows the container of `.docx` and `.xlsx`. Reading, layouts and writing all
//! stand on it, so that a file one of them understands is understood by the others. Nothing here
//! trusts a file: [`limits`] bounds what is inflated, counted and nested.

pub(crate) mod chart;
mod content_types;
mod escape;
mod limits;
mod pack;
mod package;
mod relations;
pub mod splice;
pub mod spreadsheet;
pub(crate) mod word;
mod xml;
mod xml_tree;

pub(crate) use content_types::content_types;
pub(crate) use escape::{DECLARATION, escaped};
pub(crate) use limits::Limit;
pub(crate) use limits::{LARGEST_FILE_BYTES, PackageError, PackageResult, too_big, word_fault};
pub use pack::LEVEL;
pub(crate) use pack::{PackedPart, pack};
pub(crate) use package::Package;
pub(crate) use relations::{OFFICE_RELATIONS, PartRelation, relations};
pub(crate) use xml::{Element, XmlEvent, XmlReader};
