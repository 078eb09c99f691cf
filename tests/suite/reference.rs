//! References: a layout is taken from a Word file however the program that wrote it names and
//! encodes its parts.

use nigao::layout::{Alignment, Layout, Length, Size, StyleRole};
use nigao::read::Source;

use super::word::word_of_bytes;

/// The parts of a report set by hand: names and texts.
type Parts = Vec<(String, Vec<u8>)>;

const TRANSITIONAL: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const STRICT: &str = "http://purl.oclc.org/ooxml/wordprocessingml/main";
const RELATIONS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

fn paragraph(properties: &str, face: &str, half_points: &str, words: &str) -> String {
    format!(
        "<w:p><w:pPr>{properties}</w:pPr><w:r><w:rPr><w:rFonts w:eastAsia=\"{face}\"/>\
         <w:sz w:val=\"{half_points}\"/></w:rPr><w:t>{words}</w:t></w:r></w:p>"
    )
}

/// The document of the report, its sizes in the spelling of a program.
fn document(line: &str, size: &str, page: &str) -> String {
    let set = format!(
        "<w:spacing w:line=\"{line}\" w:lineRule=\"exact\"/><w:ind w:firstLineChars=\"200\"/>"
    );
    let body = [
        paragraph(
            "<w:jc w:val=\"center\"/>", "华文中宋", "36", "云溪镇2024年工作小结",
        ),
        paragraph(&set, "黑体", size, "一、主要成效"),
        paragraph(
            &set,
            "楷体",
            size,
            &"一年来，全镇上下团结一心，完成了各项任务。".repeat(4),
        ),
    ];
    format!(
        "<w:document xmlns:w=\"{TRANSITIONAL}\"><w:body>{}<w:sectPr>{page}</w:sectPr></w:body></w:document>",
        body.concat()
    )
}

const PAGE: &str = "<w:pgSz w:w=\"11906\" w:h=\"16838\"/><w:pgMar w:top=\"1701\" w:right=\"1417\" \
    w:bottom=\"1417\" w:left=\"1701\" w:header=\"851\" w:footer=\"992\" w:gutter=\"0\"/>";

fn parts(document: &str) -> Parts {
    let relation = |kind: &str, target: &str| {
        format!(
            "<Relationships><Relationship Id='r' Type='{RELATIONS}/{kind}' Target='{target}'/></Relationships>"
        )
    };
    let styles = format!("<w:styles xmlns:w=\"{TRANSITIONAL}\"/>");
    [
        (
            "_rels/.rels",
            relation("officeDocument", "word/document.xml"),
        ),
        (
            "word/_rels/document.xml.rels",
            relation("styles", "styles.xml"),
        ),
        ("word/document.xml", document.to_owned()),
        ("word/styles.xml", styles),
    ]
    .map(|(name, text)| (name.to_owned(), text.into_bytes()))
    .to_vec()
}

fn packed(parts: &Parts) -> Vec<u8> {
    let parts: Vec<(&str, &[u8])> = parts
        .iter()
        .map(|(name, bytes)| (name.as_str(), bytes.as_slice()))
        .collect();
    word_of_bytes(&parts)
}

/// The parts with a change to the text of each.
fn changed(change: impl Fn(String) -> String) -> Parts {
    let mut parts = parts(&document("560", "30", PAGE));
    for (_, bytes) in &mut parts {
        *bytes = change(String::from_utf8(bytes.clone()).expect("text")).into_bytes();
    }
    parts
}

/// The parts under other names, in the package and in its relations.
fn renamed(change: impl Fn(&str) -> String) -> Parts {
    let parts = changed(|text| change(&text));
    parts
        .into_iter()
        .map(|(name, bytes)| (change(&name), bytes))
        .collect()
}

fn utf16(little: bool) -> Parts {
    let mut parts = parts(&document("560", "30", PAGE));
    for (_, bytes) in &mut parts {
        let text = format!("\u{feff}{}", String::from_utf8_lossy(bytes));
        let units = text.encode_utf16();
        *bytes = if little {
            units.flat_map(u16::to_le_bytes).collect()
        } else {
            units.flat_map(u16::to_be_bytes).collect()
        };
    }
    parts
}

fn by_content_types() -> Parts {
    let mut parts = renamed(|text| text.replace("document.xml", "main.xml"));
    parts[0] = (
        "[Content_Types].xml".to_owned(),
        b"<Types><Override PartName='/word/main.xml' ContentType='application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml'/></Types>".to_vec(),
    );
    parts
}

fn prefixed(prefix: &str) -> Parts {
    changed(|text| {
        text.replace("<w:", &format!("<{prefix}"))
            .replace("</w:", &format!("</{prefix}"))
            .replace(
                "xmlns:w=",
                if prefix.is_empty() {
                    "xmlns="
                } else {
                    "xmlns:ns0="
                },
            )
            .replace(" w:", " ns0:")
    })
}

#[test]
fn a_reference_is_understood_whoever_wrote_it() {
    let decimal_page = "<w:pgSz w:w=\"11905.5118\" w:h=\"16837.7952\"/><w:pgMar w:top=\"1700.78\" \
        w:right=\"1417.32\" w:bottom=\"1417.32\" w:left=\"1700.78\"/>";
    let metric_page = "<w:pgSz w:w=\"210mm\" w:h=\"297mm\"/><w:pgMar w:top=\"3cm\" w:right=\"25mm\" \
        w:bottom=\"2.5cm\" w:left=\"30mm\"/>";
    let kinds: [(&str, Parts); 14] = [
        ("as Word writes it", parts(&document("560", "30", PAGE))),
        (
            "online",
            renamed(|text| text.replace("document.xml", "document2.xml")),
        ),
        (
            "in a folder of its own",
            renamed(|text| text.replace("word/", "report/")),
        ),
        (
            "names in another case",
            renamed(|text| text.replace("word/document.xml", "Word/Document.XML")),
        ),
        ("backslashes", {
            let mut parts = parts(&document("560", "30", PAGE));
            for (name, _) in &mut parts {
                *name = name.replace('/', "\\");
            }
            parts
        }),
        ("no relations but content types", by_content_types()),
        ("another prefix", prefixed("ns0:")),
        ("no prefix", prefixed("")),
        ("strict", changed(|text| text.replace(TRANSITIONAL, STRICT))),
        ("UTF-16", utf16(true)),
        ("UTF-16, the other way", utf16(false)),
        (
            "a mark at the front",
            changed(|text| format!("\u{feff}{text}")),
        ),
        ("decimals", parts(&document("559.7", "29.98", decimal_page))),
        ("units", parts(&document("28pt", "15pt", metric_page))),
    ];
    for (kind, parts) in kinds {
        let file = packed(&parts);
        let layout = Layout::from_reference(&file).unwrap_or_else(|why| panic!("{kind}: {why}"));
        let page = layout.page;
        assert_eq!(
            [
                page.width, page.height, page.top, page.right, page.bottom, page.left
            ],
            [11906, 16838, 1701, 1417, 1417, 1701].map(Length),
            "{kind}"
        );
        let [title, heading, body] =
            [StyleRole::Title, StyleRole::Heading1, StyleRole::Body].map(|role| layout.style(role));
        assert_eq!((&*title.face, title.size), ("华文中宋", Size(36)), "{kind}");
        assert_eq!(title.align, Alignment::Center, "{kind}");
        assert_eq!((&*heading.face, heading.size), ("黑体", Size(30)), "{kind}");
        assert_eq!(
            (&*body.face, body.size, body.indent),
            ("楷体", Size(30), 2),
            "{kind}"
        );
        assert_eq!(layout.pitch, Length(560), "{kind}");
        // Reports are read from the same files.
        let text = Source::parse(&file, false, None).expect(kind).text;
        assert!(
            text.starts_with("云溪镇2024年工作小结\n一、主要成效\n一年来"),
            "{kind}: {text}"
        );
    }
}

#[test]
fn former_looks_gutters_and_letterheads_do_not_mislead() {
    let plain = document("560", "30", PAGE);
    let gutter = document(
        "560",
        "30",
        &PAGE.replace("w:gutter=\"0\"", "w:gutter=\"567\""),
    );
    let layout = Layout::from_reference(&packed(&parts(&gutter))).expect("a reference");
    assert_eq!(layout.page.left, Length(1701 + 567));

    let former_run = "<w:rPrChange w:id=\"2\"><w:rPr><w:rFonts w:eastAsia=\"宋体\"/>\
        <w:sz w:val=\"21\"/></w:rPr></w:rPrChange></w:rPr>";
    let former_paragraph = "<w:pPrChange w:id=\"1\"><w:pPr><w:spacing w:line=\"360\"/>\
        </w:pPr></w:pPrChange></w:pPr>";
    let tracked = plain
        .replace("</w:rPr>", former_run)
        .replace("</w:pPr>", former_paragraph);
    let centred = "<w:jc w:val=\"center\"/>";
    let letterhead = [
        paragraph("", "黑体", "32", "000012"),
        paragraph(centred, "华文中宋", "84", "青禾县云溪镇人民政府文件"),
        paragraph(centred, "仿宋", "32", "云政发〔2024〕12号"),
    ];
    let letterhead = plain.replace("<w:body>", &format!("<w:body>{}", letterhead.concat()));
    for file in [tracked, letterhead] {
        let layout = Layout::from_reference(&packed(&parts(&file))).expect("a reference");
        let [title, body] = [StyleRole::Title, StyleRole::Body].map(|role| layout.style(role));
        assert_eq!((&*title.face, title.size), ("华文中宋", Size(36)));
        assert_eq!(
            (&*body.face, body.size, layout.pitch),
            ("楷体", Size(30), Length(560))
        );
    }
}
