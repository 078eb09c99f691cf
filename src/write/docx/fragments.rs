//! Renders each kind of Word element once per layout and splits the XML where words go.
//!
//! A report is then written by concatenation, without an XML tree. docx-rs renders the elements: it
//! knows their names, attributes and units, so a property is a typed call here and not a string to
//! be looked up in ECMA-376. It writes children in another order than the schema wants, so every
//! element passes through [`in_schema_order`]. What it cannot write (`w:tblHeader`) is a literal.

use docx_rs::{
    AlignmentType, BreakType, BuildXML, Comment, DocGrid, DocGridType, FooterReference,
    LineSpacing, PageMargin, PageNumType, PageOrientationType, PageSize, Paragraph, Run, RunFonts,
    SectionProperty, SpecialIndentType, Table, TableAlignmentType, TableCell, TableLayoutType,
    TableRow, VAlignType, WidthType,
};

use super::schema_order::in_schema_order;
use super::{footer, style_ids};
use crate::document::Orientation;
use crate::layout::{Alignment, Layout, StyleRole};

/// Stands for words in a rendered element.
const WORDS_GAP: &str = "\u{E000}";
/// Stands for a number in a rendered element: one that no layout contains.
const NUMBER_GAP: i32 = 31_337;
/// The same, where docx-rs takes unsigned numbers.
const UNSIGNED_GAP: u32 = NUMBER_GAP.unsigned_abs();
/// The same, where docx-rs takes ids and widths.
const ID_GAP: usize = UNSIGNED_GAP as usize;

/// The elements of a layout, each the XML before, between and behind its gaps.
pub(super) struct Fragments {
    paragraphs: Vec<[String; 3]>,
    /// A paragraph without words: further properties in the gap.
    pub(super) carrier: [String; 3],
    /// A paragraph that holds a chart.
    pub(super) figure: [String; 3],
    /// Stays on the page of the next paragraph.
    pub(super) keep_next: String,
    /// The blank above, in twips.
    pub(super) above: [String; 2],
    /// The blank above and below, in twips.
    pub(super) above_and_below: [String; 3],
    /// The distance from the left margin, in twips.
    pub(super) left: [String; 2],
    /// The distance from the right margin, in twips.
    pub(super) right: [String; 2],
    /// The indent, and how much less it is for the first line, in twips.
    pub(super) hanging: [String; 3],
    aligns: [String; 4],
    /// The level in the outline.
    pub(super) outline: [String; 2],
    /// A run in the face of its paragraph.
    pub(super) plain: RunKind,
    leads: Vec<RunKind>,
    /// A run of a hole.
    pub(super) hole: [String; 2],
    /// A run of a claim nobody has confirmed yet.
    pub(super) claim: [String; 2],
    /// A new line in the same paragraph.
    pub(super) line_break: String,
    /// What stands before commented words: the comment's number.
    pub(super) comment_start: [String; 2],
    /// What stands behind them: the number twice.
    pub(super) comment_end: [String; 3],
    /// A table: its width; its columns and rows.
    pub(super) table: [String; 3],
    /// A column: its width.
    pub(super) column: [String; 2],
    /// A row: further properties; its cells.
    pub(super) row: [String; 3],
    /// The same for a row that may break over two pages.
    pub(super) breaking_row: [String; 3],
    /// Repeats the row on each page.
    pub(super) header_row: &'static str,
    /// A cell: its width; its paragraphs.
    pub(super) cell: [String; 3],
    /// By the way pages stand; the first section of a report, then the others.
    sections: [[String; 2]; 2],
    /// The properties of the contents' pages, which have no numbers.
    pub(super) contents_section: String,
}

/// A kind of run.
pub(super) struct RunKind {
    /// The XML before most words.
    pub(super) bare: String,
    /// The XML before words of doubtful face or with spaces at their ends: the run is set in the
    /// Chinese face, and spaces are kept.
    pub(super) full: String,
    /// The XML behind words.
    pub(super) end: String,
}

impl Fragments {
    /// Renders the elements of a layout.
    pub(super) fn of(layout: &Layout) -> Self {
        let spacing = LineSpacing::new().before(UNSIGNED_GAP);
        let left = Paragraph::new().align(AlignmentType::Left);
        let hanging = Some(SpecialIndentType::Hanging(NUMBER_GAP));
        let aligns = [
            AlignmentType::Left,
            AlignmentType::Center,
            AlignmentType::Right,
            AlignmentType::Both,
        ];
        let ways = [Orientation::Portrait, Orientation::Landscape];
        Self {
            paragraphs: StyleRole::ALL
                .map(|role| paragraph(style_ids::paragraph_id(role)))
                .into(),
            carrier: paragraph(style_ids::CARRIER),
            figure: paragraph(style_ids::FIGURE),
            keep_next: properties(&Paragraph::new().keep_next(true)),
            above: split_properties(&Paragraph::new().line_spacing(spacing.clone())),
            above_and_below: split_properties(
                &Paragraph::new().line_spacing(spacing.after(UNSIGNED_GAP)),
            ),
            left: split_properties(&left.indent(Some(NUMBER_GAP), None, None, None)),
            right: split_properties(&Paragraph::new().indent(None, None, Some(NUMBER_GAP), None)),
            hanging: split_properties(&Paragraph::new().indent(
                Some(NUMBER_GAP),
                hanging,
                None,
                None,
            )),
            aligns: aligns.map(|align| properties(&Paragraph::new().align(align))),
            outline: outline(),
            plain: run_kind(&Run::new()),
            leads: StyleRole::ALL
                .map(|role| run_kind(&Run::new().style(style_ids::run_id(role))))
                .into(),
            hole: full_run(Run::new().highlight("yellow")),
            claim: full_run(Run::new().highlight("cyan")),
            line_break: render(&Run::new().add_break(BreakType::TextWrapping)),
            comment_start: {
                let start = Paragraph::new().add_comment_start(Comment::new(ID_GAP));
                split_at_gaps(&children(&start))
            },
            comment_end: split_at_gaps(&children(&Paragraph::new().add_comment_end(ID_GAP))),
            table: table(),
            column: {
                let grid = render(&Table::new(vec![]).set_grid(vec![ID_GAP]));
                split_at_gaps(&inner(&grid, "w:tblGrid"))
            },
            row: row(&TableRow::new(vec![]).cant_split()),
            breaking_row: breaking_row(),
            // docx-rs has no call for it.
            header_row: "<w:tblHeader/>",
            cell: cell(),
            sections: ways.map(|way| [true, false].map(|first| section(layout, way, first))),
            contents_section: contents_section(layout),
        }
    }

    /// A paragraph: its properties, what may be added to them, its runs.
    pub(super) fn paragraph(&self, role: StyleRole) -> &[String; 3] {
        &self.paragraphs[role as usize]
    }

    /// A run in the face of a role.
    pub(super) fn lead(&self, role: StyleRole) -> &RunKind {
        &self.leads[role as usize]
    }

    /// How lines are aligned between the margins.
    pub(super) fn align(&self, align: Alignment) -> &str {
        &self.aligns[align as usize]
    }

    /// The properties of a section whose pages stand this way.
    pub(super) fn section(&self, way: Orientation, first: bool) -> &str {
        &self.sections[way as usize][usize::from(!first)]
    }
}

fn render(element: &impl BuildXML) -> String {
    in_schema_order(&String::from_utf8_lossy(&element.build()))
}

/// Splits XML at every gap. Each element has as many gaps as its type says; a test fills them all.
fn split_at_gaps<const N: usize>(xml: &str) -> [String; N] {
    let number = NUMBER_GAP.to_string();
    let marked = xml.replace(WORDS_GAP, &number);
    let mut pieces = marked.split(&number).map(str::to_owned);
    std::array::from_fn(|_| pieces.next().unwrap_or_default())
}

fn split_properties<const N: usize>(paragraph: &Paragraph) -> [String; N] {
    split_at_gaps(&properties(paragraph))
}

/// The content of an element.
fn inner(xml: &str, name: &str) -> String {
    let (open, close) = (format!("<{name}>"), format!("</{name}>"));
    let content = xml
        .split_once(&open)
        .and_then(|(_, rest)| rest.rsplit_once(&close));
    content.map_or_else(String::new, |(content, _)| content.to_owned())
}

fn children(paragraph: &Paragraph) -> String {
    inner(&render(paragraph), "w:p")
}

fn properties(paragraph: &Paragraph) -> String {
    inner(&render(paragraph), "w:pPr")
}

fn paragraph(style: &str) -> [String; 3] {
    let rendered = render(&Paragraph::new().style(style));
    split_at_gaps(&rendered.replace("</w:pPr>", &format!("{WORDS_GAP}</w:pPr>{WORDS_GAP}")))
}

/// docx-rs takes levels from 0 to 9, so the gap is put in place of the level it writes.
fn outline() -> [String; 2] {
    let rendered = properties(&Paragraph::new().outline_lvl(0));
    split_at_gaps(&rendered.replace("\"0\"", &format!("\"{NUMBER_GAP}\"")))
}

fn run_kind(run: &Run) -> RunKind {
    let rendered = render(&run.clone().add_text(WORDS_GAP));
    let [bare, _] = split_at_gaps(&rendered.replace(r#" xml:space="preserve""#, ""));
    let [full, end] = full_run(run.clone());
    RunKind { bare, full, end }
}

/// A run whose quotes and dashes are set in the Chinese face.
fn full_run(run: Run) -> [String; 2] {
    let chinese = RunFonts::new().hint("eastAsia");
    split_at_gaps(&render(&run.fonts(chinese).add_text(WORDS_GAP)))
}

fn table() -> [String; 3] {
    let table = Table::without_borders(vec![])
        .style(style_ids::TABLE)
        .width(ID_GAP, WidthType::Dxa)
        .align(TableAlignmentType::Center)
        .layout(TableLayoutType::Fixed);
    split_at_gaps(&render(&table).replace("<w:tblGrid/>", WORDS_GAP))
}

fn row(row: &TableRow) -> [String; 3] {
    let rendered = render(row);
    split_at_gaps(&rendered.replace("</w:trPr>", &format!("{WORDS_GAP}</w:trPr>{WORDS_GAP}")))
}

/// A row without properties has no `w:trPr` once it is in schema order: a mark keeps its place.
fn breaking_row() -> [String; 3] {
    let [start, middle, end] = row(&TableRow::new(vec![]).cant_split());
    [start.replace("<w:cantSplit/>", ""), middle, end]
}

fn cell() -> [String; 3] {
    let cell = TableCell::new()
        .width(ID_GAP, WidthType::Dxa)
        .vertical_align(VAlignType::Center);
    let rendered = render(&cell).replace("</w:tcPr>", &format!("</w:tcPr>{WORDS_GAP}"));
    split_at_gaps(&rendered.replace("<w:p/>", ""))
}

fn section(layout: &Layout, way: Orientation, first: bool) -> String {
    let page = layout.page;
    let mut section = SectionProperty::new().doc_grid(
        DocGrid::new()
            .grid_type(DocGridType::Lines)
            .line_pitch(layout.pitch.0.unsigned_abs() as usize),
    );
    section.page_size = match way {
        Orientation::Portrait => {
            PageSize::new().size(unsigned(page.width.0), unsigned(page.height.0))
        }
        Orientation::Landscape => PageSize::new()
            .size(unsigned(page.height.0), unsigned(page.width.0))
            .orient(PageOrientationType::Landscape),
    };
    // An upright page turned clockwise: its foot is on the left, its head on the right.
    let [top, right, bottom, left] = match way {
        Orientation::Portrait => [page.top, page.right, page.bottom, page.left],
        Orientation::Landscape => [page.left, page.top, page.right, page.bottom],
    };
    section.page_margin = PageMargin::new()
        .top(top.0)
        .right(right.0)
        .bottom(bottom.0)
        .left(left.0)
        .header(850)
        .footer(footer::distance(layout).0)
        .gutter(0);
    let [odd, even] = match way {
        Orientation::Portrait => ["rIdOdd", "rIdEven"],
        Orientation::Landscape => ["rIdOddAcross", "rIdEvenAcross"],
    };
    section.page_num_type = first.then(|| PageNumType::new().start(1));
    section.footer_reference = Some(FooterReference::new("default", odd));
    section.even_footer_reference = Some(FooterReference::new("even", even));
    render(&section)
}

fn unsigned(n: i32) -> u32 {
    n.unsigned_abs()
}

/// The properties of upright pages without what numbers them.
fn contents_section(layout: &Layout) -> String {
    let rendered = section(layout, Orientation::Portrait, false);
    let size = rendered.find("<w:pgSz").unwrap_or(0);
    format!("<w:sectPr>{}", &rendered[size..])
}
