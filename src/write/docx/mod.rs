//! DOCX: a document to a Word file in a layout; what is the same in every report is drawn and packed once.

mod body;
mod chart;
mod columns;
mod comments;
mod contents;
mod flow;
mod footer;
mod order;
pub(super) mod package;
mod pages;
mod parts;
mod place;
mod rows;
mod stencil;
mod styles;
mod table;
pub(super) mod xml;

use std::borrow::Cow;
use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::layout::Layout;
use crate::document::{Block, Document, number};
use crate::error::Result;
pub use package::LEVEL;
use package::Part;
use stencil::Stencils;

/// What a file says about its document, besides the document.
#[derive(Clone, Debug, Default)]
pub struct Meta {
    /// The title in the file's properties; None takes the document's.
    pub title: Option<String>,
    /// Who wrote it: the unit, not the person.
    pub author: String,
    /// The day it was written; None leaves it open.
    pub date: Option<NaiveDate>,
    /// By the name of a field, what a hole's comment says: the question and the 责任单位.
    pub notes: BTreeMap<String, String>,
}

/// A layout ready to write any number of reports.
///
/// ```
/// use nigao::{document::Document, write::{Layout, docx::{Meta, Press}}};
/// let press = Press::new(&Layout::default()).unwrap();
/// let report: Document = "# 工作报告\n现在，我报告工作。".parse().unwrap();
/// let file = press.write(&report, &Meta::default()).unwrap();
/// assert!(file.starts_with(b"PK"));
/// assert_eq!(file, press.write(&report, &Meta::default()).unwrap());
/// ```
pub struct Press {
    layout: Layout,
    stencils: Stencils,
    /// What every report has.
    fixed: Vec<Part>,
    /// The lists of parts of a report that needs no others.
    lists: Vec<Part>,
}

/// Writes one report; for many, make a [`Press`] once.
///
/// # Errors
/// A report too large for a Word file: more than four gigabytes.
pub fn write(document: &Document, layout: &Layout, meta: &Meta) -> Result<Vec<u8>> {
    Press::new(layout)?.write(document, meta)
}

impl Press {
    /// Draws the elements of a layout and packs the parts that are the same in all its reports.
    ///
    /// # Errors
    /// None that a layout could cause.
    pub fn new(layout: &Layout) -> Result<Self> {
        let fixed = packed(parts::fixed(layout))?;
        Ok(Self { layout: layout.clone(), stencils: Stencils::of(layout), fixed, lists: packed(parts::lists(&[]))? })
    }

    /// Writes a report as the bytes of a `.docx`.
    ///
    /// # Errors
    /// A report too large for a Word file: more than four gigabytes.
    pub fn write(&self, document: &Document, meta: &Meta) -> Result<Vec<u8>> {
        let body = body::write(&self.layout, &self.stencils, &number(document));
        let mut extras: Vec<(parts::Part, Vec<u8>)> = Vec::new();
        if !body.holes.is_empty() {
            extras.push((parts::COMMENTS, comments::part(&body.holes, meta).into()));
        }
        if body.across {
            let footers = footer::across(&self.layout).map(String::into_bytes);
            extras.extend(parts::ACROSS.into_iter().zip(footers));
        }
        let mut behind = Vec::new();
        for (plot, n) in body.plots.iter().zip(1..) {
            extras.push((parts::chart(n), chart::part(plot, &self.layout).into()));
            behind.extend(chart::behind(plot, n)?);
        }
        let (known, extras): (Vec<_>, Vec<_>) =
            extras.into_iter().map(|(part, content)| (part.clone(), (part.path, content))).unzip();
        let own = packed([("docProps/core.xml", core(document, meta)), ("word/document.xml", body.xml)])?;
        if extras.is_empty() {
            return package::file(self.lists.iter().chain(&self.fixed).chain(&own));
        }
        let (lists, extras, behind) = (packed(parts::lists(&known))?, packed(extras)?, packed(behind)?);
        package::file(lists.iter().chain(&self.fixed).chain(&extras).chain(&behind).chain(&own))
    }
}

fn packed<P, C>(parts: impl IntoIterator<Item = (P, C)>) -> Result<Vec<Part>>
where
    P: Into<Cow<'static, str>>,
    C: Into<Vec<u8>>,
{
    parts.into_iter().map(|(path, content)| Part::new(path, content)).collect()
}

/// `docProps/core.xml`: title, author and date.
fn core(document: &Document, meta: &Meta) -> String {
    let first =
        || document.blocks.iter().find_map(|block| if let Block::Title(text) = block { Some(text) } else { None });
    let title = meta.title.clone().or_else(|| first().map(super::text::words)).unwrap_or_default();
    parts::core(&title, &meta.author, meta.date)
}
