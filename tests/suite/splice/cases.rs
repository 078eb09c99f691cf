//! Single cases: what is spliced where, and what is refused.

use nigao::diagnostic::Lang;
use nigao::splice::{StoryEdit, StoryKind, WordChanges, WordSource};

use super::{assert_only, kinds, reviser, texts};
use crate::word::{document, paragraph, word};
use crate::write::part;

fn body_file(body: &str) -> Vec<u8> {
    word(&[("word/document.xml", &document(body))])
}

/// What stands in the document's body after a replacement in its first paragraph.
fn replaced(body: &str, chars: std::ops::Range<usize>, words: &str) -> String {
    let file = body_file(body);
    let source = WordSource::open(&file).expect("a Word file");
    let mut changes = WordChanges::new(&source);
    changes.replace(0, 0, chars, words).expect("words");
    inner(&changes.finish().expect("a file"))
}

fn inner(file: &[u8]) -> String {
    let xml = part(file, "word/document.xml");
    let start = xml.find("<w:body>").expect("a body") + 8;
    xml[start..xml.find("</w:body>").expect("a body")].to_owned()
}

#[test]
fn invariant_13_only_the_words_differ() {
    for (body, chars, words, expected) in [
        // Split over runs: the first takes the words, a run of nothing else goes.
        (
            "<w:p><w:r><w:t>共{</w:t></w:r><w:proofErr w:type='spellStart'/><w:r><w:rPr><w:rFonts w:hint='eastAsia'/></w:rPr><w:t>{</w:t></w:r><w:r><w:t>数}}个</w:t></w:r></w:p>",
            1..6,
            "三",
            "<w:p><w:r><w:t>共三</w:t></w:r><w:proofErr w:type='spellStart'/><w:r><w:t>个</w:t></w:r></w:p>",
        ),
        (
            "<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>8.5</w:t></w:r><w:r><w:t>%</w:t></w:r></w:p>",
            0..3,
            "9.1",
            "<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>9.1</w:t></w:r><w:r><w:t>%</w:t></w:r></w:p>",
        ),
        // Spaces at an end count only where the file says so.
        (
            "<w:p><w:r><w:t>甲乙</w:t></w:r></w:p>",
            2..2,
            " ",
            "<w:p><w:r><w:t xml:space=\"preserve\">甲乙 </w:t></w:r></w:p>",
        ),
        (
            "<w:p><w:r><w:t>a&amp;b</w:t></w:r></w:p>",
            1..2,
            "<",
            "<w:p><w:r><w:t>a&lt;b</w:t></w:r></w:p>",
        ),
        (
            "<w:p><w:r><w:t>甲</w:t><w:tab/><w:t>乙</w:t></w:r></w:p>",
            1..2,
            "、",
            "<w:p><w:r><w:t>甲</w:t><w:t xml:space=\"preserve\">、</w:t><w:t>乙</w:t></w:r></w:p>",
        ),
        (
            "<w:p><w:r><w:t>甲</w:t></w:r></w:p>",
            1..1,
            "\n乙",
            "<w:p><w:r><w:t>甲</w:t><w:br/><w:t xml:space=\"preserve\">乙</w:t></w:r></w:p>",
        ),
        // An empty paragraph gives its mark's format.
        (
            "<w:p><w:pPr><w:rPr><w:b/></w:rPr></w:pPr></w:p>",
            0..0,
            "甲",
            "<w:p><w:pPr><w:rPr><w:b/></w:rPr></w:pPr><w:r><w:rPr><w:b/></w:rPr><w:t xml:space=\"preserve\">甲</w:t></w:r></w:p>",
        ),
        (
            "<w:p/>",
            0..0,
            "甲",
            "<w:p><w:r><w:t xml:space=\"preserve\">甲</w:t></w:r></w:p>",
        ),
        // What would be markup or a control character is words or nothing.
        (
            "<w:p><w:r><w:t>甲</w:t></w:r></w:p>",
            0..1,
            "</w:t>\u{1}\u{fffe}",
            "<w:p><w:r><w:t>&lt;/w:t&gt;</w:t></w:r></w:p>",
        ),
        (
            "<w:p><w:r><w:t><![CDATA[甲<乙]]></w:t></w:r></w:p>",
            0..1,
            "丙",
            "<w:p><w:r><w:t><![CDATA[]]>丙<![CDATA[<乙]]></w:t></w:r></w:p>",
        ),
    ] {
        assert_eq!(replaced(body, chars, words), expected, "{body}");
    }
}

#[test]
fn comments_stand_over_exactly_their_words() {
    let file = body_file("<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>一 二三</w:t></w:r></w:p>");
    let source = WordSource::open(&file).expect("a Word file");
    let mut changes = WordChanges::new(&source);
    changes
        .comment(0, 0, 2..3, &reviser("甲 & 乙"), "问\n答")
        .expect("a place");
    let after = changes.finish().expect("a file");
    assert_eq!(
        inner(&after),
        "<w:p><w:r><w:rPr><w:b/></w:rPr><w:t xml:space=\"preserve\">一 </w:t></w:r><w:commentRangeStart w:id=\"0\"/><w:r><w:rPr><w:b/></w:rPr><w:t xml:space=\"preserve\">二</w:t></w:r><w:commentRangeEnd w:id=\"0\"/><w:r><w:commentReference w:id=\"0\"/></w:r><w:r><w:rPr><w:b/></w:rPr><w:t xml:space=\"preserve\">三</w:t></w:r></w:p>"
    );
    let list = part(&after, "word/comments.xml");
    assert!(
        list.contains("w:author=\"甲 &amp; 乙\"") && list.matches("<w:p>").count() == 2,
        "{list}"
    );
    assert!(part(&after, "word/_rels/document.xml.rels").contains("Target=\"comments.xml\""));
    // A second run takes the first one's place and changes nothing else.
    let source = WordSource::open(&after).expect("a Word file");
    let mut changes = WordChanges::new(&source);
    changes.remove_comments("甲 & 乙").expect("a list");
    changes
        .comment(0, 0, 2..3, &reviser("甲 & 乙"), "问\n答")
        .expect("a place");
    let again = changes.finish().expect("a file");
    assert_eq!(inner(&again), inner(&after));
    assert_eq!(part(&again, "word/comments.xml"), list);
}

#[test]
fn tracked_changes_delete_and_insert() {
    let file = body_file("<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>增长8.5个点</w:t></w:r></w:p>");
    let source = WordSource::open(&file).expect("a Word file");
    let mut changes = WordChanges::new(&source);
    changes
        .track(0, 0, 2..5, "9.1", &reviser("nigao"))
        .expect("words");
    let run = |inside: &str| format!("<w:r><w:rPr><w:b/></w:rPr>{inside}</w:r>");
    let by = "w:author=\"nigao\" w:date=\"2026-01-05T00:00:00Z\"";
    let expected = format!(
        "<w:p>{}<w:del w:id=\"1\" {by}>{}</w:del><w:ins w:id=\"2\" {by}>{}</w:ins>{}</w:p>",
        run("<w:t>增长</w:t>"),
        run("<w:delText xml:space=\"preserve\">8.5</w:delText>"),
        run("<w:t xml:space=\"preserve\">9.1</w:t>"),
        run("<w:t xml:space=\"preserve\">个点</w:t>"),
    );
    assert_eq!(inner(&changes.finish().expect("a file")), expected);
}

#[test]
fn tracked_insertions_cut_runs() {
    let file = body_file(
        "<w:p><w:r><w:lastRenderedPageBreak/><w:t>甲乙</w:t></w:r><w:hyperlink><w:r><w:t>丙</w:t></w:r></w:hyperlink></w:p>",
    );
    let source = WordSource::open(&file).expect("a Word file");
    for (at, expected) in [
        (0, "新甲乙丙"),
        (1, "甲新乙丙"),
        (2, "甲乙新丙"),
        (3, "甲乙丙新"),
    ] {
        let mut changes = WordChanges::new(&source);
        changes
            .track(0, 0, at..at, "新", &reviser("nigao"))
            .expect("words");
        let after = changes.finish().expect("a file");
        assert_eq!(
            part(&after, "word/document.xml").matches("<w:ins ").count(),
            1
        );
        assert_eq!(texts(&after), [[expected]], "{}", inner(&after));
    }
}

#[test]
fn what_would_not_stay_is_refused_with_its_place() {
    let sdt = |lock: &str| {
        format!(
            "<w:p><w:sdt><w:sdtPr>{lock}</w:sdtPr><w:sdtContent><w:r><w:t>控件的字</w:t></w:r></w:sdtContent></w:sdt></w:p>"
        )
    };
    let boxed = "<w:p><w:r><mc:AlternateContent><mc:Choice><w:txbxContent><w:p><w:r><w:t>新框</w:t></w:r></w:p></w:txbxContent></mc:Choice><mc:Fallback><w:txbxContent><w:p><w:r><w:t>旧框</w:t></w:r></w:p></w:txbxContent></mc:Fallback></mc:AlternateContent></w:r></w:p>";
    for (body, at, words) in [
        (
            "<w:p><w:fldSimple w:instr='DATE'><w:r><w:t>今天</w:t></w:r></w:fldSimple></w:p>",
            0,
            ["第 1 段“今天”", "域"],
        ),
        (
            &sdt("<w:dataBinding w:xpath='/a'/>"),
            0,
            ["控件的字", "绑定"],
        ),
        (
            &sdt("<w:lock w:val='sdtContentLocked'/>"),
            0,
            ["控件的字", "锁定"],
        ),
        (boxed, 1, ["第 2 段“新框”", "旧版"]),
    ] {
        let file = body_file(body);
        let source = WordSource::open(&file).expect("a Word file");
        let mut changes = WordChanges::new(&source);
        let why = changes
            .replace(0, at, 0..1, "改")
            .expect_err(body)
            .text(Lang::Zh);
        assert!(words.iter().all(|word| why.contains(word)), "{why}");
        assert_eq!(changes.finish().expect("no change"), file);
    }
}

#[test]
fn blocks_that_must_stay_stay_empty() {
    let p = |words: &str| paragraph("", words);
    let table = |cell: &str| format!("<w:tbl><w:tr><w:tc>{cell}</w:tc></w:tr></w:tbl>");
    let empty = "<w:p><w:pPr></w:pPr></w:p>";
    let section = paragraph("<w:sectPr/>", "乙");
    for (body, at, expected) in [
        (p("甲") + &p("乙"), 0, p("乙")),
        (p("甲"), 0, empty.to_owned()),
        (table(&p("甲")) + &p("乙"), 0, table(empty) + &p("乙")),
        (table(&(p("甲") + &p("乙"))), 1, table(&p("甲"))),
        (table(&p("甲")) + &p("乙") + &table(&p("丙")), 1, table(&p("甲")) + empty + &table(&p("丙"))),
        (p("甲") + &section, 1, p("甲") + &paragraph("<w:sectPr/>", "").replace("<w:r><w:t></w:t></w:r>", "")),
        // A bookmark that ends elsewhere keeps its beginning.
        (
            "<w:p><w:bookmarkStart w:id='1' w:name='a'/><w:r><w:t>甲</w:t></w:r></w:p><w:p><w:bookmarkEnd w:id='1'/></w:p>".to_owned(),
            0,
            "<w:bookmarkStart w:id='1' w:name='a'/><w:p><w:bookmarkEnd w:id='1'/></w:p>".to_owned(),
        ),
    ] {
        let file = body_file(&body);
        let source = WordSource::open(&file).expect("a Word file");
        let mut changes = WordChanges::new(&source);
        changes.story(0).drop_paragraph(at).expect("a paragraph");
        assert_eq!(inner(&changes.finish().expect("a file")), expected);
    }
    let field = "<w:p><w:r><w:fldChar w:fldCharType='begin'/></w:r></w:p><w:p><w:r><w:t>甲</w:t><w:fldChar w:fldCharType='end'/></w:r></w:p>";
    let file = body_file(field);
    let source = WordSource::open(&file).expect("a Word file");
    let mut changes = WordChanges::new(&source);
    assert!(changes.story(0).drop_paragraph(0).is_err());
}

#[test]
fn rows_are_repeated_and_dropped() {
    let row = |id: &str, cell: &str| {
        format!(
            "<w:tr w14:paraId=\"{id}\" w:x=\"1\"><w:tc>{}</w:tc></w:tr>",
            paragraph("", cell)
        )
    };
    let body = format!(
        "<w:tbl>{}{}</w:tbl><w:p/>",
        row("A1", "头"),
        row("A2", "行")
    );
    let file = body_file(&body);
    let source = WordSource::open(&file).expect("a Word file");
    let story = &source.stories()[0];
    let mut changes = WordChanges::new(&source);
    let place = &story.paragraphs[1];
    let mut rows = String::new();
    for words in ["甲", "乙"] {
        let mut copy = StoryEdit::new(story);
        copy.replace(1, 0..1, words).expect("words");
        rows += &copy
            .copied(story.rows[1].bytes.clone(), place)
            .expect("a copy");
    }
    changes.story(0).put(story.rows[1].bytes.clone(), rows);
    let after = changes.finish().expect("a file");
    assert_eq!(texts(&after), [["头", "甲", "乙", ""]]);
    assert_eq!(inner(&after).matches("paraId").count(), 1);

    let source = WordSource::open(&after).expect("a Word file");
    let mut changes = WordChanges::new(&source);
    changes.story(0).drop_row(1).expect("a row");
    assert_eq!(
        texts(&changes.finish().expect("a file")),
        [["头", "乙", ""]]
    );
}

#[test]
fn headers_and_notes_are_stories() {
    let rels = "<Relationships xmlns=\"r\"><Relationship Id=\"r1\" Type=\"x/header\" Target=\"header1.xml\"/><Relationship Id=\"r2\" Type=\"x/footnotes\" Target=\"footnotes.xml\"/></Relationships>";
    let header = format!("<w:hdr xmlns:w='w'>{}</w:hdr>", paragraph("", "页眉"));
    let notes = format!(
        "<w:footnotes xmlns:w='w'><w:footnote w:id='2'>{}</w:footnote></w:footnotes>",
        paragraph("", "注")
    );
    let body =
        document("<w:p><w:r><w:t>文</w:t></w:r><w:r><w:footnoteReference w:id='2'/></w:r></w:p>");
    let file = word(&[
        ("word/document.xml", &body),
        ("word/_rels/document.xml.rels", rels),
        ("word/header1.xml", &header),
        ("word/footnotes.xml", &notes),
    ]);
    assert_eq!(
        kinds(&file),
        [StoryKind::Body, StoryKind::Header, StoryKind::Footnotes]
    );
    let source = WordSource::open(&file).expect("a Word file");
    let mut changes = WordChanges::new(&source);
    changes.replace(1, 0, 1..2, "首").expect("words");
    changes.replace(2, 0, 0..1, "脚注").expect("words");
    let after = changes.finish().expect("a file");
    assert_eq!(texts(&after), [["文"], ["页首"], ["脚注"]]);
    assert_only(
        "stories",
        &file,
        &after,
        &["word/header1.xml", "word/footnotes.xml"],
    );
    // A comment on a note stands where the note is referred to.
    let mut changes = WordChanges::new(&source);
    changes
        .comment(2, 0, 0..1, &reviser("nigao"), "？")
        .expect("a place");
    let after = part(&changes.finish().expect("a file"), "word/document.xml");
    assert!(
        after.contains("<w:commentRangeStart w:id=\"0\"/><w:r><w:footnoteReference"),
        "{after}"
    );
}
