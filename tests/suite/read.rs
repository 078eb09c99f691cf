//! Reading: encodings, Word files and their traps, and what is left of a page of the web.

use std::fmt::Write as _;
use std::io::{Cursor, Write as _};

use encoding_rs::{BIG5, GB18030};
use nigao::read::{Evidence, Report, Role, Source, decode};
use proptest::prelude::*;
use zip::write::{SimpleFileOptions, ZipWriter};

use super::harness::Desk;

const SIMPLIFIED: &str = "各位代表：\n现在，我代表镇人民政府，向大会报告工作，请予审议。\n一、2025年工作回顾\n";
const TRADITIONAL: &str = "各位代表：\n現在，我代表鎮人民政府，向大會報告工作，請予審議。\n一、2025年工作回顧\n";

fn utf16(text: &str, little: bool, mark: bool) -> Vec<u8> {
    let mark = mark.then_some(0xFEFF);
    let units = mark.into_iter().chain(text.encode_utf16());
    units.flat_map(|unit| if little { unit.to_le_bytes() } else { unit.to_be_bytes() }).collect()
}

#[test]
fn encodings_are_found_and_named() {
    let marked = [&[0xEF, 0xBB, 0xBF], SIMPLIFIED.as_bytes()].concat();
    let cases: [(&str, Vec<u8>, &str, Evidence); 8] = [
        (SIMPLIFIED, SIMPLIFIED.into(), "UTF-8", Evidence::Content),
        (SIMPLIFIED, marked, "UTF-8", Evidence::Mark),
        (SIMPLIFIED, GB18030.encode(SIMPLIFIED).0.into(), "gb18030", Evidence::Content),
        (TRADITIONAL, BIG5.encode(TRADITIONAL).0.into(), "Big5", Evidence::Content),
        (SIMPLIFIED, utf16(SIMPLIFIED, true, true), "UTF-16LE", Evidence::Mark),
        (SIMPLIFIED, utf16(SIMPLIFIED, false, true), "UTF-16BE", Evidence::Mark),
        (SIMPLIFIED, utf16(SIMPLIFIED, true, false), "UTF-16LE", Evidence::Content),
        (SIMPLIFIED, utf16(SIMPLIFIED, false, false), "UTF-16BE", Evidence::Content),
    ];
    for (text, bytes, encoding, evidence) in cases {
        let decoded = decode(&bytes, None).expect(encoding);
        assert_eq!((&*decoded.text, decoded.encoding, decoded.evidence), (text, encoding, evidence));
    }
}

#[test]
fn a_named_encoding_is_taken_at_its_word() {
    let bytes = GB18030.encode(SIMPLIFIED).0;
    let source = Source::parse(&bytes, false, Some("gbk")).expect("gb18030");
    assert_eq!((source.text.as_str(), source.encoding), (SIMPLIFIED, Some(("gb18030", Evidence::Given))));
    let wrong = Source::parse(&bytes, false, Some("utf-8")).expect_err("not UTF-8");
    assert_eq!(wrong.message.key(), "read.undecodable");
    assert_eq!(Source::parse(&bytes, false, Some("klingon")).expect_err("unknown").message.key(), "read.encoding");
}

#[test]
fn files_that_hold_no_text_are_refused_with_a_way_on() {
    let noise: Vec<u8> = (0..4000_u32).map(|n| n.wrapping_mul(2_654_435_761).to_le_bytes()[2] | 0x80).collect();
    for (bytes, key) in [
        (b"%PDF-1.7".to_vec(), "read.foreign"),
        (vec![0xD0, 0xCF, 0x11, 0xE0, 0xA1], "read.foreign"),
        (b"{\\rtf1 x".to_vec(), "read.foreign"),
        (b"PK\x03\x04 and then nothing".to_vec(), "read.damaged"),
        (noise, "read.undecodable"),
    ] {
        assert_eq!(Source::parse(&bytes, false, None).expect_err(key).message.key(), key);
    }
}

#[test]
fn line_ends_and_blank_lines_of_any_kind() {
    let report = Report::read("\u{feff}工作报告\r\n\r\n　　第一段。\r　 第二段。\u{2028}第三段。\n \t\n");
    assert_eq!(report.text(), "工作报告\n第一段。\n第二段。\n第三段。");
}

/// Page of the web, and the report's own text in it.
const PAGES: &[(&str, &str)] = &[
    // Hard wraps, page marks inside words, split numbers.
    (
        "全镇经济社会发展取得了新的成绩，人民生活水平有了新的提- 2 -高，完成财政收入40.8 2亿元。",
        "全镇经济社会发展取得了新的成绩，人民生活水平有了新的提高，完成财政收入40.82亿元。",
    ),
    (
        "一年来\n\n，全镇上下同心。\n其中\n一、\n二、三产业各有增长。",
        "一年来，全镇上下同心。\n其中\n一、二、三产业各有增长。",
    ),
    ("各位代表:\n20 24年，产值9417 万元。", "各位代表:\n2024年，产值9417 万元。"),
    ("财政收入(不含基金)增長，會(huì)議開(kāi)得好(hǎo)。", "财政收入(不含基金)增長，會議開得好。"),
    ("探索合作(ppp)模式。", "探索合作(ppp)模式。"),
    // Headers, adverts, counters, footers.
    (
        "首页 > 政务公开 > 工作报告\n2025年云溪镇政府工作报告\n发布时间：2026-01-08 10:20:31 来源：镇政府网 点击：356\n2025年云溪镇政府工作报告\n各位代表：\n现在报告工作。\n上一篇：通知\n下一篇：公告\n返回顶部",
        "2025年云溪镇政府工作报告\n各位代表：\n现在报告工作。",
    ),
    (
        "前言：本站为你精心整理了工作报告范文，仅供参考。\n同志们：\n现在开会。\n原创：请大家发言。",
        "同志们：\n现在开会。\n请大家发言。",
    ),
    ("工作报告（精选文档）\n同志们：\n开会。\nCopyright © 2020 范文网 版权所有", "工作报告\n同志们：\n开会。"),
    ("第三篇 镇长述职报告2300字\n各位领导：\n我述职如下。\n[1] [2] 下一页", "各位领导：\n我述职如下。"),
    // What only looks like noise.
    (
        "一、推进便民下载。\n群众登录网站就能办事，关注微信公众号的市民达到3万人，网上办件率达到95%以上，全年没有发生一起投诉。",
        "",
    ),
    ("1-6月，产值3亿元。", ""),
];

#[test]
fn what_is_left_of_a_page_is_the_report() {
    for (page, left) in PAGES {
        let left = if left.is_empty() { page } else { left };
        assert_eq!(Report::read(page).text(), *left);
    }
}

#[test]
fn chunks_of_a_document_site_join() {
    let chunk = |n: usize| format!("这是第{}块文字，", ["一", "二", "三", "四", "五"][n]).repeat(16);
    let page: String = (0..5).fold(String::new(), |mut page, n| {
        let _ = write!(page, "{}、{}说到一半的\n\n", n + 1, chunk(n));
        page
    });
    let text = Report::read(&page).text();
    assert_eq!(text.lines().count(), 1, "{text}");
    assert!(!text.contains('、'));
}

#[test]
fn lines_have_their_roles() {
    use Role::{Date, Dateline, Heading, Paragraph, Salutation, Signature, Speaker, Title};
    let report = Report::read(
        "云溪镇政府工作报告\n——2026年1月5日在云溪镇第十九届人民代表大会第六次会议上\n镇长　林致远\n各位代表：\n现在报告工作。\n一、工作回顾\n成绩很大。\n谢谢大家！\n云溪镇人民政府\n2026年1月5日",
    );
    let roles: Vec<Role> = report.lines().iter().map(|line| line.role).collect();
    assert_eq!(
        roles,
        [Title, Dateline, Speaker, Salutation, Paragraph, Heading, Paragraph, Paragraph, Signature, Date]
    );
}

/// A Word file of these parts.
fn word(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        zip.start_file(*name, SimpleFileOptions::default()).expect("a part");
        zip.write_all(text.as_bytes()).expect("its text");
    }
    zip.finish().expect("a zip").into_inner()
}

fn document(body: &str) -> String {
    format!("<w:document xmlns:w='w' xmlns:mc='mc'><w:body>{body}</w:body></w:document>")
}

/// A paragraph; `properties` go into its `w:pPr`.
fn paragraph(properties: &str, words: &str) -> String {
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
fn markdown_marks_are_no_words() {
    let source =
        Source::parse("# 工作报告\n\n## 一、回顾\n**成绩很大。**产值3亿元。\n".as_bytes(), true, None).expect("text");
    let report = Report::of(&source);
    assert_eq!(report.text(), "工作报告\n一、回顾\n成绩很大。产值3亿元。");
    assert_eq!(report.lines()[0].role, Role::Title);
    assert_eq!(report.headings().len(), 1);
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

#[test]
fn the_command_says_how_it_read_a_file() {
    let desk = Desk::new().file("老报告.txt", GB18030.encode(SIMPLIFIED).0).file("报告.pdf", "%PDF-1.4");
    desk.run(&["inspect", "老报告.txt", "--text"]).code(0).says(&["gb18030", "--encoding"]);
    desk.run(&["inspect", "报告.pdf"]).code(3).says(&["报告.pdf", ".docx"]);
    desk.run(&["inspect", "没有.txt"]).code(3).says(&["没有.txt"]);
    let run = desk.run(&["inspect", "老报告.txt", "--json"]).code(0);
    assert!(run.out.contains(r#""style":"cn""#) && run.out.contains(r#""start":"#), "{}", run.out);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    /// Law 1: any text reads to a report; what is left stands in the source, in order.
    #[test]
    fn law_1_any_text_reads(text in "(?s)([\\PC\n]|[一二三、。（）是第年月日亿元%_*×0-9 \r\n]|云溪镇|huì){0,300}") {
        let report = Report::read(&text);
        let mut source = report.source().iter();
        let own = report.text();
        prop_assert!(own.chars().filter(|c| *c != '\n').all(|c| source.any(|s| *s == c)));
        prop_assert!(own.lines().all(|line| !line.is_empty()) || own.is_empty());
    }

    /// Any bytes are a text or an error.
    #[test]
    fn any_bytes_are_met(bytes in proptest::collection::vec(any::<u8>(), 0..600), word in any::<bool>()) {
        let bytes = if word { [b"PK\x03\x04".as_slice(), &bytes].concat() } else { bytes };
        if let Ok(source) = Source::parse(&bytes, word, None) {
            let _ = Report::of(&source);
        }
    }
}
