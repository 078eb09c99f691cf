//! Writing: a document as text and as a Word file, which say the same; layouts; whatever words a
//! writer may type.

use std::io::{Cursor, Read, Write};
use std::path::PathBuf;

use nigao::diagnostic::Lang;
use nigao::document::{Block, Document, Paragraph};
use nigao::layout::{Alignment, Layout, StyleRole};
use nigao::layout::{Length, Size};
use nigao::write::docx::Meta;
use nigao::write::text;
use proptest::prelude::*;

use crate::golden;

/// Every document of `tests/golden/write`, by name.
pub(crate) fn documents() -> Vec<(String, Document)> {
    let read = |path: &PathBuf| {
        let name = path
            .file_stem()
            .expect("a name")
            .to_string_lossy()
            .into_owned();
        (
            name,
            std::fs::read_to_string(path)
                .expect("UTF-8")
                .parse()
                .expect("markup"),
        )
    };
    golden::files("write", "md").iter().map(read).collect()
}

fn docx(document: &Document, layout: &Layout) -> Vec<u8> {
    nigao::write::docx::write(document, layout, &Meta::default()).unwrap()
}

/// A part of a Word file.
pub(crate) fn part(file: &[u8], path: &str) -> String {
    let mut xml = String::new();
    let mut zip = zip::ZipArchive::new(Cursor::new(file)).expect("a zip");
    zip.by_name(path)
        .expect("the part")
        .read_to_string(&mut xml)
        .expect("UTF-8");
    xml
}

/// All words of a part, one after the other, tabs among them, and of a drawing its alternative
/// text. Fails on XML that is not well-formed.
fn words(xml: &str) -> String {
    use quick_xml::events::Event;
    let mut reader = quick_xml::Reader::from_str(xml);
    let mut out = String::new();
    loop {
        match reader.read_event().expect("well-formed XML") {
            Event::Text(text) => {
                let text = text.decode().expect("UTF-8");
                assert!(!text.contains('\t'), "a tab in w:t");
                out.push_str(&text);
            }
            Event::Empty(tab) if tab.name().as_ref() == b"w:tab" => out.push('\t'),
            Event::GeneralRef(entity) => out.push_str(match &*String::from_utf8_lossy(&entity) {
                "amp" => "&",
                "lt" => "<",
                "gt" => ">",
                "quot" => "\"",
                other => panic!("&{other};"),
            }),
            Event::Empty(element) if element.name().as_ref() == b"wp:docPr" => {
                let said = element
                    .try_get_attribute("descr")
                    .expect("attributes")
                    .expect("an alternative text");
                let said = String::from_utf8_lossy(&said.value).into_owned();
                out.push_str(
                    &quick_xml::escape::unescape(&said)
                        .expect("entities")
                        .replace('\n', ""),
                );
            }
            Event::Eof => return out.trim_start().to_owned(),
            _ => {}
        }
    }
}

#[test]
fn text_has_a_paragraph_a_line_and_its_numbers() {
    for (name, document) in documents() {
        golden::compare(
            &golden::folder("write").join(format!("{name}.txt")),
            &text::write(&document),
        );
    }
}

#[test]
fn the_contents_list_the_headings_with_fields_for_their_pages() {
    let (_, report) = documents()
        .into_iter()
        .find(|(name, _)| name == "report")
        .unwrap();
    let layout = Layout::read("own.yaml", "contents: 2").unwrap();
    let body = part(&docx(&report, &layout), "word/document.xml");
    let (contents, rest) = body.split_once(r#"<w:pStyle w:val="Title"/>"#).unwrap();
    assert!(
        contents.contains("目　录")
            && contents.contains(r#"<w:fldChar w:fldCharType="begin" w:dirty="true"/>"#)
    );
    let entries = contents.split("<w:hyperlink").skip(1);
    let listed: Vec<&str> = entries
        .filter_map(|entry| entry.split("</w:t>").next()?.rsplit('>').next())
        .collect();
    assert_eq!(
        listed,
        [
            "一、2025年工作回顾",
            "（一）产业这一头，茶香更浓",
            "二、2026年工作安排"
        ]
    );
    assert_eq!(rest.matches("<w:bookmarkStart").count(), listed.len());
    assert_eq!(rest.matches("<w:bookmarkEnd").count(), listed.len());
}

#[test]
fn the_word_file_says_what_the_text_says() {
    for (name, document) in documents() {
        let said = words(&part(
            &docx(&document, &Layout::default()),
            "word/document.xml",
        ))
        .replace('\t', "");
        assert_eq!(
            said,
            text::write(&document).replace(['\n', '\t'], ""),
            "{name}"
        );
    }
}

/// Our own reader, which was written for the files of others.
#[test]
fn a_written_file_reads_as_its_text() {
    for (name, document) in documents() {
        let file = nigao::read::Source::parse(&docx(&document, &Layout::default()), false, None)
            .expect("a Word file");
        let lines = file
            .text
            .lines()
            .filter(|line| !line.trim().is_empty())
            .collect::<Vec<_>>()
            .join("\n");
        // A title broken by sense is two lines there and one here.
        let squeezed = |text: &str| text.replace('\n', "");
        assert_eq!(
            squeezed(&lines),
            squeezed(&text::write(&document)),
            "{name}"
        );
    }
}

#[test]
fn invariant_7_the_same_document_gives_the_same_bytes() {
    for (name, document) in documents() {
        assert!(
            docx(&document, &Layout::default()) == docx(&document, &Layout::default()),
            "{name}"
        );
    }
}

#[test]
fn properties_of_the_file_come_from_the_document_and_the_arguments() {
    let document: Document = "# A & B\n现在报告工作。".parse().unwrap();
    let meta = Meta {
        author: "云溪镇<政府>".to_owned(),
        date: "2026-01-05".parse().ok(),
        ..Meta::default()
    };
    let core = part(
        &nigao::write::docx::write(&document, &Layout::default(), &meta).unwrap(),
        "docProps/core.xml",
    );
    for wanted in [
        "<dc:title>A &amp; B</dc:title>",
        "<dc:creator>云溪镇&lt;政府&gt;</dc:creator>",
        r#"<dcterms:created xsi:type="dcterms:W3CDTF">2026-01-05T00:00:00Z</dcterms:created>"#,
    ] {
        assert!(core.contains(wanted), "{wanted} in {core}");
    }
}

#[test]
fn invariant_8_a_hole_is_yellow_and_says_what_is_asked() {
    let document: Document = "完成【待填：税收.同比】，投资【待填：投资】。"
        .parse()
        .unwrap();
    let notes = [(
        "税收".to_owned(),
        "全年税收是多少？（责任单位：财政所）".to_owned(),
    )]
    .into();
    let file = nigao::write::docx::write(
        &document,
        &Layout::default(),
        &Meta {
            notes,
            ..Meta::default()
        },
    )
    .unwrap();
    let body = part(&file, "word/document.xml");
    assert_eq!(body.matches(r#"<w:highlight w:val="yellow"/>"#).count(), 2);
    assert_eq!(body.matches("<w:commentRangeStart").count(), 2);
    assert_eq!(
        words(&part(&file, "word/comments.xml")),
        "全年税收是多少？（责任单位：财政所）投资"
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// Control characters, noncharacters, markup of XML, right-to-left marks: whatever the text
    /// writer keeps stands in the Word file too, and the file is well-formed.
    #[test]
    fn any_words_are_safe(typed in prop::collection::vec(any::<String>(), 1..4)) {
        let block = |words: String| Block::Paragraph(Paragraph::plain(words));
        let document = Document { blocks: typed.into_iter().map(block).collect() };
        let said = words(&part(&docx(&document, &Layout::default()), "word/document.xml"));
        let written = text::write(&document);
        prop_assert!(written.lines().count() <= document.blocks.len());
        let written = written.replace('\n', "");
        prop_assert_eq!(said.trim(), written.trim());
    }

    /// Any title is broken into lines that together are the title.
    #[test]
    fn any_title_is_kept_whole(title in "[\u{4e00}-\u{4e40}县镇的和2025年第一届，《》（）— A-Z]{0,80}") {
        let document = Document { blocks: vec![Block::Title(title.as_str().into())] };
        let said = words(&part(&docx(&document, &Layout::default()), "word/document.xml"));
        prop_assert_eq!(said.trim(), title.trim());
    }

    #[test]
    fn any_bytes_make_no_reference(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        prop_assert!(Layout::from_reference(&bytes).is_err());
    }
}

#[test]
fn unfit_characters_are_dropped_in_both() {
    let document = Document {
        blocks: vec![Block::Paragraph(Paragraph::plain(
            "甲\u{1}\u{b}乙\u{FFFE}\u{2028}丙\u{FDD0}\u{7f}丁\t\r戊",
        ))],
    };
    assert_eq!(text::write(&document), "甲 乙 丙丁\t戊\n");
    assert_eq!(
        words(&part(
            &docx(&document, &Layout::default()),
            "word/document.xml"
        )),
        "甲 乙 丙丁\t戊"
    );
}

#[test]
fn a_value_of_a_million_characters_is_written() {
    let long = "很长的话".repeat(250_000);
    for block in [
        Block::Title(long.as_str().into()),
        Block::Paragraph(Paragraph::plain(long.as_str())),
    ] {
        assert!(
            docx(
                &Document {
                    blocks: vec![block]
                },
                &Layout::default()
            )
            .len()
                > 1000
        );
    }
}

#[test]
fn a_hundred_thousand_of_anything_take_no_longer_each() {
    let many = 100_000;
    for line in [
        "话。", "## 题", "- [一是] 话。", "& 附件", ">> 署名", ">>> 2026年1月5日", "===\n# 附件",
        "|甲|\n|---|\n|乙|",
    ] {
        let document: Document = format!("{line}\n").repeat(many).parse().unwrap();
        let body = part(&docx(&document, &Layout::default()), "word/document.xml");
        assert!(body.matches("</w:p>").count() >= many, "{line}");
    }
}

#[test]
fn a_layout_file_says_only_what_it_changes() {
    let layout = Layout::read(
        "own.yaml",
        "base: speech-large\nseal: true\nstyles:\n  heading-3: {bold: true}\n  body: {face: 仿宋}",
    )
    .unwrap();
    assert_eq!(layout.style(StyleRole::Body).size, Size(36));
    assert!(
        layout.seal
            && layout.style(StyleRole::Heading3).bold
            && !layout.style(StyleRole::Heading4).bold
    );
    // What is set like the body follows it; what has a face of its own keeps it.
    assert_eq!(layout.style(StyleRole::Signature).face, "仿宋");
    assert_eq!(layout.style(StyleRole::Heading1).face, "黑体");
}

#[test]
fn the_grid_follows_from_lines_and_characters() {
    let standard = Layout::default();
    assert_eq!(
        (
            standard.pitch,
            standard.advance(standard.style(StyleRole::Body))
        ),
        (Length(579), Length(315))
    );
    let other = Layout::named("gbt33476").unwrap();
    assert_eq!(other.pitch, Length(592));
    // 35 characters of 16 pt would overlap: the type is left as it is.
    let dense = Layout::read("own.yaml", "characters: 35").unwrap();
    assert_eq!(dense.tracking(dense.style(StyleRole::Body)), Length(0));
}

#[test]
fn every_fault_of_a_layout_file_is_told() {
    let source = "bese: gbt9704\npage: {top: 37, widht: 210mm}\nline: 30pt\nnumber: roman\nstyles:\n  body: {size: 大号}\n  titel: {bold: 是}\n";
    let told: Vec<String> = Layout::read("own.yaml", source)
        .unwrap_err()
        .iter()
        .map(|fault| {
            let hint = fault
                .hint
                .as_ref()
                .map_or(String::new(), |hint| hint.text(Lang::Zh));
            format!(
                "{}:{}{}",
                fault.location.as_ref().map_or(0, |at| at.line),
                fault.message.text(Lang::Zh),
                hint
            )
        })
        .collect();
    assert_eq!(
        told,
        [
            "1:版式里没有“bese”这一项是不是“base”？",
            "2:“37”不是长度，写成 37mm、3.7cm 或 28pt",
            "2:版式里没有“widht”这一项是不是“width”？",
            "4:页码没有“roman”这种样子，写 dashes、centred、plain 或 none",
            "6:“大号”不是字号，写成 3号、小四 或 16pt",
            "7:版式里没有“titel”这一项是不是“title”？",
        ]
    );
    assert!(Layout::read("own.yaml", "base: own").is_err());
    assert!(Layout::read("own.yaml", "page: {left: 110mm, right: 110mm}").is_err());
}

#[test]
fn type_that_its_line_would_cut_off_is_refused_where_it_was_set() {
    // A layout, and the line of the fault; none where the type fits.
    let cases = [
        ("styles:\n  body: {size: 200pt}", Some(2)),
        ("styles:\n  title: {size: 48pt}", Some(2)),
        ("styles:\n  title: {size: 48pt, line: 60pt}", None),
        ("base: speech-large\nline: 12pt", Some(2)),
        ("lines: 60", Some(1)),
        ("lines: 22\nline: 28pt", Some(2)),
        ("styles:\n  caption: {size: 小四}", None),
    ];
    for (source, line) in cases {
        let told = match Layout::read("own.yaml", source) {
            Ok(_) => None,
            Err(faults) => {
                assert_eq!(faults.len(), 1, "{source}: {faults}");
                faults[0].location.as_ref().map(|at| at.line)
            }
        };
        assert_eq!(told, line, "{source}");
    }
}

#[test]
fn a_layout_comes_back_from_a_report_set_in_it() {
    let (_, report) = documents()
        .into_iter()
        .find(|(name, _)| name == "report")
        .unwrap();
    let own = "page: {top: 30mm, left: 25mm}\nline: 32pt\nnumber: centred\nnumber-below: 9mm\ncharacters: 0\nlatin: Arial\nstyles:\n  body: {face: 宋体, size: 小三}\n  heading-2: {bold: true}\n";
    for layout in Layout::NAMES
        .map(|name| Layout::named(name).unwrap())
        .into_iter()
        .chain(Layout::read("own.yaml", own))
    {
        let found = Layout::from_reference(&docx(&report, &layout)).unwrap();
        assert_eq!(
            (found.page, found.pitch, &found.latin),
            (layout.page, layout.pitch, &layout.latin)
        );
        assert_eq!(
            (found.characters, found.numbers),
            (layout.characters, layout.numbers)
        );
        for role in [
            StyleRole::Body,
            StyleRole::Title,
            StyleRole::Dateline,
            StyleRole::Speaker,
            StyleRole::Salutation,
            StyleRole::Heading1,
            StyleRole::Heading2,
            StyleRole::Heading3,
            StyleRole::Heading4,
            StyleRole::PageNumber,
        ] {
            assert_eq!(found.style(role), layout.style(role), "{role:?}");
        }
    }
}

#[test]
fn a_reference_set_by_hand_is_understood() {
    let document = r#"<w:document xmlns:w="w"><w:body>
        <w:p><w:pPr><w:jc w:val="center"/></w:pPr><w:r><w:rPr><w:rFonts w:eastAsia="华文中宋"/><w:sz w:val="44"/></w:rPr><w:t>工作总结</w:t></w:r></w:p>
        <w:p><w:pPr><w:jc/></w:pPr><w:r><w:t>各位同志：</w:t></w:r></w:p>
        <w:p><w:pPr><w:spacing w:line="560" w:lineRule="exact"/><w:ind w:firstLine="640"/></w:pPr><w:r><w:rPr><w:rFonts w:eastAsia="仿宋" w:ascii="仿宋"/><w:sz w:val="32"/></w:rPr><w:t>BODY</w:t></w:r></w:p>
        <w:p><w:pPr><w:ind w:firstLine="640"/></w:pPr><w:r><w:rPr><w:rFonts w:eastAsia="黑体"/><w:sz w:val="32"/></w:rPr><w:t>一、工作情况</w:t></w:r></w:p>
        <w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1440" w:bottom="1440" w:left="1800" w:right="1800"/></w:sectPr></w:body></w:document>"#;
    let file = zipped(&[(
        "word/document.xml",
        &document.replace("BODY", &"话".repeat(60)),
    )]);
    let layout = Layout::from_reference(&file).unwrap();
    assert_eq!(
        (layout.page.top, layout.page.left, layout.pitch),
        (Length(1440), Length(1800), Length(560))
    );
    let (title, body, heading) = (
        layout.style(StyleRole::Title),
        layout.style(StyleRole::Body),
        layout.style(StyleRole::Heading1),
    );
    assert_eq!(
        (title.face.as_str(), title.size, title.align),
        ("华文中宋", Size(44), Alignment::Center)
    );
    assert_eq!(
        (body.face.as_str(), body.indent, layout.latin.as_str()),
        ("仿宋", 2, "仿宋")
    );
    assert_eq!(heading.face, "黑体");
}

#[test]
fn faces_of_a_theme_are_resolved() {
    let theme = r#"<a:theme xmlns:a="a"><a:themeElements><a:fontScheme>
        <a:majorFont><a:latin typeface="Cambria"/><a:ea typeface="华文中宋"/><a:font script="Hans" typeface="黑体"/></a:majorFont>
        <a:minorFont><a:latin typeface="Calibri"/><a:ea typeface=""/><a:font script="Hant" typeface="新細明體"/><a:font script="Hans" typeface="等线"/></a:minorFont>
        </a:fontScheme></a:themeElements></a:theme>"#;
    let styles = r#"<w:styles xmlns:w="w"><w:docDefaults><w:rPrDefault><w:rPr>
        <w:rFonts w:asciiTheme="minorHAnsi" w:eastAsiaTheme="minorEastAsia" w:eastAsia="宋体"/></w:rPr></w:rPrDefault></w:docDefaults></w:styles>"#;
    let document = r#"<w:document xmlns:w="w"><w:body>
        <w:p><w:r><w:rPr><w:rFonts w:eastAsiaTheme="majorEastAsia"/><w:sz w:val="44"/></w:rPr><w:t>工作总结</w:t></w:r></w:p>
        <w:p><w:r><w:t>BODY</w:t></w:r></w:p></w:body></w:document>"#;
    let document = document.replace("BODY", &"话".repeat(60));
    let parts = [
        ("word/theme/theme1.xml", theme),
        ("word/styles.xml", styles),
        ("word/document.xml", &*document),
    ];
    let layout = Layout::from_reference(&zipped(&parts)).unwrap();
    let faces = [StyleRole::Title, StyleRole::Body].map(|role| layout.style(role).face.as_str());
    assert_eq!(
        (faces, layout.latin.as_str()),
        (["华文中宋", "等线"], "Calibri")
    );
    // Without its theme a file still names what it names.
    let layout = Layout::from_reference(&zipped(&parts[1..])).unwrap();
    assert_eq!(layout.style(StyleRole::Body).face, "宋体");
}

fn zipped(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (path, content) in parts {
        zip.start_file(*path, zip::write::SimpleFileOptions::default())
            .unwrap();
        zip.write_all(content.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

#[test]
fn broken_references_are_refused() {
    let whole = docx(&documents()[0].1, &Layout::default());
    for cut in [0, 10, whole.len() / 2, whole.len() - 1] {
        assert!(
            Layout::from_reference(&whole[..cut]).is_err(),
            "cut at {cut}"
        );
    }
    let deep = format!(
        "{}{}",
        "<w:tbl>".repeat(100_000),
        "</w:tbl>".repeat(100_000)
    );
    for xml in ["", "<w:p>", "<w:p></w:r>", "<w:document/>", "&&&", &deep] {
        assert!(
            Layout::from_reference(&zipped(&[("word/document.xml", xml)])).is_err(),
            "{xml:.40}"
        );
    }
}
