//! DOCX: a document to a Word file in a layout; what is the same in every report is drawn and packed once.

mod body;
mod chart;
mod closing;
mod columns;
mod comments;
mod contents;
mod footer;
mod fragments;
mod line_count;
mod opc_parts;
mod pagination;
mod schema_order;
mod sections;
mod styles;
mod table;
mod xml;

use std::borrow::Cow;
use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::docx::fragments::Fragments;
use crate::document::{Block, Document, number};
use crate::error::Result;
use crate::layout::Layout;
pub use crate::ooxml::LEVEL;
use crate::ooxml::{PackedPart, pack};

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
/// use nigao::{document::Document, layout::Layout, write::docx::{Meta, DocxWriter}};
/// let press = DocxWriter::new(&Layout::default()).unwrap();
/// let report: Document = "# 工作报告\n现在，我报告工作。".parse().unwrap();
/// let file = press.write(&report, &Meta::default()).unwrap();
/// assert!(file.starts_with(b"PK"));
/// assert_eq!(file, press.write(&report, &Meta::default()).unwrap());
/// ```
pub struct DocxWriter {
    layout: Layout,
    stencils: Fragments,
    /// What every report has.
    fixed: Vec<PackedPart>,
    /// The lists of parts of a report that needs no others.
    lists: Vec<PackedPart>,
}

/// Writes one report; for many, make a [`DocxWriter`] once.
///
/// # Errors
/// A report too large for a Word file: more than four gigabytes.
pub fn write(document: &Document, layout: &Layout, meta: &Meta) -> Result<Vec<u8>> {
    DocxWriter::new(layout)?.write(document, meta)
}

impl DocxWriter {
    /// Draws the elements of a layout and packs the parts that are the same in all its reports.
    ///
    /// # Errors
    /// None that a layout could cause.
    pub fn new(layout: &Layout) -> Result<Self> {
        let fixed = packed(opc_parts::fixed(layout))?;
        Ok(Self {
            layout: layout.clone(),
            stencils: Fragments::of(layout),
            fixed,
            lists: packed(opc_parts::lists(&[]))?,
        })
    }

    /// Writes a report as the bytes of a `.docx`.
    ///
    /// # Errors
    /// A report too large for a Word file: more than four gigabytes.
    pub fn write(&self, document: &Document, meta: &Meta) -> Result<Vec<u8>> {
        let body = body::write(&self.layout, &self.stencils, &number(document));
        let mut extras: Vec<(opc_parts::PackagePart, Vec<u8>)> = Vec::new();
        if !body.holes.is_empty() {
            extras.push((opc_parts::COMMENTS, comments::part(&body.holes, meta).into()));
        }
        if body.across {
            let footers = footer::across(&self.layout).map(String::into_bytes);
            extras.extend(opc_parts::ACROSS.into_iter().zip(footers));
        }
        let mut behind = Vec::new();
        for (plot, n) in body.plots.iter().zip(1..) {
            extras.push((opc_parts::chart(n), chart::part(plot, &self.layout).into()));
            behind.extend(chart::behind(plot, n)?);
        }
        let (known, extras): (Vec<_>, Vec<_>) =
            extras.into_iter().map(|(part, content)| (part.clone(), (part.path, content))).unzip();
        let own =
            packed([("docProps/core.xml", core(document, meta)), ("word/document.xml", body.xml)])?;
        if extras.is_empty() {
            return pack(self.lists.iter().chain(&self.fixed).chain(&own));
        }
        let (lists, extras, behind) =
            (packed(opc_parts::lists(&known))?, packed(extras)?, packed(behind)?);
        pack(lists.iter().chain(&self.fixed).chain(&extras).chain(&behind).chain(&own))
    }
}

fn packed<P, C>(parts: impl IntoIterator<Item = (P, C)>) -> Result<Vec<PackedPart>>
where
    P: Into<Cow<'static, str>>,
    C: Into<Vec<u8>>,
{
    parts.into_iter().map(|(path, content)| PackedPart::new(path, content)).collect()
}

/// `docProps/core.xml`: title, author and date.
fn core(document: &Document, meta: &Meta) -> String {
    let first = || {
        document
            .blocks
            .iter()
            .find_map(|block| if let Block::Title(text) = block { Some(text) } else { None })
    };
    let title = meta.title.clone().or_else(|| first().map(super::text::words)).unwrap_or_default();
    opc_parts::core(&title, &meta.author, meta.date)
}
