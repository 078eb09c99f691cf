//! Charts bound by their alternative text: caches and workbook say the same, nothing else moves.

use std::io::{Cursor, Read as _};

use nigao::word_template::WordTemplate;
use zip::ZipArchive;

use super::{ANSWERS, FIELDS, fields, try_fill};
use crate::splice::{assert_only, raw_parts};
use crate::word::word_of_bytes;

const CHART: &str = "word/charts/chart1.xml";
const BOOK: &str = "word/embeddings/book.xlsx";
const SHEET: &str = "xl/worksheets/sheet1.xml";
const TABLE: &str = "xl/tables/table1.xml";
const RELATION: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PROJECTS: &str = "项目:\n- {名称: 水厂, 投资: 300万元}\n- {名称: 学校, 投资: 800万元}\n\
    - {名称: \"桥｜{{年份}}<c:v>&\", 投资: 120万元}\n";
const LIST: [&str; 2] = ["{{#each 项目}}{{名称}}｜{{投资}}{{/each}}", ""];

fn relations(list: &[(&str, &str, &str)]) -> String {
    let mut xml = "<Relationships>".to_owned();
    for (id, kind, target) in list {
        xml += &format!("<Relationship Id='{id}' Type='{RELATION}/{kind}' Target='{target}'/>");
    }
    xml + "</Relationships>"
}

/// A workbook of two rows under their heads, in a table, with a note below.
fn workbook(note_row: u32) -> Vec<u8> {
    let cell =
        |at: &str, words: &str| format!("<c r='{at}' t='inlineStr'><is><t>{words}</t></is></c>");
    let sheet = format!(
        "<worksheet xmlns='m'><sheetData><row r='1'>{}{}</row><row r='2'>{}<c r='B2' s='3'><v>1</v>\
         </c><c r='D2'><v>9</v></c></row><row r='3'>{}<c r='B3' s='3'><v>2</v></c></row>\
         <row r='{note_row}'>{}</row></sheetData></worksheet>",
        cell("A1", "项目"),
        cell("B1", "投资"),
        cell("A2", "甲"),
        cell("A3", "乙"),
        cell(&format!("A{note_row}"), "注"),
    );
    let table = "<table ref='A1:B3'><autoFilter ref='A1:B3'/><tableColumns count='2'>\
        <tableColumn id='1' name='项目'/><tableColumn id='2' name='投资'/></tableColumns></table>";
    let book = "<workbook xmlns:r='r'><sheets><sheet name='Sheet1' sheetId='1' r:id='r1'/></sheets>\
        </workbook>";
    word_of_bytes(&[
        (
            "_rels/.rels",
            relations(&[("r1", "officeDocument", "xl/workbook.xml")]).as_bytes(),
        ),
        ("xl/workbook.xml", book.as_bytes()),
        (
            "xl/_rels/workbook.xml.rels",
            relations(&[("r1", "worksheet", "worksheets/sheet1.xml")]).as_bytes(),
        ),
        (SHEET, sheet.as_bytes()),
        (
            "xl/worksheets/_rels/sheet1.xml.rels",
            relations(&[("r1", "table", "../tables/table1.xml")]).as_bytes(),
        ),
        (TABLE, table.as_bytes()),
        ("xl/other.bin", b"as it was"),
    ])
}

fn points(kind: &str, words: &[&str]) -> String {
    let mut xml = format!("<c:{kind}>");
    if kind == "numCache" {
        xml += "<c:formatCode>General</c:formatCode>";
    }
    xml += &format!("<c:ptCount val=\"{}\"/>", words.len());
    for (at, words) in words.iter().enumerate() {
        xml += &format!("<c:pt idx=\"{at}\"><c:v>{words}</c:v></c:pt>");
    }
    xml + &format!("</c:{kind}>")
}

/// The part of a chart with one series of these names, and a workbook or none.
fn chart(series: &str, names: [&str; 2], has_book: bool) -> String {
    let series = format!(
        "<c:ser><c:tx><c:strRef><c:f>Sheet1!$B$1</c:f>{}</c:strRef></c:tx><c:cat><c:strRef>\
         <c:f>Sheet1!$A$2:$A$3</c:f>{}</c:strRef></c:cat><c:val><c:numRef><c:f>Sheet1!$B$2:$B$3\
         </c:f>{}</c:numRef></c:val></c:ser>",
        points("strCache", &[series]),
        points("strCache", &names),
        points("numCache", &["1", "2"]),
    );
    let title = "<c:title><c:tx><c:rich><a:p><a:r><a:t>{{</a:t></a:r><a:r><a:t>年份}}投资</a:t></a:r>\
        </a:p></c:rich></c:tx></c:title>";
    let book = if has_book {
        "<c:externalData r:id='r1'/>"
    } else {
        ""
    };
    format!(
        "<c:chartSpace xmlns:c='c' xmlns:a='a' xmlns:r='r'><c:chart>{title}<c:plotArea><c:barChart>\
         {series}<c:axId val='1'/></c:barChart></c:plotArea></c:chart>{book}</c:chartSpace>"
    )
}

/// A Word file with a chart between paragraphs.
fn file_of(chart: &str, book: &[u8], [before, behind]: [&str; 2]) -> Vec<u8> {
    let document = format!(
        "<w:document xmlns:w='w' xmlns:c='http://x/chart'><w:body>{before}<w:p><w:r><w:drawing>\
         <wp:docPr id='1' name='图表 1' descr=\"{{{{年份}}}}的&#xA;投资\"/><c:chart r:id='r9'/>\
         </w:drawing></w:r></w:p>{behind}</w:body></w:document>"
    );
    word_of_bytes(&[
        ("word/document.xml", document.as_bytes()),
        (
            "word/_rels/document.xml.rels",
            relations(&[("r9", "chart", "charts/chart1.xml")]).as_bytes(),
        ),
        (CHART, chart.as_bytes()),
        (
            "word/charts/_rels/chart1.xml.rels",
            relations(&[("r1", "package", "../embeddings/book.xlsx")]).as_bytes(),
        ),
        (BOOK, book),
        ("word/media/image1.png", b"as it was"),
    ])
}

fn file(series: &str, names: [&str; 2]) -> Vec<u8> {
    file_of(&chart(series, names, true), &workbook(9), ["", ""])
}

/// The bytes of a part, and its text; of a part of the workbook.
fn bytes_of(file: &[u8], name: &str) -> Vec<u8> {
    let mut zip = ZipArchive::new(Cursor::new(file)).expect("a zip");
    let mut bytes = Vec::new();
    let mut part = zip.by_name(name).expect(name);
    part.read_to_end(&mut bytes).expect(name);
    bytes
}

fn part(file: &[u8], name: &str) -> String {
    String::from_utf8(bytes_of(file, name)).expect("UTF-8")
}

fn in_book(file: &[u8], name: &str) -> String {
    part(&bytes_of(file, BOOK), name)
}

fn fill(file: &[u8], more: &str) -> Vec<u8> {
    let filled = try_fill(file, &format!("{ANSWERS}{more}"), false);
    filled.unwrap_or_else(|faults| panic!("{faults}"))
}

#[test]
fn a_list_is_drawn_a_record_a_point() {
    let before = file("投资（万元）", LIST);
    let after = fill(&before, PROJECTS);
    assert_only(
        "chart",
        &before,
        &after,
        &[CHART, BOOK, "word/document.xml"],
    );
    let names = ["水厂", "学校", "桥｜{{年份}}&lt;c:v&gt;&amp;"];
    let chart = part(&after, CHART);
    for words in [
        points("strCache", &names),
        points("numCache", &["300", "800", "120"]),
        points("strCache", &["投资（万元）"]),
        "Sheet1!$A$2:$A$4".to_owned(),
        "Sheet1!$B$2:$B$4".to_owned(),
        "<a:t>2025年投资</a:t>".to_owned(),
    ] {
        assert!(chart.contains(&words), "{words} in {chart}");
    }
    let sheet = in_book(&after, SHEET);
    for cell in [
        r#"<c r="B1" t="inlineStr"><is><t xml:space="preserve">投资（万元）</t></is></c>"#,
        r#"<c r="B2" s="3"><v>300</v></c><c r='D2'><v>9</v></c>"#,
        r#"<c r="B4" s="3"><v>120</v></c>"#,
        ">桥｜{{年份}}&lt;c:v&gt;&amp;</t>",
        ">注</t>",
    ] {
        assert!(sheet.contains(cell), "{cell} in {sheet}");
    }
    let table = in_book(&after, TABLE);
    assert_eq!(table.matches("A1:B4").count(), 2, "{table}");
    assert!(table.contains("name='投资（万元）'"), "{table}");
    let (old, new) = (bytes_of(&before, BOOK), bytes_of(&after, BOOK));
    assert_only("workbook", &old, &new, &[SHEET, TABLE]);
    let document = part(&after, "word/document.xml");
    assert!(
        document.contains("descr=\"2025年的&#10;投资\""),
        "{document}"
    );
}

#[test]
fn a_shorter_chart_clears_the_cells_behind_it() {
    let after = fill(&file("{{年份}}产值", ["本年｜{{产值}}", ""]), "");
    let chart = part(&after, CHART);
    assert!(chart.contains(&points("numCache", &["12.5"])), "{chart}");
    assert!(
        chart.contains(&points("strCache", &["2025年产值"])),
        "{chart}"
    );
    assert!(chart.contains("<c:f>Sheet1!$B$2</c:f>"), "{chart}");
    let sheet = in_book(&after, SHEET);
    assert!(sheet.contains(r#"<c r="A3"/><c r="B3" s="3"/>"#), "{sheet}");
    assert!(in_book(&after, TABLE).contains("ref='A1:B2'"));
    // No record, no point; a table keeps a row.
    let after = fill(&file("投资", LIST), "");
    let chart = part(&after, CHART);
    assert!(
        chart.contains("<c:ptCount val=\"0\"/></c:numCache>"),
        "{chart}"
    );
    assert!(in_book(&after, TABLE).contains("ref='A1:B2'"));
}

#[test]
fn values_are_in_the_unit_of_the_head_and_gaps_stay_gaps() {
    let names = ["本年｜{{产值}}", "税收｜{{#if 税收}}{{税收}}{{/if}}"];
    let chart = part(&fill(&file("产值（万元）", names), ""), CHART);
    let gap = "<c:ptCount val=\"2\"/><c:pt idx=\"0\"><c:v>125000</c:v></c:pt></c:numCache>";
    assert!(chart.contains(gap), "{chart}");
}

#[test]
fn formats_in_percent_take_hundredths() {
    let names = ["本年｜{{产值.增速}}", ""];
    for (format, wanted) in [("0.0%", "0.25"), ("0.0\"%\"", "25"), ("General", "25")] {
        let format = format.replace('"', "&quot;");
        let chart = chart("增速（%）", names, true).replace("General", &format);
        let after = fill(&file_of(&chart, &workbook(9), ["", ""]), "");
        let value = format!("<c:v>{wanted}</c:v>");
        assert!(part(&after, CHART).contains(&value), "{format}");
    }
    let chart = chart("产值", ["本年｜{{产值}}", ""], true).replace("General", "0%");
    let file = file_of(&chart, &workbook(9), ["", ""]);
    let faults = try_fill(&file, ANSWERS, false).expect_err("a hundred times as much");
    assert!(faults.to_string().contains("percent"), "{faults}");
}

#[test]
fn a_chart_without_cells_has_its_cache_changed_alone() {
    let plain = chart("投资", LIST, false);
    // As LibreOffice saves it.
    let internal = chart("投资", LIST, true)
        .replace("Sheet1!$B$1", "label 0")
        .replace("Sheet1!$A$2:$A$3", "categories")
        .replace("Sheet1!$B$2:$B$3", "0");
    for chart in [plain, internal] {
        let before = file_of(&chart, &workbook(9), ["", ""]);
        let after = fill(&before, PROJECTS);
        assert_only("chart", &before, &after, &[CHART, "word/document.xml"]);
        let changed = part(&after, CHART);
        let values = points("numCache", &["300", "800", "120"]);
        assert!(changed.contains(&values), "{changed}");
        assert_eq!(changed.matches("<c:f>").count(), 3);
        for formula in chart.split("<c:f>").skip(1) {
            let formula = formula.split('<').next().unwrap_or_default();
            assert!(changed.contains(&format!("<c:f>{formula}<")), "{changed}");
        }
    }
}

#[test]
fn what_nobody_has_answered_is_a_gap_and_a_hole() {
    let answers = "地名: {名称: 云溪镇, 上级: 青川县}\n年份: 2025\n";
    let file = file("产值", ["本年｜{{产值}}", ""]);
    let after = try_fill(&file, answers, true).unwrap_or_else(|faults| panic!("{faults}"));
    let chart = part(&after, CHART);
    assert!(
        chart.contains("<c:ptCount val=\"1\"/></c:numCache>"),
        "{chart}"
    );
}

#[test]
fn what_cannot_be_drawn_is_said_with_the_chart() {
    let each = "<w:p><w:r><w:t>{{#each 项目}}</w:t></w:r></w:p>";
    let end = "<w:p><w:r><w:t>{{/each}}</w:t></w:r></w:p>";
    let plain = || chart("投资", LIST, true);
    let changed =
        |from: &str, to: &str| file_of(&plain().replace(from, to), &workbook(9), ["", ""]);
    let named = |name: &'static str| file("投资", [name, ""]);
    let typed = "</c:tx><c:dLbls><c:dLbl><c:tx><c:rich/></c:tx></c:dLbl></c:dLbls><c:cat>";
    let cases: Vec<(&str, Vec<u8>, &str)> = vec![
        ("cells", named("本年｜1｜{{年份}}"), "3 parts"),
        (
            "no number",
            file("投资", ["本年｜{{产值}}", "乙"]),
            "1 parts",
        ),
        ("unknown field", named("本年｜{{产值额}}"), "产值额"),
        ("open tag", named("本年｜{{产值"), "}}"),
        ("words", named("本年｜{{地名}}"), "no number"),
        (
            "units",
            file("投资", ["甲｜{{产值}}", "乙｜3万元户"]),
            "another unit",
        ),
        (
            "bare",
            file("投资", ["甲｜{{产值}}", "乙｜3"]),
            "another unit",
        ),
        (
            "other things",
            file("投资（万元）", ["甲｜{{产值}}", "乙｜3户"]),
            "another unit",
        ),
        ("typed labels", changed("</c:tx><c:cat>", typed), "labels"),
        (
            "repeated",
            file_of(&plain(), &workbook(9), [each, end]),
            "share one chart",
        ),
        ("occupied", file_of(&plain(), &workbook(4), ["", ""]), "A4"),
        (
            "no workbook",
            file_of(&plain(), b"damaged", ["", ""]),
            "workbook",
        ),
        (
            "levels",
            changed("<c:ser>", "<c:ser><c:multiLvlStrRef/>"),
            "multiLvlStrRef",
        ),
        (
            "a rectangle",
            changed("$A$2:$A$3", "$A$2:$B$3"),
            "$A$2:$B$3",
        ),
        (
            "a computed cell",
            {
                let book = workbook(9);
                let sheet = part(&book, SHEET).replace("<v>1</v>", "<f>1</f><v>1</v>");
                let mut parts = Vec::new();
                for name in raw_parts(&book).into_keys() {
                    let bytes = bytes_of(&book, &name);
                    let is_sheet = name == SHEET;
                    parts.push((
                        name,
                        if is_sheet {
                            sheet.clone().into_bytes()
                        } else {
                            bytes
                        },
                    ));
                }
                let parts: Vec<(&str, &[u8])> = parts
                    .iter()
                    .map(|(name, bytes)| (name.as_str(), bytes.as_slice()))
                    .collect();
                file_of(&plain(), &word_of_bytes(&parts), ["", ""])
            },
            "B2",
        ),
    ];
    let schema = fields(FIELDS);
    for (name, file, wanted) in cases {
        let faults = try_fill(&file, &format!("{ANSWERS}{PROJECTS}"), false);
        let faults = faults.expect_err(name);
        let text = faults.to_string();
        assert!(text.contains(wanted), "{name}: {text}");
        let template = WordTemplate::open("t.docx", &file).expect("a Word file");
        let found = faults
            .iter()
            .chain(&template.faults(&schema))
            .any(|fault| fault.section.as_deref() == Some("图表 1"));
        assert!(found, "{name}: {text}");
    }
}

#[test]
fn tags_of_charts_are_tags_of_the_template() {
    let bytes = file("投资", LIST);
    let template = WordTemplate::open("t.docx", &bytes).expect("a Word file");
    assert!(template.has_tags());
    assert_eq!(template.unbound_charts(), 0);
    let proposed = template.proposed_schema("例");
    let names: Vec<&str> = proposed
        .fields
        .iter()
        .map(|field| field.name.as_str())
        .collect();
    assert_eq!(names, ["项目", "年份"]);
    let unbound = file("投资", ["甲", "乙"]);
    let unbound = WordTemplate::open("t.docx", &unbound).expect("a Word file");
    assert_eq!(unbound.unbound_charts(), 1);
}
