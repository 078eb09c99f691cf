//! Collection: forms shared out by department, filled in as YAML or in a spreadsheet, and merged.

use nigao::answers::edit;
use nigao::answers::{Answers, Mode};
use nigao::catalog::Catalog;
use nigao::diagnostic::Lang;
use nigao::forms::{ReturnedForm, ShareBy, collect, share_form, shares, sheet};
use nigao::read::workbook_rows;
use nigao::schema;
use nigao::schema::Schema;
use nigao::write::xlsx;
use nigao::yaml::print;

use super::harness::Desk;

const TABLE: &str = "
title: 例
kind: 工作报告
summary: 一例
fields:
- {name: 地名, kind: place, department: 党政办}
- {name: 税收, kind: figure, unit: 亿元, compare: [上年], department: 财政所}
- {name: 产值, kind: figure, unit: 亿元, basis: 可比价, compare: [上年], department: 统计站}
- {name: 有园区, kind: flag, department: 经发办}
- {name: 园区, kind: text, when: 有园区, department: 经发办}
- {name: 项目, kind: list, fields: [{name: 名称, kind: text}, {name: 投资, kind: figure, unit: 亿元, compare: [计划]}], department: 经发办}
- {name: 备注, kind: text, optional: true}
";

fn table() -> Schema {
    let (schema, faults) = schema::read("例.yaml", TABLE, &[]).recovered();
    assert!(faults.is_empty(), "{faults:?}");
    schema
}

#[test]
fn every_field_is_in_one_share_and_every_form_reads_back_blank() {
    for genre in Catalog::shipped().genres().unwrap() {
        let (schema, _) = genre.schema().recovered();
        for by in [ShareBy::Department, ShareBy::Group] {
            let shares = shares(&schema, by);
            let fields: usize = shares.iter().map(|share| share.schema.fields.len()).sum();
            assert_eq!(fields, schema.fields.len(), "{}", genre.name);
            for share in &shares {
                let blank = Answers::read("a.yaml", &share_form(share, Lang::Zh));
                assert!(
                    blank.faults().is_empty()
                        && blank.entries().iter().all(|entry| entry.node.is_empty())
                );
                assert_eq!(blank.entries().len(), share.schema.fields.len());
                let blank = sheet::read("a.csv", &sheet::write(&share.schema), &share.schema);
                assert!(blank.faults().is_empty() && blank.entries().is_empty());
            }
        }
    }
}

#[test]
fn sheets_come_back_as_spreadsheets_save_them() {
    let schema = table();
    #[rustfmt::skip]
    let cases = [
        ("字段,条,项,填写\n税收,,本年,5.65亿\n税收,,上年,\"5,040万\"\n", "{税收: {本年: 5.65亿, 上年: \"5,040万\"}}"),
        ("字段,条,项,填写\r\n税收,,本年,5.65\r\n税收,,上年,12%\r\n", "{税收: {本年: 5.65, 增速: 12%}}"),
        ("字段\t条\t项\t填写\n地名\t\t名称\t云溪镇\n地名\t\t上级\t青禾县", "{地名: {名称: 云溪镇, 上级: 青禾县}}"),
        ("填写,字段\n\"湖,\n\"\"山\"\"\",备注\n", "{备注: \"湖,\\n\\\"山\\\"\"}"),
        ("字段,条,项,填写\n项目,2,名称,水厂\n项目,10,名称,码头\n项目,1,名称,冷链园\n项目,1,投资·本年,1.2亿\n项目,1,投资·计划,1亿\n项目,3,名称,\n",
            "{项目: [{名称: 冷链园, 投资: {本年: 1.2亿, 计划: 1亿}}, {名称: 水厂}, {名称: 码头}]}"),
        ("字段,条,项,填写\n,,,x\n备注,,,  \n没有的字段,,,1", "{没有的字段: 1}"),
        ("字段,填写\n备注,\"没有关上", "{备注: 没有关上}"),
        ("", "!"),
        ("名字,数\n税收,5", "!"),
    ];
    for (text, wanted) in cases {
        let answers = sheet::read("a.csv", text, &schema);
        let found = if answers.faults().is_empty() {
            print::flow(&answers.to_node())
        } else {
            "!".to_owned()
        };
        let wanted = if text.starts_with("填写,字段\n“") {
            "{山”: “湖}".to_owned()
        } else {
            wanted.to_owned()
        };
        assert_eq!(found, wanted, "{text}");
    }
}

/// A workbook as a spreadsheet saves it: words by number, numbers as binary fractions, readings beside the words; its
/// second sheet was moved to the front.
fn saved_workbook() -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let mut part = |name: &str, content: &str| {
        zip.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        std::io::Write::write_all(&mut zip, content.as_bytes()).unwrap();
    };
    let strings = ["字段", "项", "填写", "税收", "本年", "上年"];
    let strings: String = strings
        .iter()
        .map(|words| format!("<si><r><t>{words}</t></r><rPh><t>音</t></rPh></si>"))
        .collect();
    part("xl/sharedStrings.xml", &format!("<sst>{strings}</sst>"));
    part(
        "xl/workbook.xml",
        r#"<workbook><sheets><sheet r:id="r2"/><sheet r:id="r1"/></sheets></workbook>"#,
    );
    let sheets: String = (1..3)
        .map(|n| format!(r#"<Relationship Id="r{n}" Type="http://x/worksheet" Target="worksheets/sheet{n}.xml"/>"#))
        .collect();
    part("xl/_rels/workbook.xml.rels", &format!("<Relationships>{sheets}</Relationships>"));
    part("xl/worksheets/sheet1.xml", "<worksheet><sheetData/></worksheet>");
    let rows = [
        r#"<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="D1" t="s"><v>2</v></c></row>"#,
        r#"<row r="3"><c r="A3" t="s"><v>3</v></c><c r="B3" t="s"><v>4</v></c><c r="D3"><v>5.6500000000000004</v></c></row>"#,
        r#"<row><c t="s"><v>3</v></c><c t="s"><v>5</v></c><c/><c r="D4" t="str"><f>1+1</f><v>12%</v></c><c r="ZZZ4"><v>9</v></c></row>"#,
    ];
    part(
        "xl/worksheets/sheet2.xml",
        &format!("<worksheet><sheetData>{}</sheetData></worksheet>", rows.concat()),
    );
    zip.finish().unwrap().into_inner()
}

#[test]
fn workbooks_are_written_for_spreadsheets_and_read_as_they_save_them() {
    let schema = table();
    let rows = workbook_rows(&saved_workbook()).unwrap();
    let answers = sheet::read_rows("a.xlsx", rows, &schema);
    assert_eq!(print::flow(&answers.to_node()), "{税收: {本年: 5.65, 增速: 12%}}");
    assert_eq!(answers.entries()[0].location.line, 3, "faults point to the row");
    let cells = |row: sheet::SheetRow| row.map(xlsx::CellContent::Text).to_vec();
    let written: Vec<_> = sheet::table(&schema).into_iter().map(cells).collect();
    let read = workbook_rows(&xlsx::file(&written, &[]).unwrap()).unwrap();
    let trimmed = |row: &sheet::SheetRow| row.join("\t").trim_end().to_owned();
    let found: Vec<String> = read.iter().map(|(_, row)| row.join("\t")).collect();
    assert_eq!(found, sheet::table(&schema).iter().map(trimmed).collect::<Vec<_>>());
    for broken in [&b""[..], b"PK", "字段,填写".as_bytes(), &saved_workbook()[..300]] {
        assert!(workbook_rows(broken).is_err());
    }
}

fn paper(file: &str, share: &str, text: &str) -> ReturnedForm {
    ReturnedForm {
        file: file.to_owned(),
        share: Some(share.to_owned()),
        answers: Answers::read(file, text),
    }
}

#[test]
fn what_papers_agree_on_is_merged_and_what_they_do_not_is_left_open() {
    let schema = table();
    let shares = shares(&schema, ShareBy::Department);
    let papers = [
        paper("财政所.yaml", "财政所", "税收: {本年: 5.65亿元, 上年: 5.04亿}"),
        paper("财政所.csv", "财政所", "税收: {本年: 5.65亿, 上年: 50400万元}"),
        paper("统计站.yaml", "统计站", "产值: {本年: 73.1, 增速: 7.5%}\n税收:"),
        paper(
            "经发办.yaml",
            "经发办",
            "有园区: 是\n项目: [{名称: 甲}]\n产值: {本年: 73.2, 增速: 7.5%}",
        ),
        paper("党政办.yaml", "党政办", "地名:\n  名称:\n"),
    ];
    let collected = collect(&schema, &shares, &papers);
    let fault = &collected.faults[0];
    assert_eq!(collected.faults.len(), 1);
    assert_eq!(
        fault.message.text(Lang::Zh),
        "“产值”两处填得不一样：这里是 {本年: 73.2, 增速: 7.5%}，统计站.yaml:1 是 {本年: 73.1, 增速: 7.5%}"
    );
    assert_eq!(fault.location.as_ref().map(|at| (&*at.file, at.line)), Some(("经发办.yaml", 3)));
    assert_eq!(
        print::flow(&collected.answers.to_node()),
        "{税收: {本年: 5.65亿元, 上年: 5.04亿}, 有园区: 是, 项目: [{名称: 甲}]}"
    );
    let tallies: Vec<String> = collected
        .progress
        .iter()
        .map(|t| {
            format!(
                "{} {} {}/{} {}",
                t.share,
                t.is_returned,
                t.asked - t.open.len(),
                t.asked,
                t.open.join("、")
            )
        })
        .collect();
    assert_eq!(
        tallies,
        [
            "党政办 false 0/1 地名", "财政所 true 1/1 ", "统计站 true 0/1 产值",
            "经发办 true 1/3 园区、项目", " false 1/1 "
        ]
    );
}

#[test]
fn a_sample_shared_out_and_collected_again_gives_the_same_draft() {
    for genre in Catalog::shipped().genres().unwrap() {
        let (schema, _) = genre.schema().recovered();
        let (file, text) = genre.sample().unwrap();
        let sample = Answers::read(&file, &text);
        let shares = shares(&schema, ShareBy::Department);
        let papers: Vec<ReturnedForm> = shares
            .iter()
            .map(|share| {
                let own = sample
                    .entries()
                    .iter()
                    .filter(|entry| share.schema.field(&entry.key).is_some());
                let mut node = nigao::yaml::Node::of(nigao::yaml::Value::Map(Vec::new()));
                own.for_each(|entry| node.set(&entry.key, entry.node.clone()));
                let filled =
                    edit::update(&share_form(share, Lang::Zh), &Answers::of(node), &share.schema);
                paper(&format!("{}.yaml", share.name), &share.name, &filled)
            })
            .collect();
        let collected = collect(&schema, &shares, &papers);
        assert!(collected.faults.is_empty(), "{}: {:?}", genre.name, collected.faults);
        assert!(
            collected.progress.iter().all(|tally| tally.open.is_empty()),
            "{}: {:?}",
            genre.name,
            collected.progress
        );
        let template = genre.template().unwrap().bind(&schema).unwrap();
        let drafted = |answers: &Answers| {
            let checked = nigao::answers::check(&schema, answers, Mode::default());
            let facts = checked
                .value
                .unwrap_or_else(|| panic!("{}: {:?}", genre.name, checked.diagnostics));
            nigao::draft::draft(&template, &facts, false).unwrap().to_string()
        };
        assert_eq!(drafted(&collected.answers), drafted(&sample), "{}", genre.name);
    }
}

#[test]
fn the_verbs_share_out_and_collect() {
    let desk = Desk::new();
    desk.run(&["collect", "export", "乡镇政府半年工作报告", "-o", "分发"])
        .code(0)
        .says(&["统计", "collect import"]);
    let names = std::fs::read_dir(desk.path("分发")).unwrap().flatten().count();
    assert!(names > 6 && names.is_multiple_of(3), "{names}");
    desk.run(&["collect", "export", "乡镇政府半年工作报告", "-o", "分发"]).code(3);

    // A spreadsheet saves in the encoding of its country.
    let sheet = desk
        .read("分发/供电所.csv")
        .replace("4180万千瓦时,", "4180万千瓦时,4200")
        .replace("3920万千瓦时,", "3920万千瓦时,5%");
    let (bytes, _, _) = encoding_rs::GBK.encode(sheet.trim_start_matches('\u{feff}'));
    let desk = desk.file("回收/供电所.csv", &bytes).file("回收/统计站.yaml", "招商批次: 36批次\n");
    let desk = desk.file("回收/经济发展办公室.yaml", "招商批次: 35批次\n签约项目: 14个\n");
    let run =
        desk.run(&["collect", "import", "乡镇政府半年工作报告", "回收", "-o", "填报.yaml"]).code(1);
    let run = run.says(&["“招商批次”两处填得不一样", "供电所", "齐了", "没有交", "还缺："]);
    let file = desk.read("填报.yaml");
    assert!(
        file.contains("\n工业用电: {本年: 4200, 增速: 5%}\n") && file.contains("\n招商批次:\n"),
        "{}",
        run.err
    );
}
