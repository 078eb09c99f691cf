//! Word files: what a clerk sees in one comes back as lines of text, and one that means harm is refused.

use std::io::{Cursor, Write as _};

use nigao::read::{Report, Source};
use zip::write::{SimpleFileOptions, ZipWriter};

/// A Word file of these parts.
pub(crate) fn word(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        zip.start_file(*name, SimpleFileOptions::default()).expect("a part");
        zip.write_all(text.as_bytes()).expect("its text");
    }
    zip.finish().expect("a zip").into_inner()
}

pub(crate) fn document(body: &str) -> String {
    format!("<w:document xmlns:w='w' xmlns:mc='mc'><w:body>{body}</w:body></w:document>")
}

/// A paragraph; `properties` go into its `w:pPr`.
pub(crate) fn paragraph(properties: &str, words: &str) -> String {
    format!("<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{words}</w:t></w:r></w:p>")
}

fn text_of(body: &str) -> String {
    Source::parse(&word(&[("word/document.xml", &document(body))]), false, None).expect("a Word file").text
}

#[test]
fn words_of_a_word_file() {
    for (body, text) in [
        (
            "<w:p><w:r><w:t>一</w:t><w:tab/><w:t>二</w:t><w:br/><w:t>三 &amp; &#22235;</w:t></w:r></w:p>",
            "一\t二\n三 & 四\n",
        ),
        // Tracked changes: insertions stay, deletions and what was moved away go.
        (
            "<w:p><w:ins><w:r><w:t>新</w:t></w:r></w:ins><w:del><w:r><w:delText>旧</w:delText></w:r></w:del><w:moveFrom><w:r><w:t>走</w:t></w:r></w:moveFrom><w:moveTo><w:r><w:t>来</w:t></w:r></w:moveTo></w:p>",
            "新来\n",
        ),
        // A text box is drawn twice; its words come once, below their paragraph.
        (
            "<w:p><w:r><mc:AlternateContent><mc:Choice><w:txbxContent><w:p><w:r><w:t>框</w:t></w:r></w:p></w:txbxContent></mc:Choice><mc:Fallback><w:p><w:r><w:t>框</w:t></w:r></w:p></mc:Fallback></mc:AlternateContent></w:r><w:r><w:t>文</w:t></w:r></w:p>",
            "文\n框\n",
        ),
        // Fields show their result, links their words; hidden words stay hidden.
        (
            "<w:p><w:r><w:instrText>PAGE</w:instrText></w:r><w:hyperlink><w:r><w:t>链接</w:t></w:r></w:hyperlink><w:r><w:rPr><w:vanish/></w:rPr><w:t>藏</w:t></w:r><w:r><w:t>露</w:t></w:r></w:p>",
            "链接露\n",
        ),
        (
            "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>指标</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>数值</w:t></w:r></w:p><w:p><w:r><w:t>单位</w:t></w:r></w:p></w:tc></w:tr></w:tbl>",
            "指标\t数值 单位\n",
        ),
        // What docx-rs falls over.
        ("<w:p><w:pPr><w:jc/><w:numPr><w:numId/></w:numPr></w:pPr><w:r><w:t>好</w:t></w:r></w:p>", "好\n"),
    ] {
        assert_eq!(text_of(body), text, "{body}");
    }
}

/// Word online calls the document and its lists by other names and says so in the relations.
#[test]
fn parts_are_found_by_their_relations() {
    let relations = |of: &[(&str, &str)]| {
        let one = |(kind, target): &(&str, &str)| {
            format!("<Relationship Id='{kind}' Type='http://x/{kind}' Target='{target}'/>")
        };
        format!("\u{feff}<Relationships>{}</Relationships>", of.iter().map(one).collect::<String>())
    };
    let numbering = "<w:numbering xmlns:w='w'><w:abstractNum w:abstractNumId='0'><w:lvl w:ilvl='0'><w:start w:val='1'/>\
        <w:numFmt w:val='chineseCounting'/><w:lvlText w:val='%1、'/></w:lvl></w:abstractNum>\
        <w:num w:numId='1'><w:abstractNumId w:val='0'/></w:num></w:numbering>";
    let body = paragraph("<w:numPr><w:ilvl w:val='0'/><w:numId w:val='1'/></w:numPr>", "工作回顾");
    let online = [
        ("_rels/.rels", relations(&[("officeDocument", "/word/document2.xml")])),
        ("word/_rels/document2.xml.rels", relations(&[("numbering", "lists.xml")])),
        ("word/lists.xml", numbering.to_owned()),
        ("word/document2.xml", document(&body)),
    ];
    let online: Vec<(&str, &str)> = online.iter().map(|(name, text)| (*name, text.as_str())).collect();
    assert_eq!(Source::parse(&word(&online), false, None).expect("a Word file").text, "一、工作回顾\n");
    let workbook =
        [("_rels/.rels", &*relations(&[("officeDocument", "xl/workbook.xml")])), ("xl/workbook.xml", "<workbook/>")];
    let fault = Source::parse(&word(&workbook), false, None).expect_err("no Word file");
    assert_eq!(fault.message.key(), "read.not-word");
}

#[test]
fn automatic_numbers_are_written_out() {
    let numbering = "<w:numbering xmlns:w='w'><w:abstractNum w:abstractNumId='0'>\
        <w:lvl w:ilvl='0'><w:start w:val='1'/><w:numFmt w:val='chineseCounting'/><w:lvlText w:val='%1、'/></w:lvl>\
        <w:lvl w:ilvl='1'><w:start w:val='1'/><w:numFmt w:val='chineseCounting'/><w:lvlText w:val='（%2）'/></w:lvl>\
        <w:lvl w:ilvl='2'><w:start w:val='1'/><w:numFmt w:val='decimal'/><w:lvlText w:val='%3.'/></w:lvl>\
        </w:abstractNum><w:num w:numId='1'><w:abstractNumId w:val='0'/></w:num>\
        <w:num w:numId='2'><w:abstractNumId w:val='0'/><w:lvlOverride w:ilvl='0'><w:startOverride w:val='1'/></w:lvlOverride></w:num></w:numbering>";
    let styles = "<w:styles xmlns:w='w'><w:style w:styleId='a'><w:pPr><w:outlineLvl w:val='1'/><w:numPr><w:ilvl w:val='1'/><w:numId w:val='1'/></w:numPr></w:pPr></w:style><w:style w:styleId='b'><w:basedOn w:val='a'/></w:style></w:styles>";
    let item = |list: u8, level: u8, words: &str| {
        paragraph(&format!("<w:numPr><w:ilvl w:val='{level}'/><w:numId w:val='{list}'/></w:numPr>"), words)
    };
    let body = [
        item(1, 0, "回顾"),
        paragraph("<w:pStyle w:val='b'/>", "农业"),
        item(1, 1, "工业"),
        item(1, 2, "园区"),
        item(1, 2, "项目"),
        item(1, 0, "安排"),
        item(1, 1, "目标"),
        item(2, 0, "附录"),
        item(0, 0, "无号"),
    ];
    let parts = [
        ("word/document.xml", document(&body.concat())),
        ("word/numbering.xml", numbering.into()),
        ("word/styles.xml", styles.into()),
    ];
    let parts: Vec<(&str, &str)> = parts.iter().map(|(name, text)| (*name, text.as_str())).collect();
    let source = Source::parse(&word(&parts), false, None).expect("a Word file");
    assert_eq!(source.text, "一、回顾\n（一）农业\n（二）工业\n1.园区\n2.项目\n二、安排\n（一）目标\n一、附录\n无号\n");
    assert_eq!(source.levels, [(5, 2)]);
}

#[test]
fn word_files_that_mean_harm_are_refused() {
    let deep = format!("{}{}", "<w:p>".repeat(300), "</w:p>".repeat(300));
    let bomb = " ".repeat(65 * 1024 * 1024);
    for (bytes, key) in [
        (word(&[("word/document.xml", &document(&deep))]), "read.too-deep"),
        (word(&[("word/document.xml", &bomb)]), "read.too-big"),
        (word(&[("word/document.xml", "<w:document><w:body>")]), "read.damaged"),
        (word(&[("mimetype", "x")]), "read.not-word"),
    ] {
        assert_eq!(Source::parse(&bytes, false, None).expect_err(key).message.key(), key);
    }
}

#[test]
fn a_broken_word_file_is_an_error_and_never_a_panic() {
    let whole = word(&[("word/document.xml", &document(&paragraph("", "云溪镇实现产值3亿元")))]);
    for end in (0..whole.len()).step_by(7) {
        let _ = Source::parse(&whole[..end], false, None);
        let mut flipped = whole.clone();
        flipped[end] ^= 0x5A;
        let _ = Source::parse(&flipped, false, None);
    }
}

#[test]
fn headings_by_style_need_no_number() {
    let body = [
        paragraph("<w:outlineLvl w:val='0'/>", "过去一年"),
        paragraph("", "成绩很大。"),
        paragraph("<w:outlineLvl w:val='1'/>", "乡村面貌一新"),
        paragraph("", "修了路。"),
        paragraph("<w:outlineLvl w:val='0'/>", "新的一年"),
        paragraph("", "再修路。"),
    ];
    let source =
        Source::parse(&word(&[("word/document.xml", &document(&body.concat()))]), false, None).expect("a file");
    let depths: Vec<usize> = Report::of(&source).headings().iter().map(|heading| heading.depth).collect();
    assert_eq!(depths, [1, 2, 1]);
}
