//! Tags as Word and WPS cut them, ten ways and their mixtures.

use super::{ANSWERS, file, filled, try_fill};
use crate::write::part;

fn r(words: &str) -> String {
    format!("<w:r><w:t>{words}</w:t></w:r>")
}

fn formatted(format: &str, words: &str) -> String {
    format!("<w:r><w:rPr>{format}</w:rPr><w:t>{words}</w:t></w:r>")
}

#[test]
fn a_tag_is_found_however_it_is_cut() {
    let hint = r#"<w:rFonts w:hint="eastAsia"/>"#;
    let cases: [(&str, String); 14] = [
        ("runs", [r("在"), r("{{地"), r("名}"), r("}。")].concat()),
        (
            "a brace of its own hint",
            [r("在{"), formatted(hint, "{地名}"), r("}。")].concat(),
        ),
        (
            "marks of spelling",
            [
                &r("在{{"),
                r#"<w:proofErr w:type="spellStart"/>"#,
                &r("地名"),
                r#"<w:proofErr w:type="spellEnd"/>"#,
                &r("}}。"),
            ]
            .concat(),
        ),
        (
            "a bookmark",
            [
                &r("在{{地"),
                r#"<w:bookmarkStart w:id="3" w:name="_GoBack"/><w:bookmarkEnd w:id="3"/>"#,
                &r("名}}。"),
            ]
            .concat(),
        ),
        (
            "a page that ended here last time",
            "<w:r><w:t>在{{地</w:t><w:lastRenderedPageBreak/><w:t>名}}。</w:t></w:r>".to_owned(),
        ),
        ("wide braces", r("在｛｛地名｝｝。")),
        (
            "braces of both widths",
            [r("在{"), r("｛地名｝}。")].concat(),
        ),
        (
            "wide and unbreakable spaces",
            r("在{{\u{3000}地名\u{a0}}}。"),
        ),
        (
            "a bold half",
            [
                formatted("<w:b/>", "在{{地"),
                r("名}}"),
                formatted("<w:i/>", "。"),
            ]
            .concat(),
        ),
        (
            "a smart tag and a link",
            [
                r#"<w:smartTag w:uri="u" w:element="e">"#,
                &r("在{{地"),
                r#"</w:smartTag><w:hyperlink w:anchor="a">"#,
                &r("名}}"),
                "</w:hyperlink>",
                &r("。"),
            ]
            .concat(),
        ),
        (
            "a comment",
            [
                &r("在{{"),
                r#"<w:commentRangeStart w:id="0"/>"#,
                &r("地名"),
                r#"<w:commentRangeEnd w:id="0"/>"#,
                &r("}}。"),
            ]
            .concat(),
        ),
        (
            "hidden and empty runs",
            [
                &r("在{{地"),
                "<w:r><w:rPr><w:vanish/></w:rPr><w:t>暗</w:t></w:r><w:r/>",
                &r("名}}。"),
            ]
            .concat(),
        ),
        ("a soft hyphen and entities", r("在&#123;{地名&#x7D;}。")),
        ("a section without markup", r("<![CDATA[在{{地名}}。]]>")),
    ];
    for (name, runs) in cases {
        let body = format!("<w:p>{runs}</w:p>");
        assert_eq!(filled(&body, ""), ["在云溪镇。"], "{name}");
    }
}

#[test]
fn quotes_that_word_made_round_are_read_as_straight() {
    let body = "<w:p><w:r><w:t>{{#is 类型 “换届”}}换届之年{{else}}平常之年{{/is}}，“好”。</w:t></w:r></w:p>";
    assert_eq!(filled(body, "类型: 换届"), ["换届之年，“好”。"]);
    assert_eq!(filled(body, "类型: 例会"), ["平常之年，“好”。"]);
}

#[test]
fn a_value_takes_the_format_of_the_first_character_of_its_tag() {
    let runs = [
        r("产值"),
        formatted("<w:b/>", "{{产"),
        formatted("<w:i/>", "值}}"),
        formatted("<w:u w:val=\"single\"/>", "。"),
    ];
    let file = file(&format!("<w:p>{}</w:p>", runs.concat()));
    let filled = try_fill(&file, ANSWERS, false).unwrap();
    let xml = part(&filled, "word/document.xml");
    let bold = "<w:r><w:rPr><w:b/></w:rPr><w:t>12.5亿元</w:t></w:r>";
    assert!(
        xml.contains(&format!("<w:t>产值</w:t></w:r>{bold}<w:r><w:rPr><w:u ")),
        "{xml}"
    );
}

#[test]
fn values_become_neither_tags_nor_markup() {
    for hostile in ["<w:br/>&amp;", "# 标题 **粗** [一是]", "甲乙", "]]>"] {
        let body = super::p("甲{{备注}}乙");
        let answer = format!("备注: '{hostile}'");
        assert_eq!(filled(&body, &answer), [format!("甲{hostile}乙")]);
        let body = "<w:p><w:r><w:t><![CDATA[甲{{备注}}乙]]></w:t></w:r></w:p>";
        assert_eq!(filled(body, &answer), [format!("甲{hostile}乙")]);
    }
}

#[test]
fn what_has_no_tag_comes_back_byte_for_byte() {
    for body in [
        super::p("没有标签。"),
        super::table(&[&["甲", "乙"]]),
        super::p("单{个}括号"),
    ] {
        let file = file(&body);
        assert_eq!(try_fill(&file, ANSWERS, false).unwrap(), file);
    }
}
