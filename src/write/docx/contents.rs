//! Writes the table of contents, on pages of its own, as a field that Word keeps up to date.

use std::fmt::Write;

use super::pagination;
use super::sections::PageSection;
use super::style_ids::CONTENTS_LEVELS;
use super::writer::BodyWriter;
use crate::document::{Block, Heading, NumberedLine};
use crate::layout::Layout;
use crate::ooxml::escaped;
use crate::write::text::words;

/// The level, from 1, at which the contents list a block.
pub(super) fn level(layout: &Layout, block: &Block) -> Option<u8> {
    match block {
        Block::Heading(Heading {
            depth,
            run_in: None,
            ..
        }) => {
            let level = (*depth).max(1);
            (level <= layout.contents.min(CONTENTS_LEVELS)).then_some(level)
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
/// Page numbers are fields that hold our own count ([`pagination`]) until Word counts again, which
/// `dirty` has it do when the file is opened.
pub(super) fn write(body: &mut BodyWriter, sections: &[PageSection]) {
    let (layout, fragments) = (body.layout, body.fragments);
    if layout.contents == 0 {
        return;
    }
    let listed = listed(layout, sections);
    let Some(last) = listed.len().checked_sub(1) else {
        return;
    };
    let xml = &mut body.xml;
    xml.push_str(concat!(
        r#"<w:p><w:pPr><w:pStyle w:val="ContentsTitle"/></w:pPr><w:r><w:t>目　录</w:t></w:r>"#,
        "</w:p>"
    ));
    for (n, (level, line, page)) in listed.into_iter().enumerate() {
        let section = if n == last {
            fragments.contents_section.as_str()
        } else {
            ""
        };
        let _ = write!(
            xml,
            r#"<w:p><w:pPr><w:pStyle w:val="TOC{level}"/>{section}</w:pPr>"#
        );
        if n == 0 {
            let code = format!(
                r#" TOC \o "1-{}" \h \z "#,
                layout.contents.min(CONTENTS_LEVELS)
            );
            xml.push_str(&field_mark("begin", true));
            xml.push_str(&instruction(&code));
            xml.push_str(&field_mark("separate", false));
        }
        let name = bookmark(n);
        let _ = write!(xml, r#"<w:hyperlink w:anchor="{name}" w:history="1">"#);
        xml.push_str(&fragments.plain.full);
        xml.push_str(&escaped(&line.label));
        if let Block::Heading(heading) = line.block.as_ref() {
            xml.push_str(&escaped(&words(&heading.text)));
        }
        xml.extend([&fragments.plain.end, "<w:r><w:tab/></w:r>"]);
        xml.push_str(&field_mark("begin", false));
        xml.push_str(&instruction(&format!(" PAGEREF {name} \\h ")));
        xml.push_str(&field_mark("separate", false));
        let _ = write!(xml, "<w:r><w:t>{page}</w:t></w:r>");
        xml.extend([&field_mark("end", false), "</w:hyperlink>"]);
        if n == last {
            xml.push_str(&field_mark("end", false));
        }
        xml.push_str("</w:p>");
    }
}

/// The headings to be listed: level, line and page.
fn listed<'a>(
    layout: &Layout,
    sections: &'a [PageSection<'a>],
) -> Vec<(u8, &'a NumberedLine<'a>, usize)> {
    let mut listed = Vec::new();
    for (section, pages) in sections.iter().zip(pagination::pages(layout, sections)) {
        for (item, page) in section.items.iter().zip(pages) {
            if let Some(level) = level(layout, &item.line.block) {
                listed.push((level, item.line, page));
            }
        }
    }
    listed
}

fn field_mark(kind: &str, dirty: bool) -> String {
    let dirty = if dirty { r#" w:dirty="true""# } else { "" };
    format!(r#"<w:r><w:fldChar w:fldCharType="{kind}"{dirty}/></w:r>"#)
}

fn instruction(code: &str) -> String {
    let code = code.replace('"', "&quot;");
    format!(r#"<w:r><w:instrText xml:space="preserve">{code}</w:instrText></w:r>"#)
}
