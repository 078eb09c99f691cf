//! Tables of reports: read as tables, mined as tables, drafted as they were.

use nigao::mine::mine;
use nigao::read::{LineRole, Report, Source};
use proptest::prelude::*;

use super::mining::comes_back;
use super::word::{document, paragraph, word};

const HEAD: &str = "云溪镇人民政府工作报告\n各位代表：\n一、2025年工作回顾\n2025年，全镇地区生产总值\
    73.1亿元，增长7.5%；税收收入5.65亿元，下降3.2%。\n";

/// The cell of a table with its properties before its words.
fn cell(properties: &str, words: &str) -> String {
    format!(
        "<w:tc><w:tcPr>{properties}</w:tcPr>{}</w:tc>",
        paragraph("", words)
    )
}

fn table(rows: &[Vec<String>]) -> String {
    let rows: Vec<String> = rows
        .iter()
        .map(|row| format!("<w:tr>{}</w:tr>", row.concat()))
        .collect();
    format!("<w:tbl>{}</w:tbl>", rows.concat())
}

fn of_word(body: &str) -> Report {
    let bytes = word(&[("word/document.xml", &document(body))]);
    Report::of(&Source::parse(&bytes, false, None).unwrap())
}

#[test]
fn a_cell_that_says_a_figure_of_the_text_is_that_field() {
    let table = "附表：主要经济指标\n指标\t计量单位\t完成数\t同比±%\n地区生产总值\t亿元\t73.1\t7.5\n\
        税收收入\t亿元\t5.65\t-3.2\n粮食产量\t万吨\t2.38\t1.1\n注：初步核算数。\n";
    let mined = mine(&Report::read(&format!("{HEAD}{table}")));
    let wanted = "% 附表：主要经济指标\n| 指标 | 计量单位 | 完成数 | 同比±% |\n|---|---|--:|--:|\n\
        | 地区生产总值 | 亿元 | {{地区生产总值.数}} | {{地区生产总值.增速数}} |\n\
        | 税收收入 | 亿元 | {{税收收入.数}} | {{税收收入.增速数}} |\n\
        | 粮食产量 | 万吨 | {{粮食产量.数}} | {{粮食产量增速.数}} |\n注：初步核算数。\n";
    assert!(mined.template.ends_with(wanted), "{}", mined.template);
    assert!(
        mined.answers[0].contains("粮食产量: 2.38万吨"),
        "{}",
        mined.answers[0]
    );
}

#[test]
fn tables_of_word_files_keep_their_cells() {
    let plain = |words: &str| cell("", words);
    let rows = [
        vec![plain("部门"), plain("任务"), plain("时限")],
        vec![
            cell("<w:vMerge w:val=\"restart\"/>", "农业站"),
            plain("春耕"),
            plain("3月"),
        ],
        vec![cell("<w:vMerge/>", ""), plain("防疫"), plain("")],
        vec![cell("<w:gridSpan w:val=\"2\"/>", "水利站"), plain("5月")],
        vec![cell(
            "<w:gridSpan w:val=\"3\"/>", "注：以上时限以通知为准。",
        )],
    ];
    let report = of_word(&(paragraph("", "任务表") + &table(&rows)));
    assert_eq!(
        report.text(),
        "任务表\n部门\t任务\t时限\n农业站\t春耕\t3月\n\t防疫\t\n水利站\t\t5月\n注：以上时限以通知为准。"
    );
    let rows = report
        .lines()
        .iter()
        .filter(|line| line.role == LineRole::Row)
        .count();
    assert_eq!(rows, 4);
    comes_back(&report).unwrap();
}

#[test]
fn hidden_styles_hide_and_raised_digits_are_powers() {
    let styles = "<w:styles xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\">\
        <w:style w:type=\"paragraph\" w:styleId=\"h\"><w:rPr><w:vanish/></w:rPr></w:style></w:styles>";
    let body = "<w:p><w:pPr><w:pStyle w:val=\"h\"/></w:pPr><w:r><w:t>隐藏</w:t></w:r></w:p>\
        <w:p><w:r><w:t>厂房1200m</w:t></w:r><w:r><w:rPr><w:vertAlign w:val=\"superscript\"/></w:rPr>\
        <w:t>2</w:t></w:r></w:p>";
    let relations = "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">\
        <Relationship Id=\"r1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles\" \
        Target=\"styles.xml\"/></Relationships>";
    let bytes = word(&[
        ("word/document.xml", &document(body)),
        ("word/styles.xml", styles),
        ("word/_rels/document.xml.rels", relations),
    ]);
    let report = Report::of(&Source::parse(&bytes, false, None).unwrap());
    assert_eq!(report.text(), "厂房1200m²");
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 96, ..ProptestConfig::default() })]

    /// Any table comes back, from a text and from a Word file.
    #[test]
    fn invariant_3_tables_come_back(
        columns in 2_usize..6,
        cells in proptest::collection::vec(
            "(地区生产总值|亿元|73\\.1|-3\\.2|\\+4\\.1%|－5|7\\.5%|2025年|1\\.|一、|（一）|合计|\\||\\{\\{|\\\\|\\*\\*|---|#|云溪镇|)",
            4..30),
    ) {
        let rows: Vec<Vec<String>> =
            cells.chunks_exact(columns).map(<[String]>::to_vec).collect();
        let text: Vec<String> = rows.iter().map(|row| row.join("\t")).collect();
        let text = format!("{HEAD}附表：指标\n{}\n以上为初步核算数。\n", text.join("\n"));
        if let Err(why) = comes_back(&Report::read(&text)) {
            prop_assert!(false, "{why}");
        }
        let escape = |words: &String| words.replace('&', "&amp;").replace('<', "&lt;");
        let xml: Vec<Vec<String>> = rows
            .iter()
            .map(|row| row.iter().map(|words| cell("", &escape(words))).collect())
            .collect();
        let head: String = HEAD.lines().map(|line| paragraph("", line)).collect();
        if let Err(why) = comes_back(&of_word(&(head + &table(&xml) + &table(&xml)))) {
            prop_assert!(false, "{why}");
        }
    }
}
