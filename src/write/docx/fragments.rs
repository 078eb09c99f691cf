//! Stencils: each element drawn once by docx-rs, put in the order of the schema, and cut where a document's words go.

use docx_rs::{
    AlignmentType, BreakType, BuildXML, Comment, DocGrid, DocGridType, FooterReference,
    LineSpacing, PageMargin, PageNumType, PageOrientationType, PageSize, Paragraph, Run, RunFonts,
    SectionProperty, SpecialIndentType, Table, TableAlignmentType, TableCell, TableLayoutType,
    TableRow, VAlignType, WidthType,
};

use super::schema_order::ordered;
use super::{footer, styles};
use crate::document::Orientation;
use crate::layout::{Alignment, Layout, StyleRole};

/// Stands for words in what is drawn.
const WORDS: &str = "\u{E000}";
/// Stands for a number in what is drawn.
const NUMBER: i32 = 31_337;
/// The same, where docx-rs takes no sign.
const SIZE: u32 = NUMBER.unsigned_abs();
/// The same, where docx-rs counts things.
const ID: usize = SIZE as usize;

/// The elements of a layout, ready to be filled: what stands before, between and behind the gaps of each.
pub(super) struct Fragments {
    paragraphs: Vec<[String; 3]>,
    /// A paragraph without words: further properties in the gap.
    pub(super) carrier: [String; 3],
    /// A paragraph that holds a drawing.
    pub(super) figure: [String; 3],
    /// Stays on the page of the next paragraph.
    pub(super) keep_next: String,
    /// How much is left blank above.
    pub(super) above: [String; 2],
    /// The same, and how much below.
    pub(super) above_and_below: [String; 3],
    /// How far from the left margin.
    pub(super) left: [String; 2],
    /// How far from the right margin.
    pub(super) right: [String; 2],
    /// How far in, and how much less for the first line.
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
    /// The row is repeated on each page.
    pub(super) header_row: &'static str,
    /// A cell: its width; its paragraphs.
    pub(super) cell: [String; 3],
    /// By which way pages stand; the first section of a report, then the others.
    sections: [[String; 2]; 2],
    /// The properties of the contents' pages, which have no numbers.
    pub(super) contents_section: String,
}

/// A kind of run.
pub(super) struct RunKind {
    /// What stands before most words.
    pub(super) bare: String,
    /// What stands before words of doubtful face or with spaces at their ends: the run is set in the Chinese face, and
    /// spaces are kept.
    pub(super) full: String,
    /// What stands behind words.
    pub(super) end: String,
}

impl Fragments {
    /// Draws the elements of a layout.
    pub(super) fn of(layout: &Layout) -> Self {
        Self {
            paragraphs: StyleRole::ALL
                .iter()
                .map(|role| paragraph(styles::paragraph_id(*role)))
                .collect(),
            carrier: paragraph(styles::CARRIER),
            figure: paragraph(styles::FIGURE),
            keep_next: properties(&Paragraph::new().keep_next(true)),
            above: cut(&properties(
                &Paragraph::new().line_spacing(LineSpacing::new().before(SIZE)),
            )),
            above_and_below: {
                let spacing = LineSpacing::new().before(SIZE).after(SIZE);
                cut(&properties(&Paragraph::new().line_spacing(spacing)))
            },
            left: cut(&properties(&Paragraph::new().align(AlignmentType::Left).indent(
                Some(NUMBER),
                None,
                None,
                None,
            ))),
            right: cut(&properties(&Paragraph::new().indent(None, None, Some(NUMBER), None))),
            hanging: {
                let special = SpecialIndentType::Hanging(NUMBER);
                cut(&properties(&Paragraph::new().indent(Some(NUMBER), Some(special), None, None)))
            },
            aligns: [
                AlignmentType::Left,
                AlignmentType::Center,
                AlignmentType::Right,
                AlignmentType::Both,
            ]
            .map(|align| properties(&Paragraph::new().align(align))),
            outline: cut(&properties(&Paragraph::new().outline_lvl(0))
                .replace("\"0\"", &format!("\"{NUMBER}\""))),
            plain: kind(&Run::new()),
            leads: StyleRole::ALL
                .iter()
                .map(|role| kind(&Run::new().style(styles::run_id(*role))))
                .collect(),
            hole: full(Run::new().highlight("yellow")),
            claim: full(Run::new().highlight("cyan")),
            line_break: draw(&Run::new().add_break(BreakType::TextWrapping)),
            comment_start: cut(&children(&Paragraph::new().add_comment_start(Comment::new(ID)))),
            comment_end: cut(&children(&Paragraph::new().add_comment_end(ID))),
            table: table(),
            column: cut(&inner(&draw(&Table::new(vec![]).set_grid(vec![ID])), "w:tblGrid")),
            row: row(),
            // docx-rs has no word for it.
            header_row: "<w:tblHeader/>",
            cell: cell(),
            sections: [Orientation::Portrait, Orientation::Landscape]
                .map(|way| [true, false].map(|first| section(layout, way, first))),
            contents_section: {
                let drawn = section(layout, Orientation::Portrait, false);
                let start = drawn.find("<w:pgSz").unwrap_or(0);
                format!("<w:sectPr>{}", &drawn[start..])
            },
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

    /// Where lines stand between the margins.
    pub(super) fn align(&self, align: Alignment) -> &str {
        &self.aligns[align as usize]
    }

    /// The properties of a section whose pages stand this way.
    pub(super) fn section(&self, way: Orientation, first: bool) -> &str {
        &self.sections[way as usize][usize::from(!first)]
    }
}

fn draw(element: &impl BuildXML) -> String {
    ordered(&String::from_utf8_lossy(&element.build()))
}

/// Cuts at every mark. Each drawing holds as many marks as its type says; a test fills them all.
fn cut<const N: usize>(xml: &str) -> [String; N] {
    let number = NUMBER.to_string();
    let marked = xml.replace(WORDS, &number);
    let mut pieces = marked.split(&number).map(str::to_owned);
    std::array::from_fn(|_| pieces.next().unwrap_or_default())
}

/// What stands inside an element.
fn inner(xml: &str, name: &str) -> String {
    let inner = xml.split_once(&format!("<{name}>")).map_or("", |(_, rest)| rest);
    inner.rsplit_once(&format!("</{name}>")).map_or("", |(inner, _)| inner).to_owned()
}

fn children(paragraph: &Paragraph) -> String {
    inner(&draw(paragraph), "w:p")
}

fn properties(paragraph: &Paragraph) -> String {
    inner(&draw(paragraph), "w:pPr")
}

fn paragraph(style: &str) -> [String; 3] {
    let drawn = draw(&Paragraph::new().style(style));
    cut(&drawn.replace("</w:pPr>", &format!("{WORDS}</w:pPr>{WORDS}")))
}

fn kind(run: &Run) -> RunKind {
    let [bare, _] =
        cut(&draw(&run.clone().add_text(WORDS)).replace(r#" xml:space="preserve""#, ""));
    let [full, end] = full(run.clone());
    RunKind { bare, full, end }
}

/// A run whose quotes and dashes are set in the Chinese face.
fn full(run: Run) -> [String; 2] {
    cut(&draw(&run.fonts(RunFonts::new().hint("eastAsia")).add_text(WORDS)))
}

fn table() -> [String; 3] {
    let table = Table::without_borders(vec![])
        .style(styles::TABLE)
        .width(ID, WidthType::Dxa)
        .align(TableAlignmentType::Center)
        .layout(TableLayoutType::Fixed);
    cut(&draw(&table).replace("<w:tblGrid/>", WORDS))
}

fn row() -> [String; 3] {
    cut(&draw(&TableRow::new(vec![]).cant_split())
        .replace("</w:trPr>", &format!("{WORDS}</w:trPr>{WORDS}")))
}

fn cell() -> [String; 3] {
    let cell = TableCell::new().width(ID, WidthType::Dxa).vertical_align(VAlignType::Center);
    cut(&draw(&cell).replace("</w:tcPr>", &format!("</w:tcPr>{WORDS}")).replace("<w:p/>", ""))
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
    draw(&section)
}

fn unsigned(n: i32) -> u32 {
    n.unsigned_abs()
}
