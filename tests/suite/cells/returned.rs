//! Reads one form under every ending that an office may save it with.

use std::io::{Cursor, Read, Write};

use nigao::drafting::read_form;
use nigao::schema;
use nigao::yaml::print;
use zip::write::SimpleFileOptions;

const TABLE: &str = "
title: 例
kind: 工作报告
summary: 一例
fields:
- {name: 投资, kind: figure, unit: 亿元, compare: [上年]}
- {name: 支出, kind: figure, unit: 万元}
- {name: 开会日, kind: date}
";

const XLSX: &[u8] = include_bytes!("fixtures/cells.xlsx");
const XLS: &[u8] = include_bytes!("fixtures/cells.xls");
const ODS: &[u8] = include_bytes!("fixtures/cells.ods");

/// The workbook with macros as Excel marks it: another type for its main part.
fn with_macros() -> Vec<u8> {
    let mut archive = zip::ZipArchive::new(Cursor::new(XLSX)).unwrap();
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for at in 0..archive.len() {
        let mut file = archive.by_index(at).unwrap();
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).unwrap();
        if file.name() == "[Content_Types].xml" {
            let types = String::from_utf8(bytes).unwrap();
            let main = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml";
            assert!(types.contains(main), "{types}");
            let macros = "application/vnd.ms-excel.sheet.macroEnabled.main+xml";
            bytes = types.replace(main, macros).into_bytes();
        }
        let options = SimpleFileOptions::default();
        writer.start_file(file.name(), options).unwrap();
        writer.write_all(&bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

#[test]
fn a_form_says_the_same_under_every_ending() {
    let (schema, faults) = schema::read("例.yaml", TABLE, &[]).recovered();
    assert!(faults.is_empty(), "{faults:?}");
    let forms = [
        ("统计站.xlsx", XLSX.to_vec()),
        ("统计站.XLSX", XLSX.to_vec()),
        ("统计站.xlsm", with_macros()),
        ("统计站.xltx", XLSX.to_vec()),
        ("统计站.xls", XLS.to_vec()),
        ("统计站.et", XLS.to_vec()),
        // WPS saves either kind under its own ending, and people rename.
        ("统计站（定稿）.et", XLSX.to_vec()),
        ("统计站.xls", XLSX.to_vec()),
        ("统计站.ods", ODS.to_vec()),
    ];
    for (name, bytes) in forms {
        let read = read_form(name, bytes, &schema, &[]).unwrap().unwrap();
        let answers = read.form.answers;
        let answer = |field: &str| {
            let entry = answers.entries().iter().find(|entry| entry.key == field);
            entry.map(|entry| print::flow(&entry.node))
        };
        let wanted = [
            ("投资", "{本年: 15.4, 增速: 8.5%}"),
            ("支出", "17080.0万元"),
            ("开会日", "2026年1月8日"),
        ];
        for (field, words) in wanted {
            assert_eq!(answer(field).as_deref(), Some(words), "{name}: {field}");
        }
    }
}
