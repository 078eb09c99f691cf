//! Invariant 2: a document printed as markup parses to that document; and numbers are counted as
//! officials write them.

use nigao::document::{
    Align, Block, Document, Heading, Inline, Label, Orientation, Paragraph, Series, Table, Text,
    escape, number,
};
use proptest::prelude::*;

/// Words with everything the markup gives a meaning, and everything it must let alone.
fn words() -> impl Strategy<Value = String> {
    let signs = prop::sample::select(vec![
        "#", "##", ">", "@", "!", "-", "|", "%", "&", "===", "[", "]", "**", "\\", "【待填：",
        "】", "一是", "[一是]", "[几]", " ", "\t", "\r", "　", "—", "云溪镇", "1.", "{{", "𠮷",
        "🀄", "a",
    ]);
    prop::collection::vec(signs, 0..6).prop_map(|parts| parts.concat())
}

fn series() -> impl Strategy<Value = Series> {
    prop::sample::select(vec!["一是", "（一）", "1.", "第一，", "①", "一]\\"])
        .prop_map(|pattern| Series::parse(pattern).unwrap())
}

fn text() -> impl Strategy<Value = Text> {
    let run = prop_oneof![
        4 => words().prop_map(Inline::Text),
        1 => words().prop_map(Inline::Hole),
        1 => series().prop_map(Inline::Ordinal),
        1 => Just(Inline::Count),
    ];
    prop::collection::vec(run, 0..4).prop_map(Text::new)
}

fn label() -> impl Strategy<Value = Label> {
    prop_oneof![
        Just(Label::Plain),
        series().prop_map(Label::Series),
        prop_oneof![words(), Just("——".to_owned()), Just("三、".to_owned())]
            .prop_map(Label::Verbatim),
    ]
}

fn table() -> impl Strategy<Value = Table> {
    let align = prop::sample::select(vec![Align::Left, Align::Center, Align::Right]);
    (0..4_usize, 0..3_usize).prop_flat_map(move |(columns, rows)| {
        let row = prop::collection::vec(text(), columns).boxed();
        (
            text(),
            row.clone(),
            prop::collection::vec(align.clone(), columns),
            prop::collection::vec(row, rows),
        )
            .prop_map(|(caption, header, columns, rows)| Table {
                caption,
                header,
                columns,
                rows,
            })
    })
}

fn block() -> impl Strategy<Value = Block> {
    prop_oneof![
        text().prop_map(Block::Title),
        text().prop_map(Block::Dateline),
        text().prop_map(Block::Speaker),
        text().prop_map(Block::Salutation),
        text().prop_map(Block::Attachment),
        text().prop_map(Block::Signature),
        text().prop_map(Block::Date),
        prop::sample::select(vec![Orientation::Portrait, Orientation::Landscape])
            .prop_map(Block::Page),
        (
            1..=Heading::DEEPEST,
            prop_oneof![Just(Label::Auto), label()],
            text(),
            prop::option::of(text())
        )
            .prop_map(|(depth, label, text, run_in)| Block::Heading(Heading {
                depth,
                label,
                text,
                run_in
            })),
        (label(), text(), text()).prop_map(|(label, lead, text)| Block::Paragraph(Paragraph {
            label,
            lead,
            text
        })),
        table().prop_map(Block::Table),
        table().prop_map(Block::Chart),
    ]
}

fn document() -> impl Strategy<Value = Document> {
    prop::collection::vec(block(), 0..8).prop_map(|blocks| Document { blocks })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn invariant_2_markup_parses_to_the_document_it_was_printed_from(document in document()) {
        let printed = document.to_string();
        prop_assert_eq!(printed.parse::<Document>(), Ok(document), "{}", printed);
    }

    #[test]
    fn parsing_never_panics_and_printing_settles(source in ".*|(#|>|\\||[一是]|\\*\\*|%|\n| )*") {
        if let Ok(document) = source.parse::<Document>() {
            prop_assert_eq!(document.to_string().parse::<Document>(), Ok(document));
        }
    }

    #[test]
    fn escaped_words_are_words_anywhere(words in words(), before in prop::sample::select(vec!["", "# ", "文字", "- [一是] ", "## **"])) {
        let after = if before.ends_with("**") { "**" } else { "" };
        let document: Document = format!("{before}{}{after}", escape(&words)).parse().unwrap();
        let words = words.replace(['\n'], " ");
        let text = match &document.blocks[..] {
            [Block::Title(text)] => text.clone(),
            [Block::Heading(heading)] => heading.text.clone(),
            [Block::Paragraph(paragraph)] => paragraph.text.clone(),
            [] => Text::default(),
            other => return Err(TestCaseError::fail(format!("{other:?}"))),
        };
        let expected = if before == "文字" { format!("文字{words}") } else { words };
        prop_assert_eq!(text, Text::from(expected));
    }
}

/// Labels as they come out, joined.
fn labels(markup: &str) -> String {
    let document: Document = markup.parse().unwrap();
    number(&document)
        .into_iter()
        .map(|line| line.label)
        .filter(|label| !label.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

#[test]
fn numbers_follow_depth_and_series() {
    let cases = [
        (
            "## a\n### b\n### c\n## d\n### e",
            "一、 （一） （二） 二、 （一）",
        ),
        ("### a\n#### b\n##### c\n##### d", "一、 （一） 1. 2."),
        (
            "## a\n### b\n#### c\n##### d\n###### e", "一、 （一） 1. （1） ①",
        ),
        (
            "## [-] 回顾\n### a\n### b\n## [-] 安排\n### c",
            "一、 二、 一、",
        ),
        ("## [第一，] a\n## [第一，] b", "第一， 第二，"),
        (
            "- [一是] a\n- [——] b\n- [一是] c\n正文\n- [一是] d",
            "一是 —— 二是 一是",
        ),
        (
            "- [一是] a\n- [1.] b\n- [1.] c\n- [一是] d\n- [1.] e",
            "一是 1. 2. 二是 1.",
        ),
        ("## [=三、] a\n### b\n## [=五、] c", "三、 （一） 五、"),
        ("& 甲\n& 乙\n正文\n& 丙", "附件：1. 　　　2. 附件："),
    ];
    for (markup, expected) in cases {
        assert_eq!(labels(markup), expected, "{markup}");
    }
}

#[test]
fn invariant_9_what_is_announced_is_what_follows() {
    let cases = [
        ("讲[几]点：\n## a\n## b", "讲两点："),
        ("讲[几]点：\n## a\n### b\n### c\n## d\n## e", "讲三点："),
        (
            "## [-] 安排\n抓好[几]项：\n### a\n### b\n### c\n## d",
            "抓好三项：",
        ),
        (
            "做到[几]要：[一要]快；[一要]好。",
            "做到两要：一要快；二要好。",
        ),
        ("有[几]条：\n- [一是] a\n- [一是] b\n- [一是] c", "有三条："),
    ];
    for (markup, expected) in cases {
        let document: Document = markup.parse().unwrap();
        let found = number(&document)
            .into_iter()
            .find_map(|line| match line.block.into_owned() {
                Block::Paragraph(paragraph) => Some(paragraph.text),
                _ => None,
            });
        assert_eq!(found, Some(Text::from(expected)), "{markup}");
    }
}

#[test]
fn faults_of_markup_name_their_line() {
    let cases = [
        ("a\n######### # b", Ok(())),
        ("a\n########## b", Err((2, "heading too deep"))),
        (
            "|a|b|\n|---|---|\n|1|",
            Err((3, "a table row has another number of cells than its header")),
        ),
        (
            "|a|\nb",
            Err((1, "a table needs a line of dashes under its header")),
        ),
        ("\n% 表\n正文", Err((2, "a caption stands alone"))),
        ("=== 斜", Err((1, "unknown page"))),
        ("- [一是", Err((1, "a number form is not closed by ]"))),
    ];
    for (markup, expected) in cases {
        let found = markup
            .parse::<Document>()
            .map(|_| ())
            .map_err(|error| (error.line, error.kind.to_string()));
        assert_eq!(
            found,
            expected.map_err(|(line, why)| (line, why.to_owned())),
            "{markup}"
        );
    }
}
