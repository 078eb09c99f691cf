//! Writes a layout as `styles.xml`: a named style a role, headings with outline levels.

use std::fmt::Write;

use super::style_ids::{
    CELL_HEADROOM, CELL_MARGIN, CONTENTS_LEVELS, FIGURE, FIGURE_GAP, keeps_next, paragraph_style,
    run_id,
};
use super::xml::W;
use crate::layout::{Alignment, Layout, StyleRole};
use crate::ooxml::{DECLARATION, escaped};

/// The part `word/styles.xml`.
pub(super) fn part(layout: &Layout) -> String {
    let mut xml = format!("{DECLARATION}<w:styles {W}><w:docDefaults><w:rPrDefault><w:rPr>");
    let body = layout.style(StyleRole::Body);
    fonts(&mut xml, &body.face, &layout.latin);
    let size = body.size.0;
    let _ = write!(
        xml,
        concat!(
            r#"<w:kern w:val="2"/><w:sz w:val="{size}"/><w:szCs w:val="{size}"/>"#,
            r#"<w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>"#,
            "<w:pPrDefault/></w:docDefaults>"
        ),
        size = size
    );
    for role in StyleRole::ALL {
        // A lead is a run, and the contents have a style a level.
        if !matches!(role, StyleRole::Lead | StyleRole::Contents) {
            paragraph(&mut xml, layout, role);
        }
    }
    for role in [
        StyleRole::Heading1,
        StyleRole::Heading2,
        StyleRole::Heading3,
        StyleRole::Heading4,
        StyleRole::Lead,
    ] {
        run(&mut xml, layout, role);
    }
    contents(&mut xml, layout);
    figure(&mut xml);
    let _ = write!(
        xml,
        concat!(
            r#"{FIXED}<w:tblCellMar><w:top w:w="{1}" w:type="dxa"/>"#,
            r#"<w:left w:w="{0}" w:type="dxa"/><w:bottom w:w="{1}" w:type="dxa"/>"#,
            r#"<w:right w:w="{0}" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>"#
        ),
        CELL_MARGIN.0,
        CELL_HEADROOM.0,
        FIXED = FIXED
    );
    xml.push_str("</w:styles>");
    xml
}

fn paragraph(xml: &mut String, layout: &Layout, role: StyleRole) {
    let (id, name, outline) = paragraph_style(role);
    let style = layout.style(role);
    if role == StyleRole::Body {
        let _ = write!(
            xml,
            r#"<w:style w:type="paragraph" w:default="1" w:styleId="{id}"><w:name w:val="{name}"/>"#
        );
    } else {
        let custom = if name.is_ascii() {
            ""
        } else {
            r#" w:customStyle="1""#
        };
        let _ = write!(
            xml,
            concat!(
                r#"<w:style w:type="paragraph"{custom} w:styleId="{id}">"#,
                r#"<w:name w:val="{name}"/><w:next w:val="Normal"/>"#
            ),
            custom = custom,
            id = id,
            name = name
        );
    }
    xml.push_str("<w:qFormat/><w:pPr>");
    if keeps_next(role) {
        xml.push_str("<w:keepNext/>");
    }
    // A page holds the 22 lines of the standard, even where that leaves one of a paragraph alone.
    xml.push_str(r#"<w:widowControl w:val="0"/>"#);
    // Lines of another pitch keep off the grid, or LibreOffice sets them in whole lines of it.
    if style.pitch.is_some_and(|pitch| pitch != layout.pitch) {
        xml.push_str(r#"<w:snapToGrid w:val="0"/>"#);
    }
    let above = i32::from(style.above) * layout.pitch.0;
    let pitch = style.pitch.unwrap_or(layout.pitch).0;
    let _ = write!(
        xml,
        r#"<w:spacing w:before="{above}" w:after="0" w:line="{pitch}" w:lineRule="exact"/>"#
    );
    if style.indent > 0 {
        let (chars, indent) = (
            style.indent * 100,
            i32::from(style.indent) * layout.advance(style).0,
        );
        let _ = write!(
            xml,
            r#"<w:ind w:firstLineChars="{chars}" w:firstLine="{indent}"/>"#
        );
    } else {
        // LibreOffice bases styles of certain names on Normal, whatever the file says.
        xml.push_str(r#"<w:ind w:left="0" w:right="0" w:firstLine="0"/>"#);
    }
    let _ = write!(xml, r#"<w:jc w:val="{}"/>"#, alignment(style.align));
    if let Some(level) = outline {
        let _ = write!(xml, r#"<w:outlineLvl w:val="{level}"/>"#);
    }
    xml.push_str("</w:pPr>");
    run_properties(xml, layout, role);
    xml.push_str("</w:style>");
}

/// The title of the contents is set as an unnumbered heading.
fn contents(xml: &mut String, layout: &Layout) {
    if layout.contents == 0 {
        return;
    }
    let mut properties = String::new();
    run_properties(&mut properties, layout, StyleRole::Part);
    let (before, pitch) = (layout.pitch.0, layout.pitch.0);
    let _ = write!(
        xml,
        concat!(
            r#"<w:style w:type="paragraph" w:customStyle="1" w:styleId="ContentsTitle">"#,
            r#"<w:name w:val="目录标题"/><w:pPr>"#,
            r#"<w:spacing w:before="0" w:after="{before}" w:line="{pitch}" w:lineRule="exact"/>"#,
            r#"<w:ind w:left="0" w:firstLine="0"/><w:jc w:val="center"/></w:pPr>{properties}"#,
            "</w:style>"
        ),
        before = before,
        pitch = pitch,
        properties = properties
    );
    properties.clear();
    run_properties(&mut properties, layout, StyleRole::Contents);
    let advance = layout.advance(layout.style(StyleRole::Contents)).0;
    contents_levels(xml, layout, advance, &properties);
}

/// The styles of the contents' lines: a level a character further in, dots up to the page number.
fn contents_levels(xml: &mut String, layout: &Layout, advance: i32, properties: &str) {
    let measure = layout.measure().0;
    let pitch = layout.pitch.0;
    for level in 1..=layout.contents.min(CONTENTS_LEVELS) {
        let left = i32::from(level - 1) * advance;
        let _ = write!(
            xml,
            concat!(
                r#"<w:style w:type="paragraph" w:styleId="TOC{0}"><w:name w:val="toc {0}"/>"#,
                r#"<w:next w:val="Normal"/><w:uiPriority w:val="39"/>"#,
                r#"<w:pPr><w:tabs><w:tab w:val="right" w:leader="dot" w:pos="{1}"/></w:tabs>"#,
                r#"<w:spacing w:before="0" w:after="0" w:line="{2}" w:lineRule="exact"/>"#,
                r#"<w:ind w:left="{3}" w:firstLine="0"/></w:pPr>{4}</w:style>"#,
            ),
            level, measure, pitch, left, properties
        );
    }
}

/// A line that holds a chart keeps off the grid and is as high as the chart.
fn figure(xml: &mut String) {
    let _ = write!(
        xml,
        concat!(
            r#"<w:style w:type="paragraph" w:customStyle="1" w:styleId="{FIGURE}">"#,
            r#"<w:name w:val="插图"/><w:next w:val="Normal"/><w:pPr><w:snapToGrid w:val="0"/>"#,
            r#"<w:spacing w:before="{FIGURE_GAP}" w:after="{FIGURE_GAP}" w:line="240""#,
            r#" w:lineRule="auto"/><w:ind w:left="0" w:right="0" w:firstLine="0"/>"#,
            r#"<w:jc w:val="center"/></w:pPr></w:style>"#
        ),
        FIGURE = FIGURE,
        FIGURE_GAP = FIGURE_GAP
    );
}

fn alignment(align: Alignment) -> &'static str {
    match align {
        Alignment::Left => "left",
        Alignment::Center => "center",
        Alignment::Right => "right",
        Alignment::Both => "both",
    }
}

fn run(xml: &mut String, layout: &Layout, role: StyleRole) {
    let id = run_id(role);
    let name = paragraph_style(role).1;
    let _ = write!(
        xml,
        concat!(
            r#"<w:style w:type="character" w:customStyle="1" w:styleId="{id}">"#,
            r#"<w:name w:val="{name} 段首"/><w:qFormat/>"#
        ),
        id = id,
        name = name
    );
    run_properties(xml, layout, role);
    xml.push_str("</w:style>");
}

fn run_properties(xml: &mut String, layout: &Layout, role: StyleRole) {
    let style = layout.style(role);
    xml.push_str("<w:rPr>");
    // 附件1 is all in 黑体 (GB/T 9704 7.3.7), the page's number in 宋体 (7.5).
    let latin = if matches!(role, StyleRole::Annex | StyleRole::PageNumber) {
        &style.face
    } else {
        &layout.latin
    };
    fonts(xml, &style.face, latin);
    if style.bold {
        xml.push_str("<w:b/><w:bCs/>");
    }
    let (tracking, size) = (layout.tracking(style).0, style.size.0);
    let _ = write!(
        xml,
        concat!(
            r#"<w:color w:val="000000"/><w:spacing w:val="{tracking}"/><w:sz w:val="{size}"/>"#,
            r#"<w:szCs w:val="{size}"/></w:rPr>"#
        ),
        tracking = tracking,
        size = size
    );
}

fn fonts(xml: &mut String, chinese: &str, latin: &str) {
    let (chinese, latin) = (escaped(chinese), escaped(latin));
    let _ = write!(
        xml,
        r#"<w:rFonts w:ascii="{latin}" w:hAnsi="{latin}" w:eastAsia="{chinese}" w:cs="{latin}"/>"#
    );
}

/// What is the same in every layout; the style of tables comes last, its margins are added.
const FIXED: &str = concat!(
    r#"<w:style w:type="paragraph" w:customStyle="1" w:styleId="Carrier">"#,
    r#"<w:name w:val="节末"/><w:semiHidden/>"#,
    r#"<w:pPr><w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/></w:pPr>"#,
    r#"<w:rPr><w:sz w:val="2"/><w:szCs w:val="2"/></w:rPr></w:style>"#,
    r#"<w:style w:type="paragraph" w:styleId="CommentText">"#,
    r#"<w:name w:val="annotation text"/><w:pPr>"#,
    r#"<w:spacing w:before="0" w:after="0" w:line="240" w:lineRule="auto"/>"#,
    r#"<w:jc w:val="left"/></w:pPr>"#,
    r#"<w:rPr><w:spacing w:val="0"/><w:sz w:val="21"/><w:szCs w:val="21"/></w:rPr></w:style>"#,
    r#"<w:style w:type="table" w:default="1" w:styleId="TableNormal">"#,
    r#"<w:name w:val="Normal Table"/><w:uiPriority w:val="99"/><w:semiHidden/>"#,
    r#"<w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:top w:w="0" w:type="dxa"/>"#,
    r#"<w:left w:w="108" w:type="dxa"/>"#,
    r#"<w:bottom w:w="0" w:type="dxa"/><w:right w:w="108" w:type="dxa"/></w:tblCellMar>"#,
    "</w:tblPr></w:style>",
    r#"<w:style w:type="table" w:customStyle="1" w:styleId="ReportTable">"#,
    r#"<w:name w:val="报告表格"/><w:basedOn w:val="TableNormal"/><w:tblPr><w:tblBorders>"#,
    r#"<w:top w:val="single" w:sz="8" w:space="0" w:color="000000"/>"#,
    r#"<w:left w:val="single" w:sz="4" w:space="0" w:color="000000"/>"#,
    r#"<w:bottom w:val="single" w:sz="8" w:space="0" w:color="000000"/>"#,
    r#"<w:right w:val="single" w:sz="4" w:space="0" w:color="000000"/>"#,
    r#"<w:insideH w:val="single" w:sz="4" w:space="0" w:color="000000"/>"#,
    r#"<w:insideV w:val="single" w:sz="4" w:space="0" w:color="000000"/>"#,
    r#"</w:tblBorders>"#,
);
