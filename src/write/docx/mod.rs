//! Writes a document as a Word file in the faces and margins of a layout.
//!
//! ```text
//! document ─ number ─► lines ─ sections ─► body (writer, table, contents, chart) ─► document.xml
//! layout ─► fragments (rendered once) ──────┘                                          │
//!    └────► styles, settings, footers (packed once) ───────────────────────────────────┴─► zip
//! ```
//!
//! What is the same in every report of a layout is rendered and packed once, so that the next
//! report costs little more than deflating its `document.xml`.

mod body;
mod chart;
mod closing;
mod columns;
mod comments;
mod contents;
mod footer;
mod fragments;
mod line_count;
mod meta;
mod opc_parts;
mod pagination;
mod row_height;
mod schema_order;
mod sections;
mod stamp;
mod style_ids;
mod styles;
mod table;
mod writer;
pub(super) mod xml;

use std::borrow::Cow;

use self::fragments::Fragments;
pub use self::meta::Meta;
use self::opc_parts::PackagePart;
pub use self::stamp::DraftStamp;

use crate::document::{Block, Document, NumberedLine, Orientation, number};
use crate::error::Result;
use crate::layout::Layout;
pub use crate::ooxml::LEVEL;
use crate::ooxml::{PackedPart, pack};

/// A layout ready to write any number of reports.
///
/// ```
/// use nigao::{document::Document, layout::Layout, write::docx::{Meta, DocxWriter}};
/// let writer = DocxWriter::new(&Layout::default()).unwrap();
/// let report: Document = "# 工作报告\n现在，我报告工作。".parse().unwrap();
/// let file = writer.write(&report, &Meta::default()).unwrap();
/// assert!(file.starts_with(b"PK"));
/// assert_eq!(file, writer.write(&report, &Meta::default()).unwrap());
/// ```
pub struct DocxWriter {
    layout: Layout,
    fragments: Fragments,
    /// The parts every report has.
    fixed: Vec<PackedPart>,
    /// The lists of parts of a report that needs no others: without a stamp and with one.
    lists: [Vec<PackedPart>; 2],
    /// What the package holds: without a stamp and with one.
    relations: [PackedPart; 2],
}

/// Writes one report; for many, make a [`DocxWriter`] once.
///
/// # Errors
/// A report too large for a Word file: more than four gigabytes.
pub fn write(document: &Document, layout: &Layout, meta: &Meta) -> Result<Vec<u8>> {
    DocxWriter::new(layout)?.write(document, meta)
}

impl DocxWriter {
    /// Renders the elements of a layout and packs the parts that are the same in all its reports.
    ///
    /// # Errors
    /// None that a layout could cause.
    pub fn new(layout: &Layout) -> Result<Self> {
        let fixed = packed(opc_parts::fixed(layout))?;
        let lists = |is_stamped| packed(opc_parts::lists(&[], is_stamped));
        let lists = [lists(false)?, lists(true)?];
        let relations = |is_stamped| {
            PackedPart::new(
                opc_parts::RELATIONS,
                opc_parts::package_relations(is_stamped),
            )
        };
        let relations = [relations(false)?, relations(true)?];
        let fragments = Fragments::of(layout);
        Ok(Self {
            layout: layout.clone(),
            fragments,
            fixed,
            lists,
            relations,
        })
    }

    /// Writes a report as the bytes of a `.docx`.
    ///
    /// # Errors
    /// A report too large for a Word file: more than four gigabytes.
    pub fn write(&self, document: &Document, meta: &Meta) -> Result<Vec<u8>> {
        self.write_lines(&number(document), core(document, meta), meta)
    }

    /// Writes several reports as one `.docx`, each on pages of its own and numbered by itself.
    ///
    /// # Errors
    /// Reports too large for a Word file together.
    pub fn write_merged(&self, documents: &[Document], meta: &Meta) -> Result<Vec<u8>> {
        let mut lines = Vec::new();
        for (at, document) in documents.iter().enumerate() {
            if at > 0 {
                let page = Cow::Owned(Block::Page(Orientation::Portrait));
                lines.push(NumberedLine {
                    label: String::new(),
                    level: 0,
                    block: page,
                });
            }
            lines.extend(number(document));
        }
        let nothing = Document::default();
        self.write_lines(
            &lines,
            core(documents.first().unwrap_or(&nothing), meta),
            meta,
        )
    }

    fn write_lines(&self, lines: &[NumberedLine], core: String, meta: &Meta) -> Result<Vec<u8>> {
        let body = body::write(&self.layout, &self.fragments, lines);
        let mut listed: Vec<PackagePart> = Vec::new();
        let mut extras: Vec<PackedPart> = Vec::new();
        let mut add = |part: PackagePart, content: String| {
            extras.push(PackedPart::new(part.path.clone(), content)?);
            listed.push(part);
            Result::Ok(())
        };
        if !body.holes.is_empty() {
            add(opc_parts::COMMENTS, comments::part(&body.holes, meta))?;
        }
        if body.across {
            for (part, footer) in opc_parts::ACROSS
                .into_iter()
                .zip(footer::across(&self.layout))
            {
                add(part, footer)?;
            }
        }
        let mut workbooks = Vec::new();
        for (plot, n) in body.plots.iter().zip(1..) {
            add(opc_parts::chart(n), chart::part(plot, &self.layout))?;
            workbooks.extend(packed(chart::behind(plot, n)?)?);
        }
        let stamp = meta
            .stamp
            .as_ref()
            .map(|stamp| (opc_parts::STAMP, stamp.part()));
        let is_stamped = stamp.is_some();
        let stamp = packed(stamp)?;
        let varying = packed([("docProps/core.xml", core), ("word/document.xml", body.xml)])?;
        let varying = stamp.iter().chain(&varying);
        let relations = std::iter::once(&self.relations[usize::from(is_stamped)]);
        let fixed = self.fixed.iter().chain(relations);
        if extras.is_empty() {
            let lists = &self.lists[usize::from(is_stamped)];
            return pack(lists.iter().chain(fixed).chain(varying));
        }
        let lists = packed(opc_parts::lists(&listed, is_stamped))?;
        let parts = lists.iter().chain(fixed).chain(&extras);
        pack(parts.chain(&workbooks).chain(varying))
    }
}

fn packed<P, C>(parts: impl IntoIterator<Item = (P, C)>) -> Result<Vec<PackedPart>>
where
    P: Into<Cow<'static, str>>,
    C: Into<Vec<u8>>,
{
    parts
        .into_iter()
        .map(|(path, content)| PackedPart::new(path, content))
        .collect()
}

/// `docProps/core.xml`: title, author and date.
fn core(document: &Document, meta: &Meta) -> String {
    let mut title = meta.title.clone();
    for block in &document.blocks {
        if let Block::Title(text) = block {
            title.get_or_insert_with(|| super::text::words(text));
        }
    }
    opc_parts::core(&title.unwrap_or_default(), &meta.author, meta.date)
}
