//! Styles: a layout to styles.xml, each role a named style, headings with the outline levels Word navigates by.

use std::fmt::Write;

use super::contents;
use super::xml::W;
use crate::layout::{Alignment, Layout, Length, StyleRole};
use crate::ooxml::{DECLARATION, escaped};

/// The style of tables.
pub(super) const TABLE: &str = "ReportTable";
/// What cells leave blank left and right of their words.
pub(super) const CELL_MARGIN: Length = Length(85);
/// What they leave blank above and below.
pub(super) const CELL_HEADROOM: Length = Length(40);
/// The style of a line that holds nothing but the end of a section or table.
pub(super) const CARRIER: &str = "Carrier";
/// The style of a line that holds a drawing: as high as what it holds.
pub(super) const FIGURE: &str = "Figure";
/// How much is left blank above and below it, in twips.
pub(super) const FIGURE_GAP: i32 = 120;
/// The style of the words in a comment.
pub(super) const COMMENT: &str = "CommentText";

/// A role's paragraph style: its id in the file, its name in Word, its level in the outline.
fn naming(role: StyleRole) -> (&'static str, &'static str, Option<u8>) {
    match role {
        StyleRole::Body => ("Normal", "Normal", None),
        StyleRole::Title => ("Title", "Title", None),
        StyleRole::Dateline => ("Dateline", "题注行", None),
        StyleRole::Speaker => ("Speaker", "主讲人", None),
        StyleRole::Salutation => ("Salutation", "Salutation", None),
        StyleRole::Part => ("Part", "部分标题", Some(0)),
        StyleRole::Heading1 => ("Heading1", "heading 1", Some(0)),
        StyleRole::Heading2 => ("Heading2", "heading 2", Some(1)),
        StyleRole::Heading3 => ("Heading3", "heading 3", Some(2)),
        StyleRole::Heading4 => ("Heading4", "heading 4", Some(3)),
        StyleRole::Lead => ("Lead", "段首句", None),
        StyleRole::Annex => ("Annex", "附件", None),
        StyleRole::Contents => ("Contents", "目录", None),
        StyleRole::Caption => ("Caption", "caption", None),
        StyleRole::TableHead => ("TableHead", "表头", None),
        StyleRole::TableCell => ("TableCell", "表文", None),
        StyleRole::Attachment => ("Attachment", "附件说明", None),
        StyleRole::Signature => ("Signature", "Signature", None),
        StyleRole::Date => ("Date", "Date", None),
        StyleRole::PageNumber => ("PageNumber", "页码", None),
    }
}

/// The level in the outline a role's style has by itself.
pub(super) fn outline(role: StyleRole) -> Option<u8> {
    naming(role).2
}

/// The id of the paragraph style of a role.
pub(super) fn paragraph_id(role: StyleRole) -> &'static str {
    naming(role).0
}

/// The id of the character style that sets a run in the face of a role.
pub(super) fn run_id(role: StyleRole) -> &'static str {
    match role {
        StyleRole::Part | StyleRole::Heading1 => "Heading1Run",
        StyleRole::Heading2 => "Heading2Run",
        StyleRole::Heading3 => "Heading3Run",
        StyleRole::Heading4 => "Heading4Run",
        _ => "LeadRun",
    }
}

/// The part `word/styles.xml`.
pub(super) fn part(layout: &Layout) -> String {
    let mut xml = format!("{DECLARATION}<w:styles {W}><w:docDefaults><w:rPrDefault><w:rPr>");
    let body = layout.style(StyleRole::Body);
    fonts(&mut xml, &body.face, &layout.latin);
    let size = body.size.0;
    let _ = write!(
        xml,
        r#"<w:kern w:val="2"/><w:sz w:val="{size}"/><w:szCs w:val="{size}"/><w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"/></w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>"#
    );
    for role in StyleRole::ALL
        .into_iter()
        .filter(|role| !matches!(role, StyleRole::Lead | StyleRole::Contents))
    {
        paragraph(&mut xml, layout, role);
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
        r#"{FIXED}<w:tblCellMar><w:top w:w="{1}" w:type="dxa"/><w:left w:w="{0}" w:type="dxa"/><w:bottom w:w="{1}" w:type="dxa"/><w:right w:w="{0}" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>"#,
        CELL_MARGIN.0, CELL_HEADROOM.0
    );
    xml.push_str("</w:styles>");
    xml
}

fn paragraph(xml: &mut String, layout: &Layout, role: StyleRole) {
    let (id, name, outline) = naming(role);
    let style = layout.style(role);
    if role == StyleRole::Body {
        let _ = write!(
            xml,
            r#"<w:style w:type="paragraph" w:default="1" w:styleId="{id}"><w:name w:val="{name}"/>"#
        );
    } else {
        let custom = if name.is_ascii() { "" } else { r#" w:customStyle="1""# };
        let _ = write!(
            xml,
            r#"<w:style w:type="paragraph"{custom} w:styleId="{id}"><w:name w:val="{name}"/><w:next w:val="Normal"/>"#
        );
    }
    xml.push_str("<w:qFormat/><w:pPr>");
    if keeps_next(role) {
        xml.push_str("<w:keepNext/>");
    }
    // A page holds as many lines as the standard says, even where that leaves one of a paragraph alone.
    xml.push_str(r#"<w:widowControl w:val="0"/>"#);
    // Lines of a pitch of their own keep off the grid, or LibreOffice sets them in whole lines of it.
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
        let (chars, indent) =
            (style.indent * 100, i32::from(style.indent) * layout.advance(style).0);
        let _ = write!(xml, r#"<w:ind w:firstLineChars="{chars}" w:firstLine="{indent}"/>"#);
    } else {
        // LibreOffice hangs styles of certain names under Normal, whatever the file says.
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
        r#"<w:style w:type="paragraph" w:customStyle="1" w:styleId="ContentsTitle"><w:name w:val="目录标题"/><w:pPr><w:spacing w:before="0" w:after="{before}" w:line="{pitch}" w:lineRule="exact"/><w:ind w:left="0" w:firstLine="0"/><w:jc w:val="center"/></w:pPr>{properties}</w:style>"#
    );
    properties.clear();
    run_properties(&mut properties, layout, StyleRole::Contents);
    let advance = layout.advance(layout.style(StyleRole::Contents)).0;
    xml.push_str(&contents::styles(layout, advance, &properties));
}

/// A line that holds a drawing keeps off the grid and is as high as the drawing.
fn figure(xml: &mut String) {
    let _ = write!(
        xml,
        r#"<w:style w:type="paragraph" w:customStyle="1" w:styleId="{FIGURE}"><w:name w:val="插图"/><w:next w:val="Normal"/><w:pPr><w:snapToGrid w:val="0"/><w:spacing w:before="{FIGURE_GAP}" w:after="{FIGURE_GAP}" w:line="240" w:lineRule="auto"/><w:ind w:left="0" w:right="0" w:firstLine="0"/><w:jc w:val="center"/></w:pPr></w:style>"#
    );
}

/// Headings stay with their text, a table's caption with its table, a signature with its date.
pub(super) fn keeps_next(role: StyleRole) -> bool {
    matches!(
        role,
        StyleRole::Title
            | StyleRole::Part
            | StyleRole::Heading1
            | StyleRole::Heading2
            | StyleRole::Heading3
            | StyleRole::Heading4
            | StyleRole::Caption
            | StyleRole::Signature
    )
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
    let name = naming(role).1;
    let _ = write!(
        xml,
        r#"<w:style w:type="character" w:customStyle="1" w:styleId="{id}"><w:name w:val="{name} 段首"/><w:qFormat/>"#
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
        r#"<w:color w:val="000000"/><w:spacing w:val="{tracking}"/><w:sz w:val="{size}"/><w:szCs w:val="{size}"/></w:rPr>"#
    );
}

fn fonts(xml: &mut String, chinese: &str, latin: &str) {
    let (chinese, latin) = (escaped(chinese), escaped(latin));
    let _ = write!(
        xml,
        r#"<w:rFonts w:ascii="{latin}" w:hAnsi="{latin}" w:eastAsia="{chinese}" w:cs="{latin}"/>"#
    );
}

/// What is the same in every layout; the style of tables comes last, and its margins are still to be said.
const FIXED: &str = concat!(
    r#"<w:style w:type="paragraph" w:customStyle="1" w:styleId="Carrier"><w:name w:val="节末"/><w:semiHidden/>"#,
    r#"<w:pPr><w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/></w:pPr>"#,
    r#"<w:rPr><w:sz w:val="2"/><w:szCs w:val="2"/></w:rPr></w:style>"#,
    r#"<w:style w:type="paragraph" w:styleId="CommentText"><w:name w:val="annotation text"/><w:pPr>"#,
    r#"<w:spacing w:before="0" w:after="0" w:line="240" w:lineRule="auto"/><w:jc w:val="left"/></w:pPr>"#,
    r#"<w:rPr><w:spacing w:val="0"/><w:sz w:val="21"/><w:szCs w:val="21"/></w:rPr></w:style>"#,
    r#"<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:uiPriority w:val="99"/><w:semiHidden/>"#,
    r#"<w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:top w:w="0" w:type="dxa"/><w:left w:w="108" w:type="dxa"/>"#,
    r#"<w:bottom w:w="0" w:type="dxa"/><w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>"#,
    r#"<w:style w:type="table" w:customStyle="1" w:styleId="ReportTable"><w:name w:val="报告表格"/><w:basedOn w:val="TableNormal"/><w:tblPr><w:tblBorders>"#,
    r#"<w:top w:val="single" w:sz="8" w:space="0" w:color="000000"/><w:left w:val="single" w:sz="4" w:space="0" w:color="000000"/>"#,
    r#"<w:bottom w:val="single" w:sz="8" w:space="0" w:color="000000"/><w:right w:val="single" w:sz="4" w:space="0" w:color="000000"/>"#,
    r#"<w:insideH w:val="single" w:sz="4" w:space="0" w:color="000000"/><w:insideV w:val="single" w:sz="4" w:space="0" w:color="000000"/>"#,
    r#"</w:tblBorders>"#,
);
