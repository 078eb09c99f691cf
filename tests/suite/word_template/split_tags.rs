//! Tags as Word and WPS cut them, ten ways and their mixtures.

use nigao::answers::{self, Answers, Mode};

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
fn a_tag_is_found_whatever_stands_in_the_middle_of_it() {
    // What stands between `在{{地` and `名}}。`.
    let between: [(&str, &str); 14] = [
        ("a mark of grammar", r#"<w:proofErr w:type="gramStart"/>"#),
        (
            "a permission",
            r#"<w:permStart w:id="1" w:edGrp="everyone"/><w:permEnd w:id="1"/>"#,
        ),
        (
            "the start of a bookmark",
            r#"<w:bookmarkStart w:id="7" w:name="甲"/>"#,
        ),
        (
            "an empty run of another language",
            r#"<w:r><w:rPr><w:lang w:val="en-US"/></w:rPr></w:r>"#,
        ),
        ("a soft hyphen", "<w:r><w:softHyphen/></w:r>"),
        (
            "a soft hyphen as a character", "<w:r><w:t>\u{ad}</w:t></w:r>",
        ),
        ("a space of no width", "<w:r><w:t>\u{200b}</w:t></w:r>"),
        ("a joiner", "<w:r><w:t>\u{2060}\u{feff}</w:t></w:r>"),
        (
            "marks of direction",
            "<w:r><w:t>\u{200e}\u{202a}\u{202c}</w:t></w:r>",
        ),
        (
            "a comment that is referred to",
            r#"<w:r><w:commentReference w:id="0"/></w:r>"#,
        ),
        ("the mark of a comment", "<w:r><w:annotationRef/></w:r>"),
        (
            "an empty field",
            r#"<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> XE "甲" </w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>"#,
        ),
        (
            "deleted words",
            r"<w:r><w:rPr><w:vanish/></w:rPr><w:t>}}</w:t></w:r>",
        ),
        (
            "the end of a range that is elsewhere",
            r#"<w:bookmarkEnd w:id="99"/><w:commentRangeEnd w:id="99"/>"#,
        ),
    ];
    for (name, xml) in between {
        let body = format!("<w:p>{}{xml}{}</w:p>", r("在{{地"), r("名}}。"));
        assert_eq!(filled(&body, ""), ["在云溪镇。"], "{name}");
    }
}

#[test]
fn a_tag_is_found_whatever_stands_around_a_part_of_it() {
    let around: [(&str, &str, &str); 10] = [
        ("a direction", r#"<w:dir w:val="ltr">"#, "</w:dir>"),
        (
            "a direction that overrides", r#"<w:bdo w:val="ltr">"#, "</w:bdo>",
        ),
        (
            "a link",
            r#"<w:hyperlink r:id="rId1" w:history="1">"#,
            "</w:hyperlink>",
        ),
        (
            "a smart tag",
            r#"<w:smartTag w:element="place"><w:smartTagPr/>"#,
            "</w:smartTag>",
        ),
        (
            "an element of a customer", r#"<w:customXml w:element="a">"#, "</w:customXml>",
        ),
        (
            "a control",
            "<w:sdt><w:sdtPr><w:alias w:val=\"名\"/></w:sdtPr><w:sdtContent>",
            "</w:sdtContent></w:sdt>",
        ),
        (
            "a link as a field",
            r#"<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> HYPERLINK "http://a.b" </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>"#,
            r#"<w:r><w:fldChar w:fldCharType="end"/></w:r>"#,
        ),
        (
            "a link as a simple field",
            r#"<w:fldSimple w:instr=" HYPERLINK a ">"#,
            "</w:fldSimple>",
        ),
        (
            "readings",
            "<w:r><w:ruby><w:rt><w:r><w:t>míng</w:t></w:r></w:rt><w:rubyBase>",
            "</w:rubyBase></w:ruby></w:r>",
        ),
        ("nothing at all", "", ""),
    ];
    for (name, open, close) in around {
        for (start, middle, end) in [
            ("在{{地", "名", "}}。"),
            ("在", "{{地名}}", "。"),
            ("在{", "{地名}", "}。"),
        ] {
            let body = format!(
                "<w:p>{}{open}{}{close}{}</w:p>",
                r(start),
                r(middle),
                r(end)
            );
            assert_eq!(filled(&body, ""), ["在云溪镇。"], "{name}: {middle}");
        }
    }
}

#[test]
fn a_tag_is_found_whose_characters_are_runs_of_any_format() {
    let run = |format: &str, words: &str| format!("<w:r{format}><w:t>{words}</w:t></w:r>");
    let formats: [(&str, &str); 7] = [
        ("revisions", " w:rsidR=\"00A1\" w:rsidRPr=\"00B2\""),
        (
            "the layout of East Asia",
            "><w:rPr><w:eastAsianLayout w:id=\"1\" w:combine=\"1\"/></w:rPr",
        ),
        (
            "a fitted text",
            "><w:rPr><w:fitText w:val=\"840\" w:id=\"1\"/></w:rPr",
        ),
        (
            "no grid and no proof",
            "><w:rPr><w:noProof/><w:snapToGrid w:val=\"0\"/></w:rPr",
        ),
        ("an emphasis", "><w:rPr><w:em w:val=\"dot\"/></w:rPr"),
        ("a hint", "><w:rPr><w:rFonts w:hint=\"eastAsia\"/></w:rPr"),
        (
            "another language",
            "><w:rPr><w:lang w:eastAsia=\"zh-CN\"/></w:rPr",
        ),
    ];
    for (name, format) in formats {
        let runs: String = "在{{地名}}。"
            .chars()
            .map(|c| run(format, &c.to_string()))
            .collect();
        assert_eq!(
            filled(&format!("<w:p>{runs}</w:p>"), ""),
            ["在云溪镇。"],
            "{name}"
        );
    }
}

#[test]
fn a_tag_is_found_however_it_was_typed() {
    let typed: [(&str, &str); 6] = [
        ("a full stop of an input method", "比{{产值。同比}}"),
        ("a wide stop", "比｛｛产值．同比｝｝"),
        (
            "a line break behind a helper",
            "比{{#if</w:t><w:br/><w:t>税收}}{{else}}{{产值.同比}}{{/if}}",
        ),
        (
            "a tab behind a helper",
            "比{{#if</w:t><w:tab/><w:t>税收}}{{else}}{{产值.同比}}{{/if}}",
        ),
        (
            "wide letters",
            "比｛｛＃ｉｆ　税收｝｝{{else}}{{产值.同比}}｛｛／ｉｆ｝｝",
        ),
        ("lines of the file", "比{{产值.\n      同比}}"),
    ];
    for (name, words) in typed {
        let body = format!("<w:p>{}</w:p>", r(words));
        assert_eq!(filled(&body, ""), ["比增长25%"], "{name}");
    }
}

#[test]
fn a_tag_changed_under_tracking_waits_for_a_decision() {
    let inserted = format!("<w:ins w:id=\"1\" w:author=\"a\">{}</w:ins>", r("名"));
    let body = format!("<w:p>{}{inserted}{}</w:p>", r("在{{地"), r("}}。"));
    let tracked = file(&body);
    let faults = try_fill(&tracked, ANSWERS, false).expect_err("tracked");
    assert!(faults.to_string().contains("tracked"), "{faults}");
    let accepted = nigao::splice::accepted(&tracked).unwrap();
    let filled = try_fill(&accepted, ANSWERS, false).unwrap();
    assert_eq!(crate::splice::texts(&filled)[0], ["在云溪镇。"]);
}

/// A control, its properties and what stands in it.
fn control(properties: &str, words: &str) -> String {
    let runs = r(words);
    format!("<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{runs}</w:sdtContent></w:sdt>")
}

#[test]
fn controls_take_tags_whatever_they_pick() {
    for properties in [
        "<w:text/>",
        "<w:date w:fullDate=\"2024-01-08T00:00:00Z\"><w:dateFormat w:val=\"yyyy年\"/></w:date>",
        "<w:dropDownList><w:listItem w:displayText=\"甲\" w:value=\"1\"/></w:dropDownList>",
        "<w:comboBox/>",
        "<w:showingPlcHdr w:val=\"0\"/><w:richText/>",
    ] {
        let inline = format!(
            "<w:p>{}{}{}</w:p>",
            r("在"),
            control(properties, "{{地名}}"),
            r("。")
        );
        assert_eq!(filled(&inline, ""), ["在云溪镇。"], "{properties}");
        let block = format!(
            "<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>",
            super::p("在{{地名}}。")
        );
        assert_eq!(filled(&block, ""), ["在云溪镇。"], "{properties}");
    }
    // A box and its words are not one thing.
    let tick = "<w14:checkbox><w14:checked w14:val=\"1\"/></w14:checkbox>";
    let body = format!("<w:p>{}{}</w:p>", control(tick, "☒"), r("{{地名}}"));
    assert_eq!(filled(&body, ""), ["☒云溪镇"]);
}

#[test]
fn a_prompt_is_no_text_and_reads_alike_at_both_doors() {
    let styles = "<w:styles xmlns:w='w'><w:style w:type='character' w:styleId='a3'>\
        <w:name w:val='Placeholder Text'/></w:style></w:styles>";
    let relations = "<Relationships><Relationship Id='a' Type='x/styles' Target='styles.xml'/>\
        </Relationships>";
    let in_prompt = |style: &str, words: &str| {
        let runs = formatted(style, words);
        format!(
            "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{runs}</w:sdtContent>\
             </w:sdt>"
        )
    };
    // What a program wrote over a prompt whose mark it left is text.
    for (style, words, said, filled) in [
        ("<w:rStyle w:val=\"a3\"/>", "单击此处输入", "", ""),
        ("", "在{{地名}}", "在{{地名}}", "在云溪镇"),
        (
            "<w:rStyle w:val=\"a4\"/>", "在{{地名}}", "在{{地名}}", "在云溪镇",
        ),
    ] {
        let prompt = in_prompt(style, words);
        let body = format!("<w:p>{}{prompt}{}</w:p>", r("甲"), r("{{年份}}"));
        let bytes = crate::word::word(&[
            ("word/document.xml", &crate::word::document(&body)),
            ("word/_rels/document.xml.rels", relations),
            ("word/styles.xml", styles),
        ]);
        let read = nigao::read::Source::parse(&bytes, false, None).unwrap();
        assert_eq!(read.text.trim_end(), format!("甲{said}{{{{年份}}}}"));
        let after = try_fill(&bytes, ANSWERS, false).unwrap();
        assert_eq!(
            crate::splice::texts(&after)[0],
            [format!("甲{filled}2025年")]
        );
        let kept = part(&after, "word/document.xml").contains("单击此处");
        assert_eq!(kept, said.is_empty());
        // A tag among the words of a prompt would stay, so it is said.
        let body = body.replace(words, "单击{{地名}}");
        let bytes = crate::word::word(&[
            ("word/document.xml", &crate::word::document(&body)),
            ("word/_rels/document.xml.rels", relations),
            ("word/styles.xml", styles),
        ]);
        assert_eq!(try_fill(&bytes, ANSWERS, false).is_err(), said.is_empty());
    }
}

#[test]
fn what_word_would_take_from_data_or_keep_locked_is_said() {
    for (properties, wanted) in [
        (
            "<w:dataBinding w:xpath=\"/a\" w:storeItemID=\"{1}\"/>",
            "bound to data",
        ),
        ("<w:lock w:val=\"contentLocked\"/>", "locked"),
    ] {
        let body = format!("<w:p>{}{}</w:p>", r("在"), control(properties, "{{地名}}"));
        let faults = try_fill(&file(&body), ANSWERS, false).expect_err(properties);
        assert!(faults.to_string().contains(wanted), "{faults}");
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
    let hostile = [
        "<w:br/>&amp;", "# 标题 **粗** [一是]", "甲乙", "]]>", "{{年份}}", "{{#each 项目}}",
        "{{{地名}}}", "｛｛年份｝｝", "{{!-- -->", "&#123;{年份}}", "\\{{年份}}", "<![CDATA[",
        "%{name}",
    ];
    for hostile in hostile {
        let answer = format!("备注: '{hostile}'");
        let schema = super::fields(super::FIELDS);
        let answers = Answers::read("a.yaml", &format!("{ANSWERS}{answer}"));
        let checked = answers::check(&schema, &answers, Mode::default());
        if checked.value.is_none() {
            // What is asked and what is answered could not be told apart.
            assert!(
                checked.diagnostics.to_string().contains("braces"),
                "{hostile}"
            );
            continue;
        }
        for body in [
            super::p("甲{{备注}}乙"),
            "<w:p><w:r><w:t><![CDATA[甲{{备注}}乙]]></w:t></w:r></w:p>".to_owned(),
        ] {
            assert_eq!(filled(&body, &answer), [format!("甲{hostile}乙")]);
        }
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
