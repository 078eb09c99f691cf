//! Tracked changes accepted, as Word writes them.

use nigao::splice::{WordSource, accepted, first_tracked};

use super::texts;
use crate::word::{document, word};

const BY: &str = r#"w:id="1" w:author="甲""#;

fn r(words: &str) -> String {
    format!("<w:r><w:t>{words}</w:t></w:r>")
}

fn ins(inner: &str) -> String {
    format!("<w:ins {BY}>{inner}</w:ins>")
}

fn del(words: &str) -> String {
    format!("<w:del {BY}><w:r><w:delText>{words}</w:delText></w:r></w:del>")
}

fn p(inner: &str) -> String {
    format!("<w:p>{inner}</w:p>")
}

/// A paragraph whose mark is a tracked change.
fn marked(kind: &str, style: &str, inner: &str) -> String {
    format!(
        r#"<w:p><w:pPr><w:jc w:val="{style}"/><w:rPr><w:{kind} {BY}/></w:rPr></w:pPr>{inner}</w:p>"#
    )
}

/// What a case is called, a body, and its words when all is accepted.
type Case = (&'static str, String, &'static [&'static str]);

fn tables() -> Vec<Case> {
    let all_gone = format!(
        "{}{}<w:tbl>{row}{row}</w:tbl>{}",
        p(&r("前")),
        marked("del", "left", ""),
        marked("del", "left", ""),
        row = format!(
            "<w:tr><w:trPr><w:del {BY}></w:del></w:trPr><w:tc>{}</w:tc></w:tr>",
            p(&del("甲"))
        )
    );
    let row = |mark: &str, words: &str| {
        format!(
            "<w:tr><w:trPr>{mark}</w:trPr><w:tc>{}</w:tc></w:tr>",
            p(&r(words))
        )
    };
    let cells = format!(
        "<w:tbl><w:tr><w:tc>{}</w:tc><w:tc><w:tcPr><w:cellDel {BY}/></w:tcPr>{}</w:tc></w:tr></w:tbl>",
        p(&r("甲")),
        p(&r("乙"))
    );
    let rows = format!(
        "<w:tbl>{}{}{}</w:tbl>",
        row(&format!("<w:ins {BY}/>"), "甲"),
        row(&format!("<w:del {BY}/>"), "乙"),
        row("", "丙")
    );
    vec![
        ("a whole table and what is around", all_gone, &["前"]),
        (
            "taken out before a table",
            [p(&r("乙")), marked("del", "left", &del("甲")), rows.clone()].concat(),
            &["乙", "甲", "丙"],
        ),
        (
            "a cell's last",
            format!(
                "<w:tbl><w:tr><w:tc>{}</w:tc></w:tr></w:tbl>",
                marked("del", "left", &r("甲"))
            ),
            &["甲"],
        ),
        ("a row", rows, &["甲", "丙"]),
        ("a cell", cells, &["甲"]),
    ]
}

fn words() -> Vec<Case> {
    let former = format!(
        "<w:r><w:rPr><w:b/><w:rPrChange {BY}><w:rPr/></w:rPrChange></w:rPr><w:t>甲</w:t></w:r>"
    );
    let field = |mark: &str| {
        format!(r#"<w:del {BY}><w:r><w:fldChar w:fldCharType="{mark}"/></w:r></w:del>"#)
    };
    let link = [
        &field("begin"),
        &format!("<w:del {BY}><w:r><w:delInstrText> HYPERLINK </w:delInstrText></w:r></w:del>"),
        &field("separate"),
        &del("链接"),
        &field("end"),
        &r("尾"),
    ]
    .map(String::as_str)
    .concat();
    let moved = format!(
        r#"<w:moveFromRangeStart {BY} w:name="m"/><w:moveFrom {BY}><w:r><w:t>甲</w:t></w:r></w:moveFrom><w:moveFromRangeEnd w:id="1"/>乙"#
    )
    .replace('乙', &r("乙"));
    let moved_to = format!(
        r#"<w:moveToRangeStart {BY} w:name="m"/><w:moveTo {BY}>{}</w:moveTo><w:moveToRangeEnd w:id="1"/>"#,
        r("甲")
    );
    vec![
        (
            "words",
            p(&[r("甲"), ins(&r("乙")), del("丙"), r("丁")].concat()),
            &["甲乙丁"],
        ),
        (
            "put in and taken out",
            p(&[ins(&[del("丙"), r("乙")].concat()), r("丁")].concat()),
            &["乙丁"],
        ),
        ("a former format", p(&former), &["甲"]),
        (
            "a paragraph put in",
            [marked("ins", "left", &ins(&r("甲"))), p(&r("乙"))].concat(),
            &["甲", "乙"],
        ),
        (
            "a paragraph taken out",
            [marked("del", "left", &del("甲")), p(&r("乙"))].concat(),
            &["乙"],
        ),
        (
            "paragraphs joined",
            [
                marked("del", "left", &r("甲")),
                marked("del", "right", &r("乙")),
                p(&r("丙")),
                p(&r("丁")),
            ]
            .concat(),
            &["甲乙丙", "丁"],
        ),
        (
            "joined with an empty one",
            [marked("del", "left", &r("甲")), "<w:p/>".into()].concat(),
            &["甲"],
        ),
        ("a link", p(&link), &["尾"]),
        (
            "words moved",
            [p(&moved), p(&moved_to)].concat(),
            &["乙", "甲"],
        ),
    ]
}

#[test]
fn changes_are_accepted_as_word_does() {
    for (name, body, wanted) in words().into_iter().chain(tables()) {
        let body = format!("{body}<w:p/>");
        let file = word(&[("word/document.xml", &document(&body))]);
        let source = WordSource::open(&file).expect("a file");
        assert!(first_tracked(&source).expect("a file").is_some(), "{name}");
        let settled = accepted(&file).unwrap_or_else(|why| panic!("{name}: {why}"));
        let mut found = texts(&settled).remove(0);
        found.retain(|words| !words.is_empty());
        assert_eq!(found, wanted, "{name}");
        let source = WordSource::open(&settled).expect("a file");
        assert_eq!(first_tracked(&source).expect("a file"), None, "{name}");
        let xml = &source.stories()[0].xml;
        for gone in ["<w:ins", "<w:del", "Change", "<w:move", "cellDel"] {
            assert!(!xml.contains(gone), "{name}: {xml}");
        }
        // Nothing more to accept, nothing to change.
        assert_eq!(accepted(&settled).expect("a file"), settled, "{name}");
    }
}

#[test]
fn a_joined_paragraph_is_set_as_the_last_and_keeps_bookmarks() {
    let start = r#"<w:bookmarkStart w:id="5" w:name="a"/>"#;
    let end = r#"<w:bookmarkEnd w:id="5"/>"#;
    let body = [
        marked("del", "left", &[start.to_owned(), r("甲")].concat()),
        end.to_owned(),
        format!(
            r#"<w:p><w:pPr><w:jc w:val="right"/></w:pPr>{}</w:p>"#,
            r("乙")
        ),
    ];
    let file = word(&[("word/document.xml", &document(&body.concat()))]);
    let settled = accepted(&file).expect("a file");
    let source = WordSource::open(&settled).expect("a file");
    let xml = &source.stories()[0].xml;
    assert_eq!(source.stories()[0].paragraphs[0].text, "甲乙");
    assert!(xml.contains("right") && !xml.contains("left"), "{xml}");
    assert!(xml.contains(start) && xml.contains(end), "{xml}");
}

#[test]
fn a_file_without_changes_is_untouched() {
    for (name, file) in super::files::all().iter().take(20) {
        assert!(accepted(file).expect("a file") == *file, "{name}");
    }
}
