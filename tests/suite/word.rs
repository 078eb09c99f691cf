//! Word files: what a clerk sees in one comes back as lines of text, and one that means harm is
//! refused.

use std::io::{Cursor, Write as _};

use nigao::read::{Report, Source};
use zip::write::{SimpleFileOptions, ZipWriter};

/// A Word file of these parts.
pub(crate) fn word(parts: &[(&str, &str)]) -> Vec<u8> {
    let parts: Vec<(&str, &[u8])> = parts
        .iter()
        .map(|(name, text)| (*name, text.as_bytes()))
        .collect();
    word_of_bytes(&parts)
}

pub(crate) fn word_of_bytes(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        zip.start_file(*name, SimpleFileOptions::default())
            .expect("a part");
        zip.write_all(bytes).expect("its bytes");
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
    Source::parse(
        &word(&[("word/document.xml", &document(body))]),
        false,
        None,
    )
    .expect("a Word file")
    .text
}

/// What a page or a column parts is not run together, and a break around a paragraph's words adds
/// no line.
#[test]
fn a_page_that_ends_within_a_paragraph_ends_the_line() {
    let body = "<w:p><w:r><w:br w:type='page'/><w:t>一、回顾</w:t><w:br w:type='page'/></w:r>\
                <w:r><w:t>二、打算</w:t><w:br w:type='column'/></w:r></w:p>\
                <w:p><w:r><w:t>三、</w:t></w:r><w:r><w:t>谢意</w:t></w:r></w:p>";
    assert_eq!(text_of(body), "一、回顾\n二、打算\n三、谢意\n");
}

/// The body of a file, and its text.
pub(crate) const BODIES: &[(&str, &str)] = &[
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
    // A paragraph whose end was deleted goes on in the next.
    (
        "<w:p><w:pPr><w:rPr><w:del w:id='1'/></w:rPr></w:pPr><w:r><w:t>前半，</w:t></w:r></w:p><w:p><w:r><w:t>后半。</w:t></w:r></w:p>",
        "前半，后半。\n",
    ),
    // So does a large first letter.
    (
        "<w:p><w:pPr><w:framePr w:dropCap='drop' w:lines='3'/></w:pPr><w:r><w:t>各</w:t></w:r></w:p><w:p><w:r><w:t>位代表：</w:t></w:r></w:p>",
        "各位代表：\n",
    ),
    // Columns of running text in one row are paragraphs; a row of values is a row.
    (
        "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>左一。</w:t></w:r></w:p><w:p><w:r><w:t>左二。</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>右一。</w:t></w:r></w:p></w:tc></w:tr></w:tbl>",
        "左一。\n左二。\n右一。\n",
    ),
    // A text box within a paragraph that old and new programs draw, with one of its own inside.
    (
        "<w:p><w:r><w:t>文</w:t></w:r><w:r><mc:AlternateContent><mc:Choice><w:txbxContent><w:p><w:r><w:t>外</w:t></w:r><w:r><w:pict><v:textbox><w:txbxContent><w:p><w:r><w:t>内</w:t></w:r></w:p></w:txbxContent></v:textbox></w:pict></w:r></w:p></w:txbxContent></mc:Choice><mc:Fallback><w:pict><v:textbox><w:txbxContent><w:p><w:r><w:t>外</w:t></w:r></w:p></w:txbxContent></v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>",
        "文\n外\n内\n",
    ),
    // Fields: a result stays, its code goes; a table of contents repeats the headings and goes
    // whole.
    (
        "<w:p><w:r><w:fldChar w:fldCharType='begin'/></w:r><w:r><w:instrText> TOC \\o </w:instrText></w:r><w:r><w:fldChar w:fldCharType='separate'/></w:r><w:hyperlink><w:r><w:t>一、回顾</w:t></w:r><w:r><w:tab/></w:r><w:r><w:fldChar w:fldCharType='begin'/><w:instrText>PAGEREF</w:instrText><w:fldChar w:fldCharType='separate'/><w:t>3</w:t><w:fldChar w:fldCharType='end'/></w:r></w:hyperlink></w:p><w:p><w:r><w:t>二、安排\t5</w:t></w:r></w:p><w:p><w:r><w:fldChar w:fldCharType='end'/></w:r><w:r><w:t>正文</w:t></w:r></w:p>",
        "\n\n正文\n",
    ),
    (
        "<w:p><w:r><w:fldChar w:fldCharType='begin'/><w:instrText> = 1 + 2 </w:instrText><w:fldChar w:fldCharType='separate'/><w:t>3</w:t><w:fldChar w:fldCharType='end'/><w:t>亿元</w:t></w:r><w:fldSimple w:instr='DATE'><w:r><w:t>1月5日</w:t></w:r></w:fldSimple></w:p>",
        "3亿元1月5日\n",
    ),
    // Controls: what was typed stays, also where a program forgot to say that no prompt is shown; a
    // table of contents goes.
    (
        "<w:p><w:sdt><w:sdtPr/><w:sdtContent><w:r><w:t>填了</w:t></w:r></w:sdtContent></w:sdt><w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent><w:r><w:t>也填了</w:t></w:r></w:sdtContent></w:sdt><w:smartTag><w:r><w:t>标签</w:t></w:r></w:smartTag></w:p><w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val='Table of Contents'/></w:docPartObj></w:sdtPr><w:sdtContent><w:p><w:r><w:t>目录</w:t></w:r></w:p></w:sdtContent></w:sdt>",
        "填了也填了标签\n",
    ),
    // 拼音指南: the reading above the words goes.
    (
        "<w:p><w:r><w:ruby><w:rubyPr/><w:rt><w:r><w:t>huì</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>会</w:t></w:r></w:rubyBase></w:ruby><w:t>议</w:t></w:r></w:p>",
        "会议\n",
    ),
    // Symbols by their code or their look; notes and comments only leave a mark.
    (
        "<w:p><w:r><w:sym w:font='宋体' w:char='2014'/><w:sym w:font='Wingdings' w:char='F0FC'/><w:sym w:font='Webdings' w:char='F061'/><w:t>好</w:t><w:footnoteReference w:id='1'/><w:commentReference w:id='1'/><w:noBreakHyphen/><w:softHyphen/></w:r></w:p>",
        "—√✓好-\n",
    ),
    // A long title broken for its looks is one line; what begins anew is not, nor is a line of the
    // text.
    (
        "<w:p><w:pPr><w:jc w:val='center'/></w:pPr><w:r><w:t>云溪镇人民政府</w:t><w:br/><w:t>工作报告</w:t><w:br/><w:t>——2026年1月5日在大会上</w:t><w:br/><w:t>镇长　林致远</w:t></w:r></w:p><w:p><w:r><w:t>各位代表：</w:t><w:br/><w:t>现在</w:t></w:r></w:p>",
        "云溪镇人民政府工作报告\n——2026年1月5日在大会上\n镇长　林致远\n各位代表：\n现在\n",
    ),
    // Merged cells are what they hold, once; a table within a cell and a paragraph in two lines
    // stay in their row.
    (
        "<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val='2'/></w:tcPr><w:p><w:r><w:t>指标</w:t></w:r></w:p></w:tc></w:tr><w:tr><w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p/></w:tc><w:tc><w:p><w:r><w:t>甲</w:t><w:br/><w:t>乙</w:t></w:r></w:p><w:tbl><w:tr><w:tc><w:p><w:r><w:t>丙</w:t></w:r></w:p></w:tc></w:tr></w:tbl><w:p/></w:tc></w:tr></w:tbl>",
        "指标\n\t甲 乙 丙\n",
    ),
    // Lines of the file are none of the text.
    (
        "<w:p>\n  <w:r>\n <w:t>\n  一行\n  到底\n</w:t>\n</w:r>\n</w:p>\n",
        "一行到底\n",
    ),
    // What docx-rs falls over.
    (
        "<w:p><w:pPr><w:jc/><w:numPr><w:numId/></w:numPr></w:pPr><w:r><w:t>好</w:t></w:r></w:p>",
        "好\n",
    ),
];

#[test]
fn words_of_a_word_file() {
    for (body, text) in BODIES {
        assert_eq!(text_of(body), *text, "{body}");
    }
}

/// A workbook that somebody named .docx is an archive with relations too.
#[test]
fn what_an_empty_control_asks_for_is_left_out_and_told() {
    let styles = "<w:styles><w:style w:type='character' w:styleId='a3'><w:name w:val='Placeholder Text'/></w:style></w:styles>";
    let prompt = "<w:r><w:rPr><w:rStyle w:val='a3'/></w:rPr><w:t>单击此处输入文字。</w:t></w:r>";
    let control = |shows: &str, words: &str| {
        format!(
            "<w:p><w:r><w:t>承办人：</w:t></w:r><w:sdt><w:sdtPr>{shows}</w:sdtPr><w:sdtContent>{words}</w:sdtContent></w:sdt></w:p>"
        )
    };
    let shown = "<w:showingPlcHdr/>";
    let contents = "<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val='Table of Contents'/></w:docPartObj></w:sdtPr><w:sdtContent><w:p><w:r><w:t>目录</w:t></w:r></w:p></w:sdtContent></w:sdt>";
    for (body, text, told) in [
        (
            control(shown, prompt),
            "承办人：\n",
            vec!["read.left-out-prompt"],
        ),
        (control("", prompt), "承办人：单击此处输入文字。\n", vec![]),
        (
            control(shown, "<w:r><w:t>林致远</w:t></w:r>"),
            "承办人：林致远\n",
            vec![],
        ),
        (
            control("", "<w:r><w:t>林致远</w:t></w:r>") + contents,
            "承办人：林致远\n",
            vec!["read.left-out-contents"],
        ),
    ] {
        let parts = [
            ("word/document.xml", document(&body)),
            ("word/styles.xml", styles.to_owned()),
        ];
        let parts: Vec<(&str, &str)> = parts.iter().map(|(name, part)| (*name, &**part)).collect();
        let source = Source::parse(&word(&parts), false, None).expect("a Word file");
        let keys: Vec<&str> = source
            .left_out
            .iter()
            .map(nigao::diagnostic::Message::key)
            .collect();
        assert_eq!((&*source.text, keys), (text, told), "{body}");
    }
}

#[test]
fn a_workbook_is_no_word_file() {
    let relations = "<Relationships><Relationship Type='http://x/officeDocument' Target='xl/workbook.xml'/></Relationships>";
    let workbook = [
        ("_rels/.rels", relations),
        ("xl/workbook.xml", "<workbook/>"),
    ];
    let fault = Source::parse(&word(&workbook), false, None).expect_err("no Word file");
    assert_eq!(fault.message().key(), "read.not-word");
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
        paragraph(
            &format!("<w:numPr><w:ilvl w:val='{level}'/><w:numId w:val='{list}'/></w:numPr>"),
            words,
        )
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
    let parts: Vec<(&str, &str)> = parts
        .iter()
        .map(|(name, text)| (*name, text.as_str()))
        .collect();
    let source = Source::parse(&word(&parts), false, None).expect("a Word file");
    assert_eq!(
        source.text,
        "一、回顾\n（一）农业\n（二）工业\n1.园区\n2.项目\n二、安排\n（一）目标\n一、附录\n无号\n"
    );
    assert_eq!(source.levels, [(5, 2)]);
}

/// The first paragraphs of a list whose level 0 is `level`, after it `deeper`.
fn listed(level: &str, numbers: &[(u8, u8)], more: &str) -> String {
    let numbering = format!(
        "<w:numbering><w:abstractNum w:abstractNumId='0'>{level}</w:abstractNum>{more}<w:num w:numId='1'><w:abstractNumId w:val='0'/></w:num></w:numbering>"
    );
    let item = |(list, depth): &(u8, u8)| {
        paragraph(
            &format!("<w:numPr><w:ilvl w:val='{depth}'/><w:numId w:val='{list}'/></w:numPr>"),
            "文",
        )
    };
    let body: String = numbers.iter().map(item).collect();
    let parts = [
        ("word/document.xml", document(&body)),
        ("word/numbering.xml", numbering),
    ];
    let parts: Vec<(&str, &str)> = parts
        .iter()
        .map(|(name, text)| (*name, text.as_str()))
        .collect();
    Source::parse(&word(&parts), false, None)
        .expect("a Word file")
        .text
        .replace("文\n", " ")
        .trim()
        .to_owned()
}

#[test]
fn numbers_of_every_format_reports_use() {
    for (format, shown) in [
        ("chineseCountingThousand", "九、 十、 十一、"),
        ("ideographDigital", "九、 一〇、 一一、"),
        ("chineseLegalSimplified", "玖、 壹拾、 壹拾壹、"),
        ("ideographTraditional", "壬、 癸、 甲、"),
        ("ideographZodiac", "申、 酉、 戌、"),
        ("decimal", "9、 10、 11、"),
        ("decimalZero", "09、 10、 11、"),
        ("decimalFullWidth", "９、 １０、 １１、"),
        ("decimalEnclosedCircle", "⑨、 ⑩、 ⑪、"),
        ("decimalEnclosedParen", "⑼、 ⑽、 ⑾、"),
        ("decimalEnclosedFullstop", "⒐、 ⒑、 ⒒、"),
        ("upperRoman", "IX、 X、 XI、"),
        ("lowerLetter", "i、 j、 k、"),
        ("upperLetter", "I、 J、 K、"),
        ("somethingNew", "9、 10、 11、"),
    ] {
        let level = format!(
            "<w:lvl w:ilvl='0'><w:start w:val='9'/><w:numFmt w:val='{format}'/><w:lvlText w:val='%1、'/></w:lvl>"
        );
        assert_eq!(listed(&level, &[(1, 0); 3], ""), shown, "{format}");
    }
    let letters = "<w:lvl w:ilvl='0'><w:start w:val='26'/><w:numFmt w:val='lowerLetter'/><w:lvlText w:val='%1)'/></w:lvl>";
    assert_eq!(listed(letters, &[(1, 0); 2], ""), "z) aa)");
}

#[test]
fn numbers_of_several_levels_restart_as_the_list_says() {
    let level = |at: u8, text: &str, more: &str| {
        format!(
            "<w:lvl w:ilvl='{at}'><w:start w:val='1'/><w:numFmt w:val='{}'/>{more}<w:lvlText w:val='{text}'/></w:lvl>",
            if at == 0 {
                "chineseCounting"
            } else {
                "decimal"
            }
        )
    };
    let numbers = [(1, 0), (1, 1), (1, 1), (1, 0), (1, 1)];
    let (first, legal) = (
        level(0, "第%1章", ""),
        "<w:isLgl/><w:suff w:val='nothing'/>",
    );
    for (second, shown) in [
        (level(1, "%1.%2", ""), "第一章 一.1  一.2  第二章 二.1"),
        (level(1, "%1.%2", legal), "第一章 1.1 1.2 第二章 2.1"),
        (
            level(1, "（%2）", "<w:lvlRestart w:val='0'/>"),
            "第一章 （1） （2） 第二章 （3）",
        ),
        (level(1, "", ""), "第一章   第二章"),
    ] {
        assert_eq!(listed(&format!("{first}{second}"), &numbers, ""), shown);
    }
    // A list may start anew, change a level, or take its levels from another.
    let more = format!(
        "<w:abstractNum w:abstractNumId='1'><w:numStyleLink w:val='章'/></w:abstractNum>\
         <w:num w:numId='2'><w:abstractNumId w:val='0'/><w:lvlOverride w:ilvl='0'><w:startOverride w:val='5'/></w:lvlOverride></w:num>\
         <w:num w:numId='3'><w:abstractNumId w:val='0'/><w:lvlOverride w:ilvl='0'>{}</w:lvlOverride></w:num>\
         <w:num w:numId='4'><w:abstractNumId w:val='1'/></w:num>",
        level(0, "%1是", "")
    );
    let linked = format!("<w:styleLink w:val='章'/>{first}");
    assert_eq!(
        listed(&linked, &[(1, 0), (2, 0), (2, 0), (3, 0), (4, 0)], &more),
        "第一章 第五章 第六章 七是 第一章"
    );
}

#[test]
fn parts_are_found_by_the_relations_whatever_they_are_called() {
    let relations = |kind: &str, target: &str| {
        format!(
            "<Relationships><Relationship Id='r' Type='http://x/{kind}' Target='{target}'/></Relationships>"
        )
    };
    let body = document(&paragraph("<w:pStyle w:val='t'/>", "过去一年"));
    let styles = "<w:styles><w:style w:styleId='t'><w:pPr><w:outlineLvl w:val='0'/></w:pPr></w:style></w:styles>";
    for (target, styles_at) in [
        ("word/document2.xml", "styles7.xml"),
        ("/word/document2.xml", "/word/styles7.xml"),
    ] {
        let source = Source::parse(
            &word(&[
                ("_rels/.rels", &relations("officeDocument", target)),
                ("word/document2.xml", &body),
                (
                    "word/_rels/document2.xml.rels",
                    &relations("styles", styles_at),
                ),
                ("word/styles7.xml", styles),
            ]),
            false,
            None,
        );
        let source = source.expect("a Word file");
        assert_eq!(
            (&*source.text, &source.levels[..]),
            ("过去一年\n", &[(0, 1)][..])
        );
    }
}

#[test]
fn word_files_that_mean_harm_are_refused() {
    let deep = format!("{}{}", "<w:p>".repeat(300), "</w:p>".repeat(300));
    let bomb = " ".repeat(65 * 1024 * 1024);
    for (bytes, key) in [
        (
            word(&[("word/document.xml", &document(&deep))]),
            "read.too-deep",
        ),
        (word(&[("word/document.xml", &bomb)]), "read.too-big"),
        (
            word(&[("word/document.xml", "<w:document><w:body>")]),
            "read.damaged",
        ),
        (word(&[("mimetype", "x")]), "read.not-word"),
        (word(&[("word/document.xml", "no XML")]), "read.damaged"),
    ] {
        assert_eq!(
            Source::parse(&bytes, false, None)
                .expect_err(key)
                .message()
                .key(),
            key
        );
    }
}

#[test]
fn a_broken_word_file_is_an_error_and_never_a_panic() {
    let whole = word(&[(
        "word/document.xml",
        &document(&paragraph("", "云溪镇实现产值3亿元")),
    )]);
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
    let source = Source::parse(
        &word(&[("word/document.xml", &document(&body.concat()))]),
        false,
        None,
    )
    .expect("a file");
    let depths: Vec<usize> = Report::of(&source)
        .headings()
        .iter()
        .map(|heading| heading.depth)
        .collect();
    assert_eq!(depths, [1, 2, 1]);
}

/// The text of a file with these parts besides its document.
fn text_with(body: &str, parts: &[(&str, &str)]) -> String {
    let document = document(body);
    let mut all = vec![("word/document.xml", document.as_str())];
    all.extend(parts);
    Source::parse(&word(&all), false, None)
        .expect("a Word file")
        .text
}

/// A field without a result.
fn field(code: &str) -> String {
    format!(
        "<w:r><w:fldChar w:fldCharType='begin'/></w:r><w:r><w:instrText> {code} </w:instrText></w:r>\
         <w:r><w:fldChar w:fldCharType='end'/></w:r>"
    )
}

const TWO_LEVELS: &str = "<w:numbering><w:abstractNum w:abstractNumId='0'>\
    <w:lvl w:ilvl='0'><w:start w:val='1'/><w:numFmt w:val='chineseCounting'/>STYLE1<w:lvlText w:val='%1、'/></w:lvl>\
    <w:lvl w:ilvl='1'><w:start w:val='1'/><w:numFmt w:val='chineseCounting'/>STYLE2<w:lvlText w:val='（%2）'/></w:lvl>\
    </w:abstractNum><w:num w:numId='1'><w:abstractNumId w:val='0'/></w:num></w:numbering>";

#[test]
fn what_was_before_a_tracked_change_does_not_count() {
    let level = |n: u8| format!("<w:numPr><w:ilvl w:val='{n}'/><w:numId w:val='1'/></w:numPr>");
    let was = |old: &str| format!("<w:pPrChange w:id='1'><w:pPr>{old}</w:pPr></w:pPrChange>");
    let body = [
        paragraph(&level(0), "工作回顾"),
        paragraph(&(level(1) + &was(&level(0))), "农业增产"),
        paragraph(&was(&level(0)), "全镇粮食总产2.38万吨。"),
        paragraph(&level(0), "工作安排"),
        "<w:p><w:r><w:rPr><w:rPrChange w:id='2'><w:rPr><w:vanish/></w:rPr></w:rPrChange></w:rPr><w:t>新增就业。</w:t></w:r></w:p>".to_owned(),
        "<w:tbl><w:tr><w:trPr><w:del w:id='3'/></w:trPr><w:tc><w:p><w:r><w:t>旧行</w:t></w:r></w:p></w:tc></w:tr></w:tbl>".to_owned(),
    ];
    let numbering = TWO_LEVELS.replace("STYLE1", "").replace("STYLE2", "");
    assert_eq!(
        text_with(&body.concat(), &[("word/numbering.xml", &numbering)]),
        "一、工作回顾\n（一）农业增产\n全镇粮食总产2.38万吨。\n二、工作安排\n新增就业。\n"
    );
}

#[test]
fn fields_without_a_result_show_their_words() {
    let run = |words: &str| format!("<w:r><w:t>{words}</w:t></w:r>");
    let list = "<w:r><w:fldChar w:fldCharType='begin'><w:ffData><w:ddList><w:result w:val='1'/>\
        <w:listEntry w:val='优'/><w:listEntry w:val='良'/></w:ddList></w:ffData></w:fldChar></w:r>\
        <w:r><w:instrText> FORMDROPDOWN </w:instrText></w:r><w:r><w:fldChar w:fldCharType='end'/></w:r>";
    let check = |state: &str| {
        format!(
            "<w:r><w:fldChar w:fldCharType='begin'><w:ffData><w:checkBox><w:default w:val='0'/>{state}\
             </w:checkBox></w:ffData></w:fldChar></w:r><w:r><w:instrText> FORMCHECKBOX </w:instrText>\
             </w:r><w:r><w:fldChar w:fldCharType='end'/></w:r>"
        )
    };
    for (inside, words) in [
        (
            field(r"eq \o\ac(○,1)") + &run("抓好春耕备耕。"),
            "①抓好春耕备耕。",
        ),
        (
            run("修复") + &field(r"EQ \* jc2 \* hps10 \o\ad(\s\up 9(kǎn),坎)") + &run("儿井"),
            "修复坎儿井",
        ),
        (
            run("由") + &field(r"eq \o(\s\up 5(云溪),\s\do 2(青禾))") + &run("共建"),
            "由云溪青禾共建",
        ),
        (run("投资的") + &field(r"EQ \F(2,3)"), "投资的2/3"),
        (field("QUOTE 云溪镇"), "云溪镇"),
        (run("等次：") + list, "等次：良"),
        (check("<w:checked/>") + &check(""), "☑☐"),
    ] {
        assert_eq!(
            text_of(&format!("<w:p>{inside}</w:p>")),
            format!("{words}\n")
        );
    }
}

#[test]
fn lists_linked_to_styles_have_the_level_of_the_style() {
    let style = |n: u8, level: &str| {
        format!(
            "<w:style w:type='paragraph' w:styleId='{n}'><w:pPr><w:numPr>{level}<w:numId w:val='1'/></w:numPr></w:pPr></w:style>"
        )
    };
    let linked = |n: u8| format!("<w:pStyle w:val='{n}'/>");
    let numbering = TWO_LEVELS
        .replace("STYLE1", &linked(1))
        .replace("STYLE2", &linked(2));
    let body: String = [(1, "回顾"), (2, "农业"), (2, "工业"), (1, "安排")]
        .map(|(n, words)| paragraph(&linked(n), words))
        .concat();
    for second in ["", "<w:ilvl w:val='0'/>"] {
        let styles = format!("<w:styles>{}{}</w:styles>", style(1, ""), style(2, second));
        let parts = [
            ("word/styles.xml", styles.as_str()),
            ("word/numbering.xml", &numbering),
        ];
        assert_eq!(
            text_with(&body, &parts),
            "一、回顾\n（一）农业\n（二）工业\n二、安排\n"
        );
    }
}

#[test]
fn numbers_that_are_not_shown_leave_nothing() {
    let level = |at: u8, format: &str, pattern: &str| {
        format!(
            "<w:lvl w:ilvl='{at}'><w:start w:val='1'/><w:numFmt w:val='{format}'/><w:lvlText w:val='{pattern}'/></w:lvl>"
        )
    };
    let numbers = [(1, 0), (1, 1)];
    let none = level(0, "none", "%1");
    assert_eq!(
        listed(&(none.clone() + &level(1, "none", "%1.%2")), &numbers, ""),
        ""
    );
    assert_eq!(
        listed(&(none + &level(1, "decimal", "%1%2.")), &numbers, ""),
        "1."
    );
}

#[test]
fn tables_that_lay_out_a_page_are_their_paragraphs() {
    let words = [
        "云溪镇工作报告", "各位代表：", "一、回顾", "产值3亿元。", "二、安排", "增长6%。",
    ];
    let cell = |words: &[&str]| {
        let inside: String = words.iter().map(|words| paragraph("", words)).collect();
        format!("<w:tc>{inside}</w:tc>")
    };
    let table = |rows: &str| format!("<w:tbl>{rows}</w:tbl>");
    let row = |cells: &str| format!("<w:tr>{cells}</w:tr>");
    let whole = format!("{}\n", words.join("\n"));
    for body in [
        table(&row(&cell(&words))),
        table(&(row(&cell(&words[..1])) + &row(&cell(&words[1..])))),
        table(&row(&format!(
            "<w:tc>{}</w:tc>",
            table(&row(&cell(&words)))
        ))),
        table(&row(&(cell(&[""]) + &cell(&words)))),
    ] {
        let text: String = text_of(&body)
            .lines()
            .filter(|line| !line.is_empty())
            .map(|line| format!("{line}\n"))
            .collect();
        assert_eq!(text, whole, "{body}");
    }
    let indicators = table(
        &(row(&(cell(&["指标"]) + &cell(&["数值"]))) + &row(&(cell(&["产值"]) + &cell(&["3"])))),
    );
    assert_eq!(text_of(&indicators), "指标\t数值\n产值\t3\n");
}

#[test]
fn what_cannot_be_read_is_left_out_and_named() {
    let stamp = "<w:p><w:r><w:t>文</w:t></w:r><w:r><w:txbxContent><w:p><w:r><w:t>内部资料　注意保存</w:t></w:r></w:p></w:txbxContent></w:r></w:p>";
    for (body, text, key) in [
        (
            "<w:p><w:r><w:t>文</w:t></w:r></w:p><w:altChunk r:id='r1'/>".to_owned(),
            "文\n",
            "read.left-out-file",
        ),
        (stamp.to_owned(), "文\n", "read.left-out-stamp"),
        (
            format!(
                "<w:p>{}<w:r><w:t>文</w:t></w:r></w:p>",
                field("MERGEFIELD 姓名")
            ),
            "文\n",
            "read.left-out-field",
        ),
    ] {
        let file = word(&[("word/document.xml", &document(&body))]);
        let source = Source::parse(&file, false, None).expect("a Word file");
        let keys: Vec<&str> = source
            .left_out
            .iter()
            .map(nigao::diagnostic::Message::key)
            .collect();
        assert_eq!((&*source.text, keys), (text, vec![key]));
    }
    // A field inside the code of another has a result, which that code takes.
    let begin = "<w:r><w:fldChar w:fldCharType='begin'/></w:r>";
    let result = |words: &str| {
        format!(
            "<w:r><w:fldChar w:fldCharType='separate'/></w:r><w:r><w:t>{words}</w:t></w:r><w:r><w:fldChar w:fldCharType='end'/></w:r>"
        )
    };
    let code = |words: &str| format!("<w:r><w:instrText>{words}</w:instrText></w:r>");
    let inner = format!("{begin}{}{}", code("DOCPROPERTY 级别"), result("镇"));
    let nested = format!(
        "<w:p>{begin}{}{inner}{}{}</w:p>",
        code(" IF "),
        code(" = \"镇\" \"乡镇\" \"县\" "),
        result("乡镇")
    );
    let file = word(&[("word/document.xml", &document(&nested))]);
    let source = Source::parse(&file, false, None).expect("a Word file");
    assert_eq!((&*source.text, source.left_out.len()), ("乡镇\n", 0));
    let damaged = [
        ("word/document.xml", &*document(&paragraph("", "文"))),
        ("word/styles.xml", "<w:styles>"),
    ];
    let source = Source::parse(&word(&damaged), false, None).expect("a Word file");
    assert_eq!((&*source.text, source.left_out.len()), ("文\n", 1));
}

#[test]
fn equations_and_signs_stand_in_the_line() {
    let math = "<m:oMath><m:f><m:num><m:r><m:t>2</m:t></m:r></m:num><m:den><m:r><m:t>3</m:t></m:r></m:den></m:f></m:oMath>\
        <m:oMath><m:sSup><m:e><m:r><m:t>x</m:t></m:r></m:e><m:sup><m:r><m:t>2</m:t></m:r></m:sup></m:sSup></m:oMath>";
    assert_eq!(
        text_of(&format!("<w:p><w:r><w:t>占</w:t></w:r>{math}</w:p>")),
        "占2/3x²\n"
    );
    let signs = "<w:p><w:r><w:rPr><w:rFonts w:ascii='Wingdings 2' w:hAnsi='Wingdings 2'/></w:rPr><w:t>£R</w:t></w:r><w:r><w:t>是</w:t></w:r></w:p>";
    assert_eq!(text_of(signs), "☐☑是\n");
}
