//! Contents: the headings of a document to a table of contents Word keeps up to date, on pages of its own.

use std::fmt::Write;

use super::body::BodyWriter;
use super::pagination;
use super::sections::PageSection;
use crate::document::{Block, Heading, NumberedLine};
use crate::layout::Layout;
use crate::ooxml::escaped;
use crate::write::text::words;

/// The most levels a table of contents has.
pub(super) const DEEPEST: u8 = 4;

/// The level in the contents of a block that is listed there, from 1.
pub(super) fn level(layout: &Layout, block: &Block) -> Option<u8> {
    match block {
        Block::Heading(Heading { depth, run_in: None, .. }) => {
            Some((*depth).max(1)).filter(|level| *level <= layout.contents.min(DEEPEST))
        }
        _ => None,
    }
}

/// The name of the bookmark of the `n`th listed heading.
fn bookmark(n: usize) -> String {
    format!("_Toc{n:08}")
}

/// What stands before the words of the `n`th listed heading, and behind them.
pub(super) fn marks(n: usize) -> [String; 2] {
    let name = bookmark(n);
    [
        format!(r#"<w:bookmarkStart w:id="{n}" w:name="{name}"/>"#),
        format!(r#"<w:bookmarkEnd w:id="{n}"/>"#),
    ]
}

/// Writes the contents, if the layout wants them and there is something to list.
///
/// Page numbers are fields that hold what we have counted ourselves, until Word counts again, which `dirty` has it do
/// when the file is opened.
pub(super) fn write(body: &mut BodyWriter, sections: &[PageSection]) {
    let (layout, stencils) = body.means();
    if layout.contents == 0 {
        return;
    }
    let pages = pagination::of(layout, sections).into_iter().flatten();
    let items = sections.iter().flat_map(|section| &section.items).zip(pages);
    let listed =
        items.filter_map(|(item, page)| Some((level(layout, &item.line.block)?, item.line, page)));
    let listed: Vec<(u8, &NumberedLine, usize)> = listed.collect();
    let Some(last) = listed.len().checked_sub(1) else { return };
    let xml = &mut body.xml;
    xml.push_str(r#"<w:p><w:pPr><w:pStyle w:val="ContentsTitle"/></w:pPr><w:r><w:t>目　录</w:t></w:r></w:p>"#);
    for (n, (level, line, page)) in listed.into_iter().enumerate() {
        let section = if n == last { stencils.contents_section.as_str() } else { "" };
        let _ = write!(xml, r#"<w:p><w:pPr><w:pStyle w:val="TOC{level}"/>{section}</w:pPr>"#);
        if n == 0 {
            let code = format!(r#" TOC \o "1-{}" \h \z "#, layout.contents.min(DEEPEST));
            let _ = write!(
                xml,
                "{}{}{}",
                char_of("begin", true),
                instruction(&code),
                char_of("separate", false)
            );
        }
        let name = bookmark(n);
        let _ =
            write!(xml, r#"<w:hyperlink w:anchor="{name}" w:history="1">{}"#, stencils.plain.full);
        xml.push_str(&escaped(&line.label));
        if let Block::Heading(heading) = line.block.as_ref() {
            xml.push_str(&escaped(&words(&heading.text)));
        }
        let _ = write!(
            xml,
            "{}<w:r><w:tab/></w:r>{}{}{}<w:r><w:t>{page}</w:t></w:r>{}</w:hyperlink>",
            stencils.plain.end,
            char_of("begin", false),
            instruction(&format!(" PAGEREF {name} \\h ")),
            char_of("separate", false),
            char_of("end", false)
        );
        if n == last {
            xml.push_str(&char_of("end", false));
        }
        xml.push_str("</w:p>");
    }
}

fn char_of(kind: &str, dirty: bool) -> String {
    let dirty = if dirty { r#" w:dirty="true""# } else { "" };
    format!(r#"<w:r><w:fldChar w:fldCharType="{kind}"{dirty}/></w:r>"#)
}

fn instruction(code: &str) -> String {
    let code = code.replace('"', "&quot;");
    format!(r#"<w:r><w:instrText xml:space="preserve">{code}</w:instrText></w:r>"#)
}

/// The styles of the contents' lines: a level a character further in, dots up to the page number.
pub(super) fn styles(layout: &Layout, advance: i32, properties: &str) -> String {
    let measure = layout.measure().0;
    let pitch = layout.pitch.0;
    (1..=layout.contents.min(DEEPEST))
        .map(|level| {
            let left = i32::from(level - 1) * advance;
            format!(
                concat!(
                    r#"<w:style w:type="paragraph" w:styleId="TOC{0}"><w:name w:val="toc {0}"/><w:next w:val="Normal"/><w:uiPriority w:val="39"/>"#,
                    r#"<w:pPr><w:tabs><w:tab w:val="right" w:leader="dot" w:pos="{1}"/></w:tabs>"#,
                    r#"<w:spacing w:before="0" w:after="0" w:line="{2}" w:lineRule="exact"/><w:ind w:left="{3}" w:firstLine="0"/></w:pPr>{4}</w:style>"#,
                ),
                level, measure, pitch, left, properties
            )
        })
        .collect()
}
