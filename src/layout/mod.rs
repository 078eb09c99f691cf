//! Describes what a report looks like, from paper to page number, in the units of Word.
//!
//! A layout never says what a line *is*; that is the document's. It gives each [`StyleRole`] a
//! [`RoleStyle`] and the page its grid. The shipped ones stand in `layouts/`; [`Layout::default`]
//! is GB/T 9704—2012.

mod faces;
mod from_docx;
mod model;
mod parse;
mod units;

pub use faces::substitutes;
pub(crate) use from_docx::{PaperLooks, ParagraphLooks};
pub use model::{Alignment, Layout, NumberForm, Page, PageNumbers, RoleStyle, StyleRole};
pub use units::{Length, Size, UnitError};
