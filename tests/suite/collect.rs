//! Shares forms out by department, fills them in as YAML and in spreadsheets, and merges them.

use nigao::answers::edit;
use nigao::answers::{Answers, Mode};
use nigao::catalog::Catalog;
use nigao::diagnostic::{Lang, Severity};
use nigao::forms::{ReturnedForm, ShareBy, ShareState, collect, share_form, shares, sheet};
use nigao::read;
use nigao::schema;
use nigao::schema::Schema;
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

/// The answers of a CSV that came back, and the codes of what is wrong with it.
fn read_csv(text: &str) -> (String, Vec<&'static str>) {
    let read = sheet::read(&[sheet::csv_sheet("a.csv", text)], &table());
    let codes = read
        .answers
        .faults()
        .iter()
        .map(|fault| fault.message.key())
        .collect();
    (print::flow(&read.answers.to_node()), codes)
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
                assert!(blank.faults().is_empty());
                assert!(blank.entries().iter().all(|entry| entry.node.is_empty()));
                assert_eq!(blank.entries().len(), share.schema.fields.len());
                let csv = sheet::to_csv(&sheet::table(share, Some("2026年12月10日")));
                let blank = sheet::read(&[sheet::csv_sheet("a.csv", &csv)], &schema);
                assert!(
                    blank.answers.faults().is_empty(),
                    "{:?}",
                    blank.answers.faults()
                );
                assert!(blank.answers.entries().is_empty());
                assert_eq!(blank.office.as_deref(), Some(share.title()));
            }
        }
    }
}

#[test]
fn every_row_of_a_sheet_answers_what_it_asks() {
    for genre in Catalog::shipped().genres().unwrap() {
        let (schema, _) = genre.schema().recovered();
        for share in shares(&schema, ShareBy::Department) {
            let mut table = sheet::table(&share, None);
            let wanted = table.rows.len();
            for (number, row) in table.rows.iter_mut().enumerate() {
                row[sheet::COLUMNS.len() - 1] = format!("◇{number}");
            }
            let csv = sheet::to_csv(&table);
            let read = sheet::read(&[sheet::csv_sheet("a.csv", &csv)], &schema);
            assert!(
                read.answers.faults().is_empty(),
                "{:?}",
                read.answers.faults()
            );
            let flow = print::flow(&read.answers.to_node());
            assert_eq!(flow.matches('◇').count(), wanted, "{}: {flow}", genre.name);
        }
    }
}

#[test]
fn sheets_come_back_as_spreadsheets_save_them() {
    #[rustfmt::skip]
    let cases = [
        ("字段,条,项,填写\n税收,,本年,5.65亿\n税收,,上年,\"5,040万\"\n", "{税收: {本年: 5.65亿, 上年: \"5,040万\"}}"),
        ("字段,条,项,填写\r\n税收,,本年,5.65\r\n税收,,上年,12%\r\n", "{税收: {本年: 5.65, 增速: 12%}}"),
        ("字段\t条\t项\t填写\n地名\t\t名称\t云溪镇\n地名\t\t上级\t青禾县", "{地名: {名称: 云溪镇, 上级: 青禾县}}"),
        ("填写,字段\n\"湖,\n\"\"山\"\"\",备注\n", "{备注: \"湖,\\n\\\"山\\\"\"}"),
        ("字段,条,项,填写\n项目,2,名称,水厂\n项目,10,名称,码头\n项目,1,名称,冷链园\n项目,1,投资·本年,1.2亿\n项目,1,投资·计划,1亿\n项目,3,名称,\n",
            "{项目: [{名称: 冷链园, 投资: {本年: 1.2亿, 计划: 1亿}}, {名称: 水厂}, {名称: 码头}]}"),
        ("字段,条,项,填写\n备注,,,  \n没有的字段,,,1", "{没有的字段: 1}"),
        ("字段,填写\n备注,\"没有关上", "{备注: 没有关上}"),
        // A title, the office, a head on each page, columns in another order, invisible characters.
        ("例 · 财政所填报表,,,\n填报单位：财政所,,,\n字段,条,项,填写\n税收,,本年,5\n字段,条,项,填写\n税收,,上年,4\n", "{税收: {本年: 5, 上年: 4}}"),
        ("填写,单位,项,字段\n5,亿元,本年,税收\n", "{税收: {本年: 5}}"),
        ("字段,项,填报数\n税收,本年,5\n", "{税收: {本年: 5}}"),
        ("字段,项,填写\n税收\u{200b},本年,5.65\u{200b}\n", "{税收: {本年: 5.65}}"),
        // Merged cells that a program took apart: 字段 and 条 hold for the rows below.
        ("字段,条,项,填写\n税收,,本年,5\n,,上年,4\n", "{税收: {本年: 5, 上年: 4}}"),
        ("字段,条,项,填写\n项目,1,名称,水厂\n,,投资·本年,1亿\n,2,名称,码头\n,,投资·本年,2亿\n", "{项目: [{名称: 水厂, 投资: {本年: 1亿}}, {名称: 码头, 投资: {本年: 2亿}}]}"),
        ("字段,条,项,填写\n项目,第1条,名称,水厂\n项目,２,名称,码头\n项目,3.0,名称,桥\n", "{项目: [{名称: 水厂}, {名称: 码头}, {名称: 桥}]}"),
        // One value given twice in the same words is one.
        ("字段,项,填写\n税收,本年,5.65\n税收,本年,５.65 \n", "{税收: {本年: 5.65}}"),
    ];
    for (text, wanted) in cases {
        assert_eq!(read_csv(text), (wanted.to_owned(), Vec::new()), "{text}");
    }
}

#[test]
fn what_a_row_does_not_say_is_a_fault_and_never_dropped() {
    for (text, wanted, codes) in [
        ("", "{}", &["sheet.columns"][..]),
        ("名字,数\n税收,5", "{}", &["sheet.columns"]),
        (
            "字段,2025年,2024年\n税收,5,4\n",
            "{}",
            &["sheet.no-answer-column"],
        ),
        ("字段,条,项,填写\n,,,x\n", "{}", &["sheet.no-field"]),
        (
            "字段,条,项,填写\n税收,,本年,5\n,,,4\n",
            "{税收: {本年: 5}}",
            &["sheet.no-field"],
        ),
        // Another question under a blank 字段 is another field: its name was cleared.
        (
            "字段,项,问题,填写\n税收,本年,税收？,5\n,本年,产值？,73\n",
            "{税收: {本年: 5}, 产值: {本年: 73}}",
            &[],
        ),
        (
            "字段,项,问题,填写\n税收,本年,税收？,5\n,本年,别的？,73\n",
            "{税收: {本年: 5}}",
            &["sheet.no-field"],
        ),
        (
            "字段,项,填写\n税收,本年,5\n税收,上年,4\n税收,本年,6\n",
            "{税收: {上年: 4}}",
            &["sheet.twice"],
        ),
        (
            "字段,条,项,填写\n项目,1,名称,水厂\n项目,1,名称,码头\n项目,2,名称,桥\n",
            "{项目: [{名称: 桥}]}",
            &["sheet.twice"],
        ),
    ] {
        let (answers, found) = read_csv(text);
        assert_eq!((answers.as_str(), &found[..]), (wanted, codes), "{text}");
    }
}

/// A workbook as a spreadsheet saves it: words by number, numbers as binary fractions, readings
/// beside the words; its second sheet was moved to the front.
fn saved_workbook() -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let mut part = |name: &str, content: &str| {
        zip.start_file(name, zip::write::SimpleFileOptions::default())
            .unwrap();
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
    part(
        "xl/_rels/workbook.xml.rels",
        &format!("<Relationships>{sheets}</Relationships>"),
    );
    part(
        "xl/worksheets/sheet1.xml", "<worksheet><sheetData/></worksheet>",
    );
    let rows = [
        r#"<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="D1" t="s"><v>2</v></c></row>"#,
        r#"<row r="3"><c r="A3" t="s"><v>3</v></c><c r="B3" t="s"><v>4</v></c><c r="D3"><v>5.6500000000000004</v></c></row>"#,
        r#"<row><c t="s"><v>3</v></c><c t="s"><v>5</v></c><c/><c r="D4" t="str"><f>1+1</f><v>12%</v></c><c r="XFD4"><v>9</v></c></row>"#,
    ];
    part(
        "xl/worksheets/sheet2.xml",
        &format!(
            "<worksheet><sheetData>{}</sheetData></worksheet>",
            rows.concat()
        ),
    );
    zip.finish().unwrap().into_inner()
}

#[test]
fn workbooks_are_read_as_spreadsheets_save_them() {
    let workbook = read::workbook(&saved_workbook()).unwrap();
    let sheets = sheet::workbook_sheets("a.xlsx", &workbook);
    let answers = sheet::read(&sheets, &table()).answers;
    assert_eq!(
        print::flow(&answers.to_node()),
        "{税收: {本年: 5.65, 增速: 12%}}"
    );
    assert_eq!(
        answers.entries()[0].location.line,
        3,
        "faults point to the row"
    );
    for broken in [
        &b""[..],
        b"PK",
        "字段,填写".as_bytes(),
        &saved_workbook()[..300],
    ] {
        assert!(read::workbook(broken).is_err());
    }
}

fn returned(file: &str, share: &str, text: &str) -> ReturnedForm {
    ReturnedForm {
        file: file.to_owned(),
        shares: vec![share.to_owned()],
        answers: Answers::read(file, text),
    }
}

#[test]
fn what_forms_agree_on_is_merged_and_what_they_do_not_is_left_open() {
    let schema = table();
    let shares = shares(&schema, ShareBy::Department);
    let forms = [
        returned(
            "财政所.yaml",
            "财政所",
            "税收: {本年: 5.65亿元, 上年: 5.04亿}",
        ),
        returned(
            "财政所.csv",
            "财政所",
            "税收: {本年: 5.65亿, 上年: 50400万元}",
        ),
        returned(
            "统计站.yaml",
            "统计站",
            "产值: {本年: 73.1, 增速: 7.5%}\n税收:",
        ),
        returned(
            "经发办.yaml",
            "经发办",
            "有园区: 是\n项目: [{名称: 甲}]\n产值: {本年: 73.2, 增速: 7.5%}",
        ),
        returned("党政办.yaml", "党政办", "地名:\n  名称:\n"),
    ];
    let collected = collect(&schema, &shares, &forms, &Answers::read("", ""));
    let fault = &collected.faults[0];
    assert_eq!(collected.faults.len(), 1);
    assert_eq!(
        fault.message.text(Lang::Zh),
        "“产值”两处填得不一样：这里是 {本年: 73.2, 增速: 7.5%}，统计站.yaml:1 是 {本年: 73.1, 增速: 7.5%}"
    );
    assert_eq!(
        fault.location.as_ref().map(|at| (&*at.file, at.line)),
        Some(("经发办.yaml", 3))
    );
    assert_eq!(
        print::flow(&collected.answers.to_node()),
        "{税收: {本年: 5.65亿元, 上年: 5.04亿}, 有园区: 是, 项目: [{名称: 甲}]}"
    );
    let mut lines = Vec::new();
    for share in &collected.progress {
        let (state, files) = (share.state, share.files.join("+"));
        let open = share.open.join("、");
        lines.push(format!(
            "{} {state:?} {files} {}/{} {open}",
            share.share, share.answered, share.asked
        ));
    }
    assert_eq!(
        lines,
        [
            "党政办 Blank 党政办.yaml 0/1 地名",
            "财政所 Returned 财政所.yaml+财政所.csv 1/1 ",
            "统计站 Returned 统计站.yaml 0/1 产值",
            "经发办 Returned 经发办.yaml 2/3 园区、项目",
            // Nothing it is asked is required; still nobody has sent it.
            "未定单位 Missing  0/1 ",
        ]
    );
}

#[test]
fn a_second_collection_changes_what_is_answered_anew_and_keeps_the_rest() {
    let schema = table();
    let shares = shares(&schema, ShareBy::Department);
    let before = Answers::read(
        "填报.yaml",
        "备注: 老\n产值: {本年: 73.1, 增速: 7.5%}\n税收: 5\n",
    );
    let forms = [
        returned("财政所.yaml", "财政所", "税收: 6"),
        returned("甲.yaml", "统计站", "产值: {本年: 73.1, 增速: 7.5%}"),
        returned("乙.yaml", "统计站", "产值: {本年: 73.2, 增速: 7.5%}"),
    ];
    let collected = collect(&schema, &shares, &forms, &before);
    assert_eq!(
        print::flow(&collected.answers.to_node()),
        "{备注: 老, 产值: {本年: 73.1, 增速: 7.5%}, 税收: 6}",
        "what somebody settled by hand stands"
    );
    let found: Vec<_> = collected
        .faults
        .iter()
        .map(|fault| (fault.message.key(), fault.severity))
        .collect();
    assert_eq!(
        found,
        [
            ("collect.changed", Severity::Advice),
            ("collect.conflict", Severity::Warning)
        ]
    );
    assert_eq!(
        collected.progress.last().map(|share| share.state),
        Some(ShareState::Missing)
    );
}

#[test]
fn a_sample_shared_out_and_collected_again_gives_the_same_draft() {
    for genre in Catalog::shipped().genres().unwrap() {
        let (schema, _) = genre.schema().recovered();
        let (file, text) = genre.sample().unwrap();
        let sample = Answers::read(&file, &text);
        let shares = shares(&schema, ShareBy::Department);
        let forms: Vec<ReturnedForm> = shares
            .iter()
            .map(|share| {
                let own = sample
                    .entries()
                    .iter()
                    .filter(|entry| share.schema.field(&entry.key).is_some());
                let mut node = nigao::yaml::Node::of(nigao::yaml::Value::Map(Vec::new()));
                own.for_each(|entry| node.set(&entry.key, entry.node.clone()));
                let filled = edit::update(
                    &share_form(share, Lang::Zh),
                    &Answers::of(node),
                    &share.schema,
                );
                returned(&format!("{}.yaml", share.name), &share.name, &filled)
            })
            .collect();
        let collected = collect(&schema, &shares, &forms, &Answers::read("", ""));
        assert!(
            collected.faults.is_empty(),
            "{}: {:?}",
            genre.name,
            collected.faults
        );
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
            nigao::draft::draft(&template, &facts, false)
                .unwrap()
                .to_string()
        };
        assert_eq!(
            drafted(&collected.answers),
            drafted(&sample),
            "{}",
            genre.name
        );
    }
}

#[test]
fn the_verbs_share_out_and_collect() {
    let desk = Desk::new();
    let out = [
        "-o", "分发", "--deadline", "2026-12-10", "--contact", "党政办林致远",
    ];
    desk.run(&[&["collect", "export", "乡镇政府半年工作报告"], &out[..]].concat())
        .code(0)
        .says(&["统计", "collect import", "填报通知.docx"]);
    let names = std::fs::read_dir(desk.path("分发"))
        .unwrap()
        .flatten()
        .count();
    assert!(
        names > 6 && names % 3 == 1,
        "three forms for each and the note: {names}"
    );
    desk.run(&["collect", "export", "乡镇政府半年工作报告", "-o", "分发"])
        .code(3);
    let note = desk
        .run(&["inspect", "分发/填报通知.docx", "--text"])
        .code(0)
        .out;
    assert!(
        note.contains("请于2026年12月10日前报送") && note.contains("党政办林致远"),
        "{note}"
    );
    let sheet = desk.read("分发/供电所.csv");
    assert!(
        sheet.contains("供电所填报表") && sheet.contains("填报单位：供电所"),
        "{sheet}"
    );
    assert!(sheet.contains("报送时间：2026年12月10日前"), "{sheet}");

    // A spreadsheet saves in the encoding of its country.
    let sheet = sheet
        .replace("4180万千瓦时,选填,", "4180万千瓦时,选填,4200")
        .replace("3920万千瓦时,选填,", "3920万千瓦时,选填,5%");
    let (bytes, _, _) = encoding_rs::GBK.encode(sheet.trim_start_matches('\u{feff}'));
    let desk = desk
        .file("回收/附件2（定稿）.csv", &bytes)
        .file("回收/统计站.yaml", "招商批次: 36批次\n");
    let desk = desk.file(
        "回收/经济发展办公室.yaml",
        "招商批次: 35批次\n签约项目: 14个\n",
    );
    let import = [
        "collect", "import", "乡镇政府半年工作报告", "回收", "-o", "填报.yaml",
    ];
    let run = desk.run(&import).code(1);
    let run = run.says(&[
        "“招商批次”两处填得不一样",
        "齐了（回收/附件2（定稿）.csv）",
        "没有交",
        "还缺：",
    ]);
    let file = desk.read("填报.yaml");
    assert!(
        file.contains("\n工业用电: {本年: 4200, 增速: 5%}\n") && file.contains("\n招商批次:\n"),
        "{}",
        run.err
    );

    // The loop goes on in the same file: settled by hand, corrected by an office.
    let desk = desk.file(
        "填报.yaml",
        file.replace("\n招商批次:\n", "\n招商批次: 36批次  # 电话核实\n"),
    );
    let desk = desk.file(
        "回收/经济发展办公室.yaml",
        "招商批次: 35批次\n签约项目: 15个\n",
    );
    desk.run(&import)
        .code(0)
        .says(&["已按并好的表里的 36批次", "原来收的是 14个，这次改成 15个"]);
    let file = desk.read("填报.yaml");
    assert!(
        file.contains("招商批次: 36批次  # 电话核实") && file.contains("签约项目: 15个"),
        "{file}"
    );
    // Anything else is not written over.
    let desk = desk.file("别的.yaml", "标题: 与此无关\n");
    desk.run(&[
        "collect", "import", "乡镇政府半年工作报告", "回收", "-o", "别的.yaml",
    ])
    .code(3);
    assert_eq!(desk.read("别的.yaml"), "标题: 与此无关\n");
}

#[test]
fn one_odd_file_among_the_returns_stops_nothing_and_is_reported() {
    let desk = Desk::new().file("回收/统计站.yaml", "招商批次: 36批次\n");
    let (gbk, _, _) = encoding_rs::GBK.encode("签约项目: 14个\n");
    let desk = desk.file("回收/经济发展办公室.yaml", &gbk);
    let desk = desk
        .file("回收/~$统计站.xlsx", b"\x05admin")
        .file("回收/.~lock.统计站.xlsx#", "x");
    let desk = desk
        .file("回收/.~统计站.xlsx", "x")
        .file("回收/._统计站.xlsx", "x");
    let desk = desk
        .file("回收/.DS_Store", "x")
        .file("回收/情况.docx", "PK")
        .file("回收/坏.xlsx", "PK");
    let desk = desk.file("回收/备份.yaml/统计站.yaml", "招商批次: 1批次\n");
    desk.shell("cd 回收 && mkfifo 管.yaml 管.xlsx; ln -s 无 断.yaml; ln -s /dev/zero 零.csv")
        .code(0);
    let import = [
        "collect", "import", "乡镇政府半年工作报告", "回收", "-o", "填报.yaml",
    ];
    let run = desk.run(&import).code(1);
    for told in [
        "跳过 回收/~$统计站.xlsx", "跳过 回收/.~lock.统计站.xlsx#", "跳过 回收/.~统计站.xlsx",
        "跳过 回收/._统计站.xlsx", "没有读 回收/情况.docx", "没有读文件夹 回收/备份.yaml",
        "回收/坏.xlsx 读不了", "回收/管.yaml 读不了", "回收/管.xlsx 读不了", "回收/断.yaml 读不了",
        "回收/零.csv 读不了",
    ] {
        assert!(run.err.contains(told), "{told}: {}", run.err);
    }
    assert!(!run.err.contains("DS_Store"));
    // What a user names is meant to be read.
    for (named, told) in [
        ("回收/情况.docx", "没有读 回收/情况.docx"),
        ("/dev/zero", "没有读 /dev/zero"),
    ] {
        let import = ["collect", "import", "乡镇政府半年工作报告", named];
        assert!(desk.run(&import).code(1).err.contains(told), "{named}");
    }
    let file = desk.read("填报.yaml");
    assert!(
        file.contains("招商批次: 36批次") && file.contains("签约项目: 14个"),
        "{}",
        run.err
    );
}

#[cfg(target_os = "linux")]
#[test]
fn names_in_another_encoding_are_read() {
    use std::os::unix::ffi::OsStrExt;
    let desk = Desk::new().file("回收/x", "");
    let name = std::ffi::OsStr::from_bytes(b"\xcd\xb3\xbc\xc6\xd5\xbe.yaml");
    std::fs::write(desk.path("回收").join(name), "招商批次: 36批次\n").unwrap();
    desk.run(&[
        "collect", "import", "乡镇政府半年工作报告", "回收", "-o", "填报.yaml",
    ]);
    assert!(desk.read("填报.yaml").contains("招商批次: 36批次"));
}

#[test]
fn several_genres_share_their_fields_and_one_ledger_drafts_each() {
    let desk = Desk::new();
    let genres = ["township-work-report", "head-duty-report"];
    let export = [&["collect", "export"], &genres[..], &["-o", "分发"]].concat();
    desk.run(&export)
        .code(0)
        .says(&["collect import township-work-report head-duty-report"]);
    let sheet = desk.read("分发/统计站.csv");
    let rows = sheet
        .lines()
        .filter(|line| line.starts_with("生产总值,,本年,"))
        .count();
    assert_eq!(rows, 1, "{sheet}");
    let filled = sheet.lines().map(|line| {
        if line.starts_with("生产总值,,本年,") {
            format!("{line}36.8")
        } else {
            line.to_owned()
        }
    });
    let desk = desk.file("回收/统计站.csv", filled.collect::<Vec<_>>().join("\n"));
    let import = [
        &["collect", "import"],
        &genres[..],
        &["回收", "-o", "台账.yaml"],
    ]
    .concat();
    desk.run(&import);
    assert!(
        desk.read("台账.yaml").contains("\n生产总值:"),
        "{}",
        desk.read("台账.yaml")
    );
}

#[test]
fn a_file_that_overrides_the_ledger_with_another_number_is_reported() {
    let desk = Desk::new();
    let desk = desk.file("台账.yaml", "招商批次: 36批次\n签约项目: 14个\n");
    let desk = desk.file("本文.yaml", "招商批次: 35批次\n签约项目: 14\n");
    let run = desk.run(&["check", "乡镇政府半年工作报告", "台账.yaml", "本文.yaml"]);
    assert!(
        run.err
            .contains("“招商批次”这里是 35批次，台账.yaml:1 是 36批次"),
        "{}",
        run.err
    );
    assert!(!run.err.contains("“签约项目”这里是"), "{}", run.err);
}
