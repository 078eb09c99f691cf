//! Words of a tag in several formats: mined in place, each piece keeps its own.

use nigao::mine::{MinedWord, decisions::Decisions, propose};
use nigao::read::{Report, Source};
use nigao::splice::WordSource;
use nigao::word_template::{FillOptions, WordTemplate};

use super::{facts, fields, file, p};

/// A character and how it shows.
type Shown = Vec<(char, String)>;

/// A Word file with one sentence in which `*` changes the format.
fn report(sentence: &str, plain: &str, other: &str) -> Vec<u8> {
    let mut runs = String::new();
    for (at, words) in sentence.split('*').enumerate() {
        let format = if at % 2 == 0 { plain } else { other };
        runs += &format!("<w:r><w:rPr>{format}</w:rPr><w:t>{words}</w:t></w:r>");
    }
    let body = [
        p("云溪镇人民政府工作报告"),
        p("各位代表："),
        p("一、2024年工作回顾"),
        format!("<w:p>{runs}</w:p>"),
    ];
    file(&body.concat())
}

/// The last paragraph, each character with its format.
fn shown(file: &[u8]) -> Shown {
    let source = WordSource::open(file).expect("a Word file");
    let story = &source.stories()[0];
    let paragraph = story.paragraphs.last().expect("a paragraph");
    let chars = paragraph.text.chars().enumerate();
    chars
        .map(|(at, c)| (c, paragraph.format_at(&story.xml, at).to_owned()))
        .collect()
}

fn text(shown: &Shown) -> String {
    shown.iter().map(|(c, _)| c).collect()
}

/// What stands in another format than the first, between `*`.
fn starred(shown: &Shown) -> String {
    let mut words = String::new();
    let mut last = shown.first().map(|(_, format)| format.clone());
    for (c, format) in shown {
        if last.as_ref() != Some(format) {
            words.push('*');
            last = Some(format.clone());
        }
        words.push(*c);
    }
    words
}

struct Mined {
    word: MinedWord,
    schema: String,
    answers: String,
}

fn mined(file: &[u8]) -> Mined {
    let report = Report::of(&Source::parse(file, false, None).expect("a report"));
    let proposal = propose(std::slice::from_ref(&report));
    let proposal = proposal.decided(&Decisions::of(&proposal));
    let mut genre = proposal.genre();
    Mined {
        word: proposal.in_place(file).expect("a template"),
        schema: genre.schema,
        answers: genre.answers.remove(0),
    }
}

impl Mined {
    /// The last paragraph filled.
    fn filled(&self, answers: &str) -> Shown {
        let schema = fields(&self.schema);
        let template = WordTemplate::open("t.docx", &self.word.bytes).expect("a Word file");
        let bound = template
            .bind(&schema)
            .unwrap_or_else(|faults| panic!("{faults}"));
        let filled = bound.fill(&facts(&schema, answers, false), &FillOptions::default());
        shown(&filled.unwrap_or_else(|faults| panic!("{faults}")).bytes)
    }
}

const FORMATS: [(&str, &str); 4] = [
    ("", "<w:b/>"),
    (
        r#"<w:rFonts w:eastAsia="仿宋"/>"#,
        r#"<w:rFonts w:ascii="Times New Roman"/>"#,
    ),
    (
        r#"<w:sz w:val="32"/>"#,
        r#"<w:color w:val="FF0000"/><w:sz w:val="36"/>"#,
    ),
    ("<w:i/>", r#"<w:rStyle w:val="Strong"/>"#),
];

const SENTENCES: [&str; 23] = [
    "2024年，全镇实现工业总产值36.8亿元，同比增长*6.1%*。",
    "2024年，全镇实现工业总产值36.8亿元，同比增长*6.1*%。",
    "2024年，全镇实现工业总产值36.8亿元，同比*增长*6.1%。",
    "2024年，全镇实现工业总产值36.8亿元，同比*增长6.1*%。",
    "2024年，全镇实现工业总产值*36.8*亿元，同比下降*6.1%*。",
    "2024年，全镇实现工业总产值36.8*亿元*，同比*下降*6.1%。",
    "2024年，全镇实现工业总产值*1036.8*万元，比上年增加*120*万元。",
    "2024年，全镇城镇化率*61.2*%，同比提高*1.3个百分点*。",
    "2024年，全镇城镇化率61.2%，同比*提高*1.3个百分点。",
    "2024年，全镇城镇化率61.2%，同比回落*1.3*个百分点。",
    "2024年，全镇实现工业总产值36.8亿元，同比上升*6.1%*。",
    "2024年，全镇实现工业总产值36.8亿元，比上年提高*6.1*%。",
    "2024年，全镇实现工业总产值36.8亿元，增速达*6.1*%。",
    "*2024*年，全镇实现工业总产值36.8亿元。",
    "2024*年*，全镇实现工业总产值36.8亿元。",
    "截至*2024年12月*31日，全镇共有企业32家。",
    "云溪镇第十九届*人民代表大会第六次*会议召开。",
    "截至*2024*年12月31日，全镇共有企业*32*家。",
    "截至2024年*12月31日*，全镇共有企业32*家*。",
    "云溪镇第*十九*届人民代表大会第六次会议召开。",
    "云溪镇*第十九届*人民代表大会第六次会议召开。",
    "全镇实现工业总产值36.8亿元、税收2.1亿元，分别增长*6.1%*和*2.3%*。",
    "全镇城镇化率61.2%、入学率99.1%，分别提高*1.1*和*2.3*个百分点。",
];

/// Other answers: the sign turned, none left, another day, session and size.
const CHANGES: [&[(&str, &str)]; 3] = [
    &[
        ("增速: ", "增速: -"),
        ("--", ""),
        ("2024", "2025"),
        ("36.8", "140"),
    ],
    &[
        ("6.1%", "0%"),
        ("1.3", "0"),
        ("1.1", "0"),
        ("12月31日", "3月5日"),
    ],
    &[
        ("6.1%", "0%"),
        ("2.3", "-0.4"),
        ("36.8亿元", "近40亿元"),
        ("120", "-120"),
    ],
];

#[test]
fn each_piece_of_a_tag_keeps_its_format() {
    let mut wrong = Vec::new();
    for (plain, other) in FORMATS {
        for sentence in SENTENCES {
            let file = report(sentence, plain, other);
            let cut = mined(&file);
            let whole = mined(&report(&sentence.replace('*', ""), plain, other));
            let tags = text(&shown(&cut.word.bytes));
            let again = cut.filled(&cut.answers);
            if again != shown(&file) || !cut.word.mixed.is_empty() {
                wrong.push(format!("{}\n  {tags}\n  {sentence}", starred(&again)));
            }
            assert_eq!(cut.answers, whole.answers);
            for change in CHANGES {
                let mut answers = cut.answers.clone();
                for (from, to) in change {
                    answers = answers.replace(from, to);
                }
                let (one, other) = (cut.filled(&answers), whole.filled(&answers));
                if text(&one) != text(&other) {
                    wrong.push(format!("{}\n  {tags}\n  {}", text(&one), text(&other)));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn of_no_change_the_words_alone_are_printed_in_their_format() {
    for (sentence, wanted) in [
        (
            "2024年，工业总产值36.8亿元，同比增长*6.1%*。",
            "2024年，工业总产值36.8亿元，同比持平。",
        ),
        (
            "2024年，工业总产值36.8亿元，同比*增长*6.1%。",
            "2024年，工业总产值36.8亿元，同比*持平*。",
        ),
        (
            "2024年，城镇化率61.2%，同比*提高*6.1*个百分点*。",
            "2024年，城镇化率61.2%，同比*持平*。",
        ),
    ] {
        let mined = mined(&report(sentence, "", "<w:b/>"));
        let filled = mined.filled(&mined.answers.replace("6.1", "0"));
        assert_eq!(starred(&filled), wanted);
    }
}

/// Words that no part cuts take the format of most, and are told of.
#[test]
fn what_cannot_be_cut_takes_the_format_of_most() {
    for (sentence, format, tag) in [
        ("2024年，*云*溪镇有企业32家。", "", "{{地名}}"),
        ("2024年，*云溪*镇有企业32家。", "<w:b/>", "{{地名}}"),
    ] {
        let mined = mined(&report(sentence, "", "<w:b/>"));
        let filled = mined.filled(&mined.answers);
        assert_eq!(text(&filled), sentence.replace('*', ""));
        let place = filled.iter().find(|(c, _)| *c == '溪').expect("the place");
        assert_eq!(place.1.contains("<w:b/>"), !format.is_empty(), "{sentence}");
        assert_eq!(mined.word.mixed.len(), 1, "{:?}", mined.word.mixed);
        assert_eq!(mined.word.mixed[0].0, tag);
    }
}

/// The language of words and the keyboard that typed them are no format a reader sees.
#[test]
fn formats_that_look_alike_cut_nothing() {
    let hint = r#"<w:rFonts w:hint="eastAsia"/><w:b/>"#;
    let language = r#"<w:b></w:b><w:lang w:val="en-US" w:eastAsia="zh-CN"/>"#;
    let file = report(
        "2024年，工业总产值36.8亿元，同比增长*6.1%*。",
        hint,
        language,
    );
    let tags = text(&shown(&mined(&file).word.bytes));
    assert_eq!(
        tags,
        "{{年份}}，工业总产值{{工业总产值}}，同比{{工业总产值.同比}}。"
    );
}
