//! Writes page numbers: `— 1 —` under the text, on landscape pages where the upright page has it.

use super::xml::{R, W};
use crate::layout::{Layout, Length, NumberForm, StyleRole};
use crate::ooxml::DECLARATION;

/// Which side of the leaf a page is.
#[derive(Clone, Copy)]
enum PageSide {
    /// The number stands right.
    Odd,
    /// The number stands left.
    Even,
}

/// The distance from the edge of the paper to the foot of the number, so that its middle is where
/// the layout wants it.
pub(super) fn distance(layout: &Layout) -> Length {
    let half = one(layout) / 2;
    Length((layout.page.bottom.0 - layout.numbers.below.0 - half - 1).max(0))
}

/// The footers of upright pages, odd and even.
pub(super) fn upright(layout: &Layout) -> [String; 2] {
    [PageSide::Odd, PageSide::Even].map(|side| {
        format!(
            "{DECLARATION}<w:ftr {W} {R}>{}</w:ftr>",
            number(layout, side)
        )
    })
}

/// The footers of pages across, odd and even.
pub(super) fn across(layout: &Layout) -> [String; 2] {
    [PageSide::Odd, PageSide::Even].map(|side| down_the_margin(layout, side))
}

/// A number that runs down the left margin, so that bound and turned upright it is where every
/// other page has it (GB/T 9704 7.4). Word turns and places a table of one cell anywhere, but no
/// paragraph.
fn down_the_margin(layout: &Layout, side: PageSide) -> String {
    let (page, one) = (layout.page, one(layout));
    let from_left = (page.bottom.0 - layout.numbers.below.0 - one / 2).max(0);
    let (from_top, length) = (page.left.0, layout.measure().0);
    let number = number(layout, side);
    format!(
        concat!(
            r#"{}<w:ftr {} {}><w:tbl><w:tblPr><w:tblpPr w:leftFromText="0""#,
            r#" w:rightFromText="0" w:vertAnchor="page" w:horzAnchor="page" w:tblpX="{}""#,
            r#" w:tblpY="{}"/>"#,
            r#"<w:tblOverlap w:val="overlap"/><w:tblW w:w="{}" w:type="dxa"/>"#,
            r#"<w:tblLayout w:type="fixed"/><w:tblCellMar><w:left w:w="0" w:type="dxa"/>"#,
            r#"<w:right w:w="0" w:type="dxa"/></w:tblCellMar></w:tblPr><w:tblGrid>"#,
            r#"<w:gridCol w:w="{}"/></w:tblGrid><w:tr><w:trPr>"#,
            r#"<w:trHeight w:hRule="exact" w:val="{}"/></w:trPr><w:tc><w:tcPr>"#,
            r#"<w:tcW w:w="{}" w:type="dxa"/><w:textDirection w:val="tbRl"/></w:tcPr>"#,
            r#"{}</w:tc></w:tr></w:tbl><w:p><w:pPr><w:pStyle w:val="Carrier"/></w:pPr>"#,
            "</w:p></w:ftr>",
        ),
        DECLARATION, W, R, from_left, from_top, one, one, length, one, number
    )
}

/// The height of the number's line.
fn one(layout: &Layout) -> i32 {
    layout.style(StyleRole::PageNumber).size.length().0
}

/// The paragraph of the number: one character in from its side (GB/T 9704 7.5).
fn number(layout: &Layout, side: PageSide) -> String {
    let one = one(layout);
    let place = match (layout.numbers.form, side) {
        (NumberForm::Dashes, PageSide::Odd) => {
            format!(r#"<w:ind w:right="{one}"/><w:jc w:val="right"/>"#)
        }
        (NumberForm::Dashes, PageSide::Even) => {
            format!(r#"<w:ind w:left="{one}"/><w:jc w:val="left"/>"#)
        }
        _ => r#"<w:jc w:val="center"/>"#.to_owned(),
    };
    let field = match layout.numbers.form {
        NumberForm::Dashes | NumberForm::Centred => format!("{}{PAGE}{}", words("— "), words(" —")),
        NumberForm::Plain => PAGE.to_owned(),
        NumberForm::None => String::new(),
    };
    format!(
        concat!(
            r#"<w:p><w:pPr><w:pStyle w:val="PageNumber"/>"#,
            r#"<w:spacing w:line="{one}" w:lineRule="exact"/>{place}</w:pPr>{field}</w:p>"#
        ),
        one = one,
        place = place,
        field = field
    )
}

fn words(words: &str) -> String {
    format!(r#"<w:r><w:t xml:space="preserve">{words}</w:t></w:r>"#)
}

/// The field Word counts pages with; one run a mark, or `LibreOffice` shows the code.
const PAGE: &str = concat!(
    r#"<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r>"#,
    r#"<w:instrText xml:space="preserve"> PAGE </w:instrText></w:r>"#,
    r#"<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>1</w:t></w:r><w:r>"#,
    r#"<w:fldChar w:fldCharType="end"/></w:r>"#,
);
